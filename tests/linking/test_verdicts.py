from __future__ import annotations

import pytest
from hypothesis import given

from editor import linking
from editor.errors import EditError
from editor.model import Document, Head, Link, Mark, Note, Segment, State, apply, document
from editor.text import EMPTY, Text
from tests.linking.bitexts import bitexts, borders, sources, targets


def letter() -> Document:
    rows = [
        Segment("u1/1", Text.of("One."), Text.of("Раз."), State.DRAFT, link=Link(0.99), unit="u1"),
        Segment("u1/2", Text.of("Two."), link=Link(0.4), unit="u1"),
        Segment("u1/t3", EMPTY, Text.of("Три."), State.DRAFT, link=Link(0.3), unit="u1"),
        Segment("u2/1", Text.of("Menu"), unit="u2", marks=frozenset({Mark.NOT_FOR_TRANSLATION})),
        Segment("u3/1", Text.of("Four."), Text.of("Четыре."), State.DRAFT, link=Link(), unit="u3"),
    ]
    return document(rows, Head("en", "ru"))


def test_a_confirmed_link_is_translated_and_an_omission_waits_for_its_translation() -> None:
    content = letter()
    after = apply(linking.confirm(content, range(5)), content)
    assert [row.link.confirmed if row.link else None for row in after.rows] == [True, True, True, None, True]
    wait = State.UNTRANSLATED
    assert [row.state for row in after.rows] == [State.TRANSLATED, wait, State.TRANSLATED, wait, State.TRANSLATED]


def test_all_above_are_confirmed_and_taken_back_again() -> None:
    content = letter()
    after = apply(linking.confirm_above(content, 2), content)
    assert [bool(row.link and row.link.confirmed) for row in after.rows] == [True, True, True, False, False]
    back = apply(linking.take_back(after, range(5)), after)
    assert back == content


def test_an_addition_is_dropped_or_kept_as_a_note_where_it_stood() -> None:
    content = letter()
    dropped = apply(linking.drop(content, range(5)), content)
    assert [row.id for row in dropped.rows] == ["u1/1", "u1/2", "u2/1", "u3/1"]
    kept = apply(linking.keep_as_notes(content, [2], "M.", "2026-11-22"), content)
    assert kept.rows[1].notes == (Note("Три.", "M.", "2026-11-22"),)
    assert kept.rows[1].link == content.rows[1].link
    with pytest.raises(EditError, match="no addition"):
        linking.drop(content, [0])


def test_the_first_addition_of_all_becomes_a_note_below() -> None:
    rows = (Segment("u0/t1", EMPTY, Text.of("Ноль."), State.DRAFT, link=Link(), unit="u0"), *letter().rows)
    content = document(rows, Head("en", "ru"))
    kept = apply(linking.keep_as_notes(content, [0]), content)
    assert kept.rows[0].notes == (Note("Ноль."),)


@given(bitexts())
def test_dropping_all_additions_leaves_every_source_and_every_other_target(content: Document) -> None:
    additions = [number for number, row in enumerate(content.rows) if linking.is_addition(row)]
    if not additions:
        with pytest.raises(EditError):
            linking.drop(content, range(len(content.rows)))
        return
    gone = {piece for number in additions for piece in content.rows[number].target.plain.split()}
    change = linking.drop(content, range(len(content.rows)))
    after = apply(change, content)
    assert apply(change.inverse, after) == content
    assert sources(after) == sources(content)
    assert targets(after) == [each for each in targets(content) if each not in gone]
    assert borders(after) == []
