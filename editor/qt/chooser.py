"""Type some letters, choose from what fits, press Enter: the palette, go to, recent files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.qt.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROWS = 12  # seen at once


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose: what it is, a detail shown muted at the right, what choosing it does."""

    title: str
    run: Callable[[], object]
    detail: str = ""
    enabled: bool = True


Offers = Callable[[str], Sequence[Offer]]


class _Model(QAbstractListModel):
    """The offers as Qt sees them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def put(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return offer.detail
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.offers[index.row()].enabled else Qt.ItemFlag.NoItemFlags


class _Row(QStyledItemDelegate):
    """Draw an offer: its title, and the detail at the other end."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        from PySide6.QtWidgets import QStyle

        model = index.model()
        assert isinstance(model, _Model)  # noqa: S101 - the chooser's own
        offer = model.offers[index.row()]
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, self._theme.colour("accent"))
        inner = box.adjusted(22, 0, -22, 0)
        metrics = painter.fontMetrics()
        room = min(metrics.horizontalAdvance(offer.detail) + 4, inner.width() // 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("on_accent" if chosen else "muted"))
        detail = metrics.elidedText(offer.detail, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        ink = "on_accent" if chosen else "ink" if offer.enabled else "muted"
        painter.setPen(self._theme.colour(ink))
        title = metrics.elidedText(offer.title, Qt.TextElideMode.ElideRight, inner.width() - room - 16)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, title)


class Chooser(QWidget):
    """A field and the list of what fits it; *offers* is asked anew after each letter."""

    chosen = QtSignal()
    fits = QtSignal(int)  # how tall the field and the list are together

    def __init__(self, name: str, offers: Offers, theme: Theme) -> None:
        """Offer everything at first; *name* says what is chosen here."""
        super().__init__()
        self.setAccessibleName(name)
        self._offers = offers
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setMinimumHeight(34)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("What fits"))
        self._model = _Model(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(theme, self))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.nothing = QLabel(_("Nothing fits these letters."))
        self.nothing.setProperty("kind", "muted")
        self.nothing.setContentsMargins(22, 4, 22, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 10)
        column.setSpacing(8)
        frame = QVBoxLayout()
        frame.setContentsMargins(14, 0, 14, 0)
        frame.addWidget(self.field)
        column.addLayout(frame)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._look)
        self.list.clicked.connect(lambda _index: self.choose())
        self._look("")

    def height_wanted(self) -> int:
        """Return how tall it is when the list shows whole rows, ``ROWS`` at most."""
        rows = min(len(self.offered), ROWS)
        below = rows * self.list.sizeHintForRow(0) if rows else self.nothing.sizeHint().height() * self._asked()
        return 14 + max(self.field.sizeHint().height(), 34) + 8 + below + 10 + 2  # the margins, and the sheet's edge

    def _asked(self) -> bool:
        return bool(self.field.text().strip())

    @property
    def offered(self) -> Sequence[Offer]:
        """What is offered now."""
        return self._model.offers

    def choose(self) -> None:
        """Run what is chosen."""
        index = self.list.currentIndex()
        if index.isValid() and self.offered[index.row()].enabled:
            run = self.offered[index.row()].run
            self.chosen.emit()
            run()

    def _look(self, text: str) -> None:
        self._model.put(self._offers(text))
        first = next((row for row, offer in enumerate(self.offered) if offer.enabled), None)
        if first is not None:
            self.list.setCurrentIndex(self._model.index(first))
        self.list.setVisible(bool(self.offered))
        self.nothing.setVisible(not self.offered and self._asked())
        self.fits.emit(self.height_wanted())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose()
            return True
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.list.event(event)
            return True
        return False
