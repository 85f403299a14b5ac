"""The rules of XLIFF 2 about restrictions of size and length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.formats.validation.xliff2.modules import SIZES
from editor.formats.validation.xliff2.units import File, attributed, given, local, module
from editor.i18n import _

_BOTH = Rule("size-info-twice", f"{SIZES}: sizeInfo, sizeInfoRef")
_END = Rule("size-on-ec", f"{SIZES}: sizeInfo, sizeInfoRef, equivStorage")
_REF = Rule("size-info-reference", f"{SIZES}: sizeInfoRef")
_INFO = Rule("size-info-number", f"{SIZES}: Standard profiles, sizeInfo")
_STORAGE = Rule("equiv-storage-number", f"{SIZES}: Standard profiles, equivStorage")
_RESTRICTION = Rule("size-restriction-form", f"{SIZES}: Standard profiles, sizeRestriction")
_STORED = Rule("storage-restriction-form", f"{SIZES}: Standard profiles, storageRestriction")
_PROFILE = Rule("size-profile", f"{SIZES}: generalProfile, storageProfile")

_MISPLACED = Rule("size-misplaced", f"{SIZES}: Attributes")

_STRUCTURE, _STARTS = ("file", "group", "unit"), ("pc", "sc")
_PLACES = {
    "sizeRestriction": (*_STRUCTURE, *_STARTS, "mrk", "sm"),
    "storageRestriction": (*_STRUCTURE, *_STARTS, "mrk", "sm"),
    "sizeInfo": (*_STRUCTURE, *_STARTS, "ec", "ph"),
    "sizeInfoRef": (*_STRUCTURE, *_STARTS, "ec", "ph"),
    "equivStorage": (*_STARTS, "ec", "ph"),
}
_SLR = f"{{{PREFIXES['slr']}}}"
_SIZE, _STORE = ("xliff:codepoints",), ("xliff:utf8", "xliff:utf16", "xliff:utf32")
_LIMIT = re.compile(r"\*|[0-9]+|[0-9]+,(?:[0-9]+|\*)")
_WHOLE = re.compile(r"[0-9]+")
_FRACTION = re.compile(r"[+-]?[0-9]*[.,][0-9]+|-[0-9]+")


def of_file(file: File) -> Iterator[Finding]:
    """Check the profiles of a file and what what is in it says of sizes."""
    for profiles in module(file.element, "slr", "profiles"):
        for name, known in (("generalProfile", _SIZE), ("storageProfile", _STORE)):
            said = given(profiles, name, "")
            if said.startswith("xliff:") and said not in known:
                message = _("{element} names the profile “{name}”, which XLIFF itself does not know.")
                yield _PROFILE.at(profiles, message.format(element=shown(profiles), name=said))
    for element in attributed(file, "slr"):
        yield from _element(element, file)


def _element(element: etree._Element, file: File) -> Iterator[Finding]:
    said = {str(key).removeprefix(_SLR): str(value) for key, value in element.attrib.items() if key.startswith(_SLR)}
    if not said:
        return
    name = shown(element)
    for key in said:
        if local(element) not in _PLACES.get(key, ()):
            message = _("{element} may not have the attribute slr:{name}.")
            yield _MISPLACED.at(element, message.format(element=name, name=key))
    if local(element) == "ec" and element.get("isolated") != "yes":
        yield _END.at(element, _("Only an isolated <ec> may say a size; its <sc> says it here."))
    if "sizeInfo" in said and "sizeInfoRef" in said:
        yield _BOTH.at(element, _("{element} has both a sizeInfo and a sizeInfoRef.").format(element=name))
    if "sizeInfoRef" in said and not _is_beside(said["sizeInfoRef"].strip(), element):
        message = _(
            "{element} refers to the size data “{ref}”, which is in no <slr:data> beside it or what it stands in."
        )
        yield _REF.at(element, message.format(element=name, ref=said["sizeInfoRef"]))
    yield from _numbers(element, said, _profile(file, "generalProfile"), _profile(file, "storageProfile"))


def _numbers(element: etree._Element, said: dict[str, str], size: str, storage: str) -> Iterator[Finding]:
    name = shown(element)
    if "sizeInfo" in said and _is_no_count(said["sizeInfo"], _SIZE, size):
        message = _("The sizeInfo of {element} has to be a whole number, not “{given}”.")
        yield _INFO.at(element, message.format(element=name, given=said["sizeInfo"]))
    if "equivStorage" in said and _is_no_count(said["equivStorage"], _STORE, storage):
        message = _("The equivStorage of {element} has to be a whole number, not “{given}”.")
        yield _STORAGE.at(element, message.format(element=name, given=said["equivStorage"]))
    limits = (("sizeRestriction", _RESTRICTION, size, _SIZE), ("storageRestriction", _STORED, storage, _STORE))
    for key, rule, profile, known in limits:
        if key in said and profile in known and not _is_limit(said[key]):
            message = _("The {name} of {element} has to be “*”, a number, or two of them such as 5,20, not “{given}”.")
            yield rule.at(element, message.format(name=key, element=name, given=said[key]))


def _is_no_count(value: str, known: tuple[str, ...], profile: str) -> bool:
    """Tell whether *value* is no whole number where one is wanted: without a profile, a number that is not whole."""
    if profile in known:
        return _WHOLE.fullmatch(value.strip()) is None
    return not profile and _FRACTION.fullmatch(value.strip()) is not None


def _is_limit(value: str) -> bool:
    if _LIMIT.fullmatch(value.strip()) is None:
        return False
    low, comma, high = value.strip().partition(",")
    return not comma or high == "*" or int(low) <= int(high)


def _profile(file: File, name: str) -> str:
    return next((given(one, name, "") for one in module(file.element, "slr", "profiles")), "")


def _is_beside(wanted: str, element: etree._Element) -> bool:
    place: etree._Element | None = element
    while place is not None and (parent := place.getparent()) is not None:
        for data in module(parent, "slr", "data"):
            if any(one.get("id") == wanted for one in data.iterdescendants("*")):
                return True
        place = parent
    return False
