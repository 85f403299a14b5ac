"""How well the words of sentences fit by the table, for all pairs of groups and sentences in a band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Bools, Floats, Ints
from editor.align.lexicon import Table, ranges
from editor.align.tokens import Side

MARGIN = 3  # columns on either side of a band: a bead may reach beyond
OUTSIDE = -5.0
_LAMBDA = 0.9
_AGAIN = np.float32(0.5)  # of what the sentence before has said, too; more finds still more, but is too sure of it
_OFTEN = 0.05  # a word in so many of the sentences may well be meant twice where it stands twice
_BLOCK = 40
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Band:
    """The part of the lattice looked at: rows are source sentences, and each has *width* columns from *low*."""

    first: int
    low: Ints  # of the nodes before row first, first + 1 … last
    width: int
    end: int  # the target sentence it must not pass

    @property
    def rows(self) -> int:
        """Count the source sentences."""
        return len(self.low) - 1


@dataclass(frozen=True, slots=True)
class View:
    """A table seen from one text: for each of its types the entries, and the other text without unknown words."""

    mine: Side
    starts: Ints  # where the entries of each type begin
    others: Ints
    ratios: Floats  # how much more likely the other type is than at large
    mass: Floats  # how much of each type's translation the table knows
    places: Ints  # where each sentence of the other text begins in *ids*
    ids: Ints
    weights: Floats  # of the other text's types
    again: Bools  # of each of *ids*, whether it is a rarer word that the sentence before has, too


def views(left: Side, right: Side, table: Table) -> tuple[View, View]:
    """Return *table* seen from both texts."""
    return _view(left, right, (table.left, table.right), table.value), _view(
        right, left, (table.right, table.left), table.value
    )


def _view(mine: Side, theirs: Side, pairs: tuple[Ints, Ints], value: Floats) -> View:
    keys, others = pairs
    size = len(mine.types)
    order = np.argsort(keys, kind="stable")
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=size), out=starts[1:])
    counts = theirs.counts * theirs.weights
    chance = (counts + _TINY) / max(1.0, float(counts.sum()))
    known = np.zeros(len(theirs.types), np.bool_)
    known[others] = True
    kept = known[theirs.ids]
    places = np.concatenate([[0], np.cumsum(kept)])[theirs.starts]
    return View(
        mine,
        starts,
        others[order],
        (value / chance[others])[order].astype(np.float32),
        np.minimum(np.bincount(keys, value, size), 1.0),
        places,
        theirs.ids[kept],
        theirs.weights,
        _again(theirs)[kept],
    )


def _again(side: Side) -> Bools:
    """Tell of every word whether the sentence before its own has it, too, unless it is one that many have."""
    often = np.bincount(side.ids, minlength=len(side.types))
    place = np.repeat(np.arange(len(side)), np.diff(side.starts))
    order = np.argsort(side.ids, kind="stable")
    follows = (np.diff(side.ids[order], prepend=-1) == 0) & (np.diff(place[order], prepend=-1) == 1)
    found = np.zeros(len(order), np.bool_)
    found[order] = follows
    return np.asarray(found & (often <= _OFTEN * len(side))[side.ids])


def fits(both: tuple[View, View], band: Band, groups: int) -> tuple[Floats, Floats]:
    """Return the scores of groups of 1 … *groups* source sentences with one target sentence, and the other way round.

    Both have the shape (2 groups, rows, width + 6): column c of row i is target sentence low[i] + c - 3. A pair's
    score is the sum over the words of the single sentence of log(1 - .9 mass + .9 ratio), mass and ratio being
    averages over the group's words: a word of which the table knows nothing counts nothing. The second half are the
    scores of sentences that follow another in their own group: what that one has said already, as a heading says what
    the sentence below it says again, is half a sign at most that both belong there.
    """
    shape = (2 * groups, band.rows, band.width + 2 * MARGIN)
    ahead, back = np.full(shape, OUTSIDE, np.float32), np.full(shape, OUTSIDE, np.float32)
    low = band.low[:-1] - MARGIN
    for top in range(0, band.rows, _BLOCK):
        bottom = min(top + _BLOCK, band.rows)
        columns = max(0, int(low[top])), min(band.end, int(low[bottom - 1]) + shape[2])
        if columns[0] < columns[1]:
            scores = _block(both[0], (band.first + top, band.first + bottom), columns, groups)
            _place(ahead, scores, low[top:bottom], (top, columns[0]))
    for left in range(max(0, int(low[0])), min(band.end, int(low[-1]) + shape[2]), _BLOCK):
        right = min(left + _BLOCK, band.end)
        top = int(np.searchsorted(low, left - shape[2], "right"))
        bottom = int(np.searchsorted(low, right, "left"))
        if top < bottom:
            scores = _block(both[1], (left, right), (band.first + top, band.first + bottom), groups)
            _place(back, scores.transpose(0, 2, 1), low[top:bottom], (top, left))
    return ahead, back


def _place(whole: Floats, scores: Floats, low: Ints, corner: tuple[int, int]) -> None:
    """Put a block, whose first row and column is *corner*, where its pairs stand in the band."""
    _groups, rows, columns = scores.shape
    column = np.arange(columns) + (corner[1] - low)[:, None]
    inside = (column >= 0) & (column < whole.shape[2])
    if inside.all() and not np.diff(low).any():
        start = int(column[0, 0])
        whole[:, corner[0] : corner[0] + rows, start : start + columns] = scores
        return
    column += (corner[0] + np.arange(rows)[:, None]) * whole.shape[2]
    whole.reshape(len(whole), -1)[:, column[inside]] = scores[:, inside]


def _block(view: View, given: tuple[int, int], columns: tuple[int, int], groups: int) -> Floats:
    """Return the scores of groups of sentences, beginning with each of *given*, for each of *columns*."""
    count = given[1] - given[0]
    begin, end = int(view.places[columns[0]]), int(view.places[columns[1]])
    if begin == end:
        return np.zeros((2 * groups, count, columns[1] - columns[0]), np.float32)
    ids = view.ids[begin:end]
    place = np.full(len(view.weights), -1, np.int32)
    place[ids] = np.arange(end - begin)
    kinds = ids[place[ids] == np.arange(end - begin)]
    place[kinds] = np.arange(len(kinds))
    value = _values(view, given, (place, len(kinds)), groups)
    value *= view.weights[kinds]
    starts = view.places[columns[0] : columns[1] + 1] - begin
    again = np.flatnonzero(view.again[begin:end])
    summed = np.empty((2, len(value), len(starts) - 1), np.float32)
    _add(value, place[ids], starts, summed[0])
    _add(value, place[ids[again]], np.searchsorted(again, starts), summed[1])
    summed[1] *= -_AGAIN
    summed[1] += summed[0]
    return summed.reshape(2 * groups, count, -1)


def _add(value: Floats, words: Ints, starts: Ints, out: Floats) -> None:
    """Add up the columns of *value* that are each sentence's words; *starts* are where these begin, and the end."""
    if len(words) == 0:
        out[:] = 0
        return
    np.add.reduceat(value.take(words, axis=1), np.minimum(starts[:-1], len(words) - 1), axis=1, out=out)
    out[:, starts[1:] == starts[:-1]] = 0


def _values(view: View, given: tuple[int, int], wanted: tuple[Ints, int], groups: int) -> Floats:
    """Return for every group the logarithm of how it speaks for each of the *wanted* words: their places, how many."""
    mine, (place, width) = view.mine, wanted
    first, last = given[0], min(given[1] + groups - 1, len(mine))
    rows, count = given[1] + groups - 1 - first, given[1] - first
    ids = mine.ids[mine.starts[first] : mine.starts[last]]
    row = np.repeat(np.arange(last - first), np.diff(mine.starts[first : last + 1]))
    weight = mine.weights[ids]
    sizes = view.starts[ids + 1] - view.starts[ids]
    entry = ranges(view.starts[ids], sizes)
    where = place[view.others[entry]]
    near = where >= 0
    cell = (np.repeat(row * width, sizes) + where)[near]
    amount = (view.ratios[entry] * np.repeat(weight, sizes))[near]
    dense = np.bincount(cell, amount, rows * width).astype(np.float32).reshape(rows, width)
    total = np.bincount(row, weight, rows)
    mass = np.bincount(row, weight * view.mass[ids], rows)
    result = np.empty((groups, count, width), np.float32)
    sums, totals, masses = dense[:count], total[:count], mass[:count]
    for size in range(1, groups + 1):
        if size > 1:
            sums = sums + dense[size - 1 : size - 1 + count]
            totals = totals + total[size - 1 : size - 1 + count]
            masses = masses + mass[size - 1 : size - 1 + count]
        each = _LAMBDA / np.maximum(totals, _TINY)
        np.multiply(sums, each.astype(np.float32)[:, None], out=result[size - 1])
        result[size - 1] += (1 - masses * each).astype(np.float32)[:, None]
    flat = result.reshape(groups * count, width)
    np.log(flat, out=flat)
    return flat
