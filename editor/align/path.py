"""The lattice: forward and backward sums over all paths, the probability of every bead, the best path.

A path is in one of three states: behind a bead of two sides, in a run of source sentences that stand alone, in a run
of such target sentences. A run once begun goes on more easily than it began; a run of targets may follow one of
sources and never the other way round, so that no two paths mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Floats, Ints
from editor.align.links import Links
from editor.align.scores import PAIRS
from editor.align.words import Band

MOST = 4  # sentences on a side of a bead
LEAST = 0.004
_Found = tuple[Ints, Ints, int, int, Floats]
_NONE = -np.inf


@dataclass(frozen=True, slots=True)
class Alone:
    """Logarithms of what sentences without a counterpart cost."""

    source: float  # the first of a run
    target: float
    more: float  # each further one
    back: float  # a bead of two sides after a run


class _Lattice:
    """The geometry of a band: rows padded with nothing on both sides, so that every step may reach outside."""

    def __init__(self, band: Band, kinds: int) -> None:
        self.band = band
        self.width = band.width
        self.pad = band.width + MOST + 1
        self.stride = self.width + 2 * self.pad
        self.spread = np.arange(self.width)
        self.many = np.array([kind[0] for kind in PAIRS[:kinds]])
        self.much = np.array([kind[1] for kind in PAIRS[:kinds]])
        rows, low = band.rows, band.low
        at = np.arange(rows + 1)[:, None]
        self.before = (at - self.many + MOST) * self.stride + self.jump(
            low[at] - low[np.maximum(at - self.many, 0)] - self.much
        )
        self.after = (at + self.many) * self.stride + self.jump(
            low[at] - low[np.minimum(at + self.many, rows)] + self.much
        )
        drift = np.diff(low)
        self.above = self.jump(np.concatenate([[0], drift]))  # the same column, one row up
        self.below = self.jump(-np.concatenate([drift, [0]]))

    def jump(self, columns: Ints) -> Ints:
        """Return where a run of columns begins in a padded row."""
        return self.pad + np.clip(columns, -self.pad, self.pad)

    def empty(self, layers: int) -> list[Floats]:
        """Return layers of rows that hold nothing yet, with rows to spare at the far end."""
        return [np.full((self.band.rows + 1 + MOST, self.stride), _NONE) for _ in range(layers)]


def posteriors(scores: Floats, band: Band, alone: Alone, end: int | None) -> tuple[Links, float]:
    """Return every bead with a probability worth keeping, and how many runs go on, as a share.

    *scores* are those of beads by the node they begin at. The path begins at the band's first node; *end* is the
    target sentence before which it ends, None leaves that free.
    """
    kinds = scores.shape[1]
    lattice = _Lattice(band, kinds)
    ahead = _forward(lattice, scores, alone)
    back = _backward(lattice, scores, alone, end)
    rows, width = band.rows, lattice.width
    own = slice(lattice.pad, lattice.pad + width)
    total = back[0][0, lattice.pad]
    low = np.log(LEAST)
    found: list[_Found] = []
    start = ahead[3][MOST:, own]
    flat = back[0].ravel()
    for number, (many, much) in enumerate(PAIRS[:kinds]):
        count = rows + 1 - many
        if count <= 0:
            continue
        index = lattice.after[:count, number][:, None] + lattice.spread
        chance = start[:count] + scores[:count, number] + flat[index] - total
        row, column = np.nonzero(chance > low)
        found.append((row, column, many, much, np.exp(chance[row, column])))
    inner, sources, targets = (layer[MOST:, own] for layer in ahead[:3])
    index = lattice.stride * np.arange(1, rows + 1)[:, None] + lattice.below[:rows, None] + lattice.spread
    end_of = back[1].ravel()[index] - total
    going = sources[:rows] + alone.more + end_of
    chance = np.logaddexp(inner[:rows] + alone.source + end_of, going)
    row, column = np.nonzero(chance > low)
    found.append((row, column, 1, 0, np.exp(chance[row, column])))
    end_of = back[2][: rows + 1, lattice.pad + 1 : lattice.pad + 1 + width] - total
    more = targets + alone.more + end_of
    chance = np.logaddexp(np.logaddexp(inner, sources) + alone.target + end_of, more)
    row, column = np.nonzero(chance > low)
    found.append((row, column, 0, 1, np.exp(chance[row, column])))
    return _links(found, band), float(np.exp(going).sum() + np.exp(more).sum())


def _forward(lattice: _Lattice, scores: Floats, alone: Alone) -> list[Floats]:
    """Return by row the sums for the three states, and for any state as a bead of two sides finds it."""
    ending = _by_end(scores, lattice.band)
    layers = lattice.empty(4)
    linked, sources, targets, any_ = layers
    flat = any_.ravel()
    pad, width, spread = lattice.pad, lattice.width, lattice.spread
    ramp = alone.more * np.arange(width)
    for row in range(lattice.band.rows + 1):
        at = row + MOST
        if row:
            here = np.logaddexp.reduce(flat.take(lattice.before[row][:, None] + spread) + ending[row], axis=0)
            first = lattice.above[row]
            one = np.logaddexp(
                linked[at - 1, first : first + width] + alone.source,
                sources[at - 1, first : first + width] + alone.more,
            )
        else:
            here, one = np.full(width, _NONE), np.full(width, _NONE)
            here[0] = 0.0
        linked[at, pad : pad + width] = here
        sources[at, pad : pad + width] = one
        opened = np.full(width, _NONE)
        opened[1:] = np.logaddexp(here, one)[:-1] + alone.target
        two = np.logaddexp.accumulate(opened - ramp) + ramp
        targets[at, pad : pad + width] = two
        any_[at, pad : pad + width] = np.logaddexp(here, np.logaddexp(one, two) + alone.back)
    return layers


def _backward(lattice: _Lattice, scores: Floats, alone: Alone, end: int | None) -> list[Floats]:
    """Return by row the sums of what may follow in each of the three states."""
    layers = lattice.empty(3)
    linked, sources = layers[:2]
    flat = linked.ravel()
    pad, width, spread, rows = lattice.pad, lattice.width, lattice.spread, lattice.band.rows
    ramp = alone.more * np.arange(width)
    low = lattice.band.low
    limit = np.minimum(lattice.band.end - low, width - 1)
    for row in range(rows, -1, -1):
        below = np.full(width, _NONE)
        final = np.full(width, _NONE)
        if row < rows:
            pairs = np.logaddexp.reduce(flat.take(lattice.after[row][:, None] + spread) + scores[row], axis=0)
            first = lattice.below[row]
            below = sources[row + 1, first : first + width]
        else:
            pairs = np.full(width, _NONE)
            final[: limit[row] + 1] = 0.0
            if end is not None:
                final[:] = _NONE
                final[end - low[row]] = 0.0
        after_run = np.logaddexp(pairs + alone.back, final)
        after_run[limit[row] + 1 :] = _NONE
        two = np.logaddexp.accumulate((after_run + ramp)[::-1])[::-1] - ramp
        opened = np.full(width, _NONE)
        opened[:-1] = two[1:] + alone.target
        one = np.logaddexp(np.logaddexp(after_run, below + alone.more), opened)
        here = np.logaddexp(np.logaddexp(pairs, final), np.logaddexp(below + alone.source, opened))
        for layer, value in zip(layers, (here, one, two), strict=True):
            layer[row, pad : pad + limit[row] + 1] = value[: limit[row] + 1]
    return layers


def _links(found: Sequence[_Found], band: Band) -> Links:
    row = np.concatenate([each[0] for each in found])
    column = np.concatenate([each[1] for each in found])
    many = np.concatenate([np.full(len(each[0]), each[2]) for each in found])
    much = np.concatenate([np.full(len(each[0]), each[3]) for each in found])
    chance = np.concatenate([each[4] for each in found])
    return Links(row + band.first, column + band.low[row], many, much, np.minimum(chance, 1.0))


def _by_end(scores: Floats, band: Band) -> Floats:
    """Return the scores of beads by the node they end at."""
    result = np.full_like(scores, _NONE)
    kinds = scores.shape[1]
    rows, width = band.rows, band.width
    spread = np.arange(width)
    for number, (many, much) in enumerate(PAIRS[:kinds]):
        count = rows + 1 - many
        if count <= 0:
            continue
        index = spread + (band.low[many:] - band.low[:count] - much)[:, None]
        good = (index >= 0) & (index < width)
        taken = np.take_along_axis(scores[:count, number], np.clip(index, 0, width - 1), axis=1)
        result[many:, number] = np.where(good, taken, -np.inf)
    return result


def best(links: Links, begin: tuple[int, int], end: tuple[int, int | None]) -> list[int]:
    """Return the numbers of the beads on the path from *begin* to *end* on which most sentences are right.

    Where the end's column is None, any that the path reaches will do.
    """
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
    ends = [node for node in best_at if node[0] == end[0] and end[1] in {None, node[1]}]
    node = max(ends, key=lambda node: best_at[node][0])
    path = []
    while node != begin:
        bead = best_at[node][1]
        path.append(bead)
        node = source[bead], target[bead]
    return path[::-1]
