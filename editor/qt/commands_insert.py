"""Commands that type what keyboards lack: the language's own quotation marks, dashes, spaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from editor.i18n import N_
from editor.qt import typography
from editor.qt.command import Command, desk_of
from editor.text import Text

if TYPE_CHECKING:
    from editor.qt.window import Window

MENU: Final = N_("&Insert")


def _quotes(*, inner: bool) -> Callable[[Window], None]:
    """Return what puts quotation marks around the selection, or the one that belongs at the caret."""

    def insert(window: Window) -> None:
        desk = desk_of(window)
        editor = desk.grid.editor
        marks = typography.quotes(desk.session.document.head.target_language)
        opening, closing = marks[2:] if inner else marks[:2]
        start, end = editor.selection()
        if start == end:
            editor.insert_plain(opening if typography.opens(editor.text(), start, marks) else closing)
            return
        editor.select(end, end)
        editor.insert_plain(closing)
        editor.select(start, start)
        editor.insert_plain(opening)
        whole = len(Text.of(opening + closing))
        editor.select(start, end + whole)

    return insert


def _plain(text: str) -> Callable[[Window], None]:
    def insert(window: Window) -> None:
        desk_of(window).grid.editor.insert_plain(text)

    return insert


COMMANDS: Final = (
    Command("insert.quotes", N_("Quotation marks of the language"), _quotes(inner=False), ("Ctrl+'",), MENU),
    Command("insert.inner_quotes", N_("Quotation marks inside others"), _quotes(inner=True), ('Ctrl+"',), MENU),
    Command("insert.en_dash", N_("En dash –"), _plain("–"), ("Alt+-",), MENU, 1),
    Command("insert.em_dash", N_("Em dash —"), _plain("—"), ("Alt+Shift+-",), MENU, 1),
    Command("insert.ellipsis", N_("Ellipsis …"), _plain("…"), ("Alt+.",), MENU, 1),
    Command("insert.no_break_space", N_("Non-breaking space"), _plain("\u00a0"), ("Ctrl+Shift+Space",), MENU, 2),
    Command("insert.narrow_space", N_("Narrow non-breaking space"), _plain("\u202f"), (), MENU, 2),
)
