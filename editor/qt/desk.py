"""The desk: one open document with its grid, ribbon, panels, filters and search, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor import columns
from editor.i18n import _
from editor.linking import doubts
from editor.model import Change
from editor.qt import walk
from editor.qt.cards import Cards
from editor.qt.counting import Counting
from editor.qt.filters import FilterBar
from editor.qt.grid import Grid
from editor.qt.panels import SidePanels
from editor.qt.ribbon import Ribbon
from editor.qt.status import StatusBar
from editor.qt.tasks import Tasks
from editor.qt.theme import Theme
from editor.qt.topbar import TopBar
from editor.qt.workfile import WorkFile, languages
from editor.session import Session

if TYPE_CHECKING:
    from editor.qt.findbar import FindBar
    from editor.qt.keeping import Keeper
    from editor.qt.reading import ReadingView
    from editor.storage.locks import Lock

WIDE = 1180  # pixels: a narrower window keeps its panels away until they are asked for
NEAR = 8  # chunks in which a doubtful link is sought before the window is painted


class Desk(QWidget):
    """Everything that belongs to one open document."""

    renamed = Signal()  # the name, the languages or the saved mark changed

    def __init__(self, session: Session, file: WorkFile, theme: Theme, tasks: Tasks) -> None:
        """Lay *session* out."""
        super().__init__()
        self.session = session
        self.file = file
        self._theme = theme
        self._unwatch: Callable[[], None] = session.listen(lambda _change: self._recount.start())
        self.grid = Grid(session, theme)
        self.ribbon = Ribbon(session, self.grid, theme)
        self.filters = FilterBar(session, self.grid, theme)
        self.panels = SidePanels(session, self.grid, theme)
        self.base = session.document  # what the file holds
        self.keeper: Keeper | None = None
        self.lock: Lock | None = None
        self._tasks = tasks
        self.counting = Counting(session, tasks)
        self._find_bar: FindBar | None = None
        self._reading: ReadingView | None = None
        self._zoom = 100
        self.taught = 0  # confirmed links that words were learnt from
        self._wide = True
        self._panels_wanted = True
        self.cards = Cards()
        self.bar = TopBar(self.filters, theme)
        self.status = StatusBar(theme)
        self._stack = QStackedLayout()
        self._lay_out()
        self._recount = QTimer(self, singleShot=True, interval=0)
        self._recount.timeout.connect(self.refresh)
        self.counting.known.connect(self._recount.start)
        self.counting.known.connect(self.filters.count)
        self.counting.known.connect(self.ribbon.refresh)
        self.grid.refused.connect(self.status.say)
        self.cards.emptied.connect(self.focus)
        self.cards.after = self.bar.panels
        self.filters.asked.connect(lambda on: self.show_links(on=on))
        self.refresh()

    def _lay_out(self) -> None:
        sheet = QWidget()
        body = QHBoxLayout(sheet)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.grid, 1)
        body.addWidget(self.ribbon)
        body.addWidget(self.panels)
        bar = self.grid.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))  # where all is in sight it shows nothing
        self._stack.addWidget(sheet)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, _rule(), self.cards):
            column.addWidget(widget)
        column.addLayout(self._stack, 1)
        for widget in (_rule(), self.status):
            column.addWidget(widget)

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.file.name(self.session.document.head)

    @property
    def find_bar(self) -> FindBar:
        """The bar to search with, made when it is first wanted."""
        if self._find_bar is None:
            from editor.qt.findbar import FindBar

            self._find_bar = FindBar(self.session, self.grid, self._theme, self._tasks)
            self._find_bar.said.connect(self.status.say)
            self._column.insertWidget(self._column.indexOf(self.status) - 1, self._find_bar)
        return self._find_bar

    @property
    def reading(self) -> ReadingView:
        """The whole target as running text, made when it is first wanted."""
        if self._reading is None:
            from editor.qt.reading import ReadingView

            self._reading = ReadingView(self.session, self.grid, self._theme)
            self._reading.set_zoom(self._zoom)
            self._reading.picked.connect(lambda _row: self.read(on=False))
            self._reading.picked.connect(self.grid.go_to)
            self._reading.left.connect(lambda: self.read(on=False))
            self._stack.addWidget(self._reading)
        return self._reading

    @property
    def is_reading(self) -> bool:
        """Whether the running text is shown in the place of the grid."""
        return self._stack.currentIndex() > 0

    def read(self, *, on: bool) -> None:
        """Show the running text, or the grid again."""
        if on:
            self.grid.commit()
            if self._find_bar is not None and self._find_bar.isVisible():
                self._find_bar.close_bar()
            self._stack.setCurrentWidget(self.reading)
            self.reading.show_row(self.grid.row)
            self.reading.setFocus()
        else:
            self._stack.setCurrentIndex(0)
            self.focus()

    def refresh(self) -> None:
        """Show name, progress and the saved mark as they are now."""
        document = self.session.document
        self.bar.name(self.name, languages(document.head))
        counted = self.counting.complete()
        self.status.show_progress(columns.progress(document.rows, with_words=counted), with_words=counted)
        if self.grid.links.on and counted:
            self.status.show_links(*doubts.tally(document.rows))
        self.status.saved.setText(_kept(self))
        self.renamed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in *theme*."""
        self._theme = theme
        for part in (self.grid, self.ribbon, self.filters, self.panels, self.bar, self.status):
            part.set_theme(theme)
        for late in (self._find_bar, self._reading):
            if late is not None:
                late.set_theme(theme)

    def show_links(self, *, on: bool) -> None:
        """Show the rows as links to be reviewed, or as segments to be translated."""
        if self.is_reading:
            self.read(on=False)
        self.grid.show_links(on=on)
        self.filters.show_links(on=on)
        self.ribbon.show_links(on=on)
        self.panels.refresh()
        self.refresh()
        self.focus()

    def show_panels(self, *, on: bool, room: int | None = None) -> None:
        """Show the panels, or put them away; where nobody asked for them just now, as a window *room* wide wants it."""
        self._panels_wanted = on
        if room is not None:
            self._wide = room >= WIDE
        self.panels.setVisible(on and (room is None or self._wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self.panels.setVisible(wide and self._panels_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focus()  # from wherever the Tab key led
        else:
            super().keyPressEvent(event)

    def set_zoom(self, percent: int) -> None:
        """Show the texts at *percent* of their usual size."""
        if percent == self._zoom:
            return
        self._zoom = percent
        self.grid.set_zoom(percent)
        if self._reading is not None:
            self._reading.set_zoom(percent)

    def focus(self) -> None:
        """Let typing go to the active segment."""
        self.grid.setFocus()

    # ── What is done ─────────────────────────────────────────────────────────────────────────────────────────────

    def do(self, change: Change) -> bool:
        """Make *change*; tell whether it changed anything. Raises EditError."""
        return self.session.do(change)

    def commit(self) -> None:
        """Make what is typed, in the text or in a note, part of the document."""
        self.grid.commit()
        self.panels.keep()

    def rows(self) -> list[int]:
        """Return the rows that a command is about: those selected, else the active one. What is typed joins first."""
        self.grid.commit()
        chosen = self.grid.selected_rows()
        if chosen:
            return chosen
        return [self.grid.row] if self.grid.row >= 0 else []

    def step(self, by: int, wanted: walk.Wanted) -> bool:
        """Go to the next (-1: previous) row that is *wanted*; tell whether there is one besides the active."""
        self.grid.commit()
        rows = self.session.document.rows
        visible = self.grid.visible_rows()
        within = None if len(visible) == len(rows) else set(visible)
        found = walk.step(rows, self.grid.row, by, wanted, within)
        if found is None or found == self.grid.row:
            return False
        self.grid.go_to(found)
        return True

    def close_down(self) -> None:
        """Stop listening: the document is put away."""
        self._unwatch()
        if self.keeper is not None:
            self.keeper.close()
        if self.lock is not None:
            self.lock.release()
        self.counting.close()


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "rule")
    return line


def _kept(desk: Desk) -> str:
    """Say whether the document is saved, and whether what is not saved is safe."""
    if desk.file.path is None:
        words = _("not saved yet")
    elif desk.session.modified:
        words = _("not saved")
    else:
        words = _("saved {time}").format(time=desk.file.saved_at) if desk.file.saved_at else ""
    return " · ".join(part for part in (words, desk.keeper.words if desk.keeper is not None else "") if part)


def resume(desk: Desk) -> None:
    """Where some links of what lies on *desk* are doubtful, show links, at the first of these.

    Where there is none near the beginning, this waits until all rows were looked at, and is not done if somebody began
    to work meanwhile.
    """
    rows = desk.session.document.rows
    if not doubts.has_links(rows):
        return
    first = doubts.first(rows, NEAR)
    if first is not None:
        _review(desk, first)
        return
    before = rows, desk.grid.row

    def go_on() -> None:
        now = desk.session.document.rows
        found = doubts.first(now) if now is before[0] and desk.grid.row == before[1] else None
        if found is not None:
            _review(desk, found)

    if len(rows.chunks) > NEAR:
        desk.counting.known.connect(go_on, Qt.ConnectionType.SingleShotConnection)


def _review(desk: Desk, row: int) -> None:
    desk.show_links(on=True)
    desk.grid.links.side = doubts.likely_side(desk.session.document.rows[row])
    desk.grid.go_to(row)
    QTimer.singleShot(0, desk.grid, lambda: desk.grid.go_to(desk.grid.row))  # once the view has its size
