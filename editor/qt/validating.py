"""The file against the specification of its format: on asking, with a list to go through; for large files unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor import formats
from editor.i18n import _, ngettext
from editor.model import Document
from editor.qt.cards import Card

if TYPE_CHECKING:
    from editor.formats.validation import Finding
    from editor.qt.desk import Desk
    from editor.qt.window import Window

SUBJECT = "validate"
WARNED = "invalid"  # the subject of the card about a file that is not valid
PAUSE = 3_000  # ms after opening, when whoever opened it has begun to read
MOST = 1 << 22  # bytes of a file that is looked at unasked: about a second of work
_WIDE, _HIGHEST, _LINE = 860, 560, 52


class FindingsSheet(QWidget):
    """What a check found, line by line; choosing one goes to its segment."""

    def __init__(self, window: Window, found: tuple[Finding, ...]) -> None:
        """List *found* for the document of *window*."""
        super().__init__()
        self._window = window
        self.setAccessibleName(_("What is wrong with the file"))
        self.summary = QLabel(summary(found))
        self.summary.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Findings"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAlternatingRowColors(False)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in found:
            self.list.addItem(_item(one))
        self.list.itemActivated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        self.list.setVisible(bool(found))
        if not found:
            column.addStretch(1)
        self.setFocusProxy(self.list)

    def _go(self, item: QListWidgetItem) -> None:
        """Go to the segment that a finding is about, if it is about one."""
        desk, unit = self._window.desk, item.data(Qt.ItemDataRole.UserRole)
        row = row_of(desk.session.document, str(unit)) if desk is not None and unit else None
        if desk is None or row is None:
            return
        if self._window.overlay is not None:
            self._window.overlay.put_away()
        desk.grid.go_to(row)
        desk.focus()


def _item(one: Finding) -> QListWidgetItem:
    glyph = "✗" if _errors((one,)) else "△"
    where = _("Line {line}").format(line=one.line)
    item = QListWidgetItem(f"{glyph}  {where} · {one.message}\n      {one.rule} · {one.section}")
    item.setData(Qt.ItemDataRole.UserRole, one.unit)
    return item


def _errors(found: tuple[Finding, ...]) -> int:
    from editor.formats.validation import ERROR

    return sum(one.severity == ERROR for one in found)


def summary(found: tuple[Finding, ...]) -> str:
    """Say in a sentence how a check ended."""
    bad = _errors(found)
    if bad:
        return ngettext(
            "The file is invalid: {number} error. Choose it to go to its segment.",
            "The file is invalid: {number} errors. Choose one to go to its segment.",
            bad,
        ).format(number=bad)
    return _("The file is valid.") if not found else _("The file is valid, but look at these:")


def row_of(document: Document, unit: str) -> int | None:
    """Return the first row of the unit whose id in the file is *unit*."""
    return next((number for number, row in enumerate(document.rows) if row.unit.rpartition("/")[2] == unit), None)


def ask(window: Window) -> None:
    """Check the file as it would be saved now, and show what was found."""
    desk = window.desk
    assert desk is not None  # noqa: S101 - the command asked for a document
    desk.grid.commit()
    document = desk.session.document
    name = desk.file.path.name if desk.file.path is not None else "work.xlf"

    def work(_progress: Callable[[float], None]) -> tuple[Finding, ...]:
        data = formats.write(document, name, formats.WriteOptions()).data
        from editor.formats import validation

        return validation.check(data, formats.sniff(data, name).name)

    def done(found: tuple[Finding, ...]) -> None:
        if window.desk is desk:
            _show(window, found)

    window.tasks.run(_("Checking the file"), work, done, subject=SUBJECT)


def _show(window: Window, found: tuple[Finding, ...]) -> None:
    sheet = FindingsSheet(window, found)
    size = QSize(_WIDE, min(_HIGHEST, 160 + _LINE * len(found))) if found else QSize(520, 150)
    window.lay_over(sheet, size, _("Check of the file"))
    if found:
        sheet.list.setCurrentRow(0)
        sheet.list.setFocus()


def unasked(window: Window, desk: Desk) -> None:
    """Check in the background a file that was too large to be checked while it was read; warn where it is invalid."""
    document = desk.session.document
    origin = document.origin
    if origin is None or not formats.named(origin.format).checked or not formats.AT_ONCE < len(origin.data) <= MOST:
        return

    def work(_progress: Callable[[float], None]) -> tuple[Finding, ...]:
        from editor.formats import validation

        return validation.check(origin.data, origin.format)

    def done(found: tuple[Finding, ...]) -> None:
        if window.desk is desk and _errors(found):
            _warn(window, desk, found)

    def begin() -> None:
        if window.desk is desk:
            window.tasks.run(_("Checking the file"), work, done, subject=SUBJECT)

    QTimer.singleShot(PAUSE, desk, begin)


def _warn(window: Window, desk: Desk, found: tuple[Finding, ...]) -> None:
    bad = _errors(found)
    message = ngettext(
        "This file breaks a rule of its format in {number} place. It can be edited and is kept as it is.",
        "This file breaks rules of its format in {number} places. It can be edited and is kept as it is.",
        bad,
    )
    card = Card(message.format(number=bad))
    card.button(_("Show them"), lambda: _show(window, found))
    card.button(_("OK"))
    desk.cards.put(WARNED, card)
