"""The corridor of a long text: its anchors are the heaviest run that rises, and the truth lies within."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import Bead, Options, align, anchors

points = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 4)), max_size=14)


def heaviest(marks: list[tuple[int, int, float]]) -> float:
    """Return the weight of the heaviest run that rises on both sides, found by trying all."""
    best: dict[int, float] = {}
    for number, (row, column, weight) in enumerate(marks):
        before = [best[other] for other, (x, y, _weight) in enumerate(marks) if x < row and y < column]
        best[number] = weight + max(before, default=0.0)
    return max(best.values(), default=0.0)


@given(points)
def test_the_chain_is_the_heaviest_that_rises(marks: list[tuple[int, int, int]]) -> None:
    marks = sorted({(row, column): (row, column, weight) for row, column, weight in marks}.values())
    at = np.array([mark[:2] for mark in marks], np.int64).reshape(-1, 2)
    weights = np.array([mark[2] for mark in marks], float)
    found = anchors._chain(at, weights).tolist()
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
    order = np.lexsort((-at[:, 1], at[:, 0]))
    company = anchors._company(at[order]) >= anchors._NEIGHBOURS
    kept = [marks[number] for number, keep in zip(order.tolist(), company.tolist(), strict=True) if keep]
    weighed = {(row, column): weight for row, column, weight in kept}
    assert sum(weighed[row, column] for row, column in found) == heaviest(sorted(kept))


def long_text(size: int) -> list[str]:
    """Make sentences of common words, every fourth with a rare name."""
    choice = random.Random(7)
    words = "day night river wind letter harbour window winter bread light".split()
    return [
        " ".join(choice.choices(words, k=choice.randint(4, 12))) + (f" Name{number}burg." if number % 4 == 0 else ".")
        for number in range(size)
    ]


@pytest.mark.parametrize(("first", "missing"), [(300, 0), (0, 120), (250, 120), (480, 120)])
def test_a_chapter_that_is_missing_in_a_long_text_is_found(first: int, missing: int) -> None:
    left = long_text(600)
    right = left[:first] + left[first + missing :]
    beads = align(left, right)
    assert len(left) > anchors.SHORT
    gone = [number for bead in beads if not bead.target for number in bead.source]
    assert len(gone) == missing
    assert all(first - 2 <= number < first + missing + 2 for number in gone)


def test_nodes_that_are_fixed_lie_in_the_corridor_of_a_long_text() -> None:
    left = long_text(600)
    bead = Bead(range(100, 101), range(300, 301))
    beads = align(left, left, Options(anchors=[bead]))
    assert bead in beads
    assert [number for bead in beads for number in bead.source] == list(range(600))
    assert [number for bead in beads for number in bead.target] == list(range(600))
