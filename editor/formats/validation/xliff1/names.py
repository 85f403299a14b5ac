"""The rules of XLIFF 1.2 about names: which are unique, and which have to be there because something refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import XML, shown
from editor.i18n import _

_UNIT_ID = Rule("unit-id-unique", "XLIFF 1.2, Structural Elements: trans-unit, bin-unit: id")
_GROUP_ID = Rule("group-id-unique", "XLIFF 1.2, Structural Elements: group: id")
_XID = Rule("xid-reference", "XLIFF 1.2, Inline Elements: xid", WARNING)
_LANGUAGES = {
    "source": Rule("source-language", "XLIFF 1.2, Top Level and Header Elements: file: source-language", WARNING),
    "target": Rule("target-language", "XLIFF 1.2, Top Level and Header Elements: file: target-language", WARNING),
}
_CODES = ("bpt", "ept", "it", "ph", "g", "x", "bx", "ex", "sub")


@dataclass(frozen=True, slots=True)
class _Names:
    """Elements (paths below the file) that have one attribute as their name, once each."""

    rule: Rule
    paths: tuple[str, ...]
    attribute: str
    references: tuple[tuple[str, str], ...] = ()  # (path, attribute) of what has to use such a name
    reference: Rule | None = None


_TOOLS = _Names(
    Rule("tool-id-unique", "XLIFF 1.2, Top Level and Header Elements: tool: tool-id"),
    ("header/tool",),
    "tool-id",
    ((".", "tool-id"), ("header/phase-group/phase", "tool-id"), (".//trans-unit/alt-trans", "tool-id")),
    Rule("tool-reference", "XLIFF 1.2, Top Level and Header Elements: tool: tool-id"),
)
_PHASES = _Names(
    Rule("phase-name-unique", "XLIFF 1.2, Top Level and Header Elements: phase: phase-name"),
    ("header/phase-group/phase",),
    "phase-name",
    tuple((path, "phase-name") for path in (".//count", ".//trans-unit", ".//target", ".//bin-unit", ".//bin-target")),
    Rule("phase-reference", "XLIFF 1.2, Top Level and Header Elements: phase: phase-name"),
)
_OTHERS = (
    _Names(
        Rule("count-group-name-unique", "XLIFF 1.2, Named Group Elements: count-group: name"),
        (".//count-group",),
        "name",
    ),
    _Names(
        Rule("context-group-name-unique", "XLIFF 1.2, Named Group Elements: context-group: name"),
        (".//context-group",),
        "name",
    ),
    _Names(
        Rule("external-file-uid-unique", "XLIFF 1.2, Top Level and Header Elements: external-file: uid"),
        (".//external-file",),
        "uid",
    ),
)


def check(file: etree._Element, uri: str) -> Iterator[Finding]:
    """Check the names in a file element."""
    units = {}
    says_languages = bool(file.xpath("boolean(.//@xml:lang)"))
    for unit in file.iter(_tag(uri, "trans-unit"), _tag(uri, "bin-unit")):
        own = str(unit.get("id"))
        if own in units and unit.get("id") is not None:
            yield _UNIT_ID.at(
                unit, _("{element} has the id of another unit of its <file>.").format(element=shown(unit))
            )
        units[own] = unit
        if says_languages:
            yield from _unit_languages(unit, file, uri)
    yield from _unique(file.iter(_tag(uri, "group")), "id", _GROUP_ID)
    for names in (_TOOLS, _PHASES, *_OTHERS):
        yield from _named(names, file, uri)
    for element in file.iter(*(_tag(uri, name) for name in _CODES)):
        wanted = element.get("xid")
        if wanted is not None and not any(one in units for one in str(wanted).split()):
            message = _("{element} refers to the unit “{id}” (xid), which is not in this <file>.")
            yield _XID.at(element, message.format(element=shown(element), id=wanted))


def _tag(uri: str, name: str) -> str:
    return f"{{{uri}}}{name}" if uri else name


def _path(path: str, uri: str) -> str:
    """Return a path with its names in a namespace."""
    steps = (step if step in {"", "."} else _tag(uri, step) for step in path.split("/"))
    return "/".join(steps)


def _unique(elements: Iterable[etree._Element], attribute: str, rule: Rule) -> Iterator[Finding]:
    seen = set()
    for element in elements:
        own = element.get(attribute)
        if own is not None and own in seen:
            message = _("{element} has the {name} “{value}”, which another has already in this <file>.")
            yield rule.at(element, message.format(element=shown(element), name=attribute, value=own))
        seen.add(own)


def _named(names: _Names, file: etree._Element, uri: str) -> Iterator[Finding]:
    found = [element for path in names.paths for element in file.iterfind(_path(path, uri))]
    yield from _unique(found, names.attribute, names.rule)
    known = {element.get(names.attribute) for element in found}
    for path, attribute in names.references:
        for element in [file] if path == "." else file.iterfind(_path(path, uri)):
            wanted = element.get(attribute)
            if wanted is not None and wanted not in known and names.reference is not None:
                message = _("{element} refers to “{value}” ({name}), which the header of its <file> does not have.")
                said = message.format(element=shown(element), value=wanted, name=attribute)
                yield names.reference.at(element, said)


def _unit_languages(unit: etree._Element, file: etree._Element, uri: str) -> Iterator[Finding]:
    for side in ("source", "target"):
        text, wanted = unit.find(_tag(uri, side)), file.get(f"{side}-language")
        said = None if text is None else text.get(f"{{{XML}}}lang")
        if text is not None and said and wanted and str(said).lower() != str(wanted).lower():
            message = _("This <{side}> is said to be in “{said}”, but the file's language for it is “{wanted}”.")
            yield _LANGUAGES[side].at(text, message.format(side=side, said=said, wanted=wanted))
