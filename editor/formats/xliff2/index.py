"""Where the units of a file stand, found without reading them: a fast pass where one can be sure, else an exact one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from editor.errors import FormatError
from editor.formats.spans import (
    CLOSE,
    DOCTYPE,
    EMPTY,
    OPEN,
    Element,
    Token,
    attributes,
    line,
    scan,
    scoped,
    tree,
    value,
)
from editor.formats.xliff2.names import CORE, LAYOUT, OURS, PREFIX, fresh
from editor.formats.xliff2.parsing import Place
from editor.i18n import _

_OLD = "urn:oasis:names:tc:xliff:document:1."


@dataclass(slots=True)
class Root:
    """The start tag of the whole: where it stands, what it says, and the prefixes it declares."""

    start: int
    end: int
    name: str
    attributes: dict[str, str]
    scope: Mapping[str, str] = field(repr=False)
    doctype: bool = False

    @property
    def prefix(self) -> str:
        """Return what stands in front of XLIFF's element names."""
        return self.name[: -len("xliff")]

    @property
    def uri(self) -> str:
        """Return the namespace of XLIFF here."""
        return self.scope.get(self.prefix.rstrip(":"), "")

    @property
    def layout(self) -> int:
        """Return the number of our layout that the file says it has, or 0."""
        ours = next((prefix for prefix, uri in self.scope.items() if uri == OURS), None)
        said = self.attributes.get(f"{ours}:layout", "") if ours else ""
        return int(said) if re.fullmatch("[0-9]{1,6}", said) else 0

    @property
    def newer(self) -> bool:
        """Tell whether a Diptych newer than this one wrote the file."""
        return self.layout > LAYOUT


@dataclass(slots=True)
class Index:
    """Offsets of every unit and the number of its segments, in the order of the file, and what they inherit."""

    root: Root
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    sizes: array[int] = field(default_factory=lambda: array("l"))
    names: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    where: array[int] = field(default_factory=lambda: array("l"))  # which place each unit has
    files: list[int] = field(default_factory=list)  # where each file's start tag stands
    taken: set[str] = field(default_factory=set)

    def add(self, span: tuple[int, int], size: int, unit_id: str, place: Place) -> None:
        """Note one more unit."""
        if not self.places or self.places[-1] is not place:
            self.places.append(place)
        self.starts.append(span[0])
        self.ends.append(span[1])
        self.sizes.append(size)
        self.names.append(fresh(f"{place.file}/{unit_id}", self.taken))
        self.where.append(len(self.places) - 1)

    def place(self, unit: int) -> Place:
        """Return what unit number *unit* inherits."""
        return self.places[self.where[unit]]


def root(text: str) -> Root:
    """Return the root element's start tag. Raises FormatError where this is no XLIFF 2 file."""
    doctype = False
    for token in scan(text):
        if token.kind in (OPEN, EMPTY):
            return _root(text, token, doctype=doctype)
        doctype |= token.kind == DOCTYPE
    raise FormatError(_("The file holds no XML element; ask for another copy of it."))


def _root(text: str, token: Token, *, doctype: bool) -> Root:
    scope = scoped(text, token, {"xml": "http://www.w3.org/XML/1998/namespace"})
    said = {name: value(text, one) for name, one in attributes(text, token.start).items()}
    found = Root(token.start, token.end, token.name, said, scope, doctype)
    if found.uri in CORE.values() and token.name == f"{found.prefix}xliff":
        return found
    if found.uri.startswith(_OLD) or said.get("version", "").startswith("1"):
        raise FormatError(_("This is an XLIFF 1 file; open it as XLIFF 1.2."), line(text, token.start))
    message = _("The file is not XLIFF 2: its root element is “{name}”; choose the file's own format.")
    raise FormatError(message.format(name=token.name), line(text, token.start))


def index(text: str, found: Root, *, own: bool) -> Index:
    """Find the units of the file whose root is *found*."""
    place = Place("", found.uri, found.prefix, found.scope, own=own)
    return _fast(text, found, place) or exact(text, found, place)


# ── The exact way ───────────────────────────────────────────────────────────────────────────────────────────────────


def exact(text: str, found: Root, place: Place) -> Index:
    """Find the units by reading every element."""
    done = Index(found)
    taken: set[str] = set()
    whole = tree(text, found.start, None, {"xml": found.scope["xml"]})
    for number, file in enumerate(whole.all(found.uri, "file"), 1):
        said = _said(text, file.start)
        inside = _inherit(replace(place, file=fresh(said.get("id") or f"f{number}", taken)), said)
        done.files.append(file.start)
        stack = [(file, inside)]
        while stack:
            element, here = stack.pop()
            if element.local != "unit":
                stack += reversed(list(_children(text, element, here)))
                continue
            size = len(element.all(found.uri, "segment"))
            done.add((element.start, element.end), size, _said(text, element.start).get("id", ""), here)
    return done


def _children(text: str, element: Element, here: Place) -> Iterator[tuple[Element, Place]]:
    for child in element.all(here.uri, "group", "unit"):
        scope = scoped(text, element, here.scope)
        inside = here if scope is here.scope else replace(here, scope=scope)
        yield child, _inherit(inside, _said(text, child.start)) if child.local == "group" else inside


def _said(text: str, at: int) -> dict[str, str]:
    return {name: value(text, one) for name, one in attributes(text, at).items()}


def _inherit(place: Place, said: dict[str, str]) -> Place:
    """Return what stands inside an element that says *said* of what its units inherit."""
    words = {"yes": True, "no": False}
    resegment = words.get(said.get("canResegment", ""), place.resegment)
    translate = words.get(said.get("translate", ""), place.translate)
    if (resegment, translate) == (place.resegment, place.translate):
        return place
    return replace(place, resegment=resegment, translate=translate)


# ── The fast way ────────────────────────────────────────────────────────────────────────────────────────────────────


class _DoubtError(Exception):
    """The fast pass met something it does not understand."""


def _fast(text: str, found: Root, place: Place) -> Index | None:
    """Find the units by their tags alone; None where anything stands in the way of being sure.

    Sure means: XLIFF's prefix declared once, units directly in files and groups, and between them only whole elements.
    """
    declared = f"xmlns:{found.prefix[:-1]}" if found.prefix else "xmlns"
    if re.compile(rf"\s{declared}\s*=").search(text, found.end):
        return None
    try:
        return _fast_pass(text, Index(found), place)
    except _DoubtError:
        return None


_ID, _OPENED, _CLOSED, _SKIPPED = 1, 2, 3, 4  # the groups of the pattern; a segment has none


def _tags(prefix: str) -> re.Pattern[str]:
    p, rest = re.escape(prefix), r"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
    return re.compile(
        rf'<{p}segment(?=[\s/>])|<{p}unit\s+id="([^"&\s]+)"{rest}|<{p}(unit|file|group)(?=[\s/>]){rest}'
        rf"|</{p}(unit|file|group)\s*>|<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)()>",
        re.DOTALL,
    )


def _fast_pass(text: str, done: Index, place: Place) -> Index:
    skipped = _gone(text, done.root)
    stack = [place]
    start, size, last, unit_id = -1, 0, done.root.end, ""
    for match in _tags(done.root.prefix).finditer(text, done.root.end):
        kind, at = match.lastindex, match.start()
        if kind == _SKIPPED or (skipped and skipped[0] < at < skipped[1]):
            continue
        if kind is None:
            size += 1
            continue
        if start >= 0:
            if kind != _CLOSED or match[_CLOSED] != "unit":
                raise _DoubtError
            last = match.end()
            done.add((start, last), size, unit_id, stack[-1])
            start = -1
            continue
        _only_whole_elements(text, last, at)
        last = match.end()
        if kind == _CLOSED:
            stack.pop()
        elif kind == _ID or match[_OPENED] == "unit":
            start, size, unit_id = at, 0, match[_ID] or _said(text, at).get("id", "")
            if text[last - 2] == "/":
                done.add((start, last), 0, unit_id, stack[-1])
                start = -1
        elif text[last - 2] != "/":
            stack.append(_entered(text, match, stack, done))
    return done


def _entered(text: str, match: re.Match[str], stack: list[Place], done: Index) -> Place:
    """Return what the units of a file or a group that begins here inherit."""
    said = _said(text, match.start())
    if match[_OPENED] == "group":
        return _inherit(stack[-1], said)
    done.files.append(match.start())
    taken = {place.file for place in done.places}
    return _inherit(replace(stack[-1], file=fresh(said.get("id") or f"f{len(done.files)}", taken)), said)


def _gone(text: str, found: Root) -> tuple[int, int] | None:
    """Return where our own element with the units that are no more stands."""
    if not found.layout:
        return None
    start = text.find(f"<{PREFIX}:gone>", found.end)
    return (start, text.find(f"</{PREFIX}:gone>", start)) if start >= 0 else None


def _only_whole_elements(text: str, start: int, end: int) -> None:
    gap = text[start:end]
    if not gap or gap.isspace():
        return
    depth = 0
    for token in scan(text, start, end):
        depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
        if depth < 0:
            raise _DoubtError
    if depth:
        raise _DoubtError
