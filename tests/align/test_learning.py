"""What confirmed links teach is a lexicon that is kept as text, joined, turned round, and used again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import learning
from editor.errors import FormatError

word = st.text("abcdeжзик", min_size=1, max_size=6)
weight = st.integers(0, 1_000).map(lambda number: number / 1_000)
lexicons = st.dictionaries(word, st.dictionaries(word, weight, min_size=1, max_size=3), max_size=4)


@given(lexicons)
def test_what_is_written_is_read_again(known: learning.Lexicon) -> None:
    text = learning.write(known)
    assert learning.is_lexicon(text)
    assert learning.read(text) == known


@given(lexicons)
def test_turned_round_twice_it_is_the_same(known: learning.Lexicon) -> None:
    assert learning.reversed_(learning.reversed_(known)) == known


@given(lexicons, lexicons)
def test_of_two_that_know_a_pair_the_higher_counts(one: learning.Lexicon, two: learning.Lexicon) -> None:
    both = learning.merged([one, two])
    assert both == learning.merged([two, one])
    assert learning.merged([both, one]) == both
    for known in (one, two):
        assert all(both[mine][other] >= value for mine, others in known.items() for other, value in others.items())
    assert set(both) == {*one, *two}


def test_pairs_that_come_again_are_learnt() -> None:
    pairs = [
        ("The house stands.", "Дом стоит."),
        ("A house falls.", "Дом падает."),
        ("The mill stands.", "Мельница стоит."),
    ]
    known = learning.learn(pairs * 3)
    assert max(known["house"], key=lambda other: known["house"][other]) == "дом"
    assert learning.learn([("", "x"), (" ", "")]) == {}


@pytest.mark.parametrize("line", ["a", "a\tb", "a\tb\tmuch"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    with pytest.raises(FormatError, match=r"\(line 2\)"):
        learning.read(f"# diptych lexicon 1\n{line}\n")
