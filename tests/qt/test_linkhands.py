from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor import edits
from editor.linking import Side
from editor.qt.grid import Grid
from editor.qt.segments import SOURCE, STATE, TARGET
from tests.qt.bitexts import bitext, flat
from tests.qt.grids import Open, open_grid

__all__ = ["open_grid"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def linked(open_grid: Open, qtbot: QtBot) -> Grid:
    grid = open_grid(bitext())
    grid.show_links(on=True)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is grid)
    return grid


def place(grid: Grid, row: int, column: int, part: float = 0.5) -> QPoint:
    """Return a point on a cell, at a part of its height."""
    cell = grid._spread.cell(row, column)
    return QPoint(cell.center().x(), cell.top() + round(part * cell.height()))


def said(grid: Grid) -> list[tuple[str, str]]:
    return [(flat(row.source), flat(row.target)) for row in grid.session.document.rows]


def test_a_click_makes_a_link_and_its_side_the_active_ones(linked: Grid) -> None:
    seen = []
    for row, column in ((2, SOURCE), (3, TARGET)):
        QTest.mouseClick(linked.viewport(), LEFT, pos=place(linked, row, column))
        seen.append((linked.row, linked.links.side))
    assert seen == [(2, Side.SOURCE), (3, Side.TARGET)]
    assert QApplication.focusWidget() is linked


def test_arrows_walk_from_link_to_link_and_side_to_side(linked: Grid) -> None:
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(linked, key)
        seen.append((linked.row, linked.links.side))
    assert seen == [(1, Side.TARGET), (1, Side.SOURCE), (2, Side.SOURCE), (2, Side.TARGET), (1, Side.TARGET)]


def test_enter_lets_one_type_and_escape_ends_it(linked: Grid) -> None:
    linked.go_to(5)
    QTest.keyClick(linked, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is linked.editor
    linked.editor.insert_plain(" Высоко.")
    QTest.keyClick(linked.editor, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is linked
    assert said(linked)[5][1] == "Река поднялась. Высоко."
    QTest.keyClick(linked, Qt.Key.Key_X)
    assert said(linked)[5][1] == "Река поднялась. Высоко."  # a letter is no text here


def test_the_source_is_edited_on_its_own_side(linked: Grid) -> None:
    linked.go_to(5)
    linked.links.side = Side.SOURCE
    QTest.keyClick(linked, Qt.Key.Key_Return)
    source = linked._opened.source
    assert QApplication.focusWidget() is source
    source.insert_plain("Once. ")
    QTest.keyClick(source, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is linked
    assert "Once." in said(linked)[5][0]


def test_a_double_click_types_where_it_fell(linked: Grid) -> None:
    QTest.mouseDClick(linked.viewport(), LEFT, pos=place(linked, 6, TARGET))
    assert linked.links.typing
    QTest.mouseClick(linked.viewport(), LEFT, pos=place(linked, 5, TARGET))
    assert not linked.links.typing


def test_a_click_on_a_band_confirms_and_takes_back(linked: Grid) -> None:
    seen = []
    for _click in range(2):
        QTest.mouseClick(linked.viewport(), LEFT, pos=place(linked, 5, STATE))
        link = linked.session.document.rows[5].link
        seen.append(link.confirmed if link else None)
    assert seen == [True, False]


def test_a_sentence_is_dragged_across_a_border(linked: Grid) -> None:
    QTest.mousePress(linked.viewport(), LEFT, pos=place(linked, 2, TARGET, 0.25))
    to = QPointF(place(linked, 1, TARGET))
    move = QMouseEvent(QEvent.Type.MouseMove, to, to, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(linked.viewport(), move)
    assert linked.viewport().cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(linked.viewport(), LEFT, pos=place(linked, 1, TARGET))
    assert said(linked)[1][1] == "Никто не пришёл.|Никто не звонил."
    assert said(linked)[2][1] == "Мы ждём."


def test_what_cannot_be_dragged_is_refused_in_words(linked: Grid) -> None:
    refused: list[str] = []
    linked.refused.connect(refused.append)
    QTest.mousePress(linked.viewport(), LEFT, pos=place(linked, 3, TARGET))
    QTest.mouseRelease(linked.viewport(), LEFT, pos=place(linked, 2, TARGET))
    assert refused == []  # there is no sentence to drag
    document = linked.session.document
    linked.session.do(edits.set_head(document, replace(document.head, read_only="Newer than this program.")))
    QTest.mousePress(linked.viewport(), LEFT, pos=place(linked, 2, TARGET))
    QTest.mouseRelease(linked.viewport(), LEFT, pos=place(linked, 1, TARGET))
    assert refused == ["Newer than this program."]


def test_shown_as_segments_again_one_types_at_once(linked: Grid, qtbot: QtBot) -> None:
    linked.show_links(on=False)
    linked.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is linked.editor)
    assert not linked.links.on


def test_escape_gives_up_a_selection_of_links(linked: Grid) -> None:
    linked.go_to(2)
    QTest.keyClick(linked, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [linked.selected_rows()]
    QTest.keyClick(linked, Qt.Key.Key_Escape)
    chosen.append(linked.selected_rows())
    assert chosen == [[2, 3], [3]]
