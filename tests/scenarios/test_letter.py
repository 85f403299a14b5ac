"""A volunteer's evening: from the page saved from a blog to the page she sends home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor import formats
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, State
from editor.qt import opening
from editor.qt.cards import Card
from editor.qt.chooser import Chooser
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.exporting import ExportSheet
from editor.qt.program import Program
from editor.qt.window import Window

WORDS = ("Письмо", "Дорогие соседи", "Три недели назад", "Мы остались")


def read(path: Path) -> Document:
    return formats.read(path.read_bytes(), ReadOptions(name=path.name))


def type_and_confirm(window: Window, words: str) -> int:
    """Translate the active segment as a person does; return its row."""
    desk = desk_of(window)
    row = desk.grid.row
    desk.grid.editor.insert_plain(words)
    window.run("segment.confirm_next")
    return row


@pytest.mark.parametrize("name", ["open-letter.en.html", "open-letter.en.txt"])
def test_from_the_original_to_the_translation(  # noqa: PLR0917 - fixtures are arguments
    name: str,
    window: Window,
    seeds: Path,
    tmp_path: Path,
    choose_file: Callable[[Path | str], list[str]],
    qtbot: QtBot,
) -> None:
    original = tmp_path / name
    original.write_bytes((seeds / name).read_bytes())
    opening.open_file(window, original)
    desk = desk_of(window)
    assert desk.session.document.head.source_language.partition("-")[0] == "en"
    start = desk.session.document

    rows = [type_and_confirm(window, words) for words in WORDS]
    assert rows == sorted(set(rows))
    window.run("segment.join")
    window.run("segment.needs_work")
    window.run("segment.note")
    desk.panels.field.setPlainText("Check the date.")
    desk.panels.field.kept.emit()
    done = desk.session.document
    while desk.session.undo_label:
        window.run("edit.undo")
    assert desk.session.document == start
    while desk.session.redo_label:
        window.run("edit.redo")
    assert desk.session.document == done

    work = tmp_path / "work.xlf"
    choose_file(work)
    window.run("file.save")
    saved = read(work)
    assert [saved.rows[row].target.plain for row in rows] == list(WORDS)
    assert {saved.rows[row].state for row in rows} == {State.TRANSLATED}
    window.run("file.close")
    opening.open_file(window, work)
    again = desk_of(window)
    assert again is not desk
    assert again.session.document == done
    assert again.grid.row not in rows

    page = tmp_path / f"translated{original.suffix}"
    window.run("file.export")
    assert window.overlay is not None
    sheet = window.overlay.content
    assert isinstance(sheet, ExportSheet)
    choose_file(page)
    sheet.export.click()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    text = page.read_text(encoding="utf-8")
    assert all(words in text for words in WORDS)


@pytest.mark.parametrize("name", ["open-letter.en.html", "open-letter.en.txt"])
def test_an_export_of_nothing_translated_is_the_original(name: str, window: Window, seeds: Path) -> None:
    opening.open_file(window, seeds / name)
    document = desk_of(window).session.document
    assert formats.write(document, name, WriteOptions()).data == (seeds / name).read_bytes()


def test_keys_alone_do_the_work(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.focus()
    qtbot.waitUntil(desk.grid.editor.hasFocus)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    editor = desk.grid.editor
    QTest.keyClicks(editor, "A word")
    QTest.keyClick(editor, Qt.Key.Key_Return, control)
    rows = desk.session.document.rows
    assert (rows[0].target.plain, rows[0].state, desk.grid.row) == ("A word", State.TRANSLATED, 1)
    QTest.keyClick(editor, Qt.Key.Key_B, control)
    QTest.keyClick(editor, Qt.Key.Key_U, control)
    assert desk.session.document.rows[1].target == desk.session.document.rows[1].source
    QTest.keyClick(editor, Qt.Key.Key_Z, control)
    QTest.keyClick(editor, Qt.Key.Key_Z, control)
    QTest.keyClick(editor, Qt.Key.Key_Z, control)
    assert not desk.session.document.rows[1].target
    QTest.keyClick(editor, Qt.Key.Key_Z, control | shift)
    QTest.keyClick(editor, Qt.Key.Key_Up, control)
    assert desk.grid.row == 0
    QTest.keyClick(editor, Qt.Key.Key_P, control | shift)
    assert window.overlay is not None
    chooser = window.overlay.content
    assert isinstance(chooser, Chooser)
    field = chooser.field
    QTest.keyClicks(field, "clear")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not chooser.isVisible()
    assert not desk.session.document.rows[0].target
    qtbot.waitUntil(desk.grid.editor.hasFocus)


def test_unsaved_work_is_not_lost_by_closing(
    window: Window, desk: Desk, tmp_path: Path, choose_file: Callable[[Path | str], list[str]], program: Program
) -> None:
    type_and_confirm(window, "Слова")
    window.close()
    assert window.isVisible()
    card = desk.cards.shown("unsaved")
    assert isinstance(card, Card)
    card.put_away()
    window.close()
    choose_file(tmp_path / "work.xlf")
    press(desk, "unsaved", "Save")
    assert not program.windows
    assert read(tmp_path / "work.xlf").rows[0].target.plain == "Слова"


def test_unsaved_work_may_be_left_behind(window: Window, desk: Desk, program: Program, tmp_path: Path) -> None:
    type_and_confirm(window, "Слова")
    window.run("file.close")
    press(desk, "unsaved", "Leave without saving")
    assert window.desk is None
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["letter.txt"]


def test_a_file_that_another_program_changed_is_never_overwritten_unasked(
    window: Window, desk: Desk, tmp_path: Path, choose_file: Callable[[Path | str], list[str]]
) -> None:
    work = tmp_path / "work.xlf"
    choose_file(work)
    type_and_confirm(window, "Слова")
    window.run("file.save")
    theirs = work.read_bytes().replace("Слова".encode(), "Чужие".encode())
    work.write_bytes(theirs)
    desk.grid.go_to(0)
    desk.grid.editor.selectAll()
    type_and_confirm(window, "Мои")
    window.run("file.save")
    assert work.read_bytes() == theirs
    press(desk, "disk", "Bring both together")
    assert window.desk is not desk
    now = desk_of(window)
    first = now.session.document.rows[0]
    said = " ".join([first.target.plain, *(note.text for note in first.notes)])
    assert "Мои" in said
    assert "Чужие" in said
    press(now, "recovered", "Choose")
    assert window.overlay is not None
    buttons = window.overlay.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "Keep theirs").click()
    assert now.session.document.rows[0].target.plain == "Чужие"
    assert now.session.document.rows[0].notes == ()
    now.session.undo()
    now.session.undo()
    assert now.session.document.rows[0].target.plain == "Чужие"


def press(desk: Desk, subject: str, title: str) -> None:
    """Press the button of a card."""
    card = desk.cards.shown(subject)
    assert card is not None
    next(button for button in card.findChildren(QPushButton) if button.text() == title).click()
