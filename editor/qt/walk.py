"""Which row comes next: of those unfinished, to be reviewed, changed; found in the columns without reading a text."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache

from editor import columns
from editor.model import STATES, Mark, Segment, State
from editor.rows import Rows

Wanted = Callable[[State, int], bool]  # of a state and a byte of columns.marks
_OPEN = (State.UNTRANSLATED, State.DRAFT)


def unfinished(state: State, marks: int) -> bool:
    """Tell whether a translator still has something to do."""
    if columns.idle(marks):
        return False
    return state in _OPEN or columns.has(marks, Mark.NEEDS_WORK) or columns.has(marks, Mark.SOURCE_CHANGED)


def to_review(state: State, marks: int) -> bool:
    """Tell whether a second person should read it: translated, or edited after it was reviewed."""
    if columns.idle(marks) or state in _OPEN:
        return False
    return state is State.TRANSLATED or columns.has(marks, Mark.EDITED_AFTER_REVIEW)


def changed(_state: State, marks: int) -> bool:
    """Tell whether the source changed or someone asks for another look."""
    if columns.idle(marks):
        return False
    return any(columns.has(marks, mark) for mark in (Mark.SOURCE_CHANGED, Mark.NEEDS_WORK, Mark.EDITED_AFTER_REVIEW))


def step(rows: Rows[Segment], start: int, by: int, wanted: Wanted, within: Container[int] | None = None) -> int | None:
    """Return the first row after *start* (before it, where *by* is -1) that is *wanted*, going round at the end.

    *within* holds the rows that count; None means all. The row *start* itself comes last.
    """
    total = len(rows)
    states = b"".join(columns.states(rows))
    marks = b"".join(columns.marks(rows))
    fits = cache(lambda state, bits: wanted(STATES[state], bits))  # there are few kinds of rows
    first = start + by if start >= 0 else (0 if by > 0 else total - 1)
    for distance in range(total):
        row = (first + by * distance) % total
        if fits(states[row], marks[row]) and (within is None or row in within):
            return row
    return None
