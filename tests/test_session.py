"""The session: undo and redo of everything, the saved mark, listeners, each segment's past."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import edits
from editor.model import Head, Segment, State, apply, document
from editor.session import Session
from editor.text import Text
from tests.operations import operation
from tests.samples import letter

if TYPE_CHECKING:
    from editor.model import Change


def play(session: Session, random: Random, steps: int) -> None:
    for _ in range(steps):
        change = operation(session.document, random)
        if change is not None:
            session.do(change)


@given(seed=st.integers())
def test_undoing_all_is_the_start_and_redoing_all_the_end(seed: int) -> None:
    start = letter()
    session = Session(start)
    play(session, Random(seed), 15)
    end = session.document
    while session.undo():
        pass
    assert session.document == start
    assert not session.modified
    while session.redo():
        pass
    assert session.document == end


@given(seed=st.integers(), saved=st.integers(0, 8), back=st.integers(0, 8))
def test_the_saved_mark_follows_undo_and_redo(seed: int, saved: int, back: int) -> None:
    session = Session(letter())
    random = Random(seed)
    play(session, random, saved)
    session.saved()
    on_disk = session.document
    play(session, random, 4)
    for _ in range(back):
        session.undo()
    if not session.modified:
        assert session.document == on_disk


def test_what_was_saved_and_then_overwritten_by_another_edit_stays_modified() -> None:
    session = Session(letter())
    session.do(edits.set_target(session.document, 0, Text.of("а")))
    session.saved()
    seen = [session.modified]
    session.undo()
    seen.append(session.modified)
    session.do(edits.set_target(session.document, 0, Text.of("б")))
    session.undo()
    seen.append(session.modified)
    assert seen == [False, True, True]


def test_listeners_hear_what_was_applied_until_they_stop() -> None:
    session = Session(letter())
    heard: list[Change] = []
    copy = session.document

    def listen(change: Change) -> None:
        nonlocal copy
        heard.append(change)
        copy = apply(change, copy)

    stop = session.listen(listen)
    session.do(edits.set_target(session.document, 0, Text.of("а")))
    session.undo()
    session.redo()
    assert len(heard) == 3
    assert copy == session.document
    stop()
    session.undo()
    assert len(heard) == 3


def test_a_change_that_changes_nothing_is_no_step() -> None:
    session = Session(letter())
    assert not session.do(edits.confirm(session.document, [0]))
    assert session.undo_label == ""
    assert session.undo() is None
    assert session.redo() is None


def test_labels_say_what_would_be_undone() -> None:
    session = Session(letter())
    session.do(edits.copy_source(session.document, [0]))
    assert session.undo_label == "Copy source"
    session.undo()
    assert session.redo_label == "Copy source"


def test_each_segment_has_a_past_latest_first() -> None:
    now = [100.0]
    session = Session(letter(), clock=lambda: now[0])
    for word in ("а", "б"):
        session.do(edits.set_target(session.document, 0, Text.of(word)))
        now[0] += 60
    past = session.past("f1/u1/1")
    assert [(entry.target.plain, entry.when) for entry in past] == [("а", 160.0), ("", 100.0)]
    assert past[0].state == State.DRAFT.value
    assert session.past("f1/u1/3") == ()


def test_properties_are_undone_too() -> None:
    session = Session(letter())
    session.do(edits.set_head(session.document, Head("en", "uk", "A letter")))
    assert session.modified
    session.undo()
    assert session.document.head.target_language == "ru"


@pytest.mark.parametrize("seed", range(3))
def test_five_hundred_random_actions_undone_are_the_start(seed: int) -> None:
    start = letter()
    session = Session(start)
    play(session, Random(seed), 500)
    assert session.document != start
    while session.undo():
        pass
    assert session.document == start


def test_saved_means_what_was_written_not_what_came_after() -> None:
    session = Session(document([Segment("1", Text.of("One."))]))
    session.do(edits.set_target(session.document, 0, Text.of("Раз")))
    point = session.point
    session.do(edits.set_target(session.document, 0, Text.of("Раз.")))
    session.saved_at(point)
    seen = [session.modified]
    session.undo()
    seen.append(session.modified)
    session.undo()
    session.do(edits.set_target(session.document, 0, Text.of("Один.")))
    session.saved_at(point)
    seen.append(session.modified)
    session.undo()
    seen.append(session.modified)
    assert seen == [True, False, True, True]


def test_a_listener_that_fails_keeps_no_other_from_hearing() -> None:
    session = Session(document([Segment("1", Text.of("One."))]))
    heard: list[str] = []

    def fail(_change: Change) -> None:
        heard.append("first")
        raise KeyError("broken")

    session.listen(fail)
    session.listen(lambda _change: heard.append("second"))
    with pytest.raises(KeyError):
        session.do(edits.set_target(session.document, 0, Text.of("Раз")))
    assert heard == ["first", "second"]
    assert session.document.rows[0].target.plain == "Раз"


def test_a_change_is_held_until_it_is_taken_back() -> None:
    session = Session(letter())
    first = edits.set_target(session.document, 0, Text.of("а"))
    seen = [session.holds(first)]
    session.do(first)
    seen.append(session.holds(first))
    session.undo()
    seen.append(session.holds(first))
    assert seen == [False, True, False]
