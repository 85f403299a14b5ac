"""Save, Save As, leaving what is not saved, and files that another program changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats, storage
from editor.errors import DiptychError, StorageError
from editor.formats import WriteOptions
from editor.i18n import _
from editor.qt.cards import WELCOME, Card
from editor.qt.command import desk_of
from editor.storage import ChangedOnDisk, Stamp

if TYPE_CHECKING:
    from editor.qt.window import Window

UNSAVED, DISK, TROUBLE = "unsaved", "disk", "trouble"  # the subjects of cards


def save(window: Window) -> bool:
    """Save the document where it lives, asking for a place the first time. Tell whether it is saved."""
    desk = desk_of(window)
    desk.grid.commit()
    if desk.file.path is None:
        return save_as(window)
    if not desk.session.modified and storage.stamp(desk.file.path) == desk.file.stamp:
        window.say(_("Nothing changed since it was saved."))
        return True
    return _attempt(window, desk.file.path, desk.file.stamp)


def save_as(window: Window) -> bool:
    """Ask for a file and save the document there. Tell whether it is saved."""
    desk = desk_of(window)
    desk.grid.commit()
    head = desk.session.document.head
    origin = desk.session.document.origin
    kinds = [f"{_(row.title)} (*{row.suffixes[0]})" for row in formats.FORMATS if row.role == "work" and row.writes]
    kinds = list({kind.rpartition("(")[2]: kind for kind in reversed(kinds)}.values())[::-1]
    suffix = ".po" if origin is not None and origin.format == "po" else ".xlf"
    name, kind = QFileDialog.getSaveFileName(
        window, _("Save the work"), str(desk.file.path or desk.file.proposed(head, suffix)), ";;".join(kinds)
    )
    if not name:
        return False
    path = Path(name)
    if not formats.for_name(path.name, writing=True):
        path = path.with_name(path.name + (".po" if ".po" in kind else ".xlf"))
    return _attempt(window, path, None)


def _attempt(window: Window, path: Path, expected: Stamp | None) -> bool:
    """Write the document to *path* and tell whether it is there; what went wrong stays on a card until mended."""
    desk = desk_of(window)
    desk.cards.take(TROUBLE)
    try:
        _write(window, path, expected)
    except ChangedOnDisk:
        _changed_underneath(window)
        return False
    except DiptychError as error:
        card = Card(str(error))
        again = card.button(_("Try again"), lambda: _attempt(window, path, expected), main=True)
        card.button(_("Save under another name"), lambda: save_as(window))
        card.button(_("Later"))
        desk.cards.put(TROUBLE, card, again)
        return False
    return True


def _write(window: Window, path: Path, expected: Stamp | None) -> None:
    """Write the document to *path*. Raises StorageError and FormatError; the work then stays unsaved."""
    desk = desk_of(window)
    written = formats.write(desk.session.document, path.name, WriteOptions())
    stamp = storage.save(written.data, path, expected)
    desk.file = replace(desk.file, path=path, stamp=stamp, saved_at=time.strftime("%H:%M"))
    desk.session.saved()
    desk.cards.take(UNSAVED)
    desk.cards.take(DISK)
    desk.cards.take(WELCOME)
    desk.refresh()
    if window.choices.now.recent[:1] != (str(path.absolute()),):
        window.choices.put(window.choices.now.opened(path.absolute()))
    window.say(" ".join([_("Saved as {name}.").format(name=path.name), *written.losses]))


def may_leave(window: Window, then: Callable[[], object]) -> bool:
    """Tell whether the document may be put away; if not, ask on a card and do *then* once that is answered."""
    desk = window.desk
    if desk is None or window.leaving:
        return True
    desk.grid.commit()
    if not desk.session.modified:
        return True

    def saved_first() -> None:
        if save(window):
            then()

    def leave() -> None:
        window.leaving = True
        then()

    card = Card(_("The changes in {name} are not saved.").format(name=desk.name))
    first = card.button(_("Save"), lambda: window.guard(saved_first), main=True)
    card.button(_("Leave without saving"), leave)
    card.button(_("Go on working"))
    desk.cards.put(UNSAVED, card, first)
    return False


# ── Other programs ───────────────────────────────────────────────────────────────────────────────────────────────


def look_at_disk(window: Window) -> None:
    """Say so, quietly, where another program changed the file since we read or wrote it."""
    desk = desk_of(window)
    path, known = desk.file.path, desk.file.stamp
    if path is None or known is None or desk.cards.shown(DISK) is not None:
        return
    seen = _seen(path)
    if seen is not None and seen == desk.file.seen:
        return
    try:
        now = storage.stamp(path)
    except StorageError:
        return  # saving will say what is wrong
    desk.file = replace(desk.file, seen=seen)
    if now not in {known, desk.file.noticed}:
        desk.file = replace(desk.file, noticed=now)
        _changed_underneath(window)


def _seen(path: Path) -> tuple[int, int] | None:
    """Return what tells at little cost whether a file may have changed, None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _changed_underneath(window: Window) -> None:
    from editor.qt import opening

    desk = desk_of(window)
    path = desk.file.path
    assert path is not None  # noqa: S101 - it was read from there

    gone = not path.exists()
    words = _("{name} is no longer where it was.") if gone else _("Another program changed {name} since it was opened.")
    card = Card(words.format(name=path.name))
    if not gone:
        losing = desk.session.modified
        card.button(
            _("Read it anew, losing my changes") if losing else _("Read it anew"), lambda: opening.reload(window)
        )
    card.button(_("Save mine under another name"), lambda: save_as(window))
    card.button(_("Write it again") if gone else _("Overwrite it with mine"), lambda: _attempt(window, path, None))
    card.button(_("Later"))
    desk.cards.put(DISK, card)
