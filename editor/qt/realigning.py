"""Align anew, off the main thread, what lies between confirmed links; the result is one change, rebased or dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.i18n import _, ngettext
from editor.linking import realigning
from editor.model import Change, rebase
from editor.qt.command import desk_of

if TYPE_CHECKING:
    from editor.qt.window import Window

SUBJECT = "realigning"


def start(window: Window, *, everything: bool) -> None:
    """Realign the rows selected, those between the confirmed links around the active one, or *everything*."""
    desk = desk_of(window)
    chosen = desk.rows()
    session = desk.session
    document = session.document
    if everything:
        rows = range(len(document.rows))
    elif len(chosen) > 1:
        rows = range(chosen[0], chosen[-1] + 1)
    else:
        rows = realigning.stretch(document, desk.grid.row)
    meanwhile: list[Change] = []
    forget = session.listen(meanwhile.append)

    def work(progress: Callable[[float], None]) -> Change:
        return realigning.realign(document, rows, progress)

    def done(change: Change) -> None:
        forget()
        if window.desk is not desk:
            return
        moved = rebased(change, meanwhile)
        if moved is None:
            window.say(_("These links were changed meanwhile; they stay as you made them."))
        elif window.desk is desk and desk.do(moved):
            window.say(_told(moved))
        else:
            window.say(_("Realigning found the same links again."))

    window.tasks.run(_("Realigning"), work, done, subject=SUBJECT)


def rebased(change: Change, meanwhile: list[Change]) -> Change | None:
    """Return *change* as it is after all that was done *meanwhile*, None where both touch the same rows."""
    now: Change | None = change
    for over in meanwhile:
        if now is None:
            return None
        now = rebase(now, over)
    return now


def _told(change: Change) -> str:
    number = sum(len(splice.after) for splice in change.splices)
    return ngettext("Realigned: {number} link looked at.", "Realigned: {number} links looked at.", number).format(
        number=number
    )
