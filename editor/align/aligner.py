"""Align two lists of sentences: every sentence in one bead, in order, with the probability that the bead is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from editor.align import anchors, borders, confidence, meaning, rounds, seeds, tokens
from editor.align.beads import Bead
from editor.align.links import Links
from editor.align.marks import MOST
from editor.align.meaning import Embed, Meaning
from editor.align.rounds import Course, Texts
from editor.align.seeds import Lexicon
from editor.errors import EditError
from editor.i18n import _


@dataclass(frozen=True, slots=True)
class Options:
    """What is known beforehand, all of it optional.

    Paragraphs are the number of the paragraph of every sentence. *anchors* are confirmed beads: none is broken or
    crossed, and their words are learnt, the more the higher their confidence; one of no sentences is a place that no
    link reaches across. *lexicon* is what types of the left text become in the right one (``learning``,
    ``dictionaries``). *embed* is asked where links are in doubt (``meaning.embedder``, slow). *progress* is called with
    a share of 0 … 1 and may raise to cancel.
    """

    source_language: str = ""
    target_language: str = ""
    left_paragraphs: Sequence[int] | None = None
    right_paragraphs: Sequence[int] | None = None
    anchors: Sequence[Bead] = ()
    lexicon: Lexicon | None = None
    embed: Embed | None = None
    progress: Callable[[float], None] = field(default=lambda _share: None)


def align(left: Sequence[str], right: Sequence[str], options: Options | None = None) -> list[Bead]:
    """Return the beads of two texts in order. Raises EditError where anchors contradict each other."""
    options = options or Options()
    course = _course(options.anchors, len(left), len(right))
    options.progress(0.0)
    sides = tokens.read(left), tokens.read(right)
    hints = seeds.find(*sides, options.lexicon)
    begins = _begins(options.left_paragraphs), _begins(options.right_paragraphs)
    texts = Texts(*sides, hints, *begins, _look(options.embed, (left, right)))
    options.progress(0.1)
    corridor = anchors.corridor(*sides, hints, [span.begin for span in course.spans[1:]])
    found = rounds.links(texts, corridor, course, lambda share: options.progress(0.1 + 0.9 * share))
    path = found.path
    sure = confidence.shown(path, borders.seen(found.model, found.likely, path))
    fields = (getattr(path, name).tolist() for name in ("source", "target", "many", "much"))
    beads = [
        Bead(range(row, row + many), range(column, column + much), chance)
        for row, column, many, much, chance in zip(*fields, sure.tolist(), strict=True)
    ]
    options.progress(1.0)
    given = [Bead(each.source, each.target) for each in options.anchors if any(each.kind)]
    return sorted([*beads, *given], key=_place)


def _look(embed: Embed | None, texts: tuple[Sequence[str], Sequence[str]]) -> Callable[[Links], Meaning | None]:
    if embed is None:
        return lambda _path: None
    return lambda path: meaning.look(embed, texts, path, MOST)


def _place(bead: Bead) -> tuple[int, int, int, int]:
    return bead.source.start, bead.target.start, bead.source.stop, bead.target.stop


def _course(anchors: Iterable[Bead], rows: int, columns: int) -> Course:
    """Return the anchors and what lies between them."""
    given = sorted(anchors, key=_place)
    spans: list[rounds.Span] = []
    at = 0, 0
    for bead in given:
        if bead.source.start < at[0] or bead.target.start < at[1]:
            raise EditError(_("Two confirmed links cross or share a sentence; take one of them back."))
        spans.append(rounds.Span(at, (bead.source.start, bead.target.start)))
        at = bead.source.stop, bead.target.stop
    if at[0] > rows or at[1] > columns:
        raise EditError(_("A confirmed link names a sentence that the texts do not have; are these the same texts?"))
    spans.append(rounds.Span(at, (rows, columns)))
    numbers = np.array([(bead.source.start, bead.target.start, *bead.kind) for bead in given], np.int64).reshape(-1, 4)
    weight = np.array([bead.confidence for bead in given], np.float64)
    return Course(Links(numbers[:, 0], numbers[:, 1], numbers[:, 2], numbers[:, 3], weight), spans)


def _begins(paragraphs: Sequence[int] | None) -> np.ndarray | None:
    """Tell of every sentence, and of the end, whether a paragraph begins there."""
    if paragraphs is None:
        return None
    numbers = np.asarray(paragraphs)
    return np.concatenate([[True], numbers[1:] != numbers[:-1], [True]])[: len(numbers) + 1]
