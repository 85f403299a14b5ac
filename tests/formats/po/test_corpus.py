"""Everybody else's PO files: kept to the byte, undone to the byte, refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import edits
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, po
from editor.model import Document, apply
from editor.text import EMPTY, Text


def files(shared: Path) -> list[Path]:
    found = sorted((shared / "formats" / "corpus" / "po").iterdir())
    assert len(found) > 90
    return found


def read(data: bytes) -> Document:
    return po.read(data, ReadOptions())


def test_unedited_they_are_written_as_they_were(shared: Path) -> None:
    for path in files(shared):
        data = path.read_bytes()
        assert po.write(read(data), WriteOptions()).data == data, path.name


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
