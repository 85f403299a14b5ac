"""The one row above the text: what is open, in which languages, the filters, and where to search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from editor.i18n import _
from editor.qt.style import icon
from editor.qt.theme import Theme

FIELD = 180  # the way to search, as wide as it likes to be
ROOM = 160  # margins, spaces, and the buttons without words
EDGE = 44  # how far the end of a shelf that holds more fades away


class Edge(QWidget):
    """An end of a shelf behind which there is more: it fades away, and a click brings the rest into sight."""

    pressed = Signal()

    def __init__(self, shelf: QWidget, *, last: bool) -> None:
        """Lie over the *last* end of *shelf*, or the first."""
        super().__init__(shelf)
        self._last = last
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, width, middle = self.palette().window().color(), self.width(), self.height() / 2
        away = QColor(ground)
        away.setAlpha(0)
        fade = QLinearGradient(0, 0, width, 0)
        fade.setColorAt(0 if self._last else 1, away)
        fade.setColorAt(0.5, ground)
        fade.setColorAt(1 if self._last else 0, ground)
        x, out = (width - 11, 4) if self._last else (11, -4)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), fade)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().windowText().color(), 1.4))
            painter.drawPolyline([QPointF(x, middle - 4), QPointF(x + out, middle), QPointF(x, middle + 4)])


class Shelf(QScrollArea):
    """Holds what may be wider than its place: the wheel, the Tab key and its ends bring the rest into sight."""

    grew = Signal()  # what it holds wants another width

    def __init__(self, content: QWidget) -> None:
        """Hold *content*, never squeezed."""
        super().__init__()
        self._content = content
        self.ends = (Edge(self, last=False), Edge(self, last=True))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.setProperty("kind", "page")
        content.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        self.setWidget(content)
        bar = self.horizontalScrollBar()
        for end, by in zip(self.ends, (-1, 1), strict=True):
            end.pressed.connect(lambda by=by: bar.setValue(bar.value() + by * bar.pageStep() // 2))
        bar.valueChanged.connect(lambda _value: self._mark())
        bar.rangeChanged.connect(lambda _low, _high: self._mark())

    def _mark(self) -> None:
        """Show at which end there is more."""
        bar = self.horizontalScrollBar()
        first, last = self.ends
        first.setVisible(bar.value() > bar.minimum())
        last.setVisible(bar.value() < bar.maximum())
        for end in self.ends:
            end.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for end, left in zip(self.ends, (0, self.width() - EDGE), strict=True):
            end.setGeometry(left, 0, EDGE, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.grew.emit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._content.minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        turned = event.angleDelta()
        bar.setValue(bar.value() - (turned.y() or turned.x()))


class TopBar(QFrame):
    """Title and languages at the left, *filters* in the middle, the way to search and to the panels at the right."""

    languages_pressed = Signal()
    find_pressed = Signal()
    panels_pressed = Signal()

    def __init__(self, filters: QWidget, theme: Theme) -> None:
        """Place *filters*."""
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(52)
        line = QHBoxLayout(self)
        line.setContentsMargins(22, 0, 14, 0)
        line.setSpacing(12)
        self.title = QLabel()
        self.title.setProperty("kind", "title")
        self.title.setMaximumWidth(300)
        self.languages = QPushButton()
        self.languages.setProperty("kind", "quiet")
        self.languages.setToolTip(_("Languages and other properties of the document"))
        self.languages.clicked.connect(self.languages_pressed)
        self.search = QPushButton(_("Find"))
        self.search.setProperty("kind", "field")
        self.search.setAccessibleName(_("Find"))
        self.search.setToolTip(_("Find"))
        self.search.clicked.connect(self.find_pressed)
        self.panels = QPushButton()
        self.panels.setProperty("kind", "quiet")
        self.panels.setAccessibleName(_("Show or hide the panels"))
        self.panels.setToolTip(_("Show or hide the panels"))
        self.panels.clicked.connect(self.panels_pressed)
        for widget in (self.title, self.languages):
            line.addWidget(widget)
        line.addSpacing(8)
        self._shelf = Shelf(filters)
        self._shelf.grew.connect(self._fit)
        line.addWidget(self._shelf, 1)
        line.addWidget(self.search)
        line.addWidget(self.panels)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in *theme*."""
        self.search.setIcon(icon("find", theme.colour("muted"), 15))
        self.search.setIconSize(QSize(15, 15))
        self.panels.setIcon(icon("panel", theme.colour("muted")))

    def name(self, title: str, languages: str) -> None:
        """Show what is open."""
        shown = self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, 290)
        self.title.setText(shown)
        self.title.setToolTip(title)
        self.languages.setText(languages)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave words away where there is no room for all: first those of the search, then the languages."""
        wanted = self._shelf.sizeHint().width() + self.title.sizeHint().width() + ROOM
        with_languages = wanted + self.languages.sizeHint().width()
        self.languages.setVisible(with_languages < self.width())
        self.search.setText(_("Find") if with_languages + FIELD < self.width() else "")
        self.search.setMinimumWidth(FIELD if self.search.text() else 0)
