"""A PO file as a document: a row for each entry or plural form, decoded when looked at."""

from __future__ import annotations

import json
import re
from array import array
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from editor import columns
from editor.errors import LanguageError
from editor.formats.po import remarks
from editor.formats.po.charset import Page, decode
from editor.formats.po.entries import WIDTH, Entries, Entry, length, scan, string
from editor.formats.po.remarks import Maker
from editor.formats.po.wrapping import NEVER, Wrapping, eol, own
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import ANYTHING, Document, Head, Mark, May, Note, Origin, Segment, Shared, State
from editor.rows import Chunk, Rows
from editor.text import ALL, Can, Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.formats.options import ReadOptions

CHUNK = 512
GENERATOR = "Diptych"
LAYOUT_FIELD, LAYOUT = "X-Diptych", 1  # how our own files keep what PO has no place for; raised when an older one errs
FOREIGN = May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK
OWN = ANYTHING & ~(May.SPLIT | May.JOIN | May.EDIT_SOURCE)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_CODE = re.compile(r"#\. (\{(/?)([^{}\s/]+)(/?)\}) (\S.*)?$")
_ROLE = re.compile(r"#\. role: (.*)")
_PREVIOUS = re.compile(r"#\|[ \t]*(msgctxt|msgid_plural|msgid)?[ \t]*(\".*\")")
_LOOKED_AT = 1_000  # entries whose lines are looked at to learn how the file wraps
_NO_WRAP = "no-wrap"  # the flag of entries that no tool may wrap
_SPECIAL = re.compile(r"fuzzy|diptych:")
_TRANSLATED, _UNTRANSLATED = (columns.STATE_NUMBERS[state] for state in (State.TRANSLATED, State.UNTRANSLATED))


@dataclass(frozen=True)
class File:
    """What patching needs: the characters, the entries, whether Diptych made the file, and each row's entry."""

    page: Page = field(repr=False)
    entries: Entries = field(repr=False)
    maker: Maker
    numbers: array[int] = field(repr=False)  # the entry of each row

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
        return list(_rows(self, number))


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*. Raises FormatError."""
    page = decode(data, options.encoding)
    entries = scan(page.text, options.progress)
    fields = header(entries)
    maker = _maker(fields)
    numbers = array("l")
    for number, size in enumerate(entries.sizes):
        if number != entries.header:
            numbers.extend([number] * size)
    file = File(page, entries, maker, numbers)
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
    if not layout.isdecimal() or int(layout) <= LAYOUT:
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
    spans = zip(table[4::WIDTH], table[6::WIDTH], table[7::WIDTH], strict=True)
    keys = {text[msgid if context < 0 else context : end] for context, msgid, end in spans}
    double = len(entries) - len(keys)
    if double:
        yield ngettext(
            "{number} entry stands in the file twice; each is shown, but gettext will refuse the file.",
            "{number} entries stand in the file twice; each is shown, but gettext will refuse the file.",
            double,
        ).format(number=double)


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chunks(file: File) -> Iterator[Chunk[Segment]]:
    first, size, sizes = 0, 0, file.entries.sizes
    for number, more in enumerate(sizes):
        if number == file.entries.header:
            more = 0  # noqa: PLW2901 - it has no row
        if size and size + more > CHUNK:
            yield _chunk(file, first, number, size)
            first, size = number, 0
        size += more
    if size:
        yield _chunk(file, first, len(sizes), size)


def _chunk(file: File, first: int, last: int, size: int) -> Chunk[Segment]:
    plain = not file.own and file.entries.sizes.count(1, first, last) == last - first
    return Chunk(size, None, partial(_decode, file, first, last), partial(_facts, file, first, last) if plain else None)


def _decode(file: File, first: int, last: int) -> tuple[Segment, ...]:
    return tuple(row for number in range(first, last) if number != file.entries.header for row in _rows(file, number))


def _facts(file: File, first: int, last: int) -> dict[str, object]:
    """Return the columns of entries of one row each without decoding any that says nothing special."""
    text, table = file.entries.text, file.entries.table
    states, marks = bytearray(), bytearray()
    sources, targets = array("l"), array("l")
    numbers = [number for number in range(first, last) if number != file.entries.header]
    for number in numbers:
        start, to, _at, _end, msgid, msgid_end, _at, _end, begin, end = table[number * WIDTH + 2 : (number + 1) * WIDTH]
        if to > start and _SPECIAL.search(text, start, to):
            row = next(_rows(file, number))
            states.append(columns.STATE_NUMBERS[row.state])
            marks.append(columns.mark_bits(row))
            sources.append(len(row.source))
            targets.append(len(row.target))
            continue
        said = length(text, begin, end)
        states.append(_TRANSLATED if said else _UNTRANSLATED)
        marks.append(0)
        sources.append(length(text, msgid, msgid_end))
        targets.append(said)
    return {
        columns.STATES_COLUMN: bytes(states),
        columns.MARKS_COLUMN: bytes(marks),
        columns.SOURCES_COLUMN: sources,
        columns.TARGETS_COLUMN: targets,
        columns.UNITS_COLUMN: tuple([f"f1/u{number}" for number in numbers]),
    }


def _rows(file: File, number: int) -> Iterator[Segment]:
    entries = file.entries
    entry = entries[number]
    comments = remarks.lines(entries.text, *entry.comments)
    forms = entries.forms(entry)
    msgid, plural = entries.part(entry.msgid) or "", entries.part(entry.plural)
    context = entries.part(entry.context)
    codes = _codes(comments) if file.own else {}
    before = _before(comments)
    said = list(remarks.notes(comments, own=file.own))
    if context is not None and not file.own:
        said.append(Note(context, origin="context"))
    unit = f"f1/u{number}"
    shared = Shared.STATE | Shared.TRANSLATE if len(forms) > 1 else Shared.NOTHING
    filled = any(form.text for form in forms)
    told = remarks.standing(comments, changed=bool(before), target=filled, maker=file.maker)
    for place, form in enumerate(forms):
        words = msgid if plural is None or place == 0 else plural
        source, target = _text(words, codes), _text(form.text, codes)
        yield Segment(
            id=context if file.own and context else unit if len(forms) == 1 else f"{unit}/{place + 1}",
            source=source,
            target=target,
            state=told.state if target or not filled else State.UNTRANSLATED,
            marks=told.marks,
            reason=told.reason,
            previous=remarks.previous(before, target) if Mark.SOURCE_CHANGED in told.marks else None,
            unit=context.rpartition("/")[0] if file.own and context else unit,
            role=_role(comments) if file.own else "",
            form=None if form.number is None else form.number,
            may=OWN if file.own else FOREIGN,
            shared=shared,
            notes=tuple(said),
        )


def _before(comments: list[remarks.Line]) -> dict[str, str]:
    """Return the strings of the ``#|`` lines by keyword."""
    found: dict[str, str] = {}
    keyword = ""
    for line in comments:
        match = _PREVIOUS.match(line.text) if line.kind == "|" else None
        if match is not None:
            keyword = match[1] or keyword
            found[keyword] = found.get(keyword, "") + string(match[2])
    return found


def _text(words: str, codes: dict[str, Code]) -> Text:
    return Text.parse(words, codes.values()) if codes else Text.of(words)


def _role(comments: list[remarks.Line]) -> str:
    return next((match[1] for line in comments if (match := _ROLE.match(line.text))), "")


def _codes(comments: list[remarks.Line]) -> dict[str, Code]:
    """Return the codes that the developers' lines of our own file describe, by their marks."""
    found = {}
    for line in comments:
        match = _CODE.match(line.text)
        if match is None:
            continue
        try:
            label, data, equiv, can = json.loads(match[5] or "")
        except (ValueError, TypeError):
            continue
        kind = Kind.CLOSE if match[2] else Kind.ALONE if match[4] else Kind.OPEN
        found[match[1]] = Code(kind, match[3], label, data, equiv, Can(can) if can != ALL.value else ALL)
    return found
