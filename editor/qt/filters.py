"""Filter chips: what is left to do, as buttons with counts; each shows only the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from editor import columns
from editor.i18n import N_, _
from editor.linking import doubts
from editor.model import MARKS, STATES, Mark, Segment, State
from editor.qt import glyphs
from editor.qt.counting import Truth, noted, waiting
from editor.qt.grid import Grid
from editor.qt.theme import Theme
from editor.rows import Rows
from editor.session import Session

SIGN = 14  # pixels of a chip's glyph
_IDLE = np.array([columns.idle(bits) for bits in range(256)])


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip: its id, its word, its glyph, and which states and marks it shows. *always* is shown even at 0."""

    id: str
    title: str
    glyph: str = ""
    states: tuple[State, ...] = ()
    marks: tuple[Mark, ...] = ()
    idle: bool = False
    always: bool = False
    noted: bool = False
    links: int = 0  # bits of ``doubts.facts``: shown is what has one of them; in the alignment's chips alone
    unless: int = 0  # … and none of these

    def shows(self, rows: Rows[Segment]) -> Truth:
        """Return for each of *rows* whether the filter shows it."""
        if self.id == "all":
            return np.ones(len(rows), dtype=np.bool_)
        if self.noted:
            return noted(rows)
        if self.links:
            facts = np.frombuffer(doubts.facts(rows), dtype=np.uint8)
            return np.asarray(((facts & self.links) != 0) & ((facts & self.unless) == 0), dtype=np.bool_)
        bits = np.frombuffer(b"".join(columns.marks(rows)), dtype=np.uint8)
        idle = _IDLE[bits]
        if self.idle:
            return np.asarray(idle)
        mask = sum(1 << MARKS.index(mark) for mark in self.marks)
        found = np.asarray((bits & mask) != 0, dtype=np.bool_)
        if self.states:
            states = np.frombuffer(b"".join(columns.states(rows)), dtype=np.uint8)
            found = found | np.isin(states, [STATES.index(state) for state in self.states])
        shown: Truth = np.logical_and(found, np.logical_not(idle))
        return shown


FILTERS = (
    Filter("all", N_("All"), always=True),
    Filter("untranslated", N_("Untranslated"), "untranslated", states=(State.UNTRANSLATED,), always=True),
    Filter("draft", N_("Draft"), "draft", states=(State.DRAFT,)),
    Filter("changed", N_("Changed"), "changed", marks=(Mark.SOURCE_CHANGED,)),
    Filter("needs-work", N_("Needs work"), "needs-work", marks=(Mark.NEEDS_WORK,)),
    Filter("review", N_("To review"), "translated", states=(State.TRANSLATED,), marks=(Mark.EDITED_AFTER_REVIEW,)),
    Filter("notes", N_("With notes"), "", noted=True),
    Filter("idle", N_("Not for translation"), "not-for-translation", idle=True),
    Filter("doubtful", N_("Doubtful"), "needs-work", links=doubts.UNSURE, always=True),
    Filter("unconfirmed", N_("Unconfirmed"), "untranslated", links=doubts.LINKED, unless=doubts.CONFIRMED, always=True),
    Filter("uneven", N_("Not one to one"), "", links=doubts.UNEVEN | doubts.OMISSION | doubts.ADDITION),
    Filter("omissions", N_("Omissions"), "omitted", links=doubts.OMISSION),
    Filter("additions", N_("Additions"), "", links=doubts.ADDITION),
)
_COLOURS = {
    "idle": "idle",
    "needs-work": "changed",
    "doubtful": "draft",
    "omissions": "idle",
}  # where it is not the glyph's
BOTH = ("all", "notes")  # shown beside the filters by state and beside those by link


class FilterBar(QWidget):
    """The chips in a row; choosing one narrows the grid to its rows and the active one."""

    changed = Signal(str)
    asked = Signal(bool)  # a filter by link (by state) was chosen, and links are not shown (are)

    def __init__(self, session: Session, grid: Grid, theme: Theme) -> None:
        """Follow *session* and *grid*; begin with all rows."""
        super().__init__()
        self._session = session
        self._grid = grid
        self._theme = theme
        self.chosen = FILTERS[0]
        self._shown: list[int] | None = None
        self._links = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(7)
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._worn: dict[str, int] = {}  # the colour of the glyph on each chip that has one already
        for row in FILTERS:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setChecked(row is self.chosen)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setIconSize(QSize(SIGN, SIGN))
            chip.clicked.connect(lambda _checked=False, name=row.id: self.choose(name))
            self._group.addButton(chip)
            self._chips[row.id] = chip
            line.addWidget(chip)
        self.setAccessibleName(_("Filters"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self.count)
        session.listen(self._on_change)
        grid.current_changed.connect(lambda _row: self._refilter())
        self.count()  # before anything is drawn: what is hidden needs no glyph yet
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme
        self.setStyleSheet(
            "QPushButton { border-radius: 13px; padding: 4px 12px; min-height: 17px; "
            f"background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.line}; }}"
            f"QPushButton:hover {{ border-color: {theme.muted}; }}"
            f"QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; "
            f"border-color: {theme.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.ink}; padding: 3px 11px; }}"
            f"QPushButton:checked:focus {{ border: 3px double {theme.ink}; padding: 2px 10px; }}"
        )
        self._tint()

    def choose(self, name: str) -> None:
        """Show the rows of the filter called *name* (an id of FILTERS)."""
        self.chosen = next(row for row in FILTERS if row.id == name)
        if not self._offers(self.chosen):
            self.asked.emit(bool(self.chosen.links))
        self._chips[name].setChecked(True)
        self._tint()
        self._shown = None
        self._grid.commit()
        self._refilter(force=True)
        self.changed.emit(name)

    def show_links(self, *, on: bool) -> None:
        """Offer the filters by link, or those by state."""
        self._links = on
        if not self._offers(self.chosen):
            self.choose("all")
        self.count()

    def _offers(self, row: Filter) -> bool:
        return row.id in BOTH or bool(row.links) == self._links

    def count(self) -> None:
        """Count anew what each filter shows, and hide chips that would show nothing.

        What only a look at every row tells is counted once somebody took it; its chips tell no number before.
        """
        rows = self._session.document.rows
        seen = all(chunk.decoded for chunk in waiting(rows))
        for row in FILTERS:
            if not self._offers(row):
                self._chips[row.id].hide()
                continue
            chip = self._chips[row.id]
            if not seen and row is not self.chosen and (row.noted or row.links):
                chip.setText(_(row.title))
                chip.setAccessibleName(_(row.title))
                chip.setVisible(row.always)
                continue
            number = int(np.count_nonzero(row.shows(rows)))
            chip.setText(f"{_(row.title)} {number}")
            chip.setAccessibleName(_("Show {name}: {number} segments").format(name=_(row.title), number=number))
            chip.setVisible(number > 0 or row.always or row is self.chosen)
        self._tint()

    def _tint(self) -> None:
        """Draw the glyphs of the chips in sight, in the colours of the theme."""
        for row in FILTERS:
            chip = self._chips[row.id]
            name = "on_accent" if row is self.chosen else _COLOURS.get(row.id, row.glyph)
            if not row.glyph or chip.isHidden() or self._worn.get(row.id) == self._theme.colour(name).rgba():
                continue
            self._worn[row.id] = self._theme.colour(name).rgba()
            chip.setIcon(glyphs.icon(row.glyph, self._theme.colour(name), SIGN))

    def _on_change(self, _change: object) -> None:
        self._later.start()

    def _refilter(self, *, force: bool = False) -> None:
        """Narrow the grid to what the filter shows now and the active row, so that this one never vanishes."""
        if self.chosen.id == "all":
            if force:
                self._grid.set_rows(None)
            return
        shows = self.chosen.shows(self._session.document.rows).copy()
        if 0 <= self._grid.row < len(shows):
            shows[self._grid.row] = True
        rows: list[int] = np.flatnonzero(shows).tolist()
        if force or rows != self._shown:
            self._shown = rows
            self._grid.set_rows(rows)
