"""The grid: two leaves and the hinge between them, painted a screenful at a time, with one row open to type in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from editor import find
from editor.model import Change
from editor.qt import bands, painting
from editor.qt.chips import Chips
from editor.qt.hands import ONE, Hands
from editor.qt.layouts import Layouts, came
from editor.qt.linkhands import LinkHands
from editor.qt.opened import Opened
from editor.qt.page import POINTS
from editor.qt.painting import Look
from editor.qt.segments import SOURCE, TARGET, SegmentModel, tell_of_cells, tell_of_selection
from editor.qt.spread import Spread
from editor.qt.tables import bare, own_viewport
from editor.qt.theme import Theme
from editor.session import Session
from editor.text import Text

Index = QModelIndex | QPersistentModelIndex
_HINT = QAbstractItemView.ScrollHint
_ACTION = QAbstractItemView.CursorAction
_NOTCH = 120  # of a wheel, in eighths of a degree
_LINES = 3  # scrolled by one notch


class Grid(QTableView):
    """Show a session as facing leaves. Its interface speaks of document rows; within, *row* is a shown row."""

    current_changed = Signal(int)
    typing = Signal()
    selection_changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.session = session
        self.hints: Mapping[str, str] = {}  # the keys one needs most, beneath the open text
        self._syncing = False  # while the scroll bar is set by us
        self._turning = False  # while another row opens, and what was typed into the one before joins the document
        self._chosen: list[tuple[int, int]] = []  # rows selected, first and last, where more than one is
        chips = Chips(self)
        self._layouts = Layouts(chips)
        self._look = Look(theme, self._layouts)
        self._model = SegmentModel(session, self)
        self._opened = Opened(self._model, chips, self.viewport())
        self.editor = self._opened.editor
        self._spread = Spread(self._model, self._layouts, self._opened)
        self._spread.set(theme, self.viewport().width())
        self._hands = Hands(self, self._spread)
        self.links = LinkHands(self, self._spread, self._hands)
        bare(self)
        self.setModel(self._model)
        self._connect()
        self.set_theme(theme)
        if self._model.rowCount():
            self.go_to(0)

    def _connect(self) -> None:
        self._model.rowsRemoved.connect(self._rows_removed)
        self._model.modelReset.connect(self._was_reset)
        self.session.listen(self._after)
        opened = self._opened
        opened.typing.connect(self._typed)
        opened.grew.connect(self._update)
        opened.refused.connect(self.refused)
        self._hands.scrolled.connect(self._scroll_by)
        self._hands.moved.connect(self._update)
        self._hands.left_source.connect(self.edit_source)

    # ── What the window asks ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def row(self) -> int:
        """The open document row, -1 where there is none."""
        return self._opened.row

    def go_to(self, row: int, *, caret: int | None = None, side: str = "target", select: int = 0) -> None:
        """Open document row *row* in sight, the caret at *caret* of *side* and *select* positions after it selected."""
        self._model.reveal(row)
        self._make_current(self._model.map.place(row))
        place = self._model.map.place(row)  # whoever heard of the new row may have narrowed the filter
        box = self._opened.source if side == "source" else self.editor
        if caret is not None:
            box.select(caret, caret + select)
        if self._hands.typing:
            box.setFocus()
        self._spread.show(place)
        self._update()

    def _make_current(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self._model.index(row, self._spread.side), ONE)

    def commit(self) -> None:
        """Make what was typed a Change of the session now."""
        self._opened.commit()

    def pending(self) -> list[tuple[str, Text]]:
        """Return what is typed in the open row and no change yet, by side ("source", "target")."""
        boxes = {"source": self._opened.source, "target": self.editor}
        return [(side, box.text()) for side, box in boxes.items() if box in self._opened.typed_in]

    def selected_rows(self) -> list[int]:
        """Return the selected document rows, the open one where no more are selected."""
        if self._chosen:
            shown = self._model.map.document_row
            return [shown(row) for first, last in self._chosen for row in range(first, last + 1)]
        return [self.row] if self.row >= 0 else []

    def set_rows(self, rows: Sequence[int] | None) -> None:
        """Show these document rows, None for all. The open row stays, also where it is not among them."""
        self._model.show(rows if rows is None or self.row < 0 else [*rows, self.row])
        self._update()

    def visible_rows(self) -> Sequence[int]:
        """Return the document rows that the filter shows."""
        rows = self._model.map.rows
        return range(self._model.rowCount()) if rows is None else self._model.map.listed

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of *theme*."""
        self._look = Look(theme, self._layouts)
        self._layouts.chips.dress(theme, POINTS * self._spread.percent / 100)
        self._opened.colour(theme)
        self._tint()
        self.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """Set the texts at *percent* of their usual size (60 … 300)."""
        self._spread.percent = min(max(percent, 60), 300)
        self._spread.set(self._look.theme, self.viewport().width())
        self._update()

    def set_query(self, query: find.Query | None) -> None:
        """Mark what *query* finds in both leaves. Raises EditError where its regular expression is none."""
        self._layouts.look_for(query)
        self._tint()
        self.viewport().update()

    def edit_source(self) -> None:
        """Make the open row's source editable where it stands, or end that."""
        self.links.rouse()
        self._opened.edit_source()
        self._opened.colour(self._look.theme)
        self._tint()

    def source_caret(self) -> int | None:
        """Return where in the open row's source somebody put the caret, None where nobody did."""
        return self._opened.source_caret()

    def show_links(self, *, on: bool) -> None:
        """Show rows as links, sentence by sentence with ribbons across the hinge, or as they are translated."""
        self.commit()
        self.links.set(on=on)
        self._spread.set(self._look.theme, self.viewport().width())
        self._opened.colour(self._look.theme)
        if self.row >= 0:
            self._spread.show(self._spread.open_row)
        self._update()

    # ── Scrolling ────────────────────────────────────────────────────────────────────────────────────────────────

    def _update(self) -> None:
        """Bring scroll bar, text boxes and paper to where the rows stand now."""
        self._sync()
        self.viewport().update()

    def _sync(self) -> None:
        spread, scroll, bar = self._spread, self._spread.scroll, self.verticalScrollBar()
        spread.look()
        self._syncing = True
        bar.setRange(0, max(scroll.maximum, scroll.value))
        bar.setPageStep(max(scroll.view, 1))
        bar.setSingleStep(self._layouts.source.line())
        bar.setValue(scroll.value)
        self._syncing = False
        spread.place()

    def _tint(self) -> None:
        """Mark in the open texts what is marked in closed ones."""
        if self.row >= 0:
            look, found, source = self._look, self._layouts.found, self._opened.source
            source.tint(look.over(came(self._opened.segment), found(source.text(), "source")))
            self.editor.tint(look.over((), found(self.editor.text(), "target")))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing:
            return
        value = self.verticalScrollBar().value()
        step = value - self._spread.scroll.value
        if abs(step) <= self._spread.scroll.view:
            self._scroll_by(step)
        else:
            self._spread.scroll.jump(value)
            self._update()

    def _scroll_by(self, pixels: int) -> None:
        """Scroll, moving what is painted already and painting only what comes into sight."""
        before = {band.row: band.top for band in self._spread.bands}
        self._spread.scroll.move(pixels)
        self._spread.look()
        moved = next((band.top - before[band.row] for band in self._spread.bands if band.row in before), None)
        if moved is None:
            self.viewport().update()
        elif moved:
            self.viewport().scroll(0, moved)
        self._sync()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the window zooms
            return
        pixels = event.pixelDelta().y()
        if not pixels:
            pixels = round(event.angleDelta().y() / _NOTCH * _LINES * self._layouts.source.line())
        self._scroll_by(-pixels)
        event.accept()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT.EnsureVisible) -> None:
        if index.isValid():
            self._spread.scroll.show(index.row())
            self._update()

    # ── What the model tells ─────────────────────────────────────────────────────────────────────────────────────

    def _after(self, change: Change) -> None:
        """Follow a change once the model has told it whole."""
        if change.head is not None:
            self._spread.set(self._look.theme, self.viewport().width())
        before, bands = self.row, self._spread.bands
        if not len(self._model.rows):
            self._opened.open(-1, self._layouts)
        elif before >= 0:
            self._follow(min(change.to(before), len(self._model.rows) - 1))
        elif self._model.rowCount():
            self.go_to(0)
        self._tint()
        self._sync()
        if bands != self._spread.bands or change.head is not None:
            self.viewport().update()
        if self.row != before:
            self.current_changed.emit(self.row)

    def _follow(self, row: int) -> None:
        self._model.reveal(row)
        self._opened.follow(row, self._layouts)
        if not self._turning and self.currentIndex().row() != self._spread.open_row:
            self._make_current(self._spread.open_row)

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        for band in self._spread.bands:
            if topLeft.row() <= band.row <= bottomRight.row():
                self.viewport().update(0, band.top, self.viewport().width(), band.height)
        tell_of_cells(self, topLeft, bottomRight)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._spread.inserted(start, end - start + 1)
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def _rows_removed(self, parent: Index, start: int, end: int) -> None:
        self._spread.removed(start, end - start + 1)

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        self._spread.renew()

    def _was_reset(self) -> None:
        """Find the open row again, once Qt's own selection has been reset too, and leave it where it was seen."""
        spread, model = self._spread, self._model
        seen = spread.scroll.view // 3 if spread.seen is None else spread.seen
        spread.scroll.jump(0)
        if self.row >= 0 and model.rowCount():
            row = min(model.now_at(self.row), len(model.rows) - 1)
            place = min(model.map.place(row), model.rowCount() - 1)
            self._make_current(place)
            spread.scroll.row = place
            spread.scroll.move(-seen)
        self._update()

    def updateGeometries(self) -> None:
        self._spread.fit(self.viewport().width(), self.viewport().height())
        self._update()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    # ── Where things are, for Qt and for screen readers ──────────────────────────────────────────────────────────

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self._spread.scroll.value

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._spread.scroll.heights):
            return QRect()
        return self._spread.cell(index.row(), index.column())

    def indexAt(self, pos: QPoint) -> QModelIndex:
        band = self._spread.at(pos.y())
        return self._model.index(band.row, self._spread.column(pos.x())) if band else QModelIndex()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        area = rect.normalized()
        first, last = self.indexAt(area.topLeft()), self.indexAt(area.bottomRight())
        if first.isValid() and last.isValid():
            top, end = sorted((first.row(), last.row()))
            chosen = QItemSelection(self._model.index(top, SOURCE), self._model.index(end, TARGET))
            self.selectionModel().select(chosen, command)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        current, last = self.currentIndex(), self._model.rowCount() - 1
        step = max(len(self._spread.bands) - 1, 1)
        steps = {
            _ACTION.MoveUp: -1, _ACTION.MovePrevious: -1, _ACTION.MoveDown: 1, _ACTION.MoveNext: 1,
            _ACTION.MovePageUp: -step, _ACTION.MovePageDown: step, _ACTION.MoveHome: -last, _ACTION.MoveEnd: last,
        }  # fmt: skip
        row = min(max(current.row() + steps.get(cursorAction, 0), 0), last)
        side = {_ACTION.MoveLeft: -1, _ACTION.MoveRight: 1}.get(cursorAction, 0)
        side *= 2 if self._spread.linked else 1  # a band is no place to be
        column = current.column() + (-side if self._layouts.page.mirrored else side)
        return self._model.index(row, min(max(column, SOURCE), TARGET))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._model.applying:
            return
        row = self._model.map.document_row(current.row()) if current.isValid() else -1
        self.links.moved(current.column(), away=row != self.row)
        if row != self.row:
            self._turning = True
            self._opened.open(row, self._layouts)
            self._turning = False
            self._opened.colour(self._look.theme)
            self._tint()
            if self._hands.navigating and row >= 0:
                self._spread.scroll.show(current.row())
            self._update()
            self.current_changed.emit(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        selection = self.selectionModel().selection()
        ranges = sorted((each.top(), each.bottom()) for each in map(selection.at, range(selection.count())))
        many = len(ranges) > 1 or (ranges and ranges[0][1] > ranges[0][0])
        before, self._chosen = self._chosen, ranges if many else []
        if before != self._chosen:
            tell_of_selection(self)
            self.viewport().update()
            self.selection_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            paint = bands.paint if self._spread.linked else painting.paint
            paint(painter, self._look, self._spread, event.rect(), (self._chosen, self.hints))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hands.leave()

    def _typed(self) -> None:
        """Show the open row again where it was out of sight, and no longer act on several."""
        if self._chosen:
            self.selectionModel().select(self.currentIndex(), ONE)
        if self._spread.band(self._spread.open_row) is None:
            self._spread.scroll.show(self._spread.open_row, self._layouts.source.line())
            self._update()
        self.typing.emit()
