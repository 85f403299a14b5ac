"""The journal hears of what is done on a desk, of half a sentence too, and says at the foot how it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.qt import keeping
from editor.qt.desk import Desk
from editor.qt.keeping import Keeper
from editor.qt.window import Window
from editor.storage import journal, recovery
from editor.storage.chain import records


def kept(desk: Desk) -> Keeper:
    assert desk.keeper is not None
    return desk.keeper


def told(desk: Desk) -> list[str]:
    """Return the kinds of records written, without the first, which is the heading."""
    path = kept(desk).journal.path
    return [] if path is None else [next(iter(record)) for record in records(path.read_bytes())][1:]


def test_nothing_is_written_while_one_only_reads(desk: Desk) -> None:
    desk.grid.go_to(1)
    assert told(desk) == []
    assert desk.status.saved.text() == "not saved yet · journal safe"


def test_a_change_is_written_at_once(desk: Desk, window: Window) -> None:
    desk.grid.editor.insert_plain("Письмо")
    window.run("segment.confirm")
    assert told(desk) == ["change", "change"]
    window.run("edit.undo")
    assert told(desk) == ["change", "change", "change"]


def test_half_a_sentence_is_written_while_one_types_on(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(desk)._typing.setInterval(5)
    desk.grid.editor.insert_plain("Пис")
    qtbot.waitUntil(lambda: told(desk) == ["typing"])
    assert desk.session.document.rows[0].target.plain == ""


def test_what_was_typed_and_taken_away_again_does_not_come_back(desk: Desk) -> None:
    desk.grid.editor.insert_plain("Пис")
    kept(desk).note()
    desk.grid.editor.selectAll()
    desk.grid.editor.insert_plain("")
    desk.grid.editor.textCursor().removeSelectedText()
    desk.grid.commit()
    kept(desk).note()
    path = kept(desk).journal.path
    assert path is not None
    last = list(records(path.read_bytes()))[-1]
    assert last == {"typing": [0, "target", []]}


def test_half_a_note_is_written_and_comes_back(desk: Desk, qtbot: QtBot) -> None:
    begun = desk.session.document
    kept(desk)._typing.setInterval(5)
    desk.grid.editor.insert_plain("Пис")
    desk.panels.edit_note()
    desk.panels.field.insertPlainText("Ask Ve")
    qtbot.waitUntil(lambda: told(desk) == ["change", "typing"])
    kept(desk).journal.close(keep=True)
    (left,) = recovery.left_behind("")
    row = recovery.replay(left, begun).document.rows[0]
    assert ([note.text for note in row.notes], row.target.plain) == (["Ask Ve"], "Пис")
    assert desk.session.document.rows[0].notes == ()


def test_a_note_that_is_discarded_does_not_come_back(desk: Desk) -> None:
    desk.panels.edit_note()
    desk.panels.field.insertPlainText("Ask Ve")
    kept(desk).note()
    desk.panels.field.left.emit()
    kept(desk).note()
    path = kept(desk).journal.path
    assert path is not None
    assert list(records(path.read_bytes()))[-1] == {"typing": [0, "notes", []]}


def test_the_text_joins_before_its_source_is_noted(desk: Desk) -> None:
    desk.grid.editor.insert_plain("Пис")
    desk.grid.edit_source()
    desk.grid._opened.source.insert_plain("X")
    desk.grid.editor.insert_plain("ь")
    kept(desk).note()
    assert "change" in told(desk)


def test_a_journal_that_cannot_be_written_is_said_and_tried_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "AGAIN", 60.0)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        desk.grid.editor.insert_plain("Письмо")
        desk.grid.commit()
        qtbot.waitUntil(lambda: desk.cards.shown(keeping.TROUBLE) is not None)
    card = desk.cards.shown(keeping.TROUBLE)
    assert card is not None
    assert "the disk is full" in card.sentence.text()
    assert desk.status.saved.text() == "not saved yet · journal not written"
    next(button for button in card.findChildren(QPushButton) if button.text() == "Try again").click()
    qtbot.waitUntil(lambda: desk.status.saved.text() == "not saved yet · journal safe")
    assert told(desk) == ["change"]


def test_what_is_left_without_saving_leaves_no_journal(desk: Desk, window: Window) -> None:
    desk.grid.editor.insert_plain("Письмо")
    desk.grid.commit()
    path = kept(desk).journal.path
    window.put(None)
    assert path is not None
    assert not path.exists()


def test_a_save_empties_the_journal(desk: Desk, window: Window, tmp_path: Path, choose_file: object) -> None:
    assert callable(choose_file)
    choose_file(tmp_path / "work.xlf")
    desk.grid.editor.insert_plain("Письмо")
    window.run("file.save")
    assert told(desk) == []
    desk.grid.editor.insert_plain("!")
    desk.grid.commit()
    assert told(desk) == ["change"]
