"""The lattice: the probability of every bead, and the best path.

A path is in one of three states: behind a bead of two sides, in a run of source sentences that stand alone, in a run
of such target sentences. A run once begun goes on more easily than it began; a run of targets may follow one of
sources and never the other way round, so that no two paths mean the same. Several windows of a text, all of one
width, go through at once; their last rows are one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from editor.align import sums
from editor.align.kinds import Floats, Ints
from editor.align.links import Links
from editor.align.sums import MOST, Alone, Lattice, Window

__all__ = ["LEAST", "MOST", "Alone", "Window", "best", "posteriors"]

LEAST = 0.004  # a bead less likely is left out
_AGREED = 1e-3  # how far forward and backward sums may be apart


def posteriors(scores: Floats, windows: Sequence[Window], alone: Alone) -> tuple[Links, float]:
    """Return every bead with a probability worth keeping, and how often runs of unlinked sentences go on.

    *scores* are those of beads by the node they begin at: (rows + 1, kinds, windows, width).
    """
    lattice = Lattice(windows, scores.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):  # the logarithm of nothing
        found, off = _likely(lattice, sums.Plain(), scores, alone)
        if not off <= _AGREED:
            found, _off = _likely(lattice, sums.Logarithms(), scores, alone)
    return found


def _likely(lattice: Lattice, algebra: sums.Algebra, scores: Floats, alone: Alone) -> tuple[tuple[Links, float], float]:
    """Return the likely beads as one of the algebras finds them, and how far its two ways of adding are apart."""
    kept = algebra.of(scores)
    ahead, back = sums.forward(lattice, algebra, kept, alone), sums.backward(lattice, algebra, kept, alone)
    total, off = sums.apart(lattice, algebra, ahead, back)
    inner = np.zeros((lattice.rows + 1, lattice.count), np.bool_)
    for number, (window, top) in enumerate(zip(lattice.windows, lattice.tops, strict=True)):
        inner[top + window.inner[0] : top + window.inner[1], number] = True
    found: list[tuple[Ints, ...]] = []
    weights: list[Floats] = []
    going = 0.0
    for kind, chance, more in sums.chances(lattice, algebra, kept, alone, (ahead, back, total)):
        likely = (chance > LEAST) & inner[: len(chance), :, None]
        row, window_, column = np.nonzero(likely)
        found.append((row, window_, column, np.full(len(row), kind[0]), np.full(len(row), kind[1])))
        weights.append(chance[row, window_, column])
        if more is not None:
            going += float(more[inner[: len(more)]].sum())
    row, window_, column, many, much = (np.concatenate(each) for each in zip(*found, strict=True))
    first = np.array([window.band.first - top for window, top in zip(lattice.windows, lattice.tops, strict=True)])
    source = row + first[window_]
    places = column + lattice.low[row, window_]
    return (Links(source, places, many, much, np.minimum(np.concatenate(weights), 1)), going), off


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
