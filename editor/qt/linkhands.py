"""Mouse and keyboard where links are reviewed: a click makes a link the active one, a drag moves sentences across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from editor import linking
from editor.errors import EditError
from editor.linking import Side
from editor.model import Change
from editor.qt.hands import ONE
from editor.qt.keys import pressed
from editor.qt.layouts import Stack
from editor.qt.overlay import focused
from editor.qt.segments import SOURCE, STATE, TARGET
from editor.qt.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.model import Document
    from editor.qt.geometry import Band
    from editor.qt.grid import Grid
    from editor.qt.hands import Hands

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LinkHands(QObject):
    """Watches a grid's view and viewport while rows are shown as links, before its usual hands do."""

    commanded = Signal(str)  # the id of a command whose key was pressed

    def __init__(self, grid: Grid, spread: Spread, hands: Hands) -> None:
        """Watch *grid*, whose *hands* see to all the rest."""
        super().__init__(grid)
        self._grid = grid
        self._spread = spread
        self._hands = hands
        self.hints = ""  # the keys one needs most, a line each
        self.keys: Mapping[str, str] = {}  # of commands that need no text box: the key, and the command's id
        self._drag: tuple[int, int, int] | None = None  # the row pressed, its column, the number of the sentence
        grid.installEventFilter(self)
        grid.viewport().installEventFilter(self)
        for box in (spread.opened.editor, spread.opened.source):
            box.escaped.connect(self.sleep)

    @property
    def on(self) -> bool:
        """Whether rows are shown as links."""
        return self._spread.linked

    @property
    def side(self) -> Side:
        """The side that commands about one side of a link are for."""
        return Side.SOURCE if self._spread.side == SOURCE else Side.TARGET

    @side.setter
    def side(self, side: Side) -> None:
        self._spread.side = SOURCE if side is Side.SOURCE else TARGET

    @property
    def typing(self) -> bool:
        """Whether the user types into the open row."""
        return self._spread.opened.awake and self._hands.typing

    def set(self, *, on: bool) -> None:
        """Show rows as links, or no longer."""
        self.sleep()
        self._spread.linked = on
        self._spread.side = TARGET
        if on:
            self._spread.opened.awake = True
            self.sleep()
        else:
            self.rouse()

    # ── Typing ───────────────────────────────────────────────────────────────────────────────────────────────────

    def rouse(self) -> None:
        """Show the open row's texts in boxes."""
        if not self._spread.opened.awake or self._hands.navigating:
            self._spread.opened.awake = True
            self._hands.navigating = False
            self._grid.setFocusProxy(self._spread.opened.editor)
            self._spread.opened.grew.emit()

    def wake(self) -> None:
        """Let the user type into the side of the open row that is the active one."""
        if self._spread.side == SOURCE:
            self._grid.edit_source()
            if self._spread.opened.editing_source:
                return
        self.rouse()
        self._spread.opened.editor.setFocus()

    def sleep(self) -> None:
        """Show the open row as all others, and let the keyboard walk through the links."""
        opened = self._spread.opened
        if not self._spread.linked or not opened.awake:
            return
        opened.commit()
        opened.lock_source()
        had = focused(self._grid) in {opened.editor, opened.source}  # also in a window that is not the active one
        opened.awake = False
        self._hands.navigating = True
        self._grid.setFocusProxy(None)  # type: ignore[arg-type]  # that is how Qt takes it away
        if had:
            self._grid.setFocus()
        opened.grew.emit()

    def moved(self, column: int, *, away: bool) -> None:
        """Learn that the current cell is in another *column*, or in another row."""
        if self._spread.linked:
            if column in {SOURCE, TARGET}:
                self._spread.side = column
            if away:
                self.sleep()
            self._grid.viewport().update()

    # ── Keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys and the mouse that mean something else here."""
        if not self._spread.linked:
            return False
        if isinstance(event, QMouseEvent) and watched is not self._grid:
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self._grid:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if self._spread.opened.awake:
            return False
        if event.key() in _ENTER and event.modifiers() in {Qt.KeyboardModifier.NoModifier, _keypad()}:
            self.wake()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._grid.selectionModel().select(self._grid.currentIndex(), ONE)
            return True
        name = self.keys.get(pressed(event))
        if name is not None:
            self.commanded.emit(name)
            return True
        if event.text().strip() and event.text().isprintable():
            event.ignore()  # a letter that no command has is no text
            return True
        return False

    # ── Mouse ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            return self._press(event)
        if kind is QEvent.Type.MouseButtonDblClick:
            return self._double(event)
        if kind is QEvent.Type.MouseButtonRelease and self._drag is not None:
            self._drop(event.position().toPoint())
            return True
        if kind is QEvent.Type.MouseMove and self._drag is not None:
            band = self._spread.at(event.position().toPoint().y())
            away = band is not None and self._spread.model.map.document_row(band.row) != self._drag[0]
            hand = Qt.CursorShape.ClosedHandCursor if away and self._drag[2] >= 0 else Qt.CursorShape.ArrowCursor
            self._grid.viewport().setCursor(hand)
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        band = self._spread.at(point.y())
        if band is None or event.modifiers() & (_CONTROL | _SHIFT) or band.row == self._spread.live:
            return False
        row, column = self._spread.model.map.document_row(band.row), self._spread.column(point.x())
        chosen = event.button() is Qt.MouseButton.RightButton and row in self._grid.selected_rows()
        if column != STATE:
            self._spread.side = column
        if not chosen:
            self._grid.go_to(row)
        self._grid.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton and column == STATE:
            self._confirm(row)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._drag = row, column, self._sentence(band, column, point)
        return True

    def _double(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        band = self._spread.at(point.y())
        self._drag = None
        if band is None or band.row == self._spread.live:
            return False
        column = self._spread.column(point.x())
        if column != STATE:
            self._spread.side = column
            self.wake()
        return True

    def _sentence(self, band: Band, column: int, point: QPoint) -> int:
        laid = self._spread.layouts.row(self._spread.model.segment(band.row))
        stack = laid.source if column == SOURCE else laid.target
        return stack.number(point.y() - self._spread.text_top(band)) if isinstance(stack, Stack) else -1

    def _drop(self, point: QPoint) -> None:
        """Move what was dragged into the neighbour it was dropped on."""
        assert self._drag is not None  # noqa: S101 - the caller looked
        (row, column, number), self._drag = self._drag, None
        self._grid.viewport().unsetCursor()
        band = self._spread.at(point.y())
        to = self._spread.model.map.document_row(band.row) if band is not None else row
        if to == row or number < 0:
            return
        side = Side.SOURCE if column == SOURCE else Side.TARGET
        by = 1 if to > row else -1
        segment = self._grid.session.document.rows[row]
        count = linking.kind(segment)[column == TARGET]
        moved = count - number if by > 0 else number + 1
        self._do(lambda document: linking.move(document, row, side, by, moved))

    def _confirm(self, row: int) -> None:
        link = self._grid.session.document.rows[row].link
        if link is not None and link.confirmed:
            self._do(lambda document: linking.take_back(document, [row]))
        elif link is not None:
            self._do(lambda document: linking.confirm(document, [row]))

    def _do(self, change: Callable[[Document], Change]) -> None:
        try:
            self._grid.session.do(change(self._grid.session.document))
        except EditError as error:
            self._grid.refused.emit(str(error))


def _keypad() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.KeypadModifier
