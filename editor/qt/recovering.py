"""What was not saved when the program died comes back with its document, quietly, as one step that undo takes away."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from editor.i18n import _, ngettext
from editor.model import Change, Document
from editor.qt.cards import Card
from editor.qt.keeping import Keeper
from editor.storage.beginning import Found
from editor.storage.journal import NOTHING, Journal, Subject
from editor.storage.recovery import Left

if TYPE_CHECKING:
    from editor.compare import Conflict
    from editor.qt.desk import Desk
    from editor.qt.window import Window
    from editor.storage.lines import Lines

log = logging.getLogger(__name__)

RECOVERED = "recovered"  # the subject of the card about work that came back


def subject(desk: Desk) -> Subject:
    """Return what the journal of *desk* is about."""
    file, head = desk.file, desk.session.document.head
    if file.path is not None:
        digest = file.stamp.digest if file.stamp is not None else None
        return Subject(path=str(file.path.absolute()), base=digest.hex() if digest else "", name=file.path.name)
    return Subject(
        original=str(file.original.absolute()) if file.original is not None else "",
        source_language=head.source_language,
        target_language=head.target_language,
        encoding=head.encoding,
    )


def keep(desk: Desk, base: Document, held: Change = NOTHING, replaces: tuple[Lines, ...] = ()) -> None:
    """Keep a journal of *desk*, whose file holds *base*, and not what *held* puts there."""
    desk.base = base
    desk.keeper = Keeper(desk, Journal(subject(desk), base, held, replaces))
    desk.refresh()


def put_back(window: Window, desk: Desk, base: Document, found: Found | None) -> None:
    """Keep a journal of *desk*, whose file holds *base*, and put back what was *found* there."""
    if found is None:
        keep(desk, base)
        return
    recovered = found.recovered
    if recovered.left_out:
        _set_aside(desk, found.left, recovered.left_out)
    keep(desk, base, recovered.held, () if recovered.left_out else (found.left.file,))
    if found.left.made and not recovered.left_out:
        desk.session.made()
    if not recovered.change:
        return
    desk.session.do(recovered.change)
    words = ngettext(
        "Your unsaved work is back: {number} segment, last changed {when}. Undo takes it away.",
        "Your unsaved work is back: {number} segments, last changed {when}. Undo takes it away.",
        rows(recovered.change),
    )
    desk.status.say(words.format(number=rows(recovered.change), when=moment(found.left.when)))
    ask(window, desk, recovered.conflicts)


def hold(desk: Desk) -> None:
    """Keep what lies on *desk* though nothing was done to it yet: it was made here, and no file holds it."""
    if desk.keeper is not None:
        desk.keeper.journal.made()


def ask(window: Window, desk: Desk, conflicts: tuple[Conflict, ...]) -> None:
    """Say on a card in how many segments two hands did different things, if in any."""
    number = len(conflicts)
    if not number:
        return
    words = ngettext(
        "{number} segment was changed here and in the file in different ways; both versions are kept.",
        "{number} segments were changed here and in the file in different ways; both versions are kept.",
        number,
    )

    def show() -> None:
        from editor.qt import conflicts as sheet

        sheet.ask(window, conflicts)

    card = Card(words.format(number=number))
    card.button(_("Choose"), show, main=True)
    card.button(_("Later"))
    desk.cards.put(RECOVERED, card)


def rows(change: Change) -> int:
    """Count the rows that *change* is about."""
    return sum(max(len(splice.before), len(splice.after)) for splice in change.splices)


def _set_aside(desk: Desk, left: Left, number: int) -> None:
    """Keep a journal of which some does not fit any more, and say where."""
    try:
        place: Path = left.set_aside()
    except OSError as error:
        log.warning("a journal cannot be set aside: %s", error.strerror)
        place = left.path
    words = ngettext(
        "{number} change of what was not saved does not fit the file any more; it is kept in {place}.",
        "{number} changes of what was not saved do not fit the file any more; they are kept in {place}.",
        number,
    )
    card = Card(words.format(number=number, place=place))
    card.button(_("OK"))
    desk.cards.put(RECOVERED, card)


def moment(when: float) -> str:
    """Return a time (seconds since the epoch) in short words, the day only where it is not today."""
    then = QDateTime.fromSecsSinceEpoch(int(when))
    form = QLocale.FormatType.ShortFormat
    if then.date().toPython() == dt.datetime.now().astimezone().date():
        return QLocale().toString(then.time(), form)
    return QLocale().toString(then, form)
