"""A PO file as a document: a row for each entry or plural form, decoded when looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from editor.columns import Together
from editor.errors import LanguageError
from editor.formats.po import segments, telling
from editor.formats.po.charset import Page, decode
from editor.formats.po.entries import Entries, Entry, scan
from editor.formats.po.remarks import Maker
from editor.formats.po.usual import CONTEXT_AT, MSGID_AT, MSGID_END, SIZE
from editor.formats.po.wrapping import NEVER, Wrapping, eol, own
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import Document, Head, Origin, Segment
from editor.numbers import whole
from editor.rows import CHUNK, Chunk, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.formats.options import ReadOptions
    from editor.formats.po.lines import Numbers

GENERATOR = "Diptych"
LAYOUT_FIELD, LAYOUT = "X-Diptych", 1  # how our own files keep what PO has no place for; raised when an older one errs
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_LOOKED_AT = 1_000  # entries whose lines are looked at to learn how the file wraps
_NO_WRAP = "no-wrap"  # the flag of entries that no tool may wrap


@dataclass(frozen=True)
class File:
    """What patching needs: the characters, the entries, whether Diptych made the file, and each entry's rows."""

    page: Page = field(repr=False)
    entries: Entries = field(repr=False)
    maker: Maker
    firsts: Numbers = field(repr=False)  # the first row of each entry, and the number of rows; the header has none

    @property
    def own(self) -> bool:
        """Whether Diptych made the file."""
        return self.maker is not Maker.FOREIGN

    @cached_property
    def wrapping(self) -> Wrapping:
        """How the file's own tool wraps, judged by strings all over it."""
        text = self.entries.text
        step = max(1, len(self.entries) // _LOOKED_AT)
        samples = []
        for number in range(0, len(self.entries), step):
            entry = self.entries[number]
            if number == self.entries.header or text.find(_NO_WRAP, *entry.comments) >= 0:
                continue
            for form in self.entries.forms(entry):
                word = "msgstr" if form.number is None else f"msgstr[{form.number}]"
                samples.append((word, form.text, text[form.start : form.end]))
        return own(samples, eol(text, len(text)))

    def wrapping_of(self, entry: Entry, eol: str) -> Wrapping:
        """Return how the strings of *entry* are wrapped, with *eol* behind each line."""
        whole = self.entries.text.find(_NO_WRAP, *entry.comments) >= 0
        return replace(self.wrapping, width=NEVER if whole else self.wrapping.width, eol=eol)

    def segments(self, number: int) -> list[Segment]:
        """Return the rows of entry *number*."""
        return segments.rows(self.entries.text, self.maker, number, self.entries.table[number].tolist())

    def entry_of(self, row: int) -> int:
        """Return the number of the entry that *row* belongs to."""
        return int(np.searchsorted(self.firsts, row, side="right")) - 1


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*. Raises FormatError."""
    page = decode(data, options.encoding)
    entries = scan(page.text, options.progress)
    fields = header(entries)
    maker = _maker(fields)
    file = File(page, entries, maker, _firsts(entries))
    rows = Rows(_chunks(file))
    head = Head(
        options.source_language or _tag(fields.get("X-Source-Language", "")) or ("" if file.own else "en"),
        options.target_language or _tag(fields.get("Language", "")),
        _title(fields.get("Project-Id-Version", ""), own=file.own),
        page.encoding,
        read_only=_read_only(fields.get(LAYOUT_FIELD, "")),
    )
    warnings = [page.warning] if page.warning else []
    warnings += [*entries.doubts, *_doubles(entries)]
    return Document(rows, head, Origin("po", data, rows, head, file), tuple(warnings))


def header(entries: Entries) -> dict[str, str]:
    """Return the fields of the header entry."""
    if entries.header < 0:
        return {}
    forms = entries.forms(entries[entries.header])
    return {match[1]: match[2].strip() for match in _FIELD.finditer(forms[0].text)}


def _maker(fields: dict[str, str]) -> Maker:
    if fields.get("X-Generator", "").startswith(GENERATOR):
        return Maker.OURS
    return Maker.PASSED_ON if LAYOUT_FIELD in fields else Maker.FOREIGN


def _read_only(layout: str) -> str:
    if (whole(layout) or 0) <= LAYOUT:
        return ""
    return _("A newer Diptych wrote this file; it can be read here but not changed. Update Diptych to edit it.")


def _tag(said: str) -> str:
    try:
        return Language(said).tag if said else ""
    except LanguageError:
        return ""


def _title(said: str, *, own: bool) -> str:
    return "" if said in {"PACKAGE VERSION", "PACKAGE"} or (own and said == GENERATOR) else said


def _doubles(entries: Entries) -> Iterator[str]:
    text, table = entries.text, entries.table
    starts = np.where(table[:, CONTEXT_AT] < 0, table[:, MSGID_AT], table[:, CONTEXT_AT])
    keys = {text[start:end] for start, end in zip(starts.tolist(), table[:, MSGID_END].tolist(), strict=True)}
    double = len(entries) - len(keys)
    if double:
        yield ngettext(
            "{number} entry stands in the file twice; each is shown, but gettext will refuse the file.",
            "{number} entries stand in the file twice; each is shown, but gettext will refuse the file.",
            double,
        ).format(number=double)


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _firsts(entries: Entries) -> Numbers:
    sizes = entries.table[:, SIZE].copy()
    if entries.header >= 0:
        sizes[entries.header] = 0
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])


def _chunks(file: File) -> Iterator[Chunk[Segment]]:
    """Yield the rows in chunks that end where an entry ends."""
    firsts = file.firsts
    borders = [0]
    while borders[-1] < len(firsts) - 1:
        row = firsts[borders[-1]]
        borders.append(int(np.searchsorted(firsts, row + CHUNK, side="right")) - 1)
    sizes = np.diff(firsts[borders]).tolist()
    together = Together(sizes, partial(telling.tell, file.entries, file.maker))
    for number, (first, last, size) in enumerate(zip(borders[:-1], borders[1:], sizes, strict=True)):
        yield Chunk(size, None, partial(_decode, file, first, last), partial(together.part, number))


def _decode(file: File, first: int, last: int) -> tuple[Segment, ...]:
    text, maker, header = file.entries.text, file.maker, file.entries.header
    spans = enumerate(file.entries.table[first:last].tolist(), first)
    return tuple(
        [row for number, each in spans if number != header for row in segments.rows(text, maker, number, each)]
    )
