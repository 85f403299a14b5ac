"""Where the units of a file stand, found without reading them: a fast pass where one can be sure, else an exact one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

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
from editor.formats.spans.tags import Numbers, Tags
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.names import CORE, LAYOUT, OURS, PREFIX, fresh
from editor.i18n import _

_CLOSED = 3  # more for an end tag
_ODD = re.compile(r"[<&\t\r\n]")  # in an id
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
    if _declared_again(text, found):
        return exact(text, found, replace(place, again=True))
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

    Sure means: units directly in files and groups, and between them only whole elements.
    """
    plain = re.compile("<[!?]").search(text, found.end) is None
    try:
        return _Pass(text, Index(found), place).run() if plain else None
    except _DoubtError:
        return None


def _declared_again(text: str, found: Root) -> bool:
    """Tell whether a tag behind the root's gives XLIFF's prefix a meaning of its own."""
    declared = f"xmlns:{found.prefix[:-1]}" if found.prefix else "xmlns"
    found_again = re.compile(rf"{declared}\s*=").finditer(text, found.end)
    return any(in_tag(text, match.start()) for match in found_again)


def in_tag(text: str, at: int) -> bool:
    """Tell whether offset *at* is inside a tag."""
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


class _Pass:
    """The fast pass through a file without comments, CDATA and instructions: what is open, and the index so far."""

    def __init__(self, text: str, done: Index, place: Place) -> None:
        self.text = text
        self.done = done
        self.stack = [place]
        prefix = re.escape(done.root.prefix)
        self.tags = re.compile(rf"<(/?){prefix}(file|group|unit)(?=[\s/>])(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)>")
        self.gone = _gone(text, done.root)
        self.files: set[str] = set()

    def run(self) -> Index:
        """Go from unit to unit; where something stands between two, look what it is."""
        text, done = self.text, self.done
        tags = Tags.of(text)
        kinds, closing = tags.kinds(done.root.prefix, ("unit", "segment", "ignorable")), tags.closing
        kinds[tags.starts < (self.gone[1] if self.gone else done.root.end)] = -1
        which = np.flatnonzero(kinds == 0)
        opened, closed = which[::2], which[1::2]
        if len(opened) != len(closed) or closing[opened].any() or not closing[closed].all():
            raise _DoubtError
        done.starts.frombytes(tags.starts[opened].tobytes())
        done.ends.frombytes(tags.ends[closed].tobytes())
        self.count(np.where(closing & (kinds >= 0), kinds + _CLOSED, kinds), which, opened)
        ids = self.ids(tags, opened)
        del tags
        at = done.root.end
        apart = np.flatnonzero(opened[1:] != closed[:-1] + 1) + 1  # units that something stands before
        for first, last in pairwise([*([0] if len(opened) else []), *apart.tolist(), len(opened)]):
            self.between(at, done.starts[first])
            self.settle(ids[first:last])
            at = done.ends[last - 1]
        self.between(at, len(text))
        if len(done.taken) < len(done.names):
            done.taken.clear()
            done.names = [fresh(name, done.taken) for name in done.names]
        return done

    def count(self, kinds: NDArray[np.int8], units: Numbers, opened: Numbers) -> None:
        """Count the segments of each unit; none stands inside another, outside of units or behind what is none."""
        begin, end = np.flatnonzero(kinds == 1), np.flatnonzero(kinds == 1 + _CLOSED)
        if len(begin) != len(end) or not np.isin(kinds[end + 1], (1, 2, _CLOSED)).all():
            raise _DoubtError
        owner = np.searchsorted(units, begin)  # odd inside a unit
        if not (owner % 2).all():
            raise _DoubtError
        self.done.sizes = array("l", np.bincount(owner // 2, minlength=len(opened)).tolist())

    def ids(self, tags: Tags, units: Numbers) -> list[str]:
        """Return the ids of the units."""
        text, before = self.text, f'<{self.done.root.prefix}unit id="'
        if tags.begin(units, before).all():
            quotes, starts = np.flatnonzero(tags.characters == ord('"')), tags.starts[units] + len(before)
            ends = quotes[np.searchsorted(quotes, starts)]
            ids = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
            if not _ODD.search("".join(ids)):
                return ids
        return [_said(text, at).get("id", "") for at in self.done.starts]

    def settle(self, ids: list[str]) -> None:
        """Give the next units their names, and the place that they have in common."""
        if len(self.stack) == 1:  # a unit that is in no file
            raise _DoubtError
        place, done = self.stack[-1], self.done
        done.places.append(place)
        done.where.extend([len(done.places) - 1] * len(ids))
        names = [f"{place.file}/{name}" for name in ids]
        done.names += names
        done.taken.update(names)

    def between(self, start: int, end: int) -> None:
        """Enter and leave files and groups between two units, and make sure that all else there is whole elements."""
        for match in self.tags.finditer(self.text, start, end):
            at = match.start()
            if self.gone and self.gone[0] < at < self.gone[1]:
                continue
            _only_whole_elements(self.text, start, at)
            start = match.end()
            if match[2] == "unit" or (match[1] and len(self.stack) == 1):
                raise _DoubtError
            if match[1]:
                self.stack.pop()
            elif self.text[start - 2] != "/":
                self.stack.append(self.entered(match))
        if end < len(self.text):
            _only_whole_elements(self.text, start, end)

    def entered(self, match: re.Match[str]) -> Place:
        """Return what the units of a file or a group that begins here inherit."""
        said = _said(self.text, match.start())
        if match[2] == "group":
            return _inherit(self.stack[-1], said)
        self.done.files.append(match.start())
        name = fresh(said.get("id") or f"f{len(self.done.files)}", self.files)
        return _inherit(replace(self.stack[-1], file=name), said)


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
