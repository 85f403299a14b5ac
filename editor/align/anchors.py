"""The corridor of a long text: rare words that both sides share show where the path must run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Floats, Ints
from editor.align.seeds import Seeds
from editor.align.tokens import Side

SHORT = 450  # sentences; such a text is looked at whole
_SURE, _RARE = 0.8, 4
_NEAR, _NEIGHBOURS = 30, 3
_SLACK = 36
_CELLS = 40_000_000  # of a corridor without anchors, at most


@dataclass(frozen=True, slots=True)
class Corridor:
    """For every node row (before source sentence 0 … n) the columns from *low* to *high* that are looked at."""

    low: Ints
    high: Ints


def whole(rows: int, columns: int) -> Corridor:
    """Return the corridor that leaves nothing out."""
    return Corridor(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))


def around(low: Ints, high: Ints, columns: int, slack: int) -> Corridor:
    """Return the corridor *slack* sentences to every side of what runs from *low* to *high*."""
    size = len(low)
    reach = max(3, slack // 3)
    first = np.maximum(np.arange(size) - reach, 0)
    last = np.minimum(np.arange(size) + reach, size - 1)
    low, high = np.maximum.accumulate(low), np.minimum.accumulate(high[::-1])[::-1]
    return _passable(low[first] - slack, high[last] + slack, columns)


def _passable(low: Ints, high: Ints, columns: int) -> Corridor:
    """Return a corridor in which each row reaches where the next one begins, so that some path leads through."""
    low, high = np.clip(low, 0, columns), np.clip(high, 0, columns)
    return Corridor(low, np.maximum(high, np.append(low[1:], columns)))


def corridor(left: Side, right: Side, seeds: Seeds, fixed: Sequence[tuple[int, int]] = ()) -> Corridor:
    """Return where to look: everywhere in a short text, near the shared rare words in a long one.

    The *fixed* nodes lie on the path for certain.
    """
    rows, columns = len(left), len(right)
    if max(rows, columns) <= SHORT:
        return whole(rows, columns)
    points = _chain(*_points(left, right, seeds))
    ends = _ends(points, fixed, (rows, columns))
    node = np.arange(rows + 1)
    centre = np.interp(node, ends[:, 0], ends[:, 1])
    gap = np.clip(np.searchsorted(ends[:, 0], node, "right") - 1, 0, len(ends) - 2)
    before, after = node - ends[gap, 0], ends[gap + 1, 0] - node
    slope = columns / rows
    stretch = ends[gap + 1] - ends[gap]
    mismatch = np.abs(stretch[:, 1] - slope * stretch[:, 0])
    most = max(60.0, min(0.06 * max(rows, columns) + 40, _CELLS / max(rows, 1) / 2))
    half = _SLACK + np.minimum(0.3 * np.minimum(before, after) + np.minimum(mismatch, 2 * most), 3 * most)
    if len(points) == 0:
        half = np.full(rows + 1, most)
    low = np.minimum.accumulate((centre - half)[::-1])[::-1]
    high = np.maximum.accumulate(centre + half)
    return _passable(low.astype(np.int64), high.astype(np.int64), columns)


def _ends(points: Ints, fixed: Sequence[tuple[int, int]], corner: tuple[int, int]) -> Ints:
    """Return the points on the path with those that are certain, without what contradicts these."""
    sure = np.array([(0, 0), *fixed, corner], np.int64)
    box = np.searchsorted(sure[:, 0], points[:, 0], "right")
    other = np.searchsorted(sure[:, 1], points[:, 1], "right")
    every = np.concatenate([sure, points[box == other]])
    return np.unique(every, axis=0)


def _points(left: Side, right: Side, seeds: Seeds) -> tuple[Ints, Floats]:
    """Return where sentences share a rare type, and how much each place counts."""
    often = [np.bincount(side.ids, minlength=len(side.types)) for side in (left, right)]
    chosen = (seeds.weight >= _SURE) & (often[0][seeds.left] <= _RARE) & (often[1][seeds.right] <= _RARE)
    ones, others = seeds.left[chosen], seeds.right[chosen]
    places = [_Places(side) for side in (left, right)]
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        here, there = places[0](one), places[1](other)
        for row in here:
            for column in there:
                rows.append(row)
                columns.append(column)
                weights.append(1 / (len(here) * len(there)))
    points = np.array([rows, columns], np.int64).reshape(2, -1).T
    return points, np.array(weights)


class _Places:
    """Where each type of a text stands."""

    def __init__(self, side: Side) -> None:
        self._sentence = np.repeat(np.arange(len(side)), np.diff(side.starts))[np.argsort(side.ids, kind="stable")]
        self._starts = np.searchsorted(np.sort(side.ids), np.arange(len(side.types) + 1, dtype=side.ids.dtype)).tolist()

    def __call__(self, kind: int) -> list[int]:
        found: list[int] = self._sentence[self._starts[kind] : self._starts[kind + 1]].tolist()
        return found


def _chain(points: Ints, weights: Floats) -> Ints:
    """Return the heaviest run of points that rises on both sides, of those that have company on their diagonal."""
    if len(points) == 0:
        return points
    order = np.lexsort((-points[:, 1], points[:, 0]))
    points, weights = points[order], weights[order]
    keep = _company(points) >= _NEIGHBOURS
    points, weights = points[keep], weights[keep]
    if len(points) == 0:
        return points
    ranks = np.unique(points[:, 1], return_inverse=True)[1] + 1
    size = int(ranks.max()) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    previous = [-1] * len(points)
    top = (0.0, -1)
    for number, (rank, weight) in enumerate(zip(ranks.tolist(), weights.tolist(), strict=True)):
        found = (0.0, -1)
        at = rank - 1
        while at > 0:
            found = max(found, tree[at])
            at -= at & -at
        previous[number] = found[1]
        mine = (found[0] + weight, number)
        top = max(top, mine)
        at = rank
        while at <= size:
            tree[at] = max(tree[at], mine)
            at += at & -at
    path = []
    number = top[1]
    while number >= 0:
        path.append(number)
        number = previous[number]
    chosen = points[path[::-1]]
    return chosen[np.r_[True, np.diff(chosen[:, 0]) > 0]]


def _company(points: Ints) -> Ints:
    """Count for every point (sorted by row) the others that lie near it and near its diagonal."""
    found = np.zeros(len(points), np.int64)
    for step in range(1, 24):
        apart = points[step:] - points[:-step]
        near = (apart[:, 0] <= _NEAR) & (np.abs(apart[:, 1] - apart[:, 0]) <= 6 + apart[:, 0] // 4) & (apart[:, 0] > 0)
        found[step:] += near
        found[:-step] += near
    return found
