"""What two sequences have in common is paired in order, and is all there is where nothing is unique."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.compare import sequences
from editor.compare.sequences import aligned, longest_increasing

short = st.text("abcd", max_size=9)


def longest(one: str, two: str) -> int:
    """Return the length of a longest common subsequence, found by trying all."""

    @cache
    def rest(at: int, there: int) -> int:
        if at == len(one) or there == len(two):
            return 0
        if one[at] == two[there]:
            return 1 + rest(at + 1, there + 1)
        return max(rest(at + 1, there), rest(at, there + 1))

    return rest(0, 0)


@given(short, short)
def test_pairs_are_of_equal_items_and_in_order(one: str, two: str) -> None:
    found = aligned(one, two)
    assert all(one[here] == two[there] for here, there in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert len(found) <= longest(one, two)
    assert aligned(one, one) == [(place, place) for place in range(len(one))]


@given(st.text("ab", max_size=9), st.text("ab", max_size=9))
def test_where_nothing_is_unique_the_most_is_paired(one: str, two: str) -> None:
    window = (0, len(one), 0, len(two))
    assert len(list(sequences._leftover(one, two, window))) == longest(one, two)


@given(short, short)
def test_a_stretch_too_large_for_a_table_is_counted(one: str, two: str) -> None:
    found = sorted(sequences._counted(one, two, (0, len(one), 0, len(two))))
    assert all(one[here] == two[there] for here, there in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert bool(found) == bool(set(one) & set(two))
    assert list(sequences._counted(one, one, (0, len(one), 0, len(one)))) == [(n, n) for n in range(len(one))]


@given(st.lists(st.integers(0, 20), unique=True, max_size=10))
def test_the_longest_run_that_rises(numbers: list[int]) -> None:
    found = [numbers[place] for place in longest_increasing(numbers)]
    assert found == sorted(found)

    @cache
    def rest(at: int, least: int) -> int:
        if at == len(numbers):
            return 0
        skipped = rest(at + 1, least)
        return max(skipped, 1 + rest(at + 1, numbers[at])) if numbers[at] > least else skipped

    assert len(found) == rest(0, -1)
