"""A file read anew with one's own edits carried over keeps lock and journal, and takes them back in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor import formats, storage
from editor.errors import StorageError
from editor.formats import WriteOptions
from editor.model import Head, Segment, document
from editor.qt import merging, opening
from editor.qt.command import desk_of
from editor.qt.window import Window
from editor.storage import places
from editor.text import Text


def write(path: Path, *targets: str) -> None:
    rows = [
        Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), Text.of(target), unit=f"f1/u{n}")
        for n, target in enumerate(targets)
    ]
    path.write_bytes(formats.write(document(rows, Head("en", "ru")), path.name, WriteOptions()).data)


@pytest.fixture
def changed(window: Window, tmp_path: Path) -> Path:
    path = tmp_path / "work.xlf"
    write(path, "", "", "")
    opening.open_file(window, path)
    window.run("go.next")
    desk_of(window).grid.editor.insert_plain("Моё.")
    desk_of(window).grid.commit()
    write(path, "Чужое.", "", "")
    return path


def targets(window: Window) -> list[str]:
    return [row.target.plain for row in desk_of(window).session.document.rows]


@pytest.mark.parametrize("large", [False, True])
def test_both_stand_together_and_undo_leaves_theirs(
    window: Window, changed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    if large:
        monkeypatch.setattr(merging, "AT_ONCE", 0)
    before = desk_of(window)
    merging.take_in(window)
    qtbot.waitUntil(lambda: window.desk is not before)
    assert targets(window) == ["Чужое.", "Моё.", ""]
    assert "with 1 segment of yours" in desk_of(window).status.sentence.text()
    lock = desk_of(window).lock
    assert lock is not None
    assert lock.holds
    desk_of(window).session.undo()
    assert targets(window) == ["Чужое.", "", ""]
    assert not desk_of(window).session.modified


def test_the_journal_goes_on_from_the_file_as_it_is_now(window: Window, changed: Path, qtbot: QtBot) -> None:
    merging.take_in(window)
    keeper = desk_of(window).keeper
    assert keeper is not None
    keeper.journal.settle()
    qtbot.waitUntil(lambda: len(list(places.journals().glob("*.journal"))) == 1)
    keeper._stop()
    for lines in keeper.journal.handed_over():
        lines.close()
    desk_of(window).keeper = None
    window.put(None)
    opening.open_file(window, changed)
    assert targets(window) == ["Чужое.", "Моё.", ""]


def test_a_file_that_cannot_be_read_changes_nothing(
    window: Window, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StorageError("It cannot be read.")

    monkeypatch.setattr(storage, "load", refuse)
    merging.take_in(window)
    assert targets(window) == ["", "Моё.", ""]
    assert desk_of(window).status.sentence.text() == "It cannot be read."
