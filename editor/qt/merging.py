"""A file that another program changed, read anew with the edits made here carried over, segment by segment."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import storage
from editor.compare import Merged, merge
from editor.formats import ReadOptions
from editor.i18n import _, ngettext
from editor.qt import recovering
from editor.qt.command import desk_of
from editor.storage import Opened

if TYPE_CHECKING:
    from editor.qt.window import Window

AT_ONCE = 2_000  # rows; more are merged in a thread
MERGING = "merging"  # the subject of the task


def take_in(window: Window) -> None:
    """Read the file of the open document again and bring what was done here into it."""
    desk = desk_of(window)
    desk.grid.commit()
    path = desk.file.path
    assert path is not None  # noqa: S101 - it was read from there
    base, ours = desk.base, desk.session.document

    def work(_progress: object) -> tuple[Opened, Merged]:
        opened = storage.load(path, ReadOptions(name=path.name))
        return opened, merge(base, ours, opened.document)

    def done(found: tuple[Opened, Merged]) -> None:
        if window.desk is not desk:
            return
        if desk.session.document is not ours:  # somebody typed meanwhile
            take_in(window)
            return
        _lay(window, *found)

    tasks = window.tasks
    run = (
        partial(tasks.run, _("Bringing both together"), subject=MERGING) if len(ours.rows) > AT_ONCE else tasks.at_once
    )
    run(work, done, failed=lambda error: window.say(str(error)))


def _lay(window: Window, opened: Opened, merged: Merged) -> None:
    """Show what *merged* makes of the file as it is now, in the place of the document that is open."""
    from editor.qt import opening

    desk = desk_of(window)
    path, row = desk.file.path, desk.grid.row
    file = replace(desk.file, stamp=opened.stamp, noticed=None, seen=None)
    files = desk.keeper.hand_over() if desk.keeper is not None else ()
    keeps, desk.keeper = desk.keeper is not None, None
    new = opening.lay(window, opened.document, file, desk.lock)
    if keeps:
        recovering.keep(new, opened.document, replaces=files)
    new.session.do(merged.change)
    if len(new.session.document.rows):
        new.grid.go_to(min(max(row, 0), len(new.session.document.rows) - 1))
    number = recovering.rows(merged.change)
    words = ngettext(
        "{name} was read anew, with {number} segment of yours in it. Undo takes that away.",
        "{name} was read anew, with {number} segments of yours in it. Undo takes that away.",
        number,
    )
    window.say(words.format(name=path.name if path is not None else "", number=number))
    recovering.ask(window, new, merged.conflicts)
