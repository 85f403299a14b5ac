"""What runs within a paragraph of a page: characters, and tags as codes, each with its native text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from editor.errors import FormatError
from editor.formats import markup
from editor.formats.markup import Sort, Token
from editor.formats.skeletons import Piece
from editor.i18n import N_, _
from editor.text import Code, Kind

_NAMES = {
    N_("link"): "a",
    N_("bold"): "b strong",
    N_("italic"): "i em dfn var",
    N_("underline"): "u ins",
    N_("struck"): "s del strike",
    N_("code"): "code kbd samp tt",
    N_("quote"): "q",
    N_("line break"): "br",
    N_("image"): "img svg picture",
    N_("formula"): "math",
    N_("field"): "input",
    N_("script"): "script style",
    N_("media"): "audio video iframe object embed canvas",
}
LABELS = {tag: label for label, tags in _NAMES.items() for tag in tags.split()}
_SHOWN = frozenset({"image", "media", "formula", "field"})  # what takes room on the screen
_OPAQUE = frozenset({"svg", "math", "object", "audio", "video", "canvas", "template"})
PROTECTABLE = frozenset(["span", "bdi", "bdo", "abbr", "cite", "mark", *LABELS]) - markup.VOID
_ORNAMENT = re.compile(r"""class=["']?(?:[^"'>]*\s)?(?:mw-editsection|headerlink)["'\s>]""")
_NO_ATTRIBUTE = markup.TEXT_ONLY | {"", "pre"}  # kinds of places
_SPACE = " \t\n\f\r"
_LEADING = re.compile(r"(&#?\w{1,10};)\s*")
_LONG = 12  # characters of a reference to white space, and more
_MOST = 1_000_000  # stretches of one paragraph that are written otherwise than they read
_FEW = 64  # tags in an element without text that are looked through


@dataclass(slots=True)
class _Entry:
    """A token within a unit; *mate* is the index of the tag that closes or opens it, -1 where it stands alone."""

    sort: Sort
    start: int
    end: int
    name: str
    mate: int = -1
    seen: bool = False


def whole(page: str, found: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens, with all of an element that is one thing for a reader in one token that has its name.

    A drawing or a script is of sort HIDDEN (comments, too, but have no name); what the page says is not to be
    translated is RAW.
    """
    listed = list(found)
    closes = _closes(page, listed)
    at = 0
    while at < len(listed):
        token = listed[at]
        if at in closes:
            is_hidden = _is_opaque(token.name) or is_ornament(page, token)
            sort = Sort.HIDDEN if is_hidden else Sort.RAW
            yield Token(sort, token.start, listed[closes[at]].end, token.name)
            at = closes[at]
        else:
            yield token
        at += 1


def _closes(page: str, listed: Sequence[Token]) -> dict[int, int]:
    """Return the closing tag's index for each opening one of an element that is one thing."""
    open_: dict[str, list[int]] = {}
    found = {}
    for index, token in enumerate(listed):
        if token.sort is Sort.OPEN and (_is_opaque(token.name) or token.name in PROTECTABLE):
            open_.setdefault(token.name, []).append(index)
        elif token.sort is Sort.CLOSE and open_.get(token.name):
            opening = open_[token.name].pop()
            if _is_opaque(token.name) or is_ornament(page, listed[opening]) or is_protected(page, listed[opening]):
                found[opening] = index
    return found


def _is_opaque(name: str) -> bool:
    return name in _OPAQUE or name in markup.HIDDEN


def is_ornament(page: str, tag: Token) -> bool:
    """Tell whether the start tag *tag* begins a thing that a program put beside a heading ("[edit]", "¶")."""
    return _ORNAMENT.search(page, tag.start, tag.end) is not None


def is_protected(page: str, tag: Token) -> bool:
    """Tell whether the start tag *tag* says that its element is not to be translated."""
    if page.find("ranslate", tag.start, tag.end) < 0:
        return False
    values = markup.values(page, tag)
    return values.get("translate", "").lower() == "no" or "notranslate" in values.get("class", "").lower().split()


def _entries(page: str, found: Iterable[Token]) -> list[_Entry]:
    """Pair the tags of a unit by their names; those left over stand alone."""
    entries: list[_Entry] = []
    open_: dict[str, list[int]] = {}
    for token in found:
        entry = _Entry(*token)
        if entry.sort is Sort.TEXT:
            entry.seen = markup.is_seen(page[token.start : token.end])
        elif entry.sort is Sort.RAW:
            entry.seen = True
        elif entry.sort is Sort.OPEN and entry.name not in markup.VOID:
            open_.setdefault(entry.name, []).append(len(entries))
        elif entry.sort is Sort.CLOSE and open_.get(entry.name):
            entry.mate = open_[entry.name].pop()
            entries[entry.mate].mate = len(entries)
        entries.append(entry)
    return entries


def trim(page: str, found: Iterable[Token]) -> tuple[int, int] | None:
    """Return where a unit stands in *page*, None where a reader sees no text.

    White space, codes that enclose all of it and codes at its ends that hold no text stay outside.
    """
    found = list(found)
    if len(found) == 1 and found[0].sort is Sort.TEXT:
        start, end = found[0].start, found[0].end
        if not markup.is_seen(page[start:end]):
            return None
        front, behind = _blank(page[start:end])
        return start + front, end - behind
    entries = _entries(page, found)
    if not any(entry.seen and entry.sort is Sort.TEXT for entry in entries):
        return None
    seen = [0, *accumulate(entry.seen for entry in entries)]
    left, right = _ends(entries, seen)
    start, end = entries[left].start, entries[right - 1].end
    if entries[left].sort is Sort.TEXT:
        start += _blank(page[start : entries[left].end])[0]
    if entries[right - 1].sort is Sort.TEXT:
        end -= _blank(page[entries[right - 1].start : end])[1]
    return start, end


def _ends(entries: Sequence[_Entry], seen: Sequence[int]) -> tuple[int, int]:
    """Return which entries make the unit; *seen* counts those before each that a reader sees."""
    left, right = 0, len(entries)
    while not entries[left].seen:
        entry = entries[left]
        if entry.sort is Sort.OPEN and entry.mate > left and seen[entry.mate]:
            if seen[right] > seen[entry.mate]:
                break
            right = entry.mate
        left += 1
    while not entries[right - 1].seen:
        entry = entries[right - 1]
        if entry.sort is Sort.CLOSE and left <= entry.mate and seen[right] > seen[entry.mate]:
            break  # it opens behind the start, or the first loop would have taken it
        right -= 1
    return left, right


def _blank(native: str) -> tuple[int, int]:
    """Return how many characters of white space, references to it included, are in front and behind."""
    front, end = len(native) - len(native.lstrip()), len(native.rstrip())
    while match := _LEADING.match(native, front):
        if not markup.unescape(match[1]).isspace():
            break
        front = match.end()
    while native[end - 1 : end] == ";":
        start = native.rfind("&", max(0, end - _LONG), end)
        if start < 0 or not markup.unescape(native[start:end]).isspace():
            break
        end = len(native[:start].rstrip())
    return front, len(native) - end


# ── Pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────


def pieces(native: str, kind: str) -> list[Piece]:
    """Read the native text of a place: a unit ("" or "pre"), a text-only element, or an attribute's value."""
    reader = _Reader(keeps=kind in {"pre", "textarea"})
    if kind in {"", "pre"} and "<" in native:
        reader.read(native)
    else:
        reader.characters(native, in_attribute=kind not in _NO_ATTRIBUTE)
    return reader.found


class _Reader:
    """Reads a unit piece by piece; white space collapses as a browser shows it, unless the element keeps it."""

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps
        self.found: list[Piece] = []
        self._spaced = False  # white space has just been shown, more is not
        self._pairs = 0
        self._pair_of: dict[int, str] = {}

    def read(self, native: str) -> None:
        """Read text and tags."""
        entries = _entries(native, whole(native, markup.tokens(native)))
        seen = [0, *accumulate(entry.seen for entry in entries)]
        at = 0
        while at < len(entries):
            entry = entries[at]
            if entry.sort is Sort.TEXT:
                self.characters(native[entry.start : entry.end])
            elif entry.sort is Sort.HIDDEN and not entry.name:
                self.found.append(Piece("", native[entry.start : entry.end]))
            elif entry.sort is Sort.RAW:
                self._alone(entry.name, native[entry.start : entry.end], _said(native[entry.start : entry.end]))
            elif entry.sort is Sort.OPEN and entry.mate > at and seen[at] == seen[entry.mate] and _is_own(entries, at):
                self._empty(native, entries[at : entry.mate + 1])
                at = entry.mate
            else:
                self._code(native, entries, at)
            at += 1

    def characters(self, native: str, *, in_attribute: bool = False) -> None:
        """Read character data."""
        for said, written, space in markup.characters(native, in_attribute=in_attribute):
            if not space:
                self.found.append(Piece(said, written))
            elif self.keeps:
                self.found += (Piece("\n" if line in {"\r\n", "\r"} else line, line) for line in _lines(written))
            else:
                self.found.append(Piece("" if self._spaced else " ", written))
            self._spaced = space and not self.keeps
            if len(self.found) > _MOST:
                raise FormatError(_("A paragraph of the page has far too many lines and signs; ask for another copy."))

    def _empty(self, native: str, entries: Sequence[_Entry]) -> None:
        """Read an element that holds no text: white space only, or one code with all that is in it."""
        written = native[entries[0].start : entries[-1].end]
        names = [entry.name for entry in entries if entry.sort in {Sort.OPEN, Sort.HIDDEN} and entry.name]
        shown = next((name for name in names if LABELS.get(name) in _SHOWN), names[0])
        has_break = "br" in names
        inner = _Reader(keeps=self.keeps)
        inner._spaced = self._spaced
        for entry in entries:
            if entry.sort is Sort.TEXT:
                inner.characters(native[entry.start : entry.end])
        blank = "".join(piece.item for piece in inner.found if isinstance(piece.item, str))
        if inner.found and not has_break and shown == names[0]:
            self.found.append(Piece(blank, written))
            self._spaced = inner._spaced
            return
        self._alone("br" if has_break else shown, written, "\n" if has_break else blank)

    def _code(self, native: str, entries: Sequence[_Entry], at: int) -> None:
        entry = entries[at]
        written = native[entry.start : entry.end]
        if entry.mate < 0 or entry.sort is Sort.HIDDEN:
            self._alone(entry.name, written, "\n" if entry.name == "br" else "")
            return
        first = min(at, entry.mate)
        if first not in self._pair_of:
            self._pairs += 1
            self._pair_of[first] = str(self._pairs)
        kind = Kind.OPEN if entry.sort is Sort.OPEN else Kind.CLOSE
        self.found.append(Piece(Code(kind, self._pair_of[first], _label(entry.name), written), written))

    def _alone(self, name: str, written: str, equiv: str) -> None:
        self._pairs += 1
        if equiv == "\n" and not self.keeps:
            while self.found and self.found[-1].item == " " and self.found[-1].native.strip(_SPACE) == "":
                self.found[-1] = Piece("", self.found[-1].native)
            self._spaced = True
        elif equiv or _label(name) in _SHOWN:
            self._spaced = False
        self.found.append(Piece(Code(Kind.ALONE, str(self._pairs), _label(name), written, equiv), written))


def _is_own(entries: Sequence[_Entry], at: int) -> bool:
    """Tell whether the tags within an element that holds no text are its own."""
    end = entries[at].mate
    return end - at <= _FEW and all(at <= entry.mate <= end or entry.mate < 0 for entry in entries[at : end + 1])


def _said(native: str) -> str:
    """Return the characters of an element."""
    texts = (native[token.start : token.end] for token in markup.tokens(native) if token.sort is Sort.TEXT)
    return markup.unescape("".join(texts))


def _label(name: str) -> str:
    return LABELS.get(name, name)


def _lines(space: str) -> Iterator[str]:
    """Part white space where lines end, each line's end one part."""
    at = 0
    while at < len(space):
        size = 2 if space.startswith("\r\n", at) else 1
        yield space[at : at + size]
        at += size


def escape(text: str, kind: str) -> str:
    """Write characters at a place of some kind."""
    text = text.replace("&", "&amp;")
    if kind.endswith("="):  # an attribute without quotes
        return re.sub(r"""[\s"'=<>`]""", lambda found: f"&#{ord(found[0])};", text)
    if kind.endswith('"'):
        return text.replace('"', "&quot;")
    if kind.endswith("'"):
        return text.replace("'", "&#39;")
    return text.replace("<", "&lt;").replace(">", "&gt;")
