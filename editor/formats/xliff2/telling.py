"""The columns of many units told at once, those that are plain; the others are read, or told one by one."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from editor import columns
from editor.formats.spans.lengths import Lengths
from editor.formats.spans.tags import Numbers
from editor.formats.xliff2.heads import Heads
from editor.formats.xliff2.index import Index
from editor.formats.xliff2.outline import Outline
from editor.formats.xliff2.shape import Shape

Reader = Callable[[int], Outline]


@dataclass(slots=True)
class _Run:
    """Some units whose columns are told together, and the columns of those that take a reading."""

    index: Index
    shape: Shape
    heads: Heads
    units: slice
    segments: slice
    others: dict[int, Outline]
    read: Reader
    lengths: tuple[array[int], array[int]] | None = None

    def mixed(self, told: Any, column: str) -> Any:  # noqa: ANN401 - of any type
        """Return a column that is *told* for all segments, but for those of units that had to be read."""
        if not self.others:
            return told
        firsts, base, found, done = self.index.firsts, self.segments.start, list[Any](), 0
        for number in sorted(self.others):
            found += told[done : firsts[number] - base]
            found += getattr(self.others[number], column)
            done = firsts[number + 1] - base
        return found + list(told[done:])

    def side(self, which: int) -> array[int]:
        """Return the lengths of one side; both are reckoned when the first is asked for."""
        found = self.lengths
        if found is None:  # another thread may be at it too: both reckon the same
            found = self.lengths = self._reckoned()
        return found[which]

    def _reckoned(self) -> tuple[array[int], array[int]]:
        base, end = self.index.begins[self.units.start], self.index.finishes[self.units.stop - 1]
        there = self.shape
        some = slice(*np.searchsorted(there.codes[0], (base, end)).tolist())
        codes = there.codes[0][some] - base, there.codes[1][some] - base
        lengths = Lengths(self.index.source.utf8[base:end], codes)
        sides = [lengths.between(*_from(base, side, self.segments)) for side in (there.source, there.target)]
        doubtful = set((np.searchsorted(there.starts, lengths.doubtful + base, side="right") - 1).tolist())
        self.others = self.others | {number: self.read(number) for number in doubtful - set(self.others)}
        names = zip(sides, ("sources", "targets"), strict=True)
        sources, targets = (array("l", self.mixed(side.tolist(), name)) for side, name in names)
        return sources, targets


def _from(base: int, span: tuple[Numbers, Numbers], segments: slice) -> tuple[Numbers, Numbers]:
    """Return where texts of some segments stand, counted from *base*; nowhere where that is not known."""
    starts, ends = (np.maximum(one[segments] - base, 0) for one in span)
    return starts, ends


def told(index: Index, first: int, last: int, read: Reader) -> dict[str, Any]:
    """Return the columns of the units from one number to another; *read* tells those of a unit that is not plain.

    The lengths are told when they are asked for.
    """
    there, heads = index.shape, index.looked
    if there is None or heads is None:
        return joined([read(number) for number in range(first, last)]).tell()
    strange = np.flatnonzero(there.strange[first:last] & (there.sizes[first:last] > 0)) + first
    begin, end = index.firsts[first], index.firsts[last]
    others = {number: read(number) for number in strange.tolist()}
    run = _Run(index, there, heads, slice(first, last), slice(begin, end), others, read)
    known = np.array([(one.state, one.marks) for one in heads.kinds], dtype=np.uint8).reshape(-1, 2)
    both = known[heads.which[begin:end]]
    sizes = there.sizes[first:last]
    names = index.names[first:last]
    if (sizes != 1).any():
        names = [name for name, size in zip(names, sizes.tolist(), strict=True) for _each in range(size)]
    return {
        columns.STATES_COLUMN: bytes(run.mixed(both[:, 0].tobytes(), "states")),
        columns.MARKS_COLUMN: bytes(run.mixed(both[:, 1].tobytes(), "marks")),
        columns.UNITS_COLUMN: tuple(run.mixed(names, "units")),
        columns.SOURCES_COLUMN: partial(run.side, 0),
        columns.TARGETS_COLUMN: partial(run.side, 1),
    }


def joined(found: list[Outline]) -> Outline:
    """Return the columns of several runs of rows as one."""
    whole = Outline()
    for one in found:
        whole.states += one.states
        whole.marks += one.marks
        whole.sources += one.sources
        whole.targets += one.targets
        whole.units += one.units
    return whole
