"""The manual inside the window, the keys at a glance, and what this program is."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from html import escape
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

import editor
from editor import resources
from editor.i18n import _
from editor.qt import keys
from editor.qt.theme import reading_font

if TYPE_CHECKING:
    from editor.qt.window import Window

SIZE = QSize(860, 760)
FIRST = ("README.md", "index.md")
MARGIN = 24  # as the title above
CELL = 10  # free beside what stands in a table
SHORT = 0.35  # of the page's width: a column of no more is not broken


class Pages(QTextBrowser):
    """Markdown pages of one folder that link to each other; what lies elsewhere opens in the user's browser."""

    def __init__(self, window: Window) -> None:
        """Begin with nothing shown."""
        super().__init__()
        self.setAccessibleName(_("Manual"))
        self.setOpenLinks(False)
        self.setFont(reading_font())
        self.document().setDocumentMargin(MARGIN)
        self.document().setDefaultStyleSheet(
            f"a {{ color: {window.theme.accent}; }} td {{ padding: 3px 16px 3px 0; }}"
            f".muted {{ color: {window.theme.muted}; }}"
        )
        self._line = window.theme.colour("line")
        self._dark = window.theme.colour("paper").lightness() < window.theme.colour("ink").lightness()
        self._folder = Path()
        self._trail: list[Path] = []
        self._room = min(SIZE.width(), window.width() * 7 // 8) - 3 * MARGIN  # for pictures
        self.anchorClicked.connect(self._follow)

    def open(self, file: Path) -> None:
        """Show the page in *file*."""
        self._folder = file.parent
        self._trail.append(file)
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{file.parent}/"))
        text = file.read_text(encoding="utf-8")
        if file.name not in FIRST:
            first = next((name for name in FIRST if (file.parent / name).exists()), FIRST[0])
            text = f"[← {_('Contents')}]({first})\n\n{text}"
        self.setMarkdown(text)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                ease(frame, self._room, self._line)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        file = self._folder / QUrl(name).path()
        dark = file.with_name(file.name.replace("-light.", "-dark."))
        picture = QImage(str(dark if self._dark and dark.exists() else file))
        scale = self.devicePixelRatioF()
        room = round(self._room * scale)
        if picture.width() > room:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(scale)
        return picture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace or event.matches(QKeySequence.StandardKey.Back):
            self.back()
        else:
            super().keyPressEvent(event)

    def back(self) -> None:
        """Show the page before this one, if there was one."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.open(self._trail.pop())

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(url)
        elif url.path().endswith(".md"):
            self.open(self._folder / url.path())
        elif url.hasFragment():
            self.scrollToAnchor(url.fragment())


def shares(widths: Sequence[float], room: int) -> list[QTextLength]:
    """Return how wide columns are whose words would take *widths*: short ones just that, long ones by their roots.

    >>> [round(each.rawValue()) for each in shares([100.0, 400.0, 1600.0], 700)]
    [100, 29, 57]
    """
    left = room - sum(width for width in widths if width <= SHORT * room)
    roots = sum(sqrt(width) for width in widths if width > SHORT * room)
    kinds = QTextLength.Type
    return [
        QTextLength(kinds.FixedLength, width)
        if width <= SHORT * room
        else QTextLength(kinds.PercentageLength, 100 * left / room * sqrt(width) / roots)
        for width in widths
    ]


def ease(table: QTextTable, room: int, line: QColor) -> None:
    """Set *table* without boxes, a *line* under each row; what is short gets its width, the rest shares the *room*."""
    cells = [[table.cellAt(row, column) for column in range(table.columns())] for row in range(table.rows())]
    words = [[cell.firstCursorPosition().block().text() for cell in row] for row in cells]
    metrics = QFontMetricsF(reading_font())
    widths = [max(map(metrics.horizontalAdvance, column)) + 3 * CELL for column in zip(*words, strict=True)]
    look = QTextTableFormat()
    look.setBorder(0)
    look.setBorderCollapse(True)
    look.setCellSpacing(0)
    look.setTopMargin(CELL)
    look.setBottomMargin(2 * CELL)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))
    look.setColumnWidthConstraints(shares(widths, room))
    table.setFormat(look)
    for cell in (each for row in cells for each in row):
        form = cell.format().toTableCellFormat()
        form.setPadding(CELL / 2)
        form.setLeftPadding(0)
        form.setRightPadding(CELL)
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(line)
        cell.setFormat(form)
    if not any(words[0]):
        table.removeRows(0, 1)


def show(window: Window) -> None:
    """Lay the manual over the window."""
    folder = resources.path("manual")
    there = [*(folder / name for name in FIRST), *sorted(folder.glob("*.md"))]
    file = next((page for page in there if page.exists()), None)
    if file is None:  # an installation without its manual still knows the keys
        show_keys(window)
        return
    pages = Pages(window)
    pages.open(file)
    window.lay_over(pages, SIZE, _("Manual"))


def show_keys(window: Window) -> None:
    """Lay the keys of all commands over the window, as they are set now."""
    pages = Pages(window)
    pages.setAccessibleName(_("Keys at a glance"))
    pages.setHtml(key_table(window))
    window.lay_over(pages, SIZE, _("Keys at a glance"))


def key_table(window: Window) -> str:
    """Return the commands that have keys, menu by menu, as HTML."""
    from editor.qt.commands import COMMANDS, MENUS

    parts = []
    for menu in MENUS:
        rows = [
            f"<tr><td>{escape(_(command.title))}</td><td><b>{escape(named)}</b></td></tr>"
            for command in COMMANDS
            if command.menu == menu and (named := keys.shown(*window.keys[command.id]))
        ]
        if rows:
            heading = escape(_(menu).replace("&", ""))
            parts.append(f"<tr><td colspan='2'><h3>{heading}</h3></td></tr>{''.join(rows)}")
    return f"<table>{''.join(parts)}</table>"  # one, so that all keys stand in one column


def show_about(window: Window) -> None:
    """Lay over the window what this program is."""
    pages = Pages(window)
    pages.setAccessibleName(_("About Diptych"))
    said = _("A diptych is two panels joined by a hinge. Ours are a text and its translation.")
    free = _("Free software under the MIT licence. Nothing you write leaves this computer unless you send it.")
    versions = f"Diptych {editor.__version__} · Python {platform.python_version()} · Qt {qVersion()}"
    pages.setHtml(f"<p><i>{escape(said)}</i></p><p>{escape(free)}</p><p class='muted'>{escape(versions)}</p>")
    window.lay_over(pages, QSize(520, 260), _("About Diptych"))
