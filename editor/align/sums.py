"""Forward and backward sums over all paths of the lattice, of plain chances or of their logarithms.

Plain chances are several times as fast. Each row has a unit of its own, the logarithm of which is kept beside it, so
that neither a long text nor a good one leaves the range of numbers; within one row a chance may vanish beside one that
is 300 orders of magnitude larger. Whoever adds looks at ``apart``: where forward and backward sums do not agree,
something did vanish that matters, and logarithms must be added instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from editor.align.kinds import Floats, Ints
from editor.align.scores import PAIRS
from editor.align.words import Band

MOST = 4  # sentences on a side of a bead
_RING = MOST + 1  # rows that a bead may begin or end at, seen from its other end
_NONE = -np.inf
_LOWEST = -1e300  # what nothing is taken from, so that nothing stays nothing
_FAR = 600.0  # the logarithm of about the largest number


@dataclass(frozen=True, slots=True)
class Alone:
    """Logarithms of what sentences without a counterpart cost."""

    source: float  # the first of a run
    target: float
    more: float  # each further one
    back: float  # a bead of two sides after a run


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the lattice, and which of its rows it answers for: the others are there to see what comes.

    *begin* and *end* are the columns that the path must begin and end at; None where any will do.
    """

    band: Band
    begin: int | None
    end: int | None
    inner: tuple[int, int]  # rows of the band; a bead belongs to the one it begins at


class Algebra(Protocol):
    """How chances are kept, multiplied and added."""

    nothing: float

    def of(self, logarithms: Floats) -> Floats:
        """Return chances as they are kept."""

    def plain(self, kept: Floats) -> Floats:
        """Return plain chances of those kept."""

    def logarithm(self, kept: Floats) -> Floats:
        """Return logarithms of those kept."""

    def times(self, one: Floats, other: Floats) -> Floats:
        """Return products; *one* may be overwritten."""

    def either(self, one: Floats, other: Floats) -> Floats:
        """Return sums of two."""

    def sum(self, values: Floats) -> Floats:
        """Return sums over the first axis; *values* may be overwritten."""

    def run(self, begun: Floats, more: float) -> Floats:
        """Return, by column, the sums of what was *begun* there or before and went on by *more* a column."""

    def unit(self, values: Floats) -> Floats:
        """Return the logarithm of a unit for each window in which *values* and what follows can be counted."""


class Lattice:
    """The geometry of some windows: rows padded with nothing on both sides, so that a step may reach outside."""

    def __init__(self, windows: Sequence[Window], kinds: int) -> None:
        self.windows = windows
        self.rows = max(window.band.rows for window in windows)
        self.tops = [self.rows - window.band.rows for window in windows]
        self.low = np.array(  # by row and window
            [np.pad(window.band.low, (top, 0), "edge") for window, top in zip(windows, self.tops, strict=True)]
        ).T
        self.count, self.width = len(windows), windows[0].band.width
        self.pad = self.width + MOST + 1
        self.stride = self.width + 2 * self.pad
        self.spread = np.arange(self.width)
        self.kinds = PAIRS[:kinds]
        self.many, self.much = (np.array(each) for each in zip(*self.kinds, strict=True))
        every = np.arange(kinds)[:, None] + np.zeros(self.count, np.int64)
        window = np.arange(self.count)
        slot = (np.arange(self.rows + 1)[:, None] - self.many) % _RING
        self.before = (slot[:, :, None] * kinds + every) * (self.count * self.stride) + (
            window * self.stride + self._jump(-self.many, -self.much)
        )
        self.after = self._starts(self.many, self.much)
        one, same = np.array([1]), np.array([0])
        self.above, self.below = self._starts(-one, same)[:, 0], self._starts(one, same)[:, 0]
        ends = np.array([window.band.end for window in windows])
        self.valid = self.low[:, :, None] + self.spread <= ends[:, None]
        self.begins = self._edges([window.begin for window in windows], self.tops)
        self.ends = self._edges([window.end for window in windows], [self.rows] * self.count)

    def _jump(self, down: Ints, across: Ints) -> Ints:
        """Return how far the rows *down* further on are shifted, seen from the node *across* from each first."""
        other = np.minimum(np.maximum(np.arange(self.rows + 1)[:, None] + down, 0), self.rows)
        jump = self.low[:, None, :] - self.low[other] + across[:, None]
        return np.asarray(np.minimum(np.maximum(jump, -self.pad), self.pad) + self.pad)

    def _starts(self, down: Ints, across: Ints) -> Ints:
        """Return where in the layers the row *down* further on begins, seen from the node *across* from each first."""
        shifted = (np.arange(self.rows + 1)[:, None] + down) % (self.rows + _RING)  # what is before lies behind
        places = shifted[:, :, None] * self.count + np.arange(self.count)
        return np.asarray(places * self.stride + self._jump(down, across))

    def layer(self, nothing: float) -> Floats:
        """Return rows that hold nothing yet, with rows to spare at the far end."""
        return np.full((self.rows + _RING, self.count, self.stride), nothing)

    def units(self) -> Floats:
        """Return units of one for all rows."""
        return np.zeros((self.rows + _RING, self.count))

    def _edges(self, columns: Sequence[int | None], rows: Sequence[int]) -> Floats:
        """Return the logarithms of the nodes of one row of each window where paths begin or end: 0 where they may."""
        found = np.where(self.valid[rows, np.arange(self.count)], 0.0, _NONE)
        for number, (row, column) in enumerate(zip(rows, columns, strict=True)):
            if column is not None:
                found[number] = _NONE
                found[number, column - self.low[row, number]] = 0.0
        return found

    @property
    def own(self) -> slice:
        """Return the columns that are no padding."""
        return slice(self.pad, self.pad + self.width)


@dataclass(frozen=True, slots=True)
class Sums:
    """By row: the sums for paths in one of three states, and any of them as a bead of two sides finds it."""

    linked: Floats
    sources: Floats
    targets: Floats
    any: Floats
    units: Floats  # logarithms, by row and window


def forward(lattice: Lattice, algebra: Algebra, scores: Floats, alone: Alone) -> Sums:
    """Return the sums over what may come before each node."""
    linked, sources, targets, any_ = (lattice.layer(algebra.nothing) for _ in range(4))
    units = lattice.units()
    ring = np.full((_RING, scores.shape[1], lattice.count, lattice.stride), algebra.nothing)
    own, spread, rows = lattice.own, lattice.spread, lattice.rows
    source, target, more, back = _kept(algebra, alone)
    begun = np.full((lattice.count, lattice.width), algebra.nothing)
    begins, tops = algebra.of(lattice.begins), np.array(lattice.tops)
    starting = set(lattice.tops)
    for row in range(rows + 1):
        rescaled = algebra.of(units[row - lattice.many] - units[row - 1])
        here = algebra.sum(algebra.times(ring.take(lattice.before[row][:, :, None] + spread), rescaled[:, :, None]))
        up = lattice.above[row][:, None] + spread
        one = algebra.either(algebra.times(linked.take(up), source), algebra.times(sources.take(up), more))
        if row in starting:
            here[tops == row], one[tops == row] = begins[tops == row], algebra.nothing
        both = algebra.either(here, one)
        unit = algebra.unit(both)
        factor = algebra.of(-unit)[:, None]
        here, one, both = (algebra.times(each, factor) for each in (here, one, both))
        begun[:, 1:] = algebra.times(both[:, :-1], target)
        two = algebra.run(begun, alone.more)
        units[row] = units[row - 1] + unit if row else unit
        anywhere = algebra.either(here, algebra.times(algebra.either(one, two), back))
        linked[row, :, own], sources[row, :, own], targets[row, :, own] = here, one, two
        any_[row, :, own] = anywhere
        ring[row % _RING, :, :, own] = algebra.times(scores[row].copy(), anywhere)
    return Sums(linked, sources, targets, any_, units)


def backward(lattice: Lattice, algebra: Algebra, scores: Floats, alone: Alone) -> Sums:
    """Return the sums over what may follow each node; any state is that of a path behind a bead of two sides."""
    linked, sources, targets = (lattice.layer(algebra.nothing) for _ in range(3))
    units = lattice.units()
    own, spread, rows = lattice.own, lattice.spread, lattice.rows
    source, target, more, back = _kept(algebra, alone)
    opened = np.full((lattice.count, lattice.width), algebra.nothing)
    pairs = algebra.of(lattice.ends)
    after, below = pairs.copy(), np.full_like(pairs, algebra.nothing)
    for row in range(rows, -1, -1):
        if row < rows:
            rescaled = algebra.of(units[row + lattice.many] - units[row + 1])
            ends = linked.take(lattice.after[row][:, :, None] + spread)
            pairs = algebra.sum(algebra.times(algebra.times(ends, scores[row]), rescaled[:, :, None]))
            after = algebra.times(pairs.copy(), back)
            below = sources.take(lattice.below[row][:, None] + spread)
        unit = algebra.unit(algebra.either(pairs, below))
        factor = algebra.of(-unit)[:, None]
        pairs, after, below = (algebra.times(each, factor) for each in (pairs, after, below))
        two = algebra.run(after[:, ::-1], alone.more)[:, ::-1]
        opened[:, :-1] = algebra.times(two[:, 1:].copy(), target)
        linked[row, :, own] = algebra.either(pairs, algebra.either(algebra.times(below.copy(), source), opened))
        sources[row, :, own] = algebra.either(algebra.either(after, algebra.times(below, more)), opened)
        targets[row, :, own] = two
        units[row] = units[row + 1] + unit if row < rows else unit
    return Sums(linked, sources, targets, linked, units)


def apart(lattice: Lattice, algebra: Algebra, ahead: Sums, back: Sums) -> tuple[Floats, float]:
    """Return the logarithm of the sum over all paths of each window, and how far both ways of adding are apart."""
    window = np.arange(lattice.count)
    first = algebra.times(back.linked[lattice.tops, window, lattice.own].copy(), algebra.of(lattice.begins))
    end = algebra.either(
        ahead.linked[lattice.rows], algebra.either(ahead.sources[lattice.rows], ahead.targets[lattice.rows])
    )
    last = algebra.times(end[:, lattice.own].copy(), algebra.of(lattice.ends))
    sums = [algebra.logarithm(algebra.sum(np.array(each.T))) for each in (first, last)]
    one, other = sums[0] + back.units[lattice.tops, window], sums[1] + ahead.units[lattice.rows]
    with np.errstate(invalid="ignore"):
        off = np.abs(one - other)
    return one, float(np.where(np.isnan(off), 0.0 if algebra.nothing else np.inf, off).max())


def chances(
    lattice: Lattice, algebra: Algebra, scores: Floats, alone: Alone, sums: tuple[Sums, Sums, Floats]
) -> Iterator[tuple[tuple[int, int], Floats, Floats | None]]:
    """Yield for every kind of bead its plain chance at each node, and its chance to go on a run.

    *sums* are those forward and backward, and the logarithms of their totals.
    """
    ahead, back, total = sums
    source, target, more, _back = _kept(algebra, alone)
    own, spread, last = lattice.own, lattice.spread, lattice.rows + 1

    def scaled(value: Floats, many: int) -> Floats:
        units = ahead.units[: last - many] + back.units[many:last] - total
        return algebra.plain(algebra.times(value, algebra.of(units)[:, :, None]))

    start = ahead.any[:last, :, own]
    for number, (many, much) in enumerate(lattice.kinds):
        count = last - many
        if count > 0:
            ends = back.linked.take(lattice.after[:count, number, :, None] + spread)
            yield (
                (many, much),
                scaled(algebra.times(algebra.times(ends, scores[:count, number]), start[:count]), many),
                None,
            )
    linked, sources, targets = (layer[:last, :, own] for layer in (ahead.linked, ahead.sources, ahead.targets))
    ends = back.sources.take(lattice.below[: last - 1, :, None] + spread)
    going = algebra.times(algebra.times(sources[:-1].copy(), more), ends)
    opened = algebra.times(algebra.times(linked[:-1].copy(), source), ends)
    yield (1, 0), scaled(algebra.either(opened, going), 1), scaled(going, 1)
    ends = back.targets[:last, :, lattice.pad + 1 : lattice.pad + 1 + lattice.width]
    going = algebra.times(algebra.times(targets.copy(), more), ends)
    opened = algebra.times(algebra.times(algebra.either(linked, sources), target), ends)
    yield (0, 1), scaled(algebra.either(opened, going), 0), scaled(going, 0)


def _kept(algebra: Algebra, alone: Alone) -> Floats:
    return algebra.of(np.array([alone.source, alone.target, alone.more, alone.back]))


class Plain:
    """Chances as they are."""

    nothing = 0.0

    def of(self, logarithms: Floats) -> Floats:
        """Return chances of logarithms."""
        return np.exp(np.minimum(logarithms, _FAR), dtype=np.float64)

    def plain(self, kept: Floats) -> Floats:
        """Return what is kept."""
        return kept

    def logarithm(self, kept: Floats) -> Floats:
        """Return logarithms."""
        return np.asarray(np.log(kept))

    def times(self, one: Floats, other: Floats) -> Floats:
        """Multiply."""
        one *= other
        return one

    def either(self, one: Floats, other: Floats) -> Floats:
        """Add."""
        return one + other

    def sum(self, values: Floats) -> Floats:
        """Add over the first axis."""
        return np.asarray(np.add.reduce(values, axis=0))

    def run(self, begun: Floats, more: float) -> Floats:
        """Add along runs, in stretches so short that nothing leaves the range of numbers."""
        width = begun.shape[1]
        step = max(1, int(min(width, _FAR / max(-more, 1e-9))))
        fall = np.exp(more * np.arange(step + 1))
        found = np.empty_like(begun)
        for start in range(0, width, step):
            part = begun[:, start : start + step]
            size = part.shape[1]
            summed = np.add.accumulate(part / fall[:size], axis=1)
            summed *= fall[:size]
            if start:
                summed += found[:, start - 1 : start] * fall[1 : size + 1]
            found[:, start : start + step] = summed
        return found

    def unit(self, values: Floats) -> Floats:
        """Return the logarithm of the largest of each window."""
        most = values.max(axis=1)
        return np.asarray(np.log(np.where(most > 0, most, 1.0)))


class Logarithms:
    """Logarithms of chances: nothing ever vanishes."""

    nothing = _NONE

    def of(self, logarithms: Floats) -> Floats:
        """Return what is given."""
        return np.asarray(logarithms, np.float64)

    def plain(self, kept: Floats) -> Floats:
        """Return chances."""
        return np.exp(kept)

    def logarithm(self, kept: Floats) -> Floats:
        """Return what is kept."""
        return kept

    def times(self, one: Floats, other: Floats) -> Floats:
        """Add."""
        one += other
        return one

    def either(self, one: Floats, other: Floats) -> Floats:
        """Return the logarithm of the sum; far faster than ``logaddexp``."""
        most = np.maximum(one, other)
        np.maximum(most, _LOWEST, out=most)
        return np.asarray(np.log(np.exp(one - most) + np.exp(other - most)) + most)

    def sum(self, values: Floats) -> Floats:
        """Return the logarithm of the sum over the first axis; far faster than ``logaddexp.reduce``."""
        most = np.maximum(values.max(axis=0), _LOWEST)
        values -= most
        return np.asarray(np.log(np.exp(values, out=values).sum(axis=0)) + most)

    def run(self, begun: Floats, more: float) -> Floats:
        """Add along runs."""
        ramp = more * np.arange(begun.shape[1])
        return np.asarray(np.logaddexp.accumulate(begun - ramp, axis=1) + ramp)

    def unit(self, values: Floats) -> Floats:
        """Return 0: units of one will do."""
        return np.zeros(len(values))
