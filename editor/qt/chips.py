"""Inline codes as chips in Qt's texts: write a Text into a document, read it back, draw a chip as one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from math import ceil

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from editor.qt.theme import Theme, interface_font
from editor.text import Break, Code, Kind, Run, Text

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
LONGEST = 24  # letters on a chip
OBJECT = "\ufffc"
NEWLINE = "\u2028"  # how Qt writes a line break within a paragraph
_WHAT = QTextFormat.Property.UserProperty.value + 1
_NUMBER = _WHAT + 1
_LABEL = _WHAT + 2
# What Qt would take for a paragraph's end, a frame's edge, an object, or a mark of byte order, and what it cannot hold.
_ODD = re.compile("([\r\u2028\u2029\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff\ud800-\udfff])")


class What(IntEnum):
    """What an object in a text stands for."""

    CODE = 0
    BREAK = 1
    PARAGRAPH = 2
    CHARACTER = 3


def label(code: Code) -> str:
    """Return the word on a code's chip: "link", "/link"; never none."""
    word = " ".join((code.label or code.pair).split()) or "?"
    if len(word) > LONGEST:
        word = f"{word[: LONGEST - 1]}…"
    return f"/{word}" if code.kind is Kind.CLOSE else word


def spoken(text: Text) -> str:
    """Return *text* as a screen reader says it: each code by its label in brackets."""
    return "".join(
        sound(run) if isinstance(run, str) else f"[{label(run)}]" for run in text.runs if not isinstance(run, Break)
    )


def sound(words: str) -> str:
    """Return *words* without what Qt's strings cannot hold."""
    return _ODD.sub("", words)


def is_plain(text: Text) -> bool:
    """Tell whether *text* needs no objects."""
    return all(isinstance(run, str) and not _ODD.search(run) for run in text.runs)


def units(text: str, position: int) -> int:
    """Return how many UTF-16 units, which Qt counts in, the first *position* characters of *text* are."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, position: int) -> int:
    """Return how many characters of *text* the first *position* UTF-16 units are."""
    if text.isascii() or max(text) <= "\uffff":
        return position
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "replace"))


def flat(text: Text) -> str:
    """Return *text* as it stands in Qt's document, a character a position."""
    return "".join(
        _ODD.sub(OBJECT, run).replace("\n", NEWLINE) if isinstance(run, str) else OBJECT for run in text.runs
    )


class Written:
    """The codes written into one document; its objects refer to them by number."""

    def __init__(self) -> None:
        self.codes: list[Code] = []

    def write(self, cursor: QTextCursor, text: Text, plain: QTextCharFormat) -> None:
        """Insert *text* at *cursor*, its characters in *plain*."""
        for run in text.runs:
            if isinstance(run, str):
                self._characters(cursor, run, plain)
            elif isinstance(run, Code):
                if run not in self.codes:
                    self.codes.append(run)
                self._object(cursor, What.CODE, self.codes.index(run), label(run))
            else:
                self._object(cursor, What.PARAGRAPH if run.paragraph else What.BREAK, 0, "")

    def _characters(self, cursor: QTextCursor, run: str, plain: QTextCharFormat) -> None:
        for number, piece in enumerate(_ODD.split(run)):
            if number % 2:
                self._object(cursor, What.CHARACTER, ord(piece), f"U+{ord(piece):04X}")
            elif piece:
                cursor.insertText(piece.replace("\n", NEWLINE), plain)

    @staticmethod
    def _object(cursor: QTextCursor, what: What, number: int, word: str) -> None:
        form = QTextCharFormat()
        form.setObjectType(CHIP)
        form.setProperty(_WHAT, int(what))
        form.setProperty(_NUMBER, number)
        if word:  # PySide takes an empty string for a list of lengths
            form.setProperty(_LABEL, word)
        cursor.insertText(OBJECT, form)

    def read(self, document: QTextDocument) -> Text:
        """Return what stands in *document*."""
        block = document.firstBlock()
        runs = list(self._block(block.text(), block.begin()))
        while (block := block.next()).isValid():
            runs += ["\n", *self._block(block.text(), block.begin())]
        return Text.of(*runs)

    def _block(self, text: str, fragments: QTextBlock.iterator) -> Iterator[Run]:
        if OBJECT not in text:
            yield text.replace(NEWLINE, "\n")
            return
        while not fragments.atEnd():
            fragment = fragments.fragment()
            form = fragment.charFormat()
            if form.objectType() == CHIP:
                yield from [self._run(form)] * fragment.length()
            else:
                yield fragment.text().replace(NEWLINE, "\n").replace(OBJECT, "")
            fragments += 1

    def _run(self, form: QTextCharFormat) -> Run:
        what = form.property(_WHAT)
        number: int = form.property(_NUMBER)
        if what == What.CODE:
            return self.codes[number]
        return chr(number) if what == What.CHARACTER else Break(paragraph=what == What.PARAGRAPH)


class Chips(QPyTextObject):
    """Draws the objects of every text that ``equip`` was called with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._widths: dict[str, float] = {}

    def dress(self, theme: Theme, points: float) -> None:
        """Draw in the colours of *theme*, beside text of *points*."""
        self._theme = theme
        self._font = interface_font(points * 0.72)
        self._metrics = QFontMetricsF(self._font)
        self._widths.clear()

    def equip(self, document: QTextDocument) -> None:
        """Let *document* show its objects through this."""
        document.documentLayout().registerHandler(CHIP, self)

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        height = ceil(self._metrics.ascent())  # it stands on the baseline; what is drawn hangs a little below
        if format.property(_WHAT) in {What.BREAK, What.PARAGRAPH}:
            return QSizeF(ceil(height / 2), height)
        word = format.property(_LABEL)
        if word not in self._widths:
            self._widths[word] = ceil(self._metrics.horizontalAdvance(word) + self._metrics.height() * 1.0)
        return QSizeF(self._widths[word], height)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002 - Qt's name for it
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        what = format.property(_WHAT)
        if what in {What.BREAK, What.PARAGRAPH}:
            self._draw_break(painter, QRectF(rect), double=what == What.PARAGRAPH)
        else:
            self._draw_chip(painter, QRectF(rect), format.property(_LABEL))
        painter.restore()

    def _draw_chip(self, painter: QPainter, rect: QRectF, word: str) -> None:
        height = self._metrics.height() + 1
        pill = QRectF(rect.x() + 2.5, rect.bottom() - height * 0.76, rect.width() - 5, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("code"))
        painter.drawRoundedRect(pill, height * 0.28, height * 0.28)
        painter.setPen(self._theme.colour("code_ink"))
        painter.setFont(self._font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)

    def _draw_break(self, painter: QPainter, rect: QRectF, *, double: bool) -> None:
        pen = QPen(self._theme.colour("muted"), 1.2)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for shift in (-1.5, 1.5) if double else (0.0,):
            x = rect.center().x() + shift
            painter.drawLine(QPointF(x, rect.top() - 2), QPointF(x, rect.bottom() + 3))
