"""How well groups of sentences fit: their words, their lengths, the kind of bead, where paragraphs begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np

from editor.align import marks, meaning, words
from editor.align.company import Company
from editor.align.kinds import Bools, Floats, Ints
from editor.align.lexicon import Table
from editor.align.links import Links
from editor.align.marks import MOST, Habits
from editor.align.meaning import Meaning
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
    company: tuple[Company, Company] | None = None  # of both texts, once something is learnt
    meaning: Meaning | None = None  # what sentence embeddings say, where they were asked


def lengths_of(left: Side, right: Side) -> Lengths:
    """Guess from two whole texts how their lengths go together."""
    if not len(left) or not len(right):
        return Lengths(1.0, _SPREAD, 1.0, 1.0)
    ratio = max(0.1, float(right.lengths.sum()) / max(1.0, float(left.lengths.sum())))
    mean, variance = float(right.lengths.mean()), float(right.lengths.var()) + 1.0
    return Lengths(ratio, _SPREAD * ratio, min(max(mean * mean / variance, 0.5), 20.0), variance / mean)


def fitted(left: Side, right: Side, links: Links) -> Lengths:
    """Fit how lengths go together to sure links."""
    source, target = left.running, right.running
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


def beads(model: Model, both: tuple[View, View], bands: Sequence[Band], kinds: int) -> Floats:
    """Return the score of every bead of the first *kinds* by the node it begins at: (rows + 1, kinds, bands, width).

    The bands are of one width; lower ones stand at the bottom.
    """
    field = _Field(both, bands, max(max(kind) for kind in PAIRS[:kinds]))
    result = np.full((field.rows + 1, kinds, len(bands), field.width), -np.inf, np.float32)
    for much in range(1, MOST + 1):
        wanted = [(number, kind[0]) for number, kind in enumerate(PAIRS[:kinds]) if kind[1] == much]
        if not wanted:
            continue
        targets = _Targets(model, field, much)
        for number, many in sorted(wanted, key=lambda pair: pair[1]):
            count = field.rows + 1 - many
            if count <= 0:
                continue
            fit = _WORDS * field.words(many, much)
            fit += targets.lengths(many)
            fit += targets.marks(many)
            fit += np.float32(model.prior[many, much])
            if model.company is not None:
                fit += model.company[0].scores(field.source[:count], many)[:, :, None].astype(np.float32)
                fit += targets.company[:count]
            if model.begins:
                fit += _paragraphs(model.begins, field, many, much)
            if model.meaning is not None:
                fit += meaning.scores(model.meaning, field.source[:count], field.columns[:count], (many, much))
            fit[targets.outside[:count]] = -np.inf
            result[:count, number] = fit
    return result


class _Field:
    """What some bands look at: the sentences of their nodes, and how the words there fit."""

    def __init__(self, both: tuple[View, View], bands: Sequence[Band], groups: int) -> None:
        self.rows, self.width = max(band.rows for band in bands), bands[0].width
        shape = 2 * groups, self.rows, len(bands), self.width + 2 * MARGIN
        self._groups = groups
        self._ahead, self._back = (np.full(shape, words.OUTSIDE, np.float32) for _side in both)
        self.source = np.zeros((self.rows + 1, len(bands)), np.int64)
        low = np.zeros_like(self.source)
        for number, band in enumerate(bands):
            top = self.rows - band.rows
            self._ahead[:, top:, number], self._back[:, top:, number] = words.fits(both, band, groups)
            self.source[:, number] = band.first + np.maximum(np.arange(-top, band.rows + 1), 0)
            low[top:, number], low[:top, number] = band.low, band.low[0]
        self.columns = low[:, :, None] + np.arange(self.width)
        self.ends = np.array([band.end for band in bands])[:, None]
        self._low = low
        self._steps = [self._below(step) for step in range(1, groups)]
        self._sums: dict[tuple[int, int], Floats] = {}
        self._downs: dict[tuple[int, int], Floats] = {}

    def _below(self, step: int) -> tuple[Ints, Bools]:
        """Return where each node's column stands *step* rows further down."""
        count = max(0, self.rows - step)
        column = np.arange(self.width) + MARGIN - (self._low[step : step + count] - self._low[:count])[:, :, None]
        line = (np.arange(count)[:, None] + step) * self._low.shape[1] + np.arange(self._low.shape[1])
        return line[:, :, None] * (self.width + 2 * MARGIN) + np.maximum(column, 0), column < 0

    def words(self, many: int, much: int) -> Floats:
        """Return what words say of beads of one kind."""
        count = self.rows + 1 - many
        return self._along(many, much)[:count] + self._down(many, much)[:count]

    def _along(self, many: int, much: int) -> Floats:
        """Add up how a source group speaks for each of *much* target sentences."""
        found = self._sums.get((many, much))
        if found is None:
            layer = many - 1 if much == 1 else self._groups + many - 1
            found = self._ahead[layer, :, :, MARGIN + much - 1 : MARGIN + much - 1 + self.width]
            if much > 1:
                found = self._along(many, much - 1) + found
            self._sums[many, much] = found
        return found

    def _down(self, many: int, much: int) -> Floats:
        """Add up how a target group speaks for each of *many* source sentences."""
        if many == 1:
            return self._back[much - 1, :, :, MARGIN : MARGIN + self.width]
        found = self._downs.get((many, much))
        if found is None:
            where, outside = self._steps[many - 2]
            last = self._back[self._groups + much - 1].ravel().take(where)
            last[outside] = words.OUTSIDE
            found = self._down(many - 1, much)[: len(last)] + last
            self._downs[many, much] = found
        return found


class _Targets:
    """What lengths and marks say of the groups of so many target sentences that begin at the nodes of a field."""

    def __init__(self, model: Model, field: _Field, much: int) -> None:
        self._model, self._field = model, field
        target = model.right.running
        size = len(target) - 1
        place = np.minimum(field.columns, size)
        first = int(place.min())
        node = np.arange(first, int(place.max()) + 1)
        theirs = np.maximum(target[np.minimum(node + much, size)] - target[node], 1.0)
        fit = model.lengths
        shape = fit.shape * much
        large = (shape - 1) * np.log(theirs) - theirs / fit.scale - shape * log(fit.scale) - lgamma(shape)
        self._theirs, self._large = (each.astype(np.float32).take(place - first) for each in (theirs, large))
        self._marks = marks.Gathered(model.habits, model.right.marks, np.minimum(place, size - 1), much)
        self.company: Floats = np.zeros(0, np.float32)
        if model.company is not None:
            self.company = model.company[1].scores(node, much).astype(np.float32).take(place - first)
        self.outside = field.columns + much > field.ends

    def lengths(self, many: int) -> Floats:
        """Return log P(target length | source length) - log P(target length at large)."""
        source = self._model.left.running
        count = self._field.rows + 1 - many
        rows = self._field.source[:count]
        mine = source[np.minimum(rows + many, len(source) - 1)] - source[rows]
        wanted = (self._model.lengths.ratio * mine).astype(np.float32)[:, :, None]
        here = self._theirs[:count]
        variance = wanted + here
        variance *= np.float32(self._model.lengths.spread / 2)
        variance += np.float32(4)
        exponent = here - wanted
        exponent *= exponent
        exponent /= variance
        exponent *= np.float32(-0.5)
        exponent -= self._large[:count]
        np.exp(np.minimum(exponent, np.float32(60), out=exponent), out=exponent)
        variance *= np.float32(2 * pi)
        exponent /= np.sqrt(variance, out=variance)
        exponent *= np.float32(1 - _FLAT)
        exponent += np.float32(_FLAT)
        return np.asarray(np.log(exponent, out=exponent))

    def marks(self, many: int) -> Floats:
        """Return what marks say."""
        count = self._field.rows + 1 - many
        return self._marks.scores(self._model.left.marks, self._field.source[:count], many)


def _paragraphs(begins: tuple[Bools, Bools], field: _Field, many: int, much: int) -> Floats:
    """Return what paragraphs say: they begin together, and seldom inside a bead."""
    left, right = begins
    rows = field.source[: field.rows + 1 - many]
    columns = np.minimum(field.columns[: field.rows + 1 - many], len(right) - 1)
    mine, theirs = _inside(left, many)[rows][:, :, None], _inside(right, much)[columns]
    one, other = left[rows][:, :, None], right[columns]
    together = np.where(one & other, _TOGETHER, np.where(one ^ other, _APART, 0.0))
    return np.asarray(together + _INSIDE * (mine + theirs), np.float32)


def _inside(begins: Bools, size: int) -> Ints:
    """Count the paragraphs that begin inside a group of *size* sentences from each node."""
    running = np.concatenate([[0], np.cumsum(begins[:-1])])
    node = np.arange(len(begins))
    last = len(begins) - 1
    return np.asarray(np.maximum(running[np.minimum(node + size, last)] - running[np.minimum(node + 1, last)], 0))
