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
from editor.formats.spans import EMPTY, OPEN, Token, attributes, line, scan, scoped, value
from editor.formats.spans.tags import Numbers, Tags
from editor.formats.xliff1.creating import TOOL
from editor.formats.xliff1.units import segmented, take, told
from editor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.formats.spans import Source

# What may hold units or change what they inherit. It skips what only looks like tags; in well-formed XML a `<` is
# always markup, so that finding these from left to right is exact.
_STRUCTURE = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<end>/)?(?P<name>(?:[^\s<>/!?:]+:)?(?:trans-unit|group|file|bin-unit))(?=[\s/>])"
    r"(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*)>",
    re.DOTALL,
)

_DECEPTIVE = (ord("!"), ord("?"))  # behind a `<`
_ODD = re.compile(r"[<&\t\r\n]")  # in an id


@dataclass(frozen=True, slots=True)
class Context:
    """What a unit inherits: the number of its file, whether it is for translation, the prefixes in force.

    *group* is the id of the innermost group; *ours* tells of a file that Diptych created, where a group is a
    paragraph and ids are rows' ids.
    """

    namespaces: Mapping[str, str] = field(repr=False)
    file: int = 0
    start: int = 0  # where the start tag of the file stands
    translate: bool = True
    group: str = ""
    ours: bool = False


@dataclass
class Index:
    """The units of one file: where each starts and ends, which context it has, and which row is its first."""

    source: Source
    prefix: str
    contexts: list[Context]
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    context: array[int] = field(default_factory=lambda: array("l"))
    rows: array[int] = field(default_factory=lambda: array("l", [0]))
    ids: list[str] | None = None  # of all units, where each begins with it and it is plain

    def __len__(self) -> int:
        """Count the units."""
        return len(self.starts)

    def unit_of(self, row: int) -> int:
        """Return the unit that row *row* of the file belongs to."""
        return bisect_right(self.rows, row) - 1

    @cached_property
    def repeated(self) -> frozenset[tuple[int, str]]:
        """The ids that more than one unit of the same file bears, with the file's number."""
        if self.ids is not None and len(set(self.ids)) == len(self.ids):
            return frozenset()
        text, find, size = self.source.text, self.source.text.find, len(f"<{self.prefix}trans-unit")
        ids = []
        for start in self.starts:
            at = start + size + 5
            raw = text[at : find('"', at)] if text.startswith(' id="', at - 5) else "&"
            ids.append(value(text, attributes(text, start).get("id")) if "&" in raw else raw)
        if len(set(ids)) == len(ids):
            return frozenset()
        numbers = (self.contexts[number].file for number in self.context)
        times = Counter(zip(numbers, ids, strict=True))
        return frozenset(pair for pair, count in times.items() if count > 1)


def index(source: Source, *, quick: bool = True) -> Index:
    """Find the units of *source*, which is well-formed; *quick* where nothing in the file could deceive a quick look.

    Raises FormatError where it is no XLIFF.
    """
    text = source.text
    root = next(token for token in scan(text) if token.kind in (OPEN, EMPTY))
    if root.name.rpartition(":")[2] != "xliff":
        message = _("This is no XLIFF file: it begins with “{name}”; open it as what it is.")
        raise FormatError(message.format(name=root.name))
    scope = scoped(text, root, {})
    prefix = root.name[: -len("xliff")]
    found = Index(source, prefix, [Context(scope)])
    if not quick or not _quick(_Walk(found), root.end):
        found = Index(source, prefix, [Context(scope)])
        walk = _Walk(found)
        walk.go(root.end, len(text))
        walk.count()
    return found


def _quick(walk: _Walk, start: int) -> bool:
    """Find the units by their tags alone; tell whether nothing in the file could deceive that."""
    index, text = walk.index, walk.index.source.text
    tags = Tags.of(text)
    if np.isin(tags.characters[tags.starts[tags.starts >= start] + 1], _DECEPTIVE).any():
        return False
    which = np.flatnonzero(tags.kinds(index.prefix, ("trans-unit",)) == 0)
    opening, closing = which[::2], which[1::2]
    if len(opening) != len(closing) or tags.closing[opening].any() or not tags.closing[closing].all():
        return False
    index.starts.frombytes(tags.starts[opening].tobytes())
    index.ends.frombytes(tags.ends[closing].tobytes())
    index.ids = _ids(text, tags, opening, f'<{index.prefix}trans-unit id="')
    del tags
    apart = np.flatnonzero(opening[1:] != closing[:-1] + 1) + 1  # units that something stands before
    done, next_group = start, _beside(index.prefix).fullmatch
    for first, last in pairwise([*([0] if len(opening) else []), *apart.tolist(), len(opening)]):
        at = index.starts[first]
        beside = next_group(text, done, at)
        if beside is None:
            walk.go(done, at)
        else:
            walk.beside(beside[1])
        index.context.extend([walk.stack[-1]] * (last - first))
        done = index.ends[last - 1]
    walk.go(done, len(text))
    walk.count()
    return True


def _ids(text: str, tags: Tags, units: Numbers, before: str) -> list[str] | None:
    """Return the ids of units where nothing but *before* stands before each, and each is as written."""
    if not tags.begin(units, before).all():
        return None
    quotes, starts = np.flatnonzero(tags.characters == ord('"')), tags.starts[units] + len(before)
    spans = zip(starts.tolist(), quotes[np.searchsorted(quotes, starts)].tolist(), strict=True)
    ids = [text[start:end] for start, end in spans]
    return None if _ODD.search("".join(ids)) else ids


def _beside(prefix: str) -> re.Pattern[str]:
    """Return what matches the end of a group and the start of the next, of which no more is said than its id."""
    group = f"{re.escape(prefix)}group"
    return re.compile(rf"\s*</{group}>\s*<{group} id=\"([^\"&<>\t\r\n]*)\">\s*")


class _Walk:
    """The state of a walk through the file: what is open around the place."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.stack = [0]
        self.files = 0
        self.began = -1  # where the unit began that is being passed through

    def unit(self, start: int, end: int) -> None:
        """Take the unit between two offsets."""
        self.index.starts.append(start)
        self.index.ends.append(end)
        self.index.context.append(self.stack[-1])

    def count(self) -> None:
        """Say for each unit which row is its first, once all are there."""
        index = self.index
        if "seg-source" not in index.source.text:
            index.rows = array("l", range(len(index) + 1))
            return
        row = 0
        for number in range(len(index)):
            row += self._rows(number)
            index.rows.append(row)

    def _rows(self, number: int) -> int:
        index, text, prefix = self.index, self.index.source.text, self.index.prefix
        start, end = index.starts[number], index.ends[number]
        if text.find("seg-source", start, end) < 0:
            return 1
        unit = take(text, start, end, (prefix, index.contexts[index.context[number]].namespaces))
        return len(segmented(text, unit, prefix)) or 1

    def go(self, start: int, end: int) -> None:
        """Pass from one offset to another, taking units and what holds them."""
        text, prefix = self.index.source.text, self.index.prefix
        for match in _STRUCTURE.finditer(text, start, end):
            name = match["name"]
            if name is None or not name.startswith(prefix) or ":" in name[len(prefix) :]:
                continue
            local, closed = name[len(prefix) :], text[match.end() - 2] == "/"
            if local == "trans-unit":
                self._edge(match, closed=closed)
            elif self.began < 0 and match["end"]:
                self._leave(match.start())
            elif self.began < 0:
                self._enter(Token(EMPTY if closed else OPEN, match.start(), match.end(), name), local)

    def beside(self, group: str) -> None:
        """Go from one group into the next one beside it."""
        self.stack.pop()
        around = self.index.contexts[self.stack[-1]]
        self.stack.append(len(self.index.contexts))
        self.index.contexts.append(
            Context(around.namespaces, around.file, around.start, around.translate, group, around.ours)
        )

    def _edge(self, match: re.Match[str], *, closed: bool) -> None:
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
            _("A trans-unit or a file stands inside a trans-unit here; ask for a sound copy of the file"),
            line(self.index.source.text, at),
        )

    def _enter(self, token: Token, local: str) -> None:
        index, text = self.index, self.index.source.text
        around = index.contexts[self.stack[-1]]
        there = told(text, token.start, token.end)
        file, start, group, ours = around.file, around.start, around.group, around.ours
        if local == "file":
            self.files += 1
            file, start, group, ours = self.files, token.start, "", there.get("tool-id") == TOOL
        elif local == "group":
            group = there.get("id", "")
        translate = {"yes": True, "no": False}.get(there.get("translate", ""), around.translate)
        inside = Context(scoped(text, token, around.namespaces), file, start, translate, group, ours)
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
