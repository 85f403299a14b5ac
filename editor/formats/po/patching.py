"""An edited PO file: its own bytes, with only the msgstr, flags and comments of edited entries spliced."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.columns import untranslated
from editor.errors import FormatError
from editor.formats.options import WriteOptions, Written
from editor.formats.po import remarks
from editor.formats.po.creating import code_line, previous_lines
from editor.formats.po.reading import File
from editor.formats.po.wrapping import eol, escaped, written
from editor.i18n import _
from editor.model import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.formats.po.entries import Entry, Form
    from editor.model import Document, Head, Note, Origin, Segment

Edit = tuple[int, int, str]
_LANGUAGE = re.compile(r'("Language:[ \t]*)[^"\\]*(\\n")')
_CHARSET = re.compile(r"(charset=)[\w.:+-]+", re.IGNORECASE)
_MARKED = frozenset({Mark.SOURCE_CHANGED})


def patch(document: Document, origin: Origin, options: WriteOptions) -> Written:
    """Return the bytes *document* came from with its edits in them.

    Raises FormatError where rows were added or taken away, and for a character that the charset lacks.
    """
    file = origin.spans
    assert isinstance(file, File)  # noqa: S101 - what read() stored
    edits: list[Edit] = []
    for number, rows in _edited(document, origin, file):
        edits += _entry(file, number, rows)
    edits += _head(file, origin.head, document.head)
    encoding = options.encoding or (document.head.encoding if document.head.encoding != origin.head.encoding else "")
    left = untranslated(document.rows)
    if not edits and not encoding:
        return Written(origin.data, (), left)
    page = file.page
    if encoding and encoding != page.encoding:
        page = replace(page, encoding=encoding)
        edits += _charset(file, encoding)
    return Written(page.encode(_spliced(file.page.text, edits)), (), left)


def _edited(document: Document, origin: Origin, file: File) -> Iterator[tuple[int, list[Segment]]]:
    """Yield each entry with an edited row, and its rows as they are now."""
    if len(document.rows) != len(origin.rows):
        raise FormatError(_("A PO file keeps its entries; segments cannot be split, joined or added in it."))
    touched: set[int] = set()
    unchanged = {id(chunk) for chunk in origin.rows.chunks}
    for chunk, start in zip(document.rows.chunks, document.rows.starts, strict=False):
        if id(chunk) in unchanged:
            continue
        for row, segment in enumerate(chunk.rows, start):
            before = origin.rows[row]
            if segment is not before and segment != before:
                touched.add(file.entry_of(row))
    for number in sorted(touched):
        yield number, list(document.rows[file.firsts[number] : file.firsts[number + 1]])


def _entry(file: File, number: int, rows: list[Segment]) -> Iterator[Edit]:
    entry, before = file.entries[number], file.segments(number)
    end = eol(file.entries.text, entry.end)
    for form, old, new in zip(file.entries.forms(entry), before, rows, strict=True):
        if old.source != new.source:
            raise FormatError(_("The source of a PO entry belongs to its maker and cannot be changed here."))
        if old.target != new.target:
            yield _form(file, entry, form, new)
    was = replace(_filled(before) or before[0], notes=before[0].notes)
    yield from _comments(file, entry, was, replace(_speaker(before, rows), notes=_notes(before, rows)), end)


def _notes(before: list[Segment], rows: list[Segment]) -> tuple[Note, ...]:
    """Return the notes of the whole entry, which each of its rows shows: none that was taken away in any row."""
    if len(rows) == 1:
        return rows[0].notes
    gone = {note for old, new in zip(before, rows, strict=True) for note in old.notes if note not in new.notes}
    return tuple(dict.fromkeys(note for row in rows for note in row.notes if note not in gone))


def _speaker(before: list[Segment], rows: list[Segment]) -> Segment:
    """Return the row that says how the whole entry stands: a filled one, the first whose standing changed."""
    for old, new in zip(before, rows, strict=True):
        if (old.state, old.marks, old.reason) != (new.state, new.marks, new.reason) and new.target:
            return new
    return _filled(rows) or next((new for old, new in zip(before, rows, strict=True) if old != new), rows[0])


def _filled(rows: list[Segment]) -> Segment | None:
    return next((row for row in rows if row.target), None)


def _form(file: File, entry: Entry, form: Form, segment: Segment) -> Edit:
    text = file.entries.text
    keyword = "msgstr" if form.number is None else f"msgstr[{form.number}]"
    lead = text[form.start : text.index('"', form.start)]
    target = segment.target.marked(segment.source.codes) if file.own else segment.target.plain
    lines = written(keyword, target, file.wrapping_of(entry, eol(text, form.end)))
    if "\n" not in lead and "\r" not in lead:
        lines = lead + lines.removeprefix(f"{keyword} ")
    if not text[form.start : form.end].endswith(("\n", "\r")):
        lines = lines.rstrip("\r\n")
    return form.start, form.end, lines


def _comments(file: File, entry: Entry, old: Segment, new: Segment, end: str) -> Iterator[Edit]:
    """Yield what changes among the comments of an entry."""
    lines = remarks.lines(file.entries.text, *entry.comments)
    keyword = entry.context[0] if entry.context[0] >= 0 else entry.msgid[0]
    keyword = file.entries.text.rindex("msg", entry.start, keyword)
    said = _Comments(lines, keyword, end)
    changed = new.previous is not None and Mark.SOURCE_CHANGED in new.marks
    standing = remarks.Standing(new.state, new.marks, new.reason)
    if old.notes != new.notes:
        yield from said.notes(remarks.said(new.notes, own=file.own), own=file.own)
    if (old.state, old.marks, old.reason, bool(old.target)) != (new.state, new.marks, new.reason, bool(new.target)):
        yield from said.ours(remarks.ours(standing, target=bool(new.target), changed=changed, maker=file.maker))
        yield from said.fuzzy(on=remarks.needs_fuzzy(standing, target=bool(new.target)))
    fuzzy = remarks.needs_fuzzy(standing, target=bool(new.target))
    stale = fuzzy and not changed and (old.state, old.marks) != (new.state, new.marks)  # what would speak of a change
    if stale or (old.marks & _MARKED, old.previous) != (new.marks & _MARKED, new.previous):
        block = previous_lines(new, file.wrapping, codes=file.own) if new.marks & _MARKED else ""
        yield from said.before(block)
    if file.own:
        known = {line.text for line in lines}
        fresh = [line for code in new.target.codes if (line := code_line(code)) not in known]
        if fresh:
            yield said.keyword, said.keyword, "".join(f"{line}{end}" for line in dict.fromkeys(fresh))


class _Comments:
    """The comment lines of one entry and the edits that change them."""

    def __init__(self, lines: list[remarks.Line], keyword: int, end: str) -> None:
        """Look at *lines*; new ones go before offset *keyword* at the latest, each with the line end *end*."""
        self.lines = lines
        self.start = lines[0].start if lines else keyword
        self.keyword = keyword
        self.end = end

    def _of(self, *kinds: str) -> list[remarks.Line]:
        return [line for line in self.lines if line.kind in kinds and not remarks.is_ours(line.text)]

    def notes(self, wanted: list[str], *, own: bool) -> Iterator[Edit]:
        """Put the translators' comments in the place of those that are there; in our *own* file those of others too."""
        there = self._of("")
        if own:
            there = [line for line in self._of("", ".", ":") if line.kind != "." or remarks.is_others(line.text)]
        for line in there:
            yield line.start, line.end, ""
        at = there[0].start if there else self.start
        if wanted:
            yield at, at, "".join(f"{line}{self.end}" for line in wanted)

    def ours(self, wanted: str | None) -> Iterator[Edit]:
        """Say what only Diptych knows, or take it away."""
        there = [line for line in self.lines if remarks.is_ours(line.text)]
        if there and wanted == there[0].text:
            return
        if there:
            yield there[0].start, there[0].end, f"{wanted}{self.end}" if wanted else ""
        elif wanted:
            notes = self._of("")
            at = notes[-1].end if notes else self.start
            yield at, at, f"{wanted}{self.end}"

    def fuzzy(self, *, on: bool) -> Iterator[Edit]:
        """Set or take away the flag fuzzy, all other flags as they are."""
        there = self._of(",")
        holder = next((line for line in there if "fuzzy" in remarks.flags([line.text])), None)
        if on and holder is None:
            if there:
                at = there[0].start + there[0].text.index(",") + 1
                yield at, at, " fuzzy,"
            else:
                old = self._of("|")
                at = old[0].start if old else self.keyword
                yield at, at, f"#, fuzzy{self.end}"
        elif not on and holder is not None:
            rest = [flag for flag in remarks.flags([holder.text]) if flag != "fuzzy"]
            yield holder.start, holder.end, f"#, {', '.join(rest)}{self.end}" if rest else ""

    def before(self, block: str) -> Iterator[Edit]:
        """Put the lines about what the source was before in the place of those that are there."""
        there = self._of("|")
        for line in there:
            yield line.start, line.end, ""
        if block:
            at = there[0].start if there else self.keyword
            yield at, at, block


def _head(file: File, old: Head, new: Head) -> Iterator[Edit]:
    if old.target_language == new.target_language or file.entries.header < 0:
        return
    span = file.entries[file.entries.header].strings
    match = _LANGUAGE.search(file.entries.text, *span)
    if match is not None:
        yield match.start(), match.end(), f"{match[1]}{escaped(new.target_language)}{match[2]}"


def _charset(file: File, encoding: str) -> Iterator[Edit]:
    if file.entries.header < 0:
        return
    match = _CHARSET.search(file.entries.text, *file.entries[file.entries.header].strings)
    if match is not None:
        yield match.start(), match.end(), f"charset={encoding.upper()}"


def _spliced(text: str, edits: list[Edit]) -> str:
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
