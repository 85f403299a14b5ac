"""Where the units of an XLIFF 1 file stand, and what each inherits; their insides are read when they are looked at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from editor.errors import FormatError
from editor.formats.spans import EMPTY, OPEN, Token, attributes, scan, scoped, value
from editor.formats.spans.counting import Counting
from editor.formats.spans.tags import Tags
from editor.formats.xliff1.creating import TOOL
from editor.formats.xliff1.heads import look
from editor.formats.xliff1.shape import Shape, shape
from editor.formats.xliff1.units import segmented, take, told
from editor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.formats.spans import Source
    from editor.formats.spans.tags import Numbers
    from editor.formats.xliff1.usual import Traits

# What may hold units or change what they inherit. It skips what only looks like tags; in well-formed XML a `<` is
# always markup, so that finding these from left to right is exact.
_STRUCTURE = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(?P<end>/)?(?P<name>(?:[^\s<>/!?:]+:)?(?:trans-unit|group|file|bin-unit))(?=[\s/>])"
    rb"(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*)>",
    re.DOTALL,
)
_HEAD = 1 << 16  # bytes that the start tag of the whole is looked for in first


@dataclass(frozen=True, slots=True)
class Context:
    """What a unit inherits: the number of its file, whether it is for translation, the prefixes in force.

    *group* is the id of the innermost group; *ours* tells of a file that Diptych created, where a group is a
    paragraph and ids are rows' ids.
    """

    namespaces: Mapping[str, str] = field(repr=False)
    file: int = 0
    start: int = 0  # where the start tag of the file stands in the UTF-8
    translate: bool = True
    group: str = ""
    ours: bool = False


@dataclass
class Index:
    """The units of one file: where each starts and ends in the UTF-8, its context, its name, and its first row.

    *shape* is what is known of their insides where that was looked for at once.
    """

    source: Source
    prefix: str
    contexts: list[Context]
    begins: array[int] = field(default_factory=lambda: array("q"))
    finishes: array[int] = field(default_factory=lambda: array("q"))
    context: array[int] = field(default_factory=lambda: array("q"))
    rows: array[int] = field(default_factory=lambda: array("q", [0]))
    names: list[str] = field(default_factory=list)
    shape: Shape | None = None
    traits: list[Traits | None] = field(default_factory=list)  # what units of the usual kind have in common
    which: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int64))  # of the traits, for each unit

    def __len__(self) -> int:
        """Count the units."""
        return len(self.begins)

    def unit_of(self, row: int) -> int:
        """Return the unit that row *row* of the file belongs to."""
        return bisect_right(self.rows, row) - 1

    def text(self, number: int) -> str:
        """Return the text of unit *number*."""
        return self.source.utf8[self.begins[number] : self.finishes[number]].decode()

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The names that more than one unit bears."""
        if len(set(self.names)) == len(self.names):
            return frozenset()
        return frozenset(name for name, count in Counter(self.names).items() if count > 1)

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

    def said(self, context: Context) -> dict[str, str]:
        """Return what the start tag of a context's file says."""
        tag = _STRUCTURE.match(self.source.utf8, context.start)
        text = tag[0].decode() if tag else ""
        return {name: value(text, one) for name, one in attributes(text, 0).items()}

    def place(self, context: Context) -> int:
        """Return where the start tag of a context's file stands in the text."""
        return self._counted(array("q", [context.start]))[0]

    def _counted(self, places: array[int]) -> array[int]:
        return array("q", self._counting.before(np.frombuffer(places, dtype=np.int64)).tobytes())


def index(source: Source, tags: Tags | None = None, *, quick: bool = True) -> Index:
    """Find the units of *source*, which is well-formed; not *quick*, tag by tag, which gives the same.

    *tags* are those behind the first, where they are known.

    Raises FormatError where it is no XLIFF.
    """
    text, root = _root(source)
    if root.name.rpartition(":")[2] != "xliff":
        message = _("This is no XLIFF file: it begins with “{name}”; open it as what it is.")
        raise FormatError(message.format(name=root.name))
    scope = scoped(text, root, {})
    prefix, start = root.name[: -len("xliff")], len(text[: root.end].encode())
    found = Index(source, prefix, [Context(scope)])
    there = shape(Tags.of(source.utf8, start) if tags is None else tags, prefix) if quick else None
    if there is None:
        _Walk(found).go(start, len(source.utf8))
    else:
        _shaped(found, there, start)
    _count(found)
    look(found)
    return found


def _root(source: Source) -> tuple[str, Token]:
    """Return the start tag of the whole, and the text that it stands in."""
    for size in (_HEAD, None):  # it may be further on
        text = source.text if size is None else source.utf8[:size].decode(errors="ignore")
        try:
            return text, next(token for token in scan(text) if token.kind in (OPEN, EMPTY))
        except (FormatError, StopIteration):
            continue
    raise FormatError(_("The file holds no XML element; ask for another copy of it."))


def _shaped(index: Index, there: Shape, start: int) -> None:
    """Take the units that were found at once; see to what stands between them."""
    index.shape = there
    index.begins.frombytes(there.starts.tobytes())
    index.finishes.frombytes(there.ends.tobytes())
    walk, done = _Walk(index), start
    data, next_group, total = index.source.utf8, _beside(index.prefix).fullmatch, len(index)
    for first, last in pairwise([*([0] if total else []), *there.apart.tolist(), total]):
        at = index.begins[first]
        beside = next_group(data, done, at)
        if beside is None:
            walk.go(done, at)
        else:
            walk.beside(beside[1].decode())
        index.context.extend(array("q", [walk.stack[-1]]) * (last - first))
        done = index.finishes[last - 1]
    walk.go(done, len(data))


def _beside(prefix: str) -> re.Pattern[bytes]:
    """Return what matches the end of a group and the start of the next, of which no more is said than its id."""
    group = f"{re.escape(prefix)}group"
    return re.compile(rf"\s*</{group}>\s*<{group} id=\"([^\"&<>\t\r\n]*)\">\s*".encode())


def _count(index: Index) -> None:
    """Say for each unit which row is its first, once all are there."""
    data, there = index.source.utf8, index.shape
    sizes = np.ones(len(index) + 1, dtype=np.int64)
    sizes[0] = 0
    spans = enumerate(zip(index.begins, index.finishes, strict=True))
    doubtful = [number for number, span in spans if data.find(b"seg-source", *span) >= 0] if there is None else []
    for number in doubtful if there is None else np.flatnonzero(there.segmented).tolist():
        text = index.text(number)
        unit = take(text, 0, len(text), (index.prefix, index.contexts[index.context[number]].namespaces))
        sizes[number + 1] = len(segmented(text, unit, index.prefix)) or 1
    index.rows = array("q", np.cumsum(sizes).tobytes())


class _Walk:
    """The state of a walk through the file: what is open around the place."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.stack = [0]
        self.files = 0
        self.began = -1  # where the unit began that is being passed through

    def unit(self, start: int, end: int) -> None:
        """Take the unit between two offsets."""
        self.index.begins.append(start)
        self.index.finishes.append(end)
        self.index.context.append(self.stack[-1])

    def go(self, start: int, end: int) -> None:
        """Pass from one offset to another, taking units and what holds them."""
        data, prefix = self.index.source.utf8, self.index.prefix.encode()
        for match in _STRUCTURE.finditer(data, start, end):
            name = match["name"]
            if name is None or not name.startswith(prefix) or b":" in name[len(prefix) :]:
                continue
            local, closed = name[len(prefix) :], match[0].endswith(b"/>")
            if local == b"trans-unit":
                self._edge(match, closed=closed)
            elif self.began < 0 and match["end"]:
                self._leave(match.start())
            elif self.began < 0:
                self._enter(match[0].decode(), match.start(), local.decode())

    def beside(self, group: str) -> None:
        """Go from one group into the next one beside it."""
        self.stack.pop()
        around = self.index.contexts[self.stack[-1]]
        self.stack.append(len(self.index.contexts))
        self.index.contexts.append(
            Context(around.namespaces, around.file, around.start, around.translate, group, around.ours)
        )

    def _edge(self, match: re.Match[bytes], *, closed: bool) -> None:
        if closed:
            self.unit(*match.span())
        elif not match["end"]:
            if self.began >= 0:
                self._refuse(match.start())
            self.began = match.start()
        elif self.began >= 0:
            self.unit(self.began, match.end())
            self.began = -1

    def _leave(self, at: int) -> None:
        if len(self.stack) == 1:
            self._refuse(at)
        self.stack.pop()

    def _refuse(self, at: int) -> NoReturn:
        raise FormatError(
            _("A trans-unit or a file stands inside a trans-unit here; ask for a sound copy of the file."),
            self.index.source.utf8.count(b"\n", 0, at) + 1,
        )

    def _enter(self, tag: str, at: int, local: str) -> None:
        index = self.index
        around = index.contexts[self.stack[-1]]
        there = told(tag, 0, len(tag))
        file, start, group, ours = around.file, around.start, around.group, around.ours
        if local == "file":
            self.files += 1
            file, start, group, ours = self.files, at, "", there.get("tool-id") == TOOL
        elif local == "group":
            group = there.get("id", "")
        translate = {"yes": True, "no": False}.get(there.get("translate", ""), around.translate)
        token = Token(EMPTY if tag.endswith("/>") else OPEN, 0, len(tag), index.prefix + local)
        inside = Context(scoped(tag, token, around.namespaces), file, start, translate, group, ours)
        if token.kind == OPEN:
            index.contexts.append(inside)
            self.stack.append(len(index.contexts) - 1)
        elif local == "file":
            index.contexts.append(inside)


def files(index: Index) -> Iterator[Context]:
    """Yield the first context of each file."""
    seen = 0
    for context in index.contexts:
        if context.file > seen:
            seen = context.file
            yield context
