"""Many changes one after the other make of a document what each applied alone would."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import EditError
from editor.model import Change, Document, Head, Segment, Splice, apply, document
from editor.storage.growing import Growing
from editor.text import Text
from tests.operations import operation


def of(size: int) -> Document:
    return document((Segment(str(n), Text.of(f"One {n}. Two.")) for n in range(size)), Head("en", "ru"))


@given(st.integers(0, 2**32), st.integers(1, 1_500), st.integers(1, 30))
def test_it_is_as_if_each_change_were_applied(seed: int, size: int, steps: int) -> None:
    random, now = Random(seed), of(size)
    grown = Growing(now)
    for _step in range(steps):
        change = operation(now, random)
        if change is None:
            continue
        assert all(grown.run(each.at, each.at + len(each.before)) == each.before for each in change.splices)
        now = apply(change, now)
        grown.make(change)
        assert grown.head == now.head
        if random.random() < 0.2:
            assert grown.document() == now
    assert grown.document() == now
    assert grown.document() is grown.document()


def test_chunks_without_a_change_are_shared() -> None:
    before = of(2_000)
    row = before.rows[700]
    grown = Growing(before)
    grown.make(Change("", (Splice(700, (row,), (replace(row, target=Text.of("Раз.")),)),)))
    after = grown.document()
    assert [one is other for one, other in zip(before.rows.chunks, after.rows.chunks, strict=True)].count(False) == 1


def test_splices_out_of_their_order_are_refused() -> None:
    before = of(3)
    one, two = (Splice(at, (before.rows[at],), (before.rows[at],)) for at in (0, 2))
    grown = Growing(before)
    with pytest.raises(EditError):
        grown.make(Change("", (two, one)))
    assert grown.document() is before
