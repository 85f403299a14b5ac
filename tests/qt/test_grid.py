from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from editor import edits
from editor.errors import EditError
from editor.find import Query
from editor.model import Change, Document, Head, Mark, Previous, Segment, Splice, State, document
from editor.qt.grid import Grid
from editor.qt.segments import SOURCE, STATE, TARGET
from editor.qt.theme import CONTRAST, DARK, LIGHT
from editor.session import Session
from editor.text import EMPTY, Break, Text
from tests.operations import operation
from tests.qt.grids import Open, book, grid, open_grid
from tests.strategies import documents

__all__ = ["grid", "open_grid"]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WORD = "Privet, mir!"


def target(grid: Grid, row: int) -> Text:
    return grid.session.document.rows[row].target


def tops(grid: Grid) -> dict[int, int]:
    """Return where the rows in sight stand."""
    return {band.row: band.top for band in grid._spread.bands}


# ── Typing ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pause", [0, 200])
def test_a_word_typed_is_the_word_whatever_happens_elsewhere_meanwhile(grid: Grid, qtbot: QtBot, pause: int) -> None:
    grid.go_to(3)
    for number, letter in enumerate(WORD):
        QTest.keyClicks(grid.editor, letter)
        grid.session.do(edits.set_target(grid.session.document, 7, Text.of(f"from behind {number}")))
        if pause and number < 6:
            qtbot.wait(pause)
        if number == 5:
            grid.session.do(edits.split(grid.session.document, 1, 9))  # above: the row moves down
    assert grid.row == 4
    assert grid.editor.text() == Text.of(WORD)
    grid.commit()
    assert target(grid, 4) == Text.of(WORD)


def test_a_pause_makes_one_change_of_what_was_typed(grid: Grid, qtbot: QtBot) -> None:
    grid.go_to(3)
    QTest.keyClicks(grid.editor, WORD)
    assert target(grid, 3) == EMPTY
    qtbot.waitUntil(lambda: target(grid, 3) == Text.of(WORD), timeout=3_000)
    assert grid.session.document.rows[3].state is State.DRAFT
    grid.session.undo()
    assert (target(grid, 3), grid.editor.text()) == (EMPTY, EMPTY)
    assert not grid.session.undo_label


def test_leaving_a_segment_joins_what_was_typed(grid: Grid) -> None:
    grid.go_to(3)
    QTest.keyClicks(grid.editor, "one")
    grid.go_to(6)
    QTest.keyClicks(grid.editor, "two")
    grid.go_to(9)
    assert [target(grid, row) for row in (3, 6)] == [Text.of("one"), Text.of("two")]
    assert grid.editor.text() == EMPTY


def test_typing_tells_those_who_follow_and_changes_no_document(grid: Grid) -> None:
    told: list[Text] = []
    grid.typing.connect(lambda: told.append(grid.editor.text()))
    grid.go_to(3)
    before = grid.session.document
    QTest.keyClicks(grid.editor, "ab")
    assert told == [Text.of("a"), Text.of("ab")]
    assert grid.session.document is before


def test_undo_and_redo_show_in_the_open_text_with_the_caret_at_the_change(grid: Grid) -> None:
    grid.go_to(1)
    was = target(grid, 1)
    grid.editor.select(6, 6)
    QTest.keyClicks(grid.editor, "XY")
    grid.commit()
    grid.session.undo()
    assert (grid.editor.text(), grid.editor.caret()) == (was, 6)
    grid.session.redo()
    assert grid.editor.caret() == 8
    assert grid.editor.text() == target(grid, 1) != was


def test_what_an_input_method_composes_is_no_text_yet(grid: Grid) -> None:
    grid.go_to(3)
    QApplication.sendEvent(grid.editor, QInputMethodEvent("にほ", []))
    grid.commit()
    assert target(grid, 3) == EMPTY
    grid.go_to(6)
    assert grid.editor.text() == EMPTY
    assert not grid.editor.composing


def test_a_longer_text_pushes_only_the_rows_below(grid: Grid) -> None:
    grid.go_to(6)
    before = tops(grid)
    QTest.keyClicks(grid.editor, "word " * 40)
    after = tops(grid)
    assert all(after[row] == before[row] for row in range(7))
    assert after[7] > before[7]
    assert grid.editor.geometry().bottom() < after[7]


def test_a_file_that_forbids_it_says_so_and_the_text_stays(open_grid: Open) -> None:
    grid = open_grid(document(book(3).rows, Head("en", "ru", read_only="Another program holds this file.")))
    said: list[str] = []
    grid.refused.connect(said.append)
    grid.go_to(1)
    QTest.keyClicks(grid.editor, "x")
    grid.edit_source()
    assert said == ["Another program holds this file."] * 2
    assert grid.editor.text() == target(grid, 1)


# ── Going about ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_going_to_a_row_tells_it_shows_it_and_places_the_caret(grid: Grid) -> None:
    told: list[int] = []
    grid.current_changed.connect(told.append)
    grid.go_to(40, caret=3, select=2)
    assert told == [40]
    assert (grid.row, grid.editor.selection()) == (40, (3, 5))
    assert 0 < tops(grid)[40] < grid.viewport().height()
    assert grid.editor.geometry().intersects(grid.viewport().rect())
    grid.go_to(40)
    assert told == [40]


def test_a_row_gone_to_before_the_window_is_shown_is_seen_among_its_neighbours(qtbot: QtBot) -> None:
    grid = Grid(Session(book()), LIGHT)
    qtbot.addWidget(grid)
    grid.go_to(30)
    grid.resize(1000, 700)
    grid.show()
    assert {29, 30, 31} <= tops(grid).keys()


def test_a_hit_in_the_source_is_selected_there(grid: Grid) -> None:
    grid.go_to(2, side="source", caret=0, select=8)
    assert grid.source_caret() == 8
    assert QApplication.focusWidget() is grid._opened.source


def test_the_source_caret_is_where_somebody_put_it(grid: Grid) -> None:
    grid.go_to(1)
    assert grid.source_caret() is None
    QTest.keyClick(grid.editor, KEY.Key_Tab)
    QTest.keyClick(grid._opened.source, KEY.Key_Right)
    QTest.keyClick(grid._opened.source, KEY.Key_Right)
    assert grid.source_caret() == 2
    QTest.keyClick(grid._opened.source, KEY.Key_Tab)
    assert QApplication.focusWidget() is grid.editor
    assert grid.source_caret() == 2
    grid.go_to(2)
    assert grid.source_caret() is None


def test_the_source_is_edited_in_place_and_escape_leaves_it(grid: Grid) -> None:
    grid.go_to(1)
    grid.edit_source()
    source = grid._opened.source
    assert QApplication.focusWidget() is source
    source.select(0, 0)
    QTest.keyClicks(source, "My ")
    QTest.keyClick(source, KEY.Key_Escape)
    assert grid.session.document.rows[1].source.plain.startswith("My Sentence 1")
    assert QApplication.focusWidget() is grid.editor
    QTest.keyClicks(source, "no")
    assert not grid.session.document.rows[1].source.plain.startswith("no")


def test_a_filter_shows_its_rows_and_keeps_the_open_one(grid: Grid) -> None:
    grid.go_to(7)
    QTest.keyClicks(grid.editor, "x")
    text = grid.editor.text()
    grid.set_rows([0, 3, 6, 9])
    assert list(grid.visible_rows()) == [0, 3, 6, 7, 9]
    assert (grid.row, grid.editor.text(), grid.currentIndex().row()) == (7, text, 3)
    assert 3 in tops(grid)
    grid.go_to(30)
    assert 30 in grid.visible_rows()
    grid.set_rows(None)
    assert list(grid.visible_rows()) == list(range(60))
    assert grid.row == 30


def test_a_filter_change_leaves_the_open_row_where_it_is_seen(grid: Grid) -> None:
    grid.go_to(20)
    before = tops(grid)[20]
    grid.set_rows(range(0, 60, 2))
    assert tops(grid)[10] == before


def test_rows_selected_together(grid: Grid) -> None:
    told: list[list[int]] = []
    grid.selection_changed.connect(lambda: told.append(grid.selected_rows()))
    grid.go_to(4)
    assert grid.selected_rows() == [4]
    select, flag = grid.selectionModel().select, QItemSelectionModel.SelectionFlag
    select(QItemSelection(grid.model().index(2, 0), grid.model().index(4, 2)), flag.ClearAndSelect)
    assert grid.selected_rows() == [2, 3, 4]
    grid.selectAll()
    assert grid.selected_rows() == list(range(60))
    QTest.keyClicks(grid.editor, "x")
    assert grid.selected_rows() == [4]
    assert told == [[2, 3, 4], list(range(60)), [4]]


def test_an_empty_document_has_no_open_row_and_takes_rows_later(open_grid: Open, qtbot: QtBot) -> None:
    grid = Grid(Session(document([])), LIGHT)
    qtbot.addWidget(grid)
    grid.show()
    assert (grid.row, grid.selected_rows(), list(grid.visible_rows())) == (-1, [], [])
    grid.commit()
    rows = tuple(book(2).rows)
    grid.session.do(Change("", (Splice(0, (), rows),)))
    assert grid.row == 0
    grid.session.undo()
    assert grid.row == -1
    assert not grid.editor.isVisible()


# ── Changes from anywhere ────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(most=5), st.randoms(use_true_random=False))
def test_whatever_changes_the_open_row_shows_what_the_document_holds(
    qtbot: QtBot, content: Document, random: Random
) -> None:
    grid = Grid(Session(content), LIGHT)
    grid.resize(700, 500)
    tester = QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    session = grid.session
    for _ in range(10):
        play(grid, random)
        rows = session.document.rows
        assert (grid.row >= 0) == (len(rows) > 0)
        if grid.row >= 0:
            assert grid.editor.text() == rows[grid.row].target
            assert grid._opened.source.text() == rows[grid.row].source
            assert grid.currentIndex().row() == grid._spread.open_row
            assert grid.visible_rows()[grid._spread.open_row] == grid.row
        assert len(grid._spread.scroll.heights) == grid.model().rowCount()
    assert tester.model() is grid.model()
    grid.deleteLater()


def play(grid: Grid, random: Random) -> None:
    session = grid.session
    size = len(session.document.rows)
    kind = random.randrange(8)
    if kind == 0:
        session.undo()
    elif kind == 1:
        session.redo()
    elif kind == 2 and size:
        grid.go_to(random.randrange(size))
    elif kind == 3:
        grid.set_rows(None if random.random() < 0.3 else [row for row in range(size) if random.random() < 0.5])
    elif kind == 4:
        grid.grab()
    elif size and (change := operation(session.document, random)) is not None:
        session.do(change)


def test_the_open_segment_is_followed_when_rows_come_above_it(grid: Grid) -> None:
    grid.go_to(10)
    told: list[int] = []
    grid.current_changed.connect(told.append)
    new = tuple(Segment(f"n{n}", Text.of("new")) for n in range(3))
    grid.session.do(Change("", (Splice(2, (), new),)))
    assert (grid.row, told) == (13, [13])
    assert grid.editor.accessibleName() == "Translation of segment 14"
    grid.session.undo()
    assert grid.row == 10


def test_rows_that_come_above_move_nothing_in_sight(grid: Grid) -> None:
    grid.go_to(40)
    before = tops(grid)
    grid.session.do(Change("", (Splice(2, (), tuple(Segment(f"n{n}", Text.of("new")) for n in range(5))),)))
    after = tops(grid)
    assert {row + 5: top for row, top in before.items()} == after


def test_the_open_row_taken_away_opens_its_neighbour(grid: Grid) -> None:
    grid.go_to(59)
    grid.session.do(Change("", (Splice(58, grid.session.document.rows[58:60], ()),)))
    assert grid.row == 57
    assert grid.editor.text() == target(grid, 57)
    grid.session.undo()
    assert len(grid.visible_rows()) == 60


def test_a_thousand_rows_coming_at_once(grid: Grid) -> None:
    grid.go_to(30)
    new = (Segment("", Text.of("n")),)
    changes = tuple(Splice(row, (), (Segment(f"n{row}", Text.of("n")),)) for row in range(60))
    grid.session.do(Change("", (*changes, Splice(60, (), new * 1_000))))
    assert grid.session.document.rows[grid.row].id == "s30"
    assert grid.editor.text() == target(grid, grid.row)


def test_other_languages_turn_the_leaves(grid: Grid) -> None:
    assert grid.visualRect(grid.model().index(0, SOURCE)).x() < grid.visualRect(grid.model().index(0, TARGET)).x()
    grid.session.do(edits.set_head(grid.session.document, Head("ar", "en")))
    assert grid.visualRect(grid.model().index(0, SOURCE)).x() > grid.visualRect(grid.model().index(0, TARGET)).x()
    assert grid.editor.x() < grid._opened.source.x()


# ── Scrolling and geometry ───────────────────────────────────────────────────────────────────────────────────────


def wheel(grid: Grid, notches: float, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    at, none = QPointF(100, 100), Qt.MouseButton.NoButton
    angle = QPoint(0, round(-120 * notches))
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, grid.viewport().mapToGlobal(at), QPoint(), angle, none, modifiers, phase, False)
    QApplication.sendEvent(grid.viewport(), event)
    return event.isAccepted()


def test_the_wheel_scrolls_by_lines_and_back_again(grid: Grid) -> None:
    grid.go_to(20)
    before = tops(grid)
    for notches in (1, 1, -2.5, 0.5):
        assert wheel(grid, notches)
    assert tops(grid) == before
    assert not wheel(grid, 1, CTRL)
    assert tops(grid) == before


def test_what_is_seen_after_scrolling_is_what_a_fresh_painting_shows(grid: Grid, qtbot: QtBot) -> None:
    for notches in (2, 3, -1, 7, -4):
        wheel(grid, notches)
        QApplication.processEvents()
    scrolled = grid.viewport().grab().toImage()
    grid.viewport().update()
    QApplication.processEvents()
    assert grid.viewport().grab().toImage() == scrolled


def test_the_open_text_scrolls_with_its_row_and_keeps_the_keyboard_out_of_sight(grid: Grid) -> None:
    y = grid.editor.y()
    wheel(grid, 1)
    assert grid.editor.y() == y - 3 * grid._layouts.source.line()
    wheel(grid, 30)
    assert not grid.editor.geometry().intersects(grid.viewport().rect())
    assert QApplication.focusWidget() is grid.editor
    QTest.keyClicks(grid.editor, "x")
    assert grid.editor.geometry().intersects(grid.viewport().rect())


def test_the_scroll_bar_leads_to_both_ends(grid: Grid) -> None:
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert 59 in tops(grid)
    assert bar.value() == bar.maximum() == grid.verticalOffset()
    bar.setValue(0)
    assert tops(grid)[0] == 0
    assert grid.horizontalOffset() == 0


def test_the_caret_stays_in_sight_in_a_text_higher_than_the_view(open_grid: Open) -> None:
    grid = open_grid(document([Segment(f"s{n}", Text.of("x"), Text.of("word " * 900)) for n in range(3)]))
    for place in (0, 4_500, 2_000):
        grid.editor.select(place, place)
        line = grid.editor.cursorRect().translated(grid.editor.pos())
        assert line.top() >= 0
        assert line.bottom() <= grid.viewport().height()
    for _ in range(40):
        QTest.keyClick(grid.editor, KEY.Key_Down)
        assert grid.editor.cursorRect().translated(grid.editor.pos()).bottom() <= grid.viewport().height()


def test_page_keys_scroll_and_leave_the_caret(grid: Grid) -> None:
    QTest.keyClick(grid.editor, KEY.Key_PageDown)
    assert grid.verticalOffset() > grid.viewport().height() // 2
    assert grid.row == 0
    QTest.keyClick(grid.editor, KEY.Key_PageUp)
    assert grid.verticalOffset() == 0


def test_resizing_and_zooming_keep_the_row_at_the_top(grid: Grid) -> None:
    grid.go_to(30)
    wheel(grid, 5)
    first = min(tops(grid))
    grid.resize(700, 600)
    assert min(tops(grid)) == first
    grid.set_zoom(200)
    assert min(tops(grid)) == first
    assert grid.editor.document().defaultFont().pointSizeF() == 25
    grid.set_zoom(10_000)
    assert grid.editor.document().defaultFont().pointSizeF() == 37.5


def test_cells_tile_the_rows_and_are_found_again(grid: Grid) -> None:
    model = grid.model()
    for band in grid._spread.bands:
        for column in (SOURCE, STATE, TARGET):
            index = model.index(band.row, column)
            place = grid.visualRect(index)
            if grid.viewport().rect().contains(place.center()):
                assert grid.indexAt(place.center()) == index
    assert not grid.indexAt(QPoint(10, 100_000)).isValid()
    assert grid.visualRect(QModelIndex()) == QRect()
    far = grid.visualRect(model.index(59, TARGET))
    assert far.top() > grid.viewport().height()
    assert not grid.isIndexHidden(model.index(59, TARGET))


def test_qt_can_ask_for_a_row_to_be_shown(grid: Grid) -> None:
    grid.scrollTo(grid.model().index(50, TARGET))
    assert 50 in tops(grid)
    grid.scrollTo(QModelIndex())
    assert 50 in tops(grid)


def test_a_rectangle_selects_the_rows_it_touches_whichever_way_it_was_drawn(grid: Grid) -> None:
    model, flag = grid.model(), QItemSelectionModel.SelectionFlag.ClearAndSelect
    one, two = (grid.visualRect(model.index(row, SOURCE)).center() for row in (1, 3))
    grid.setSelection(QRect(two, one), flag)
    assert grid.selected_rows() == [1, 2, 3]


# ── How it looks ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_each_theme_paints_its_paper_and_its_band(grid: Grid, theme: object) -> None:
    assert theme in (LIGHT, DARK, CONTRAST)
    grid.set_theme(theme)
    image = grid.grab().toImage()
    middle = grid.visualRect(grid.model().index(0, STATE)).center()
    assert image.pixelColor(3, middle.y()).name() == theme.band
    assert image.pixelColor(3, 3).name() == theme.paper
    inside = grid.editor.geometry().bottomRight() + QPoint(4, 4)
    assert image.pixelColor(inside).name() == theme.paper


def test_hits_of_a_search_are_marked_in_closed_and_open_texts(open_grid: Open) -> None:
    grid = open_grid(document([Segment(f"s{n}", Text.of("find me"), Text.of("x", Break(), "find")) for n in range(3)]))
    grid.set_query(Query("find"))
    assert [extra.cursor.selectedText() for extra in grid.editor.extraSelections()] == ["find"]
    image = grid.grab().toImage()
    below = grid.visualRect(grid.model().index(1, SOURCE))
    colours = {
        image.pixelColor(x, y).name()
        for x in range(below.left(), below.left() + 60)
        for y in range(below.top(), below.bottom())
    }
    assert LIGHT.found in colours
    grid.set_query(None)
    assert grid.editor.extraSelections() == []
    with pytest.raises(EditError):
        grid.set_query(Query("(", as_regex=True))


def test_words_that_came_into_the_source_are_marked_while_the_row_is_open(open_grid: Open) -> None:
    changed = Segment(
        "s", Text.of("Come all"), marks=frozenset({Mark.SOURCE_CHANGED}), previous=Previous(Text.of("Come"))
    )
    grid = open_grid(document([changed]))
    marked = grid._opened.source.extraSelections()
    assert [extra.cursor.selectedText() for extra in marked] == ["all"]
    grid.session.do(edits.set_mark(grid.session.document, [0], Mark.SOURCE_CHANGED, on=False))
    assert grid._opened.source.extraSelections() == []


# ── Screen readers ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_can_be_walked_by_keys_and_given_back_to_the_text(grid: Grid) -> None:
    QTest.keyClick(grid.editor, KEY.Key_Escape)
    assert QApplication.focusWidget() is grid
    for key, row, column in [
        (KEY.Key_Down, 1, TARGET),
        (KEY.Key_Down, 2, TARGET),
        (KEY.Key_Left, 2, STATE),
        (KEY.Key_Left, 2, SOURCE),
        (KEY.Key_Left, 2, SOURCE),
        (KEY.Key_Up, 1, SOURCE),
        (KEY.Key_End, 59, SOURCE),
        (KEY.Key_Home, 0, SOURCE),
    ]:
        QTest.keyClick(grid, key)
        assert (grid.currentIndex().row(), grid.currentIndex().column(), grid.row) == (row, column, row)
        assert QApplication.focusWidget() is grid
    QTest.keyClick(grid, KEY.Key_PageDown)
    assert grid.row > 3
    QTest.keyClick(grid, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(grid.selected_rows()) == 2
    QTest.keyClick(grid, KEY.Key_Return)
    assert QApplication.focusWidget() is grid.editor


def test_left_and_right_follow_mirrored_leaves(open_grid: Open) -> None:
    grid = open_grid(book(3, "ar", "en"))
    move, no = QAbstractItemView.CursorAction, Qt.KeyboardModifier.NoModifier
    assert grid.currentIndex().column() == TARGET
    assert grid.moveCursor(move.MoveRight, no).column() == STATE
    assert grid.moveCursor(move.MoveLeft, no).column() == TARGET


def test_open_texts_have_names(grid: Grid) -> None:
    grid.go_to(11)
    assert grid.editor.accessibleName() == "Translation of segment 12"
    assert grid._opened.source.accessibleName() == "Source of segment 12"
    assert "[link]" in grid._opened.source.accessibleDescription()
