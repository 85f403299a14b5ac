"""The columns of many units told at once, without reading any: states, marks, lengths, units.

What it tells is what the rows would say; units that are not plainly of the usual kind are left to the reader.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from editor import columns
from editor.formats.spans.lengths import Lengths

if TYPE_CHECKING:
    from editor.formats.spans.tags import Numbers
    from editor.formats.xliff1.index import Index
    from editor.formats.xliff1.shape import Shape
    from editor.model import Segment

Told = tuple[int, int, int, int, str]  # number of the state, bits of the marks, lengths, unit
Reader = Callable[[int], Sequence["Segment"]]


def tell(found: Index, first: int, last: int, read: Reader) -> dict[str, Any]:
    """Return the columns of the units from one number to another; *read* reads those that it takes a reading for.

    The lengths are told when they are asked for.
    """
    there = found.shape
    others = range(first, last) if there is None else (np.flatnonzero(there.strange[first:last]) + first).tolist()
    rows = {number: [_as_told(row) for row in read(number)] for number in others}
    states, marks = _states(found, first, last)
    contexts, names = found.contexts, found.names[first:last]
    if any(context.ours for context in contexts):
        around = [contexts[one] for one in found.context[first:last]]
        names = [one.group if one.ours else name for one, name in zip(around, names, strict=True)]
    whole = [states, marks, names]
    if rows:
        whole = [_mixed(first, column, rows, place) for column, place in zip(whole, (0, 1, 4), strict=True)]
    states, marks, names = whole
    lengths = _Lengths(partial(_lengths, found, (first, last), rows, read))
    return {
        columns.STATES_COLUMN: bytes(states),
        columns.MARKS_COLUMN: bytes(marks),
        columns.UNITS_COLUMN: tuple(names),
        columns.SOURCES_COLUMN: partial(lengths.side, 0),
        columns.TARGETS_COLUMN: partial(lengths.side, 1),
    }


def _as_told(row: Segment) -> Told:
    state, bits = columns.STATE_NUMBERS[row.state], columns.mark_bits(row)
    return state, bits, len(row.source), len(row.target), row.unit


def _mixed(first: int, told: Sequence[Any], rows: dict[int, list[Told]], place: int) -> list[Any]:
    """Return a column that is *told* for units of one row each, but for those whose *rows* had to be read."""
    found, done = list[Any](), first
    for number in sorted(rows):
        found += told[done - first : number - first]
        found += [row[place] for row in rows[number]]
        done = number + 1
    return found + list(told[done - first :])


def _states(found: Index, first: int, last: int) -> tuple[Any, Any]:
    """Return the states and marks of units, as they are where the unit is of the usual kind."""
    if found.shape is None:
        return bytes(last - first), bytes(last - first)
    known = [(0, 0) if one is None else one[4] for one in found.traits]
    both = np.array(known, dtype=np.uint8).reshape(-1, 2)[found.which[first:last]]
    return both[:, 0].tobytes(), both[:, 1].tobytes()


class _Lengths:
    """The lengths of both sides, reckoned when the first of them is asked for."""

    def __init__(self, reckon: Callable[[], tuple[array[int], array[int]]]) -> None:
        self._reckon = reckon
        self._found: tuple[array[int], array[int]] | None = None

    def side(self, which: int) -> array[int]:
        found = self._found
        if found is None:  # another thread may be at it too: both reckon the same
            found = self._found = self._reckon()
        return found[which]


def _lengths(
    found: Index, span: tuple[int, int], rows: dict[int, list[Told]], read: Reader
) -> tuple[array[int], array[int]]:
    """Return the lengths of sources and targets of the units of *span*; *rows* are those read already."""
    first, last = span
    there, sides = found.shape, [np.zeros(last - first, dtype=np.int64)] * 2
    if there is not None and last > first:
        lengths = _reckoned(found, there, span)
        sides = [lengths.between(*_within(side, span, found.begins[first])) for side in (there.source, there.target)]
        doubtful = np.searchsorted(there.starts, lengths.doubtful + found.begins[first], side="right") - 1
        rows = rows | {number: [_as_told(row) for row in read(number)] for number in set(doubtful.tolist()) - set(rows)}
    one, other = (
        array("l", _mixed(first, side.tolist(), rows, place)) for side, place in zip(sides, (2, 3), strict=True)
    )
    return one, other


def _within(span: tuple[Numbers, Numbers], units: tuple[int, int], base: int) -> tuple[Numbers, Numbers]:
    """Return where texts of some units stand, counted from *base*; nowhere where that is not known."""
    starts, ends = (np.maximum(one[slice(*units)] - base, 0) for one in span)
    return starts, ends


def _reckoned(found: Index, there: Shape, span: tuple[int, int]) -> Lengths:
    base, end = found.begins[span[0]], found.finishes[span[1] - 1]
    some = slice(*np.searchsorted(there.codes[0], (base, end)).tolist())
    codes = there.codes[0][some] - base, there.codes[1][some] - base
    return Lengths(found.source.utf8[base:end], codes)
