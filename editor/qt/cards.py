"""Quiet questions and news above the text: a line with a sentence, perhaps fields, and buttons; Escape puts it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.i18n import _
from editor.qt.overlay import focused
from editor.qt.status import announce

WELCOME = "welcome"  # the subject of the card above a document newly opened


class Card(QFrame):
    """One sentence with what can be done about it. Any button also puts the card away, unless told to stay."""

    gone = Signal()

    def __init__(self, sentence: str) -> None:
        """Say *sentence*."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(sentence)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.setContentsMargins(22, 7, 14, 7)
        self._all.setSpacing(10)
        self._rest = QWidget()
        self._line = QHBoxLayout(self._rest)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._all.addWidget(self.sentence, 1)
        self._all.addWidget(self._rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Set the sentence above the rest where beside it it would take more than two lines."""
        room = self.width() - self._rest.sizeHint().width() - 46
        needed = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text())
        above = needed > 2 * room
        self._all.setDirection(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight)
        self._all.setAlignment(self._rest, Qt.AlignmentFlag.AlignRight if above else Qt.AlignmentFlag(0))

    def field(self, name: str, widget: QWidget) -> None:
        """Add *widget* with *name* in front of it."""
        label = QLabel(name)
        label.setProperty("kind", "muted")
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        self._line.addWidget(label)
        self._line.addWidget(widget)

    def button(
        self, title: str, run: Callable[[], object] | None = None, *, main: bool = False, stays: bool = False
    ) -> QPushButton:
        """Add a button that calls *run*."""
        made = QPushButton(title)
        made.setAutoDefault(True)
        if main:
            made.setProperty("kind", "main")

        def pressed() -> None:
            if not stays:
                self.put_away()
            if run is not None:
                run()

        made.clicked.connect(pressed)
        self._line.addWidget(made)
        return made

    def put_away(self) -> None:
        """Vanish."""
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


class Cards(QWidget):
    """The cards now shown, the newest lowest; at most one of each subject."""

    emptied = Signal()  # a card that had the focus went away

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._cards: dict[str, Card] = {}
        self.after: QWidget | None = None  # what the Tab key leaves for the cards
        self.setVisible(False)
        self.setAccessibleName(_("News"))

    def put(self, subject: str, card: Card, focus: QWidget | None = None) -> Card:
        """Show *card* in the place of an earlier one of its *subject*; *focus* is where typing then goes."""
        self.take(subject)
        self._cards[subject] = card
        self._column.addWidget(card)
        card.gone.connect(lambda: self.take(subject))
        self.setVisible(True)
        QTimer.singleShot(0, card, self._order)  # once all its buttons are there
        announce(card, card.sentence.text())
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return card

    def _order(self) -> None:
        """Let Shift+Tab go from the text to the lowest card, and up from there, not all the way round."""
        before = self.after
        for each in self._cards.values():
            for widget in each.findChildren(QWidget):
                takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
                if before is None or not takes or widget.window() is not before.window():
                    continue  # a box's list is a window itself
                self.setTabOrder(before, widget)
                before = widget

    def take(self, subject: str) -> None:
        """Put the card of *subject* away, if there is one."""
        card = self._cards.pop(subject, None)
        if card is None:
            return
        focus = focused(card)
        had_focus = focus is not None and card.isAncestorOf(focus)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self._cards))
        if had_focus:
            self.emptied.emit()

    def shown(self, subject: str) -> Card | None:
        """Return the card of *subject*, None where there is none."""
        return self._cards.get(subject)
