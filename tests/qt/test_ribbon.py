"""The ribbon: a tick a segment, the most urgent where several share a pixel; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Head, Mark, Segment, State, document
from editor.qt.desk import Desk
from editor.qt.grid import Grid
from editor.qt.ribbon import KINDS, Ribbon, kinds
from editor.qt.theme import DARK, LIGHT
from editor.session import Session
from editor.text import Text
from tests.samples import letter


def test_each_row_has_the_kind_of_its_state_and_its_most_urgent_mark() -> None:
    session = Session(letter())
    session.do(edits.set_mark(session.document, [0], Mark.NOT_FOR_TRANSLATION, on=True))
    session.do(edits.set_mark(session.document, [2], Mark.NEEDS_WORK, on=True))
    session.do(edits.set_target(session.document, 3, Text.of("а")))
    session.do(edits.set_state(session.document, [3], State.FINAL))
    assert [KINDS[number] for number in kinds(session)] == ["idle", "translated", "changed", "final", "untranslated"]


def test_a_click_goes_to_the_row_under_it(desk: Desk, qtbot: QtBot) -> None:
    ribbon, rows = desk.ribbon, len(desk.session.document.rows)
    for row in (rows - 1, 0, 2):
        middle = round((ribbon.top_of(row) + ribbon.top_of(row + 1)) / 2)
        assert ribbon.row_at(middle) == row
        QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(5, middle))
        assert desk.grid.row == row


def test_ticks_follow_the_document_and_the_theme(qtbot: QtBot) -> None:
    session = Session(document([Segment(str(n), Text.of("word")) for n in range(20_000)], Head("en", "ru")))
    grid = Grid(session, LIGHT)
    ribbon = Ribbon(session, grid, LIGHT)
    qtbot.addWidget(ribbon)
    qtbot.addWidget(grid)
    ribbon.resize(14, 300)
    ribbon.show()
    before = ribbon.grab().toImage()
    session.do(edits.set_target(session.document, 10_000, Text.of("слово")))
    session.do(edits.confirm(session.document, [10_000]))
    session.do(edits.set_mark(session.document, [10_000], Mark.NEEDS_WORK, on=True))
    y = round(ribbon.top_of(10_000))
    colour = LIGHT.colour("changed")
    qtbot.waitUntil(lambda: ribbon.grab().toImage() != before)
    image = ribbon.grab().toImage()
    assert any(image.pixelColor(6, y + shift) == colour for shift in (-1, 0, 1))
    ribbon.set_theme(DARK)
    assert ribbon.grab().toImage() != image


def test_an_empty_document_has_no_ticks(qtbot: QtBot) -> None:
    session = Session(document([], Head()))
    ribbon = Ribbon(session, Grid(session, LIGHT), LIGHT)
    qtbot.addWidget(ribbon)
    ribbon.show()
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton)
    assert not ribbon.grab().isNull()
