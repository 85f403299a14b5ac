"""Where rows of different heights stand: heights by estimate until measured, and a scroll position that never jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

BLOCK = 1024
Numbers = NDArray[np.int64]


class Heights:
    """The height of each row in pixels, summed by blocks of 1,024 so that one changed row costs one addition."""

    def __init__(self, heights: ArrayLike = ()) -> None:
        """Take *heights*, one a row."""
        self._rows: Numbers = np.asarray(heights, dtype=np.int64).copy()
        self._add_up()

    def _add_up(self) -> None:
        starts = np.arange(0, len(self._rows), BLOCK)
        self._blocks: Numbers = np.add.reduceat(self._rows, starts) if len(starts) else np.zeros(0, np.int64)
        self.total = int(self._blocks.sum())

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __getitem__(self, row: int) -> int:
        """Return the height of *row*."""
        return int(self._rows[row])

    def __setitem__(self, row: int, height: int) -> None:
        """Correct the height of *row*."""
        more = height - int(self._rows[row])
        if more:
            self._rows[row] = height
            self._blocks[row // BLOCK] += more
            self.total += more

    def top(self, row: int) -> int:
        """Return how many pixels lie above *row* (0 … ``len``)."""
        block = row // BLOCK
        return int(self._blocks[:block].sum()) + int(self._rows[block * BLOCK : row].sum())

    def at(self, pixel: int) -> int:
        """Return the row that holds *pixel*; the first or the last one where it lies beyond. There must be rows."""
        sums = np.cumsum(self._blocks)
        block = min(int(np.searchsorted(sums, pixel, side="right")), len(sums) - 1)
        first = block * BLOCK
        inside = np.cumsum(self._rows[first : first + BLOCK])
        above = int(sums[block] - self._blocks[block])
        return first + min(int(np.searchsorted(inside, pixel - above, side="right")), len(inside) - 1)

    def splice(self, at: int, removed: int, heights: ArrayLike = ()) -> None:
        """Put rows of *heights* in the place of *removed* rows at row *at*."""
        between = np.asarray(heights, dtype=np.int64)
        self._rows = np.concatenate((self._rows[:at], between, self._rows[at + removed :]))
        self._add_up()


@dataclass(frozen=True, slots=True)
class Band:
    """One row in sight: its number, its top within the view (negative when partly above), its height."""

    row: int
    top: int
    height: int

    @property
    def bottom(self) -> int:
        """Return the first pixel below it."""
        return self.top + self.height


class Scroll:
    """What part of the rows a view of some height shows.

    The position is an *anchor*, a row and the pixels of it that are hidden above; the pixel that a scroll bar shows
    is reckoned from it and never the other way round, except when a person drags the bar. Rows that come into sight
    are measured, so a wrong estimate corrects itself where nobody looks.
    """

    def __init__(self, measure: Callable[[int], int]) -> None:
        """Ask *measure* for the true height of a row."""
        self._measure = measure
        self.heights = Heights()
        self.view = 0  # pixels of the view
        self.tail = 0  # empty pixels behind the last row
        self.row = 0  # the anchor
        self.hidden = 0

    @property
    def value(self) -> int:
        """The pixel at the top of the view, as far as is known."""
        return self.heights.top(self.row) + self.hidden if len(self.heights) else 0

    @property
    def maximum(self) -> int:
        """The greatest value."""
        return max(0, self.heights.total + self.tail - self.view)

    def measured(self, row: int) -> int:
        """Return the true height of *row* and keep it."""
        height = self._measure(row)
        self.heights[row] = height
        return height

    def move(self, pixels: int) -> None:
        """Scroll by *pixels*, exactly: every row passed is measured."""
        self.hidden += pixels
        while self.hidden < 0 and self.row > 0:
            self.row -= 1
            self.hidden += self.measured(self.row)
        last = len(self.heights) - 1
        while self.row < last and self.hidden >= (height := self.measured(self.row)):
            self.hidden -= height
            self.row += 1
        self.hidden = max(self.hidden, 0)

    def jump(self, value: int) -> None:
        """Scroll to where *value* is by the heights known."""
        if len(self.heights):
            value = max(value, 0)
            self.row = self.heights.at(value)
            self.hidden = max(value - self.heights.top(self.row), 0)

    def bands(self) -> list[Band]:
        """Return the rows in sight, measured; where the end would come too early, scroll back first."""
        found = list(self._from_anchor())
        short = self.view - self.tail - found[-1].bottom if found else 0
        if found and found[-1].row == len(self.heights) - 1 and short > 0 and (self.row or self.hidden):
            self.move(-short)
            found = list(self._from_anchor())
        return found

    def _from_anchor(self) -> Iterator[Band]:
        row, top, end = self.row, -self.hidden, len(self.heights)
        while row < end and top < self.view:
            height = self.measured(row)
            yield Band(row, top, height)
            row, top = row + 1, top + height

    def top(self, row: int) -> int:
        """Return where *row* begins within the view, as far as is known; far rows lie far outside."""
        return self.heights.top(row) - self.value

    def show(self, row: int, margin: int = 0) -> None:
        """Scroll as little as brings all of *row* into sight, *margin* pixels from the edge; its head if it is tall."""
        height = self.measured(row)
        margin = max(min(margin, (self.view - height) // 2), 0)
        if row < self.row or (row == self.row and self.hidden):
            self._place(row, margin)
            return
        top = -self.hidden
        for each in range(self.row, row):
            top += self.measured(each)
            if top >= self.view:
                self._place(row, max(self.view - height - margin, 0))
                return
        if top < margin:
            self.move(top - margin)
        elif top + height > self.view - margin:
            self.move(min(top + height - self.view + margin, top))

    def _place(self, row: int, top: int) -> None:
        self.row, self.hidden = row, 0
        self.move(-top)


def estimate(lengths: ArrayLike, per_line: float, line: int) -> Numbers:
    """Return how high texts of *lengths* characters stand when a line of *line* pixels holds *per_line* of them.

    The words that do not fit leave each line a little short; an empty text is one line high.
    """
    characters = np.asarray(lengths, dtype=np.int64)
    return np.maximum(np.ceil(characters / max(per_line - 2.5, 1.0)), 1).astype(np.int64) * line
