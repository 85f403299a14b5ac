"""Earlier versions of the document: a list by date, what differs from now word by word, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor import formats
from editor.errors import DiptychError
from editor.formats import ReadOptions
from editor.i18n import N_, _, ngettext
from editor.model import STATE_NAMES, Change, Document, Segment, Splice
from editor.qt.command import desk_of
from editor.qt.panels import diff_html
from editor.qt.recovering import moment, rows
from editor.storage.differences import difference
from editor.storage.results import put
from editor.storage.versions import Version, same_places, versions

if TYPE_CHECKING:
    from editor.qt.window import Window

LABEL = N_("Restore a version")
SHOWN = 60  # places that differ; more are counted


def ask(window: Window) -> None:
    """Lay the versions of the open document over the window."""
    desk = desk_of(window)
    desk.grid.commit()
    path = desk.file.path
    found = versions(path) if path is not None else []
    if path is None or not found:
        window.say(_("There is no earlier version yet: each save keeps what was there before."))
        return
    window.lay_over(VersionSheet(window, path, found), QSize(920, 620), _("Versions"))


def restoring(now: Document, then: Document) -> Change:
    """Return the change that makes *now* what it was *then*; it stays as writable as it is."""
    return difference(now, replace(then, head=replace(then.head, read_only=now.head.read_only)), LABEL)


class VersionSheet(QWidget):
    """Versions at the left, the latest first; at the right what the chosen one says otherwise."""

    def __init__(self, window: Window, path: Path, found: list[Version]) -> None:
        """Show the versions *found* of the document at *path*."""
        super().__init__()
        self._window = window
        self._path = path
        self._found = found
        self._then: Document | None = None
        self.setAccessibleName(_("Versions"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Versions"))
        self.list.setFixedWidth(210)
        self.list.setSpacing(3)
        self.list.addItems([moment(version.when.timestamp()) for version in found])
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.restore = QPushButton(_("Restore"))
        self.restore.setProperty("kind", "main")
        self.copy = QPushButton(_("Save a copy…"))
        self._area = QScrollArea()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.restore.clicked.connect(lambda: window.guard(self._restore))
        self.copy.clicked.connect(lambda: window.guard(self._copy))
        self.setFocusProxy(self.list)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.restore)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.told)
        right.addWidget(self._area, 1)
        right.addLayout(buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 4, 24, 20)
        line.setSpacing(20)
        line.addWidget(self.list)
        line.addLayout(right, 1)

    def _show(self, row: int) -> None:
        now = desk_of(self._window).session.document
        change = Change(LABEL)
        try:
            self._then = formats.read(self._found[row].data, ReadOptions(name=self._path.name))
        except DiptychError as error:
            self._then = None
            self.told.setText(str(error))
        else:
            change = restoring(now, self._then)
            self.told.setText(_told(change, same=same_places(now, self._then)))
        fits = self._then is not None and same_places(now, self._then) and not now.head.read_only
        self.restore.setEnabled(bool(change) and fits)
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for splice in change.splices[:SHOWN]:
            column.addWidget(self._place(splice))
        column.addStretch(1)
        self._area.setWidget(page)

    def _place(self, splice: Splice) -> QWidget:
        """Show one place: the source, and the way the translation goes from now back to then."""
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        source = QLabel(" ".join(row.source.plain for row in splice.before or splice.after))
        source.setProperty("kind", "muted")
        source.setTextFormat(Qt.TextFormat.PlainText)
        now, then = (" ".join(row.target.plain for row in run) for run in (splice.before, splice.after))
        said = QLabel(diff_html(now, then, self._window.theme))
        said.setTextFormat(Qt.TextFormat.RichText)
        lines = [source, said]
        if now == then:
            said.setText(_besides(splice.after, splice.before))
            said.setTextFormat(Qt.TextFormat.PlainText)
        for label in lines:
            label.setWordWrap(True)
            column.addWidget(label)
        return block

    def _restore(self) -> None:
        desk = desk_of(self._window)
        if self._then is None:
            return
        desk.do(restoring(desk.session.document, self._then))
        self._window.say(_("The version is restored; undo takes it back, saving keeps it."))
        if self._window.overlay is not None:
            self._window.overlay.put_away()

    def _copy(self) -> None:
        version = self._found[self.list.currentRow()]
        place = self._path.with_stem(f"{self._path.stem}.{version.when.astimezone().strftime('%Y-%m-%d-%H%M')}")
        name, _kind = QFileDialog.getSaveFileName(self._window, _("Save a copy"), str(place), _("All files (*)"))
        if name:
            put(version.data, name)
            self._window.say(_("Saved as {name}.").format(name=Path(name).name))


def _besides(then: Sequence[Segment], now: Sequence[Segment]) -> str:
    """Say what differs where the translation does not: the first of state, marks, notes, source, link."""
    states = [", ".join(dict.fromkeys(_(STATE_NAMES[row.state]) for row in run)) for run in (then, now)]
    if states[0] != states[1]:
        return _("{then} then, {now} now").format(then=states[0], now=states[1])
    for name, words in (
        ("marks", _("Its marks were different.")),
        ("notes", _("Its notes were different.")),
        ("source", _("Its source was different.")),
        ("link", _("Its link was different.")),
    ):
        if [getattr(row, name) for row in then] != [getattr(row, name) for row in now]:
            return words
    return _("It stood in another place.")


def _told(change: Change, *, same: bool) -> str:
    """Say how much was different then."""
    number = rows(change)
    words = ngettext("{number} segment was different then.", "{number} segments were different then.", number)
    said = words.format(number=number) if change else _("Nothing was different then.")
    return (
        said if same else f"{said} {_('The original was a different text: save this version as a copy to work on it.')}"
    )
