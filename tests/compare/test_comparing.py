from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from editor import edits
from editor.compare import compare
from editor.model import State, apply, document
from editor.text import Text
from tests.compare.hands import edited, letter
from tests.samples import letter as sample
from tests.strategies import documents


@given(documents())
@settings(max_examples=30)
def test_a_document_does_not_differ_from_itself(one: object) -> None:
    assert compare(one, one) == ()  # type: ignore[arg-type]


@given(st.integers(0, 1 << 40))
def test_rows_that_are_in_no_difference_are_alike_and_in_one_order(seed: int) -> None:
    random = Random(seed)
    one = letter(random)
    two = edited(one, random, 6)
    found = compare(one, two)
    mine = {row for each in found for row in each.one}
    other = {row for each in found for row in each.two}
    rest = [
        [
            (row.source.marked(), row.target.marked(), row.state)
            for number, row in enumerate(text.rows)
            if number not in of
        ]
        for text, of in ((one, mine), (two, other))
    ]
    assert rest[0] == rest[1]


def test_what_differs_is_named() -> None:
    one = sample()
    two = apply(edits.set_target(one, 0, Text.of("Месяц назад.")), one)
    two = apply(edits.set_state(two, [1], State.REVIEWED), two)
    assert [(each.one, each.two, each.what) for each in compare(one, two)] == [
        ((0,), (0,), ("target", "state")),
        ((1,), (1,), ("state",)),
    ]


def test_what_only_one_has_stands_where_it_stood() -> None:
    one = sample()
    two = document([one.rows[0], *one.rows[2:]], one.head)
    (gone,) = compare(one, two)
    assert (gone.one, gone.two, gone.what) == ((1,), (), ("removed",))
    (added,) = compare(two, one)
    assert (added.one, added.two, added.what) == ((), (1,), ("added",))
