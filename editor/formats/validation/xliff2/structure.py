"""The rules of XLIFF 2 about files, groups, units and segments: ids, languages, order, state, white space, notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.datatypes import is_language, is_name_token
from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2 import references
from editor.formats.validation.xliff2.elements import NEW
from editor.formats.validation.xliff2.units import (
    ID,
    LANG,
    MODULES,
    SPACE,
    File,
    Part,
    Unit,
    children,
    files,
    given,
    inherited,
    local,
    uri_of,
)
from editor.i18n import _

_VERSION = Rule("version", "4.3.1.42 version")
_TAG = Rule("language-tag", "4.3.1.29 srcLang, 4.3.1.37 trgLang")
_NO_TARGET_LANGUAGE = Rule("target-language-missing", "4.2.2.1 xliff")
_LANGUAGES = {
    "source": Rule("source-language", "4.2.2.12 source"),
    "target": Rule("target-language", "4.2.2.13 target"),
}
_NARROWER = {
    "source": Rule("source-language-narrower", "4.2.2.12 source", WARNING),
    "target": Rule("target-language-narrower", "4.2.2.13 target", WARNING),
}
_FILE_ID, _GROUP_ID, _UNIT_ID, _NOTE_ID, _DATA_ID, _PART_ID = (
    Rule(f"{what}-id-unique", "4.3.1.21 id") for what in ("file", "group", "unit", "note", "data", "segment")
)
_EXTENSION_ID = Rule("extension-id-unique", "4.9.2 Constraints of extensions")
_EXTENSION_TOKEN = Rule("extension-id-token", "4.9.2 Constraints of extensions")
_SKELETON = Rule("skeleton-or-href", "4.2.2.3 skeleton")
_NO_SEGMENT = Rule("unit-without-segment", "4.2.2.5 unit")
_RESERVED_TYPE = Rule("type-reserved-prefix", "4.3.1.40 type")
_NO_STATE = Rule("substate-without-state", "4.3.1.35 subState")
_SUB_STATE = Rule("substate-form", "4.3.1.35 subState")
_RESERVED_STATE = Rule("substate-reserved-prefix", "4.3.1.35 subState")
_NO_TARGET = Rule("state-without-target", "4.3.1.31 state")
_SPACE = Rule("space-agreement", "4.3.2.2 xml:space")
_ORDER_TWICE = Rule("order-unique", "4.3.1.24 order")
_ORDER_HIGH = Rule("order-range", "4.3.1.24 order")


# ── The document ────────────────────────────────────────────────────────────────────────────────────────────────────


def of_document(root: etree._Element) -> Iterator[Finding]:
    """Check the root: its version, its languages, and the ids of its files."""
    version = given(root, "version", "")
    known = ("2.2", "2.1", "2.0") if uri_of(root) == NEW else ("2.1", "2.0")
    if version and version not in known:
        message = _("The version of this file cannot be “{version}”; its elements are those of XLIFF {known}.")
        yield _VERSION.at(root, message.format(version=version, known=", ".join(known)))
    for name in ("srcLang", "trgLang"):
        tag = root.get(name)
        if tag and not is_language(str(tag).strip()):
            message = _("The attribute {name} is no language tag: “{tag}”.")
            yield _TAG.at(root, message.format(name=name, tag=tag))
    yield from references.twice((file.element for file in files(root)), _FILE_ID)
    yield from references.twice(_notes(root), _NOTE_ID)


def _notes(holder: etree._Element) -> Iterator[etree._Element]:
    uri = uri_of(holder)
    for notes in holder.iterchildren(f"{{{uri}}}notes"):
        yield from notes.iterchildren(f"{{{uri}}}note")


# ── Files and groups ────────────────────────────────────────────────────────────────────────────────────────────────


def of_file(file: File) -> Iterator[Finding]:
    """Check a file's skeleton and the ids and types of what it holds."""
    yield from _skeleton(file)
    holders = file.holders
    yield from references.twice((one for one in holders if one.tag == file.tags.group), _GROUP_ID)
    yield from references.twice((one for one in holders if one.tag == file.tags.unit), _UNIT_ID)
    for holder in file.dressed:
        yield from references.twice(_notes(holder), _NOTE_ID)
        yield from _extensions(holder)
    for holder in holders:
        if (kind := holder.get("type")) and str(kind).startswith("xlf:") and holder is not file.element:
            message = _("The type of {element} cannot begin with “xlf:”, which is kept for XLIFF itself.")
            yield _RESERVED_TYPE.at(holder, message.format(element=shown(holder)))


def _skeleton(file: File) -> Iterator[Finding]:
    for skeleton in file.element.iterchildren(f"{{{file.uri}}}skeleton"):
        filled = bool(len(skeleton)) or bool(skeleton.text)
        if filled == (skeleton.get("href") is not None):
            message = _("A <skeleton> has either contents or an address (href), one of the two.")
            yield _SKELETON.at(skeleton, message)


def _extensions(holder: etree._Element) -> Iterator[Finding]:
    seen: set[str] = set()
    own = uri_of(holder)
    for child in children(holder):
        uri = uri_of(child)
        if uri == own or uri in MODULES:
            continue
        for element in child.iter("*"):
            if uri_of(element) == own or uri_of(element) in MODULES:
                continue
            for name in ("id", ID):
                if (value := element.get(name)) is not None:
                    yield from _extension_id(element, str(value), seen)


def _extension_id(element: etree._Element, value: str, seen: set[str]) -> Iterator[Finding]:
    if value in seen:
        message = _("{element} has an id that another element of an extension in the same place has already.")
        yield _EXTENSION_ID.at(element, message.format(element=shown(element)))
    if not is_name_token(value):
        message = _("The id of {element} has to be a name of letters, digits, “.”, “-”, “_” and “:”.")
        yield _EXTENSION_TOKEN.at(element, message.format(element=shown(element)))
    seen.add(value)


# ── Units ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_unit(unit: Unit) -> Iterator[Finding]:
    """Check the parts of a unit: ids, states, languages, white space, order."""
    yield from _whole(unit)
    for part in unit.parts:
        yield from _part(part, unit.file)


def _whole(unit: Unit) -> Iterator[Finding]:
    if unit.parts and all(local(part.element) == "ignorable" for part in unit.parts):
        message = _("{element} holds no <segment>; a unit needs at least one.")
        yield _NO_SEGMENT.at(unit.element, message.format(element=shown(unit.element)))
    if not unit.is_bare:
        for original in unit.element.iterchildren(f"{{{unit.uri}}}originalData"):
            yield from references.twice(children(original), _DATA_ID)
    if len(unit.parts) > 1:
        yield from references.twice((part.element for part in unit.parts), _PART_ID)
    if any(part.target is not None and "order" in part.target.attrib for part in unit.parts):
        yield from _order(unit)


def _part(part: Part, file: File) -> Iterator[Finding]:
    if len(part.element.attrib):
        yield from _state(part)
    if part.source is not None and file.says_languages:
        yield from _language(part.source, file.root.get("srcLang"))
    if part.target is not None:
        yield from _of_target(part.target, file)
        if file.says_space:
            yield from _space(part)


def _of_target(target: etree._Element, file: File) -> Iterator[Finding]:
    language = file.root.get("trgLang")
    if language is None:
        yield _NO_TARGET_LANGUAGE.at(target, _("There is a <target>, so <xliff> has to say its language (trgLang)."))
    elif file.says_languages:
        yield from _language(target, language)


def _language(text: etree._Element, wanted: str | None) -> Iterator[Finding]:
    said, side = inherited(text, LANG), local(text)
    if said is None or wanted is None or said.lower() == str(wanted).lower():
        return
    message = _("This <{side}> is said to be in “{said}”, but the file's language for it is “{wanted}”.")
    narrower = said.lower().startswith(f"{wanted}-".lower())
    rule = _NARROWER[side] if narrower else _LANGUAGES[side]
    yield rule.at(text, message.format(side=side, said=said, wanted=wanted))


def _space(part: Part) -> Iterator[Finding]:
    if part.source is None or part.target is None:
        return
    both = [inherited(text, SPACE) or "default" for text in (part.source, part.target)]
    if both[0] != both[1]:
        message = _("White space counts in one of <source> and <target> (xml:space) and not in the other.")
        yield _SPACE.at(part.target, message)


def _state(part: Part) -> Iterator[Finding]:
    state, sub_state = part.element.get("state"), part.element.get("subState")
    name = shown(part.element)
    if state in {"translated", "reviewed", "final"} and part.target is None:
        message = _("{element} has the state “{state}” but no <target>.")
        yield _NO_TARGET.at(part.element, message.format(element=name, state=state))
    if sub_state is None:
        return
    if state is None:
        message = _("{element} has a subState, so it needs a state too.")
        yield _NO_STATE.at(part.element, message.format(element=name))
    prefix, colon, rest = str(sub_state).partition(":")
    if not (prefix and colon and rest):
        message = _("The subState of {element} has to be a prefix, “:” and a value, not “{given}”.")
        yield _SUB_STATE.at(part.element, message.format(element=name, given=sub_state))
    elif prefix == "xlf":
        message = _("The subState of {element} cannot begin with “xlf:”, which is kept for XLIFF itself.")
        yield _RESERVED_STATE.at(part.element, message.format(element=name))


def _order(unit: Unit) -> Iterator[Finding]:
    seen: set[int] = set()
    highest = len(unit.parts)
    for part in unit.parts:
        if part.target is None:
            continue
        if part.order > highest:
            message = _("The order {order} is too high; this unit has {highest} segments and ignorables.")
            yield _ORDER_HIGH.at(part.target, message.format(order=part.order, highest=highest))
        elif part.order in seen:
            message = _("Two targets of this unit have the place {order}, written or by where they stand.")
            yield _ORDER_TWICE.at(part.target, message.format(order=part.order))
        seen.add(part.order)
