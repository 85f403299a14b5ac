"""Three versions of one sentence become one: nothing that one hand did is lost, whichever hand is asked first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.compare.fields import settle
from editor.model import Mark, Note, Previous, Review, Segment, State
from editor.text import EMPTY, Text
from tests.strategies import segments

BASE = Segment("f1/u1/1", Text.of("One."), Text.of("Раз."), State.TRANSLATED, unit="u1")
PLAIN = ("source", "previous", "link", "unit", "role", "gap", "target_gap", "order", "form", "may", "shared")


def texts(row: Segment) -> str:
    return "\n".join((row.target.marked(row.source.codes), *(note.text for note in row.notes)))


@given(segments(), segments(), segments())
def test_which_hand_is_asked_first_makes_no_difference(base: Segment, one: Segment, two: Segment) -> None:
    assert settle(base, one, two) == settle(base, two, one)
    assert settle(base, one, base) == settle(base, one, one) == settle(base, base, one)
    assert settle(base, one, one).segment == one


@given(segments(), segments(), segments())
def test_what_one_hand_alone_changed_is_in_it(base: Segment, one: Segment, two: Segment) -> None:
    found = settle(base, one, two)
    for name in PLAIN:
        was, mine, theirs = (getattr(row, name) for row in (base, one, two))
        if was in (mine, theirs) or mine == theirs:
            assert getattr(found.segment, name) == (theirs if mine == was else mine)
            assert name not in found.fields
        else:
            assert name in found.fields
    assert found.segment.target in (one.target, two.target)
    assert not found.fields or Mark.NEEDS_WORK in found.segment.marks


@given(segments(), segments(), segments())
def test_of_two_that_clash_both_can_be_read(base: Segment, one: Segment, two: Segment) -> None:
    found = settle(base, one, two)
    if "target" in found.fields:
        said = texts(found.segment)
        for row in (one, two):
            assert row.target.marked(row.source.codes) in said or "(no translation)" in said
    if "source" in found.fields:
        said = texts(found.segment)
        assert any(f"Source: {row.source.marked(row.target.codes)}" in said for row in (one, two))


@given(
    segments(),
    st.lists(st.sampled_from("abc").map(Note), max_size=3),
    st.lists(st.sampled_from("abc").map(Note), max_size=3),
)
def test_notes_that_either_wrote_are_there_once_for_each(base: Segment, one: list[Note], two: list[Note]) -> None:
    base = replace(base, notes=())
    found = settle(base, replace(base, notes=tuple(one)), replace(base, notes=tuple(two))).segment.notes
    for note in map(Note, "abc"):
        assert found.count(note) == max(one.count(note), two.count(note))


@pytest.mark.parametrize(
    ("base", "one", "two", "state", "clash"),
    [
        (State.DRAFT, State.TRANSLATED, State.FINAL, State.FINAL, False),
        (State.FINAL, State.DRAFT, State.TRANSLATED, State.DRAFT, False),
        (State.TRANSLATED, State.DRAFT, State.REVIEWED, State.REVIEWED, True),
        (State.TRANSLATED, State.REVIEWED, State.TRANSLATED, State.REVIEWED, False),
    ],
)
def test_states_that_both_raised_or_lowered_are_one(
    base: State, one: State, two: State, state: State, *, clash: bool
) -> None:
    found = settle(*(replace(BASE, state=each) for each in (base, one, two)))
    assert (found.segment.state, "state" in found.fields) == (state, clash)
    if clash:
        assert "State: Draft" in found.segment.notes[-1].text


def test_a_second_reading_is_noted() -> None:
    anna, boris = Review("Anna", "2026-01-02"), Review("Boris", "2026-01-03")
    read = [replace(BASE, state=State.REVIEWED, review=review) for review in (anna, boris)]
    found = settle(BASE, *read)
    assert (found.segment.review, found.fields) == (boris, ())
    assert "Anna 2026-01-02" in found.segment.notes[-1].text


def test_words_changed_after_the_other_hand_reviewed_them_are_marked() -> None:
    read = replace(BASE, state=State.REVIEWED, review=Review("Anna"))
    found = settle(BASE, replace(BASE, target=Text.of("Один."), state=State.DRAFT), read).segment
    assert (found.target.plain, found.state, found.review) == ("Один.", State.DRAFT, None)
    assert Mark.EDITED_AFTER_REVIEW in found.marks


def test_what_was_cleared_and_reviewed_is_asked() -> None:
    read = replace(BASE, state=State.REVIEWED)
    found = settle(BASE, replace(BASE, target=EMPTY, state=State.UNTRANSLATED), read)
    assert (found.segment.target.plain, found.segment.state, found.fields) == ("Раз.", State.REVIEWED, ("target",))


def test_the_other_reason_and_the_other_words_from_before_are_noted() -> None:
    off = replace(BASE, marks=frozenset({Mark.NOT_FOR_TRANSLATION}))
    found = settle(off, replace(off, reason="menu"), replace(off, reason="ad"))
    assert (found.fields, found.segment.notes[-1].text.split("Reason: ")[1] in {"menu", "ad"}) == (("reason",), True)
    before = [replace(BASE, previous=Previous(Text.of(said), Text.of("Т."))) for said in ("X.", "Y.")]
    found = settle(BASE, *before)
    assert found.fields == ("previous",)
    assert "Before: " in found.segment.notes[-1].text
