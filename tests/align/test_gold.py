"""F1 on gold sets that lie beside the project does not fall; ``tests/bench/align.py`` prints the whole table."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.align import Bead, align
from tests.bench import align as bench
from tests.bench import hard_texts

SMALL = ("textberg-dev", "ntrex-en-ru-dev", "ntrex-en-ja-dev", "maligna-gpl-pl-en")


@pytest.mark.parametrize("name", SMALL)
def test_gold(shared: Path, name: str) -> None:
    if not (shared / "alignment" / "gold" / name).exists():
        pytest.skip(f"no gold set {name}")
    one = bench.load(name)
    assert bench.score(one.gold, align(one.left, one.right)).f1 >= bench.FLOORS[name]


def test_a_perfect_alignment_scores_one_and_an_empty_one_nothing() -> None:
    gold = [((0,), (0,)), ((1,), ()), ((2, 3), (1,))]
    beads = [Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1)), Bead(range(2, 4), range(1, 2))]
    assert bench.score(gold, beads).f1 == 1
    assert bench.score(gold, []).f1 == 0


def test_windows_cut_all_links_into_letters() -> None:
    gold = [((n,), (n,)) for n in range(40)]
    letters = list(bench.windows(gold))
    assert [link for letter in letters for link in letter] == gold
    assert [len(letter) for letter in letters] == [15, 15, 10]


@pytest.mark.parametrize("name", ["ntrex-en-ru-dev", "pydocs-en-ja"])
def test_a_hard_text_has_every_sentence_in_one_link_and_is_the_same_for_the_same_seed(shared: Path, name: str) -> None:
    if not (shared / "alignment" / "gold" / name).exists():
        pytest.skip(f"no gold set {name}")
    one = hard_texts.made(name, 1)
    for side, sentences in enumerate((one.left, one.right)):
        assert [number for link in one.gold for number in link[side]] == list(range(len(sentences)))
        assert all(sentence.strip() for sentence in sentences)
    assert len({(len(left), len(right)) for left, right in one.gold}) > 5
    assert hard_texts.made(name, 1) == one
    assert hard_texts.made(name, 2) != one
