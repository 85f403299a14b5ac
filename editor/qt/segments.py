"""The table of segments for Qt: source, state and target of the session's rows, all of them or those a filter shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleTableModelChangeEvent
from PySide6.QtWidgets import QWidget

from editor.i18n import N_, _
from editor.languages import Language
from editor.model import MARK_NAMES, MARKS, STATE_NAMES, Change, Mark, May, Segment, Splice
from editor.qt.chips import sound, spoken
from editor.qt.geometry import Numbers
from editor.qt.links import spoken as spoken_link
from editor.rows import Rows
from editor.session import Session

SOURCE, STATE, TARGET = range(3)
HEADERS = (N_("Source"), N_("State"), N_("Translation"))
MANY = 64  # so many inserts and removals in one change are told as "everything is new"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def standing(segment: Segment) -> str:
    """Return state and marks in words, as in "Draft, needs work"."""
    words = [_(STATE_NAMES[segment.state])]
    words += [_(MARK_NAMES[mark]).lower() for mark in MARKS if mark in segment.marks]
    if Mark.NOT_FOR_TRANSLATION in segment.marks and segment.reason:
        words.append(_(segment.reason))
    if May.TRANSLATE not in segment.may:
        words.append(_("locked in the file"))
    return ", ".join(words)


class RowMap:
    """Which document rows are shown, in order; None shows all."""

    def __init__(self, rows: Numbers | None = None) -> None:
        """Show *rows*, sorted and each once."""
        self.rows = rows

    @classmethod
    def of(cls, rows: Iterable[int] | None) -> RowMap:
        """Show *rows*, in document order whatever order they come in."""
        return cls() if rows is None else cls(np.unique(np.fromiter(rows, dtype=np.int64)))

    @cached_property
    def listed(self) -> list[int]:
        """The document rows shown; empty where all are."""
        return [] if self.rows is None else self.rows.tolist()

    def document_row(self, row: int) -> int:
        """Return which document row is shown as *row*."""
        return row if self.rows is None else int(self.rows[row])

    def place(self, document_row: int) -> int:
        """Return the number of shown rows above *document_row*: its own row if it is shown itself."""
        return document_row if self.rows is None else int(np.searchsorted(self.rows, document_row))

    def shows(self, document_row: int) -> bool:
        """Tell whether *document_row* is shown."""
        if self.rows is None:
            return True
        place = self.place(document_row)
        return place < len(self.rows) and int(self.rows[place]) == document_row

    def spliced(self, at: int, removed: int, inserted: int) -> RowMap:
        """Return the map after *removed* rows at *at* gave way to *inserted*; new rows show if a neighbour does."""
        if self.rows is None:
            return self
        low, high = self.place(at), self.place(at + removed)
        near = high > low or (at > 0 and self.shows(at - 1)) or (at == 0 and self.shows(0))
        new = np.arange(at, at + inserted if near else at, dtype=np.int64)
        return RowMap(np.concatenate((self.rows[:low], new, self.rows[high:] + (inserted - removed))))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield sorted *rows* as runs: first and last."""
    start = end = -1
    for row in rows:
        if end < 0 or row > end + 1:
            if end >= 0:
                yield start, end
            start = row
        end = row
    if end >= 0:
        yield start, end


class SegmentModel(QAbstractTableModel):
    """Rows of a session as a table; listens to the session and tells Qt each change as finely as it can."""

    head_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.map = RowMap()
        self.applying = False  # while a change is being told, when nobody may make another
        self._rows: Rows[Segment] = session.document.rows
        self._cause: Change | None = None
        self.close = session.listen(self._heard)

    @property
    def rows(self) -> Rows[Segment]:
        """All document rows, as far as they were told already while a change is being told."""
        return self._rows

    def segment(self, row: int) -> Segment:
        """Return the segment shown as *row*."""
        return self._rows[self.map.document_row(row)]

    def begins_unit(self, row: int) -> bool:
        """Tell whether a new paragraph begins with shown *row*."""
        if row == 0:
            return True
        unit = self.segment(row).unit
        return not unit or unit != self.segment(row - 1).unit

    def is_furniture(self, row: int) -> bool:
        """Tell whether shown *row* and the one above are both not for translation."""
        idle = Mark.NOT_FOR_TRANSLATION
        return row > 0 and idle in self.segment(row).marks and idle in self.segment(row - 1).marks

    def show(self, rows: Sequence[int] | None) -> None:
        """Show these document rows, None for all."""
        new = RowMap.of(rows)
        if self.map.rows is not None and new.rows is not None:
            gone = np.setdiff1d(self.map.rows, new.rows, assume_unique=True)
            come = np.setdiff1d(new.rows, self.map.rows, assume_unique=True)
            if len(gone) + len(come) <= MANY:
                for row in gone.tolist():
                    self._hide(row)
                for row in come.tolist():
                    self.reveal(row)
                return
        self.beginResetModel()
        self.map = new
        self._cause = None
        self.endResetModel()

    def reveal(self, document_row: int) -> None:
        """Show *document_row* too where the filter hides it."""
        if self.map.rows is not None and not self.map.shows(document_row):
            place = self.map.place(document_row)
            self.beginInsertRows(_ROOT, place, place)
            self.map = RowMap(np.insert(self.map.rows, place, document_row))
            self.endInsertRows()

    def _hide(self, document_row: int) -> None:
        if self.map.rows is not None:
            place = self.map.place(document_row)
            self.beginRemoveRows(_ROOT, place, place)
            self.map = RowMap(np.delete(self.map.rows, place))
            self.endRemoveRows()

    def now_at(self, document_row: int) -> int:
        """Return where a row of before the last reset stands since."""
        return self._cause.to(document_row) if self._cause else document_row

    # ── What Qt asks ─────────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) if self.map.rows is None else len(self.map.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(self.segment(index.row()), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _told(self.segment(index.row())) if index.column() == STATE else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _heard_as(self.segment(index.row()), index.column())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._description(index)
        return None

    def _description(self, index: Index) -> str:
        row = self.map.document_row(index.row())
        place = _("Segment {number} of {all}").format(number=row + 1, all=len(self._rows))
        return f"{place}: {_told(self._rows[row])}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.map.document_row(section) + 1) if section < self.rowCount() else None
        head = self.session.document.head
        tag = {SOURCE: head.source_language, TARGET: head.target_language}.get(section)
        return f"{_(HEADERS[section])} ({Language(tag).name})" if tag else _(HEADERS[section])

    # ── What the session tells ───────────────────────────────────────────────────────────────────────────────────

    def _heard(self, change: Change) -> None:
        """Tell Qt: rows that stay and changed first, then what comes and goes, from the end."""
        self.applying = True
        uneven = [splice for splice in change.splices if len(splice.before) != len(splice.after)]
        if len(uneven) > MANY:
            self._renew(change, uneven)
        else:
            self._stay(change.splices, last=not uneven)
            for splice in reversed(uneven):
                self._come_or_go(splice)
        self._rows = self.session.document.rows
        self.applying = False
        if change.head is not None:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, SOURCE, TARGET)
            self.head_changed.emit()

    def _renew(self, change: Change, uneven: Sequence[Splice]) -> None:
        self.beginResetModel()
        self._rows = self.session.document.rows
        for splice in reversed(uneven):
            kept = min(len(splice.before), len(splice.after))
            self.map = self.map.spliced(splice.at + kept, len(splice.before) - kept, len(splice.after) - kept)
        self._cause = change
        self.endResetModel()

    def _stay(self, splices: Sequence[Splice], *, last: bool) -> None:
        sizes = [min(len(splice.before), len(splice.after)) for splice in splices]
        if last:
            self._rows = self.session.document.rows
        else:
            pairs = zip(splices, sizes, strict=True)
            self._rows = self._rows.spliced((s.at, s.before[:size], s.after[:size]) for s, size in pairs)
        changed = [s.at + step for s, size in zip(splices, sizes, strict=True) for step in range(size)]
        shown = [self.map.place(row) for row in changed if self.map.shows(row)]
        runs = list(_runs(shown))
        if len(runs) > MANY:
            runs = [(shown[0], shown[-1])]
        for first, end in runs:
            self.dataChanged.emit(self.index(first, SOURCE), self.index(end, TARGET))

    def _come_or_go(self, splice: Splice) -> None:
        kept = min(len(splice.before), len(splice.after))
        at, gone, come = splice.at + kept, splice.before[kept:], splice.after[kept:]
        after = self.map.spliced(at, len(gone), len(come))
        first = self.map.place(at)
        count = (self.map.place(at + len(gone)) if gone else after.place(at + len(come))) - first
        if count and gone:
            self.beginRemoveRows(_ROOT, first, first + count - 1)
        elif count:
            self.beginInsertRows(_ROOT, first, first + count - 1)
        self._rows = self._rows.spliced([(at, gone, come)])
        self.map = after
        if count and gone:
            self.endRemoveRows()
        elif count:
            self.endInsertRows()


def _shown(segment: Segment, column: int) -> str:
    if column == STATE:
        return _(STATE_NAMES[segment.state])
    return sound((segment.source if column == SOURCE else segment.target).readable)


def _told(segment: Segment) -> str:
    """Return how far a row is, and what is known of its link."""
    return "; ".join(words for words in (standing(segment), spoken_link(segment)) if words)


def _heard_as(segment: Segment, column: int) -> str:
    if column == STATE:
        return _told(segment)
    return spoken(segment.source if column == SOURCE else segment.target)


def tell_of_cells(view: QWidget, first: Index, last: Index) -> None:
    """Tell screen readers that cells of *view* read otherwise now, as Qt's own views do."""
    if QAccessible.isActive():
        told = QAccessibleTableModelChangeEvent(view, QAccessibleTableModelChangeEvent.ModelChangeType.DataChanged)
        told.setFirstRow(first.row())
        told.setLastRow(last.row())
        told.setFirstColumn(first.column())
        told.setLastColumn(last.column())
        QAccessible.updateAccessibility(told)


def tell_of_selection(view: QWidget) -> None:
    """Tell screen readers that other rows of *view* are selected: once, not row by row as Qt's own tables do."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.SelectionWithin))
