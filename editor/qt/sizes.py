"""How high rows will be, by the lengths of their texts and without laying out any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from editor import columns
from editor.model import MARKS, STATES, Mark, Segment, State
from editor.qt.geometry import Numbers, estimate
from editor.qt.layouts import Layouts
from editor.qt.page import Face
from editor.qt.segments import RowMap
from editor.rows import Rows

IDLE = 1 << MARKS.index(Mark.NOT_FOR_TRANSLATION)
SAMPLES = 40  # rows by which the width of a character is reckoned
ENOUGH = 500  # characters in a chunk that tell it


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """What the heights of the rows shown depend on, whatever the width of the window."""

    sources: Numbers
    targets: Numbers
    noted: NDArray[np.bool_]  # words stand beneath the row
    begins: NDArray[np.bool_]  # a paragraph begins
    furniture: NDArray[np.bool_]  # neither this row nor the one above is for translation

    @classmethod
    def of(cls, rows: Rows[Segment], shown: RowMap) -> Sizes:
        """Read the columns of *rows*."""
        states, marks = (_column(_bytes(parts), shown) for parts in (columns.states(rows), columns.marks(rows)))
        noted = (states == STATES.index(State.DRAFT)) | (marks > 0)
        units = list(chain.from_iterable(columns.units(rows)))
        if shown.rows is not None:
            units = [units[row] for row in shown.rows]
        begins = np.fromiter((not two or one != two for one, two in pairwise(["", *units])), bool, len(units))
        idle = (marks & IDLE) > 0
        furniture = idle & np.roll(idle, 1)
        furniture[:1] = False
        sources, targets = (_column(parts, shown) for parts in (columns.sources(rows), columns.targets(rows)))
        return cls(sources, targets, noted, begins, furniture)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.sources)

    def heights(self, layouts: Layouts, rows: Rows[Segment]) -> Numbers:
        """Return the heights on the page of *layouts*, the width of a character going by some of *rows*."""
        page = layouts.page
        sources = [row.source.plain for row in _some(rows, columns.sources(rows))]
        targets = [row.target.plain for row in _some(rows, columns.targets(rows))]
        source = estimate(self.sources, *_measure(layouts, layouts.source, sources))
        target = estimate(self.targets, *_measure(layouts, layouts.target, targets))
        noted = self.noted & (not page.linked)  # a link that nobody confirmed has a ribbon to say so
        texts = np.maximum(source, target + noted * layouts.note_height) + 2 * page.card * page.linked
        gaps = np.where(self.furniture, page.close, page.paragraph) * self.begins
        heights: Numbers = texts + 2 * page.pad + gaps
        return heights


def _some(rows: Rows[Segment], lengths: Sequence[Sequence[int]]) -> list[Segment]:
    """Return some rows of the first chunk that has *lengths* enough, so that no other is read for it."""
    chunk = next((chunk for chunk, its in zip(rows.chunks, lengths, strict=True) if sum(its) >= ENOUGH), None)
    run = chunk.rows if chunk is not None else rows.chunks[0].rows if rows.chunks else ()
    return list(run[:: max(len(run) // SAMPLES, 1)])


def _measure(layouts: Layouts, face: Face, texts: list[str]) -> tuple[float, int]:
    """Return how many characters a line of *face* holds, going by *texts*, and how high it is."""
    return layouts.page.leaf / face.advance("".join(text[:80] for text in texts)), face.line()


def _bytes(parts: Sequence[bytes]) -> list[NDArray[np.uint8]]:
    return [np.frombuffer(part, np.uint8) for part in parts]


def _column(parts: Sequence[ArrayLike], shown: RowMap) -> NDArray[Any]:
    whole = np.concatenate([np.asarray(part) for part in parts]) if parts else np.zeros(0, np.int64)
    return whole if shown.rows is None else whole[shown.rows]
