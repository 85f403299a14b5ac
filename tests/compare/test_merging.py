from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import edits
from editor.compare import Conflict, merge
from editor.model import (
    Change,
    Document,
    Mark,
    Note,
    Segment,
    State,
    apply,
    document,
    rebase,
)
from editor.rows import Rows
from editor.text import Text
from tests.compare.hands import edited, letter
from tests.operations import operation
from tests.samples import letter as sample
from tests.strategies import documents

TOKEN = re.compile(r"(?:ours|theirs)\d+x")
seeds = st.integers(0, 1 << 40)


def merged(base: Document, ours: Document, theirs: Document) -> tuple[Document, tuple[Conflict, ...]]:
    found = merge(base, ours, theirs)
    result = apply(found.change, theirs)
    assert apply(found.change.inverse, result) == theirs
    ids = [row.id for row in result.rows]
    assert len(ids) == len(set(ids))
    for conflict in found.conflicts:
        assert conflict.row is None or Mark.NEEDS_WORK in result.rows[conflict.row].marks
    return result, found.conflicts


def typed(text: Document) -> set[str]:
    return {token for row in text.rows for token in TOKEN.findall(row.target.plain)}


def said(text: Document) -> str:
    return "\n".join([row.target.plain for row in text.rows] + [note.text for row in text.rows for note in row.notes])


def by_paragraph(seed: int) -> None:
    """Two hands in different paragraphs: the oracle takes each paragraph from who worked on it."""
    random = Random(seed)
    base = letter(random, 6)
    names = {row.unit for row in base.rows}
    mine = set(random.sample(sorted(names), 3))
    ours = edited(base, random, 8, units=mine, name="ours")
    theirs = edited(base, random, 8, units=names - mine, name="theirs")
    expected: list[Segment] = []
    for name in sorted(names):
        expected += [row for row in (ours if name in mine else theirs).rows if row.unit == name]
    result, conflicts = merged(base, ours, theirs)
    assert result.rows == Rows.of(expected)
    assert conflicts == ()


def by_row(seed: int) -> None:
    """One change each, in different rows of perhaps the same paragraph: the oracle plays one after the other."""
    random = Random(seed)
    base = letter(random, 3)
    one, two = (operation(base, random) for _ in range(2))
    second = rebase(two, one) if one and two else None
    if not one or not two or second is None:
        return
    result, conflicts = merged(base, apply(one, base), apply(two, base))
    assert result.rows == apply(second, apply(one, base)).rows
    assert conflicts == ()


def anywhere(seed: int) -> None:
    """Two hands everywhere: the order is of no account, and no word of either is lost."""
    random = Random(seed)
    base = letter(random, 3)
    ours = edited(base, random, random.randrange(8), name="ours")
    theirs = edited(base, random, random.randrange(8), name="theirs")
    result, conflicts = merged(base, ours, theirs)
    other, others = merged(base, theirs, ours)
    assert result == other
    assert [(one.row, one.base, one.ours, one.theirs) for one in conflicts] == [
        (one.row, one.base, one.theirs, one.ours) for one in others
    ]
    words = said(result)
    assert {token for token in typed(ours) | typed(theirs) if token not in words} == set()
    for conflict in conflicts:
        assert conflict.base not in (conflict.ours, conflict.theirs)
        assert conflict.ours != conflict.theirs


@given(seeds)
@settings(max_examples=50)
def test_hands_in_different_paragraphs_give_what_each_did(seed: int) -> None:
    by_paragraph(seed)


@given(seeds)
def test_changes_in_different_rows_give_both(seed: int) -> None:
    by_row(seed)


@given(seeds)
@settings(max_examples=50)
def test_hands_anywhere_lose_nothing_whichever_comes_first(seed: int) -> None:
    anywhere(seed)


@pytest.mark.torture
@pytest.mark.parametrize("play", [by_paragraph, by_row, anywhere])
@pytest.mark.timeout(600)
def test_a_thousand_merges(play: object) -> None:
    assert callable(play)
    for seed in range(1_000):
        play(seed)


@given(documents(), documents())
@settings(max_examples=25)
def test_no_edits_are_no_change(one: Document, two: Document) -> None:
    assert not merge(one, one, two).change
    assert apply(merge(one, two, one).change, one) == two
    assert apply(merge(one, two, two).change, two) == two


@given(documents(), documents(), documents())
@settings(max_examples=20)
def test_any_three_documents_merge_alike_both_ways(base: Document, ours: Document, theirs: Document) -> None:
    result, _conflicts = merged(base, ours, theirs)
    other, _others = merged(base, theirs, ours)
    assert result == other


def row_edit(base: Document, change: Change) -> Document:
    return apply(change, base)


def test_fields_merge_one_by_one() -> None:
    base = sample()
    ours = row_edit(base, edits.set_notes(base, 1, [Note("Look here")]))
    theirs = row_edit(base, edits.set_target(base, 1, Text.of("Иначе.")))
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert result.rows[1].target.plain == "Иначе."
    assert result.rows[1].notes == (Note("Look here"),)
    assert result.rows[1].state is State.DRAFT


def test_two_translations_of_one_sentence_are_asked_and_both_are_kept() -> None:
    base = sample()
    ours = row_edit(base, edits.set_target(base, 0, Text.of("Месяц назад.")))
    theirs = row_edit(base, edits.set_target(base, 0, Text.of("Тому месяц.")))
    result, conflicts = merged(base, ours, theirs)
    (conflict,) = conflicts
    assert conflict.fields == ("target",)
    assert (conflict.row, conflict.ours[0].target.plain, conflict.theirs[0].target.plain) == (
        0,
        "Месяц назад.",
        "Тому месяц.",
    )
    row = result.rows[0]
    both = row.target.plain + "".join(note.text for note in row.notes)
    assert "Месяц назад." in both
    assert "Тому месяц." in both


def test_a_split_here_and_a_translation_there_go_together() -> None:
    base = sample()
    ours = row_edit(base, edits.split(base, 3, len("Address: ")))
    theirs = row_edit(base, edits.set_target(base, 3, Text.of("Адрес")))
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert [row.target.plain for row in result.rows[3:]] == ["Адрес", "", ""]
    assert [row.source.plain for row in result.rows[3:]] == ["Address:", "a street.", "Come."]


def test_a_join_here_and_a_translation_there_go_together() -> None:
    base = sample()
    ours = row_edit(base, edits.join(base, 0))
    theirs = row_edit(base, edits.set_target(base, 0, Text.of("Месяц назад мы писали.")))
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert result.rows[0].target.plain == "Месяц назад мы писали. См. список."
    assert len(result.rows) == 4


def test_a_sentence_cut_in_two_ways_is_one_conflict() -> None:
    base = sample()
    ours = row_edit(base, edits.join(base, 0))
    theirs = row_edit(base, edits.join(base, 1))
    result, conflicts = merged(base, ours, theirs)
    (conflict,) = conflicts
    assert [row.id for row in conflict.base] == ["f1/u1/1", "f1/u1/2", "f1/u1/3"]
    assert Mark.NEEDS_WORK in result.rows[0].marks
    assert "".join(row.source.plain + row.gap.plain for row in result.rows) == "".join(
        row.source.plain + row.gap.plain for row in base.rows
    )


def test_a_review_of_the_old_words_is_not_one_of_the_new() -> None:
    base = sample()
    ours = row_edit(base, edits.set_state(base, [1], State.REVIEWED))
    theirs = row_edit(base, edits.set_target(base, 1, Text.of("Иначе.")))
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert result.rows[1].state is State.DRAFT
    assert Mark.EDITED_AFTER_REVIEW in result.rows[1].marks


def test_who_cleared_what_another_confirmed_is_asked() -> None:
    base = sample()
    ours = row_edit(base, edits.clear(base, [1]))
    theirs = row_edit(base, edits.set_state(base, [1], State.REVIEWED))
    result, conflicts = merged(base, ours, theirs)
    assert [conflict.fields for conflict in conflicts] == [("target",)]
    assert result.rows[1].target == base.rows[1].target


def test_what_one_took_away_and_the_other_edited_stays() -> None:
    base = sample()
    ours = document([*base.rows[:4]], base.head)
    theirs = row_edit(base, edits.set_target(base, 4, Text.of("Приходите.")))
    result, conflicts = merged(base, ours, theirs)
    assert [conflict.row for conflict in conflicts] == [4]
    assert result.rows[4].target.plain == "Приходите."
    untouched, none = merged(base, ours, base)
    assert (untouched, none) == (ours, ())


def test_a_moved_row_keeps_what_the_other_hand_did_to_it() -> None:
    base = sample()
    rows = list(base.rows)
    ours = document([*rows[1:], rows[0]], base.head)
    theirs = row_edit(base, edits.set_target(base, 0, Text.of("Месяц назад.")))
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert [row.id for row in result.rows] == [row.id for row in ours.rows]
    assert result.rows[4].target.plain == "Месяц назад."


def test_rows_that_both_added_are_both_there() -> None:
    base = sample()
    one, two = (Segment("f1/u9/1", Text.of(word), unit="f1/u9") for word in ("One.", "Two."))
    ours, theirs = document([*base.rows, one], base.head), document([*base.rows, two], base.head)
    result, conflicts = merged(base, ours, theirs)
    assert conflicts == ()
    assert sorted(row.source.plain for row in result.rows[5:]) == ["One.", "Two."]


def test_properties_merge_one_by_one() -> None:
    base = sample()
    ours = replace(base, head=replace(base.head, title="Another"))
    theirs = replace(base, head=replace(base.head, target_language="uk", title="A letter"))
    result, conflicts = merged(base, ours, theirs)
    assert (result.head.title, result.head.target_language, conflicts) == ("Another", "uk", ())
    clash = replace(base, head=replace(base.head, target_language="be"))
    _result, asked = merged(base, clash, theirs)
    assert asked == (Conflict(None, fields=("target_language",)),)
