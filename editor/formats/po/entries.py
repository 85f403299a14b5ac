"""Where the entries of a PO file stand: usual ones told at once, others by an exact pattern; strings when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from editor.errors import FormatError
from editor.formats.po.usual import (
    CONTEXT_AT,
    MOST_FORMS,
    MSGID_AT,
    MSGID_END,
    SIZE,
    WIDTH,
    Stretches,
    Table,
    stretches,
)
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

_MOST_TOLD = 10
_NONE: Table = np.zeros((0, WIDTH), dtype=np.int32)


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
    """All entries of a text, their spans in one table; the header, if any, is entry *header*, else -1."""

    text: str = field(repr=False)
    table: Table = field(repr=False)
    lengths: tuple[Table, Table] = field(repr=False)  # of source and target of each msgstr, -1 where unknown
    header: int
    doubts: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.table)

    def __getitem__(self, number: int) -> Entry:
        """Return entry *number*."""
        start, comments, *spans, strings, end, _size, _plain = self.table[number].tolist()
        context, context_end, msgid, msgid_end, plural, plural_end = spans
        return Entry(
            start,
            end,
            (start, comments),
            (context, context_end),
            (msgid, msgid_end),
            (plural, plural_end),
            (strings, end),
        )

    def forms(self, entry: Entry) -> list[Form]:
        """Return the msgstr of *entry* in order."""
        return forms(self.text, *entry.strings)

    def part(self, span: tuple[int, int]) -> str | None:
        """Return the string that stands at *span*, None for a part that is not there."""
        return string(self.text[span[0] : span[1]]) if span[0] >= 0 else None


def forms(text: str, start: int, end: int) -> list[Form]:
    """Return the msgstr between two offsets in order."""
    found = []
    for match in _FORM.finditer(text, start, end):
        number = None if match[1] is None else int(match[1][:9])
        found.append(Form(number, match.start(), match.end(), string(match[2])))
    return found


def string(block: str) -> str:
    """Return what the quoted pieces in *block* spell together."""
    whole = block[block.find('"') + 1 : block.rfind('"')]
    if '"' in whole:
        whole = whole.replace('"\n"', "")  # pieces one a line
    if "\\" not in whole:
        return spelled(block) if '"' in whole else whole
    if "\\\\" in whole or whole.count('"') != whole.count('\\"'):
        return spelled(block)
    meant = whole.replace("\\n", "\n").replace('\\"', '"')
    return spelled(block) if "\\" in meant else meant


def spelled(block: str) -> str:
    """Return the same piece by piece and escape by escape, however they are written."""
    return _ESCAPE.sub(_meant, "".join([piece[1:-1] for piece in _PIECE.findall(block)]))


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 8))
    if match[2]:
        return chr(int(match[2], 16))
    return _MEANT.get(match[3], match[3])


def scan(text: str, progress: Callable[[float], None], told: Callable[[str], Stretches] = stretches) -> Entries:
    """Return where the entries of *text* stand; *told* gives the usual ones.

    Raises FormatError with the line where it is no PO.
    """
    doubts: list[int] = []
    usual = told(text) if text else None
    table, lengths = _put_together(text, usual, doubts, progress) if usual else (_NONE, (_NONE[:, 0], _NONE[:, 0]))
    if not len(table) and (doubts or (text.strip() and "#~" not in text)):
        raise FormatError(_("The file holds no PO entry; is it another kind of file?"))
    return Entries(text, table, lengths, _header(text, table), tuple(_told(text, doubts)))


def _put_together(
    text: str, usual: Stretches, doubts: list[int], progress: Callable[[float], None]
) -> tuple[Table, tuple[Table, Table]]:
    """Return the usual entries and, where a stretch is not sure, what the exact pattern finds from there on.

    The pattern goes on until it comes to the start of a sure stretch: from there both would find the same.
    """
    starts, entry = usual.starts.tolist(), usual.entry
    of_forms = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(usual.table[:, SIZE])])
    tables, sources, targets = list[Table](), list[Table](), list[Table]()
    stretch, last = 0, len(starts)
    for unsure in [*np.flatnonzero(~usual.sure).tolist(), last]:
        if unsure < stretch:
            continue
        numbers = entry[stretch:unsure]
        numbers = numbers[numbers >= 0]
        if len(numbers):
            first, end = numbers[0], numbers[-1] + 1
            tables.append(usual.table[first:end])
            sources.append(usual.lengths[0][of_forms[first] : of_forms[end]])
            targets.append(usual.lengths[1][of_forms[first] : of_forms[end]])
        if unsure == last:
            break
        found, at = _exactly(text, starts[unsure], usual, doubts)
        unknown = np.full(int(found[:, SIZE].sum()), -1, dtype=np.int32)
        tables.append(found)
        sources.append(unknown)
        targets.append(unknown)
        stretch = bisect_left(starts, at)
        progress(at / len(text))
    return np.concatenate([_NONE, *tables]), (_joined(sources), _joined(targets))


def _joined(parts: list[Table]) -> Table:
    return np.concatenate([_NONE[:, 0], *parts])


def _exactly(text: str, at: int, usual: Stretches, doubts: list[int]) -> tuple[Table, int]:
    """Return the entries from *at* on up to the next sure stretch, and where that is."""
    starts, sure = usual.starts, usual.sure
    rows, end, stretch = list[tuple[int, ...]](), len(text), 0
    while at < end:
        match = _ENTRY.match(text, at)
        if match is None:
            at = _past(text, at, doubts)
        else:
            rows.append(_row(text, match))
            at = match.end()
        stretch = int(np.searchsorted(starts, at))
        if stretch < len(starts) and starts[stretch] == at and sure[stretch]:
            break
    return np.array(rows, dtype=usual.table.dtype).reshape(-1, WIDTH), at


def _row(text: str, match: re.Match[str]) -> tuple[int, ...]:
    (start, end), (_start, comments), context, msgid, plural, (strings, _end) = match.regs
    size = 1 if plural[0] < 0 and text.count("msgstr", strings, end) == 1 else _size(text, match)
    return (start, comments, *context, *msgid, *plural, strings, end, size, 0)


def _header(text: str, table: Table) -> int:
    """Return the number of the first entry that has an empty msgid and no context, -1 where there is none."""
    for number in np.flatnonzero(table[:, CONTEXT_AT] < 0).tolist():
        start, end = table[number, MSGID_AT : MSGID_END + 1].tolist()
        if text.startswith('""', start) and not string(text[start:end]):
            return int(number)
    return -1


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
        message = _("This is not how a PO entry goes on: “{shown}”; mend that line or ask for another copy.")
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
