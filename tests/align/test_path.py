"""The lattice: probabilities that add up, whatever the windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import path
from editor.align.kinds import Floats
from editor.align.links import Links
from editor.align.scores import PAIRS
from editor.align.words import Band

ALONE = path.Alone(-3.0, -3.5, -1.0, -0.3)


def window(rows: int, columns: int, width: int) -> path.Window:
    return path.Window(Band(0, np.zeros(rows + 1, np.int64), width, columns), 0, columns, (0, rows + 1))


def scores(rows: int, columns: int, width: int, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    found = chance.normal(0, 2, (rows + 1, len(PAIRS), 1, width)).astype(np.float32)
    for number, (many, much) in enumerate(PAIRS):
        found[max(0, rows + 1 - many) :, number] = -np.inf
        found[:, number, :, max(0, columns + 1 - much) :] = -np.inf
    return found


sizes = st.integers(1, 7)


@given(sizes, sizes, st.integers(0, 99))
def test_every_sentence_is_in_some_bead_for_certain(rows: int, columns: int, seed: int) -> None:
    links, going = path.posteriors(
        scores(rows, columns, columns + 1, seed), [window(rows, columns, columns + 1)], ALONE
    )
    covered = [np.zeros(rows), np.zeros(columns)]
    for source, target, many, much, weight in zip(
        links.source, links.target, links.many, links.much, links.weight, strict=True
    ):
        covered[0][source : source + many] += weight
        covered[1][target : target + much] += weight
    assert np.allclose(covered[0], 1, atol=0.15)  # what is less likely than LEAST is left out
    assert np.allclose(covered[1], 1, atol=0.15)
    assert going >= 0


@given(st.lists(sizes, min_size=2, max_size=4), st.integers(0, 99))
def test_windows_that_go_through_together_do_not_see_each_other(heights: list[int], seed: int) -> None:
    width, columns, rows = 6, 5, max(heights)
    whole = np.full((rows + 1, len(PAIRS), len(heights), width), -np.inf, np.float32)
    alone = []
    for number, height in enumerate(heights):
        mine = scores(height, columns, width, seed + number)
        whole[rows - height :, :, number] = mine[:, :, 0]
        alone.append(path.posteriors(mine, [window(height, columns, width)], ALONE)[0])
    together = path.posteriors(whole, [window(height, columns, width) for height in heights], ALONE)[0]
    assert sorted(beads(together)) == sorted(bead for each in alone for bead in beads(each))


def beads(links: Links) -> list[tuple[float, ...]]:
    columns = (getattr(links, name).tolist() for name in ("source", "target", "many", "much"))
    return list(zip(*columns, np.round(links.weight, 9).tolist(), strict=True))


def test_the_best_path_takes_the_likelier_beads() -> None:
    links = Links(*(np.array(each) for each in ([0, 1, 0], [0, 1, 0], [1, 1, 2], [1, 1, 2])), np.array([0.6, 0.6, 0.4]))  # type: ignore[call-arg]
    assert path.best(links, (0, 0), (2, 2)) == [0, 1]
    assert path.best(links, (0, 0), (3, 2)) is None


@pytest.mark.parametrize("seed", range(3))
def test_longer_texts_than_two_windows_agree_with_one(seed: int) -> None:
    rows = columns = 12
    narrow = scores(rows, columns, columns + 1, seed)
    one = path.posteriors(narrow, [window(rows, columns, columns + 1)], ALONE)[0]
    found = path.best(one, (0, 0), (rows, columns))
    assert found is not None
    assert sum(one.many[found]) == rows
    assert sum(one.much[found]) == columns
