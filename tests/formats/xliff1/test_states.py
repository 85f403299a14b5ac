from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.formats.xliff1 import states
from editor.formats.xliff1.states import Native
from editor.model import Mark, State

flags = st.frozensets(st.sampled_from(states.FLAGS))


@given(st.sampled_from(State), flags, st.booleans())
def test_what_was_written_reads_back(state: State, marks: frozenset[Mark], previous: bool) -> None:
    word, named = states.beyond(state, marks, previous=previous)
    native = Native(states.word(state, marks), bool(states.approved(state, marks)), word, named)
    filled = state is not State.UNTRANSLATED
    assert states.status(native, filled=filled, previous=previous) == (state, marks)


@given(st.sampled_from(State), flags, st.text(max_size=3), st.sampled_from(State))
def test_whoever_else_changes_the_state_has_the_last_word(
    state: State, marks: frozenset[Mark], odd: str, other: State
) -> None:
    word, named = states.beyond(state, marks, previous=False)
    for foreign in (odd, states.word(other, frozenset())):
        native = Native(foreign, approved=other is State.FINAL, word=word, marks=named)
        if not states.agrees(native, (state, marks)):
            plain = states.plain(Native(foreign, native.approved), filled=True, previous=False)
            assert states.status(native, filled=True, previous=False) == plain


@given(st.text(max_size=5), st.booleans(), st.booleans(), st.booleans())
def test_a_state_is_never_invented(value: str, approved: bool, filled: bool, previous: bool) -> None:
    state, _marks = states.plain(Native(value, approved), filled=filled, previous=previous)
    assert (state is State.UNTRANSLATED) == (not filled)
    if state in {State.REVIEWED, State.FINAL}:
        assert value in {"signed-off", "final"} or (approved and not value)
