"""Word documents: every paragraph of every part a unit, runs that look alike one text; targets go back in place."""

from __future__ import annotations

from pathlib import PurePath

from editor.formats import packages, spoken
from editor.formats.docx import contents, exporting
from editor.formats.docx.reading import units
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.runs.units import READING, segments
from editor.model import Document, Head, Origin, Place, Skeleton
from editor.rows import Rows, unswept


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like a Word document."""
    return contents.is_word(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*; comments become notes, what a program reckons is marked not for translation."""
    package = packages.opened(data)
    listed = contents.parts(package)
    with unswept():
        found = list(units(package, listed, lambda share: options.progress(share * READING)))
    sample = "\n".join(unit.text.plain for unit in found)
    language, doubt = spoken.language(sample, contents.told_language(package, listed), options)
    places = tuple(Place(unit.name, at.start, at.end, at.kind, at.part) for unit in found for at in unit.places)
    title = next((unit.text.plain for unit in found if unit.role == "title"), "")
    skeleton = Skeleton("docx", options.name, data, places)
    head = Head(language, options.target_language, title or PurePath(options.name).stem, "utf-8", skeleton)
    made = Rows.of(segments(found, options, language))
    return Document(made, head, Origin("docx", data, made, head), (doubt,) if doubt else ())


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the document's parts."""
    return exporting.write(document, options)
