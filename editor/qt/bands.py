"""How links look: sentences on cards, and across the hinge a band that says by colour, hatching and edge how sure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from editor.i18n import _
from editor.linking import is_linkable
from editor.model import Segment
from editor.qt import glyphs, painting
from editor.qt.geometry import Band
from editor.qt.layouts import Laid, Stack
from editor.qt.links import Ink, ink, label
from editor.qt.painting import Look
from editor.qt.segments import SOURCE, TARGET
from editor.qt.spread import Spread
from editor.qt.theme import Theme

ROUND = 5  # the radius of a card's corners
EDGE = ROUND + 1  # within which a card's corner lies
REACH = 0.36  # of the hinge: how far the band of a lone sentence reaches
STEP = 7  # pixels between two strokes of a hatching


# ── A row ────────────────────────────────────────────────────────────────────────────────────────────────────────


def paint(
    painter: QPainter, look: Look, spread: Spread, exposed: QRect, also: tuple[Sequence[tuple[int, int]], str]
) -> None:
    """Paint what of *spread* is *exposed*, as ``painting.paint`` does, every row a link."""
    chosen, words = also
    painter.fillRect(exposed, look.theme.colour("ground"))
    for band in spread.bands:
        if band.bottom <= exposed.top() or band.top > exposed.bottom():
            continue
        gap = spread.gap(band.row)
        place = QRect(0, band.top + gap, spread.page.width, band.height - gap)
        is_chosen = any(first <= band.row <= last for first, last in chosen)
        if band.row == spread.live:
            inner = place.adjusted(0, spread.page.pad, 0, -spread.page.pad)
            painting.open_row_ground(painter, look, inner, spread.opened, words)
            continue
        if is_chosen or band.row == spread.open_row:
            _ground(painter, look, place, is_chosen=is_chosen)
        _bars(painter, look, spread, band)
        laid = look.layouts.row(spread.model.segment(band.row))
        active = spread.side if band.row == spread.open_row else -1
        Row(painter, look, laid, place).paint(active)


def _ground(painter: QPainter, look: Look, place: QRect, *, is_chosen: bool) -> None:
    painter.fillRect(place, look.theme.colour("band"))
    if is_chosen:
        edge = QRect(place.topLeft(), QSize(look.layouts.page.edge, place.height()))
        painter.fillRect(edge, look.theme.colour("accent"))


def _bars(painter: QPainter, look: Look, spread: Spread, band: Band) -> None:
    """Draw the bars beside the leaves that hold the rows of a paragraph together."""
    model, page = spread.model, spread.page
    if not is_linkable(model.segment(band.row)):
        return
    begins = model.begins_unit(band.row)
    ends = band.row + 1 >= model.rowCount() or model.begins_unit(band.row + 1)
    top = band.top + spread.gap(band.row) + (page.pad if begins else 0)
    bottom = band.bottom - (page.pad if ends else 0)
    if begins and ends:
        return
    colour = _mix(look.theme, "muted", 0.45)
    for x in (page.left - page.margin - 8, page.right + page.leaf + page.margin + 6):
        painter.fillRect(QRectF(x, top, 2, bottom - top), colour)


class Row:
    """One link on its place in the view."""

    def __init__(self, painter: QPainter, look: Look, laid: Laid, place: QRect) -> None:
        """Paint *laid* within *place*."""
        self.painter = painter
        self.look = look
        self.laid = laid
        self.page = look.layouts.page
        self.top = place.top() + self.page.pad
        self.height = place.height() - 2 * self.page.pad
        if laid.note:
            self.height -= look.layouts.note_height

    def paint(self, active: int) -> None:
        """Draw the cards, the texts on them and the band; *active* is the column one works on, -1 for none."""
        segment, painter = self.laid.segment, self.painter
        if not is_linkable(segment):
            painting.closed_row(painter, self.look, self.laid, self.top)
            return
        for column, stack in ((SOURCE, self.laid.source), (TARGET, self.laid.target)):
            assert isinstance(stack, Stack)  # noqa: S101 - on a linked page all are
            self._side(column, stack, lit=column == active)
        self._band(segment)
        if self.laid.note:
            below = QRectF(self.page.target, self.top + self.height, self.page.leaf, self.look.layouts.note_height)
            painting.note(painter, self.look, self.laid, below)

    def cards(self, stack: Stack, column: int) -> list[QRect]:
        """Return where the cards of one side stand; a single one is as high as the row."""
        page = self.page
        left = (page.source if column == SOURCE else page.target) - page.margin
        width = page.leaf + 2 * page.margin
        if len(stack.cards) == 1 and len(self._other(column).cards) <= 1:
            return [QRect(left, self.top, width, self.height)]
        return [QRect(left, self.top + top, width, height) for top, height in stack.cards]

    def _other(self, column: int) -> Stack:
        stack = self.laid.target if column == SOURCE else self.laid.source
        assert isinstance(stack, Stack)  # noqa: S101 - on a linked page all are
        return stack

    def _side(self, column: int, stack: Stack, *, lit: bool) -> None:
        painter, look, page = self.painter, self.look, self.page
        for place in self.cards(stack, column):
            card(painter, look.theme, place, lit=lit)
        if not stack.cards:
            self._nothing(column, lit=lit)
            return
        painter.setPen(look.theme.colour("ink"))
        came = self.laid.changed if column == SOURCE else ()
        name, left = ("source", page.source) if column == SOURCE else ("target", page.target)
        stack.draw(painter, QPointF(left, self.top), look.over(came, look.layouts.hits(self.laid, name)))

    def _nothing(self, column: int, *, lit: bool) -> None:
        """Say in words that a side has no sentence."""
        page, look = self.page, self.look
        left = page.source if column == SOURCE else page.target
        words = _("no original") if column == SOURCE else _("no translation")
        self.painter.setFont(look.layouts.note_font)
        self.painter.setPen(look.theme.colour("accent" if lit else "muted"))
        place = QRectF(left, self.top, page.leaf, self.height)
        hinge = Qt.AlignmentFlag.AlignRight if (column == SOURCE) != page.mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(place, hinge | Qt.AlignmentFlag.AlignVCenter, words)

    # ── The band ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _band(self, segment: Segment) -> None:
        painter, theme, how = self.painter, self.look.theme, ink(segment)
        fills = [QBrush(_mix(theme, how.colour, 0.17))]
        if how.strokes:
            fills.append(QBrush(_hatching(_mix(theme, how.colour, 0.5).rgb(), how.strokes, self._scale)))
            painter.setBrushOrigin(QPointF(self.page.left, self.top))
        pen = QPen(theme.colour(how.colour), 1.7 if how.solid else 1.1)
        if not how.solid:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        one, other = self._spans()
        if one is not None and one == other:
            self._straight(one, fills)
        else:
            self._curved(fills)
        self._label(segment, how)

    def _straight(self, span: tuple[float, float], fills: Sequence[QBrush]) -> None:
        """Draw a band that is as high on the left as on the right: most are, so it costs little."""
        left, right = self.page.left + self.page.leaf + self.page.margin, self.page.right - self.page.margin
        for brush in fills:
            self.painter.fillRect(QRectF(left, round(span[0]), right - left, round(span[1]) - round(span[0])), brush)
        pen = self.painter.pen()
        if pen.style() is Qt.PenStyle.SolidLine:
            for top in (round(span[0]), round(span[1]) - 2):
                self.painter.fillRect(QRectF(left, top, right - left, 2), pen.color())
            return
        for y in (span[0], span[1] - 1):
            self.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _curved(self, fills: Sequence[QBrush]) -> None:
        painter = self.painter
        path, edges = self._shape()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for brush in fills:
            painter.fillPath(path, brush)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(edges)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    @property
    def _scale(self) -> float:
        return self.painter.device().devicePixelRatio()

    def _spans(self) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
        """Return the height at which the band begins and ends on the left and on the right; None for no sentence."""
        columns = (TARGET, SOURCE) if self.page.mirrored else (SOURCE, TARGET)
        found: list[tuple[float, float] | None] = []
        for column in columns:
            cards = self.cards(self._other(SOURCE if column == TARGET else TARGET), column)
            found.append((cards[0].top() + 0.5, cards[-1].bottom() + 0.5) if self._has(column) else None)
        return found[0], found[1]

    def _has(self, column: int) -> bool:
        return bool(self._other(SOURCE if column == TARGET else TARGET).cards)

    def _shape(self) -> tuple[QPainterPath, QPainterPath]:
        """Return the band, and its edges."""
        page = self.page
        left, right = float(page.left + page.leaf + page.margin), float(page.right - page.margin)
        one, other = self._spans()
        path, edges = QPainterPath(), QPainterPath()
        if one is not None and other is not None:
            for at, (start, end) in enumerate(zip(one, other, strict=True)):
                edges.moveTo(left, start)
                _curve(edges, QPointF(left, start), QPointF(right, end))
                if at == 0:
                    path.moveTo(left, start)
                    _curve(path, QPointF(left, start), QPointF(right, end))
            path.lineTo(right, other[1])
            _curve(path, QPointF(right, other[1]), QPointF(left, one[1]))
            path.closeSubpath()
            return path, edges
        span = one or other or (self.top, self.top + self.height)
        begin, reach = (left, REACH) if one is not None else (right, -REACH)
        tip = QPointF(begin + reach * (right - left), (span[0] + span[1]) / 2)
        for each in (path, edges):
            each.moveTo(begin, span[0])
            _curve(each, QPointF(begin, span[0]), tip)
            _curve(each, tip, QPointF(begin, span[1]))
        path.closeSubpath()
        return path, edges

    def _label(self, segment: Segment, how: Ink) -> None:
        words, painter, look = label(segment), self.painter, self.look
        one, other = self._spans()
        spans = [each for each in (one, other) if each is not None]
        middle = sum(sum(each) / 2 for each in spans) / max(len(spans), 1)
        size = round(0.95 * self.page.em) if how.solid else 0
        metrics = QFontMetricsF(look.layouts.note_font)
        width = metrics.horizontalAdvance(words) + size + (5 if size and words else 0)
        x = self.page.fold - width / 2
        if len(spans) == 1:  # beside the tip
            x += (1 if one is not None else -1) * self.page.hinge * 0.12
        elif one is not None and other is not None:  # where the band is broader
            more = (one[1] - one[0]) - (other[1] - other[0])
            x -= max(min(more / 6, self.page.hinge * 0.14), -self.page.hinge * 0.14)
        back = QRectF(x - 5, middle - metrics.height() * 0.62, width + 10, metrics.height() * 1.24)
        if how.strokes and len(spans) > 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_mix(look.theme, how.colour, 0.12))
            painter.drawRoundedRect(back, back.height() / 2, back.height() / 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if size:
            drawn = glyphs.pixmap("translated", look.theme.colour(how.colour), size, self._scale)
            painter.drawPixmap(QPointF(x, middle - size / 2), drawn)
            x += size + 5
        painter.setFont(look.layouts.note_font)
        painter.setPen(look.theme.colour(how.colour))
        painter.drawText(QRectF(x, back.top(), width, back.height()), Qt.AlignmentFlag.AlignVCenter, words)


def _curve(path: QPainterPath, start: QPointF, end: QPointF) -> None:
    """Draw on from *start* to *end*, level at both."""
    middle = (start.x() + end.x()) / 2
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)


def card(painter: QPainter, theme: Theme, place: QRect, *, lit: bool) -> None:
    """Draw a card: plain rectangles, and corners that were drawn once; an outline of its own where it is *lit*."""
    scale = painter.device().devicePixelRatio()
    corners = _corners(theme.paper, theme.line, scale)
    paper, line = theme.colour("paper"), theme.colour("line")
    left, top, right, bottom = place.left(), place.top(), place.right() + 1, place.bottom() + 1
    width, height = place.width() - 2 * EDGE, place.height() - 2 * EDGE
    painter.fillRect(left + EDGE, top, width, place.height(), line)
    painter.fillRect(left, top + EDGE, place.width(), height, line)
    painter.fillRect(left + EDGE, top + 1, width, place.height() - 2, paper)
    painter.fillRect(left + 1, top + EDGE, place.width() - 2, height, paper)
    size = EDGE * scale
    for x, y, across, down in (
        (left, top, 0, 0), (right - EDGE, top, size, 0), (left, bottom - EDGE, 0, size),
        (right - EDGE, bottom - EDGE, size, size),
    ):  # fmt: skip
        painter.drawPixmap(QRectF(x, y, EDGE, EDGE), corners, QRectF(across, down, size, size))
    if lit:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


@cache
def _corners(paper: str, line: str, scale: float) -> QPixmap:
    """Return a card with nothing between its corners."""
    result = QPixmap(round(2 * EDGE * scale), round(2 * EDGE * scale))
    result.setDevicePixelRatio(scale)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(paper))
    painter.setPen(QPen(QColor(line), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, 2 * EDGE - 1, 2 * EDGE - 1), ROUND, ROUND)
    painter.end()
    return result


def _mix(theme: Theme, name: str, share: float) -> QColor:
    """Return *share* of a colour on the ground."""
    colour, ground = theme.colour(name), theme.colour("ground")
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * one + (1 - share) * other) for one, other in parts))


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
