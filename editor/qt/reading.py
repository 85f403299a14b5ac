"""The reading view: the whole translation as running text, set like a page; a click returns to the segment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser

from editor.edits import joint
from editor.i18n import _
from editor.languages import is_right_to_left
from editor.model import Document, Mark, Segment
from editor.qt.grid import Grid
from editor.qt.theme import Theme, reading_font
from editor.session import Session
from editor.text import Code, Kind, Text

PROPERTY = QTextCharFormat.Property.UserProperty + 1  # holds the document row of each character
AT_ONCE = 0.25  # seconds of setting text before it is shown, and …
SLICE = 0.008  # … for each slice of the rest
MEASURE = 680  # the greatest width of a line, in pixels
POINTS = 13.0
_BOLD, _ITALIC = {"bold", "strong", "b"}, {"italic", "em", "i", "emphasis"}


class ReadingView(QTextBrowser):
    """Show the targets in reading order, what is not translated yet by its source in grey."""

    picked = Signal(int)  # the document row that was clicked or chosen with Enter
    left = Signal()

    def __init__(self, session: Session, grid: Grid, theme: Theme) -> None:
        """Follow *session*; *grid* tells where the reader is."""
        super().__init__()
        self._session = session
        self._grid = grid
        self._theme = theme
        self._zoom = 100
        self._wanted = -1  # the row to put the caret at once it is there
        self._places: dict[int, int] = {}
        self._waiting: Iterator[list[tuple[int, Segment]]] = iter(())
        self._end = QTextCursor(self.document())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._grow)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("The whole translation"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme
        if self.isVisible():
            self.show_row(self._grid.row)

    def set_zoom(self, percent: int) -> None:
        """Show the text at *percent* of its usual size."""
        self._zoom = percent
        if self.isVisible():
            self.show_row(self._grid.row)

    def show_row(self, row: int) -> None:
        """Set the text anew and put the caret at document row *row*; a long text goes on growing in slices."""
        self._wanted = row
        self._begin_page()
        document = self._session.document
        units = groupby(enumerate(document.rows), key=lambda pair: _paragraph_of(pair[1]))
        self._waiting = (kept for kept in ([(n, s) for n, s in run if _is_read(s)] for _unit, run in units) if kept)
        self._end = QTextCursor(self.document())
        self._grow(AT_ONCE)

    def _grow(self, seconds: float = SLICE) -> None:
        """Add paragraphs for some time; go on later where more are waiting."""
        document = self._session.document
        until = time.perf_counter() + seconds
        self._end.beginEditBlock()
        while time.perf_counter() < until:
            shown = next(self._waiting, None)
            if shown is None:
                self._timer.stop()
                break
            first = self._end.position() == 0
            self._paragraph(self._end, document, shown, first=first)
        else:
            self._timer.start()
        self._end.endEditBlock()
        if self._wanted >= 0:
            self._find_row()

    def _find_row(self) -> None:
        """Put the caret at the row that was asked for, once it is there."""
        if self._wanted not in self._places:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[self._wanted])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._wanted = -1

    def _begin_page(self) -> None:
        document = self._session.document
        page = self.document()
        page.clear()
        self._places = {}
        font = reading_font(POINTS * self._zoom / 100)
        page.setDefaultFont(font)
        language = document.head.target_language
        option = QTextOption()
        right = is_right_to_left(language)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        page.setDefaultTextOption(option)
        side = max(32, (self.viewport().width() - MEASURE * self._zoom // 100) // 2)
        frame = page.rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(36)
        frame.setBottomMargin(48)
        page.rootFrame().setFrameFormat(frame)

    def _paragraph(
        self, cursor: QTextCursor, document: Document, shown: list[tuple[int, Segment]], *, first: bool
    ) -> None:
        role = shown[0][1].role
        block = QTextBlockFormat()
        block.setLineHeight(116, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(12)
        heading = role.startswith(("heading", "title"))
        block.setTopMargin(16 if heading else 0)
        if role == "quote":
            block.setLeftMargin(28)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        for place, (row, segment) in enumerate(shown):
            self._places[row] = cursor.position()
            form = QTextCharFormat()
            form.setProperty(PROPERTY, row)
            form.setForeground(self._theme.colour("ink" if segment.target else "muted"))
            if heading:
                form.setFontWeight(QFont.Weight.DemiBold)
                form.setFontPointSize(POINTS * 1.25 * self._zoom / 100)
            _insert(cursor, segment.target or segment.source, form)
            if place + 1 < len(shown):
                _insert(cursor, joint(segment, document.head) or Text.of("" if segment.target else " "), form)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection() and event.button() is Qt.MouseButton.LeftButton:
            self._pick(self.cursorForPosition(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pick(self.textCursor())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _pick(self, cursor: QTextCursor) -> None:
        moved = QTextCursor(cursor)
        if not moved.atBlockEnd():
            moved.movePosition(QTextCursor.MoveOperation.Right)
        row = moved.charFormat().property(PROPERTY)
        if isinstance(row, int):
            self.picked.emit(row)


def _paragraph_of(segment: Segment) -> str:
    """Tell segments of one paragraph by one word; the forms of a plural are read each by itself."""
    return segment.id if segment.form is not None or not segment.unit else segment.unit


def _is_read(segment: Segment) -> bool:
    return not segment.marks & {Mark.NOT_FOR_TRANSLATION, Mark.OMITTED}


def _insert(cursor: QTextCursor, text: Text, form: QTextCharFormat) -> None:
    shape = QTextCharFormat(form)
    for run in text.runs:
        if isinstance(run, str):
            cursor.insertText(run, shape)
        elif isinstance(run, Code):
            if run.equiv == "\n":
                cursor.insertText("\u2028", shape)
            on = run.kind is Kind.OPEN
            if run.kind is not Kind.ALONE and run.label in _BOLD:
                shape.setFontWeight(QFont.Weight.Bold if on else form.fontWeight())
            elif run.kind is not Kind.ALONE and run.label in _ITALIC:
                shape.setFontItalic(on)
            elif run.kind is not Kind.ALONE and run.label == "link":
                shape.setFontUnderline(on)
