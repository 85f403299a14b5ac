"""The open book: which rows are in sight and where, each text at its place, the open row at its own height."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt

from editor.qt.geometry import Band, Heights, Scroll
from editor.qt.layouts import Layouts
from editor.qt.opened import Opened
from editor.qt.page import POINTS, Face, Page, em
from editor.qt.segments import SOURCE, STATE, TARGET, SegmentModel
from editor.qt.sizes import Sizes
from editor.qt.theme import Theme, reading_font

ROOM = 4  # pixels that a text box has beyond its text: for the caret at the line's end, for deep descenders
KEPT = 2_000  # rows of which one knows whether a paragraph begins there
NEAR = 0.18  # of the view: how close to its edge the open row may come when one goes to it
HARDLY = 10  # lines: a view this low was not laid out yet, and where it stood is no place anybody saw


class Heads:
    """Where paragraphs begin, kept for the rows one was near last."""

    def __init__(self, model: SegmentModel) -> None:
        self.model = model
        self._kept: dict[int, tuple[bool, int]] = {}
        self._known: tuple[object, object, object] = (None, None, None)

    def of(self, row: int, page: Page) -> tuple[bool, int]:
        """Return whether a paragraph begins with *row*, and what stands free above it on *page*."""
        rows, shown, set_as = self._known
        model = self.model
        if rows is not model.rows or shown is not model.map or set_as is not page or len(self._kept) > KEPT:
            self._kept, self._known = {}, (model.rows, model.map, page)
        found = self._kept.get(row)
        if found is None:
            found = self._kept[row] = self._above(row, page)
        return found

    def _above(self, row: int, page: Page) -> tuple[bool, int]:
        if row == 0:
            return True, page.head
        if not self.model.begins_unit(row):
            return False, 0
        return True, page.close if self.model.is_furniture(row) else page.paragraph


class Spread:
    """Reckon in shown rows and in pixels of the view."""

    def __init__(self, model: SegmentModel, layouts: Layouts, opened: Opened) -> None:
        self.model = model
        self.layouts = layouts
        self.opened = opened
        self.scroll = Scroll(self.measure)
        self.bands: list[Band] = []  # the rows in sight
        self.seen: int | None = None  # the top of the open row if it is in sight
        self.percent = 100
        self.side = TARGET  # the column that commands about one side of a link are for
        self.linked = False  # whether rows are shown as links with ribbons between the leaves
        self._sizes: Sizes | None = None
        self._sized = model.rows, model.map
        self.heads = Heads(model)

    @property
    def page(self) -> Page:
        """The page as it is set now."""
        return self.layouts.page

    @property
    def open_row(self) -> int:
        """The open row, -1 for none."""
        return self.model.map.place(self.opened.row) if self.opened.row >= 0 else -1

    @property
    def live(self) -> int:
        """The row that stands open to be typed in: the open one, unless links are reviewed and nobody types."""
        return self.open_row if self.opened.awake else -1

    # ── Setting ──────────────────────────────────────────────────────────────────────────────────────────────────

    def set(self, theme: Theme, width: int) -> None:
        """Set everything anew, by the document's languages, the zoom and the width."""
        head = self.model.session.document.head
        points = POINTS * self.percent / 100
        mirrored = Face(head.source_language, points).direction is Qt.LayoutDirection.RightToLeft
        self.layouts.chips.dress(theme, points)
        page = Page(width, em(reading_font(points)), mirrored, self.linked)
        self.layouts.set(page, (head.source_language, head.target_language), points)
        self.opened.dress(self.layouts)
        self.estimate()

    def estimate(self) -> None:
        """Estimate all heights, keeping the row at the top where it is."""
        scroll = self.scroll
        if self._sizes is None or len(self._sizes) != self.model.rowCount():
            self._sized = self.model.rows, self.model.map
            self._sizes = Sizes.of(self.model.rows, self.model.map)
        scroll.heights = Heights(self._sizes.heights(self.layouts, self.model.rows))
        scroll.row = max(min(scroll.row, len(scroll.heights) - 1), 0)

    def renew(self) -> None:
        """Estimate all heights for the rows that are shown now."""
        now = self.model.rows, self.model.map
        if any(one is not other for one, other in zip(now, self._sized, strict=True)):
            self._sizes = None
        self.estimate()

    def show(self, row: int) -> None:
        """Bring *row* into sight with some rows around it."""
        self.scroll.show(row, int(self.scroll.view * NEAR))

    def fit(self, width: int, height: int) -> None:
        """Fit a view of another size, keeping the row at its top, and in sight the open one if all of it was.

        A view that was hardly there yet shows the open row with what stands before it in the upper third.
        """
        scroll, open_band = self.scroll, self.band(self.open_row)
        whole = open_band is not None and open_band.top >= 0 and open_band.bottom <= scroll.view
        hardly = scroll.view < HARDLY * self.layouts.source.line()
        if width != self.page.width:
            share = scroll.hidden / scroll.heights[scroll.row] if scroll.hidden else 0.0
            self.layouts.widen(replace(self.page, width=width))
            self.opened.dress(self.layouts)
            self.estimate()
            scroll.hidden = int(share * scroll.measured(scroll.row)) if share else 0
        scroll.view = height
        scroll.tail = min(3 * self.page.head, height // 3)
        if hardly and self.open_row >= 0:
            scroll.row, scroll.hidden = self.open_row, 0
            scroll.move(-height // 3)
        elif whole:
            scroll.show(self.open_row)

    def look(self) -> None:
        """See which rows are in sight now."""
        self.bands = self.scroll.bands()
        band = self.band(self.open_row)
        self.seen = band.top if band else None

    # ── Heights ──────────────────────────────────────────────────────────────────────────────────────────────────

    def gap(self, row: int) -> int:
        """Return what stands free above *row*."""
        return self.heads.of(row, self.page)[1]

    def measure(self, row: int) -> int:
        """Return the true height of *row*, gap included."""
        if row == self.live:
            return self.gap(row) + 2 * self.page.inset + self.opened.height(self.layouts)
        return self.gap(row) + 2 * self.page.pad + self.layouts.row(self.model.segment(row)).height

    def inserted(self, first: int, count: int) -> None:
        """Make room for *count* new rows."""
        scroll = self.scroll
        scroll.heights.splice(first, 0, [2 * self.layouts.source.line()] * count)
        if first < scroll.row or (first == scroll.row and scroll.hidden):
            scroll.row += count

    def removed(self, first: int, count: int) -> None:
        """Close the room that *count* rows leave."""
        scroll = self.scroll
        scroll.heights.splice(first, count)
        if first + count <= scroll.row:
            scroll.row -= count
        elif first <= scroll.row:
            scroll.row, scroll.hidden = max(min(first, len(scroll.heights) - 1), 0), 0

    # ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────

    def band(self, row: int) -> Band | None:
        """Return where *row* is in sight."""
        return next((band for band in self.bands if band.row == row), None)

    def at(self, y: int) -> Band | None:
        """Return the row in sight at height *y*."""
        return next((band for band in self.bands if band.top <= y < band.bottom), None)

    def text_top(self, band: Band) -> int:
        """Return where the first lines of a row's texts begin."""
        return band.top + self.gap(band.row) + (self.page.inset if band.row == self.live else self.page.pad)

    def column(self, x: int) -> int:
        """Return the column at *x*."""
        page = self.page
        if page.left + page.leaf <= x < page.right:
            return STATE
        return SOURCE if (x < page.right) != page.mirrored else TARGET

    def cell(self, row: int, column: int) -> QRect:
        """Return the place of a cell; far rows lie far outside the view, about where they will be."""
        page = self.page
        band = self.band(row) or Band(row, self.scroll.top(row), self.scroll.heights[row])
        left = {SOURCE: page.source, STATE: page.left + page.leaf, TARGET: page.target}[column]
        width = page.hinge if column == STATE else page.leaf
        gap = self.gap(row)
        return QRect(left, band.top + gap, width, band.height - gap)

    def place(self) -> None:
        """Lay the text boxes over the open row, or put them away where it is out of sight."""
        band, page, opened = self.band(self.live), self.page, self.opened
        if band is None:
            opened.put_away()
            return
        top, width = self.text_top(band), page.leaf + ROOM
        drops = opened.drops(self.layouts)
        source = QRect(page.source, top + drops[0], width, opened.source.needed + ROOM)
        target = QRect(page.target, top + drops[1], width, opened.editor.needed + ROOM)
        opened.place(source, target)
