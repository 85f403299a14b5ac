"""Align again what lies between confirmed links of a parallel document, with what the links around it teach."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from editor.align.aligner import Options, align
from editor.align.beads import Bead
from editor.model import Document, Mark, Segment
from editor.text import Break, Text

AROUND = 400  # rows on either side whose links are learnt from


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow one another and their new links, counted over the sentences that stand in them.

    *source_rows* and *target_rows* tell of each sentence the document row that it stands in now.
    """

    rows: range
    sources: tuple[Text, ...]
    targets: tuple[Text, ...]
    source_rows: tuple[int, ...]
    target_rows: tuple[int, ...]
    beads: tuple[Bead, ...]


def sentences_in(text: Text) -> list[Text]:
    """Cut *text* at its sentence breaks; white space before a break stays with the sentence it follows."""
    runs = (list(group) for is_break, group in groupby(text.runs, lambda run: isinstance(run, Break)) if not is_break)
    return [Text.of(*group) for group in runs]


def is_open(row: Segment) -> bool:
    """Tell whether a row's link may be found anew: it has one that nobody confirmed, and crosses no other."""
    return (
        row.link is not None
        and not row.link.confirmed
        and row.order is None
        and Mark.NOT_FOR_TRANSLATION not in row.marks
    )


def realigned(
    document: Document, rows: range, keep: Collection[int] = (), progress: Callable[[float], None] = lambda _share: None
) -> list[Stretch]:
    """Return the new links of the open rows among *rows*, a stretch for each run of them.

    Confirmed rows, rows without a link, rows out of order and *keep* stay as they are, and no link reaches across
    them; the links of *AROUND* rows on either side are learnt from. *progress* is that of ``Options``.
    """
    texts = _Texts()
    found: list[tuple[range, tuple[int, int], tuple[int, int]]] = []
    free = [row for row in rows if is_open(document.rows[row]) and row not in keep]
    if not free:
        return []
    runs = _runs(free)
    texts.learn(document, range(max(0, runs[0].start - AROUND), runs[0].start))
    for number, run in enumerate(runs):
        begin = texts.size
        texts.add(document, run)
        found.append((run, begin, texts.size))
        texts.cut()
        following = runs[number + 1].start if number + 1 < len(runs) else min(run.stop + AROUND, len(document.rows))
        texts.learn(document, range(run.stop, following))
    languages = document.head.source_language, document.head.target_language
    options = Options(*languages, anchors=texts.anchors, progress=progress)
    beads = align(
        [text.readable.strip() for text in texts.sources], [text.readable.strip() for text in texts.targets], options
    )
    return [_stretch(texts, beads, each) for each in found]


@dataclass(slots=True)
class _Texts:
    """The sentences to align, one after another, and the links among them that stand."""

    sources: list[Text] = field(default_factory=list)
    targets: list[Text] = field(default_factory=list)
    source_rows: list[int] = field(default_factory=list)
    target_rows: list[int] = field(default_factory=list)
    anchors: list[Bead] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Count the sentences of both sides."""
        return len(self.sources), len(self.targets)

    def add(self, document: Document, rows: range) -> None:
        """Add the sentences of *rows*."""
        for number in rows:
            row = document.rows[number]
            ones, others = sentences_in(row.source), sentences_in(row.target)
            self.sources += ones
            self.targets += others
            self.source_rows += [number] * len(ones)
            self.target_rows += [number] * len(others)

    def learn(self, document: Document, rows: range) -> None:
        """Add the linked ones of *rows* with their links; what comes before and after them is parted in any case."""
        for number in rows:
            row = document.rows[number]
            if row.link is not None and row.order is None:
                begin = self.size
                self.add(document, range(number, number + 1))
                sure = 1.0 if row.link.confirmed or row.link.confidence is None else row.link.confidence
                self.anchors.append(Bead(range(begin[0], self.size[0]), range(begin[1], self.size[1]), sure))
        self.cut()

    def cut(self) -> None:
        """Let no link reach across this place."""
        self.anchors.append(Bead(range(self.size[0], self.size[0]), range(self.size[1], self.size[1])))


def _runs(rows: Sequence[int]) -> list[range]:
    """Return the runs of numbers that follow one another."""
    runs = [list(group) for _key, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0])]
    return [range(run[0][1], run[-1][1] + 1) for run in runs]


def _stretch(texts: _Texts, beads: Sequence[Bead], place: tuple[range, tuple[int, int], tuple[int, int]]) -> Stretch:
    rows, (first, one), (last, two) = place[0], place[1], place[2]
    inside = [
        Bead(_back(bead.source, first), _back(bead.target, one), bead.confidence)
        for bead in beads
        if first <= bead.source.start
        and bead.source.stop <= last
        and one <= bead.target.start
        and bead.target.stop <= two
        and any(bead.kind)
    ]
    return Stretch(
        rows,
        tuple(texts.sources[first:last]),
        tuple(texts.targets[one:two]),
        tuple(texts.source_rows[first:last]),
        tuple(texts.target_rows[one:two]),
        tuple(inside),
    )


def _back(side: range, first: int) -> range:
    return range(side.start - first, side.stop - first)
