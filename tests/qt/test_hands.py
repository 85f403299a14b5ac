from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.qt.grid import Grid
from editor.qt.hands import position
from editor.qt.segments import SOURCE, STATE, TARGET
from editor.text import Text
from tests.qt.grids import grid, open_grid

__all__ = ["grid", "open_grid"]
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO, CTRL, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def spot(grid: Grid, row: int, column: int, right: int = 0) -> QPoint:
    """Return a point in the first line of a text, *right* pixels from where it begins."""
    band = grid._spread.band(row)
    assert band is not None
    return QPoint(grid._spread.cell(row, column).left() + right, grid._spread.text_top(band) + 10)


def click(grid: Grid, at: QPoint, modifiers: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
    QTest.mouseClick(grid.viewport(), button, modifiers, at)


def test_a_click_in_a_translation_opens_it_with_the_caret_there(grid: Grid) -> None:
    click(grid, spot(grid, 4, TARGET, 2))
    assert (grid.row, grid.editor.caret()) == (4, 0)
    click(grid, spot(grid, 5, TARGET, 60))
    assert grid.row == 5
    assert 3 < grid.editor.caret() < 10
    assert QApplication.focusWidget() is grid.editor


def test_the_text_clicked_at_stays_under_the_mouse(grid: Grid) -> None:
    grid.go_to(20)
    for row in (18, 21):
        before = spot(grid, row, TARGET)
        click(grid, before)
        assert grid.row == row
        assert spot(grid, row, TARGET) == before


def test_a_click_in_a_source_puts_the_caret_where_a_split_may_be(grid: Grid) -> None:
    click(grid, spot(grid, 4, SOURCE, 80))
    assert grid.row == 4
    caret = grid.source_caret()
    assert caret is not None
    assert 5 < caret < 15
    assert QApplication.focusWidget() is grid._opened.source


def test_a_click_on_the_glyph_opens_the_row(grid: Grid) -> None:
    click(grid, spot(grid, 3, STATE, 20))
    assert grid.row == 3
    assert QApplication.focusWidget() is grid.editor


def test_dragging_over_a_source_selects_it_for_copying(grid: Grid) -> None:
    start, end = spot(grid, 4, SOURCE, 1), spot(grid, 4, SOURCE, 120)
    view = grid.viewport()
    QTest.mousePress(view, LEFT, NO, start)
    end.setY(spot(grid, 4, SOURCE).y())
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NO, end)
    source = grid._opened.source
    assert source.selected_text().startswith("Sentence 4")
    QTest.mouseMove(view, start)
    assert source.selected_text().startswith("Sentence 4")


def test_a_click_beside_the_open_text_goes_into_it(grid: Grid) -> None:
    grid.go_to(1)
    below = QPoint(grid.editor.x() + 5, grid.editor.geometry().bottom() + 8)
    click(grid, below)
    assert grid.row == 1
    assert grid.editor.caret() < len(grid.editor.text())


def test_control_and_shift_select_rows_and_the_open_one_stays_open(grid: Grid) -> None:
    grid.go_to(1)
    click(grid, spot(grid, 4, TARGET), SHIFT)
    assert (grid.selected_rows(), grid.row) == ([1, 2, 3, 4], 1)
    click(grid, spot(grid, 2, TARGET), CTRL)
    assert grid.selected_rows() == [1, 3, 4]
    click(grid, spot(grid, 6, TARGET), CTRL)
    assert grid.selected_rows() == [1, 3, 4, 6]
    QTest.keyClick(grid.editor, Qt.Key.Key_Escape)
    assert (grid.selected_rows(), QApplication.focusWidget()) == ([1], grid.editor)


def test_a_right_click_keeps_the_selection_it_falls_on(grid: Grid) -> None:
    grid.go_to(1)
    click(grid, spot(grid, 4, TARGET), SHIFT)
    click(grid, spot(grid, 3, TARGET), button=RIGHT)
    assert (grid.row, grid.selected_rows()) == (3, [1, 2, 3, 4])
    click(grid, spot(grid, 6, TARGET), button=RIGHT)
    assert (grid.row, grid.selected_rows()) == (6, [6])


def test_clicking_below_the_last_row_changes_nothing(grid: Grid) -> None:
    grid.go_to(59)
    click(grid, QPoint(100, grid.viewport().height() - 2))
    assert grid.row == 59


def test_a_letter_typed_while_walking_through_the_table_is_typed_into_the_text(grid: Grid) -> None:
    grid.go_to(3)
    QTest.keyClick(grid.editor, Qt.Key.Key_Escape)
    QTest.keyClicks(grid, "a")
    QTest.keyClicks(grid.editor, "b")
    assert QApplication.focusWidget() is grid.editor
    assert grid.editor.text() == Text.of("ab")


def test_keys_that_nobody_wants_go_on_to_the_window(grid: Grid, qtbot: QtBot) -> None:
    class Window(QWidget):
        seen: list[int]

        def keyPressEvent(self, event: object) -> None:
            self.seen.append(event.key())  # type: ignore[attr-defined]

    window = Window()
    window.seen = []
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(grid)
    window.show()
    QTest.keyClick(grid.editor, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(grid.editor, Qt.Key.Key_PageDown)
    QTest.keyClick(grid.editor, Qt.Key.Key_F7)
    assert window.seen == [Qt.Key.Key_Control, Qt.Key.Key_Down, Qt.Key.Key_F7]
    grid.setParent(None)


def test_the_frame_is_lit_only_while_one_types_there(open_grid: object, grid: Grid, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, field = QVBoxLayout(window), QLineEdit()
    column.addWidget(field)
    column.addWidget(grid)
    window.show()
    grid.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is grid.editor)

    def frame() -> QImage:
        return grid.viewport().grab(grid.editor.geometry().adjusted(-20, -12, 20, -20)).toImage()

    lit = frame()
    field.setFocus()
    assert frame() != lit
    grid.setFocus()
    assert QApplication.focusWidget() is grid.editor
    grid.setParent(None)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_goes_from_the_table_into_the_text(grid: Grid, key: Qt.Key) -> None:
    QTest.keyClick(grid.editor, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is grid
    QTest.keyClick(grid, key)
    assert QApplication.focusWidget() is grid.editor


def test_the_tab_key_goes_between_the_texts_and_back_out_of_the_grid(grid: Grid, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, above, below = QVBoxLayout(window), QLineEdit(), QLineEdit()
    for widget in (above, grid, below):
        column.addWidget(widget)
    window.show()
    above.setFocus()
    qtbot.waitUntil(above.hasFocus)
    seen = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        seen.append(QApplication.focusWidget())
    assert seen == [grid.editor, grid._opened.source, grid.editor, above]
    grid.setParent(None)


def test_a_point_is_a_position_on_the_side_it_lies_on(grid: Grid) -> None:
    spread = grid._spread
    band = spread.band(4)
    assert band is not None
    top = spread.text_top(band) + 5
    assert position(spread, band, SOURCE, QPoint(spread.page.source, top)) == 0
    assert position(spread, band, TARGET, QPoint(10_000, 10_000)) == len(spread.model.segment(4).target)
