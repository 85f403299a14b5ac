"""The reading view: the translation as running text, and back to the segment with a click or a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Head, Mark, Segment, document
from editor.qt import reading as reading_view
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


def test_forms_of_a_plural_are_no_running_text(qtbot: QtBot) -> None:
    forms = [Segment(f"e.{form}", Text.of("books"), unit="e", form=form) for form in range(3)]
    view = reading(qtbot, Session(document([*forms, Segment("x", Text.of("More."))], Head("en", "ru"))))
    view.show_row(0)
    assert view.toPlainText().splitlines() == ["books"] * 3 + ["More."]


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


def test_a_long_text_grows_in_slices(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_view, "AT_ONCE", 0.0)
    monkeypatch.setattr(reading_view, "SLICE", 0.001)
    rows = [Segment(str(n), Text.of(f"Sentence {n}."), unit=str(n)) for n in range(400)]
    view = reading(qtbot, Session(document(rows, Head("en", "ru"))))
    view.show_row(399)
    assert "Sentence 399." not in view.toPlainText()
    qtbot.waitUntil(lambda: view.toPlainText().endswith("Sentence 399."))
    qtbot.waitUntil(lambda: view.textCursor().block().text() == "Sentence 399.")
    assert len(view.toPlainText().splitlines()) == 400
