"""Links as they are painted: cards, bands whose colour, hatching and edge differ, bars beside paragraphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from editor.model import Head, Link, document
from editor.qt.grid import Grid
from editor.qt.theme import LIGHT, THEMES, Theme
from tests.qt.bitexts import bitext
from tests.qt.grids import Open, open_grid

__all__ = ["open_grid"]


@pytest.fixture
def linked(open_grid: Open) -> Grid:
    grid = open_grid(bitext())
    grid.show_links(on=True)
    grid.go_to(0)
    QApplication.processEvents()
    return grid


def hinge(grid: Grid, row: int) -> QImage:
    """Return the picture of the band of a row."""
    page, place = grid._spread.page, grid._spread.cell(row, 1)
    area = QRect(page.left + page.leaf + page.margin + 2, place.top(), page.hinge - 2 * page.margin - 4, place.height())
    return grid.viewport().grab(area).toImage()


def colours(image: QImage) -> Counter[str]:
    return Counter(
        QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


def test_each_way_to_be_sure_looks_another(linked: Grid) -> None:
    seen = [colours(hinge(linked, row).copy(2, 10, 40, 16)) for row in (0, 1, 2, 5)]  # beside the first card
    fills = [each.most_common(1)[0][0] for each in seen]
    assert len({fills[1], fills[2], fills[3]}) == 3  # very doubtful, doubtful, sure
    plain, crossed = len(seen[3]), len(seen[1])
    assert crossed > plain  # hatching


def test_a_lone_sentence_has_a_band_on_its_own_side_alone(linked: Grid) -> None:
    omission, addition = hinge(linked, 3), hinge(linked, 4)
    ground = LIGHT.ground
    for image, empty in ((omission, "right"), (addition, "left")):
        half = image.width() // 8
        edge = range(image.width() - half, image.width()) if empty == "right" else range(half)
        middle = image.height() // 2
        assert {QColor(image.pixel(x, middle)).name() for x in edge} == {ground}


def test_a_doubtful_band_is_told_from_a_confirmed_one_without_colour(linked: Grid) -> None:
    session = linked.session
    dashed = hinge(linked, 5)
    rows = [replace(row, link=Link(0.98, confirmed=True)) if row.link else row for row in session.document.rows]
    other = replace(session.document, rows=document(rows, Head()).rows)
    again = Grid(type(session)(other), LIGHT)
    again.resize(linked.size())
    again.show_links(on=True)
    again.show()
    QApplication.processEvents()
    solid = hinge(again, 5)
    again.close()
    edge = [QColor(dashed.pixel(x, 6)).lightness() for x in range(10, dashed.width() - 10)]
    full = [QColor(solid.pixel(x, 6)).lightness() for x in range(10, solid.width() - 10)]
    spread = [max(line) - min(line) for line in (edge, full)]
    assert spread[0] >= spread[1]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_and_both_directions_paint(open_grid: Open, theme: Theme) -> None:
    for source in ("en", "ar"):
        grid = open_grid(replace(bitext(), head=Head(source, "ru")))
        grid.show_links(on=True)
        grid.set_theme(theme)
        grid.go_to(1)
        image = grid.viewport().grab().toImage()
        assert len(colours(image)) > 8
        page = grid._spread.page
        assert page.mirrored == (source == "ar")


def test_the_bars_hold_the_rows_of_a_paragraph_together(linked: Grid) -> None:
    page, spread = linked._spread.page, linked._spread
    image = linked.viewport().grab().toImage()
    x = page.left - page.margin - 7
    between = spread.cell(2, 0).bottom() + 1  # of two rows of one paragraph
    apart = spread.cell(5, 0).top() - page.paragraph // 2
    ground = LIGHT.ground
    assert QColor(image.pixel(x, between)).name() != ground
    assert QColor(image.pixel(x, apart)).name() == ground
