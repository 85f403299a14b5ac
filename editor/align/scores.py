"""How well groups of sentences fit: their words, their lengths, the kind of bead, where paragraphs begin."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np

from editor.align import marks, words
from editor.align.kinds import Bools, Floats, Ints
from editor.align.lexicon import Table
from editor.align.links import Links
from editor.align.marks import Habits
from editor.align.tokens import Side
from editor.align.words import MARGIN, Band, View

# Beads of two sides, the usual ones first, and how usual each kind is before anything is learnt.
USUAL = {
    (1, 1): 0.80,
    (1, 2): 0.055,
    (2, 1): 0.055,
    (2, 2): 0.006,
    (1, 3): 0.010,
    (3, 1): 0.010,
    (2, 3): 0.002,
    (3, 2): 0.002,
    (1, 4): 0.002,
    (4, 1): 0.002,
    (1, 0): 0.025,
    (0, 1): 0.025,
}
PAIRS = tuple(USUAL)[:-2]
FEW = 4  # kinds in a first look at a long text
_STRENGTH = 60.0  # beads that *USUAL* counts as
_WORDS = 0.4  # weight of the words beside lengths and kinds
_FLAT = 0.001
_SPREAD, _SPREAD_STRENGTH = 6.8, 20.0
_TOGETHER, _APART, _INSIDE = 1.0, -0.6, -0.8  # paragraphs begin on both sides, on one, within a bead


@dataclass(frozen=True, slots=True)
class Lengths:
    """What lengths say: target letters a source letter, their spread; a Gamma density of a sentence at large."""

    ratio: float
    spread: float
    shape: float
    scale: float


@dataclass(frozen=True, slots=True)
class Model:
    """All that is known of two texts at one round."""

    left: Side
    right: Side
    table: Table
    lengths: Lengths
    prior: dict[tuple[int, int], float]  # logarithms
    more: float  # how often an unlinked sentence is followed by another
    habits: Habits
    begins: tuple[Bools, Bools] | None = None  # whether a paragraph begins at each node, on both sides


def lengths_of(left: Side, right: Side) -> Lengths:
    """Guess from two whole texts how their lengths go together."""
    if not len(left) or not len(right):
        return Lengths(1.0, _SPREAD, 1.0, 1.0)
    ratio = max(0.1, float(right.lengths.sum()) / max(1.0, float(left.lengths.sum())))
    mean, variance = float(right.lengths.mean()), float(right.lengths.var()) + 1.0
    return Lengths(ratio, _SPREAD * ratio, min(max(mean * mean / variance, 0.5), 20.0), variance / mean)


def fitted(left: Side, right: Side, links: Links) -> Lengths:
    """Fit how lengths go together to sure links."""
    source, target = _running(left), _running(right)
    mine = source[links.source + links.many] - source[links.source]
    theirs = target[links.target + links.much] - target[links.target]
    guess = lengths_of(left, right)
    if not len(mine):
        return guess
    before = 5 * float(left.lengths.mean())
    ratio = (float((links.weight * theirs).sum()) + before * guess.ratio) / (
        float((links.weight * mine).sum()) + before
    )
    off = links.weight * (theirs - ratio * mine) ** 2 / ((ratio * mine + theirs) / 2 + 1)
    spread = (float(off.sum()) + _SPREAD_STRENGTH * _SPREAD) / (float(links.weight.sum()) + _SPREAD_STRENGTH)
    return Lengths(ratio, spread, guess.shape, guess.scale)


def _running(side: Side) -> Floats:
    return np.concatenate([[0.0], np.cumsum(side.lengths)])


def log_prior(expected: dict[tuple[int, int], float] | None = None, going: float = 0.0) -> dict[tuple[int, int], float]:
    """Return the logarithms of how usual each kind of bead is, from what was *expected* and what is usual.

    Of the unlinked sentences *going* went on a run: they are no sign that another run begins.
    """
    counts = {kind: share * _STRENGTH + (expected or {}).get(kind, 0.0) for kind, share in USUAL.items()}
    begun = max(0.1, 1 - going / (counts[1, 0] + counts[0, 1]))
    counts[1, 0] *= begun
    counts[0, 1] *= begun
    total = sum(counts.values())
    return {kind: log(count / total) for kind, count in counts.items()}


def beads(model: Model, both: tuple[View, View], band: Band, kinds: int) -> Floats:
    """Return the score of every bead of the first *kinds* by the node it begins at: (rows + 1, kinds, width)."""
    groups = max(max(kind) for kind in PAIRS[:kinds])
    ahead, back = words.fits(both, band, groups)
    rows, width = band.rows, band.width
    columns = band.low[:, None] + np.arange(width)
    running = np.zeros((groups, rows, ahead.shape[2] + 1))
    np.cumsum(ahead, axis=2, out=running[:, :, 1:])
    result = np.full((rows + 1, kinds, width), -np.inf, np.float32)
    for number, (many, much) in enumerate(PAIRS[:kinds]):
        count = rows + 1 - many
        if count <= 0:
            continue
        along = running[many - 1, :count]
        fit = along[:, MARGIN + much : MARGIN + much + width] - along[:, MARGIN : MARGIN + width]
        fit += _down(back[much - 1], band, many)[:count]
        fit *= _WORDS
        fit += _length(model, band, many, much)[:count]
        nodes = np.arange(band.first, band.first + count), columns[:count]
        fit += marks.scores(model.habits, (model.left.marks, model.right.marks), nodes, (many, much))
        fit += model.prior[many, much]
        if model.begins:
            fit += _paragraphs(model.begins, band, many, much)[:count]
        fit[columns[:count] + much > band.end] = -np.inf
        result[:count, number] = fit
    return result


def _down(back: Floats, band: Band, many: int) -> Floats:
    """Add up what each of *many* rows says of one target group."""
    width = band.width
    total = back[:, MARGIN : MARGIN + width].copy()
    for step in range(1, many):
        count = band.rows - step
        index = np.arange(width) + MARGIN - (band.low[step : step + count] - band.low[:count])[:, None]
        found = np.take_along_axis(back[step:], np.maximum(index, 0), axis=1)
        total[:count] += np.where(index >= 0, found, words.OUTSIDE)
    return total


def _length(model: Model, band: Band, many: int, much: int) -> Floats:
    """Return log P(target length | source length) - log P(target length at large)."""
    fit = model.lengths
    source, target = _running(model.left), _running(model.right)
    rows = np.arange(band.first, band.first + band.rows)
    wanted = (fit.ratio * (source[np.minimum(rows + many, len(source) - 1)] - source[rows]))[:, None]
    first, last = int(band.low[0]), min(int(band.low[-1]) + band.width, len(target))
    stop = np.minimum(np.arange(first, last) + much, len(target) - 1)
    theirs = np.maximum(target[stop] - target[first:last], 1.0)
    shape = fit.shape * much
    large = (shape - 1) * np.log(theirs) - theirs / fit.scale - shape * log(fit.scale) - lgamma(shape)
    index = np.minimum(band.low[:-1, None] + np.arange(band.width), last - 1) - first
    here, large = theirs.astype(np.float32)[index], large.astype(np.float32)[index]
    wanted = wanted.astype(np.float32)
    variance = np.float32(fit.spread / 2) * (wanted + here) + np.float32(4)
    exponent = np.square(here - wanted) / variance * np.float32(-0.5) - large
    ratio = np.exp(np.minimum(exponent, np.float32(60))) / np.sqrt(np.float32(2 * pi) * variance)
    return np.asarray(np.log(np.float32(1 - _FLAT) * ratio + np.float32(_FLAT)))


def _paragraphs(begins: tuple[Bools, Bools], band: Band, many: int, much: int) -> Floats:
    """Return what paragraphs say: they begin together, and seldom inside a bead."""
    left, right = begins
    rows = np.arange(band.first, band.first + band.rows)
    columns = np.minimum(band.low[:-1, None] + np.arange(band.width), len(right) - 1)
    mine, theirs = _inside(left, many)[rows], _inside(right, much)[columns]
    one, other = left[rows][:, None], right[columns]
    together = np.where(one & other, _TOGETHER, np.where(one ^ other, _APART, 0.0))
    return np.asarray(together + _INSIDE * (mine[:, None] + theirs))


def _inside(begins: Bools, size: int) -> Ints:
    """Count the paragraphs that begin inside a group of *size* sentences from each node."""
    running = np.concatenate([[0], np.cumsum(begins[:-1])])
    node = np.arange(len(begins))
    last = len(begins) - 1
    return np.asarray(np.maximum(running[np.minimum(node + size, last)] - running[np.minimum(node + 1, last)], 0))
