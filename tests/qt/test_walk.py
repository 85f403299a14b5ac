from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import columns
from editor.model import MARKS, STATES, Mark, Segment, State
from editor.qt import walk
from editor.rows import Rows
from editor.text import Text

segments = st.builds(
    lambda number, state, marks: Segment(f"s{number}", Text.of("words"), state=state, marks=frozenset(marks)),
    st.integers(0, 10**9),
    st.sampled_from(STATES),
    st.sets(st.sampled_from(MARKS), max_size=2),
)
kinds = st.sampled_from([walk.unfinished, walk.to_review, walk.changed])


@given(st.lists(segments, min_size=1, max_size=30), st.data(), st.sampled_from([1, -1]), kinds)
def test_the_step_finds_the_nearest_row_that_is_wanted(
    run: list[Segment], data: st.DataObject, by: int, wanted: walk.Wanted
) -> None:
    rows = Rows.of(run)
    start = data.draw(st.integers(0, len(run) - 1))
    marks = b"".join(columns.marks(rows))
    ring = [(start + by * distance) % len(run) for distance in range(1, len(run) + 1)]
    fitting = [row for row in ring if wanted(run[row].state, marks[row])]
    assert walk.step(rows, start, by, wanted) == (fitting[0] if fitting else None)
    within = set(data.draw(st.lists(st.sampled_from(range(len(run))))))
    kept = [row for row in fitting if row in within]
    assert walk.step(rows, start, by, wanted, within) == (kept[0] if kept else None)


@pytest.mark.parametrize(("by", "found"), [(1, 0), (-1, 2)])
def test_from_nowhere_the_step_begins_at_the_end_it_comes_from(by: int, found: int) -> None:
    rows = Rows.of([Segment(str(number), Text.of("words")) for number in range(3)])
    assert walk.step(rows, -1, by, walk.unfinished) == found


def test_an_empty_document_has_no_next_row() -> None:
    assert walk.step(Rows[Segment](), -1, 1, walk.unfinished) is None


@pytest.mark.parametrize("mark", [Mark.NOT_FOR_TRANSLATION, Mark.OMITTED])
@given(segments, kinds)
def test_what_is_not_for_translation_is_never_wanted(mark: Mark, segment: Segment, wanted: walk.Wanted) -> None:
    rows = Rows.of([replace(segment, marks=segment.marks | {mark})])
    assert walk.step(rows, -1, 1, wanted) is None


@pytest.mark.parametrize(
    ("state", "mark", "wanted"),
    [
        (State.DRAFT, None, walk.unfinished),
        (State.FINAL, Mark.SOURCE_CHANGED, walk.unfinished),
        (State.TRANSLATED, Mark.NEEDS_WORK, walk.unfinished),
        (State.TRANSLATED, None, walk.to_review),
        (State.REVIEWED, Mark.EDITED_AFTER_REVIEW, walk.to_review),
        (State.REVIEWED, Mark.EDITED_AFTER_REVIEW, walk.changed),
    ],
)
def test_what_each_step_is_for(state: State, mark: Mark | None, wanted: walk.Wanted) -> None:
    segment = Segment("1", Text.of("words"), Text.of("слова"), state, frozenset({mark} if mark else ()))
    assert walk.step(Rows.of([segment]), -1, 1, wanted) == 0
