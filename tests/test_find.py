"""Find and replace: hits where they are, codes kept, patterns refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import find
from editor.errors import EditError
from editor.find import Query
from editor.model import Mark, May, Note, Segment, State, apply, document
from editor.text import Break, Text
from tests.samples import BREAK, LINK, LINK_END, letter
from tests.test_text import texts


def test_hits_come_in_reading_order_on_the_sides_asked_for() -> None:
    start = letter()
    found = list(find.hits(start, Query("the")))
    assert [(hit.row, hit.side, hit.start, hit.end) for hit in found] == [(1, "source", 5, 8)]
    assert [hit.row for hit in find.hits(start, Query("спис"))] == [1]
    assert not list(find.hits(start, Query("спис", sides=frozenset({"source"}))))
    assert not list(find.hits(start, Query("")))
    some = find.hits(start, Query("o", sides=frozenset({"source"})), rows=[4, 0])
    assert [hit.row for hit in some][:1] == [4]


def test_case_words_and_expressions() -> None:
    start = letter()
    assert not list(find.hits(start, Query("ONE", case=True)))
    assert list(find.hits(start, Query("ONE")))
    assert not list(find.hits(start, Query("mont", whole_words=True)))
    assert [hit.row for hit in find.hits(start, Query(r"^(Thank|Come)", as_regex=True))] == [2, 4]
    assert not list(find.hits(start, Query("x*", as_regex=True)))


def test_notes_are_searched_when_asked() -> None:
    start = document([Segment("1", Text.of("a"), notes=(Note("ask Anna"),))])
    assert [hit.side for hit in find.hits(start, Query("anna", sides=frozenset({"notes"})))] == ["notes"]


def test_a_wrong_or_endless_pattern_is_a_sentence() -> None:
    with pytest.raises(EditError, match="regular expression"):
        list(find.hits(letter(), Query("(", as_regex=True)))
    slow = document([Segment("1", Text.of("a" * 5_000 + "!"))])
    with pytest.raises(EditError, match="too long"):
        list(find.hits(slow, Query("(a|a|aa)+$", as_regex=True)))


def test_replacing_keeps_codes_and_makes_drafts_in_one_step() -> None:
    segment = Segment("1", Text.of("x"), Text.of("a ", LINK, "b", LINK_END, " b"), State.TRANSLATED)
    start = document([segment, Segment("2", Text.of("b"))])
    change = find.replace_all(start, Query("b"), "c")
    assert len(change.splices) == 1
    after = apply(change, start).rows[0]
    assert after.target == Text.of("a ", LINK, "c", LINK_END, " c")
    assert after.state is State.DRAFT


def test_codes_inside_a_hit_stay_behind_the_new_words() -> None:
    text = Text.of("one", BREAK, "two")
    assert find.replaced(text, Query("e.t", as_regex=True), "X") == Text.of("onX", BREAK, "wo")


def test_groups_may_be_named_in_the_replacement() -> None:
    text = Text.of("12 May, 3 June")
    assert find.replaced(text, Query(r"(\d+) (\w+)", as_regex=True), r"\2 \1").plain == "May 12, June 3"
    assert find.replaced(text, Query("May"), r"\1").plain == r"12 \1, 3 June"
    with pytest.raises(EditError, match="group"):
        find.replaced(text, Query("May", as_regex=True), r"\7")


def test_what_is_locked_is_left_alone() -> None:
    locked = Segment("1", Text.of("x"), Text.of("b"), may=May.NOTHING, marks=frozenset({Mark.NEEDS_WORK}))
    assert not find.replace_all(document([locked]), Query("b"), "c")
    assert not find.replace_all(document([locked]), Query(""), "c")


def test_breaks_stay_where_they_were_and_one_inside_a_hit_behind_it() -> None:
    text = Text.of("one.", Break(), " two", Break(paragraph=True), " one")
    assert find.replaced(text, Query("one"), "three") == Text.of(
        "three.", Break(), " two", Break(paragraph=True), " three"
    )
    assert find.replaced(text, Query("e. t"), "X") == Text.of("onX", Break(), "wo", Break(paragraph=True), " one")


def test_one_hit_is_replaced_with_what_stands_around_it_in_sight() -> None:
    text = Text.of("12 12")
    assert find.replaced(text, Query(r"(?<= )\d+", as_regex=True), "x", 3).plain == "12 x"
    assert find.replaced(text, Query("12"), "x", 3).plain == "12 x"
    assert find.replaced(text, Query("12"), "x", 1) is text


@given(text=texts)
def test_places_count_the_breaks_before_them(text: Text) -> None:
    items = list(text)
    plain = list(text.without_breaks())
    for position, item in enumerate(plain):
        assert items[find.place(text, position)] == item


@given(text=texts, word=st.text(st.sampled_from("ab{}я "), min_size=1, max_size=3))
def test_replacing_a_word_by_itself_changes_nothing_but_breaks(text: Text, word: str) -> None:
    assert find.replaced(text, Query(word, case=True), word).plain == text.plain
    assert len(find.replaced(text, Query(word), "x").breaks) == len(text.breaks)
    assert find.replaced(text, Query(word), "").codes == text.codes
