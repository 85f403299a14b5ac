"""The rules of XLIFF 2 about inline elements: their ids, start and end codes, annotations, code points, types."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import XML, shown
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.formats.validation.xliff2.units import CODES, SIDES, Unit, given, local
from editor.formats.validation.xliff2.units import inline as inline_elements
from editor.i18n import _

_ID = Rule("inline-id-unique", "4.3.1.21 id")
_TARGET_ID = Rule("target-id-agreement", "4.3.1.21 id")
_SC_ALONE = Rule("sc-without-ec", "4.2.3.4 sc")
_SC_PAIRED = Rule("sc-isolated-but-paired", "4.2.3.4 sc")
_EC_ALONE = Rule("ec-without-sc", "4.2.3.5 ec")
_EC_TWICE = Rule("ec-twice", "4.2.3.5 ec")
_EC_IDENTITY = Rule("ec-id-or-startref", "4.2.3.5 ec")
_EC_DIRECTION = Rule("ec-direction", "4.2.3.5 ec")
_OVERLAP = Rule("overlap", "4.3.1.4 canOverlap", WARNING)
_SM_ALONE = Rule("sm-without-em", "4.7.3.2 Splitting Annotations")
_EM_ALONE = Rule("em-without-sm", "4.7.3.2 Splitting Annotations")
_EM_TWICE = Rule("em-twice", "4.7.3.2 Splitting Annotations")
_CP = Rule("cp-hex", "4.3.1.19 hex")
_NO_TYPE = Rule("subtype-without-type", "4.3.1.36 subType")
_SUB_TYPE = Rule("subtype-reserved", "4.3.1.36 subType")
_SUB_TYPE_TYPE = Rule("subtype-and-type", "4.3.1.36 subType")
_MARK_TYPE = Rule("type-reserved-prefix", "4.3.1.40 type")
_FOREIGN = Rule("inline-attribute", "4.2.3 Inline Elements")
_XML_NAMESPACE = Rule("xml-attribute-on-annotation", "4.2.3.6 mrk, 4.2.3.7 sm")

_RESERVED = {"xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:var": "ui"}
_HALVES = {"sc", "ec", "sm", "em"}
_SAME = {"pc": "span", "sc": "span", "mrk": "mark", "sm": "mark"}
_LEGAL = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))  # XML 1.0, 2.2 Characters
_BLANKS = "\t\n\r"
_BORROWED = tuple(f"{{{PREFIXES[prefix]}}}" for prefix in ("fs", "slr", "its", "itsm"))


def of_unit(unit: Unit) -> Iterator[Finding]:
    """Check the inline elements of a unit, side by side."""
    if unit.source or unit.target:
        yield from _source_ids(unit)
        yield from _target_ids(unit)
    for side in SIDES:
        elements = unit.side(side)
        names = {local(element) for element in elements}
        waiting = unit.untranslated if side == "target" and names & _HALVES else frozenset[str]()
        if names & {"sc", "ec"}:
            yield from _paired(elements, waiting)
            yield from _overlaps(elements)
        if names & {"sm", "em"}:
            yield from _annotations(elements, waiting)
        for element in elements:
            if len(element.attrib) > 1 or element.get("id") is None:
                yield from one(element)


def of_data(unit: Unit) -> Iterator[Finding]:
    """Check the code points in the original data of a unit."""
    for data in unit.element.iterfind(f"{{{unit.uri}}}originalData/{{{unit.uri}}}data/{{{unit.uri}}}cp"):
        yield from _code_point(data)


def of_candidate(source: Sequence[etree._Element], target: Sequence[etree._Element]) -> Iterator[Finding]:
    """Check the inline elements of a translation candidate, which is a world of its own."""
    for elements in (source, target):
        yield from _unique(elements, {})
        yield from _paired(elements, frozenset())
        yield from _annotations(elements, frozenset())
        for element in elements:
            yield from one(element)


# ── Ids ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _source_ids(unit: Unit) -> Iterator[Finding]:
    parts = {str(part.element.get("id")): part.element for part in unit.parts if part.element.get("id") is not None}
    if not _has_cases(unit):
        yield from _unique(unit.source, parts)
        return
    for part in unit.parts:
        yield from _unique(tuple(inline_elements([part.source])), parts)


def _has_cases(unit: Unit) -> bool:
    """Tell whether the segments are variants of one text, which share their codes (Plural, Gender, and Select)."""
    return f"{{{PREFIXES['pgs']}}}switch" in unit.element.attrib


def _unique(elements: Sequence[etree._Element], taken: dict[str, etree._Element]) -> Iterator[Finding]:
    seen = dict(taken)
    for element in elements:
        own = element.get("id")
        if own is None:
            continue
        if str(own) in seen:
            message = _("{element} has an id that {other} has already in this unit.")
            yield _ID.at(element, message.format(element=shown(element), other=shown(seen[str(own)])))
        seen[str(own)] = element


def _target_ids(unit: Unit) -> Iterator[Finding]:
    parts = {str(part.element.get("id")) for part in unit.parts}
    sources = {str(element.get("id")): element for element in unit.source if element.get("id") is not None}
    if not _has_cases(unit):
        yield from _unique(unit.target, {})
    for element in unit.target:
        own = str(element.get("id"))
        other = sources.get(own)
        if other is None and own in parts and element.get("id") is not None:
            message = _("{element} in a target has the id of a segment of its unit.")
            yield _TARGET_ID.at(element, message.format(element=shown(element)))
        elif other is not None and _kind(element) != _kind(other):
            message = _("{element} in a target has the id of {other} in a source, but is something else.")
            yield _TARGET_ID.at(element, message.format(element=shown(element), other=shown(other)))


def _kind(element: etree._Element) -> str:
    name = local(element)
    return _SAME.get(name, name)


# ── Pairs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _paired(elements: Sequence[etree._Element], waiting: frozenset[str]) -> Iterator[Finding]:
    starts = {str(one.get("id")): one for one in elements if local(one) == "sc"}
    place = {element: number for number, element in enumerate(elements)}
    closed: set[str] = set()
    for element in elements:
        if local(element) != "ec":
            continue
        yield from _end_alone(element)
        wanted = element.get("startRef")
        if wanted is None:
            continue
        start = starts.get(str(wanted))
        if (start is None and str(wanted) not in waiting) or (start is not None and place[start] > place[element]):
            message = _("An <ec> ends “{id}”, but no <sc> with that id stands before it in this unit.")
            yield _EC_ALONE.at(element, message.format(id=wanted))
        elif str(wanted) in closed:
            yield _EC_TWICE.at(element, _("A second <ec> ends “{id}”.").format(id=wanted))
        closed.add(str(wanted))
    for own, start in starts.items():
        if own not in waiting:
            yield from _start(start, closed=own in closed)


def _overlaps(elements: Sequence[etree._Element]) -> Iterator[Finding]:
    """Check that spans which may not overlap hold no half of another pair of codes."""
    opened: list[etree._Element] = []
    for element in elements:
        name = local(element)
        if name == "sc" and given(element, "isolated", "no") == "no":
            opened.append(element)
        elif name == "ec":
            wanted = element.get("startRef")
            begun = next((one for one in opened if one.get("id") == wanted), None)
            if begun is None:
                continue
            later = opened[opened.index(begun) + 1 :]
            opened.remove(begun)
            if later and "no" in {given(one, "canOverlap", "yes") for one in (begun, later[0])}:
                message = _("{element} and {other} overlap, but one of them may not (canOverlap).")
                yield _OVERLAP.at(element, message.format(element=shown(begun), other=shown(later[0])))


def _start(start: etree._Element, *, closed: bool) -> Iterator[Finding]:
    isolated = given(start, "isolated", "no") == "yes"
    if isolated and closed:
        message = _("{element} is said to be isolated, but its <ec> stands in the same unit.")
        yield _SC_PAIRED.at(start, message.format(element=shown(start)))
    if not isolated and not closed:
        message = _('{element} has no <ec> in its unit; without one it has to say isolated="yes".')
        yield _SC_ALONE.at(start, message.format(element=shown(start)))


def _end_alone(element: etree._Element) -> Iterator[Finding]:
    isolated = given(element, "isolated", "no") == "yes"
    has_id, refers = element.get("id") is not None, element.get("startRef") is not None
    if isolated and (refers or not has_id):
        yield _EC_IDENTITY.at(element, _("An isolated <ec> needs an id and no startRef."))
    if not isolated and (has_id or not refers):
        yield _EC_IDENTITY.at(element, _("An <ec> that is not isolated needs a startRef and no id."))
    if not isolated and element.get("dir") is not None:
        yield _EC_DIRECTION.at(element, _("Only an isolated <ec> may say a direction (dir); its <sc> says it here."))


def _annotations(elements: Sequence[etree._Element], waiting: frozenset[str]) -> Iterator[Finding]:
    opened: dict[str, etree._Element] = {}
    closed: set[str] = set()
    for element in elements:
        name = local(element)
        if name == "sm":
            opened[str(element.get("id"))] = element
        elif name == "em":
            wanted = str(element.get("startRef"))
            if wanted in closed:
                yield _EM_TWICE.at(element, _("A second <em> ends the annotation “{id}”.").format(id=wanted))
            elif wanted not in opened and wanted not in waiting:
                message = _("An <em> ends “{id}”, but no <sm> with that id stands before it in this unit.")
                yield _EM_ALONE.at(element, message.format(id=wanted))
            closed.add(wanted)
    for own, element in opened.items():
        if own not in closed and own not in waiting:
            message = _("{element} has no <em> after it in its unit.")
            yield _SM_ALONE.at(element, message.format(element=shown(element)))


# ── One element ─────────────────────────────────────────────────────────────────────────────────────────────────────


def one(element: etree._Element) -> Iterator[Finding]:
    """Check what can be said of an inline element by itself."""
    name = local(element)
    if name == "cp":
        yield from _code_point(element)
    elif name in CODES:
        yield from sub_type(element)
        for key in element.attrib:
            if str(key).startswith("{") and not str(key).startswith(_BORROWED):
                message = _("{element} may have no attributes of extensions, such as {name}.")
                yield _FOREIGN.at(element, message.format(element=shown(element), name=str(key).rpartition("}")[2]))
    elif name in {"mrk", "sm"}:
        yield from _mark(element)


def _mark(element: etree._Element) -> Iterator[Finding]:
    if given(element, "type", "").startswith("xlf:"):
        message = _("The type of {element} cannot begin with “xlf:”, which is kept for XLIFF itself.")
        yield _MARK_TYPE.at(element, message.format(element=shown(element)))
    for key in element.attrib:
        if str(key).startswith(f"{{{XML}}}"):
            message = _("{element} may have no attribute xml:{name}.")
            name = str(key).rpartition("}")[2]
            yield _XML_NAMESPACE.at(element, message.format(element=shown(element), name=name))


def _code_point(element: etree._Element) -> Iterator[Finding]:
    digits = given(element, "hex", "").strip()
    try:
        number = int(digits, 16)
    except ValueError:
        return  # the grammar has said so
    if number > sys.maxunicode or chr(number) in _BLANKS or any(number in legal for legal in _LEGAL):
        message = _("<cp> stands for characters that XML cannot hold, and “{hex}” is none of them.")
        yield _CP.at(element, message.format(hex=digits))


def sub_type(element: etree._Element) -> Iterator[Finding]:
    """Check a subType beside its type."""
    value, kind = element.get("subType"), element.get("type")
    if value is None:
        return
    name = shown(element)
    if kind is None:
        yield _NO_TYPE.at(element, _("{element} has a subType, so it needs a type too.").format(element=name))
    if str(value).startswith("xlf:"):
        wanted = _RESERVED.get(str(value))
        if wanted is None:
            message = _("The subType of {element} is “{given}”, but XLIFF itself knows no such value.")
            yield _SUB_TYPE.at(element, message.format(element=name, given=value))
        elif kind is not None and kind != wanted:
            message = _("The subType “{given}” of {element} needs the type “{wanted}”.")
            yield _SUB_TYPE_TYPE.at(element, message.format(given=value, element=name, wanted=wanted))
