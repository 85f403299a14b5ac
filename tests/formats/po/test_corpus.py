"""Everybody else's PO files: kept to the byte, edited inside one entry, read back by polib, refused in a sentence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import polib
import pytest

from editor import edits
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, po
from editor.formats.po.charset import decode
from editor.formats.po.reading import File
from editor.model import Document, apply
from editor.text import EMPTY, Text

TEXTS = [
    "просто",
    'a "b" \\ c',
    "line1\nline2",
    "tab\there",
    "emoji 😀",
    "  lead",
    "שלום",
    "x" * 200 + " y" * 60,
    "\\n \\x41 \\",
    "ends\n",
    "& < ]]> ' ",
]


def files(shared: Path) -> list[Path]:
    found = sorted((shared / "formats" / "corpus" / "po").iterdir())
    assert len(found) > 90
    return found


def read(data: bytes) -> Document:
    return po.read(data, ReadOptions())


def edited(start: Document, row: int, text: str) -> Document:
    typed = apply(edits.set_target(start, row, Text.of(text)), start)
    return apply(edits.confirm(typed, [row]), typed)


def by_polib(data: bytes, encoding: str) -> polib.POFile | None:
    """Return what polib reads, None where it cannot read the file."""
    try:
        return polib.pofile(data.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n"))
    except (OSError, ValueError, KeyError, IndexError, AttributeError, UnicodeError):
        return None


def apart_from_targets(entry: polib.POEntry) -> tuple[object, ...]:
    return (
        entry.msgid,
        entry.msgctxt,
        entry.msgid_plural,
        entry.comment,
        entry.tcomment,
        entry.occurrences,
        entry.obsolete,
    )


def test_unedited_they_are_written_as_they_were(shared: Path) -> None:
    for path in files(shared):
        data = path.read_bytes()
        assert po.write(read(data), WriteOptions()).data == data, path.name


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_an_edit_stays_inside_its_entry_and_polib_reads_just_what_was_typed(shared: Path, part: int) -> None:
    made = refused = 0
    for path in files(shared)[part::4]:
        data, random = path.read_bytes(), Random(path.name)
        start = read(data)
        was = by_polib(data, start.head.encoding)
        for text in random.sample(TEXTS, 3) if start.rows else ():
            row = random.randrange(len(start.rows))
            now = edited(start, row, text)
            try:
                out = po.write(now, WriteOptions()).data
            except FormatError:
                assert decode(data).encoding != "utf-8"
                refused += 1
                continue
            made += 1
            _stays_inside(start, row, data, out)
            assert [s.target for s in read(out).rows] == [s.target for s in now.rows], (path.name, row)
            if was is not None and text != start.rows[row].target.plain:
                _only_one_target_differs(was, by_polib(out, start.head.encoding), text)
    assert made > 10 * refused


def _stays_inside(start: Document, row: int, data: bytes, out: bytes) -> None:
    file = start.origin and start.origin.spans
    assert isinstance(file, File)
    entry, page = file.entries[file.numbers[row]], file.page
    before = page.encode(page.text[: entry.start])
    behind = page.text[entry.end :].encode(page.encoding)
    assert out.startswith(before)
    assert out.endswith(behind)
    assert data.endswith(behind)


def _only_one_target_differs(was: polib.POFile, now: polib.POFile | None, text: str) -> None:
    assert now is not None
    assert [apart_from_targets(entry) for entry in now] == [apart_from_targets(entry) for entry in was]
    pairs = zip(was, now, strict=True)
    hit = [new for old, new in pairs if (old.msgstr, old.msgstr_plural) != (new.msgstr, new.msgstr_plural)]
    assert len(hit) == 1
    assert text in {hit[0].msgstr, *hit[0].msgstr_plural.values()}


@pytest.mark.slow
def test_everything_edited_and_undone_is_the_file_again(shared: Path) -> None:
    for path in files(shared):
        start = read(path.read_bytes())
        now, changes = start, []
        for row in range(0, len(start.rows), max(1, len(start.rows) // 20)):
            changes.append(edits.set_target(now, row, Text.of("другое!") if row % 2 else EMPTY))
            now = apply(changes[-1], now)
        for change in reversed(changes):
            now = apply(change.inverse, now)
        assert po.write(now, WriteOptions()).data == path.read_bytes(), path.name


def test_invalid_files_open_and_are_kept_or_say_why_not(shared: Path) -> None:
    opened = 0
    for path in sorted((shared / "formats" / "corpus" / "invalid").glob("*/*.po")):
        try:
            start = read(path.read_bytes())
        except FormatError as error:
            assert str(error)  # noqa: PT017 - either outcome is right, an error must speak
            continue
        opened += 1
        assert po.write(start, WriteOptions()).data == path.read_bytes()
    assert opened >= 15
