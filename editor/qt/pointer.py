"""The mouse on the paper: a click opens a row with the caret where it fell, with Ctrl or Shift it selects rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from editor.qt.segments import SOURCE, STATE
from editor.qt.spread import Spread
from editor.qt.target import TargetEditor


class Pointer(QObject):
    """Watches the view's mouse; the text boxes have their own."""

    opened = Signal(int, str, int)  # row, side, position of the caret
    chosen = Signal(int, bool)  # row; whether all rows from the open one to it

    def __init__(self, spread: Spread, watched: QObject) -> None:
        super().__init__(watched)
        self._spread = spread
        self._drag: tuple[TargetEditor, int] | None = None
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
                self._press(event)
                return True
            if kind is QEvent.Type.MouseMove:
                self._move(event)
                return True
            if kind is QEvent.Type.MouseButtonRelease:
                self._drag = None
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        band, spread = self._spread.at(point.y()), self._spread
        if band is None:
            return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.chosen.emit(band.row, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        column = spread.column(point.x())
        side = "source" if column == SOURCE else "target"
        if band.row == spread.open_row:
            self._press_open(side, event)
            return
        caret = spread.position(band, column, point) if column != STATE else -1
        self.opened.emit(band.row, side, caret)
        if event.button() is Qt.MouseButton.LeftButton:
            box = spread.opened.source if side == "source" else spread.opened.editor
            self._drag = box, box.caret()

    def _press_open(self, side: str, event: QMouseEvent) -> None:
        """Put the caret beside the text clicked at: the rest of the open row is the text box's too."""
        box = self._spread.opened.source if side == "source" else self._spread.opened.editor
        inside = box.viewport().mapFromGlobal(event.globalPosition().toPoint())
        box.setTextCursor(box.cursorForPosition(inside))
        box.setFocus()
        self._drag = box, box.caret()

    def _move(self, event: QMouseEvent) -> None:
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        box, start = self._drag
        inside = box.viewport().mapFromGlobal(event.globalPosition().toPoint())
        cursor = box.cursorForPosition(inside)
        box.select(start, box.position_of(cursor))
