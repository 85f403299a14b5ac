"""Names for what an edit of links brings into being: rows that split off, paragraphs that stand alone again."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from typing import TYPE_CHECKING

from editor import columns
from editor.model import Mark

if TYPE_CHECKING:
    from editor.model import Document, Segment


def fresh_id(document: Document, base: str, taken: Container[str]) -> str:
    """Return an id made from *base* that no row of *document* has and none of *taken*."""
    chunks = document.rows.column("ids", _ids)
    number = 2
    while (name := f"{base}.{number}") in taken or any(name in ids for ids in chunks):
        number += 1
    return name


def _ids(run: Sequence[Segment]) -> frozenset[str]:
    return frozenset(row.id for row in run)


def paragraph_names(document: Document, names: Sequence[str | None], wanted: Collection[int]) -> Mapping[int, str]:
    """Return the unit's name for each *wanted* paragraph of those called *names*.

    A paragraph that has none was part of the unit before it, and takes the name it has in the original: that of the
    next place there which no row claims; else one of its own.
    """
    found = {number: name for number, name in enumerate(names) if name is not None}
    if any(number not in found for number in wanted):
        known = {unit for units in columns.units(document.rows) for unit in units}
        places, furniture = _places(document), _furniture(document)
        for number in range(len(names)):
            if number not in found:
                name = _following(found.get(number - 1, ""), places, known, furniture)
                known.add(name)
                found[number] = name
    return found


def _places(document: Document) -> list[str]:
    skeleton = document.head.skeleton
    return list(dict.fromkeys(place.unit for place in skeleton.places)) if skeleton is not None else []


def _furniture(document: Document) -> set[str]:
    """Return the units that are not for translation."""
    runs = zip(columns.units(document.rows), columns.marks(document.rows), strict=True)
    pairs = (pair for units, marks in runs for pair in zip(units, marks, strict=True))
    return {unit for unit, bits in pairs if columns.has(bits, Mark.NOT_FOR_TRANSLATION)}


def _following(name: str, places: Sequence[str], known: Collection[str], furniture: Collection[str]) -> str:
    """Return the name of the paragraph after *name*."""
    if not name:
        return ""
    if name in places:
        for place in places[places.index(name) + 1 :]:
            if place not in known:
                return place
            if place not in furniture:
                break
    number = 2
    while f"{name}.{number}" in known:
        number += 1
    return f"{name}.{number}"
