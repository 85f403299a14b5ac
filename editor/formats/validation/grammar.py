"""A grammar of an XML format as a table of elements, and the walk that holds a file against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from lxml import etree

from editor.formats.validation.datatypes import TYPES, Type
from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.models import Content, compiled
from editor.i18n import _

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_WHITE = " \t\r\n"
_LONGEST = 80  # characters of a value that a sentence quotes
_WILD = {"other", "any", "xml"}
_ALWAYS = frozenset(f"{{{XSI}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation", "type", "nil"))
_XML_ATTRIBUTES = {
    f"{{{XML}}}lang": TYPES["language-or-none"],
    f"{{{XML}}}space": TYPES["space"],
    f"{{{XML}}}base": TYPES["uri"],
    f"{{{XML}}}id": Type(TYPES["nmtoken"].allows, TYPES["nmtoken"].what),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One row of a grammar: what an element holds, its attributes, and the section that says so."""

    content: Content
    attributes: Mapping[str, Type]
    required: tuple[str, ...]
    wild: str  # "other": attributes of other namespaces; "any": any; "xml": those of XML itself; "": only those listed
    section: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is written down: names as in ``models.compiled``; attributes "name!=type", "!" where required.

    "other" among the attributes allows those of other namespaces, "any" any whatever.
    """

    name: str
    content: str
    attributes: str
    section: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The elements of a format by their full names; *globals* are the attributes that may stand in other elements.

    With *skips*, elements and attributes that stand in a wild card are not looked at, not even those we know.
    """

    elements: Mapping[str, Element]
    roots: frozenset[str]
    globals: Mapping[str, Type]
    section: str
    skips: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one namespace, the types that only they know, and attributes that other namespaces may borrow."""

    namespace: str
    rows: tuple[Row, ...]
    types: Mapping[str, Type]
    prefixes: Mapping[str, str]
    globals: str = ""


def elements_of(table: Table) -> dict[str, Element]:
    """Compile the rows of a *table*."""
    found = {}
    for row in table.rows:
        attributes, required, wild = _attributes(row.attributes, table)
        content = compiled(row.content, table.namespace, table.prefixes)
        name = f"{{{table.namespace}}}{row.name}" if table.namespace else row.name
        found[name] = Element(content, attributes, required, wild, row.section)
    return found


def globals_of(table: Table) -> dict[str, Type]:
    """Return the attributes of a *table* that may stand in elements of other namespaces."""
    attributes, _required, _wild = _attributes(table.globals, table)
    return {f"{{{table.namespace}}}{name}": kind for name, kind in attributes.items()}


def _attributes(words: str, table: Table) -> tuple[dict[str, Type], tuple[str, ...], str]:
    found: dict[str, Type] = {}
    required = []
    wild = ""
    for word in words.split():
        if word in _WILD:
            wild = word
            continue
        name, kind = _attribute(word, table)
        bare = name.removesuffix("!")
        found[bare] = kind
        if bare != name:
            required.append(bare)
    return found, tuple(required), wild


def _attribute(word: str, table: Table) -> tuple[str, Type]:
    name, _equals, kind = word.partition("=")
    prefix, colon, local = name.partition(":")
    if not colon:
        return name, table.types.get(kind) or TYPES[kind or "string"]
    full = f"{{{XML if prefix == 'xml' else table.prefixes[prefix]}}}{local}"
    usual = _XML_ATTRIBUTES.get(full.removesuffix("!"), TYPES["string"])
    return full, (table.types.get(kind) or TYPES[kind]) if kind else usual


# ── The walk ────────────────────────────────────────────────────────────────────────────────────────────────────────


def check(root: etree._Element, grammar: Grammar, sound: frozenset[etree._Element] = frozenset()) -> Iterator[Finding]:
    """Yield where the tree under *root* leaves the *grammar*; elements known to be *sound* are not looked into."""
    tag = str(root.tag)
    if tag not in grammar.roots:
        message = _("A file of this format cannot begin with {name}.").format(name=shown(root))
        yield Rule("root-element", grammar.section).at(root, message)
        return
    elements = grammar.elements
    stack = [root]
    while stack:
        element = stack.pop()
        if element in sound:
            continue
        row = elements.get(str(element.tag))
        children = [child for child in element if isinstance(child.tag, str)]
        if row is None:
            yield from _borrowed(element, grammar)
        else:
            if row.required or len(element.attrib):
                yield from _attributes_of(element, row, grammar)
            yield from _content_of(element, row, children)
            if grammar.skips:
                children = [child for child in children if child.tag in row.content.codes]
        if children:
            stack.extend(reversed(children))


def _content_of(element: etree._Element, row: Element, children: list[etree._Element]) -> Iterator[Finding]:
    content = row.content
    if content.text != "mixed":
        yield from _text_of(element, row)
    if children or not content.childless:
        coded = content.coded([str(child.tag) for child in children])
        if not content.fits(coded):
            yield _misfit(element, row, children, coded)


def _borrowed(element: etree._Element, grammar: Grammar) -> Iterator[Finding]:
    for name in element.keys():  # noqa: SIM118 - as below
        kind = grammar.globals.get(str(name)) or _XML_ATTRIBUTES.get(str(name))
        if kind is not None and not kind.allows(str(element.get(name))):
            yield _bad_value(element, str(name), kind, grammar.section)


def _attributes_of(element: etree._Element, row: Element, grammar: Grammar) -> Iterator[Finding]:
    given = element.attrib
    for name in row.required:
        if name not in given:
            message = _("{element} lacks its attribute {name}.").format(element=shown(element), name=_local(name))
            yield Rule("attribute-missing", row.section).at(element, message)
    for key in given.keys():  # noqa: SIM118 - lxml reads every value where one asks for items, each in linear time
        name = str(key)
        kind = row.attributes.get(name)
        if kind is None:
            yield from _unlisted(element, name, row, grammar)
        elif not kind.allows(str(given[name])):
            yield _bad_value(element, name, kind, row.section)


def _unlisted(element: etree._Element, name: str, row: Element, grammar: Grammar) -> Iterator[Finding]:
    foreign = name.startswith("{") and not name.startswith(f"{{{row.content.namespace}}}")
    if name in _ALWAYS or row.wild == "any":
        return
    if not (foreign and row.wild == "other") and not (row.wild == "xml" and name in _XML_ATTRIBUTES):
        message = _("{element} may not have the attribute {name}.").format(element=shown(element), name=_local(name))
        yield Rule("attribute-not-allowed", row.section).at(element, message)
        return
    kind = None if grammar.skips else grammar.globals.get(name) or _XML_ATTRIBUTES.get(name)
    if kind is not None and not kind.allows(str(element.get(name))):
        yield _bad_value(element, name, kind, row.section)


def _bad_value(element: etree._Element, name: str, kind: Type, section: str) -> Finding:
    message = _("The attribute {name} of {element} cannot be “{value}”; it may be: {what}.")
    given = str(element.get(name))[:_LONGEST]
    said = message.format(name=_local(name), element=shown(element), value=given, what=kind.told())
    return Rule("attribute-value", section).at(element, said)


def _text_of(element: etree._Element, row: Element) -> Iterator[Finding]:
    empty = row.content.text == "nothing"
    texts = [element.text] if not len(element) else [element.text, *(child.tail for child in element)]
    if any(text and (empty or text.strip(_WHITE)) for text in texts) or (len(element) and _entities(element)):
        said = _("{element} has to be empty.") if empty else _("{element} may hold elements only, no text of its own.")
        yield Rule("text-not-allowed", row.section).at(element, said.format(element=shown(element)))


def _entities(element: etree._Element) -> bool:
    return any(cast("object", child.tag) is etree.Entity for child in element)


def _misfit(element: etree._Element, row: Element, children: list[etree._Element], coded: str) -> Finding:
    place = row.content.offender(coded)
    expected = ", ".join(f"<{_local(name)}>" for name in row.content.expected(coded[:place]))
    if place == len(children):
        message = _("{element} is not complete; it needs: {expected}.")
        said = message.format(element=shown(element), expected=expected)
        return Rule("element-missing", row.section).at(element, said)
    child = children[place]
    skipped = row.content.skipped(coded, place)
    if skipped is not None:
        message = _("{element} lacks <{missing}>, which has to stand before {child}.")
        said = message.format(element=shown(element), missing=_local(skipped), child=shown(child))
        return Rule("element-missing", row.section).at(child, said)
    message = _("{child} cannot stand here in {element}.")
    if expected:
        message = _("{child} cannot stand here in {element}; what could: {expected}.")
    said = message.format(child=shown(child), element=shown(element), expected=expected)
    return Rule("element-not-allowed", row.section).at(child, said)


# ── Names for sentences ─────────────────────────────────────────────────────────────────────────────────────────────


def _local(name: str) -> str:
    uri, _brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"xml:{local}" if uri == XML else local or name


def shown(element: etree._Element) -> str:
    """Return an element as a sentence names it: its tag, and its id where it has one."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    local = str(element.tag).rpartition("}")[2]
    own = element.get("id")
    return f'<{prefix}{local} id="{own}">' if own else f"<{prefix}{local}>"
