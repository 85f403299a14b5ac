"""The reading view: the translation as running text, and back to the segment with a click or a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Mark
from editor.qt.desk import Desk
from editor.qt.grid import Grid
from editor.qt.reading import ReadingView
from editor.qt.theme import DARK, LIGHT
from editor.session import Session
from editor.text import Text
from tests.samples import letter


def reading(qtbot: QtBot, session: Session) -> ReadingView:
    grid = Grid(session, LIGHT)
    view = ReadingView(session, grid, LIGHT)
    qtbot.addWidget(grid)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    return view


def test_targets_run_on_with_their_gaps_and_sources_stand_in(qtbot: QtBot) -> None:
    session = Session(letter())
    session.do(edits.set_mark(session.document, [4], Mark.NOT_FOR_TRANSLATION, on=True))
    view = reading(qtbot, session)
    view.show_row(1)
    assert view.toPlainText().splitlines() == [
        "One month ago we wrote. См. список. Thank you.",
        "Address:",
        "a street.",
    ]
    view.moveCursor(QTextCursor.MoveOperation.Right)
    assert view.textCursor().charFormat().foreground().color() == LIGHT.colour("ink")


def test_enter_returns_to_the_segment_under_the_caret(qtbot: QtBot) -> None:
    view = reading(qtbot, Session(letter()))
    view.show_row(3)
    picked: list[int] = []
    view.picked.connect(picked.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert picked == [3]
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_a_click_returns_to_the_segment_under_it(qtbot: QtBot) -> None:
    view = reading(qtbot, Session(letter()))
    view.show_row(2)
    view.moveCursor(QTextCursor.MoveOperation.Right)
    spot = view.cursorRect().center()
    with qtbot.waitSignal(view.picked) as heard:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [2]


def test_theme_and_size_follow(qtbot: QtBot) -> None:
    session = Session(letter())
    session.do(edits.set_target(session.document, 0, Text.of("Месяц назад мы писали.")))
    view = reading(qtbot, session)
    view.show_row(0)
    before = view.grab().toImage()
    view.set_theme(DARK)
    view.set_zoom(150)
    assert view.grab().toImage() != before


def test_the_desk_goes_there_and_back(desk: Desk) -> None:
    desk.grid.go_to(2)
    desk.read(on=True)
    states = [desk.is_reading]
    desk.reading.picked.emit(3)
    assert [*states, desk.is_reading] == [True, False]
    assert desk.grid.row == 3
