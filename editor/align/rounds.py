"""Align, learn from the links found, align again: rounds over windows of the corridor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from editor.align import anchors, lexicon, marks, path, scores, words
from editor.align.anchors import Corridor
from editor.align.kinds import Bools
from editor.align.links import Links
from editor.align.path import Window
from editor.align.scores import FEW, PAIRS, Model
from editor.align.seeds import Seeds
from editor.align.tokens import Side
from editor.align.words import Band, View

ROUNDS = 2  # of learning
MORE, MORE_STRENGTH = 0.3, 20.0  # how often an unlinked sentence is followed by another, before anything is learnt
_HEIGHT, _OVERLAP = 416, 32  # rows of a window, and those on either side that it looks at besides
_CELLS = 3_000_000  # of the windows that go through at once
_NARROWER = 0.7
_SLACK = 8
_LEARNT, _SURE = 0.1, 0.5
_LARGEST = 3  # sentences on a side of a bead that words are learnt from


@dataclass(frozen=True, slots=True)
class Span:
    """What lies between two confirmed links: from one node of the lattice to another."""

    begin: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Course:
    """What is given of the path: links, whose weight says how much may be learnt from them, and all between them."""

    given: Links
    spans: Sequence[Span]


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
    texts: Texts, corridor: Corridor, course: Course, progress: Callable[[float], None]
) -> tuple[Links, list[int]]:
    """Return all likely beads and the numbers of those on the best path."""
    model = _first(texts)
    size = max(len(texts.left), len(texts.right))
    kinds = len(PAIRS) if size <= anchors.SHORT else FEW
    for turn in range(ROUNDS + 1):
        look = Look(corridor, kinds, partial(_tell, progress, turn))
        found, chosen, going = _through(model, look, course.spans)
        if turn < ROUNDS:
            model = learnt(model, texts.seeds, _joined([found, course.given]), going)
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
    total, passed = 0.0, 0
    both = words.views(model.left, model.right, model.table)
    for span in spans:
        if span.begin == span.end:
            continue
        if span.begin[0] == span.end[0] or span.begin[1] == span.end[1]:
            here = _one_sided(span)
            beads, going = list(range(len(here.weight))), 0.0
        else:
            here, beads, going = _through_span(model, both, look, span)
        found.append(here)
        total += going
        chosen += [passed + bead for bead in beads]
        passed += len(here.weight)
    return _joined(found or [_one_sided(Span((0, 0), (0, 0)))]), chosen, total


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


def _windows(look: Look, span: Span, height: int) -> list[Window]:
    """Cut a span into windows of *height* rows and as many to either side as to see what comes, all of one size."""
    first, last = span.begin[0], span.end[0]
    rows = height + 2 * _OVERLAP
    if last - first <= rows:
        return [_window(look, span, first, last, (first, last + 1))]
    found = []
    for inner in range(first, last, height):
        start = min(max(first, inner - _OVERLAP), last - rows)
        stop = last + 1 if inner + height >= last else inner + height
        found.append(_window(look, span, start, start + rows, (inner, stop)))
    return found


def _window(look: Look, span: Span, start: int, stop: int, inner: tuple[int, int]) -> Window:
    low = np.clip(look.corridor.low[start : stop + 1], span.begin[1], span.end[1])
    high = np.clip(look.corridor.high[start : stop + 1], span.begin[1], span.end[1])
    begin = span.begin[1] if start == span.begin[0] else None
    end = span.end[1] if stop == span.end[0] else None
    if begin is not None:
        low[0] = begin
    if end is not None:
        high[-1] = end
    width = int((high - low).max()) + 1
    return Window(Band(start, low, width, span.end[1]), begin, end, (inner[0] - start, inner[1] - start))


def _through_span(model: Model, both: tuple[View, View], look: Look, span: Span) -> tuple[Links, list[int], float]:
    """Go through one span; in larger windows where small ones do not agree on a path."""
    height = _HEIGHT
    while True:
        windows = _windows(look, span, height)
        found: list[Links] = []
        going = 0.0
        for batch in _batches(windows, look.kinds):
            score = np.stack([scores.beads(model, both, window.band, look.kinds) for window in batch], axis=2)
            here, more = path.posteriors(score, batch, _alone(model))
            found.append(here)
            going += more
            look.progress(sum(len(each.weight) for each in found) / (2 * len(model.left) + 1))
        whole = _joined(found)
        chosen = path.best(whole, span.begin, span.end)
        if chosen is not None:
            return whole, chosen, going
        height *= 8


def _batches(windows: Sequence[Window], kinds: int) -> Iterator[list[Window]]:
    """Put windows together that are about equally wide; what is narrower is widened."""
    batch: list[Window] = []
    size = 0
    for window in sorted(windows, key=lambda window: (-window.band.width, window.band.first)):
        wide = batch[0].band.width if batch else window.band.width
        size += kinds * wide * window.band.rows
        if batch and (window.band.width < _NARROWER * wide or size > _CELLS):
            yield batch
            batch, wide, size = [], window.band.width, kinds * window.band.width * window.band.rows
        batch.append(replace(window, band=replace(window.band, width=wide)))
    yield batch
