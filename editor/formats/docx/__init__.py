"""Word documents: every paragraph of every part a unit, runs that look alike one text; targets go back in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from editor.formats import packages, spoken
from editor.formats.docx import contents, exporting
from editor.formats.docx.reading import Unit, units
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import rows
from editor.i18n import N_
from editor.model import Document, Head, Mark, Note, Origin, Segment, Skeleton
from editor.rows import Rows

_LETTER = re.compile(r"[^\W\d_]")
_NO_WORDS = N_("no words")
_READING = 0.6  # of the time goes by before the sentences are cut


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like a Word document."""
    return contents.is_word(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*; comments become notes, what a program reckons is marked not for translation."""
    package = packages.opened(data)
    listed = contents.parts(package)
    found = list(units(package, listed, lambda share: options.progress(share * _READING)))
    sample = "\n".join(unit.text.plain for unit in found)
    language, doubt = spoken.language(sample, contents.told_language(package, listed), options)
    places = tuple(replace(place, unit=unit.name) for unit in found for place in unit.places)
    title = next((unit.text.plain for unit in found if unit.role == "title"), "")
    skeleton = Skeleton("docx", options.name, data, places)
    head = Head(language, options.target_language, title or PurePath(options.name).stem, "utf-8", skeleton)
    made = Rows.of(_rows(found, options, language))
    return Document(made, head, Origin("docx", data, made, head), (doubt,) if doubt else ())


def _rows(found: Sequence[Unit], options: ReadOptions, language: str) -> Iterator[Segment]:
    step = max(1, len(found) // 100)
    for number, unit in enumerate(found):
        reason = "" if _LETTER.search(unit.text.plain) else _NO_WORDS
        marks = frozenset({Mark.NOT_FOR_TRANSLATION}) if reason else frozenset()
        template = Segment(unit.name, unit.text, unit=unit.name, role=unit.role, reason=reason, marks=marks)
        own = rows(template, unit.text, options, language)
        yield from _noted(list(own), unit.notes) if unit.notes else own
        if number % step == 0:
            options.progress(_READING + (1 - _READING) * number / len(found))
    options.progress(1.0)


def _noted(own: list[Segment], notes: Sequence[tuple[int, Note]]) -> Iterator[Segment]:
    """Yield the rows of a unit, each with the notes whose position is in it."""
    end = 0
    for number, row in enumerate(own):
        start, end = end, end + len(row.source) + len(row.gap)
        last = number == len(own) - 1
        mine = tuple(note for at, note in notes if (start < at or not number) and (at <= end or last))
        yield replace(row, notes=mine) if mine else row


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the document's parts."""
    return exporting.write(document, options)
