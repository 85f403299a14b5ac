"""The change between two versions makes one into the other, and touches only what differs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from editor import edits
from editor.model import Change, Document, Segment, Splice, apply, document
from editor.storage.differences import difference, matters
from editor.text import Text
from tests.strategies import documents


@settings(max_examples=settings().max_examples // 4)
@given(documents(), documents())
def test_it_makes_one_into_the_other(one: Document, other: Document) -> None:
    assert apply(difference(one, other), one) == other
    assert not difference(one, one)


def test_it_touches_what_differs_alone() -> None:
    one = document(Segment(str(n), Text.of("One.")) for n in range(2_000))
    other = apply(edits.set_target(one, 700, Text.of("Раз.")), one)
    assert [(splice.at, len(splice.before)) for splice in difference(one, other).splices] == [(700, 1)]
    fewer = document([*one.rows[:5], *other.rows[6:]])
    assert [(s.at, len(s.before), len(s.after)) for s in difference(one, fewer).splices] == [(5, 1, 0), (700, 1, 1)]


def test_rows_that_differ_one_after_the_other_are_one_splice() -> None:
    one = document(Segment(str(n), Text.of("One.")) for n in range(9))
    other = one
    for row in (2, 3, 4, 7):
        other = apply(edits.set_target(other, row, Text.of(f"Раз {row}.")), other)
    assert [(splice.at, len(splice.before)) for splice in difference(one, other).splices] == [(2, 3), (7, 1)]


def test_other_ids_alone_do_not_matter() -> None:
    row = Segment("1", Text.of("One."))
    assert not matters(Change("", (Splice(0, (row,), (replace(row, id="2"),)),)))
    assert matters(Change("", (Splice(0, (row,), (replace(row, id="2", role="title"),)),)))
    assert matters(Change("", (Splice(0, (row,), (row, row)),)))
