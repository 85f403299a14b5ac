"""One unit as a file has it, read exactly: its rows, and where everything stands that an edit may have to rewrite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from editor.formats.spans import Element, attributes, tree, value
from editor.formats.xliff2 import inline
from editor.formats.xliff2.facts import heard
from editor.formats.xliff2.inline import Side
from editor.formats.xliff2.names import GROUP, MATCHES, METADATA, PREFIX, PREVIOUS, fresh, mark, state, tail_of
from editor.model import ANYTHING, Mark, May, Note, Previous, Segment, Shared
from editor.text import EMPTY, Code, Kind, Text

_FOREIGN = ANYTHING & ~May.EDIT_SOURCE


@dataclass(frozen=True, slots=True)
class Place:
    """What a unit inherits from where it stands. *own*: the file is of our own layout."""

    file: str
    uri: str  # XLIFF's namespace in this file
    prefix: str  # in front of XLIFF's element names
    scope: Mapping[str, str] = field(repr=False)  # the prefixes in force
    resegment: bool = True
    translate: bool = True
    own: bool = False


@dataclass(slots=True)
class Part:
    """A ``segment`` or an ``ignorable`` and what it holds; *key* is what our metadata call a segment by."""

    element: Element
    source: Element | None
    target: Element | None
    attributes: dict[str, str]
    key: str = ""
    tail: str = ""

    @property
    def segment(self) -> bool:
        """Tell a segment from what stands between two."""
        return self.element.local == "segment"


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
    parts = _parts(text, element, place)
    group = _group(text, element)
    words = _words(text, group)
    data = _data(text, element.first(place.uri, "originalData"), place)
    sides = Side.both(place.prefix, data)
    own = _attributes(text, element)
    notes = _notes(text, element.first(place.uri, "notes"), place, parts)
    unit = Unit(name, element, own, parts, words, notes, _matches(text, element), group, sides)
    unit.seen = _seen(text, unit, place)
    unit.rows = _rows(text, unit, place)
    return unit


def _attributes(text: str, element: Element) -> dict[str, str]:
    return {name: value(text, one) for name, one in attributes(text, element.start).items()}


# ── Parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _parts(text: str, unit: Element, place: Place) -> list[Part]:
    parts = []
    for element in unit.all(place.uri, "segment", "ignorable"):
        source, target = element.first(place.uri, "source"), element.first(place.uri, "target")
        parts.append(Part(element, source, target, _attributes(text, element)))
    segments = [part for part in parts if part.segment]
    taken: set[str] = set()
    for part in segments:
        if "id" in part.attributes:
            part.tail = fresh(tail_of(part.attributes["id"]) or "1", taken)
    for number, part in enumerate(segments, 1):
        part.tail = part.tail or fresh(str(number), taken)
        part.key = part.attributes.get("id") or part.tail
    return parts


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


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _seen(text: str, unit: Unit, place: Place) -> tuple[Segment, ...]:
    """Return the rows as XLIFF's own fields give them, in the order of the file."""
    closed = {"no": True, "yes": False}.get(unit.attributes.get("translate", ""), not place.translate)
    role = unit.attributes.get("type", "")
    role = role.removeprefix(f"{PREFIX}:") if place.own else role.partition(":")[2]
    resegment = {"no": False, "yes": True}.get(unit.attributes.get("canResegment", ""), place.resegment)
    rows: list[Segment] = []
    for part in unit.parts:
        source, target = (
            inline.read(text, one.inner, one.close, side) if one else EMPTY
            for one, side in zip((part.source, part.target), unit.sides, strict=True)
        )
        if not part.segment:
            if rows:
                rows[-1] = _gapped(rows[-1], source, target if part.target else None)
            continue
        marked = mark(part.attributes.get("subState", ""))
        marks = {one for one in (marked, Mark.NOT_FOR_TRANSLATION if closed else None) if one}
        rows.append(
            Segment(
                f"{unit.name}/{part.tail}",
                source,
                target,
                state(part.attributes.get("state", ""), filled=bool(target)),
                frozenset(marks),
                unit=unit.name,
                role=role,
                may=_may(part, place, resegment=resegment),
            )
        )
    return _annotated(_ordered(text, unit, rows), closed=closed, own=place.own)


def _gapped(row: Segment, source: Text, target: Text | None) -> Segment:
    """Put one more ignorable behind *row*."""
    target_gap = row.target_gap
    if target is not None or target_gap is not None:
        target_gap = (row.gap if target_gap is None else target_gap) + (source if target is None else target)
    return replace(row, gap=row.gap + source, target_gap=target_gap)


def _may(part: Part, place: Place, *, resegment: bool) -> May:
    if not part.source:
        return May.NOTHING
    if place.own:
        return ANYTHING
    allowed = {"no": False, "yes": True}.get(part.attributes.get("canResegment", ""), resegment)
    return _FOREIGN if allowed else _FOREIGN & ~(May.SPLIT | May.JOIN)


def _ordered(text: str, unit: Unit, rows: list[Segment]) -> list[Segment]:
    """Give each row the place of its target among the targets, where ``@order`` says another than its own."""
    if not any(part.target and "order" in _attributes(text, part.target) for part in unit.parts):
        return rows
    places = []
    for number, part in enumerate(unit.parts, 1):
        order = _attributes(text, part.target).get("order", "") if part.target else ""
        if part.segment:
            places.append(int(order) if order.isascii() and order.isdecimal() and len(order) < 10 else number)  # noqa: PLR2004
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(rows)), key=lambda at: (places[at], at)), 1)}
    return [replace(row, order=ranks[at] if ranks[at] != at + 1 else None) for at, row in enumerate(rows)]


def _annotated(rows: list[Segment], *, closed: bool, own: bool) -> tuple[Segment, ...]:
    """Mark rows that annotations with ``@translate`` in the text take out of translation, or put back into it.

    Such a unit keeps its segments, so that no half comes to mean something else.
    """
    shared = Shared.NOTHING if own else Shared.TRANSLATE
    if not any("translate" in code.raw for row in rows for code in (*row.source.codes, *row.gap.codes)):
        return tuple(replace(row, shared=shared) if shared else row for row in rows)
    active: list[tuple[str, bool]] = []
    found = []
    for row in rows:
        spoken: set[bool] = set()
        for run in row.source.runs:
            if isinstance(run, Code):
                _follow(run, active)
            elif isinstance(run, str) and run.strip():
                spoken.add(active[-1][1] if active else closed)
        for code in row.gap.codes:
            _follow(code, active)
        idle = False not in spoken if spoken else closed
        marks = row.marks - {Mark.NOT_FOR_TRANSLATION} | ({Mark.NOT_FOR_TRANSLATION} if idle else set())
        may = row.may & ~(May.SPLIT | May.JOIN | May.MARK)
        found.append(replace(row, marks=marks, may=may, shared=shared))
    return tuple(found)


def _follow(code: Code, active: list[tuple[str, bool]]) -> None:
    """Keep track of which annotation decides; *active* holds the open ones, and whether each closes the text."""
    if code.kind is Kind.OPEN and "translate" in code.raw:
        said = value(code.raw, attributes(code.raw, 0).get("translate"))
        if said in ("yes", "no"):
            active.append((code.pair, said == "no"))
    elif code.kind is Kind.CLOSE:
        for at in range(len(active) - 1, -1, -1):
            if active[at][0] == code.pair:
                del active[at]
                break


def _rows(text: str, unit: Unit, place: Place) -> tuple[Segment, ...]:
    """Return the rows with what our notes, matches and metadata tell of them."""
    name = unit.words.get("", {}).get("unit")
    notes: dict[str, list[Note]] = {}
    for _element, key, note in unit.notes:
        notes.setdefault(key, []).append(note)
    if not (notes or unit.matches or unit.words):
        return unit.seen
    found = []
    for part, seen in zip(unit.segments, unit.seen, strict=True):
        row = replace(seen, unit=seen.unit if name is None else name, notes=tuple(notes.get(part.key, ())))
        if part.key in unit.matches:
            row = replace(row, previous=_previous(text, unit.matches[part.key], place))
        found.append(heard(row, unit.words.get(part.key, {}), unit.warnings))
    return tuple(found)


def _previous(text: str, match: Element, place: Place) -> Previous:
    data = _data(text, match.first(place.uri, "originalData"), place)
    elements = match.first(place.uri, "source"), match.first(place.uri, "target")
    texts = [
        inline.read(text, one.inner, one.close, side) if one else EMPTY
        for one, side in zip(elements, Side.both(place.prefix, data), strict=True)
    ]
    return Previous(*texts)
