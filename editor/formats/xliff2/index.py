"""Where the units of a file stand, found without reading them: a fast pass where one can be sure, else an exact one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from editor.errors import FormatError
from editor.formats.spans import (
    CLOSE,
    DOCTYPE,
    EMPTY,
    OPEN,
    Element,
    Source,
    Token,
    attributes,
    line,
    scan,
    scoped,
    tree,
    value,
)
from editor.formats.spans.counting import Counting
from editor.formats.spans.tags import Tags
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.heads import Heads, declares, identified, look, written
from editor.formats.xliff2.names import CORE, LAYOUT, OURS, PREFIX, fresh
from editor.formats.xliff2.shape import Shape, shape
from editor.i18n import _
from editor.numbers import whole

_HEAD = 1 << 16  # bytes that the start tag of the whole is looked for in first
_SAFE = _HEAD // 4  # characters that are in those bytes for certain
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
        return whole(said) or 0

    @property
    def newer(self) -> bool:
        """Tell whether a Diptych newer than this one wrote the file."""
        return self.layout > LAYOUT


@dataclass
class Index:
    """Every unit, where it stands in the UTF-8, how many segments it has, and what it inherits, in the file's order.

    *shape* is what is known of their insides where that was looked for at once.
    """

    source: Source
    root: Root
    begins: array[int] = field(default_factory=lambda: array("q"))
    finishes: array[int] = field(default_factory=lambda: array("q"))
    sizes: array[int] = field(default_factory=lambda: array("q"))
    names: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    where: array[int] = field(default_factory=lambda: array("q"))  # which place each unit has
    heads: array[int] = field(default_factory=lambda: array("q"))  # where each file's start tag stands in the UTF-8
    shape: Shape | None = None
    looked: Heads | None = None

    def __len__(self) -> int:
        """Count the units."""
        return len(self.begins)

    def place(self, unit: int) -> Place:
        """Return what unit number *unit* inherits."""
        return self.places[self.where[unit]]

    def text(self, unit: int) -> str:
        """Return the text of unit number *unit*."""
        return self.source.utf8[self.begins[unit] : self.finishes[unit]].decode()

    @cached_property
    def taken(self) -> set[str]:
        """The names of units that there are."""
        return set(self.names)

    @cached_property
    def firsts(self) -> array[int]:
        """The first segment of each unit, and how many there are in all."""
        sizes = np.frombuffer(self.sizes, dtype=np.int64)
        return array("q", np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64).tobytes())

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.source.utf8)

    @cached_property
    def starts(self) -> array[int]:
        """Where each unit starts in the text."""
        return self._counted(self.begins)

    @cached_property
    def ends(self) -> array[int]:
        """Where each unit ends in the text."""
        return self._counted(self.finishes)

    @cached_property
    def files(self) -> array[int]:
        """Where each file's start tag stands in the text."""
        return self._counted(self.heads)

    def _counted(self, places: array[int]) -> array[int]:
        return array("q", self._counting.before(np.frombuffer(places, dtype=np.int64)).tobytes())


def beginning(source: Source) -> Root:
    """Return the root element's start tag. Raises FormatError where this is no XLIFF 2 file."""
    head = source.utf8[:_HEAD].decode(errors="ignore")
    try:
        found = next((token for token in scan(head) if token.kind in (OPEN, EMPTY)), None)
    except FormatError:  # it is further on
        found = None
    return root(head if found else source.text)


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


def index(source: Source, found: Root, tags: Tags | None = None, *, own: bool) -> Index:
    """Find the units of the file whose root is *found*; *tags* are those behind its first, where they are known."""
    place = Place("", found.uri, found.prefix, found.scope, own=own)
    start = len(
        (source.utf8[:_HEAD].decode(errors="ignore") if found.end < _SAFE else source.text)[: found.end].encode()
    )
    try:
        return _Pass(Index(source, found), place, tags).run(start)
    except _DoubtError:
        return exact(source, found, replace(place, again=_declared_again(source.utf8, start, found)))


# ── The exact way ───────────────────────────────────────────────────────────────────────────────────────────────────


def exact(source: Source, found: Root, place: Place) -> Index:
    """Find the units by reading every element."""
    text, done = source.text, Index(source, found)
    taken: set[str] = set()
    names: set[str] = set()
    spans: list[int] = []
    files: list[int] = []
    whole = tree(text, found.start, None, {"xml": found.scope["xml"]})
    for number, file in enumerate(whole.all(found.uri, "file"), 1):
        said = _said(text, file.start)
        inside = _inherit(replace(place, file=fresh(said.get("id") or f"f{number}", taken)), said)
        files.append(file.start)
        stack = [(file, inside)]
        while stack:
            element, here = stack.pop()
            if element.local != "unit":
                stack += reversed(list(_children(text, element, here)))
                continue
            if not done.places or done.places[-1] is not here:
                done.places.append(here)
            spans += [element.start, element.end]
            done.sizes.append(len(element.all(found.uri, "segment")))
            done.names.append(fresh(f"{here.file}/{_said(text, element.start).get('id', '')}", names))
            done.where.append(len(done.places) - 1)
    places = _places(text, spans)
    done.begins, done.finishes = array("q", places[::2]), array("q", places[1::2])
    done.heads = array("q", _places(text, files))
    return done


def _places(text: str, places: list[int]) -> list[int]:
    """Return where the characters at *places*, which are sorted, begin in the UTF-8."""
    found, byte = [], 0
    for start, end in pairwise([0, *places]):
        byte += len(text[start:end].encode())
        found.append(byte)
    return found


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


def _declared_again(data: bytes, start: int, found: Root) -> bool:
    """Tell whether a tag behind the root's gives XLIFF's prefix a meaning of its own."""
    declared = f"xmlns:{found.prefix[:-1]}" if found.prefix else "xmlns"
    found_again = re.compile(rf"{declared}\s*=".encode()).finditer(data, start)
    return any(data.rfind(b"<", 0, match.start()) > data.rfind(b">", 0, match.start()) for match in found_again)


def in_tag(text: str, at: int) -> bool:
    """Tell whether offset *at* is inside a tag."""
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


class _Pass:
    """The fast pass through a file: what is open, and the index so far.

    It is sure of units directly in files and groups, with only whole elements between them.
    """

    def __init__(self, done: Index, place: Place, known: Tags | None) -> None:
        self.data = done.source.utf8
        self.done = done
        self.known = known
        self.stack = [place]
        prefix = re.escape(done.root.prefix)
        self.tags = re.compile(
            r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
            rf"|<(/?){prefix}(file|group|unit)(?=[\s/>])(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)>",
            re.DOTALL,
        )
        self.gone = _gone(self.data, done.root)
        self.files: set[str] = set()

    def tags_behind(self, at: int) -> Tags:
        """Return the tags behind an offset."""
        known = self.known
        return Tags.of(self.data, at) if known is None else known.some(slice(np.searchsorted(known.starts, at), None))

    def run(self, at: int) -> Index:
        """Go from unit to unit; where something stands between two, look what it is."""
        done = self.done
        there = done.shape = shape(self.data, self.tags_behind(self.gone[1] if self.gone else at), done.root.prefix)
        tags = None if there is None else written(there)
        if there is None or tags is None or declares(tags) or (there.declaring and self.again(at)):
            raise _DoubtError
        done.begins.frombytes(there.starts.tobytes())
        done.finishes.frombytes(there.ends.tobytes())
        done.sizes.frombytes(there.sizes.tobytes())
        ids, total = identified(done, there, tags.units), len(done)
        for first, last in pairwise([*([0] if total else []), *there.apart.tolist(), total]):
            self.between(at, done.begins[first])
            self.settle(ids[first:last])
            at = done.finishes[last - 1]
        self.between(at, len(self.data))
        if len(set(done.names)) < len(done.names):
            taken = set[str]()
            done.names = [fresh(name, taken) for name in done.names]
        if not any(place.own for place in done.places):
            done.looked = look(done, there, tags)
        return done

    def again(self, start: int) -> bool:
        """Tell whether XLIFF's prefix means something else somewhere."""
        return _declared_again(self.data, start, self.done.root)

    def settle(self, ids: list[str]) -> None:
        """Give the next units their names, and the place that they have in common."""
        if len(self.stack) == 1:  # a unit that is in no file
            raise _DoubtError
        place, done = self.stack[-1], self.done
        done.places.append(place)
        done.where.extend(array("q", [len(done.places) - 1]) * len(ids))
        done.names += map(f"{place.file}/".__add__, ids)

    def between(self, start: int, end: int) -> None:
        """Enter and leave files and groups between two units, and make sure that all else there is whole elements."""
        gone = self.gone
        if gone and start <= gone[0] < end:
            self.between(start, gone[0])
            start = gone[1]
        gap = self.data[start:end]
        if gap and not gap.isspace():
            self.gap(gap.decode(), start, last=end == len(self.data))

    def gap(self, text: str, base: int, *, last: bool) -> None:
        """Look what stands between two units; the end of the whole stands behind the last one."""
        start = 0
        for match in self.tags.finditer(text):
            if match[2] is None:
                continue
            at = match.start()
            _only_whole_elements(text[start:at])
            start = match.end()
            if match[2] == "unit" or (match[1] and len(self.stack) == 1):
                raise _DoubtError
            if match[1]:
                self.stack.pop()
            else:
                inside = self.entered(match, base + len(text[:at].encode()))
                self.stack += [] if text[start - 2] == "/" else [inside]
        if not last:
            _only_whole_elements(text[start:])

    def entered(self, match: re.Match[str], at: int) -> Place:
        """Return what the units of a file or a group that begins here inherit."""
        said = _said(match.string, match.start())
        if match[2] == "group":
            return _inherit(self.stack[-1], said)
        self.done.heads.append(at)
        name = fresh(said.get("id") or f"f{len(self.done.heads)}", self.files)
        return _inherit(replace(self.stack[-1], file=name), said)


def _gone(data: bytes, found: Root) -> tuple[int, int] | None:
    """Return where our own element with the units that are no more stands."""
    if not found.layout:
        return None
    start, end = f"<{PREFIX}:gone>".encode(), f"</{PREFIX}:gone>".encode()
    at = data.find(start)
    return (at, data.index(end, at) + len(end)) if at >= 0 else None


def _only_whole_elements(gap: str) -> None:
    if not gap or gap.isspace():
        return
    depth = 0
    for token in scan(gap):
        depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
        if depth < 0:
            raise _DoubtError
    if depth:
        raise _DoubtError
