"""What was not saved when the program died comes back with its document, quietly, as one step that undo takes away."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from editor.i18n import _, ngettext
from editor.model import Document
from editor.qt.cards import Card
from editor.qt.keeping import Keeper
from editor.storage import recovery
from editor.storage.differences import difference
from editor.storage.files import Opened
from editor.storage.journal import Journal, Subject
from editor.storage.recovery import Left, Recovered

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.storage.lines import Lines

log = logging.getLogger(__name__)

RECOVERED = "recovered"  # the subject of the card about work that came back


@dataclass(frozen=True, slots=True)
class Found:
    """A journal left behind, the document it goes on from, and what it puts back there."""

    left: Left
    base: Document
    recovered: Recovered


def for_work(path: Path, opened: Opened) -> Found | None:
    """Return what was not saved of the work file at *path*, just *opened*; None where there is nothing."""
    left = _latest(recovery.for_document(path))
    if left is None:
        return None
    return Found(left, opened.document, recovery.recover(left, opened))


def for_new(path: Path, opened: Opened) -> Found | None:
    """Return the untitled work on the document at *path*, just *opened*; None where there is none.

    Work on an earlier text of the same document goes on from that text.
    """
    left = _latest(recovery.for_document(path, untitled=True))
    if left is None:
        return None
    base = recovery.based(left)
    return continued(left, opened.document if base is None else base)


def continued(left: Left, base: Document) -> Found:
    """Return what *left* puts back into *base*, which it goes on from."""
    told = recovery.replay(left, base)
    change = difference(told.begun, told.document, recovery.LABEL)
    return Found(left, base, Recovered(told.held, change, left_out=told.left_out))


def _latest(lefts: list[Left]) -> Left | None:
    for other in lefts[1:]:
        other.file.close()
    return lefts[0] if lefts else None


def subject(desk: Desk) -> Subject:
    """Return what the journal of *desk* is about."""
    file, head = desk.file, desk.session.document.head
    if file.path is not None and file.stamp is not None and file.stamp.digest is not None:
        return Subject(path=str(file.path.absolute()), base=file.stamp.digest.hex(), name=file.path.name)
    place = file.path or file.original
    return Subject(
        path=str(file.path.absolute()) if file.path is not None else "",
        original=str(place.absolute()) if place is not None else "",
        source_language=head.source_language,
        target_language=head.target_language,
        encoding=head.encoding,
    )


def begin(desk: Desk, base: Document, found: Found | None, replaces: tuple[Lines, ...] = ()) -> None:
    """Keep a journal of *desk*, whose file holds *base*, and put back what was *found*."""
    recovered = found.recovered if found is not None else Recovered()
    if found is not None:
        if recovered.left_out:
            _set_aside(desk, found.left, recovered.left_out)
        else:
            replaces = (*replaces, found.left.file)
    desk.keeper = Keeper(desk, Journal(subject(desk), base, recovered.held, replaces))
    if recovered.change:
        desk.session.do(recovered.change)
    desk.refresh()
    if found is not None:
        _tell(desk, found)


def _set_aside(desk: Desk, left: Left, number: int) -> None:
    """Keep a journal of which some does not fit any more, and say where."""
    try:
        place = left.set_aside()
    except OSError as error:
        log.warning("a journal cannot be set aside: %s", error.strerror)
        place = left.path
    words = ngettext(
        "{number} change of what was not saved does not fit the file any more; it is kept in {place}.",
        "{number} changes of what was not saved do not fit the file any more; they are kept in {place}.",
        number,
    )
    card = Card(words.format(number=number, place=place))
    card.button(_("Good"))
    desk.cards.put(RECOVERED, card)


def _tell(desk: Desk, found: Found) -> None:
    recovered = found.recovered
    rows = sum(max(len(splice.before), len(splice.after)) for splice in recovered.change.splices)
    if not recovered.change:
        return
    words = ngettext(
        "What was not saved is back: {number} segment, last worked on {when}. Undo takes it away.",
        "What was not saved is back: {number} segments, last worked on {when}. Undo takes it away.",
        rows,
    )
    desk.status.say(words.format(number=rows, when=moment(found.left.when)))


def moment(when: float) -> str:
    """Return a time (seconds since the epoch) in short words, the day only where it is not today."""
    then = QDateTime.fromSecsSinceEpoch(int(when))
    form = QLocale.FormatType.ShortFormat
    if then.date().toPython() == dt.datetime.now().astimezone().date():
        return QLocale().toString(then.time(), form)
    return QLocale().toString(then, form)
