"""Paragraphs that the newer original has unchanged, cut into the sentences that the translator cut them into."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from editor import formats
from editor.compare.codes import led
from editor.compare.likeness import key
from editor.compare.pairing import Match, elsewhere, identity
from editor.compare.runs import text
from editor.compare.sequences import aligned
from editor.errors import FormatError
from editor.model import Document, May, Segment
from editor.text import EMPTY, Code, Text

Unit = list[Segment]


def recut(document: Document, newer: Document) -> tuple[list[Segment], list[Match]]:
    """Return the rows of *newer*, each paragraph cut, and its source corrected, as *document* has the same one.

    The matches are those of the rows of such paragraphs.
    """
    old, new = units(document.rows), units(newer.rows)
    there: list[Hashable] = [key(text(unit)) for unit in new]
    said = [text(unit) for unit in old]
    if not {key(words) for words in said} <= set(there):
        said = _originals(document, old)
    keys: tuple[list[Hashable], list[Hashable]] = [key(words) for words in said], there
    anchors = aligned(*keys)
    moved = list(elsewhere(keys, anchors))
    pairs = {other: row for row, other in [*anchors, *moved]}
    far = {other for _row, other in moved}
    starts = list(accumulate(map(len, old), initial=0))
    rows: list[Segment] = []
    matches: list[Match] = []
    for number, unit in enumerate(new):
        like = old[pairs[number]] if number in pairs else unit
        cut = unit if _is_cut_alike(like, unit) else _cut(like, unit, said[pairs[number]])
        if number in pairs and _is_cut_alike(like, cut):
            first = starts[pairs[number]]
            matches += [Match((first + n,), (len(rows) + n,), moved=number in far) for n in range(len(cut))]
        rows += cut
    return rows, matches


def units(rows: Sequence[Segment]) -> list[Unit]:
    """Return the rows unit by unit; a row of no unit is one alone."""
    return [list(run) for _name, run in groupby(rows, key=lambda row: row.unit or row.id)]


def _originals(document: Document, found: Sequence[Unit]) -> list[Text]:
    """Return what each unit says in the original, where somebody corrected the source too."""
    skeleton = document.head.skeleton
    said = [text(unit) for unit in found]
    if skeleton is None:
        return said
    options = formats.ReadOptions(name=skeleton.name, encoding=skeleton.encoding)
    try:
        original = formats.named(skeleton.format).functions.read(skeleton.data, options)
    except FormatError:
        return said
    stood = [text(unit) for unit in units(original.rows)]
    if len(stood) != len(skeleton.places):
        return said
    known = {place.unit: words for place, words in zip(skeleton.places, stood, strict=True)}
    return [known.get(unit[0].unit, words) for unit, words in zip(found, said, strict=True)]


def _is_cut_alike(one: Unit, two: Unit) -> bool:
    return len(one) == len(two) and all(identity(row) == identity(other) for row, other in zip(one, two, strict=True))


def _cut(like: Unit, unit: Unit, said: Text) -> Unit:
    """Return *unit*, of which *said* is the text, cut as *like*; as it is where white space stands elsewhere."""
    was, now = said.without_breaks(), text(unit)
    if _shape(was) != _shape(now) or any(May.SPLIT not in row.may or row.form is not None for row in unit):
        return unit
    known = led(was.codes, now.codes)

    def renamed(words: Text) -> Text:
        return Text.of(*(known.get(run.key, run) if isinstance(run, Code) else run for run in words.runs))

    rows = [
        replace(unit[0], id=f"{unit[0].unit}/{number}", source=renamed(row.source), gap=renamed(row.gap), target=EMPTY)
        for number, row in enumerate(like, 1)
    ]
    rows[-1] = replace(rows[-1], gap=unit[-1].gap)
    return rows


def _shape(words: Text) -> list[object]:
    return [run if isinstance(run, str) else (run.kind, run.label) for run in words.runs if isinstance(run, str | Code)]
