"""Mouse and keyboard on the paper: a click opens a row with the caret where it fell; keys walk through the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

from editor.qt.geometry import Band
from editor.qt.segments import SOURCE, STATE, TARGET
from editor.qt.spread import Spread
from editor.qt.target import TargetEditor

_FLAG = QItemSelectionModel.SelectionFlag
ONE = _FLAG.ClearAndSelect | _FLAG.Rows
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_INTO = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class Hands(QObject):
    """Watches a view and its viewport; the text boxes see to themselves and pass on what they do not want."""

    scrolled = Signal(int)  # by so many pixels
    moved = Signal()  # what is in sight has moved
    left_source = Signal()

    def __init__(self, view: QTableView, spread: Spread) -> None:
        super().__init__(view)
        self._view = view
        self._spread = spread
        self.navigating = False  # the keyboard is with the table and not with a text box
        self._drag: tuple[TargetEditor, int] | None = None
        view.setFocusProxy(spread.opened.editor)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        for box in (spread.opened.editor, spread.opened.source):
            box.escaped.connect(self._escaped)
            box.cursorPositionChanged.connect(self._follow)
            box.focused.connect(view.viewport().update)  # the frame shows where one types

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys and the mouse, nothing that also comes while the view is being destroyed."""
        if isinstance(event, QMouseEvent) and watched is not self._view:
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self._view:
            return self._key(event)
        return False

    @property
    def typing(self) -> bool:
        """Whether the keyboard is with one of the text boxes."""
        opened = self._spread.opened
        return opened.editor.hasFocus() or opened.source.hasFocus()

    def leave(self) -> None:
        """Learn that the keyboard has left the table."""
        self.navigating = not self._spread.opened.awake
        if self._spread.opened.awake:
            self._view.setFocusProxy(self._spread.opened.editor)

    # ── Keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key that no text box wanted, or that goes to the table."""
        editor = self._spread.opened.editor
        if not self.navigating:
            pages = _PAGES.get(Qt.Key(event.key()), 0)
            event.setAccepted(bool(pages) and event.modifiers() == Qt.KeyboardModifier.NoModifier)
            if event.isAccepted():
                self.scrolled.emit(pages * self._leap)
            return True
        if event.key() in _INTO:
            editor.setFocus()
            return True
        if event.text().strip() and event.text().isprintable() and not event.modifiers() & _CONTROL:
            editor.setFocus()
            QApplication.sendEvent(editor, event)
            return True
        return False

    @property
    def _leap(self) -> int:
        """How far a page key scrolls: a view, with two lines staying in sight."""
        return max(self._spread.scroll.view - 2 * self._spread.layouts.source.line(), 1)

    def _escaped(self) -> None:
        """Leave the source; else give up a selection of rows; else let the keyboard walk through the table."""
        chosen = self._view.selectionModel()
        if self._spread.opened.editing_source:
            self.left_source.emit()
        elif len(chosen.selectedRows(TARGET)) > 1:
            chosen.select(self._view.currentIndex(), ONE)
        else:
            self.navigating = True
            self._view.setFocusProxy(None)  # type: ignore[arg-type]  # that is how Qt takes it away
            self._view.setFocus()

    def _follow(self) -> None:
        """Keep the caret in sight in texts that are higher than the view."""
        opened, view = self._spread.opened, self._view.viewport().height()
        for box in (opened.editor, opened.source):
            if box.hasFocus() and opened.awake and self._spread.seen is not None:
                line = box.cursorRect().translated(box.pos())
                if line.top() < 0 or line.bottom() > view:
                    self.scrolled.emit(min(line.top(), 0) or line.bottom() - view)

    # ── Mouse ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._press(event)
            return True
        if kind is QEvent.Type.MouseMove:
            self._move(event)
            return True
        if kind is QEvent.Type.MouseButtonRelease:
            self._drag = None
            return True
        return False

    def _press(self, event: QMouseEvent) -> None:
        point, spread = event.position().toPoint(), self._spread
        band = spread.at(point.y())
        if band is None:
            return
        if event.modifiers() & (_CONTROL | _SHIFT):
            self._choose(band.row, through=bool(event.modifiers() & _SHIFT))
            return
        column = spread.column(point.x())
        box = spread.opened.source if column == SOURCE else spread.opened.editor
        if band.row != spread.open_row:
            caret = position(spread, band, column, point) if column != STATE else None
            self._open(band.row, event)
            if caret is not None:
                box.select(caret, caret)
        elif column != STATE:  # beside the text of the open row
            box.setTextCursor(box.cursorForPosition(_within(box, event)))
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = box, box.caret()

    def _open(self, row: int, event: QMouseEvent) -> None:
        """Open *row* as it was clicked at, its text staying where it is under the mouse."""
        spread = self._spread
        band = spread.band(row)
        before = spread.text_top(band) if band else 0
        chosen = self._view.selectionModel()
        keeps = event.button() is Qt.MouseButton.RightButton and chosen.isRowSelected(row)
        chosen.setCurrentIndex(self._view.model().index(row, TARGET), _FLAG.NoUpdate if keeps else ONE)
        after = spread.band(row)
        if after:
            spread.scroll.move(spread.text_top(after) - before)
        spread.scroll.show(row)
        self.moved.emit()

    def _move(self, event: QMouseEvent) -> None:
        """Select from where the mouse was pressed to where it is."""
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            box, start = self._drag
            box.select(start, box.position_of(box.cursorForPosition(_within(box, event))))

    def _choose(self, row: int, *, through: bool) -> None:
        """Select *row* besides what is selected, or all rows *through* it from the open one."""
        model, first = self._view.model(), self._view.currentIndex().row() if through else row
        top, end = sorted((first, row))
        rows = QItemSelection(model.index(top, SOURCE), model.index(end, TARGET))
        self._view.selectionModel().select(rows, _FLAG.ClearAndSelect if through else _FLAG.Toggle)


def position(spread: Spread, band: Band, column: int, point: QPoint) -> int:
    """Return the position in a closed text of *band* that lies nearest to *point*."""
    laid, page = spread.layouts.row(spread.model.segment(band.row)), spread.page
    leaf, left = (laid.source, page.source) if column == SOURCE else (laid.target, page.target)
    return leaf.position(QPointF(point.x() - left, point.y() - spread.text_top(band)))


def _within(box: TargetEditor, event: QMouseEvent) -> QPoint:
    """Return where the mouse is in *box*, on its first or last line where it is above or below."""
    point = box.viewport().mapFromGlobal(event.globalPosition().toPoint())
    return QPoint(point.x(), min(max(point.y(), 0), box.needed - 1))
