"""Segments that two hands changed in different ways: both versions shown, one chosen, each choice a step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.compare import Conflict
from editor.i18n import N_, _
from editor.model import STATE_NAMES, Change, Document, Mark, Segment, Splice
from editor.qt.command import desk_of
from editor.qt.panels import diff_html

if TYPE_CHECKING:
    from editor.qt.window import Window

LABEL = N_("Choose a version")
WIDE, HIGH = 860, 620  # pixels of the sheet, at most
HEAD, EACH = 90, 170  # its title, and one conflict


def ask(window: Window, conflicts: tuple[Conflict, ...]) -> None:
    """Lay a sheet with *conflicts* over the window."""
    size = QSize(WIDE, min(HIGH, HEAD + EACH * len(conflicts)))
    window.lay_over(ConflictSheet(window, conflicts), size, _("Changed in two places"))


def place(document: Document, conflict: Conflict) -> int | None:
    """Return the row where *conflict* stands now, None where it cannot be chosen row by row any more."""
    if conflict.row is None or len(conflict.ours) != 1 or len(conflict.theirs) != 1:
        return None
    name = conflict.base[0].id if conflict.base else conflict.ours[0].id
    near = range(max(0, conflict.row - 2), min(len(document.rows), conflict.row + 3))
    rows = [*near, *range(len(document.rows))]
    return next((row for row in rows if document.rows[row].id == name), None)


def chosen(document: Document, row: int, conflict: Conflict, version: Segment) -> Change:
    """Return the change that puts what *version* says of the fields in question into *row*."""
    now = document.rows[row]
    both = (*conflict.ours, *conflict.theirs)
    fields = {name: getattr(version, name) for name in conflict.fields}
    if "target" in fields:
        fields |= {"state": version.state, "review": version.review}
    marks = now.marks
    if not any(Mark.NEEDS_WORK in each.marks for each in both):
        marks -= {Mark.NEEDS_WORK}
    notes = tuple(note for note in now.notes if any(note in each.notes for each in both))
    return Change(LABEL, (Splice(row, (now,), (replace(now, **fields, marks=marks, notes=notes),)),))


class ConflictSheet(QWidget):
    """One block for each conflict: the source, both translations with what changed in them, and two buttons."""

    def __init__(self, window: Window, conflicts: tuple[Conflict, ...]) -> None:
        """Show *conflicts* of the document in *window*."""
        super().__init__()
        self._window = window
        self._left = len(conflicts)
        self.setAccessibleName(_("Changed in two places"))
        page = QWidget()
        page.setProperty("kind", "page")
        self._blocks = QVBoxLayout(page)
        self._blocks.setContentsMargins(24, 8, 24, 20)
        self._blocks.setSpacing(18)
        for conflict in conflicts:
            self._blocks.addWidget(self._block(conflict))
        self._blocks.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        first = self.findChild(QPushButton)
        if first is not None:
            self.setFocusProxy(first)

    def _block(self, conflict: Conflict) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        rows = conflict.ours or conflict.theirs or conflict.base
        if conflict.row is not None and rows:
            number = _("Segment {number}").format(number=conflict.row + 1)
            column.addWidget(_label(number, "section"))
            column.addWidget(_label(" ".join(row.source.plain for row in rows), "muted"))
        else:
            column.addWidget(_label(_("Properties of the document"), "section"))
        sides = QHBoxLayout()
        sides.setSpacing(18)
        for title, version, button in (
            (_("Here"), conflict.ours, _("Keep mine")),
            (_("In the file"), conflict.theirs, _("Keep theirs")),
        ):
            sides.addLayout(self._side(title, conflict, version, button), 1)
        column.addLayout(sides)
        return block

    def _side(self, title: str, conflict: Conflict, version: tuple[Segment, ...], name: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_label(title, "muted"))
        before = " ".join(row.target.plain for row in conflict.base)
        text = " ".join(row.target.plain for row in version)
        shown = QLabel(diff_html(before, text, self._window.theme) if text else _("(no translation)"))
        shown.setWordWrap(True)
        shown.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(shown)
        states = ", ".join(dict.fromkeys(_(STATE_NAMES[row.state]) for row in version))
        column.addWidget(_label(states, "muted"))
        column.addStretch(1)
        if place(desk_of(self._window).session.document, conflict) is not None:
            button = QPushButton(name)
            button.clicked.connect(self._choosing(conflict, version[0], button))
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        return column

    def _choosing(self, conflict: Conflict, version: Segment, button: QPushButton) -> Callable[[], None]:
        def choose() -> None:
            desk = desk_of(self._window)
            row = place(desk.session.document, conflict)
            block = button.parentWidget()
            if row is not None:
                desk.do(chosen(desk.session.document, row, conflict, version))
                desk.grid.go_to(row)
            if block is not None:
                block.hide()
            self._left -= 1
            if not self._left and self._window.overlay is not None:
                self._window.overlay.put_away()
            else:
                self.focusNextChild()

        return lambda: self._window.guard(choose)


def _label(words: str, kind: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
