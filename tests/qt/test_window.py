from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.errors import EditError
from editor.qt.commands import BY_ID
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.window import Window


def drop(window: Window, url: QUrl) -> None:
    """Drop *url* on the window as a file manager does."""
    content = QMimeData()
    content.setUrls([url])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, content, buttons, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, buttons, none))


def test_a_file_dropped_is_opened_and_a_link_is_not(window: Window, letter: Path) -> None:
    names = []
    for url in (QUrl("https://example.org/letter.txt"), QUrl.fromLocalFile(str(letter))):
        drop(window, url)
        names.append(window.desk.name if window.desk is not None else "")
    assert names == ["", "letter"]


def test_the_title_tells_name_languages_and_whether_it_is_saved(window: Window, desk: Desk) -> None:
    assert window.windowTitle() == "letter[*] · English → Russian — Diptych"
    assert not window.isWindowModified()
    desk.grid.editor.insert_plain("Письмо")
    desk.grid.commit()
    desk.refresh()
    assert window.isWindowModified()
    window.put(None)
    assert window.windowTitle() == "Diptych"


def test_every_action_has_the_keys_of_its_command(window: Window) -> None:
    window.choices.choose(keys={"segment.note": ("Ctrl+F12",)})
    actions = {action.objectName(): action for action in window.actions()}
    assert actions.keys() >= BY_ID.keys()
    assert [key.toString() for key in actions["segment.note"].shortcuts()] == ["Ctrl+F12"]
    assert [key.toString() for key in actions["segment.copy_source"].shortcuts()] == ["Ctrl+B", "Ctrl+Ins"]


def test_a_newer_sheet_takes_the_place_of_an_older(window: Window, qtbot: QtBot) -> None:
    first = window.lay_over(QLabel("one"), QSize(200, 100), "One")
    second = window.lay_over(QLabel("two"), QSize(200, 100), "Two")
    assert window.overlay is second
    assert not first.isVisible()
    second.put_away()
    assert window.overlay is None


def test_what_is_refused_is_said(window: Window, desk: Desk) -> None:
    def refuse() -> None:
        raise EditError("This cannot be.")

    window.guard(refuse)
    assert desk.status.sentence.text() == "This cannot be."
    window.tasks.failed.emit("Nor this.")
    assert desk.status.sentence.text() == "Nor this."
    window.tasks.progressed.emit("Opening", 0.5)
    assert desk.status.task.text() == "Opening: 50 %"


def test_a_window_stands_where_the_last_one_stood(program: Program, window: Window) -> None:
    window.resize(777, 555)
    window.close()
    assert program.new_window().size() == QSize(777, 555)


def test_focus_goes_back_to_the_text_when_a_sheet_goes(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.menuBar().setFocus()
    overlay = window.lay_over(QLabel("a sheet"), QSize(200, 100))
    overlay.put_away()
    qtbot.waitUntil(desk.grid.editor.hasFocus)
