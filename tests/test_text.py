"""Text with codes: cutting and joining lose nothing, and what the command line writes it reads."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from editor import text as module
from editor.text import EMPTY, Break, Code, Kind, Text, count_words, missing, nested, words

CODES = [Code(kind, pair, data=f"<{pair}>") for pair in "12" for kind in Kind] + [Code(Kind.ALONE, "x9", equiv="\n")]
characters = st.text(st.sampled_from("ab {}/12x9\\ \n\u00a0я字😀"), max_size=12)
texts = st.lists(characters | st.sampled_from(CODES) | st.builds(Break, st.booleans()), max_size=8).map(
    lambda runs: Text.of(*runs)
)


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(text=texts, position=st.integers(0, 60))
def test_cutting_and_joining_gives_the_text_back(text: Text, position: int) -> None:
    left, right = text.cut(position)
    assert left + right == text
    assert len(left) == min(position, len(text))
    assert left.plain + right.plain == text.plain


@given(text=texts)
def test_equal_texts_are_equal_values_however_they_were_built(text: Text) -> None:
    assert Text.of(*text) == text
    assert len(text) == len(list(text))
    assert bool(text) == (len(text) > 0)
    for run, following in zip(text.runs, text.runs[1:], strict=False):
        assert not (isinstance(run, str) and isinstance(following, str))
    assert "" not in text.runs


@given(text=texts)
def test_stripping_puts_white_space_aside(text: Text) -> None:
    lead, middle, trail = text.strip()
    assert lead + middle + trail == text
    assert not middle.plain[:1].isspace() or middle.codes or middle.breaks
    assert not lead.plain.strip()
    assert not trail.plain.strip()


@given(text=texts)
def test_breaks_come_back_where_they_were(text: Text) -> None:
    assert text.without_breaks().with_breaks(text.breaks) == text


def test_a_break_beyond_the_end_is_left_out() -> None:
    assert Text.of("ab").with_breaks([(1, Break()), (9, Break())]) == Text.of("a", Break(), "b")


@given(text=texts, known=st.lists(st.sampled_from(CODES), max_size=4))
def test_what_the_command_line_writes_it_reads(text: Text, known: list[Code]) -> None:
    flat = text.without_breaks()
    codes = (*known, *flat.codes)
    assert Text.parse(text.marked(known), codes) == flat


def test_only_known_codes_are_codes() -> None:
    assert Text.parse("{name} {1}", [CODES[0]]) == Text.of("{name} ", CODES[0])
    assert Text.parse("{1} {2/}", ()) == Text.of("{1} {2/}")


def test_missing_codes_come_in_the_order_of_the_source() -> None:
    first, close, alone = CODES[0], CODES[1], CODES[2]
    source = Text.of(first, "a", close, alone, alone)
    assert missing(source, Text.of("x", alone)) == (first, close, alone)
    assert missing(source, source) == ()
    assert missing(EMPTY, source) == ()


def test_pairs_that_close_in_the_order_in_which_they_opened_nest() -> None:
    one, one_end, two, two_end = CODES[0], CODES[1], CODES[3], CODES[4]
    assert nested((one, two, two_end, one_end)) == {one.pair, two.pair}
    assert nested((one, two, one_end, two_end)) == {two.pair}
    assert nested((one, one_end, two, two_end)) == {one.pair, two.pair}
    assert nested((one,)) == nested((one_end,)) == nested((one_end, one)) == set()


@given(st.lists(st.sampled_from([(kind, pair) for kind in (Kind.OPEN, Kind.CLOSE) for pair in "abc"]), max_size=12))
def test_what_nests_is_elements_within_elements(steps: list[tuple[Kind, str]]) -> None:
    codes = [Code(kind, pair) for kind, pair in steps]
    once = [pair for pair in "abc" if steps.count((Kind.OPEN, pair)) == steps.count((Kind.CLOSE, pair)) == 1]
    whole = nested(codes) & set(once)
    left = [(kind, pair) for kind, pair in steps if pair in whole]
    while left:  # taking away what stands side by side leaves nothing
        at = next(n for n, (kind, pair) in enumerate(left) if (kind, pair) == (Kind.OPEN, left[n + 1][1]))
        assert left[at + 1] == (Kind.CLOSE, left[at][1])
        del left[at : at + 2]


def test_a_line_break_reads_as_one() -> None:
    assert Text.of("a", CODES[6], "b").readable == "a\nb"
    assert Text.of("a", CODES[6], "b").plain == "ab"


def test_words_are_counted_by_character_where_there_are_no_spaces() -> None:
    assert words("J’ai 3,5 kg") == ["J’ai", "3,5", "kg"]
    assert count_words("我们走吧。") == 4
    assert count_words("Привет, мир!") == 2
    assert count_words(" — … ") == 0
