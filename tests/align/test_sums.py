"""Sums over all paths: plain chances and logarithms agree, and what vanishes from plain chances is noticed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import path, sums
from editor.align.kinds import Floats
from editor.align.scores import PAIRS
from tests.align.test_path import ALONE, scores, window

sizes = st.integers(1, 7)


@given(sizes, sizes, st.integers(0, 99), st.sampled_from([1.0, 40.0]))
def test_plain_chances_and_logarithms_agree(rows: int, columns: int, seed: int, strength: float) -> None:
    given_scores = strength * scores(rows, columns, columns + 1, seed)
    windows = [window(rows, columns, columns + 1)]
    found = []
    for algebra in (sums.Plain(), sums.Logarithms()):
        lattice = sums.Lattice(windows, len(PAIRS))
        with np.errstate(divide="ignore", invalid="ignore"):
            kept = algebra.of(given_scores)
            both = (
                sums.forward(lattice, algebra, kept, ALONE),
                sums.backward(lattice, algebra, kept, ALONE),
            )
            total, off = sums.apart(lattice, algebra, *both)
            chances = [each[1] for each in sums.chances(lattice, algebra, kept, ALONE, (*both, total))]
        assert off < 1e-6
        found.append((total, chances))
    assert np.allclose(found[0][0], found[1][0])
    assert all(np.allclose(one, other, atol=1e-9) for one, other in zip(found[0][1], found[1][1], strict=True))


@pytest.mark.parametrize("more", [-0.1, -3.0, -700.0])
@given(st.lists(st.floats(0, 1), min_size=1, max_size=400))
def test_a_run_is_what_began_before_and_went_on(more: float, begun: list[float]) -> None:
    values = np.array([begun])
    found = sums.Plain().run(values.copy(), more)[0]
    sofar = 0.0
    for at, each in enumerate(begun):
        sofar = sofar * float(np.exp(more)) + each
        assert found[at] == pytest.approx(sofar, rel=1e-6, abs=1e-12)
    with np.errstate(divide="ignore"):
        logarithms = sums.Logarithms().run(np.log(values), more)[0]
    assert np.exp(logarithms) == pytest.approx(found, rel=1e-6, abs=1e-12)


def swapped(size: int, strength: float) -> Floats:
    """Return scores of a text whose halves stand the other way round in the translation, the second half better."""
    rows = 2 * size
    found = np.full((rows + 1, len(PAIRS), 1, rows + 1), -5.0, np.float32)
    for number in range(size):
        found[number, 0, 0, size + number] = strength
        found[size + number, 0, 0, number] = strength + 1
    for number, (many, much) in enumerate(PAIRS):
        found[rows + 1 - many :, number] = -np.inf
        found[:, number, :, rows + 1 - much :] = -np.inf
    return found


def test_what_vanishes_beside_a_better_beginning_is_found_all_the_same() -> None:
    size = 40
    links, _going = path.posteriors(swapped(size, 50.0), [window(2 * size, 2 * size, 2 * size + 1)], ALONE)
    chosen = path.best(links, (0, 0), (2 * size, 2 * size))
    assert chosen is not None
    pairs = [
        (int(links.source[bead]), int(links.target[bead])) for bead in chosen if links.many[bead] == links.much[bead]
    ]
    assert pairs == [(size + number, number) for number in range(size)]
