"""A sheet laid over the window: it floats near the top, keeps the Tab key to itself, and Escape takes it away."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.i18n import _

MARGIN = 48  # kept free around a sheet, where the window is large enough
EDGE = 8  # the same where it is not
FIELDS = (QLineEdit, QComboBox, QRadioButton, QCheckBox)  # Enter in one of these means the sheet's main button


def focused(widget: QWidget) -> QWidget | None:
    """Return what has the focus in the window of *widget*, if anything has."""
    return cast("QWidget | None", widget.window().focusWidget())


class Overlay(QFrame):
    """Lay *content* over *window*; *title* is shown unless it is "", and named to screen readers in any case."""

    gone = Signal()

    def __init__(self, window: QWidget, content: QWidget, size: QSize, title: str = "") -> None:
        """Show *content*, at most *size* large, and give it the focus."""
        super().__init__(window)
        self.setProperty("kind", "sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title or content.accessibleName())
        self.content = content
        self._wanted = size
        self._tall = size.height()
        self._before = focused(window)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        if title:
            column.addLayout(self._head(title))
        column.addWidget(content, 1)
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        content.setFocus(Qt.FocusReason.PopupFocusReason)
        now = focused(self)
        if now is None or not self.isAncestorOf(now):  # a sheet of words alone: its button takes the keys
            self.focusNextPrevChild(True)

    def _head(self, title: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(24, 16, 14, 6)
        label = QLabel(title)
        label.setProperty("kind", "heading")
        close = QPushButton(_("Close"))
        close.setProperty("kind", "quiet")
        close.clicked.connect(self.put_away)
        line.addWidget(label, 1)
        line.addWidget(close)
        return line

    def put_away(self) -> None:
        """Vanish and give the focus back to where it was."""
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        focus = focused(self)
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus and self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.gone.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no command of the window reaches what lies below
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        event.accept()  # nothing typed here reaches what lies below
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()

    def _enter(self) -> None:
        """Press the button that has the focus, or, where something is filled in, the sheet's main one."""
        now = focused(self)
        if isinstance(now, QPushButton):
            now.click()
        elif isinstance(now, FIELDS):
            for button in self.content.findChildren(QPushButton):
                if button.property("kind") == "main" and button.isVisible():
                    button.click()
                    return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        ring = [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None  # as the field within a box: the focus would come back to the box
            and each.isVisible()
            and each.isEnabled()
        ]
        if not ring:
            return True
        now = focused(self)
        place = ring.index(now) + (1 if next else -1) if now in ring else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        ring[place % len(ring)].setFocus(reason)
        return True

    def fit(self, height: int) -> None:
        """Be *height* tall, or as tall as at first where that is less; the upper edge stays."""
        self._tall = min(height, self._wanted.height())
        self._place()

    def _place(self) -> None:
        """Keep free what may be kept free: where room is short the sheet is as tall as its fields need."""
        room = self.window().rect()
        width = min(self._wanted.width(), room.width() - 2 * min(MARGIN, room.width() // 8))
        height = min(self._wanted.height(), room.height() - 2 * MARGIN)
        top = max((room.height() - height) // 5, MARGIN)
        layout = self.layout()
        least = layout.minimumSize().height() if layout is not None else 0
        if least > height and self._tall == self._wanted.height():
            height = min(least, room.height() - 2 * EDGE)
            top = max(min(top, room.height() - height - EDGE), EDGE)
        else:
            height = min(self._tall, height)
        self.setGeometry(QRect((room.width() - width) // 2, top, width, height))
