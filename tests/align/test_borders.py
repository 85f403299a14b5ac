"""Borders: paths that lead elsewhere, words on the wrong side, marks that differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from editor.align import anchors, borders, rounds, seeds, tokens
from editor.align.borders import Borders
from editor.align.links import Links
from editor.align.rounds import Course, Found, Span, Texts

NAMES = ("Anna", "Bruno", "Clara", "Dmitri", "Emilia", "Fabian", "Greta", "Hektor")
LEFT = [f"{name} counted {number} birds." for number, name in enumerate(NAMES, 1931)]
RIGHT = [f"{name} zählte {number} Vögel." for number, name in enumerate(NAMES, 1931)]


def found(left: Sequence[str], right: Sequence[str]) -> Found:
    sides = tokens.read(left), tokens.read(right)
    size = len(left), len(right)
    none = np.zeros(0, np.int64)
    course = Course(Links(none, none, none, none, np.zeros(0)), [Span((0, 0), size)])
    return rounds.links(Texts(*sides, seeds.find(*sides, None)), anchors.whole(*size), course, lambda _share: None)


def pairs(count: int) -> Links:
    number, ones = np.arange(count), np.ones(count, np.int64)
    return Links(number, number, ones, ones, np.ones(count))


def seen(left: Sequence[str], right: Sequence[str]) -> Borders:
    """Look at the borders of the path that links sentence by sentence."""
    whole = found(left, right)
    return borders.seen(whole.model, whole.likely, pairs(len(left)))


def test_nothing_speaks_against_the_borders_of_a_faithful_text() -> None:
    sure = seen(LEFT, RIGHT)
    assert sure.given.tolist() == [True, *[False] * 7, True]
    assert not sure.across.any()
    assert not sure.ends.any()
    assert not sure.begins.any()
    assert sure.through.min() > 0.9


def test_a_number_on_the_other_side_of_a_border_speaks_against_this_one() -> None:
    right = RIGHT.copy()
    right[3], right[4] = "Dmitri zählte Vögel.", "Emilia zählte 1934 und 1935 Vögel."
    across = seen(LEFT, right).across
    assert across[4] > 1
    assert np.delete(across, 4).max() < across[4] / 2


def test_a_word_that_both_links_have_on_both_sides_is_on_no_wrong_side() -> None:
    left, right = LEFT.copy(), RIGHT.copy()
    left[4], right[4] = "Emilia counted 1934 and 1935 birds.", "Emilia zählte 1934 und 1935 Vögel."
    assert not seen(left, right).across.any()


@pytest.mark.parametrize(("name", "right", "at"), [("ends", "Dmitri zählte 1934 Vögel;", 4), ("begins", "4 Vögel.", 3)])
def test_marks_that_differ_count_the_less_the_more_do(name: str, right: str, at: int) -> None:
    one = getattr(seen(LEFT, [*RIGHT[:3], right, *RIGHT[4:]]), name)
    assert np.flatnonzero(one).tolist() == [at]
    every = getattr(seen(LEFT, [right] * 8), name)
    assert every.max() < one.max()


def test_a_border_is_as_sure_as_the_paths_that_lead_through_it() -> None:
    whole = found(LEFT, RIGHT)
    likely = pairs(3)
    likely.weight[:] = (1.0, 0.5, 0.25)
    assert borders.seen(whole.model, likely, pairs(3)).through.tolist() == [1.0, 0.5, 0.25, 1.0]


def test_where_something_stands_between_the_border_is_given() -> None:
    whole = found(LEFT, RIGHT)
    path = pairs(8).where(np.array([0, 1, 4, 5]))
    sure = borders.seen(whole.model, whole.likely, path)
    assert sure.given.tolist() == [True, False, True, False, True]
    assert sure.through[2] == 1
    assert sure.across[2] == 0


def test_a_path_of_nothing_has_one_border() -> None:
    whole = found(LEFT, RIGHT)
    assert borders.seen(whole.model, pairs(0), pairs(0)).given.tolist() == [True]
