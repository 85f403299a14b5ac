"""SDLXLIFF: each segment's state is read from its own word, and an edit changes that word alone."""

from __future__ import annotations

import pytest

from editor import edits
from editor.errors import EditError
from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.model import Document, Mark, State, apply
from editor.text import Text

FILE = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a" source-language="en" target-language="ru" datatype="x"><body>
<trans-unit id="u"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="2">Два.</mrk></target>
<sdl:seg-defs><sdl:seg id="1"{}/><sdl:seg id="2" conf="Translated" percent="99"/></sdl:seg-defs></trans-unit>
</body></file></xliff>
"""
WORDS = [
    ("Draft", State.DRAFT, set()),
    ("Translated", State.TRANSLATED, set()),
    ("RejectedTranslation", State.TRANSLATED, {Mark.NEEDS_WORK}),
    ("ApprovedTranslation", State.REVIEWED, set()),
    ("RejectedSignOff", State.REVIEWED, {Mark.NEEDS_WORK}),
    ("ApprovedSignOff", State.FINAL, set()),
    ("SomethingNew", State.TRANSLATED, set()),
]


def read(text: str) -> Document:
    return xliff1.read(text.encode(), ReadOptions())


def saved(what: Document) -> str:
    return xliff1.write(what, WriteOptions()).data.decode()


@pytest.mark.parametrize(("word", "state", "marks"), WORDS)
def test_the_word_of_a_segment_is_its_state(word: str, state: State, marks: set[Mark]) -> None:
    what = read(FILE.format(f' conf="{word}"'))
    assert [(row.state, row.marks) for row in what.rows] == [(state, marks), (State.TRANSLATED, frozenset())]
    done = apply(edits.set_state(what, [1], State.FINAL), what)
    assert saved(done) == saved(what).replace('"Translated" percent', '"ApprovedSignOff" percent')


@pytest.mark.parametrize("state", list(State)[1:])
@pytest.mark.parametrize("mark", [None, *Mark])
def test_whatever_is_done_to_one_segment_is_read_back_and_no_other_changes(state: State, mark: Mark | None) -> None:
    what = read(FILE.format(' conf="SomethingNew" locked="false"'))
    done = apply(edits.set_state(what, [0], state), what)
    if mark is not None:
        done = apply(edits.set_mark(done, [0], mark, on=True, reason="why"), done)
    again = read(saved(done))
    assert list(again.rows) == list(done.rows)
    back = apply(edits.set_state(again, [0], State.TRANSLATED), again)
    assert list(read(saved(back)).rows) == list(back.rows)


def test_an_emptied_segment_says_no_word_and_comes_back_whole() -> None:
    what = read(FILE.format(' conf="Draft"'))
    change = edits.clear(what, [0])
    done = apply(change, what)
    assert '<sdl:seg id="1"/>' in saved(done)
    assert saved(apply(change.inverse, done)) == saved(what)


def test_a_locked_segment_stays() -> None:
    what = read(FILE.format(' conf="ApprovedSignOff" locked="true"'))
    with pytest.raises(EditError, match="locked"):
        edits.set_target(what, 0, Text.of("другое"))
    assert [splice.at for splice in edits.set_state(what, [0, 1], State.DRAFT).splices] == [1]


def test_what_xliff_itself_says_of_the_state_goes_first() -> None:
    text = FILE.format(' conf="Draft"').replace("<target>", '<target state="signed-off">')
    assert [row.state for row in read(text).rows] == [State.REVIEWED, State.REVIEWED]
