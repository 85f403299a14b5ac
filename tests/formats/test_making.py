"""What is made quickly is what its own class would make."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.making import LooseNote, LooseSegment, text
from editor.model import Note, Segment
from editor.text import Text
from tests.strategies import documents

if TYPE_CHECKING:
    from editor.model import Document


@given(whole=documents())
def test_made_of_the_same_fields_it_is_the_same_segment(whole: Document) -> None:
    for row in whole.rows:
        again = LooseSegment(**{each.name: getattr(row, each.name) for each in fields(Segment)})
        again.__class__ = Segment
        assert type(again) is Segment
        assert (again, hash(again), repr(again)) == (row, hash(row), repr(row))


@given(characters=st.text())
def test_a_text_is_the_text_of_its_characters(characters: str) -> None:
    made = text(characters)
    assert (made, hash(made), made.plain, repr(made)) == (
        Text.of(characters),
        hash(Text.of(characters)),
        characters,
        repr(Text.of(characters)),
    )


def test_what_is_left_out_is_left_out_alike_and_nothing_can_be_set_any_more() -> None:
    row, note = LooseSegment("f1/u1", Text.of("a")), LooseNote("n")
    row.__class__, note.__class__ = Segment, Note
    assert row == Segment("f1/u1", Text.of("a"))
    assert note == Note("n")
    assert replace(row, unit="u").unit == "u"
    for each in (row, note):
        with pytest.raises(FrozenInstanceError):
            each.__setattr__(fields(each)[0].name, "u")
