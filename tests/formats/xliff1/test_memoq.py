"""memoQ's files: each unit's state is read from memoQ's own word, and an edit changes that word alone."""

from __future__ import annotations

import pytest

from editor import edits
from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.model import Document, Mark, May, Previous, State, apply
from editor.text import Text

FILE = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="a" source-language="en" target-language="ru" datatype="x-html"><body>
<trans-unit id="1" mq:status="{status}"{more} mq:lastchangedtimestamp="2010-04-23T17:43:37Z">
<source mq:segpart="1">One</source>
<target>Раз</target>
</trans-unit>
<trans-unit id="2" mq:status="NotStarted" mq:lastchangedtimestamp="2010-04-23T17:43:37Z">
<source mq:segpart="2">Two</source>
<target></target>
</trans-unit>
</body></file></xliff>
"""
WORDS = [
    ("NotStarted", State.DRAFT, set()),
    ("PreTranslated", State.DRAFT, set()),
    ("MachineTranslated", State.DRAFT, set()),
    ("AssembledFromFragments", State.DRAFT, set()),
    ("PartiallyEdited", State.DRAFT, set()),
    ("ManuallyConfirmed", State.TRANSLATED, set()),
    ("Rejected", State.TRANSLATED, {Mark.NEEDS_WORK}),
    ("Reviewer1Confirmed", State.REVIEWED, set()),
    ("Proofread", State.FINAL, set()),
    ("SomethingNew", State.TRANSLATED, set()),
]


def read(text: str) -> Document:
    return xliff1.read(text.encode(), ReadOptions())


def saved(what: Document) -> str:
    return xliff1.write(what, WriteOptions()).data.decode()


@pytest.mark.parametrize(("word", "state", "marks"), WORDS)
def test_the_word_of_a_unit_is_its_state_and_stays_while_nothing_changes(
    word: str, state: State, marks: set[Mark]
) -> None:
    what = read(FILE.format(status=word, more=""))
    assert [(row.state, row.marks) for row in what.rows] == [(state, marks), (State.UNTRANSLATED, frozenset())]
    assert saved(what) == FILE.format(status=word, more="")
    typed = apply(edits.set_target(what, 1, Text.of("Два")), what)
    assert saved(typed) == saved(what).replace("<target></target>", "<target>Два</target>")
    done = saved(apply(edits.confirm(typed, [1]), typed))
    assert done == saved(typed).replace('"2" mq:status="NotStarted"', '"2" mq:status="ManuallyConfirmed"')


@pytest.mark.parametrize("state", list(State)[1:])
@pytest.mark.parametrize("mark", [None, *Mark])
def test_whatever_is_done_is_read_back_in_memoqs_words(state: State, mark: Mark | None) -> None:
    what = read(FILE.format(status="SomethingNew", more=""))
    done = apply(edits.set_state(what, [0], state), what)
    if mark is not None:
        done = apply(edits.set_mark(done, [0], mark, on=True, reason="why"), done)
    assert " state=" not in saved(done)
    again = read(saved(done))
    assert list(again.rows) == list(done.rows)
    back = apply(edits.set_state(again, [0], State.TRANSLATED), again)
    assert list(read(saved(back)).rows) == list(back.rows)


def test_a_locked_unit_stays_as_it_is() -> None:
    what = read(FILE.format(status="Proofread", more=' mq:locked="locked"'))
    assert [row.may for row in what.rows] == [May.NOTHING, what.rows[1].may]
    assert May.TRANSLATE in what.rows[1].may


def test_xliffs_own_word_comes_first_where_a_file_has_both() -> None:
    both = FILE.format(status="Proofread", more="").replace("<target>Раз", '<target state="needs-work">Раз')
    (row, _other) = read(both).rows
    assert (row.state, row.marks) == (State.TRANSLATED, frozenset({Mark.NEEDS_WORK}))


def test_what_stood_before_the_source_changed_goes_when_it_is_history() -> None:
    previous = "<alt-trans alttranstype='previous-version'><source>Won</source><target>Раз</target></alt-trans>"
    text = FILE.format(status="Proofread", more="").replace("Раз</target>", f"Раз</target>{previous}")
    what = read(text)
    assert what.rows[0].previous is None
    done = apply(edits.set_state(what, [0], State.TRANSLATED), what)
    assert "alt-trans" not in saved(done)
    changed = read(text.replace("Proofread", "ManuallyConfirmed"))
    assert changed.rows[0].previous == Previous(Text.of("Won"), Text.of("Раз"))
    assert changed.rows[0].marks == frozenset({Mark.SOURCE_CHANGED})
