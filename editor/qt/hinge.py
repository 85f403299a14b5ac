"""The band of a link across the hinge: its colour, hatching and edge, its shape, the words that stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from editor.qt import glyphs
from editor.qt.layouts import Laid
from editor.qt.links import Ink, ink, label
from editor.qt.page import Page
from editor.qt.painting import Look
from editor.qt.theme import Theme

REACH = 0.36  # of the hinge: how far the band of a lone sentence reaches
STEP = 7  # pixels between two strokes of a hatching
OVER = 2  # pixels by which the ends of an edge may stand out
KEPT = 64  # pictures of level bands: one for each height and each ink

Height = tuple[float, float]  # where a band begins and ends on one side


@dataclass(frozen=True, slots=True)
class Hinge:
    """The place of a row's band: the row's top and height, and its sentences' on the left and the right, if any."""

    page: Page
    top: int
    height: int
    one: Height | None
    other: Height | None

    @property
    def left(self) -> int:
        """Where bands begin."""
        return self.page.left + self.page.leaf + self.page.margin

    @property
    def right(self) -> int:
        """Where bands end."""
        return self.page.right - self.page.margin


def band(painter: QPainter, look: Look, laid: Laid, hinge: Hinge) -> None:
    """Draw the band of the link *laid* out, and its words."""
    how, scale = ink(laid.segment), painter.device().devicePixelRatio()
    if hinge.one is not None and hinge.one == hinge.other:
        if scale == int(scale):
            picture = _level(look.theme, how, _size(hinge), scale)
            painter.drawPixmap(hinge.left - OVER, floor(hinge.one[0]) - OVER, picture)
        else:  # a picture would lie between the pixels of the screen
            _straight(painter, look.theme, how, hinge)
    else:
        _curved(painter, look.theme, how, hinge)
    _label(painter, look, laid, hinge)


def mix(theme: Theme, name: str, share: float) -> QColor:
    """Return *share* of a colour on the ground."""
    colour, ground = theme.colour(name), theme.colour("ground")
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * one + (1 - share) * other) for one, other in parts))


# ── The band ─────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _inked(theme: Theme, how: Ink, scale: float) -> tuple[tuple[QBrush, ...], QPen]:
    """Return what fills a band, and the pen of its edges."""
    fills = [QBrush(mix(theme, how.colour, 0.17))]
    if how.strokes:
        fills.append(QBrush(_hatching(mix(theme, how.colour, 0.5).rgb(), how.strokes, scale)))
    pen = QPen(theme.colour(how.colour), 1.7 if how.solid else 1.1)
    if not how.solid:
        pen.setDashPattern([4, 3])
    return tuple(fills), pen


def _size(hinge: Hinge) -> tuple[int, int, int, int]:
    """Return all that tells a level band from another: width, height, where its hatching begins."""
    assert hinge.one is not None  # noqa: S101 - a level band has both sides
    top = floor(hinge.one[0])
    return hinge.right - hinge.left, floor(hinge.one[1]) - top, hinge.left - hinge.page.left, top - hinge.top


@lru_cache(KEPT)
def _level(theme: Theme, how: Ink, size: tuple[int, int, int, int], scale: float) -> QPixmap:
    """Return a level band as a picture: most bands are level, and of the same few heights."""
    width, height, across, down = size
    result = QPixmap(round((width + 2 * OVER) * scale), round((height + 2 * OVER + 1) * scale))
    result.setDevicePixelRatio(scale)
    result.fill(Qt.GlobalColor.transparent)
    with QPainter(result) as painter:
        painter.translate(OVER, OVER)
        painter.setBrushOrigin(QPointF(-across, -down))
        _lines(painter, _inked(theme, how, scale), QRectF(0, 0.5, width, height))
    return result


def _straight(painter: QPainter, theme: Theme, how: Ink, hinge: Hinge) -> None:
    assert hinge.one is not None  # noqa: S101 - a level band has both sides
    painter.setBrushOrigin(QPointF(hinge.page.left, hinge.top))
    place = QRectF(hinge.left, hinge.one[0], hinge.right - hinge.left, hinge.one[1] - hinge.one[0])
    _lines(painter, _inked(theme, how, painter.device().devicePixelRatio()), place)


def _lines(painter: QPainter, inked: tuple[tuple[QBrush, ...], QPen], place: QRectF) -> None:
    """Draw a band that is as high on the left as on the right."""
    fills, pen = inked
    left, width, top, bottom = place.left(), place.width(), place.top(), place.bottom()
    for brush in fills:
        painter.fillRect(QRectF(left, floor(top), width, ceil(bottom) - floor(top)), brush)
    if pen.style() is Qt.PenStyle.SolidLine:
        for edge in (floor(top), ceil(bottom) - 2):
            painter.fillRect(QRectF(left, edge, width, 2), pen.color())
        return
    painter.setPen(pen)
    for y in (top, bottom - 1):
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))


def _curved(painter: QPainter, theme: Theme, how: Ink, hinge: Hinge) -> None:
    fills, pen = _inked(theme, how, painter.device().devicePixelRatio())
    path, edges = _shape(hinge)
    painter.setBrushOrigin(QPointF(hinge.page.left, hinge.top))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for brush in fills:
        painter.fillPath(path, brush)
    painter.strokePath(edges, pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _shape(hinge: Hinge) -> tuple[QPainterPath, QPainterPath]:
    """Return the band, and its edges."""
    left, right = float(hinge.left), float(hinge.right)
    one, other = hinge.one, hinge.other
    path, edges = QPainterPath(), QPainterPath()
    if one is not None and other is not None:
        for at, (start, end) in enumerate(zip(one, other, strict=True)):
            edges.moveTo(left, start)
            _curve(edges, (left, start), (right, end))
            if at == 0:
                path.moveTo(left, start)
                _curve(path, (left, start), (right, end))
        path.lineTo(right, other[1])
        _curve(path, (right, other[1]), (left, one[1]))
        path.closeSubpath()
        return path, edges
    span = one or other or (hinge.top, hinge.top + hinge.height)
    begin, reach = (left, REACH) if one is not None else (right, -REACH)
    tip = begin + reach * (right - left), (span[0] + span[1]) / 2
    for each in (path, edges):
        each.moveTo(begin, span[0])
        _curve(each, (begin, span[0]), tip)
        _curve(each, tip, (begin, span[1]))
    path.closeSubpath()
    return path, edges


def _curve(path: QPainterPath, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw on from *start* to *end*, level at both."""
    middle = (start[0] + end[0]) / 2
    path.cubicTo(middle, start[1], middle, end[1], end[0], end[1])


@cache
def _hatching(rgb: int, strokes: int, scale: float) -> QPixmap:
    """Return a tile of strokes in one direction or two, that fits itself on every side."""
    pixels = round(STEP * scale)
    tile = QPixmap(pixels, pixels)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgb(rgb), 1.1 * scale))
    for shift in (-pixels, 0, pixels):
        painter.drawLine(QPointF(shift, pixels), QPointF(shift + pixels, 0))
        if strokes > 1:
            painter.drawLine(QPointF(shift, 0), QPointF(shift + pixels, pixels))
    painter.end()
    tile.setDevicePixelRatio(scale)
    return tile


# ── Its words ────────────────────────────────────────────────────────────────────────────────────────────────────


def _label(painter: QPainter, look: Look, laid: Laid, hinge: Hinge) -> None:
    font, page, how = look.layouts.note_font, hinge.page, ink(laid.segment)
    if laid.said is None:
        words = label(laid.segment)
        laid.said = words, QFontMetricsF(font).horizontalAdvance(words) if words else 0.0
    words, width = laid.said
    size = round(0.95 * page.em) if how.solid else 0
    if not words and not size:
        return
    width += size + (5 if size and words else 0)
    x, middle = _middle(hinge, width)
    if size:
        scale = painter.device().devicePixelRatio()
        drawn = glyphs.pixmap("translated", look.theme.colour(how.colour), size, scale)
        painter.drawPixmap(QPointF(x, middle - size / 2), drawn)
    if not words:
        return
    height = QFontMetricsF(font).height()
    back = QRectF(x - 5, middle - height * 0.62, width + 10, height * 1.24)
    if how.strokes and hinge.one is not None and hinge.other is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_beneath(look.theme, how))
        painter.drawRoundedRect(back, back.height() / 2, back.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    x += size + 5 if size else 0
    painter.setFont(font)
    painter.setPen(look.theme.colour(how.colour))
    painter.drawText(QRectF(x, back.top(), width, back.height()), Qt.AlignmentFlag.AlignVCenter, words)


def _middle(hinge: Hinge, width: float) -> tuple[float, float]:
    """Return where words of *width* begin, and the height of their middle."""
    spans = [each for each in (hinge.one, hinge.other) if each is not None]
    middle = sum(sum(each) / 2 for each in spans) / max(len(spans), 1)
    x, room = hinge.page.fold - width / 2, hinge.page.hinge
    if len(spans) == 1:  # beside the tip
        x += (1 if hinge.one is not None else -1) * room * 0.12
    elif hinge.one is not None and hinge.other is not None:  # where the band is broader
        more = (hinge.one[1] - hinge.one[0]) - (hinge.other[1] - hinge.other[0])
        x -= max(min(more / 6, room * 0.14), -room * 0.14)
    return x, middle


@cache
def _beneath(theme: Theme, how: Ink) -> QBrush:
    """Return what words stand on where the band is hatched."""
    return QBrush(mix(theme, how.colour, 0.12))
