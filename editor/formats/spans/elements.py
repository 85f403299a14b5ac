"""What stands where in XML text: tokens without a hole, elements with their namespaces, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from editor.errors import FormatError
from editor.formats.spans.characters import content, quoted
from editor.formats.spans.source import Edit, line
from editor.i18n import _

DEEPEST = 2_048
OPEN, CLOSE, EMPTY, TEXT, CDATA, COMMENT, PI, DOCTYPE = (
    "open", "close", "empty", "text", "cdata", "comment", "pi", "doctype"
)  # fmt: skip
_NAME = r"[^\s<>/!?=\"'&]++"
_QUOTED = r"\"[^\"<]*+\"|'[^'<]*+'"
_TOKEN = re.compile(
    rf"""
      (?P<text>[^<]++)
    | <(?P<open>{_NAME})(?>(?:[^<>\"']++|{_QUOTED})*)>
    | </(?P<close>{_NAME})\s*+>
    | <!--(?P<comment>.*?)-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?(?P<pi>{_NAME}).*?\?>
    | <!(?P<doctype>DOCTYPE)\b(?>(?:[^\[\]<>\"']++|\"[^\"]*+\"|'[^']*+')*)
      (?>(?:\[(?>(?:[^\]<\"']++|\"[^\"]*+\"|'[^']*+'|<!--.*?-->|<\?.*?\?>|<(?!!--|\?))*)\]\s*+)?)>
    """,
    re.DOTALL | re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of markup or text. *name* is an element's name as written, or a processing instruction's target."""

    kind: str
    start: int
    end: int
    name: str


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of *text* between two offsets, without a hole. Raises FormatError where markup is broken."""
    match_at = _TOKEN.match
    end = len(text) if end is None else end
    at = start
    while at < end:
        match = match_at(text, at, end)
        if match is None:
            raise FormatError(_("The XML is broken here; ask for another copy or mend that line."), line(text, at))
        kind = match.lastgroup or TEXT
        after = match.end()
        if kind == OPEN and text[after - 2] == "/":
            kind = EMPTY
        yield Token(kind, at, after, match[kind if kind != EMPTY else OPEN] if kind in _NAMED else "")
        at = after


_NAMED = {OPEN, CLOSE, EMPTY, PI}


@dataclass(slots=True, eq=False)
class Element:
    """An element and where it stands: ``start <name> inner … close </name> end``; self-closed, inner = close = end."""

    name: str
    uri: str
    start: int
    inner: int
    close: int = -1
    end: int = -1
    children: list[Element] = field(default_factory=list, repr=False)

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Return the prefix with its colon, or nothing."""
        return self.name[: -len(self.local)]

    @property
    def empty(self) -> bool:
        """Tell whether the element is self-closed."""
        return self.inner == self.end

    def all(self, uri: str, *locals_: str) -> list[Element]:
        """Return the children of namespace *uri* with one of these names."""
        return [child for child in self.children if child.uri == uri and child.local in locals_]

    def first(self, uri: str, local: str) -> Element | None:
        """Return the first child of namespace *uri* called *local*."""
        return next((child for child in self.children if child.uri == uri and child.local == local), None)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all within it, in document order."""
        rest = [self]
        while rest:
            element = rest.pop()
            yield element
            rest += reversed(element.children)


def tree(text: str, start: int = 0, end: int | None = None, namespaces: Mapping[str, str] | None = None) -> Element:
    """Return the first element between two offsets with all its descendants; *namespaces* are those in force there.

    Raises FormatError where tags do not match or nest deeper than 2,048.
    """
    scopes: list[Mapping[str, str]] = [namespaces or {}]
    stack: list[Element] = []
    for token in scan(text, start, end):
        if token.kind in (OPEN, EMPTY):
            scope = scoped(text, token, scopes[-1])
            prefix = token.name.rpartition(":")[0]
            element = Element(token.name, scope.get(prefix, ""), token.start, token.end)
            if stack:
                stack[-1].children.append(element)
            if token.kind == OPEN and len(stack) < DEEPEST:
                stack.append(element)
                scopes.append(scope)
                continue
            if token.kind == OPEN:
                raise FormatError(_("The XML nests too deeply to be a document; ask for another copy of the file."))
            element.close = element.end = token.end
        elif token.kind == CLOSE:
            if not stack or stack[-1].name != token.name:
                break
            element = stack.pop()
            scopes.pop()
            element.close, element.end = token.start, token.end
        else:
            continue
        if not stack:
            return element
    at = stack[-1].start if stack else start
    raise FormatError(_("The XML is broken: a tag is not closed; ask for another copy of the file."), line(text, at))


def scoped(text: str, token: Token | Element, scope: Mapping[str, str]) -> Mapping[str, str]:
    """Return the prefixes in force inside the element that *token* starts, "" being the default namespace."""
    end = token.end if isinstance(token, Token) else token.inner
    if text.find("xmlns", token.start, end) < 0:
        return scope
    found = dict(scope)
    for name, attribute in attributes(text, token.start).items():
        if name == "xmlns" or name.startswith("xmlns:"):
            found[name[6:]] = value(text, attribute)
    return found


class Attribute(NamedTuple):
    """Where an attribute stands: *start* before the white space in front of it, *open* … *close* its value."""

    start: int
    end: int
    open: int
    close: int


_ATTRIBUTE = re.compile(rf"\s*+({_NAME})\s*+=\s*+(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_TAG = re.compile(rf"<{_NAME}")


def attributes(text: str, at: int) -> dict[str, Attribute]:
    """Return the attributes of the start tag at offset *at* by their name as written."""
    found: dict[str, Attribute] = {}
    match = _TAG.match(text, at)
    place = match.end() if match else at
    while attribute := _ATTRIBUTE.match(text, place):
        place = attribute.end()
        found.setdefault(attribute[1], Attribute(attribute.start(), place, *attribute.span(attribute.lastindex or 2)))
    return found


def value(text: str, attribute: Attribute | None, default: str = "") -> str:
    """Return what an attribute says, or *default* where it is not there."""
    if attribute is None:
        return default
    raw = text[attribute.open : attribute.close]
    if "&" in raw or "\n" in raw or "\t" in raw or "\r" in raw:
        return "".join(content(re.sub(r"\r\n|[\r\n\t]", " ", raw)))
    return raw


def set_attribute(text: str, at: int, name: str, new: str | None) -> Edit | None:
    """Return the edit that gives the start tag at *at* the attribute *name*="*new*", or takes it away (None).

    None where it already says so.
    """
    there = attributes(text, at)
    old = there.get(name)
    if old is None:
        if new is None:
            return None
        match = _TAG.match(text, at)
        end = max([one.end for one in there.values()], default=match.end() if match else at)
        return Edit(end, end, f' {name}="{quoted(new)}"')
    if new is None:
        return Edit(old.start, old.end, "")
    if value(text, old) == new:
        return None
    return Edit(old.open, old.close, quoted(new, text[old.open - 1]))
