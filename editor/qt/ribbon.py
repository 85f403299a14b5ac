"""The ribbon at the window's edge: the whole document, one tick a segment in its state's colour; a click goes there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor import columns
from editor.i18n import _
from editor.linking import doubts
from editor.model import Mark, State
from editor.qt.grid import Grid
from editor.qt.links import spoken
from editor.qt.segments import standing
from editor.qt.theme import Theme
from editor.session import Session

WIDTH = 14
TICK = 4.0  # the least height of a tick that is drawn apart from its neighbours

# What a tick shows, least urgent first: where several segments share a pixel the last of these wins.
KINDS = ("idle", "final", "reviewed", "translated", "untranslated", "draft", "changed")
_BY_STATE = np.array([KINDS.index(state.value) for state in State], dtype=np.uint8)


def kinds(session: Session) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return for each document row which of KINDS its tick shows."""
    rows = session.document.rows
    states = np.frombuffer(b"".join(columns.states(rows)), dtype=np.uint8)
    marks = np.frombuffer(b"".join(columns.marks(rows)), dtype=np.uint8)
    found = _BY_STATE[states]
    lookup = np.array([_marked(bits) for bits in range(256)], dtype=np.int8)[marks]
    return np.where(lookup >= 0, lookup, found).astype(np.uint8)


def _marked(bits: int) -> int:
    if columns.idle(bits):
        return KINDS.index("idle")
    urgent = (Mark.SOURCE_CHANGED, Mark.NEEDS_WORK, Mark.EDITED_AFTER_REVIEW)
    return KINDS.index("changed") if any(columns.has(bits, mark) for mark in urgent) else -1


# What a tick shows where links are reviewed, surest first.
LINKS = ("idle", "translated", "sure", "reviewed", "draft", "changed")
_BY_FACT = np.array([0 if not bits & doubts.LINKED else
                     1 if bits & doubts.CONFIRMED else
                     5 if bits & doubts.UNLIKELY else
                     4 if bits & doubts.UNSURE else
                     2 if bits & doubts.RECKONED else 3 for bits in range(256)], dtype=np.uint8)  # fmt: skip


def surenesses(session: Session) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return for each document row which of LINKS its tick shows: the first for rows that nobody read yet."""
    found: np.ndarray[tuple[int], np.dtype[np.uint8]] = _BY_FACT[
        np.frombuffer(doubts.known(session.document.rows), dtype=np.uint8)
    ]
    return found


class Ribbon(QWidget):
    """Draw the document's states from top to bottom and the part of it that is in view."""

    def __init__(self, session: Session, grid: Grid, theme: Theme) -> None:
        """Follow *session* and *grid*."""
        super().__init__()
        self._session = session
        self._grid = grid
        self._theme = theme
        self._image: QImage | None = None
        self._links = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Overview of the document"))
        self.setAccessibleDescription(_("One tick a segment in the colour of its state; a click goes there."))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self._redraw)
        session.listen(lambda _change: self._later.start())
        grid.current_changed.connect(lambda _row: self.update())
        grid.verticalScrollBar().valueChanged.connect(lambda _value: self.update())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme
        self._redraw()

    def show_links(self, *, on: bool) -> None:
        """Show how sure the links are, or the states."""
        self._links = on
        said = _("One tick a link: the warmer its colour the less sure; a click goes there.")
        states = _("One tick a segment in the colour of its state; a click goes there.")
        self.setAccessibleDescription(said if on else states)
        self._redraw()

    def refresh(self) -> None:
        """Draw anew: more is known."""
        self._redraw()

    def row_at(self, y: float) -> int:
        """Return the document row whose tick is at height *y*."""
        number = len(self._session.document.rows)
        return max(0, min(number - 1, int((y - 6) / max(self.height() - 12, 1) * number)))

    def top_of(self, row: float) -> float:
        """Return the height at which the tick of a document row begins."""
        number = max(len(self._session.document.rows), 1)
        return 6 + row / number * max(self.height() - 12, 1)

    def _redraw(self) -> None:
        self._image = None
        self.update()

    def _ticks(self) -> QImage:
        """Return the ticks as a picture one pixel wide, a pixel for each device pixel of the height."""
        height = max(round((self.height() - 12) * self.devicePixelRatioF()), 1)
        seen = surenesses(self._session) if self._links else kinds(self._session)
        number = len(seen)
        image = QImage(1, height, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        if not number:
            return image
        starts = np.arange(height + 1, dtype=np.int64) * number // height
        shown = np.maximum.reduceat(seen, starts[:-1]) if number >= height else seen[starts[:-1]]
        colours = self._colours()
        apart = height / number >= TICK * self.devicePixelRatioF()
        for y in range(height):
            if apart and y and starts[y] != starts[y - 1]:
                continue
            image.setPixelColor(0, y, colours[int(shown[y])])
        return image

    def _colours(self) -> list[QColor]:
        if self._links:
            names = [self._theme.translated if name == "sure" else getattr(self._theme, name) for name in LINKS]
            faint = (LINKS.index("idle"), LINKS.index("sure"))
        else:
            names = [getattr(self._theme, name) for name in KINDS]
            faint = (KINDS.index("idle"), KINDS.index("untranslated"))
        return [self._faint(QColor(name)) if number in faint else QColor(name) for number, name in enumerate(names)]

    def _faint(self, colour: QColor) -> QColor:
        paper = self._theme.colour("ground")
        return QColor(*((a + b) // 2 for a, b in zip(colour.getRgb()[:3], paper.getRgb()[:3], strict=True)))  # type: ignore[index]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            self._image = self._ticks()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        painter.drawImage(QRectF(3, 6, WIDTH - 6, self.height() - 12), self._image)
        top, bottom = self._in_view()
        colour = self._theme.colour("ink")
        colour.setAlpha(28)
        painter.fillRect(QRectF(0, top, WIDTH, max(bottom - top, 3)), colour)
        if self._grid.row >= 0:
            start, end = self.top_of(self._grid.row), self.top_of(self._grid.row + 1)
            middle = QRectF(1, start - 1, WIDTH - 2, max(end - start, 3) + 1)
            painter.fillRect(middle, self._theme.colour("accent"))
        painter.end()

    def _in_view(self) -> tuple[float, float]:
        view = self._grid.viewport().rect()
        middle = view.width() // 2
        first = self._grid.indexAt(QPointF(middle, 2).toPoint())
        last = self._grid.indexAt(QPointF(middle, view.height() - 2).toPoint())
        rows = self._grid.visible_rows()
        number = len(self._session.document.rows)
        top = rows[first.row()] if first.isValid() else 0
        bottom = rows[last.row()] + 1 if last.isValid() else number
        return self.top_of(top), self.top_of(bottom)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._image = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if len(self._session.document.rows):
            self._grid.go_to(self.row_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and len(self._session.document.rows):
            row = self.row_at(event.pos().y())
            segment = self._session.document.rows[row]
            told = spoken(segment) if self._links else standing(segment)
            said = f"{row + 1} · {told}\n{segment.source.plain[:80] or segment.target.plain[:80]}"
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)
