"""How links look: sentences on cards, a band across the hinge between them, bars beside what is one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from editor.i18n import _
from editor.linking import is_linkable
from editor.qt import hinge, painting
from editor.qt.geometry import Band
from editor.qt.hinge import Height, Hinge
from editor.qt.layouts import Laid, Stack
from editor.qt.painting import Look
from editor.qt.segments import SOURCE, TARGET
from editor.qt.spread import Spread
from editor.qt.theme import Theme

ROUND = 5  # the radius of a card's corners
EDGE = ROUND + 1  # within which a card's corner lies


# ── A row ────────────────────────────────────────────────────────────────────────────────────────────────────────


def paint(painter: QPainter, look: Look, spread: Spread, exposed: QRect, also: painting.Also) -> None:
    """Paint what of *spread* is *exposed*, as ``painting.paint`` does, every row a link."""
    chosen, told = also
    painter.fillRect(exposed, look.theme.colour("ground"))
    for band in spread.bands:
        if band.bottom <= exposed.top() or band.top > exposed.bottom():
            continue
        gap = spread.gap(band.row)
        place = QRect(0, band.top + gap, spread.page.width, band.height - gap)
        is_chosen = any(first <= band.row <= last for first, last in chosen)
        if band.row == spread.live:
            inner = place.adjusted(0, spread.page.pad, 0, -spread.page.pad)
            painting.open_row_ground(painter, look, inner, spread.opened, told)
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
    begins, gap = spread.heads.of(band.row, page)
    ends = band.row + 1 >= model.rowCount() or spread.heads.of(band.row + 1, page)[0]
    if (begins and ends) or not is_linkable(model.segment(band.row)):
        return
    top = band.top + gap + (page.pad if begins else 0)
    bottom = band.bottom - (page.pad if ends else 0)
    colour = _bar(look.theme)
    for x in (page.left - page.margin - 8, page.right + page.leaf + page.margin + 6):
        painter.fillRect(QRectF(x, top, 2, bottom - top), colour)


@cache
def _bar(theme: Theme) -> QColor:
    return hinge.mix(theme, "muted", 0.45)


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
        source, target = self.laid.source, self.laid.target
        assert isinstance(source, Stack)  # noqa: S101 - on a linked page all are
        assert isinstance(target, Stack)  # noqa: S101
        spans: list[Height | None] = []  # of the source, of the target
        for column, stack, other in ((SOURCE, source, target), (TARGET, target, source)):
            cards = self._cards(column, stack, other)
            spans.append((cards[0].top() + 0.5, cards[-1].bottom() + 0.5) if cards else None)
            self._side(column, stack, cards, lit=column == active)
        spans = spans[::-1] if self.page.mirrored else spans
        hinge.band(painter, self.look, self.laid, Hinge(self.page, self.top, self.height, *spans))
        if self.laid.note:
            below = QRectF(self.page.target, self.top + self.height, self.page.leaf, self.look.layouts.note_height)
            painting.note(painter, self.look, self.laid, below)

    def _cards(self, column: int, stack: Stack, other: Stack) -> list[QRect]:
        """Return where the cards of one side stand; a single one is as high as the row."""
        page = self.page
        left = (page.source if column == SOURCE else page.target) - page.margin
        width = page.leaf + 2 * page.margin
        if len(stack.cards) == 1 and len(other.cards) <= 1:
            return [QRect(left, self.top, width, self.height)]
        return [QRect(left, self.top + top, width, height) for top, height in stack.cards]

    def _side(self, column: int, stack: Stack, cards: Sequence[QRect], *, lit: bool) -> None:
        painter, look, page = self.painter, self.look, self.page
        for place in cards:
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


def card(painter: QPainter, theme: Theme, place: QRect, *, lit: bool) -> None:
    """Draw a card: a sheet between two edges that were drawn once; an outline of its own where it is *lit*."""
    paper, line, *edges = _edges(theme, place.width(), painter.device().devicePixelRatio())
    left, top, right, bottom = place.left(), place.top(), place.right() + 1, place.bottom() + 1
    painter.drawPixmap(left, top, edges[0])
    painter.drawPixmap(left, bottom - EDGE, edges[1])
    height = place.height() - 2 * EDGE
    painter.fillRect(left + 1, top + EDGE, place.width() - 2, height, paper)
    painter.fillRect(left, top + EDGE, 1, height, line)
    painter.fillRect(right - 1, top + EDGE, 1, height, line)
    if lit:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


@lru_cache(16)
def _edges(theme: Theme, width: int, scale: float) -> tuple[QColor, QColor, QPixmap, QPixmap]:
    """Return the colours of paper and line, and the upper and the lower edge of a card of *width*."""
    paper, line = theme.colour("paper"), theme.colour("line")
    corners = _corners(theme.paper, theme.line, scale)
    edges = []
    for down in (0, EDGE):
        edge = QPixmap(round(width * scale), round(EDGE * scale))
        edge.setDevicePixelRatio(scale)
        edge.fill(Qt.GlobalColor.transparent)
        with QPainter(edge) as painter:
            painter.fillRect(EDGE, 0, width - 2 * EDGE, EDGE, line)
            painter.fillRect(EDGE, 0 if down else 1, width - 2 * EDGE, EDGE - 1, paper)
            for x, across in ((0, 0), (width - EDGE, EDGE)):
                area = QRectF(across * scale, down * scale, EDGE * scale, EDGE * scale)
                painter.drawPixmap(QRectF(x, 0, EDGE, EDGE), corners, area)
        edges.append(edge)
    return paper, line, edges[0], edges[1]


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
