"""OpenDocument texts: every paragraph a unit, spans that look alike one text; targets go back into their parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from editor.formats import packages, spoken
from editor.formats.odt import contents, exporting
from editor.formats.odt.reading import sources, units
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.runs.units import READING, segments
from editor.model import Document, Head, Origin, Skeleton
from editor.rows import Rows


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like a text document of OpenDocument."""
    return contents.is_text(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*; annotations become notes, what has no words is marked not for translation."""
    package = contents.checked(packages.opened(data))
    parts = sources(package)
    found = list(units(parts, lambda share: options.progress(share * READING)))
    sample = "\n".join(unit.text.plain for unit in found)
    told = contents.told_language(parts[contents.STYLES].text) if contents.STYLES in parts else ""
    language, doubt = spoken.language(sample, told, options)
    places = tuple(replace(place, unit=unit.name) for unit in found for place in unit.places)
    title = next((unit.text.plain for unit in found if unit.role == "title"), "")
    skeleton = Skeleton("odt", options.name, data, places)
    head = Head(language, options.target_language, title or PurePath(options.name).stem, "utf-8", skeleton)
    made = Rows.of(segments(found, options, language))
    return Document(made, head, Origin("odt", data, made, head), (doubt,) if doubt else ())


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the document's parts."""
    return exporting.write(document, options)
