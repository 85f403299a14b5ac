"""The reading view: the whole translation as running text, set like a page; a click returns to the segment."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
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
from editor.languages import Language
from editor.model import Document, Mark, Segment
from editor.qt.grid import Grid
from editor.qt.theme import Theme, reading_font
from editor.session import Session
from editor.text import Code, Kind, Text

PROPERTY = QTextCharFormat.Property.UserProperty + 1  # holds the document row of each character
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
        """Set the text anew and put the caret at document row *row*."""
        self._set_text()
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                piece = iterator.fragment()
                if piece.charFormat().property(PROPERTY) == row:
                    cursor.setPosition(piece.position())
                    self.setTextCursor(cursor)
                    self.ensureCursorVisible()
                    return
                iterator += 1
            block = block.next()

    def _set_text(self) -> None:
        document = self._session.document
        page = self.document()
        page.clear()
        font = reading_font(POINTS * self._zoom / 100)
        page.setDefaultFont(font)
        language = document.head.target_language
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft
            if language and Language(language).direction == "rtl"
            else Qt.LayoutDirection.LeftToRight
        )
        page.setDefaultTextOption(option)
        side = max(32, (self.viewport().width() - MEASURE * self._zoom // 100) // 2)
        frame = page.rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(36)
        frame.setBottomMargin(48)
        page.rootFrame().setFrameFormat(frame)
        cursor = QTextCursor(page)
        first = True
        rows = list(enumerate(document.rows))
        for _unit, run in groupby(rows, key=lambda pair: pair[1].unit or pair[1].id):
            shown = [(row, segment) for row, segment in run if _is_read(segment)]
            if shown:
                self._paragraph(cursor, document, shown, first=first)
                first = False

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
