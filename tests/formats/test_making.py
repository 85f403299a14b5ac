"""What is made quickly is the segment that its own class would make."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from editor.formats.making import Loose, made
from editor.model import Segment
from editor.text import Text
from tests.strategies import documents

if TYPE_CHECKING:
    from editor.model import Document


@given(whole=documents())
def test_made_of_the_same_fields_it_is_the_same_segment(whole: Document) -> None:
    for row in whole.rows:
        again = made(Loose(**{each.name: getattr(row, each.name) for each in fields(Segment)}))
        assert type(again) is Segment
        assert (again, hash(again), repr(again)) == (row, hash(row), repr(row))


def test_what_is_left_out_is_what_a_segment_leaves_out_and_nothing_can_be_set_any_more() -> None:
    row = made(Loose("f1/u1", Text.of("a")))
    assert row == Segment("f1/u1", Text.of("a"))
    assert replace(row, unit="u").unit == "u"
    with pytest.raises(FrozenInstanceError):
        row.unit = "u"  # type: ignore[misc]
