from __future__ import annotations

from dataclasses import replace

from editor.model import Change, Mark, Splice
from editor.qt.commands import BY_ID
from editor.qt.desk import Desk
from editor.qt.window import Window


def test_what_is_typed_and_not_joined_yet_is_undone_too(window: Window, desk: Desk) -> None:
    start = desk.session.document
    desk.grid.editor.insert_plain("Письмо")
    window.run("edit.undo")
    assert desk.session.document == start
    assert desk.grid.editor.text().plain == ""
    window.run("edit.redo")
    assert desk.grid.editor.text().plain == "Письмо"


def test_with_nothing_to_take_back_nothing_happens(window: Window, desk: Desk) -> None:
    assert not BY_ID["edit.undo"].enabled(window)
    assert not BY_ID["edit.redo"].enabled(window)
    start = desk.session.document
    window.run("edit.undo")
    assert desk.status.sentence.text() == "There is nothing to undo."
    window.run("edit.redo")
    assert desk.status.sentence.text() == "There is nothing to redo."
    assert desk.session.document is start


def test_undo_says_what_it_took_back(window: Window, desk: Desk) -> None:
    window.run("segment.needs_work")
    window.run("edit.undo")
    assert desk.status.sentence.text() == "Taken back: Mark."


def test_undo_goes_where_it_happened_and_stays_where_it_happened_here(window: Window, desk: Desk) -> None:
    change = Change(
        "Two at once",
        (_marked(desk, 0), _marked(desk, 2)),
    )
    desk.do(change)
    desk.grid.go_to(2)
    window.run("edit.undo")
    assert desk.grid.row == 2
    desk.grid.go_to(1)
    window.run("edit.redo")
    assert desk.grid.row == 0


def _marked(desk: Desk, row: int) -> Splice:
    segment = desk.session.document.rows[row]
    return Splice(row, (segment,), (replace(segment, marks=frozenset({Mark.NEEDS_WORK})),))
