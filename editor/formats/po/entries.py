"""Where the entries of a PO file stand: one pattern an entry, spans only, strings read when asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from editor.errors import FormatError
from editor.i18n import _, ngettext

_EOL = r"(?:\r\r\n|\r\n|\n|\r)"
_END = rf"(?:{_EOL}|\Z)"
_SPACE = r"[ \t\f\v]*+"
_WIDE = r"[ \t\f\v\r\n]*+"
_TIMES = "{0,500000}"  # lines of a comment or text: the matcher keeps 300 bytes for each, so what has more is no PO
_SOME = "{1,500000}"
_QUOTED = rf'"[^"\\\r\n]*+(?>(?:\\[^\r\n][^"\\\r\n]*+){_TIMES})"'
_BLOCK = rf"{_QUOTED}(?>(?:{_WIDE}{_QUOTED}){_TIMES}){_SPACE}{_END}"
# A carriage return alone ends a comment only if a PO line may follow: msgcat leaves such in what had CR LF line ends.
COMMENT = rf"[^\r\n]*+(?>(?:\r(?![ \t]*+(?:[\r\n\#\"]|msg|domain|\Z))[^\r\n]*+){_TIMES})"
# Comments, and blank lines up to where the line of the entry begins: its indentation is no part of this.
_REMARK = rf"(?>(?:{_WIDE}\#(?!~){COMMENT}{_EOL}){_TIMES}(?:[ \t\f\v\r\n]*[\r\n])?)"
_ENTRY = re.compile(
    rf"({_REMARK})(?>(?:{_SPACE}msgctxt{_WIDE}({_BLOCK}))?){_SPACE}msgid{_WIDE}({_BLOCK})"
    rf"(?>(?:{_SPACE}msgid_plural{_WIDE}({_BLOCK}))?)"
    rf"((?>(?:{_SPACE}msgstr{_SPACE}(?>(?:\[{_SPACE}\d+{_SPACE}\])?){_WIDE}{_BLOCK}){_SOME}))"
)
_OBSOLETE = re.compile(rf"{_REMARK}(?>(?:{_SPACE}\#~{COMMENT}{_END}){_SOME})")
_DOMAIN = re.compile(
    rf"{_REMARK}{_SPACE}domain(?:{_WIDE}{_BLOCK}|[ \t]++\w[^\r\n\"]*+{_END})"
)  # some leave out the quotes
_TAIL = re.compile(rf"(?>(?:{_WIDE}\#{COMMENT}{_EOL}){_TIMES}){_WIDE}(?:\#{COMMENT})?\Z")
_REMARKS = re.compile(_REMARK)
# Lines that are well-formed one by one though not in the order an entry has them, up to a blank line.
_STRETCH = re.compile(
    rf"(?>(?:{_SPACE}(?>(?:msg\w++{_SPACE}(?>(?:\[{_SPACE}\d+{_SPACE}\])?)|domain{_SPACE}\w*+)?){_SPACE}(?>(?:{_QUOTED}{_SPACE}){_TIMES})"
    rf"(?<=[\w\"\]]){_END}(?>(?:{_SPACE}\#{COMMENT}{_END}){_TIMES})){_SOME})"
)
_FORM = re.compile(rf"{_SPACE}msgstr{_SPACE}(?>(?:\[{_SPACE}(\d+){_SPACE}\])?){_WIDE}({_BLOCK})")
_PIECE = re.compile(_QUOTED)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}

WIDTH = 12  # numbers a row of the table: the spans of the entry and its five parts
MOST_FORMS = 6  # no language has more
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Form:
    """One msgstr: its number (None where the entry has no plural) and its lines' span, keyword included."""

    number: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry by its spans; a part that is not there has the span (-1, -1)."""

    start: int
    end: int
    comments: tuple[int, int]
    context: tuple[int, int]
    msgid: tuple[int, int]
    plural: tuple[int, int]
    strings: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a text, their spans in one flat array; the header, if any, is entry *header*, else -1."""

    text: str = field(repr=False)
    table: array[int] = field(repr=False)
    sizes: bytes = field(repr=False)  # rows of each entry: 1, or the number of its plural forms
    header: int
    doubts: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.sizes)

    def __getitem__(self, number: int) -> Entry:
        """Return entry *number*."""
        row = self.table[number * WIDTH : (number + 1) * WIDTH]
        return Entry(row[0], row[1], *((row[at], row[at + 1]) for at in range(2, WIDTH, 2)))

    def forms(self, entry: Entry) -> list[Form]:
        """Return the msgstr of *entry* in order."""
        start, end = entry.strings
        found = []
        for match in _FORM.finditer(self.text, start, end):
            number = None if match[1] is None else int(match[1])
            found.append(Form(number, match.start(), match.end(), string(match[2])))
        return found

    def part(self, span: tuple[int, int]) -> str | None:
        """Return the string that stands at *span*, None for a part that is not there."""
        return string(self.text[span[0] : span[1]]) if span[0] >= 0 else None


def string(block: str) -> str:
    """Return what the quoted pieces in *block* spell together."""
    pieces = [piece[1:-1] for piece in _PIECE.findall(block)]
    whole = "".join(pieces)
    return _ESCAPE.sub(_meant, whole) if "\\" in whole else whole


def length(text: str, start: int, end: int) -> int:
    """Return how many characters the string between two offsets has, mostly without reading it."""
    first, last = text.index('"', start, end), text.rindex('"', start, end)
    escapes = text.count("\\", first, last)
    if not escapes and text.count('"', first, last) == 1:
        return last - first - 1
    between = text.count('"\n"', first, last)  # pieces one a line, and nothing else between them
    quotes = text.count('"', first, last)
    if escapes:
        marks = text.count('\\"', first, last)
        if escapes != marks + text.count("\\n", first, last):
            return len(string(text[start:end]))
        quotes -= marks
    if quotes != 2 * between + 1:
        return len(string(text[start:end]))
    return last - first - 1 - 3 * between - escapes


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 8))
    if match[2]:
        return chr(int(match[2], 16))
    return _MEANT.get(match[3], match[3])


def scan(text: str, progress: Callable[[float], None]) -> Entries:
    """Return where the entries of *text* stand. Raises FormatError with the line where it is no PO."""
    table, sizes = array("q"), bytearray()
    doubts: list[int] = []
    header, at, end = -1, 0, len(text)
    while at < end:
        match = _ENTRY.match(text, at)
        if match is None:
            at = _past(text, at, doubts)
            continue
        if header < 0 and match.start(2) < 0 and text.startswith('""', match.start(3)) and not string(match[3]):
            header = len(sizes)
        spans = match.regs
        begin, stop = spans[5]
        sizes.append(1 if spans[4][0] < 0 and text.count("msgstr", begin, stop) == 1 else _size(text, match))
        table.extend(chain.from_iterable(spans))
        at = match.end()
        if not len(sizes) & 4095:
            progress(at / end)
    if not sizes and (doubts or (text.strip() and "#~" not in text)):
        raise FormatError(_("The file holds no PO entry; is it another kind of file?"))
    return Entries(text, table, bytes(sizes), header, tuple(_told(text, doubts)))


def _size(text: str, match: re.Match[str]) -> int:
    forms = sum(1 for _form in _FORM.finditer(text, *match.span(5)))
    if match.start(4) < 0 and forms > 1:
        raise FormatError(
            _("An entry has several msgstr but no msgid_plural; take one of them out."), line(text, match.start(5))
        )
    if forms > MOST_FORMS:
        message = _("An entry has {number} plural forms, more than any language; ask for another copy of the file.")
        raise FormatError(message.format(number=forms), line(text, match.start(5)))
    return forms


def _past(text: str, at: int, doubts: list[int]) -> int:
    """Return where what is no entry ends: obsolete ones, a domain, the last comments, a stretch in disorder."""
    for pattern in (_OBSOLETE, _DOMAIN, _TAIL):
        match = pattern.match(text, at)
        if match is not None and (match.end() > at or match.end() == len(text)):
            return match.end()
    blank = _REMARKS.match(text, at)
    where = blank.end() if blank else at
    stretch = _STRETCH.match(text, where)
    if stretch is None and text.startswith("#", where):
        raise FormatError(_("An entry has far too many comments; ask for another copy of the file."), line(text, where))
    if stretch is None:
        message = _("This is not how a PO entry goes on: “{shown}”; mend that line or ask for another copy")
        raise FormatError(message.format(shown=_shown(text, where)), line(text, where))
    doubts.append(where)
    return stretch.end()


def _shown(text: str, at: int) -> str:
    return re.split(r"[\r\n]", text[at : at + 40], maxsplit=1)[0]


def _told(text: str, doubts: list[int]) -> Iterator[str]:
    """Yield a sentence for each of the first places in disorder, and one for the rest."""
    message = _("Line {line} (“{shown}”) is not in the order of a PO entry; it is kept as it is and not shown.")
    for at in doubts[:_MOST_TOLD]:
        yield message.format(line=line(text, at), shown=_shown(text, at))
    if len(doubts) > _MOST_TOLD:
        more = len(doubts) - _MOST_TOLD
        yield ngettext(
            "{number} more place is not in the order of a PO entry.",
            "{number} more places are not in the order of a PO entry.",
            more,
        ).format(number=more)


def line(text: str, at: int) -> int:
    """Return the number of the line, from 1, on which offset *at* stands."""
    return len(re.findall(r"\r\r\n|\r\n|\n|\r", text[:at])) + 1
