"""What is shown rises with what the lattice says, falls with what speaks against a border, and tells links apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.align import confidence
from editor.align.borders import Borders
from editor.align.kinds import Floats
from editor.align.links import Links

kinds = st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2), (4, 1)])
chances = st.floats(0, 1)
links = st.tuples(kinds, chances)


def path(chosen: list[tuple[tuple[int, int], float]]) -> Links:
    many, much = (np.array([kind[side] for kind, _chance in chosen], np.int64) for side in (0, 1))
    weight = np.array([chance for _kind, chance in chosen], np.float64)
    return Links(np.cumsum(many) - many, np.cumsum(much) - much, many, much, weight)


def borders(chosen: list[tuple[tuple[int, int], float]]) -> Borders:
    """Return borders against which nothing speaks but the less likely link beside each."""
    through = np.array([1.0, *(chance for _kind, chance in chosen)])
    through[:-1] = np.minimum(through[:-1], through[1:])
    through[0] = through[-1] = 1.0
    none, ends = np.zeros(len(through)), np.zeros(len(through), np.bool_)
    ends[[0, -1]] = True
    return Borders(through, none, np.full(len(through), 20), none, none, ends)


def shown(chosen: list[tuple[tuple[int, int], float]]) -> Floats:
    return confidence.shown(path(chosen), borders(chosen))


@given(st.lists(links, max_size=30), chances)
def test_it_is_a_probability_and_rises(chosen: list[tuple[tuple[int, int], float]], more: float) -> None:
    sure = shown(chosen)
    assert ((sure > 0) & (sure < 1)).all()
    for number, (kind, chance) in enumerate(chosen):
        surer = [*chosen[:number], (kind, max(chance, more)), *chosen[number + 1 :]]
        assert shown(surer)[number] >= sure[number] - 1e-12


@given(st.lists(links, min_size=2, max_size=30), st.data(), st.floats(0.5, 9))
def test_what_speaks_against_a_border_speaks_against_the_links_beside_it(
    chosen: list[tuple[tuple[int, int], float]], data: st.DataObject, nats: float
) -> None:
    at = data.draw(st.integers(1, len(chosen) - 1))
    sure, plain = shown(chosen), borders(chosen)
    for name in ("across", "ends", "begins"):
        against = getattr(plain, name).copy()
        against[at] = nats
        less = confidence.shown(path(chosen), replace(plain, **{name: against}))
        assert (less <= sure + 1e-12).all()
        np.testing.assert_array_equal(np.delete(less, [at - 1, at]), np.delete(sure, [at - 1, at]))


def test_a_confirmed_border_speaks_for_the_links_beside_it() -> None:
    chosen = [((1, 1), 0.9)] * 4
    plain = borders(chosen)
    sure = confidence.shown(path(chosen), replace(plain, given=np.array([True, False, True, False, True])))
    assert (sure > shown(chosen)).tolist() == [False, True, True, False]


def test_of_a_sentence_alone_and_the_pair_beside_it_the_one_alone_is_seen_first() -> None:
    sure = shown([((1, 1), 0.99), ((1, 1), 0.9), ((1, 0), 0.9), ((1, 1), 0.99)])
    assert sure[2] == sure.min()


def test_of_two_links_as_likely_the_unusual_one_is_shown_first() -> None:
    sure = shown([((1, 1), 0.95), ((2, 1), 0.95)])
    assert sure[1] < sure[0]


def test_the_same_link_is_surer_in_a_surer_text() -> None:
    clear = shown([((1, 1), 0.9)] + [((1, 1), 0.9999)] * 20)
    open_ = shown([((1, 1), 0.9)] + [((1, 1), 0.7)] * 20)
    assert clear[0] > open_[0]
