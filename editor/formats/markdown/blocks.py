"""Where the text of a page of Markdown stands: paragraphs, headings, cells, and what is within and in front."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from editor.errors import FormatError
from editor.formats.html import blocks as pages
from editor.formats.markdown import front, inline
from editor.formats.markdown.inline import References
from editor.formats.markdown.parser import parser
from editor.formats.skeletons import text_of
from editor.i18n import _
from editor.text import Text

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_DEFINED = re.compile(r"\[(?:[^\]\\]|\\.)*\]:")
BLANK = " \t\n\r\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What the parser takes away around a paragraph, and so do browsers."""
_MOST = 20_000_000  # characters
_LINES = 1_000_000  # the parser keeps several numbers of each
_BUSY = 1_250_000  # characters of paragraphs with marks in them, which are read sign by sign
_LONGEST = 2_500_000  # characters of one paragraph; a thousand pages
_BARE = 20  # for as many of those a paragraph without marks counts


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and what is there to a reader."""

    start: int
    end: int
    kind: str
    role: str
    text: Text | None = field(default=None, compare=False)  # what was read there, where it is as the file has it


@dataclass(slots=True)
class Page:
    """A page's places, in order, and the definitions that its links refer to."""

    spots: list[Spot] = field(default_factory=list)
    references: dict[str, object] = field(default_factory=dict)
    title: str = ""


def page(text: str) -> Page:
    """Find the places in *text*. Raises FormatError for more than 20 million characters or a million lines."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if len(text) > _MOST or lines > _LINES:
        raise FormatError(_("The page is far too large; save its parts as pages of their own."))
    flat, shifts = _flat(text)
    found = _found(flat)
    found.spots = sorted(
        (_placed(spot, flat, text, shifts) for spot in found.spots),
        key=lambda spot: (spot.start, -spot.end),
    )
    return found


def _placed(spot: Spot, flat: str, text: str, shifts: list[int]) -> Spot:
    start, end = _back(spot.start, shifts), _back(spot.end, shifts)
    same = spot.text is not None and flat[spot.start : spot.end] == text[start:end]
    return Spot(start, end, spot.kind, spot.role, spot.text if same else None)


def references(text: str) -> References:
    """Return the definitions that the links of a page refer to."""
    return _tokens(_flat(text)[0])[1]


def _flat(text: str) -> tuple[str, list[int]]:
    """Return *text* as the parser wants it, and where lines end in two characters."""
    shifts = [match.start() - n for n, match in enumerate(re.finditer("\r\n", text))]
    return re.sub("[\ud800-\udfff\0]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), shifts


def _back(offset: int, shifts: list[int]) -> int:
    return offset + bisect_right(shifts, offset - 1)


def _tokens(text: str) -> tuple[list[Token], dict[str, object]]:
    matter = front.end(text)
    body = re.sub(r"[^\n]", " ", text[:matter]) + text[matter:]
    tokens: list[Token] = []
    env: dict[str, Any] = {"count": _counter()}
    parser().block.parse(body, parser(), env, tokens)
    return tokens, env.get("references", {})


def _counter() -> Callable[[str], None]:
    """Return what takes each text of a page and raises FormatError at one that is too much."""
    read = 0

    def count(text: str) -> None:
        nonlocal read
        if len(text) > _LONGEST:
            raise FormatError(_("A paragraph of the page is far too long; part it by blank lines."))
        if text:
            read += len(text) if inline.is_marked(text) else _BARE
        if read > _BUSY:
            raise FormatError(
                _("The page has far too many signs and paragraphs; save its parts as pages of their own.")
            )

    return count


def _found(text: str) -> Page:
    tokens, known = _tokens(text)
    found = Page([], known)
    for value in front.values(text):
        role = "title" if "itle" in value.key else "description"
        found.spots.append(Spot(value.start, value.end, value.kind, role))
        if value.key == "title":
            found.title = text_of(front.pieces(text[value.start : value.end], value.kind)).plain
    walk = _Walk(text, found)
    for token in tokens:
        walk.take(token)
    return found


class _Walk:
    """Goes through the blocks once, keeping what is open."""

    def __init__(self, text: str, into: Page) -> None:
        self.text = text
        self.page = into
        self._open: list[Token] = []
        self._cells: dict[int, int] = {}  # of the row that begins there, how many are behind us

    def take(self, token: Token) -> None:
        """Go one token on."""
        if token.nesting > 0:
            self._open.append(token)
        elif token.nesting < 0:
            self._open.pop()
        elif token.type == "inline" and token.content.strip():
            self._inline(token)
        elif token.type == "inline":
            self._cell(token)
        elif token.type == "html_block":
            self._html(token)
        elif token.type == "definition" and token.meta["title"].strip():
            self._definition(token)

    def _depth(self) -> int:
        return sum(token.type == "blockquote_open" for token in self._open)

    def _role(self) -> str:
        for token in reversed(self._open):
            if token.type == "list_item_open":
                return "list"
            if token.type == "blockquote_open":
                return "quote"
            if token.type == "container_open":
                return "footnote" if token.info.startswith("[") else "list"
        return ""

    def _inline(self, token: Token) -> None:
        around = self._open[-1].type
        if around in {"th_open", "td_open"}:
            where = self._cell(token)
            if where:
                self._add(Spot(*where, "cell", "cell"))
            return
        kind = ">" * self._depth() if "\n" in token.content else ""
        if around == "heading_open":
            kind = "atx" if self._open[-1].markup.startswith("#") else f"setext{kind}"
        start, end = self._where(token, len(self._open[-1].markup) if kind == "atx" else 0)
        if not kind.strip(">"):
            task = _TASK.match(self.text, start, end)
            start = task.end() if task else start
        role = "heading" if around == "heading_open" else self._role()
        if around == "heading_open" and self._open[-1].tag == "h1" and not self.page.title:
            self.page.title = text_of(inline.pieces(self.text[start:end], kind, self.page.references)).plain
        self._add(Spot(start, end, kind, role))

    def _where(self, token: Token, mark: int) -> tuple[int, int]:
        """Return where the text of lines stands, after *mark* signs; blank ones in front are no text."""
        said = token.content.split("\n")
        lines = token.meta["lines"]
        first = next(n for n, line in enumerate(lines) if self.text[slice(*line)].strip(BLANK))
        start = self.text.index(said[0].lstrip(" \t"), lines[first][0] + mark)
        last = said[-1].lstrip(" \t")
        if len(said) == 1:
            return start, start + len(last)
        return start, self.text.index(last, lines[first + len(said) - 1][0]) + len(last)

    def _cell(self, token: Token) -> tuple[int, int] | None:
        """Return where a cell stands, the next one of its row."""
        if not token.meta.get("lines"):
            return None
        start, end = token.meta["lines"][0]
        number = self._cells[start] = self._cells.get(start, -1) + 1
        cells = list(_cells(self.text[start:end]))
        if number >= len(cells):
            return None
        left, right = cells[number]
        return start + left, start + right

    def _add(self, spot: Spot) -> None:
        native = self.text[spot.start : spot.end]
        pieces, inner = inline.both(native, spot.kind, self.page.references)
        text = text_of(pieces)
        if text.plain.strip():
            self.page.spots.append(replace(spot, text=text))
        for place in inner:
            self.page.spots.append(Spot(spot.start + place.start, spot.start + place.end, place.kind, "alt"))

    def _html(self, token: Token) -> None:
        lines = token.meta["lines"]
        if not lines or (self._depth() and len(lines) > 1):
            return
        start, end = lines[0][0], lines[-1][1]
        for block in pages.page(self.text[start:end]).blocks:
            self.page.spots.append(Spot(start + block.start, start + block.end, f"html:{block.kind}", block.role))

    def _definition(self, token: Token) -> None:
        lines = token.meta["lines"]
        if not lines or (self._depth() and len(lines) > 1):
            return
        start, end = lines[0][0], lines[-1][1]
        defined = _DEFINED.match(self.text, start, end)
        title = inline.title_at(self.text, defined.end(), end) if defined else None
        if title:
            self.page.spots.append(Spot(*title, "title" + self.text[title[1]], "alt"))


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a table's row stand, without the white space around them."""
    at, end = len(line) - len(line.lstrip()), len(line.rstrip())
    bars = [at - 1, *(n for n in range(at, end) if line[n] == "|" and (n == 0 or line[n - 1] != "\\")), end]
    parts = [(left + 1, right) for left, right in pairwise(bars)]
    for number, (left, right) in enumerate(parts):
        if left == right and number in {0, len(parts) - 1}:
            continue
        said = line[left:right]
        front = left + len(said) - len(said.lstrip())
        yield front, max(front, left + len(said.rstrip()))
