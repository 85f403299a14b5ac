"""What runs within a paragraph of Markdown: characters, and emphasis, links and pictures as codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

import regex
from markdown_it.token import Token

from editor.formats import markup
from editor.formats.html.inline import LABELS
from editor.formats.markdown.parser import parser
from editor.formats.markup import Sort
from editor.formats.skeletons import Piece
from editor.i18n import N_
from editor.text import Code, Kind

References = Mapping[str, object]

_ENDS = re.compile(r"\r\n|\r|\n")
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff00-\uffef]"
)
_MARKED = re.compile("[\\\\`*_\\[\\]<>&!~{$|\r\n\ud800-\udfff\0]")  # what may be more than a character
_DAMAGE = re.compile("[\ud800-\udfff\0]")
_QUOTED = re.compile(r"(?:[ \t]*>[ \t]?)")
_TITLE = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAGS = {"em": N_("italic"), "strong": N_("bold"), "s": N_("struck"), "link": N_("link")}
_ALONE = {
    "code_inline": N_("code"),
    "image": N_("image"),
    "footnote": N_("footnote"),
    "placeholder": N_("placeholder"),
    "alert": N_("line break"),
}


@dataclass(frozen=True, slots=True)
class Inner:
    """A place within another: the words for a picture, the title of a link; offsets in the native text."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Logical:
    """The text of a place as the parser wants it; ``at[n]`` is where its character *n* stands in the native text."""

    text: str = ""
    at: list[int] = field(default_factory=list)

    def add(self, native: str, start: int, end: int) -> None:
        """Take over a stretch as it stands."""
        self.text += native[start:end]
        self.at.extend(range(start, end))


def logical(native: str, kind: str) -> _Logical:
    """Return *native* without what its lines begin with in quotes, or as the text of a table's cell."""
    found = _Logical()
    depth = kind.count(">")
    start = 0
    while True:
        end = _ENDS.search(native, start)
        stop = end.start() if end else len(native)
        if kind == "cell":
            _add_cell(found, native, start, stop)
        else:
            found.add(native, start, stop)
        if end is None:
            break
        found.text += "\n"
        found.at.append(stop)
        start = end.end()
        for _level in range(depth):
            quoted = _QUOTED.match(native, start)
            start = quoted.end() if quoted else start
    found.at.append(len(native))
    found.text = _DAMAGE.sub("\ufffd", found.text)
    return found


def _add_cell(found: _Logical, native: str, start: int, end: int) -> None:
    for number, part in enumerate(native[start:end].split("\\|")):
        if number:
            found.text += "|"
            found.at.append(start)
            start += 2
        found.add(native, start, start + len(part))
        start += len(part)


def parsed(text: str, references: References) -> list[Token]:
    """Return the tokens of a paragraph in the order in which they stand."""
    tokens: list[Token] = []
    markdown = parser()
    markdown.inline.parse(text, markdown, {"references": dict(references)} if references else {}, tokens)
    placed = [token for token in tokens if "span" in token.meta and not (token.type == "text" and not token.markup)]
    return sorted(placed, key=lambda token: token.meta["span"][0])


def is_marked(native: str) -> bool:
    """Tell whether anything in a place may be more than a character."""
    return _MARKED.search(native) is not None


def pieces(native: str, kind: str, references: References) -> list[Piece]:
    """Read the native text of a place."""
    if kind.startswith("title"):
        return list(_of_title(native))
    if not is_marked(native):
        return [Piece(native, native)] if native else []
    reader = _Reader(native, logical(native, kind), references)
    reader.read()
    return reader.found


def inner(native: str, kind: str, references: References) -> list[Inner]:
    """Return the places within a place, in order."""
    if kind.startswith("title") or ("](" not in native and "![" not in native):
        return []
    content = logical(native, kind)
    return list(_inner(content, parsed(content.text, references)))


def both(native: str, kind: str, references: References) -> tuple[list[Piece], list[Inner]]:
    """Return ``pieces`` and ``inner`` of a place, parsed once."""
    if kind.startswith("title") or not is_marked(native):
        return pieces(native, kind, references), []
    reader = _Reader(native, logical(native, kind), references)
    reader.read()
    return reader.found, list(_inner(reader.content, reader.tokens))


def _inner(content: _Logical, tokens: Sequence[Token]) -> Iterator[Inner]:
    for token in tokens:
        start, end = token.meta["span"]
        close = start + 2 + len(token.content) if token.type == "image" else start
        if token.type == "image" and token.content.strip():
            yield Inner(content.at[start + 2], content.at[close], "alt")
        if token.type == "image" or (token.type == "link_close" and token.markup != "autolink"):
            title = title_at(content.text, close + 2, end) if content.text.startswith("](", close) else None
            if title:
                yield Inner(content.at[title[0]], content.at[title[1]], "title" + content.text[title[1]])


def title_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the title stands in ``destination "title"``, without its quotes; None where none is."""
    helpers = parser().helpers
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\n"))
    to = helpers.parseLinkDestination(text, start, end)
    at = to.pos if to.ok else start
    blank = len(text[at:end]) - len(text[at:end].lstrip(" \t\n"))
    title = helpers.parseLinkTitle(text, at + blank, end)
    return (at + blank + 1, title.pos - 1) if title.ok and blank and title.str.strip() else None


def _of_title(native: str) -> Iterator[Piece]:
    at = 0
    for match in (*_TITLE.finditer(native), None):
        plain = native[at : match.start() if match else len(native)]
        for run in re.split("([\ud800-\udfff\0]+|\r\n|[\r\n])", plain):
            if run:
                said = " " if run[0] in "\r\n" else _DAMAGE.sub("\ufffd", run)
                yield Piece(said, run)
        if match:
            yield Piece(match[0][1:] if match[0].startswith("\\") else unescape(match[0]), match[0])
            at = match.end()


class _Reader:
    """Goes through the tokens of a paragraph, and makes pieces of what they are and of what stands between."""

    def __init__(self, native: str, content: _Logical, references: References) -> None:
        self.native = native
        self.content = content
        self.tokens = parsed(content.text, references)
        self.found: list[Piece] = []
        self._pairs = 0
        self._open: list[tuple[str, int]] = []  # each pair's name, and where it opens
        self._mates = self._html_pairs()
        self._tags: dict[int, str] = {}

    def read(self) -> None:
        """Read all."""
        at = 0
        for token in self.tokens:
            start, end = self._span(token)
            if token.type in {"softbreak", "hardbreak"}:
                before = self.content.text[at:start]
                start -= len(before) - len(before.rstrip(" "))
            self._characters(at, start)
            self._take(token, start, end)
            at = end
        self._characters(at, len(self.content.text))

    def _span(self, token: Token) -> tuple[int, int]:
        start, end = token.meta["span"]
        if token.type == "strong_open":
            return start - 1, end
        return (start, end + 1) if token.type == "strong_close" else (start, end)

    def _written(self, start: int, end: int) -> str:
        return self.native[self.content.at[start] : self.content.at[end]]

    def _characters(self, start: int, end: int) -> None:
        """Make pieces of plain text, each as long as it is written as it reads."""
        at = start
        while at < end:
            line = self.content.text.find("\n", at, end)
            last = line if line >= 0 else end
            if self._is_as_written(at, last):
                text = self._written(at, last)
                self.found += [Piece(text, text)] if text else []
            else:
                self._uneven(at, last)
            if line >= 0:
                self.found.append(Piece(" ", self._written(line, line + 1)))
            at = last + 1

    def _is_as_written(self, start: int, end: int) -> bool:
        """Tell whether a stretch of a line reads as it is written; no two of its places are the same."""
        left, right = self.content.at[start], self.content.at[end]
        return right - left == end - start and self.native[left:right] == self.content.text[start:end]

    def _uneven(self, at: int, end: int) -> None:
        while at < end:
            last = at
            while last < end and self._is_plain(last):
                last += 1
            if last > at:
                text = self._written(at, last)
                self.found.append(Piece(text, text))
            if last < end:
                self.found.append(Piece(self.content.text[last], self._written(last, last + 1)))
                last += 1
            at = last

    def _is_plain(self, place: int) -> bool:
        at = self.content.at
        return at[place + 1] - at[place] == 1 and self.native[at[place]] == self.content.text[place] != "\n"

    def _take(self, token: Token, start: int, end: int) -> None:
        written = self._written(start, end)
        name = token.type.partition("_")[0]
        if token.type == "text_special":
            self.found.append(Piece(token.content, written))
        elif token.type == "softbreak":
            self.found.append(Piece("" if self._touches_ideographs(start, end) else " ", written))
        elif token.type == "hardbreak":
            self._alone(N_("line break"), written, "\n")
        elif token.type == "html_inline":
            self._html(token, written)
        elif token.markup == "autolink":
            if token.type == "link_open":
                self._alone(N_("link"), written, written[1:-1])
        elif name in _TAGS:
            self._paired(token, written, start)
        elif token.type != "text":
            label = _ALONE[token.info if token.type == "sign" else token.type]
            equiv = {"code_inline": token.content, "sign": "\n" if token.info == "alert" else ""}.get(token.type, "")
            self._alone(label, written, equiv)

    def _touches_ideographs(self, start: int, end: int) -> bool:
        text = self.content.text
        inside = start > 0 and end < len(text)
        return inside and bool(_UNSPACED.match(text[start - 1]) and _UNSPACED.match(text[end]))

    def _alone(self, label: str, written: str, equiv: str = "") -> None:
        self._pairs += 1
        self.found.append(Piece(Code(Kind.ALONE, str(self._pairs), label, written, equiv), written))

    def _paired(self, token: Token, written: str, at: int) -> None:
        label = _TAGS[token.type.partition("_")[0]]
        if token.nesting > 0:
            self._pairs += 1
            self._open.append((str(self._pairs), at))
            self.found.append(Piece(Code(Kind.OPEN, self._open[-1][0], label, written), written))
            return
        pair, start = self._open.pop()
        data = written
        if written in {"]", "][]"}:  # what it refers to is its text, which will be another
            data = f"][{' '.join(self.content.text[start + 1 : at].split())}]"
        self.found.append(Piece(Code(Kind.CLOSE, pair, label, data), written))

    # ── Tags of HTML ─────────────────────────────────────────────────────────────────────────────────────────────

    def _html_pairs(self) -> dict[int, int]:
        """Return for each tag that has a mate where the pair's first tag stands."""
        open_: dict[str, list[int]] = {}
        found = {}
        for token in self.tokens:
            if token.type == "html_inline":
                tag = next(markup.tokens(token.content))
                at = token.meta["span"][0]
                if tag.sort is Sort.OPEN and tag.name not in markup.VOID and not token.content.endswith("/>"):
                    open_.setdefault(tag.name, []).append(at)
                elif tag.sort is Sort.CLOSE and open_.get(tag.name):
                    first = open_[tag.name].pop()
                    found[at] = found[first] = first
        return found

    def _html(self, token: Token, written: str) -> None:
        tag = next(markup.tokens(token.content))
        if tag.sort is Sort.HIDDEN:
            self.found.append(Piece("", written))
            return
        label = LABELS.get(tag.name, tag.name)
        first = self._mates.get(token.meta["span"][0])
        if first is None:
            self._alone(label, written, "\n" if tag.name == "br" else "")
            return
        kind = Kind.OPEN if tag.sort is Sort.OPEN else Kind.CLOSE
        if kind is Kind.OPEN:
            self._pairs += 1
            self._tags[first] = str(self._pairs)
        self.found.append(Piece(Code(kind, self._tags[first], label, written), written))
