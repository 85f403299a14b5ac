"""Company: what becomes of short sentences and of long ones is learnt from links."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.align import company, tokens
from editor.align.links import Links

SCRAP, LONG = "24 a !", "The travellers counted the white birds above the harbour, and wrote their number down."


def linked(kinds: list[tuple[int, int]], weight: float = 1.0) -> Links:
    """Return links of so many sentences a side, one behind another."""
    many, much = np.array(kinds, np.int64).reshape(-1, 2).T
    return Links(np.cumsum(many) - many, np.cumsum(much) - much, many, much, np.full(len(many), weight))


def test_scraps_that_stand_alone_are_better_left_alone_than_long_sentences() -> None:
    left, right = tokens.read([LONG] * 20), tokens.read([LONG, SCRAP] * 20)
    _mine, theirs = company.learnt(left, right, linked([(1, 1), (0, 1)] * 20))
    assert theirs.scores(np.array([1]), 1)[0] < 0 < theirs.scores(np.array([0]), 1)[0]


def test_scraps_that_are_joined_are_better_joined() -> None:
    left, right = tokens.read([LONG] * 20), tokens.read([SCRAP, LONG, LONG] * 10)
    _mine, theirs = company.learnt(left, right, linked([(1, 2), (1, 1)] * 10))
    assert theirs.scores(np.array([0]), 2)[0] > 2 * theirs.scores(np.array([0]), 1)[0]


def test_where_all_are_alike_next_to_nothing_is_learnt() -> None:
    side = tokens.read([LONG] * 12)
    for each in company.learnt(side, side, linked([(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)])):
        assert np.abs(np.diff(each.single)).max() < 0.01
        assert np.abs(np.diff(each.grouped)).max() < 0.01


@given(
    st.lists(st.sampled_from([SCRAP, LONG, ""]), max_size=12),
    st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1)]), max_size=12),
    st.integers(1, 4),
)
def test_a_group_scores_what_its_sentences_score(texts: list[str], kinds: list[tuple[int, int]], count: int) -> None:
    side = tokens.read(texts)
    known = [kind for number, kind in enumerate(kinds) if number < len(texts)]
    mine, _theirs = company.learnt(side, side, linked(known, 0.5))
    one = mine.grouped[1:] - mine.grouped[:-1]
    first = np.arange(len(texts))
    assert np.allclose(
        mine.scores(first, count),
        [one[at : at + count].sum() for at in first] if count > 1 else mine.single[1:] - mine.single[:-1],
    )
