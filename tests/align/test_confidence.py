"""What is shown rises with what the lattice says, and tells the kinds of links apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.align.confidence import shown
from editor.align.links import Links

kinds = st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2), (4, 1)])
chances = st.floats(0, 1)


def path(chosen: list[tuple[tuple[int, int], float]]) -> Links:
    many, much = (np.array([kind[side] for kind, _chance in chosen], np.int64) for side in (0, 1))
    weight = np.array([chance for _kind, chance in chosen], np.float64)
    return Links(np.cumsum(many) - many, np.cumsum(much) - much, many, much, weight)


@given(st.lists(st.tuples(kinds, chances), max_size=30), chances)
def test_it_is_a_probability_and_rises(chosen: list[tuple[tuple[int, int], float]], more: float) -> None:
    sure = shown(path(chosen))
    assert ((sure > 0) & (sure < 1)).all()
    for number, (kind, chance) in enumerate(chosen):
        surer = [*chosen[:number], (kind, max(chance, more)), *chosen[number + 1 :]]
        assert shown(path(surer))[number] >= sure[number]


def test_of_a_sentence_alone_and_the_pair_beside_it_the_one_alone_is_seen_first() -> None:
    sure = shown(path([((1, 1), 0.99), ((1, 1), 0.9), ((1, 0), 0.9), ((1, 1), 0.99)]))
    assert sure[2] == sure.min()


def test_of_two_links_as_likely_the_unusual_one_is_shown_first() -> None:
    sure = shown(path([((1, 1), 0.95), ((2, 1), 0.95)]))
    assert sure[1] < sure[0]


def test_the_same_link_is_surer_in_a_surer_text() -> None:
    clear = shown(path([((1, 1), 0.9)] + [((1, 1), 0.9999)] * 20))
    open_ = shown(path([((1, 1), 0.9)] + [((1, 1), 0.7)] * 20))
    assert clear[0] > open_[0]
