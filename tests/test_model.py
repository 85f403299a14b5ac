"""The one shape of every edit: inverse, refusal, rebase."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.edits import confirm, set_head, set_target
from editor.errors import EditError
from editor.model import (
    Change,
    Head,
    Mark,
    May,
    Note,
    Segment,
    Shared,
    Splice,
    State,
    Usual,
    apply,
    rebase,
    segment,
)
from editor.text import EMPTY, Text
from tests.operations import operation
from tests.samples import letter


@given(seed=st.integers())
def test_a_change_and_its_inverse_leave_the_document_as_it_was(seed: int) -> None:
    random, document = Random(seed), letter()
    for _ in range(12):
        change = operation(document, random)
        if change is None:
            continue
        after = apply(change, document)
        assert apply(change.inverse, after) == document
        assert bool(change) == (after != document)
        assert change.inverse.inverse == change
        document = after


def test_a_change_that_does_not_fit_is_refused() -> None:
    document = letter()
    change = set_target(document, 0, Text.of("Месяц назад мы писали."))
    other = apply(set_target(document, 0, Text.of("Иное")), document)
    with pytest.raises(EditError):
        apply(change, other)
    properties = set_head(document, Head("en", "uk"))
    with pytest.raises(EditError):
        apply(properties, apply(set_head(document, Head("en", "be")), document))


@given(seed=st.integers())
def test_a_change_rebased_over_a_disjoint_one_gives_the_same_either_way(seed: int) -> None:
    random, document = Random(seed), letter()
    one, two = operation(document, random), operation(document, random)
    if one is None or two is None:
        return
    moved = rebase(one, two)
    if moved is None:
        return
    back = rebase(two, one)
    assert back is not None
    assert apply(moved, apply(two, document)) == apply(back, apply(one, document))


def test_rebase_refuses_what_touches_the_same_rows() -> None:
    document = letter()
    assert rebase(set_target(document, 0, Text.of("а")), set_target(document, 0, Text.of("б"))) is None
    assert rebase(set_head(document, Head("a")), set_head(document, Head("b"))) is None


def test_rows_are_followed_through_a_change() -> None:
    rows = letter().rows
    change = Change("", (Splice(1, rows[1:3], (rows[1],)), Splice(4, (), (rows[0], rows[0]))))
    assert [change.to(row) for row in range(5)] == [0, 1, 1, 2, 5]


def test_what_is_not_for_translation_is_no_work() -> None:
    assert Segment("1", Text.of("a")).translatable
    assert not Segment("1", Text.of("a"), marks=frozenset({Mark.OMITTED})).translatable
    assert not Segment("1", Text.of("a"), may=May.NOTHING).translatable


def test_an_empty_change_is_none() -> None:
    assert not confirm(letter(), [0])
    assert not Change("x")


def test_a_segment_made_quickly_is_one_like_any_other() -> None:
    notes = (Note("n"),)
    usual = Usual(State.FINAL, frozenset({Mark.OMITTED}), May.TRANSLATE, Shared.STATE, "title", Text.of(" "))
    made = segment("f/1", (Text.of("a"), EMPTY), "f", usual, notes)
    said = {"state": usual.state, "marks": usual.marks, "may": usual.may, "shared": usual.shared}
    said |= {"role": usual.role, "gap": usual.gap}
    slow = Segment("f/1", Text.of("a"), unit="f", notes=notes, **said)  # type: ignore[arg-type]
    assert made == slow
    assert (made.__class__, hash(made), repr(made)) == (Segment, hash(slow), repr(slow))
    assert replace(made, reason="r").notes is notes
    assert segment("f/1", (Text.of("a"), EMPTY), "f", Usual(State.DRAFT)) == Segment(
        "f/1", Text.of("a"), state=State.DRAFT, unit="f"
    )
