from __future__ import annotations

from editor.qt.desk import Desk
from editor.qt.window import Window


def test_next_and_previous_keep_to_what_the_filter_shows(window: Window, desk: Desk) -> None:
    for row in (1, 3):
        desk.grid.go_to(row)
        desk.grid.editor.insert_plain("слова")
    desk.grid.go_to(1)
    window.run("filter.draft")
    assert list(desk.grid.visible_rows()) == [1, 3]
    visited = []
    for name in ("go.next", "go.next", "go.previous", "go.last", "go.first"):
        window.run(name)
        visited.append(desk.grid.row)
    assert visited == [3, 3, 1, 3, 1]


def test_next_unfinished_goes_round_at_the_end(window: Window, desk: Desk) -> None:
    last = len(desk.session.document.rows) - 1
    desk.grid.go_to(last)
    window.run("go.next_unfinished")
    assert desk.grid.row == 0
    window.run("go.previous_unfinished")
    assert desk.grid.row == last
