"""The drawn glyphs of states and marks: one shape for each, tinted by the theme, sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor import resources
from editor.model import Mark, May, Segment, State

# The most urgent first: the one glyph of a segment is the first of these marks, else its state's.
BY_MARK = {
    Mark.NOT_FOR_TRANSLATION: "not-for-translation",
    Mark.OMITTED: "omitted",
    Mark.SOURCE_CHANGED: "changed",
    Mark.NEEDS_WORK: "needs-work",
    Mark.EDITED_AFTER_REVIEW: "edited",
}
LOCKED = "locked"
SCALES = (1, 2, 3)  # how many device pixels a pixel of an icon may be


def named(state: State, marks: frozenset[Mark] = frozenset()) -> str:
    """Return the name of the glyph that shows *state* and *marks*."""
    return next((name for mark, name in BY_MARK.items() if mark in marks), state.value)


def of(segment: Segment) -> str:
    """Return the name of the glyph that stands in the hinge beside *segment*."""
    if May.TRANSLATE not in segment.may and Mark.NOT_FOR_TRANSLATION not in segment.marks:
        return LOCKED
    return named(segment.state, segment.marks)


@cache
def _drawing(name: str) -> QByteArray:
    return QByteArray(resources.path(f"icons/states/{name}.svg").read_bytes())


@cache
def _tinted(name: str, rgba: int, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(_drawing(name)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


def pixmap(name: str, colour: QColor, size: float, scale: float = 1.0) -> QPixmap:
    """Return glyph *name* in *colour*, *size* logical pixels square on a screen of *scale* device pixels each."""
    result = QPixmap(_tinted(name, colour.rgba(), max(round(size * scale), 1)))
    result.setDevicePixelRatio(scale)
    return result


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """Return glyph *name* in *colour* as an icon of *size* logical pixels, for buttons; sharp up to three times."""
    result = QIcon()
    for scale in SCALES:
        result.addPixmap(pixmap(name, colour, size, scale))
    return result
