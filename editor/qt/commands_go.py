"""Commands that go from segment to segment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from editor.i18n import N_, _
from editor.qt import walk
from editor.qt.command import Command, desk_of, with_document

if TYPE_CHECKING:
    from editor.qt.window import Window

MENU: Final = N_("&Go")


def _next(window: Window) -> None:
    grid = desk_of(window).grid
    rows = grid.visible_rows()
    place = bisect_right(rows, grid.row)
    if place < len(rows):
        grid.go_to(rows[place])
    else:
        window.say(_("This is the last segment."))


def _previous(window: Window) -> None:
    grid = desk_of(window).grid
    rows = grid.visible_rows()
    place = bisect_left(rows, grid.row) - 1
    if place >= 0:
        grid.go_to(rows[place])
    else:
        window.say(_("This is the first segment."))


def _end(*, last: bool) -> Callable[[Window], None]:
    def go(window: Window) -> None:
        rows = desk_of(window).grid.visible_rows()
        if rows:
            desk_of(window).grid.go_to(rows[-1 if last else 0])

    return go


def _step(by: int, wanted: walk.Wanted, nothing: str) -> Callable[[Window], None]:
    def go(window: Window) -> None:
        if not desk_of(window).step(by, wanted):
            window.say(_(nothing))

    return go


def _to(window: Window) -> None:
    from editor.qt import palette

    palette.segments(window)


DONE: Final = N_("No other segment is unfinished.")
REVIEWED: Final = N_("No other segment waits for review.")
UNCHANGED: Final = N_("No other segment changed or needs work.")

COMMANDS: Final = (
    Command("go.next", N_("Next segment"), _next, ("Ctrl+Down",), MENU),
    Command("go.previous", N_("Previous segment"), _previous, ("Ctrl+Up",), MENU),
    Command(
        "go.next_unfinished", N_("Next unfinished"), _step(1, walk.unfinished, DONE), ("Ctrl+Shift+Down", "F7"), MENU, 1
    ),
    Command(
        "go.previous_unfinished",
        N_("Previous unfinished"),
        _step(-1, walk.unfinished, DONE),
        ("Ctrl+Shift+Up", "Shift+F7"),
        MENU,
        1,
    ),
    Command("go.next_review", N_("Next to review"), _step(1, walk.to_review, REVIEWED), ("F9",), MENU, 2),
    Command(
        "go.previous_review", N_("Previous to review"), _step(-1, walk.to_review, REVIEWED), ("Shift+F9",), MENU, 2
    ),
    Command("go.next_changed", N_("Next changed or needing work"), _step(1, walk.changed, UNCHANGED), ("F4",), MENU, 2),
    Command(
        "go.previous_changed",
        N_("Previous changed or needing work"),
        _step(-1, walk.changed, UNCHANGED),
        ("Shift+F4",),
        MENU,
        2,
    ),
    Command("go.first", N_("First segment"), _end(last=False), ("Ctrl+Alt+Home",), MENU, 3, with_document),
    Command("go.last", N_("Last segment"), _end(last=True), ("Ctrl+Alt+End",), MENU, 3, with_document),
    Command("go.to", N_("Go to a segment…"), _to, ("Ctrl+G",), MENU, 3, with_document),
)
