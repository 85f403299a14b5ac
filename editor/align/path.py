"""The lattice: forward and backward sums over all paths, the probability of every bead, the best path.

A path is in one of three states: behind a bead of two sides, in a run of source sentences that stand alone, in a run
of such target sentences. A run once begun goes on more easily than it began; a run of targets may follow one of
sources and never the other way round, so that no two paths mean the same. Several windows of a text, all of one
width, go through at once; their last rows are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Bools, Floats, Ints
from editor.align.links import Links
from editor.align.scores import PAIRS
from editor.align.words import Band

MOST = 4  # sentences on a side of a bead
LEAST = 0.004  # a bead less likely is left out
_NONE = -np.inf
_LOWEST = -1e300  # what nothing is taken from, so that nothing stays nothing


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


class _Lattice:
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
        row = np.arange(self.rows + 1)
        self.before = np.stack([self._starts(row, -many, -much) for many, much in self.kinds], axis=1)
        self.after = np.stack([self._starts(row, many, much) for many, much in self.kinds], axis=1)
        self.above, self.below = self._starts(row, -1, 0), self._starts(row, 1, 0)
        ends = np.array([window.band.end for window in windows])
        self.valid = self.low[:, :, None] + self.spread <= ends[:, None]
        self.begins = self._edges([window.begin for window in windows], self.tops)
        self.ends = self._edges([window.end for window in windows], [self.rows] * self.count)

    def _starts(self, row: Ints, down: int, across: int) -> Ints:
        """Return where in the layers the row *down* further on begins, seen from the node *across* from each first."""
        other = np.clip(row + down, 0, self.rows)
        jump = np.clip(self.low - self.low[other] + across, -self.pad, self.pad) + self.pad
        shifted = (row + down) % (self.rows + 1 + MOST)  # rows before the first lie behind the last
        return np.asarray((shifted[:, None] * self.count + np.arange(self.count)) * self.stride + jump)

    def layers(self, number: int) -> list[Floats]:
        """Return layers of rows that hold nothing yet, with rows to spare at the far end."""
        shape = (self.rows + 1 + MOST, self.count, self.stride)
        return [np.full(shape, _NONE) for _ in range(number)]

    def _edges(self, columns: Sequence[int | None], rows: Sequence[int]) -> Floats:
        """Return the nodes of one row of each window where paths begin or end: 0 where they may."""
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


def posteriors(scores: Floats, windows: Sequence[Window], alone: Alone) -> tuple[Links, float]:
    """Return every bead with a probability worth keeping, and how often runs of unlinked sentences go on.

    *scores* are those of beads by the node they begin at: (rows + 1, kinds, windows, width).
    """
    lattice = _Lattice(windows, scores.shape[1])
    with np.errstate(divide="ignore"):  # the logarithm of nothing
        ahead = _forward(lattice, scores, alone)
        back = _backward(lattice, scores, alone)
    first_rows = back[0][lattice.tops, np.arange(lattice.count), lattice.own]
    total = np.logaddexp.reduce(lattice.begins + first_rows, axis=1)[:, None]
    inner = np.zeros((lattice.rows + 1, lattice.count), np.bool_)
    for number, (window, top) in enumerate(zip(windows, lattice.tops, strict=True)):
        inner[top + window.inner[0] : top + window.inner[1], number] = True
    found: list[tuple[Ints, ...]] = []
    weights: list[Floats] = []
    going = 0.0
    for kind, sums, more in _chances(lattice, scores, alone, (ahead, back)):
        chance = sums - total
        chance[~inner[: len(chance)]] = _NONE
        row, window_, column = np.nonzero(chance > np.log(LEAST))
        found.append((row, window_, column, np.full(len(row), kind[0]), np.full(len(row), kind[1])))
        weights.append(np.exp(chance[row, window_, column]))
        if more is not None:
            going += float(np.exp((more - total)[inner[: len(more)]]).sum())
    row, window_, column, many, much = (np.concatenate(each) for each in zip(*found, strict=True))
    first = np.array([window.band.first - top for window, top in zip(windows, lattice.tops, strict=True)])
    source = row + first[window_]
    return Links(source, column + lattice.low[row, window_], many, much, np.minimum(np.concatenate(weights), 1)), going


def _chances(
    lattice: _Lattice, scores: Floats, alone: Alone, sums: tuple[list[Floats], list[Floats]]
) -> Iterator[tuple[tuple[int, int], Floats, Floats | None]]:
    """Yield for every kind of bead the logarithm of its chance at each node, and of its chance to go on a run."""
    ahead, back = sums
    start = ahead[3][: lattice.rows + 1, :, lattice.own]
    for number, (many, much) in enumerate(lattice.kinds):
        count = lattice.rows + 1 - many
        if count > 0:
            ends = back[0].take(lattice.after[:count, number, :, None] + lattice.spread)
            yield (many, much), start[:count] + scores[:count, number] + ends, None
    linked, sources, targets = (layer[: lattice.rows + 1, :, lattice.own] for layer in ahead[:3])
    ends = back[1].take(lattice.below[:-1, :, None] + lattice.spread)
    more = sources[:-1] + alone.more + ends
    yield (1, 0), np.logaddexp(linked[:-1] + alone.source + ends, more), more
    ends = back[2][: lattice.rows + 1, :, lattice.pad + 1 : lattice.pad + 1 + lattice.width]
    more = targets + alone.more + ends
    yield (0, 1), np.logaddexp(np.logaddexp(linked, sources) + alone.target + ends, more), more


def _forward(lattice: _Lattice, scores: Floats, alone: Alone) -> list[Floats]:
    """Return by row the sums for the three states, and for any state as a bead of two sides finds it."""
    ending = _by_end(lattice, scores)
    layers = lattice.layers(4)
    linked, sources, targets, any_ = layers
    own, spread = lattice.own, lattice.spread
    ramp = alone.more * np.arange(lattice.width)
    opened = np.full((lattice.count, lattice.width), _NONE)
    tops = np.array(lattice.tops)
    for row in range(lattice.rows + 1):
        here = _sum(any_.take(lattice.before[row, :, :, None] + spread) + ending[row])
        up = lattice.above[row, :, None] + spread
        one = _either(linked.take(up) + alone.source, sources.take(up) + alone.more)
        begun = tops == row
        here[begun], one[begun] = lattice.begins[begun], _NONE
        both = _either(here, one)
        opened[:, 1:] = both[:, :-1] + alone.target
        two = np.logaddexp.accumulate(opened - ramp, axis=1) + ramp
        linked[row, :, own], sources[row, :, own], targets[row, :, own] = here, one, two
        any_[row, :, own] = _either(here, _either(one, two) + alone.back)
    return layers


def _backward(lattice: _Lattice, scores: Floats, alone: Alone) -> list[Floats]:
    """Return by row the sums of what may follow in each of the three states."""
    layers = lattice.layers(3)
    linked, sources = layers[:2]
    own, spread, rows = lattice.own, lattice.spread, lattice.rows
    ramp = alone.more * np.arange(lattice.width)
    opened = np.full((lattice.count, lattice.width), _NONE)
    for row in range(rows, -1, -1):
        if row < rows:
            pairs = _sum(linked.take(lattice.after[row, :, :, None] + spread) + scores[row])
            after_run = pairs + alone.back
            below = sources.take(lattice.below[row, :, None] + spread)
        else:
            pairs, after_run = lattice.ends, lattice.ends.copy()
            below = np.full_like(pairs, _NONE)
        outside = ~lattice.valid[row]
        after_run[outside] = _NONE
        two = np.logaddexp.accumulate((after_run + ramp)[:, ::-1], axis=1)[:, ::-1] - ramp
        opened[:, :-1] = two[:, 1:] + alone.target
        one = _either(_either(after_run, below + alone.more), opened)
        here = _either(pairs, _either(below + alone.source, opened))
        for layer, value in zip(layers, (here, one, two), strict=True):
            value[outside] = _NONE
            layer[row, :, own] = value
    return layers


def _sum(values: Floats) -> Floats:
    """Return the logarithm of the sum over the first axis; far faster than ``logaddexp.reduce``."""
    most = np.maximum(values.max(axis=0), _LOWEST)
    values -= most
    return np.asarray(np.log(np.exp(values, out=values).sum(axis=0)) + most)


def _either(one: Floats, other: Floats) -> Floats:
    """Return the logarithm of the sum of two; far faster than ``logaddexp``."""
    most = np.maximum(one, other)
    np.maximum(most, _LOWEST, out=most)
    return np.asarray(np.log(np.exp(one - most) + np.exp(other - most)) + most)


def _by_end(lattice: _Lattice, scores: Floats) -> Floats:
    """Return the scores of beads by the node they end at."""
    result = np.full_like(scores, _NONE)
    for number, (many, much) in enumerate(lattice.kinds):
        count = lattice.rows + 1 - many
        if count <= 0:
            continue
        index = lattice.spread + (lattice.low[many:] - lattice.low[:count] - much)[:, :, None]
        good: Bools = (index >= 0) & (index < lattice.width)
        taken = np.take_along_axis(scores[:count, number], np.clip(index, 0, lattice.width - 1), axis=2)
        result[many:, number] = np.where(good, taken, _NONE)
    return result


def best(links: Links, begin: tuple[int, int], end: tuple[int, int]) -> list[int] | None:
    """Return the numbers of the beads on the path on which most sentences are right, None where there is no path."""
    order = np.lexsort((links.source, links.target, links.source + links.target))
    gain = (links.weight * (links.many + links.much)).tolist()
    source, target, many, much = (getattr(links, name).tolist() for name in ("source", "target", "many", "much"))
    best_at: dict[tuple[int, int], tuple[float, int]] = {begin: (0.0, -1)}
    for bead in order.tolist():
        so_far = best_at.get((source[bead], target[bead]))
        if so_far is None:
            continue
        to = source[bead] + many[bead], target[bead] + much[bead]
        value = so_far[0] + gain[bead]
        if to not in best_at or best_at[to][0] < value:
            best_at[to] = value, bead
    if end not in best_at:
        return None
    path = []
    node = end
    while node != begin:
        bead = best_at[node][1]
        path.append(bead)
        node = source[bead], target[bead]
    return path[::-1]
