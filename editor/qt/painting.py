"""How a row looks on the paper: its two texts, the glyph in the hinge, the words beneath, the band when it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout

from editor.i18n import _
from editor.model import Mark, Segment, State
from editor.qt import glyphs
from editor.qt.keys import EDIT_SOURCE, HINT_GAP, NEXT_CODE
from editor.qt.layouts import Laid, Layouts, Span
from editor.qt.layouts import note as note_of
from editor.qt.opened import Opened
from editor.qt.page import Face
from editor.qt.spread import Spread
from editor.qt.theme import Theme
from editor.text import missing

Also = tuple[Sequence[tuple[int, int]], Mapping[str, str]]  # the runs of rows selected, the hints of keys by command
IDLE = frozenset({Mark.NOT_FOR_TRANSLATION, Mark.OMITTED})


@dataclass(frozen=True, slots=True)
class Look:
    """What painting goes by: colours, and the layouts with their page."""

    theme: Theme
    layouts: Layouts

    def over(self, came: Sequence[Span], hits: Sequence[Span]) -> list[QTextLayout.FormatRange]:
        """Return the grounds of parts of a text: words that *came* into the source, then *hits* of the search."""
        ranges = []
        if came:
            form = background(self.theme.colour("added"))
            form.setUnderlineColor(self.theme.colour("changed"))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            ranges += [_range(start, length, form) for start, length in came]
        if hits:
            form = background(self.theme.colour("found"))
            ranges += [_range(start, length, form) for start, length in hits]
        return ranges


def paint(painter: QPainter, look: Look, spread: Spread, exposed: QRect, also: Also) -> None:
    """Paint what of *spread* is *exposed*, and what is told *also*."""
    chosen, told = also
    opened, open_row = spread.opened, spread.open_row
    painter.fillRect(exposed, look.theme.colour("paper"))
    if not len(spread.model.rows):
        nothing(painter, look, spread.page.width)
    for band in spread.bands:
        if band.bottom <= exposed.top() or band.top > exposed.bottom():
            continue
        gap = spread.gap(band.row)
        place = QRect(0, band.top + gap, spread.page.width, band.height - gap)
        is_chosen = any(first <= band.row <= last for first, last in chosen)
        if band.row == open_row:
            place.adjust(0, spread.page.pad, 0, -spread.page.pad)
            open_row_ground(painter, look, place, opened, told)
        elif is_chosen:
            painter.fillRect(place, look.theme.colour("band"))
        if is_chosen:
            painter.fillRect(
                QRect(place.topLeft(), QSize(spread.page.edge, place.height())), look.theme.colour("accent")
            )
        if band.row == open_row:
            continue
        laid = look.layouts.row(spread.model.segment(band.row))
        closed_row(painter, look, laid, place.top() + spread.page.pad)


def nothing(painter: QPainter, look: Look, width: int) -> None:
    """Say, in the place of the rows, that there are none."""
    painter.setFont(look.layouts.note_font)
    painter.setPen(look.theme.colour("muted"))
    place = QRectF(0, 0, width, 9 * look.layouts.note_height)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _("There is no text in this document."))


def background(colour: QColor) -> QTextCharFormat:
    """Return the format of text on *colour*."""
    form = QTextCharFormat()
    form.setBackground(QBrush(colour))
    return form


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, length, form
    return result


def closed_row(painter: QPainter, look: Look, laid: Laid, top: int) -> None:
    """Draw a row that is not open, its texts' first lines at *top*."""
    page, theme, segment = look.layouts.page, look.theme, laid.segment
    ink = theme.colour("idle" if segment.marks & IDLE else "ink")
    painter.setPen(ink)
    laid.source.draw(painter, QPointF(page.source, top), look.over(laid.changed, look.layouts.hits(laid, "source")))
    laid.target.draw(painter, QPointF(page.target, top), look.over((), look.layouts.hits(laid, "target")))
    glyph(painter, look, segment, top)
    if laid.note:
        below = QRectF(page.target, top + laid.target.height + 1, page.leaf, look.layouts.note_height)
        if not laid.target.height:  # no text: the words stand on its first line
            below.moveTop(top + look.layouts.baseline(segment.role) - 0.76 * below.height())
        note(painter, look, laid, below)


def note(painter: QPainter, look: Look, laid: Laid, place: QRectF) -> None:
    """Draw the words of a row's note within *place*."""
    painter.setFont(look.layouts.note_font)
    painter.setPen(note_ink(look.theme, laid.segment))
    painter.drawText(place, _side(look.layouts.target) | Qt.AlignmentFlag.AlignVCenter, laid.note)


def note_ink(theme: Theme, segment: Segment) -> QColor:
    """Return the colour of a row's note: the state's where it speaks of the state or a mark."""
    if segment.marks or segment.state is State.DRAFT:
        return theme.of_state(segment.state, segment.marks)
    return theme.colour("muted")


def _side(face: Face) -> Qt.AlignmentFlag:
    if face.direction is Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft


def glyph(painter: QPainter, look: Look, segment: Segment, top: int) -> None:
    """Draw the state's glyph in the hinge beside the first line of the texts at *top*."""
    page, layouts = look.layouts.page, look.layouts
    size = round(1.2 * page.em)
    scale = painter.device().devicePixelRatio()
    middle = top + layouts.baseline(segment.role) - layouts.source.rise(segment.role)
    colour = look.theme.of_state(segment.state, segment.marks)
    drawn = glyphs.pixmap(glyphs.of(segment), colour, size, scale)
    painter.drawPixmap(QPointF(page.fold - size / 2, round(middle - size / 2)), drawn)


def open_row_ground(painter: QPainter, look: Look, band: QRect, opened: Opened, told: Mapping[str, str]) -> None:
    """Draw all of the open row but its texts, which text boxes show: band, frame, glyph, hints."""
    page, box = look.layouts.page, opened.source if opened.editing_source else opened.editor
    face = look.layouts.source if opened.editing_source else look.layouts.target
    painter.fillRect(band, look.theme.colour("band"))
    painter.setPen(QPen(look.theme.colour("line"), 1))
    painter.drawLine(band.topLeft(), band.topRight())
    painter.drawLine(band.bottomLeft(), band.bottomRight())
    top = band.top() + page.band + page.frame
    left = page.source if opened.editing_source else page.target
    around = QRect(left, band.top() + page.band, page.leaf, band.height() - 2 * page.band)
    frame(
        painter,
        look,
        around.adjusted(-page.margin, 0, page.margin, 0),
        lit=opened.editor.hasFocus() or opened.source.hasFocus(),
    )
    glyph(painter, look, opened.segment, top)
    beneath = QRectF(
        left, top + look.layouts.drop(face, opened.segment.role) + box.needed, page.leaf, look.layouts.hint_height
    )
    hints(painter, look, beneath, (opened.segment, wanted(opened, told)), _side(face))


def wanted(opened: Opened, told: Mapping[str, str]) -> list[str]:
    """Return which of the hints *told* are of use where one types now."""
    if opened.editing_source:
        return [hint for command, hint in told.items() if command == EDIT_SOURCE]
    idle = {EDIT_SOURCE} if missing(opened.segment.source, opened.segment.target) else {EDIT_SOURCE, NEXT_CODE}
    return [hint for command, hint in told.items() if command not in idle]


def frame(painter: QPainter, look: Look, around: QRect, *, lit: bool) -> None:
    """Draw the one frame of the window, *lit* while one types in it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.theme.colour("accent" if lit else "muted"), 1.25 if lit else 1))
    painter.setBrush(look.theme.colour("paper"))
    painter.drawRoundedRect(QRectF(around).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.restore()


def hints(
    painter: QPainter, look: Look, place: QRectF, what: tuple[Segment, Sequence[str]], side: Qt.AlignmentFlag
) -> None:
    """Draw the keys one needs now on one *side*, and the open row's own note on the other."""
    segment, keys = what
    painter.setFont(look.layouts.note_font)
    metrics = QFontMetricsF(look.layouts.note_font)
    other = Qt.AlignmentFlag.AlignLeft if side is Qt.AlignmentFlag.AlignRight else Qt.AlignmentFlag.AlignRight
    words, room = note_of(segment), place.width()
    if words:
        painter.setPen(note_ink(look.theme, segment))
        painter.drawText(place, other | Qt.AlignmentFlag.AlignVCenter, words)
        room -= metrics.horizontalAdvance(words) + 3 * metrics.averageCharWidth()
    painter.setPen(look.theme.colour("muted"))
    shown = list(keys)
    while len(shown) > 1 and metrics.horizontalAdvance(HINT_GAP.join(shown)) > room:
        shown.pop()  # a hint cut off says nothing
    said = metrics.elidedText(HINT_GAP.join(shown), Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, said)
