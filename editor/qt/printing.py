"""The parallel edition on paper: two facing columns, printed or as a PDF."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from editor.edits import joint
from editor.languages import is_right_to_left
from editor.model import Document, Mark, Segment
from editor.qt.theme import reading_font
from editor.text import Code, Kind, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

POINTS = 10.0
MARGINS = QMarginsF(18, 18, 18, 20)  # millimetres
_BOLD, _ITALIC = {"bold", "strong", "b"}, {"italic", "em", "i", "emphasis"}


def edition(document: Document) -> QTextDocument:
    """Return the facing columns as a text document: a table row for each paragraph, furniture left out."""
    page = QTextDocument()
    page.setDefaultFont(reading_font(POINTS))
    page.setDocumentMargin(0)
    cursor = QTextCursor(page)
    if document.head.title:
        _title(cursor, document.head.title)
    units = [list(run) for _unit, run in groupby(document.rows, key=lambda segment: segment.unit or segment.id)]
    shown = [kept for kept in ([s for s in unit if _is_read(s)] for unit in units) if kept]
    shown = [unit for unit in shown if unit[0].role != "title" or unit[0].source.plain != document.head.title]
    form = QTextTableFormat()
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setBorder(0)
    form.setCellPadding(0)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    part = QTextLength.Type.PercentageLength
    form.setColumnWidthConstraints([QTextLength(part, 48), QTextLength(part, 4), QTextLength(part, 48)])
    table = cursor.insertTable(max(len(shown), 1), 3, form)
    for row, unit in enumerate(shown):
        for column, side in ((0, "source"), (2, "target")):
            cell = table.cellAt(row, column)
            cell.setFormat(_padding(unit[0].role))
            _cell(cell.firstCursorPosition(), document, unit, side)
    return page


def _padding(role: str) -> QTextTableCellFormat:
    form = QTextTableCellFormat()
    form.setTopPadding(10 if role.startswith("heading") else 0)
    form.setBottomPadding(7)
    return form


def _title(cursor: QTextCursor, title: str) -> None:
    form = QTextCharFormat()
    form.setFontPointSize(POINTS * 1.7)
    form.setFontWeight(QFont.Weight.DemiBold)
    block = QTextBlockFormat()
    block.setBottomMargin(18)
    cursor.setBlockFormat(block)
    cursor.insertText(title, form)
    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())


def _is_read(segment: Segment) -> bool:
    return not segment.marks & {Mark.NOT_FOR_TRANSLATION, Mark.OMITTED}


def _cell(cursor: QTextCursor, document: Document, unit: list[Segment], side: str) -> None:
    head = document.head
    tag = head.source_language if side == "source" else head.target_language
    right = is_right_to_left(tag)
    block = QTextBlockFormat()
    block.setLineHeight(108, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    cursor.setBlockFormat(block)
    form = QTextCharFormat()
    if unit[0].role.startswith(("heading", "title")):
        form.setFontWeight(QFont.Weight.DemiBold)
    spoken = [(s, s.source if side == "source" else s.target) for s in unit]
    spoken = [(segment, text) for segment, text in spoken if text]
    for segment, text in spoken:
        _insert(cursor, text, form)
        if segment is not spoken[-1][0]:
            _insert(cursor, segment.gap if side == "source" else joint(segment, head), form)


def _insert(cursor: QTextCursor, text: Text, form: QTextCharFormat) -> None:
    shape = QTextCharFormat(form)
    for run in text.runs:
        if isinstance(run, str):
            cursor.insertText(run.replace("\n", " "), shape)
        elif isinstance(run, Code) and run.equiv == "\n":
            cursor.insertText("\u2028", shape)
        elif isinstance(run, Code) and run.kind is not Kind.ALONE:
            on = run.kind is Kind.OPEN
            if run.label in _BOLD:
                shape.setFontWeight(QFont.Weight.Bold if on else QFont.Weight(form.fontWeight()))
            elif run.label in _ITALIC:
                shape.setFontItalic(on)


def layout() -> QPageLayout:
    """Return the page: A4 upright with margins for a binding."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter
    )


def draw(document: Document, device: QPagedPaintDevice) -> None:
    """Print the edition on *device*, pages numbered."""
    page = edition(document)
    device.setPageLayout(layout())
    area = device.pageLayout().paintRectPoints()
    page.setPageSize(QSizeF(area.width(), area.height()))
    page.print_(device)


def pdf(document: Document) -> bytes:
    """Return the edition as the bytes of a PDF."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.head.title)
    writer.setCreator("Diptych")
    draw(document, writer)
    del writer  # it finishes the file when it goes
    buffer.close()
    return bytes(data.data())
