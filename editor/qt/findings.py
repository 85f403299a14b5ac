"""A panel beside the text that lists places by kind, words that differ shown; one click or Enter goes to a place."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.i18n import _, ngettext
from editor.qt.panels import diff_html
from editor.qt.status import announce

if TYPE_CHECKING:
    from editor.qt.theme import Theme
    from editor.qt.window import Window

WIDTH = 380
LEAST = 220  # where the window is narrow, two fifths of it, but no less
SHOWN = 150  # places of a kind that are listed; more are counted
NAME = "findings"  # the panel's object name: a desk has one at most


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a place: as it is, or where it differs from *before*, both."""

    text: str
    before: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A place: what it says, the id of the segment to go to ("" for none), and what a button does there."""

    lines: tuple[Line, ...]
    segment: str = ""
    title: str = ""
    act: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Places of one kind under a heading."""

    title: str
    findings: tuple[Finding, ...]


class Place(QFrame):
    """One place in the list."""

    pressed = Signal()

    def __init__(self, finding: Finding, theme: Theme) -> None:
        """Show *finding*."""
        super().__init__()
        self.setProperty("kind", "place")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._goes = bool(finding.segment)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 7)
        column.setSpacing(3)
        for line in finding.lines:
            rich = html.escape(line.text) if line.before is None else diff_html(line.before, line.text, theme)
            label = QLabel(rich)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            if line.muted:
                label.setProperty("kind", "muted")
            column.addWidget(label)
        self.button: QPushButton | None = None
        if finding.act is not None:
            self.button = QPushButton(finding.title)
            self.button.clicked.connect(finding.act)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        if self._goes:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(" – ".join(line.text for line in finding.lines if line.text))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._goes:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._goes:
            self.pressed.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class Findings(QFrame):
    """The panel: what it is about, a summary, the sections; Escape or its button puts it away."""

    def __init__(self, window: Window, title: str, summary: str, sections: Sequence[Section]) -> None:
        """List *sections*."""
        super().__init__()
        self._window = window
        self._theme = window.theme
        self._sections = tuple(sections)
        self.setObjectName(NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(min(WIDTH, max(window.width() * 2 // 5, LEAST)))
        self.setAccessibleName(title)
        self.places: list[Place] = []
        heading = QLabel(title)
        heading.setProperty("kind", "title")
        heading.setWordWrap(True)
        self.close_button = QPushButton(_("Close"))
        self.close_button.setProperty("kind", "quiet")
        self.close_button.clicked.connect(self.put_away)
        self.summary = QLabel(summary)
        self.summary.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 10, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self._area, 1)
        self._list()

    def _list(self) -> None:
        self.places = []
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 8, 8)
        column.setSpacing(2)
        for section in self._sections:
            if section.findings:
                self._section(section, column)
        column.addStretch(1)
        self._area.setWidget(page)

    def _section(self, section: Section, column: QBoxLayout) -> None:
        label = QLabel(section.title.upper())
        label.setProperty("kind", "section")
        label.setAccessibleName(section.title)
        label.setContentsMargins(10, 10, 0, 2)
        column.addWidget(label)
        for finding in section.findings[:SHOWN]:
            place = Place(finding, self._theme)
            place.pressed.connect(lambda name=finding.segment: self._go(name))
            self.places.append(place)
            column.addWidget(place)
        more = len(section.findings) - SHOWN
        if more > 0:
            rest = QLabel(ngettext("and {number} more", "and {number} more", more).format(number=more))
            rest.setProperty("kind", "muted")
            rest.setContentsMargins(10, 0, 0, 0)
            column.addWidget(rest)

    def _go(self, name: str) -> None:
        """Go to the segment called *name*, wherever it stands by now."""
        desk = self._window.desk
        if desk is None:
            return
        for row, segment in enumerate(desk.session.document.rows):
            if segment.id == name:
                if desk.is_reading:
                    desk.read(on=False)
                if row not in set(desk.grid.visible_rows()):
                    desk.filters.choose("all")
                desk.grid.go_to(row)
                desk.focus()
                return
        self._window.say(_("That segment is no longer in the document."))

    def put_away(self) -> None:
        """Vanish; typing goes back to the text, and the panels are as they were."""
        desk = self._window.desk
        self.hide()
        self.setObjectName("")
        self.deleteLater()
        if desk is not None:
            desk.show_panels(on=self._window.choices.now.panels)
            desk.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and self._window.theme != self._theme:
            self._theme = self._window.theme
            QTimer.singleShot(0, self, self._list)


def shown(window: Window) -> Findings | None:
    """Return the panel that *window* shows, if any."""
    return cast("Findings | None", window.desk and window.desk.findChild(Findings, NAME))


def show(window: Window, panel: Findings) -> Findings:
    """Put *panel* beside the text, in the place of one that stands there and of the panels about the segment."""
    desk = window.desk
    assert desk is not None  # noqa: S101 - whoever found something found it in a document
    old = shown(window)
    if old is not None:
        old.put_away()
    holder = cast("QWidget", desk.panels.parentWidget())
    body = cast("QHBoxLayout", holder.layout())
    body.insertWidget(body.indexOf(desk.panels), panel)
    desk.panels.setVisible(False)
    panel.show()
    announce(panel, panel.summary.text())
    return panel
