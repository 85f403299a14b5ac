"""References within an XLIFF 2 file (fragment identifiers): how they are written, and what they point at."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from editor.formats.validation.datatypes import is_name_token
from editor.formats.validation.findings import Rule
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.formats.validation.xliff2.units import ID, MODULES, File, Unit, files, local, uri_of
from editor.i18n import N_, _

SYNTAX = Rule("fragment-syntax", "3 Fragment Identification")
PREFIX = Rule("fragment-prefix", "3.2 Selectors for Modules and Extensions")
ORDER = Rule("fragment-order", "3 Fragment Identification")
LEAF = Rule("fragment-leaf", "3 Fragment Identification")
TWICE = Rule("fragment-prefix-twice", "3 Fragment Identification")
NOWHERE = Rule("fragment-unresolved", "3 Fragment Identification")

_PLACES = ("f", "g", "u")
_KINDS = {"g": "group", "u": "unit"}
_LEAVES = ("", "n", "d", "t")

_SAID = {
    SYNTAX.name: N_("The reference “{ref}” is not written as “#”, selectors such as u=1, and “/” between them."),
    PREFIX.name: N_("The reference “{ref}” has a prefix of one letter that XLIFF does not know."),
    ORDER.name: N_("The reference “{ref}” has to name the file, the group and the unit in this order."),
    LEAF.name: N_("The reference “{ref}” names more than one thing, or something after the thing it points at."),
    TWICE.name: N_("The reference “{ref}” has the same prefix twice."),
    NOWHERE.name: N_("The reference “{ref}” points at nothing in this file."),
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at, with the prefix it was named by and the unit around it, if any."""

    element: etree._Element
    prefix: str
    holder: etree._Element


def said(rule: Rule, reference: str) -> str:
    """Say how *reference* breaks a *rule* of this module."""
    return _(_SAID[rule.name]).format(ref=reference)


def selectors(reference: str) -> list[tuple[str, str]] | Rule:
    """Read "#…" as its selectors (prefix, id); return the rule that it breaks where it is no fragment identifier."""
    parts = reference.removeprefix("#").removeprefix("/").split("/")
    found = []
    for part in parts:
        prefix, equals, own = part.partition("=")
        if not equals:
            prefix, own = "", part
        if not is_name_token(own) or (equals and not is_name_token(prefix)):
            return SYNTAX
        found.append((prefix, own))
    return _misplaced(found) or found


def _misplaced(found: list[tuple[str, str]]) -> Rule | None:
    prefixes = [prefix for prefix, _own in found]
    if any(len(prefix) == 1 and prefix not in {*_PLACES, *_LEAVES} for prefix in prefixes):
        return PREFIX
    named = [prefix for prefix in prefixes if prefix]
    if len(set(named)) < len(named):
        return TWICE
    leaves = [number for number, prefix in enumerate(prefixes) if prefix not in _PLACES]
    if len(leaves) > 1 or (leaves and leaves[0] != len(prefixes) - 1):
        places = [_PLACES.index(prefix) for prefix in prefixes if prefix in _PLACES]
        return ORDER if places != sorted(places) and len(leaves) == 1 and leaves[0] == len(prefixes) - 1 else LEAF
    places = [_PLACES.index(prefix) for prefix in prefixes if prefix in _PLACES]
    return ORDER if places != sorted(places) else None


def resolved(reference: str, holder: etree._Element, file: File) -> Target | Rule:
    """Return what *reference*, standing in *holder* (a file, group or unit), points at, or the rule it breaks."""
    found = selectors(reference)
    if isinstance(found, Rule):
        return found
    places = {prefix: own for prefix, own in found if prefix in _PLACES}
    absolute = reference.startswith("#/")
    where = _place(places, holder, file, absolute=absolute)
    if where is None:
        return NOWHERE
    prefix, own = found[-1]
    if prefix in _PLACES:
        return Target(where, prefix, where)
    element = _leaf(prefix, own, where, file)
    return Target(element, prefix, where) if element is not None else NOWHERE


def _place(places: dict[str, str], holder: etree._Element, file: File, *, absolute: bool) -> etree._Element | None:
    """Return the file, group or unit that the selectors name, each where it is not named being the one around."""
    if "f" in places:
        file = next((one for one in files(file.root) if one.element.get("id") == places["f"]), file)
        if file.element.get("id") != places["f"]:
            return None
    elif absolute:
        return None
    for prefix in ("u", "g"):
        if prefix in places:
            return file.named.get((_KINDS[prefix], places[prefix]))
    return file.element if "f" in places else holder


def _leaf(prefix: str, own: str, where: etree._Element, file: File) -> etree._Element | None:
    uri = file.uri
    if prefix == "n":
        notes = where.iterfind(f"{{{uri}}}notes/{{{uri}}}note")
        return next((note for note in notes if note.get("id") == own), None)
    if prefix in _LEAVES:
        if local(where) != "unit":
            return None
        unit = Unit(where, file)
        if prefix == "d":
            data = where.iterfind(f"{{{uri}}}originalData/{{{uri}}}data")
            return next((one for one in data if one.get("id") == own), None)
        return (unit.target_ids if prefix == "t" else unit.source_ids).get(own)
    return _borrowed(prefix, own, where, uri)


def _borrowed(prefix: str, own: str, where: etree._Element, uri: str) -> etree._Element | None:
    """Return the element of a module or an extension with an id, directly in a file, group or unit."""
    wanted = PREFIXES.get(prefix)
    for child in where.iterchildren("*"):
        if uri_of(child) == uri or (wanted and uri_of(child) != wanted) or (not wanted and uri_of(child) in MODULES):
            continue
        for element in child.iter("*"):
            if own in (element.get("id"), element.get(ID)):
                return element
    return None
