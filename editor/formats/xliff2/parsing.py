"""One unit as a file has it, read exactly: its rows, and where everything stands that an edit may have to rewrite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.spans import Element, attributes, tree, value
from editor.formats.xliff2 import drafts, inline
from editor.formats.xliff2.drafts import Around, Draft, Place
from editor.formats.xliff2.inline import Side
from editor.formats.xliff2.names import GROUP, MATCHES, METADATA, PREFIX, PREVIOUS
from editor.model import Note, Previous, Segment
from editor.text import EMPTY


@dataclass(slots=True)
class Part:
    """A ``segment`` or an ``ignorable``, and where its elements stand."""

    element: Element
    source: Element | None
    target: Element | None
    draft: Draft

    @property
    def segment(self) -> bool:
        """Tell a segment from what stands between two."""
        return self.draft.segment

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the attributes of the element itself."""
        return self.draft.attributes

    @property
    def key(self) -> str:
        """Return what our metadata call the segment by."""
        return self.draft.key

    @property
    def tail(self) -> str:
        """Return what the id of the segment's row ends in."""
        return self.draft.tail


@dataclass(slots=True)
class Unit:
    """A unit's rows and its elements. *seen* are the rows as XLIFF's own fields alone give them."""

    name: str
    element: Element
    attributes: dict[str, str]
    parts: list[Part]
    words: dict[str, dict[str, str]]
    notes: list[tuple[Element, str, Note]]  # with the key of the segment
    matches: dict[str, Element]  # what stood before the original changed, by the key of the segment
    group: Element | None  # our metadata
    sides: tuple[Side, Side]
    seen: tuple[Segment, ...] = ()
    rows: tuple[Segment, ...] = ()
    warnings: list[str] = field(default_factory=list)

    @property
    def segments(self) -> list[Part]:
        """Return the parts that are segments, one a row."""
        return [part for part in self.parts if part.segment]


def parse(text: str, span: tuple[int, int], name: str, place: Place) -> Unit:
    """Read the unit that stands at *span* and is called *name* ("f1/u3")."""
    element = tree(text, *span, place.scope)
    group = _group(text, element)
    words = _words(text, group)
    data = _data(text, element.first(place.uri, "originalData"), place)
    sides = Side.both(place.prefix, data, words.get("", {}))
    parts = [_part(text, one, sides, place) for one in element.all(place.uri, "segment", "ignorable")]
    said = _attributes(text, element)
    found = [part.draft for part in parts]
    drafts.name(found)
    notes = _notes(text, element.first(place.uri, "notes"), place, parts)
    unit = Unit(name, element, said, parts, words, notes, _matches(text, element), group, sides)
    unit.seen = drafts.seen(name, said, found, place)
    unit.rows = drafts.rows(unit.seen, found, _around(text, unit, place), unit.warnings)
    return unit


def _around(text: str, unit: Unit, place: Place) -> Around:
    notes: dict[str, list[Note]] = {}
    for _element, key, note in unit.notes:
        notes.setdefault(key, []).append(note)
    return Around(unit.words, notes, {key: _previous(text, match, place) for key, match in unit.matches.items()})


def _attributes(text: str, element: Element) -> dict[str, str]:
    return {name: value(text, one) for name, one in attributes(text, element.start).items()}


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _part(text: str, element: Element, sides: tuple[Side, Side], place: Place) -> Part:
    source, target = element.first(place.uri, "source"), element.first(place.uri, "target")
    first, second = (
        inline.read(text, one.inner, one.close, side) if one else None
        for one, side in zip((source, target), sides, strict=True)
    )
    order = value(text, attributes(text, target.start).get("order")) if target else ""
    draft = Draft(element.local == "segment", _attributes(text, element), first, second, order)
    return Part(element, source, target, draft)


def _data(text: str, element: Element | None, place: Place) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in element.all(place.uri, "data") if element else ():
        said = inline.read(text, one.inner, one.close, Side(place.prefix))
        found[_attributes(text, one).get("id", "")] = said.plain
    return found


def _group(text: str, unit: Element) -> Element | None:
    metadata = unit.first(METADATA, "metadata")
    groups = metadata.all(METADATA, "metaGroup") if metadata else []
    return next((one for one in groups if _attributes(text, one).get("category") == GROUP), None)


def _words(text: str, group: Element | None) -> dict[str, dict[str, str]]:
    """Return what our metadata tell, by the key of the segment ("" for the unit itself) and the name of the fact."""
    found: dict[str, dict[str, str]] = {}
    for meta in group.all(METADATA, "meta") if group else ():
        key, _slash, name = _attributes(text, meta).get("type", "").rpartition("/")
        found.setdefault(key, {})[name] = characters(text, meta)
    return found


def characters(text: str, element: Element) -> str:
    """Return the characters that *element* holds."""
    return inline.read(text, element.inner, element.close, Side()).plain


def _notes(text: str, notes: Element | None, place: Place, parts: list[Part]) -> list[tuple[Element, str, Note]]:
    found = []
    first = next((part.key for part in parts if part.segment), "")
    for element in notes.all(place.uri, "note") if notes else ():
        said = _attributes(text, element)
        about = said.get(f"{PREFIX}:segment")
        origin = said.get("category", "" if about is not None else "file")
        author, date = said.get(f"{PREFIX}:author", ""), said.get(f"{PREFIX}:date", "")
        found.append(
            (element, first if about is None else about, Note(characters(text, element), author, date, origin))
        )
    return found


def _matches(text: str, unit: Element) -> dict[str, Element]:
    matches = unit.first(MATCHES, "matches")
    found: dict[str, Element] = {}
    for match in matches.all(MATCHES, "match") if matches else ():
        said = _attributes(text, match)
        if said.get("subType") == PREVIOUS:
            found.setdefault(said.get("ref", "").removeprefix("#"), match)
    return found


def _previous(text: str, match: Element, place: Place) -> Previous:
    data = _data(text, match.first(place.uri, "originalData"), place)
    told = _words(text, _group(text, match)).get("", {})
    elements = match.first(place.uri, "source"), match.first(place.uri, "target")
    texts = [
        inline.read(text, one.inner, one.close, side) if one else EMPTY
        for one, side in zip(elements, Side.both(place.prefix, data, told), strict=True)
    ]
    return Previous(*texts)
