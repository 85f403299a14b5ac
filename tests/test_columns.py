"""Columns equal what looking at every row gives, before and after edits."""

from __future__ import annotations

from itertools import chain
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from editor import columns
from editor.model import MARKS, STATES, Mark, State, apply
from editor.text import count_words
from tests.operations import operation
from tests.samples import letter


@given(seed=st.integers())
def test_columns_say_what_the_rows_say(seed: int) -> None:
    random, document = Random(seed), letter()
    columns.progress(document.rows)
    for _ in range(8):
        change = operation(document, random)
        document = apply(change, document) if change else document
    rows = list(document.rows)
    flat = chain.from_iterable
    assert [STATES[n] for n in flat(columns.states(document.rows))] == [s.state for s in rows]
    bits = list(flat(columns.marks(document.rows)))
    assert [{m for m in MARKS if columns.has(b, m)} for b in bits] == [set(s.marks) for s in rows]
    assert [not columns.idle(b) for b in bits] == [s.translatable for s in rows]
    assert list(flat(columns.sources(document.rows))) == [len(s.source) for s in rows]
    assert list(flat(columns.targets(document.rows))) == [len(s.target) for s in rows]
    assert list(flat(columns.units(document.rows))) == [s.unit for s in rows]
    told = columns.progress(document.rows)
    work = [s for s in rows if s.translatable]
    assert told.by_state == {state: sum(s.state is state for s in work) for state in STATES}
    assert told.by_mark == {mark: sum(mark in s.marks for s in rows) for mark in Mark}
    assert told.idle == len(rows) - len(work)
    assert sum(told.words_by_state.values()) == sum(count_words(s.source.plain) for s in work)
    assert columns.progress(document.rows, with_words=False).by_state == told.by_state


def test_progress_counts_confirmed_segments_and_the_words_left() -> None:
    told = columns.progress(letter().rows)
    assert (told.rows, told.for_translation, told.done) == (5, 5, 1)
    assert told.by_state[State.UNTRANSLATED] == 4
    assert told.words_left == 5 + 2 + 3 + 1
