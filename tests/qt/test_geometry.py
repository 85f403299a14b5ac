from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.qt.geometry import BLOCK, Heights, Scroll, estimate

some = st.lists(st.integers(1, 90), min_size=1, max_size=60)
# Enough rows for several blocks, cheap to generate: a short pattern over and over.
many = st.tuples(some, st.integers(1, 3 * BLOCK)).map(lambda pair: (pair[0] * (pair[1] // len(pair[0]) + 1))[: pair[1]])
edits = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5), some), max_size=8)


def is_true_of(heights: Heights, rows: list[int]) -> None:
    tops = [0, *accumulate(rows)]
    assert len(heights) == len(rows)
    assert heights.total == tops[-1]
    for row in {0, len(rows), len(rows) // 2, max(len(rows) - 1, 0), min(BLOCK, len(rows))}:
        assert heights.top(row) == tops[row]


@given(many, edits)
def test_sums_are_those_of_the_rows_through_all_updates(
    rows: list[int], changes: list[tuple[int, int, list[int]]]
) -> None:
    heights = Heights(rows)
    is_true_of(heights, rows)
    for place, most, new in changes:
        at = place % (len(rows) + 1)
        removed = min(most, len(rows) - at)
        rows[at : at + removed] = new
        heights.splice(at, removed, new)
        is_true_of(heights, rows)
        row = place % len(rows)
        rows[row] = heights[row] + 7
        heights[row] = rows[row]
        is_true_of(heights, rows)


@given(many, st.integers(-50, 10**6))
def test_a_pixel_and_its_row_are_inverse(rows: list[int], pixel: int) -> None:
    heights = Heights(rows)
    row = heights.at(pixel)
    inside = min(max(pixel, 0), heights.total - 1)
    assert heights.top(row) <= inside < heights.top(row + 1)


class Paper:
    """Rows whose estimates are wrong until they are measured."""

    def __init__(self, true: list[int], guessed: list[int], view: int) -> None:
        self.true = true
        self.scroll = Scroll(lambda row: self.true[row])
        self.scroll.heights = Heights((guessed * len(true))[: len(true)])
        self.scroll.view = view

    def seen(self) -> list[tuple[int, int]]:
        return [(band.row, band.top) for band in self.scroll.bands()]


papers = st.builds(Paper, some, some, st.integers(20, 400))


@given(papers, st.lists(st.integers(-200, 200), max_size=20))
def test_scrolling_moves_what_is_seen_by_just_so_much(paper: Paper, steps: list[int]) -> None:
    whole = sum(paper.true)
    before = dict(paper.seen())
    for step in steps:
        paper.scroll.move(step)
        after = dict(paper.seen())
        at_an_end = after.get(0) == 0 or (len(paper.true) - 1 in after and whole > paper.scroll.view)
        for row in before.keys() & after.keys():
            moved = before[row] - after[row]
            assert moved == step or (at_an_end and abs(moved) <= abs(step))
        before = after


@given(papers, st.integers(0, 10**4))
def test_rows_in_sight_follow_each_other_and_fill_the_view(paper: Paper, value: int) -> None:
    paper.scroll.jump(value)
    bands = paper.scroll.bands()
    assert bands[0].top <= 0
    for one, two in pairwise(bands):
        assert (two.row, two.top) == (one.row + 1, one.bottom)
    assert all(band.height == paper.true[band.row] for band in bands)
    shows_all = (bands[0].row, bands[0].top, bands[-1].row) == (0, 0, len(paper.true) - 1)
    assert bands[-1].bottom >= paper.scroll.view or shows_all


@given(papers, st.integers(0, 10**4))
def test_correcting_a_row_above_moves_nothing_in_sight(paper: Paper, value: int) -> None:
    paper.scroll.jump(value)
    before = paper.seen()
    for row in range(paper.scroll.row):
        paper.scroll.measured(row)
    assert paper.seen() == before


@given(papers, st.data())
def test_a_row_shown_is_in_sight(paper: Paper, data: st.DataObject) -> None:
    paper.seen()
    row = data.draw(st.integers(0, len(paper.true) - 1))
    paper.scroll.show(row, data.draw(st.integers(0, 50)))
    band = next(band for band in paper.scroll.bands() if band.row == row)
    assert band.top >= 0
    assert band.bottom <= paper.scroll.view or band.top == 0 or band.height > paper.scroll.view
    before = paper.seen()
    paper.scroll.show(row)
    assert paper.seen() == before


@given(papers)
def test_the_end_is_where_the_scroll_bar_ends(paper: Paper) -> None:
    paper.scroll.tail = 5
    paper.scroll.jump(10**6)
    bands = paper.scroll.bands()
    assert bands[-1].row == len(paper.true) - 1
    if paper.scroll.row or paper.scroll.hidden:
        assert paper.scroll.value == paper.scroll.maximum
        assert bands[-1].bottom == paper.scroll.view - 5 or bands[-1].height > paper.scroll.view - 5


def test_no_rows_take_no_place() -> None:
    scroll = Scroll(lambda _row: 1)
    scroll.jump(50)
    assert (scroll.bands(), scroll.value, scroll.maximum) == ([], 0, 0)


@given(st.lists(st.integers(0, 2_000), max_size=40), st.floats(5, 100))
def test_an_estimate_is_whole_lines_and_grows_with_the_text(lengths: list[int], per_line: float) -> None:
    heights = estimate(sorted(lengths), per_line, 25)
    assert np.all(heights % 25 == 0)
    assert np.all(heights >= 25)
    assert np.all(np.diff(heights) >= 0)
