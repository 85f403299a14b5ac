from __future__ import annotations

import pytest

from editor.model import Mark, Segment, document
from editor.qt.grid import Grid
from editor.qt.segments import SOURCE, STATE, TARGET
from editor.text import Text
from tests.qt.grids import Open, book, grid, open_grid

__all__ = ["grid", "open_grid"]


def test_every_point_of_the_paper_belongs_to_a_column(open_grid: Open) -> None:
    for source, order in (("en", [SOURCE, STATE, TARGET]), ("ar", [TARGET, STATE, SOURCE])):
        spread = open_grid(book(3, source, "fr"))._spread
        seen = [spread.column(x) for x in range(spread.page.width)]
        assert list(dict.fromkeys(seen)) == order


def test_the_open_row_is_higher_by_its_frame_and_hints(grid: Grid) -> None:
    spread = grid._spread
    closed = spread.measure(4)
    grid.go_to(4)
    assert spread.open_row == 4
    assert spread.measure(4) >= closed + 2 * spread.page.frame
    band = spread.band(4)
    assert band is not None
    assert spread.text_top(band) == band.top + spread.gap(4) + spread.page.inset
    assert grid.editor.y() == spread.text_top(band)


def test_paragraphs_stand_apart(grid: Grid) -> None:
    spread = grid._spread
    assert [spread.gap(row) for row in range(4)] == [spread.page.head, 0, 0, spread.page.paragraph]


def test_texts_open_where_they_stood(grid: Grid) -> None:
    spread = grid._spread
    grid.go_to(1)
    assert (grid._opened.source.x(), grid.editor.x()) == (spread.page.source, spread.page.target)


def test_rows_that_come_and_go_shift_the_anchor(grid: Grid) -> None:
    spread = grid._spread
    spread.scroll.row, spread.scroll.hidden = 10, 5
    spread.inserted(10, 2)
    assert spread.scroll.row == 12
    spread.inserted(20, 2)
    assert spread.scroll.row == 12
    spread.removed(0, 3)
    assert (spread.scroll.row, spread.scroll.hidden) == (9, 5)
    spread.removed(8, 4)
    assert (spread.scroll.row, spread.scroll.hidden) == (8, 0)
    assert len(spread.scroll.heights) == 57


def test_estimates_are_kept_while_the_rows_are(grid: Grid) -> None:
    spread = grid._spread
    kept = spread._sizes
    spread.fit(700, 500)
    spread.renew()
    assert spread._sizes is kept
    grid.set_rows([1, 2, 3])
    assert spread._sizes is not kept


def test_lines_of_a_pages_furniture_stand_close(open_grid: Open) -> None:
    idle = frozenset({Mark.NOT_FOR_TRANSLATION})
    rows = [
        Segment(f"s{n}", Text.of("Menu"), unit=f"u{n}", marks=idle if n in (1, 2, 4) else frozenset()) for n in range(5)
    ]
    grid = open_grid(document(rows))
    spread, page = grid._spread, grid._spread.page
    assert [spread.gap(row) for row in range(1, 5)] == [page.paragraph, page.close, page.paragraph, page.paragraph]
    assert page.close < page.paragraph
    assert spread._sizes is not None
    assert spread._sizes.furniture.tolist() == [False, False, True, False, False]


@pytest.mark.parametrize("sizes", [[(245, 200), (1120, 760)], [(900, 600), (500, 600), (1300, 420)], [(1000, 420)]])
def test_whatever_size_the_view_takes_the_open_row_stays_in_sight(grid: Grid, sizes: list[tuple[int, int]]) -> None:
    spread = grid._spread
    for row in (0, 7, 30, 59):
        spread.fit(800, 600)
        grid.go_to(row)
        for width, height in sizes:
            spread.fit(width, height)
            spread.look()
        band = spread.band(row)
        assert band is not None
        assert band.top >= 0
        assert band.bottom <= spread.scroll.view


def test_a_row_one_scrolled_away_from_stays_away(grid: Grid) -> None:
    spread = grid._spread
    grid.go_to(0)
    spread.scroll.jump(spread.scroll.maximum)
    spread.look()
    spread.fit(900, 500)
    spread.look()
    assert spread.band(0) is None


def test_a_view_that_was_hardly_there_shows_the_open_row_below_its_upper_third(grid: Grid) -> None:
    spread = grid._spread
    spread.fit(240, 150)
    grid.go_to(30)
    spread.fit(1000, 900)
    spread.look()
    band = spread.band(30)
    assert band is not None
    assert band.top == 300
