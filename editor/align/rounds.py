"""Align, learn from the links found, align again: rounds over windows of the corridor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from editor.align import anchors, lexicon, marks, path, scores, words
from editor.align.anchors import Corridor
from editor.align.kinds import Bools
from editor.align.links import Links
from editor.align.scores import FEW, PAIRS, Model
from editor.align.seeds import Seeds
from editor.align.tokens import Side
from editor.align.words import Band, View

ROUNDS = 2  # of learning
MORE, MORE_STRENGTH = 0.3, 20.0  # how often an unlinked sentence is followed by another, before anything is learnt
_WINDOW, _OVERLAP = 1_200, 120
_SLACK = 8
_LEARNT, _SURE = 0.1, 0.5
_LARGEST = 3  # sentences on a side of a bead that words are learnt from


@dataclass(frozen=True, slots=True)
class Span:
    """What lies between two confirmed links: from one node of the lattice to another."""

    begin: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts as the aligner sees them, and what they share; where paragraphs begin, if that is known."""

    left: Side
    right: Side
    seeds: Seeds
    left_begins: Bools | None = None
    right_begins: Bools | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One round: where to look, at how many kinds of beads, and whom to tell how far it is."""

    corridor: Corridor
    kinds: int
    progress: Callable[[float], None]


def links(
    texts: Texts, corridor: Corridor, spans: Sequence[Span], progress: Callable[[float], None]
) -> tuple[Links, list[int]]:
    """Return all likely beads and the numbers of those on the best path."""
    model = _first(texts)
    size = max(len(texts.left), len(texts.right))
    kinds = len(PAIRS) if size <= anchors.SHORT else FEW
    for turn in range(ROUNDS + 1):
        look = Look(corridor, kinds, partial(_tell, progress, turn))
        found, chosen, going = _through(model, look, spans)
        if turn < ROUNDS:
            model = learnt(model, texts.seeds, found, going)
            corridor = narrowed(found.where(np.array(chosen, np.int64)), len(texts.left), len(texts.right))
            kinds = len(PAIRS)
    return found, chosen


def _tell(progress: Callable[[float], None], turn: int, share: float) -> None:
    progress((turn + share) / (ROUNDS + 1))


def _first(texts: Texts) -> Model:
    """Return what is known before anything is learnt."""
    left, right = texts.left, texts.right
    begins = texts.left_begins, texts.right_begins
    return Model(
        left,
        right,
        lexicon.from_seeds(left, right, texts.seeds),
        scores.lengths_of(left, right),
        scores.log_prior(),
        MORE,
        marks.habits(left.marks, right.marks),
        None if begins[0] is None or begins[1] is None else (begins[0], begins[1]),
    )


def narrowed(beads: Links, rows: int, columns: int) -> Corridor:
    """Return the corridor close to a path."""
    low, high = np.full(rows + 1, columns, np.int64), np.zeros(rows + 1, np.int64)
    for row, column in ((beads.source, beads.target), (beads.source + beads.many, beads.target + beads.much)):
        np.minimum.at(low, row, column)
        np.maximum.at(high, row, column)
    low[0], high[rows] = 0, columns
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return anchors.around(low, high, columns, _SLACK)


def learnt(model: Model, seeds: Seeds, found: Links, going: float) -> Model:
    """Return the model after learning words, lengths and kinds from what was found."""
    both = (found.many > 0) & (found.much > 0)
    good = both & (found.weight >= _LEARNT) & (found.many <= _LARGEST) & (found.much <= _LARGEST)
    expected = {
        kind: float(found.weight[(found.many == kind[0]) & (found.much == kind[1])].sum()) for kind in model.prior
    }
    alone = expected[1, 0] + expected[0, 1]
    sure = found.where(np.nonzero(both & (found.weight > _SURE))[0])
    return replace(
        model,
        table=lexicon.train(model.left, model.right, seeds, found.where(np.nonzero(good)[0])),
        lengths=scores.fitted(model.left, model.right, sure),
        habits=marks.habits(model.left.marks, model.right.marks, sure),
        prior=scores.log_prior(expected, going),
        more=(going + MORE * MORE_STRENGTH) / (alone + MORE_STRENGTH),
    )


def _alone(model: Model) -> path.Alone:
    more = min(model.more, 0.9)
    opened = np.exp(model.prior[1, 0]) + np.exp(model.prior[0, 1])
    back = (1 - more - opened / 2) / (1 - opened)
    return path.Alone(model.prior[1, 0], model.prior[0, 1], float(np.log(more)), float(np.log(back)))


def _through(model: Model, look: Look, spans: Iterable[Span]) -> tuple[Links, list[int], float]:
    """Go through all spans: return the likely beads, those on the path, and how often runs of unlinked ones go on."""
    found: list[Links] = []
    chosen: list[int] = []
    going, passed = 0.0, 0
    both = words.views(model.left, model.right, model.table)
    for span in spans:
        if span.begin[0] == span.end[0] or span.begin[1] == span.end[1]:
            here = _one_sided(span)
        else:
            here, more = _windows(model, both, look, span)
            going += more
        found.append(here)
        chosen += [passed + bead for bead in path.best(here, span.begin, span.end)]
        passed += len(here.weight)
    return _joined(found), chosen, going


def _one_sided(span: Span) -> Links:
    rows, columns = span.end[0] - span.begin[0], span.end[1] - span.begin[1]
    number = np.arange(rows + columns)
    return Links(
        span.begin[0] + np.minimum(number, rows),
        span.begin[1] + np.maximum(number - rows, 0),
        np.repeat([1, 0], [rows, columns]),
        np.repeat([0, 1], [rows, columns]),
        np.ones(rows + columns),
    )


def _joined(found: Sequence[Links]) -> Links:
    return Links(*(np.concatenate([getattr(each, name) for each in found]) for name in Links.__slots__))


def _windows(model: Model, both: tuple[View, View], look: Look, span: Span) -> tuple[Links, float]:
    """Go through one span, window by window: each begins at the surest node near the end of the one before."""
    found: list[Links] = []
    begin, going = span.begin, 0.0
    while True:
        last = span.end[0] if span.end[0] - begin[0] < _WINDOW + _OVERLAP else begin[0] + _WINDOW
        band = _band(look.corridor, begin, last, span.end)
        score = scores.beads(model, both, band, look.kinds)
        here, more = path.posteriors(score, band, _alone(model), span.end[1] if last == span.end[0] else None)
        going += more
        look.progress(last / len(model.left))
        if last == span.end[0]:
            return _joined([*found, here]), going
        begin, kept = _cut(here, begin, last)
        found.append(kept)


def _band(corridor: Corridor, begin: tuple[int, int], last: int, end: tuple[int, int]) -> Band:
    low = np.clip(corridor.low[begin[0] : last + 1], begin[1], end[1])
    high = np.clip(corridor.high[begin[0] : last + 1], begin[1], end[1])
    low[0] = begin[1]
    if last == end[0]:
        high[-1] = end[1]
    return Band(begin[0], low, int((high - low).max()) + 1, end[1])


def _cut(here: Links, begin: tuple[int, int], last: int) -> tuple[tuple[int, int], Links]:
    """Return the surest node of the path near the end of a window, and what lies before it."""
    chosen = path.best(here, begin, (last, None))
    inside = [
        bead
        for bead in chosen
        if last - _OVERLAP <= here.source[bead] <= last - _OVERLAP // 3 and here.many[bead] and here.much[bead]
    ]
    bead = max(inside or chosen[len(chosen) // 2 :], key=lambda number: (float(here.weight[number]), number))
    node = int(here.source[bead]), int(here.target[bead])
    before = (here.source + here.many <= node[0]) & (here.target + here.much <= node[1])
    return node, here.where(np.nonzero(before)[0])
