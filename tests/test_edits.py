"""What one can do to a document: the states' rules, splitting and joining without loss."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor import edits
from editor.errors import EditError
from editor.model import (
    ANYTHING,
    Document,
    Head,
    Link,
    Mark,
    May,
    Note,
    Previous,
    Review,
    Segment,
    Shared,
    State,
    apply,
    document,
)
from editor.text import EMPTY, Break, Text
from tests.samples import LINK, LINK_END, letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.model import Change

REVIEWED = Segment("1", Text.of("a"), Text.of("б"), State.REVIEWED, review=Review("R.", "2026-11-22"), unit="u")


def one(segment: Segment) -> Document:
    return document([segment], Head("en", "ru"))


def typed(segment: Segment, text: str) -> Segment:
    start = one(segment)
    return apply(edits.set_target(start, 0, Text.of(text)), start).rows[0]


def test_typing_makes_a_draft_until_it_is_confirmed() -> None:
    draft = typed(Segment("1", Text.of("a")), "б")
    assert draft.state is State.DRAFT
    done = apply(edits.confirm(one(draft), [0]), one(draft)).rows[0]
    assert done.state is State.TRANSLATED
    assert typed(done, "в").state is State.DRAFT
    assert typed(done, "").state is State.UNTRANSLATED
    assert typed(done, "б") == done


@pytest.mark.parametrize("state", [State.REVIEWED, State.FINAL])
def test_typing_after_review_is_marked_until_a_new_review(state: State) -> None:
    after = typed(replace(REVIEWED, state=state), "в")
    assert after.state is State.DRAFT
    assert after.marks == {Mark.EDITED_AFTER_REVIEW}
    assert after.review is None
    emptied = typed(typed(replace(REVIEWED, state=state), ""), "в")
    assert emptied == after
    confirmed = edits.confirmed(after)
    assert confirmed.marks == {Mark.EDITED_AFTER_REVIEW}
    again = apply(edits.set_state(one(confirmed), [0], State.REVIEWED, Review("S.")), one(confirmed)).rows[0]
    assert again.marks == frozenset()
    assert again.review == Review("S.")


def test_confirming_clears_needs_work_and_source_changed_and_keeps_a_review() -> None:
    marks = frozenset({Mark.NEEDS_WORK, Mark.SOURCE_CHANGED, Mark.OMITTED})
    segment = replace(REVIEWED, marks=marks, previous=Previous(Text.of("old")))
    done = edits.confirmed(segment)
    assert done.marks == {Mark.OMITTED}
    assert done.previous is None
    assert done.state is State.REVIEWED


def test_no_state_is_invented_for_an_empty_target() -> None:
    start = letter()
    assert not edits.set_state(start, [0], State.FINAL)
    assert not edits.confirm(start, [0])


def test_states_can_be_set_both_ways() -> None:
    start = one(REVIEWED)
    for state in (State.DRAFT, State.TRANSLATED):
        after = apply(edits.set_state(start, [0], state), start).rows[0]
        assert (after.state, after.review) == (state, None)
    assert apply(edits.set_state(start, [0], State.UNTRANSLATED), start).rows[0].target == EMPTY


@given(row=st.integers(0, 4), position=st.integers(0, 40))
def test_joining_after_splitting_gives_the_texts_back(row: int, position: int) -> None:
    start = letter()
    try:
        change = edits.split(start, row, position)
    except EditError:
        assume(False)
    apart = apply(change, start)
    first, second = apart.rows[row], apart.rows[row + 1]
    assert first.id == start.rows[row].id
    assert second.id not in {segment.id for segment in start.rows}
    assert first.source.plain.strip()
    assert second.source.plain.strip() or second.source.codes
    together = apply(edits.join(apart, row), apart).rows[row]
    whole = start.rows[row]
    assert (together.id, together.source, together.target, together.gap, together.target_gap) == (
        whole.id,
        whole.source,
        whole.target,
        whole.gap,
        whole.target_gap,
    )


@given(position=st.integers(1, 20), target=st.integers(0, 20))
def test_splitting_the_target_loses_nothing(position: int, target: int) -> None:
    start = letter()
    try:
        change = edits.split(start, 1, position, target)
    except EditError:
        assume(False)
    apart = apply(change, start)
    together = apply(edits.join(apart, 1), apart).rows[1]
    assert together.target == start.rows[1].target
    assert together.source == start.rows[1].source


def test_a_break_in_the_target_tells_where_it_splits() -> None:
    segment = Segment("1", Text.of("One. Two."), Text.of("Раз.", Break(), " Два."), State.TRANSLATED, unit="u")
    apart = apply(edits.split(one(segment), 0, 5), one(segment)).rows
    assert [row.target.plain for row in apart] == ["Раз.", "Два."]
    assert [row.state for row in apart] == [State.TRANSLATED] * 2


def test_codes_survive_a_split_through_a_pair() -> None:
    segment = Segment("1", Text.of(LINK, "One. Two.", LINK_END), unit="u")
    apart = apply(edits.split(one(segment), 0, 5), one(segment)).rows
    assert apart[0].source == Text.of(LINK, "One.")
    assert apart[1].source == Text.of(" Two.", LINK_END).strip()[1]


def test_an_empty_half_is_refused() -> None:
    for position in (0, 99):
        with pytest.raises(EditError, match="caret"):
            edits.split(letter(), 0, position)


def test_joining_never_claims_more_than_both_had() -> None:
    start = letter()
    after = apply(edits.join(start, 0), start).rows[0]
    assert after.state is State.DRAFT
    assert after.source.plain == "One month ago we wrote. See the list below."
    with pytest.raises(EditError, match="paragraph"):
        edits.join(start, 2)
    with pytest.raises(EditError, match="last"):
        edits.join(start, 4)


def test_joining_keeps_notes_marks_links_and_what_was_before() -> None:
    left = replace(
        REVIEWED,
        notes=(Note("x"),),
        link=Link(0.5, confirmed=True),
        previous=Previous(Text.of("A"), Text.of("Б")),
        marks=frozenset({Mark.NEEDS_WORK, Mark.OMITTED}),
        gap=Text.of(" "),
    )
    right = replace(REVIEWED, id="2", notes=(Note("y"),), link=Link(0.25), marks=frozenset({Mark.OMITTED}))
    both = edits.joined(left, right, Head("en", "ru"))
    assert both.notes == (Note("x"), Note("y"))
    assert both.link == Link(0.25, confirmed=False)
    assert both.previous == Previous(Text.of("A a"), Text.of("Б б"))
    assert both.marks == {Mark.NEEDS_WORK, Mark.OMITTED}
    assert both.state is State.REVIEWED
    assert edits.joined(replace(left, link=None), right, Head()).link == Link(0.25)


@pytest.mark.parametrize(
    ("gap", "own", "source", "target", "wanted"),
    [
        (" ", None, "en", "ru", " "),
        (" ", None, "en", "zh", ""),
        ("\n", None, "en", "ja", "\n"),
        ("", None, "zh", "en", " "),
        ("", None, "en", "ru", ""),
        ("", None, "", "", ""),
        (" ", "", "en", "ru", ""),
        (" * ", None, "en", "zh", " * "),
    ],
)
def test_what_stands_between_targets_fits_their_language(
    gap: str, own: str | None, source: str, target: str, wanted: str
) -> None:
    segment = Segment("1", EMPTY, gap=Text.of(gap), target_gap=None if own is None else Text.of(own))
    assert edits.joint(segment, Head(source, target)) == Text.of(wanted)


def test_what_the_file_forbids_is_refused_with_a_sentence() -> None:
    locked = one(replace(REVIEWED, may=May.NOTHING))
    attempts: list[Callable[[], Change]] = [
        lambda: edits.set_target(locked, 0, EMPTY),
        lambda: edits.split(locked, 0, 0),
        lambda: edits.edit_source(locked, 0, EMPTY),
        lambda: edits.set_mark(locked, [0], Mark.NOT_FOR_TRANSLATION, on=True),
        lambda: edits.set_mark(locked, [0], Mark.NEEDS_WORK, on=True),
        lambda: edits.confirm(locked, [0]),
        *(partial(edits.set_state, locked, [0], state) for state in State),
    ]
    for attempt in attempts:
        with pytest.raises(EditError):
            attempt()
    mixed = document([replace(REVIEWED, may=May.NOTHING), replace(REVIEWED, id="2")])
    for change in (
        edits.set_state(mixed, [0, 1], State.DRAFT),
        edits.set_mark(mixed, [0, 1], Mark.NEEDS_WORK, on=True),
    ):
        assert [splice.at for splice in change.splices] == [1]
    assert not edits.clear(locked, [0])
    assert not edits.copy_source(locked, [0])
    read_only = replace(one(REVIEWED), head=Head(read_only="A newer Diptych wrote this file."))
    with pytest.raises(EditError, match="newer"):
        edits.set_target(read_only, 0, EMPTY)
    with pytest.raises(EditError, match="newer"):
        edits.set_state(read_only, [0], State.DRAFT)


def test_copying_the_source_takes_its_codes() -> None:
    start = letter()
    after = apply(edits.copy_source(start, [0, 1]), start).rows
    assert after[1].target == start.rows[1].source
    assert after[0].state is State.DRAFT


def test_marking_not_for_translation_keeps_the_reason_and_can_be_taken_back() -> None:
    start = letter()
    marked = apply(edits.set_mark(start, [0], Mark.NOT_FOR_TRANSLATION, on=True, reason="navigation"), start)
    assert marked.rows[0].reason == "navigation"
    assert not edits.copy_source(marked, [0])
    assert apply(edits.set_mark(marked, [0], Mark.NOT_FOR_TRANSLATION, on=False), marked) == start


def test_what_a_unit_shares_is_set_on_all_its_rows() -> None:
    forms = [
        Segment(f"u/{n}", Text.of("%d files"), Text.of("файл"), State.TRANSLATED, unit="u", form=n, shared=Shared.STATE)
        for n in range(3)
    ]
    start = document(forms, Head("en", "ru"))
    after = apply(edits.set_target(start, 1, Text.of("файла")), start)
    assert [row.state for row in after.rows] == [State.DRAFT] * 3
    assert [row.target.plain for row in after.rows] == ["файл", "файла", "файл"]
    assert not edits.set_target(start, 1, Text.of("файл"))
    done = apply(edits.confirm(after, [0]), after)
    assert [row.state for row in done.rows] == [State.TRANSLATED] * 3
    assert all(
        Mark.NEEDS_WORK in row.marks for row in apply(edits.set_mark(start, [2], Mark.NEEDS_WORK, on=True), start).rows
    )


def test_what_joining_leaves_to_do_is_shared_with_the_rest_of_the_unit() -> None:
    rows = [
        Segment(f"u/{n}", Text.of(f"{n}."), Text.of(said), state, unit="u", shared=Shared.STATE)
        for n, (said, state) in enumerate([("", State.UNTRANSLATED), ("b", State.TRANSLATED), ("c", State.TRANSLATED)])
    ]
    start = document(rows, Head("en", "ru"))
    change = edits.join(start, 0)
    after = apply(change, start)
    assert [(row.target.plain, row.state) for row in after.rows] == [("b", State.DRAFT), ("c", State.DRAFT)]
    assert apply(change.inverse, after) == start


def test_the_source_can_be_edited_in_our_own_files() -> None:
    start = letter()
    assert ANYTHING & May.EDIT_SOURCE
    assert apply(edits.edit_source(start, 0, Text.of("New.")), start).rows[0].source.plain == "New."


def test_taking_away_source_changed_forgets_what_was_before() -> None:
    start = one(replace(REVIEWED, marks=frozenset({Mark.SOURCE_CHANGED}), previous=Previous(EMPTY)))
    assert apply(edits.set_mark(start, [0], Mark.SOURCE_CHANGED, on=False), start).rows[0].previous is None
