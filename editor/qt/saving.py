"""Save, Save As, leaving what is not saved, and files that another program changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from editor import formats, storage
from editor.errors import DiptychError, StorageError
from editor.i18n import _
from editor.model import Document, apply
from editor.qt import learning
from editor.qt.cards import WELCOME, Card
from editor.qt.command import desk_of
from editor.qt.recovering import subject
from editor.storage import ChangedOnDisk, Stamp, locks
from editor.storage.keeping import Kept, keep
from editor.storage.locks import Holder, Lock

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window

Then = Callable[[], object]
AT_ONCE = 2_000  # rows; more are written in a thread
SOON = 50  # ms until a save is tried again while another is under way
SAVING = "saving"  # the subject of that task
UNSAVED, DISK, TROUBLE = "unsaved", "disk", "trouble"  # the subjects of cards


def _nothing() -> None:
    """Do nothing more."""


def save(window: Window, then: Then = _nothing) -> None:
    """Save the document where it lives, asking for a place the first time; do *then* once it is saved."""
    desk = desk_of(window)
    desk.commit()
    if window.tasks.runs(SAVING):
        QTimer.singleShot(SOON, window, lambda: save(window, then) if window.desk is desk else None)
    elif desk.file.path is None:
        save_as(window, then)
    elif not desk.session.modified and storage.stamp(desk.file.path) == desk.file.stamp:
        window.say(_("Nothing changed since it was saved."))
        then()
    else:
        _attempt(window, desk.file.path, desk.file.stamp, then)


def save_as(window: Window, then: Then = _nothing) -> None:
    """Ask for a file and save the document there; do *then* once it is saved."""
    desk = desk_of(window)
    desk.commit()
    head = desk.session.document.head
    origin = desk.session.document.origin
    kinds = [f"{_(row.title)} (*{row.suffixes[0]})" for row in formats.FORMATS if row.role == "work" and row.writes]
    kinds = list({kind.rpartition("(")[2]: kind for kind in reversed(kinds)}.values())[::-1]
    suffix = ".po" if origin is not None and origin.format == "po" else ".xlf"
    name, kind = QFileDialog.getSaveFileName(
        window, _("Save the work"), str(desk.file.path or desk.file.proposed(head, suffix)), ";;".join(kinds)
    )
    if not name:
        return
    path = Path(name)
    if not formats.for_name(path.name, writing=True):
        path = path.with_name(path.name + (".po" if ".po" in kind else ".xlf"))
    _attempt(window, path, None, then)


def _attempt(window: Window, path: Path, expected: Stamp | None, then: Then = _nothing) -> None:
    """Write the document to *path*, a large one in a thread; what went wrong stays on a card until mended."""
    desk = desk_of(window)
    desk.cards.take(TROUBLE)
    lock = _to_write(desk, path)
    if isinstance(lock, Holder):
        words = _("{name} has {file} open; save under another name, or once it is closed there.")
        _refused(window, words.format(name=lock.name, file=path.name), lambda: _attempt(window, path, expected, then))
        return
    document, point = desk.session.document, desk.session.point
    journal = desk.keeper.journal if desk.keeper is not None else None

    def done(kept: Kept) -> None:
        if window.desk is desk:
            _hold(desk, lock)
            _kept(window, path, kept, document)
            desk.session.saved_at(point)
            desk.refresh()
            learning.teach(window, desk)
            then()

    def failed(error: DiptychError) -> None:
        if lock is not None and lock is not desk.lock:
            lock.release()
        if window.desk is desk:
            _failed(window, error, lambda: _attempt(window, path, expected, then))

    tasks = window.tasks
    title = _("Saving {name}").format(name=path.name)
    run = partial(tasks.run, title, subject=SAVING) if len(document.rows) > AT_ONCE else tasks.at_once
    run(lambda _progress: keep(document, path, expected, journal), done, failed=failed)


def _failed(window: Window, error: DiptychError, again: Then) -> None:
    if isinstance(error, ChangedOnDisk):
        _changed_underneath(window, asked=True)
    else:
        _refused(window, str(error), again)


def _refused(window: Window, sentence: str, again: Then) -> None:
    """Say on a card why the document is not saved, and what can be done."""
    card = Card(sentence)
    first = card.button(_("Try again"), again, main=True)
    card.button(_("Save under another name"), lambda: save_as(window))
    card.button(_("Later"))
    desk_of(window).cards.put(TROUBLE, card, first)


def _to_write(desk: Desk, path: Path) -> Lock | Holder | None:
    """Return the lock to write *path* with, or who has it; None where none is kept."""
    if desk.keeper is None:
        return None
    if desk.lock is not None and path == desk.file.path and desk.lock.holds:
        return desk.lock
    return locks.acquire(path)


def _hold(desk: Desk, lock: Lock | None) -> None:
    if lock is not desk.lock and desk.lock is not None:
        desk.lock.release()
    desk.lock = lock


def _kept(window: Window, path: Path, kept: Kept, document: Document) -> None:
    """Learn that *document* is on disk at *path*."""
    desk = desk_of(window)
    desk.file = replace(desk.file, path=path, stamp=kept.stamp, saved_at=time.strftime("%H:%M"))
    desk.base = apply(kept.held.inverse, document) if kept.held else document
    if desk.keeper is not None:
        desk.keeper.journal.moved(subject(desk), document, kept.held)
    desk.cards.take(UNSAVED)
    desk.cards.take(DISK)
    desk.cards.take(WELCOME)
    if window.choices.now.recent[:1] != (str(path.absolute()),):
        window.choices.put(window.choices.now.opened(path.absolute()))
    window.say(" ".join([_("Saved as {name}.").format(name=path.name), *kept.losses]))


def may_leave(window: Window, then: Then) -> bool:
    """Tell whether the document may be put away; if not, ask on a card and do *then* once that is answered."""
    desk = window.desk
    if desk is None or window.leaving:
        return True
    desk.commit()
    if not desk.session.modified:
        return True

    def leave() -> None:
        window.leaving = True
        then()

    card = Card(_("The changes in “{name}” are not saved.").format(name=desk.name))
    first = card.button(_("Save"), lambda: window.guard(lambda: save(window, then)), main=True)
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
    seen = storage.glance(path)
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


def _changed_underneath(window: Window, *, asked: bool = False) -> None:
    """Ask on a card which of the two shall be; whoever *asked* to save finds the keyboard there."""
    from editor.qt import merging, opening

    desk = desk_of(window)
    path = desk.file.path
    assert path is not None  # noqa: S101 - it was read from there

    gone = not storage.there(path)
    if not gone and not desk.session.modified:
        window.say(_("Another program changed {name}; it was read anew.").format(name=path.name))
        opening.reload(window)
        return
    words = _("{name} is no longer where it was.") if gone else _("Another program changed {name} since it was opened.")
    card = Card(words.format(name=path.name))
    if gone:
        first = card.button(_("Write it again"), lambda: _attempt(window, path, None), main=True)
    else:
        first = card.button(_("Bring both together"), lambda: merging.take_in(window), main=True)
    card.button(_("Save mine under another name"), lambda: save_as(window))
    card.button(_("Later"))
    desk.cards.put(DISK, card, first if asked else None)
