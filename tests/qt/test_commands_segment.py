from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel

from editor.model import Mark, State
from editor.qt.desk import Desk
from editor.qt.segments import TARGET
from editor.qt.window import Window


def select(desk: Desk, first: int, last: int) -> None:
    """Select rows as the mouse or Shift with the arrows does."""
    desk.grid.go_to(first)
    model = desk.grid.model()
    flag = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(first, last + 1):
        desk.grid.selectionModel().select(model.index(row, TARGET), flag)


def test_rows_selected_are_done_as_one_step(window: Window, desk: Desk) -> None:
    start = desk.session.document
    select(desk, 1, 3)
    assert desk.rows() == [1, 2, 3]
    window.run("segment.copy_source")
    window.run("segment.confirm")
    states = [segment.state for segment in desk.session.document.rows]
    assert states == [State.UNTRANSLATED, *[State.TRANSLATED] * 3, *[State.UNTRANSLATED] * (len(states) - 4)]
    window.run("edit.undo")
    window.run("edit.undo")
    assert desk.session.document == start


def test_marks_are_set_on_all_unless_all_have_them(window: Window, desk: Desk) -> None:
    desk.grid.go_to(2)
    window.run("segment.not_for_translation")
    select(desk, 1, 3)
    counts = []
    for _press in range(2):
        window.run("segment.not_for_translation")
        counts.append(sum(Mark.NOT_FOR_TRANSLATION in segment.marks for segment in desk.session.document.rows))
    assert counts == [3, 0]


def test_the_target_is_cut_at_the_caret_when_a_row_is_split(window: Window, desk: Desk) -> None:
    desk.grid.go_to(1)
    window.run("segment.join")
    editor = desk.grid.editor
    editor.insert_plain("Мы писали. Никто не ответил.")
    editor.select(11, 11)
    window.run("segment.split")
    rows = desk.session.document.rows
    assert [row.source.plain for row in rows[1:3]] == ["We wrote in May.", "Nobody answered."]
    assert [row.target.plain for row in rows[1:3]] == ["Мы писали.", "Никто не ответил."]


@pytest.mark.parametrize("row", [0, 1])
def test_a_row_of_one_sentence_is_not_split_by_itself(window: Window, desk: Desk, row: int) -> None:
    start = desk.session.document
    desk.grid.go_to(row)
    window.run("segment.split")
    assert desk.session.document is start
    assert "caret" in desk.status.sentence.text()


def test_confirming_the_last_unfinished_says_so(window: Window, desk: Desk) -> None:
    select(desk, 0, len(desk.session.document.rows) - 1)
    window.run("segment.copy_source")
    window.run("segment.confirm_next")
    assert desk.status.sentence.text() == "Nothing is left to translate."
