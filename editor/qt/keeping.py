"""The journal of the document on a desk: told of every change, of what is being typed, and when to make it safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.i18n import _
from editor.model import Change
from editor.qt.cards import Card
from editor.storage.records import NOTES

if TYPE_CHECKING:
    from editor.model import Note
    from editor.qt.desk import Desk
    from editor.storage.journal import Journal
    from editor.storage.lines import Lines
    from editor.text import Text

SOON = 1_200  # ms after a key until what is typed is in the journal, whether or not the typing goes on
HERE = 300_000  # ms between two signs to other machines that we still hold the document
TROUBLE = "journal"  # the subject of the card that says the journal cannot be written


class Keeper(QObject):
    """Keep the journal of one desk."""

    changed = Signal()  # the journal is in trouble, or out of it again

    def __init__(self, desk: Desk, journal: Journal) -> None:
        """Listen to everything that is done on *desk*."""
        super().__init__(desk)
        self._desk = desk
        self.journal = journal
        self._session = desk.session
        self._unwatch = desk.session.listen(self._record)
        self._noted: tuple[int, str] | None = None  # row and side of text in the journal that is no change yet
        self._typing = QTimer(self, singleShot=True, interval=SOON)
        self._typing.timeout.connect(self.note)
        self._here = QTimer(self, interval=HERE)
        self._here.timeout.connect(self._renew)
        self._here.start()
        desk.grid.typing.connect(self._typed)
        desk.panels.field.textChanged.connect(self._typed)
        desk.grid.current_changed.connect(lambda _row: journal.settle())
        self.changed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        journal.tell = self.changed.emit

    @property
    def words(self) -> str:
        """What the foot of the window says."""
        return _("journal not written") if self.journal.trouble else _("journal safe")

    def note(self) -> None:
        """Write down what is typed and no change yet."""
        self._typing.stop()
        pending, noted = self._desk.grid.pending(), self._desk.panels.pending()
        if len(pending) > 1 or (pending and noted is not None):
            self._desk.grid.commit()
        if noted is not None:
            self._noted = noted[0], NOTES
            self.journal.typing(*self._noted, noted[1])
            return
        for side, text in pending[:1]:
            self._noted = self._desk.grid.row, side
            self.journal.typing(*self._noted, text)
        if not pending and self._noted is not None:
            self._take_back(*self._noted)
            self._noted = None

    def _take_back(self, row: int, side: str) -> None:
        """Write down that what was typed was taken away again: no change came of it."""
        segment = self._session.document.rows[row]
        sides: dict[str, Text | tuple[Note, ...]]
        sides = {"source": segment.source, "target": segment.target, NOTES: segment.notes}
        self.journal.typing(row, side, sides[side])

    def close(self) -> None:
        """Give up what is not saved: the user has said so, or everything is."""
        self._stop()
        self.journal.close(keep=False)

    def hand_over(self) -> tuple[Lines, ...]:
        """Stop, and return the files that the journal going on from here replaces."""
        self.note()
        self._stop()
        return self.journal.handed_over()

    def _renew(self) -> None:
        if self._desk.lock is not None:
            self._desk.lock.renew()

    def _stop(self) -> None:
        self._here.stop()
        self._typing.stop()
        self._unwatch()
        self.journal.tell = lambda: None

    def _record(self, change: Change) -> None:
        self._noted = None
        self.journal.record(change, self._session.document)
        if self._desk.panels.pending() is not None:  # it was told of the row as it was
            self._typed()

    def _typed(self) -> None:
        if not self._typing.isActive():
            self._typing.start()

    def _show(self) -> None:
        """Say on a card what is wrong with the journal, and take it away once it is well again."""
        desk = self._desk
        desk.refresh()
        trouble = self.journal.trouble
        if not trouble:
            desk.cards.take(TROUBLE)
        elif desk.cards.shown(TROUBLE) is None:
            card = Card(trouble)
            card.button(_("Try again"), self.journal.settle, main=True)
            card.button(_("Later"))
            desk.cards.put(TROUBLE, card)
