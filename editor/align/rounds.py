"""Align, learn from the links found, align again: rounds over windows of the corridor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from editor.align import anchors, company, lexicon, marks, path, scores, words
from editor.align.anchors import Corridor
from editor.align.kinds import Bools
from editor.align.links import Links
from editor.align.meaning import Meaning
from editor.align.path import Window
from editor.align.scores import FEW, PAIRS, Model
from editor.align.seeds import Seeds
from editor.align.tokens import Side
from editor.align.words import Band, View

ROUNDS, MOST_ROUNDS = 2, 4  # of learning: so many in any case, and so many where much is open by then
_LETTER = 60  # sentences; so short a text teaches in two rounds all that it can
_CLEAR = 0.97  # the mean probability of links where little is open
MORE, MORE_STRENGTH = 0.3, 20.0  # how often an unlinked sentence is followed by another, before anything is learnt
_HEIGHTS, _OVERLAP = (96, 416), 32  # rows of a window, and those on either side that it looks at besides
_PARTS = 6  # windows that a text of middle size is cut into
_CELLS = 3_000_000  # of the windows that go through at once
_NARROWER = 0.7
_LEAST_BACK = 0.02  # how often a run of unlinked sentences ends, at least
_SLACK = 8
_LEARNT, _SURE = 0.1, 0.5
_SETTLED, _MARGIN = 0.99999, 2  # a 1-1 link so sure, this far from any other, is settled; sooner, wrong ones are
_NO_NUMBER = np.zeros(0, np.int64)
_NO_LINKS = Links(_NO_NUMBER, _NO_NUMBER, _NO_NUMBER, _NO_NUMBER, np.zeros(0))
_FEW_STEPS = 2  # of training, while many links are wrong
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
    look: Callable[[Links], Meaning | None] = field(default=lambda _path: None)


@dataclass(frozen=True, slots=True)
class Sure:
    """What a round leaves as it is: links that are certain; and the spans between them."""

    kept: Links
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Look:
    """One round: where to look, at how many kinds of beads, and whom to tell how far it is."""

    corridor: Corridor
    kinds: int
    progress: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Found:
    """All likely beads, those of the best path among them, and what was known of the texts when they were found."""

    likely: Links
    path: Links
    model: Model


def links(texts: Texts, corridor: Corridor, course: Course, progress: Callable[[float], None]) -> Found:
    """Return the likely beads and the best path."""
    model = _first(texts)
    size = len(texts.left), len(texts.right)
    kinds = len(PAIRS) if max(size) <= anchors.SHORT else FEW
    sure = Sure(_joined([]), course.spans)
    last = ROUNDS if max(size) <= _LETTER else MOST_ROUNDS
    for turn in range(MOST_ROUNDS + 1):
        look = Look(corridor, kinds, partial(_tell, progress, turn))
        found, chosen, going = _through(model, look, course, sure)
        path_ = found.where(np.array(chosen, np.int64))
        sure = _sure(path_, course.spans)
        if turn == ROUNDS - 1 and path_.weight.sum() >= _CLEAR * len(path_):
            last = ROUNDS
        if turn == last:
            break
        steps = lexicon.STEPS if turn == last - 1 else _FEW_STEPS
        model = learnt(model, texts.seeds, _joined([found, course.given]), going, steps)
        corridor = narrowed(path_, *size)
        kinds = len(PAIRS)
    seen = texts.look(path_)
    if seen is not None:
        look = Look(narrowed(path_, *size), len(PAIRS), partial(_tell, progress, MOST_ROUNDS))
        found, chosen, _going = _through(replace(model, meaning=seen), look, course, sure)
        path_ = found.where(np.array(chosen, np.int64))
    return Found(found, path_, model)


def _tell(progress: Callable[[float], None], turn: int, share: float) -> None:
    progress((turn + share) / (MOST_ROUNDS + 1))


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


def learnt(model: Model, seeds: Seeds, found: Links, going: float, steps: int) -> Model:
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
        table=lexicon.train(model.left, model.right, seeds, found.where(np.nonzero(good)[0]), steps),
        lengths=scores.fitted(model.left, model.right, sure),
        habits=marks.habits(model.left.marks, model.right.marks, sure),
        prior=scores.log_prior(expected, going),
        company=company.learnt(model.left, model.right, found),
        more=(going + MORE * MORE_STRENGTH) / (alone + MORE_STRENGTH),
    )


def _alone(model: Model) -> path.Alone:
    more = min(model.more, 0.9)
    opened = np.exp(model.prior[1, 0]) + np.exp(model.prior[0, 1])
    back = max(_LEAST_BACK, (1 - more - opened / 2) / (1 - opened))
    return path.Alone(model.prior[1, 0], model.prior[0, 1], float(np.log(more)), float(np.log(back)))


def _sure(path_: Links, spans: Sequence[Span]) -> Sure:
    """Return the runs of sure links on a path, without their ends, and what is left of the spans between them."""
    good = (path_.weight >= _SETTLED) & (path_.many == 1) & (path_.much == 1)
    after = np.concatenate(
        [[False], good[1:] & good[:-1] & (np.diff(path_.source) == 1) & (np.diff(path_.target) == 1)]
    )
    starts = np.flatnonzero(good & ~after)
    stops = np.flatnonzero(good & ~np.append(after[1:], False)) + 1
    long = stops - starts > 2 * _MARGIN
    starts, stops = starts[long] + _MARGIN, stops[long] - _MARGIN
    kept = path_.where(
        np.flatnonzero(
            np.bincount(starts, minlength=len(good) + 1)[:-1].cumsum()
            - np.bincount(stops, minlength=len(good) + 1)[:-1].cumsum()
            > 0
        )
    )
    begins = list(zip(path_.source[starts].tolist(), path_.target[starts].tolist(), strict=True))
    ends = [
        (source + size, target + size) for (source, target), size in zip(begins, (stops - starts).tolist(), strict=True)
    ]
    left: list[Span] = []
    at = 0
    for span in spans:
        begin = span.begin
        while at < len(begins) and begins[at][0] < span.end[0]:
            left.append(Span(begin, begins[at]))
            begin = ends[at]
            at += 1
        left.append(Span(begin, span.end))
    return Sure(kept, left)


def _through(model: Model, look: Look, course: Course, sure: Sure) -> tuple[Links, list[int], float]:
    """Go through what is not sure: return the likely beads, those on the path, and how often unlinked runs go on.

    Where small windows do not agree on a path, larger ones are taken.
    """
    both = words.views(model.left, model.right, model.table)
    spans = [span for span in sure.spans if span.begin != span.end]
    one_sided = [span for span in spans if span.begin[0] == span.end[0] or span.begin[1] == span.end[1]]
    known = [sure.kept, *map(_one_sided, one_sided)]
    others = [span for span in spans if span.begin[0] != span.end[0] and span.begin[1] != span.end[1]]
    corner = len(model.left), len(model.right)
    height = min(max(_HEIGHTS[0], corner[0] // _PARTS), _HEIGHTS[1])
    while True:
        windows = [window for span in others for window in _windows(look, span, height)]
        found, going = _posteriors(model, both, look, windows)
        whole = _joined([*known, *found])
        chosen = path.best(_joined([whole, course.given]), (0, 0), corner)
        if chosen is not None:
            return whole, [bead for bead in chosen if bead < len(whole)], going
        if height > corner[0]:
            look = replace(look, corridor=anchors.whole(*corner))
        height *= 8


def _posteriors(
    model: Model, both: tuple[View, View], look: Look, windows: Sequence[Window]
) -> tuple[list[Links], float]:
    """Return the likely beads of windows, and how often runs of unlinked sentences go on."""
    found: list[Links] = []
    going, done = 0.0, 0
    total = sum(window.band.rows for window in windows)
    for batch in _batches(windows, look.kinds):
        score = scores.beads(model, both, [window.band for window in batch], look.kinds)
        here, more = path.posteriors(score, batch, _alone(model))
        found.append(here)
        going += more
        done += sum(window.band.rows for window in batch)
        look.progress(done / total)
    return found, going


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
    return Links(*(np.concatenate([getattr(each, name) for each in (_NO_LINKS, *found)]) for name in Links.__slots__))


def _windows(look: Look, span: Span, height: int) -> list[Window]:
    """Cut a span into windows of *height* rows and some to either side, to see what comes."""
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


def _batches(windows: Sequence[Window], kinds: int) -> Iterator[list[Window]]:
    """Put windows together that are about equally high and wide; what is narrower is widened."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: (-_size_class(window), -window.band.width, window.band.first)):
        if batch:
            wide, rows = batch[0].band.width, max(each.band.rows for each in batch)
            cells = kinds * wide * max(rows, window.band.rows) * (len(batch) + 1)
            alike = _size_class(window) == _size_class(batch[0]) and window.band.width >= _NARROWER * wide
            if not alike or cells > _CELLS:
                yield batch
                batch = []
        wide = batch[0].band.width if batch else window.band.width
        batch.append(replace(window, band=replace(window.band, width=wide)))
    if batch:
        yield batch


def _size_class(window: Window) -> int:
    return window.band.rows.bit_length()
