"""Commands that take back, do again, go by the clipboard, find and replace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QMenuBar, QPlainTextEdit, QTextEdit

from editor.i18n import N_, _
from editor.qt.command import Command, desk_of, with_document
from editor.qt.overlay import focused

if TYPE_CHECKING:
    from editor.model import Change
    from editor.qt.desk import Desk
    from editor.qt.window import Window

MENU: Final = N_("&Edit")
CLIPBOARD: Final = ("edit.cut", "edit.copy", "edit.paste", "edit.select_all")
Box = QLineEdit | QTextEdit | QPlainTextEdit


def _undo(window: Window) -> None:
    desk = desk_of(window)
    desk.grid.commit()
    label = desk.session.undo_label
    _show(window, desk, desk.session.undo(), _("Taken back: {what}.").format(what=_(label)))


def _redo(window: Window) -> None:
    desk = desk_of(window)
    desk.grid.commit()
    label = desk.session.redo_label
    _show(window, desk, desk.session.redo(), _("Done again: {what}.").format(what=_(label)))


def _show(window: Window, desk: Desk, change: Change | None, said: str) -> None:
    """Go where *change* happened, so that nobody wonders what it did, and stay where it happened here."""
    if change is None:
        return
    window.say(said)
    if change.splices and not _touches(change, desk.grid.row):
        last = len(desk.session.document.rows) - 1
        if last >= 0:
            desk.grid.go_to(min(change.to(change.splices[0].at), last))


def _touches(change: Change, row: int) -> bool:
    """Tell whether *row*, as rows are numbered after *change*, is one that it put there."""
    shift = 0
    for splice in change.splices:
        if 0 <= row - splice.at - shift < len(splice.after):
            return True
        shift += len(splice.after) - len(splice.before)
    return False


def _may_undo(window: Window) -> bool:
    desk = window.desk
    if desk is None:
        return False
    desk.grid.commit()
    return bool(desk.session.undo_label)


def _may_redo(window: Window) -> bool:
    return window.desk is not None and bool(window.desk.session.redo_label)


def _find(window: Window) -> None:
    desk = desk_of(window)
    desk.read(on=False)
    desk.find_bar.open(replace=False)


def _replace(window: Window) -> None:
    desk = desk_of(window)
    desk.read(on=False)
    desk.find_bar.open(replace=True)


def _find_next(window: Window) -> None:
    _go(window, back=False)


def _find_previous(window: Window) -> None:
    _go(window, back=True)


def _go(window: Window, *, back: bool) -> None:
    desk = desk_of(window)
    if desk.find_bar.field.text():
        desk.find_bar.go(back=back)
    else:
        desk.find_bar.open(replace=False)


# ── The clipboard ────────────────────────────────────────────────────────────────────────────────────────────────

# Their keys are the system's own: every text box knows them, and no command takes them away.


def _box(window: Window) -> Box | None:
    """Return the text box that has the keyboard, None where none has."""
    found = focused(window)
    return found if isinstance(found, Box) else None


def _in_menus(window: Window) -> bool:
    """Tell whether the keyboard is with the menus: whatever had it gets it back before anything is done."""
    return isinstance(focused(window), QMenuBar)


def _with_selection(window: Window) -> bool:
    box = _box(window)
    if isinstance(box, QLineEdit):
        return box.hasSelectedText()
    return _in_menus(window) if box is None else box.textCursor().hasSelection()


def _may_paste(window: Window) -> bool:
    box = _box(window)
    if box is None:
        return _in_menus(window)
    return not box.isReadOnly() and (isinstance(box, QLineEdit) or box.canPaste())


def _has_text(window: Window) -> bool:
    return _box(window) is not None or _in_menus(window)


def _by_box(act: Callable[[Box], None]) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        box = _box(window)
        if box is not None:
            act(box)

    return run


COMMANDS: Final = (
    Command("edit.undo", N_("Undo"), _undo, ("Ctrl+Z",), MENU, 0, _may_undo),
    Command("edit.redo", N_("Redo"), _redo, ("Ctrl+Shift+Z", "Ctrl+Y"), MENU, 0, _may_redo),
    Command("edit.cut", N_("Cut"), _by_box(lambda box: box.cut()), (), MENU, 1, _with_selection),
    Command("edit.copy", N_("Copy"), _by_box(lambda box: box.copy()), (), MENU, 1, _with_selection),
    Command("edit.paste", N_("Paste"), _by_box(lambda box: box.paste()), (), MENU, 1, _may_paste),
    Command("edit.select_all", N_("Select all"), _by_box(lambda box: box.selectAll()), (), MENU, 1, _has_text),
    Command("edit.find", N_("Find…"), _find, ("Ctrl+F",), MENU, 2, with_document),
    Command("edit.replace", N_("Replace…"), _replace, ("Ctrl+H",), MENU, 2, with_document),
    Command("edit.find_next", N_("Find next"), _find_next, ("F3",), MENU, 2, with_document),
    Command("edit.find_previous", N_("Find previous"), _find_previous, ("Shift+F3",), MENU, 2, with_document),
)
