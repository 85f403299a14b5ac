"""The forms of one entry: they share flags and comments, whichever of them is edited."""

from __future__ import annotations

from editor import edits
from editor.formats import ReadOptions, WriteOptions, po
from editor.model import Document, Mark, Note, State, apply
from editor.text import EMPTY, Text

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файла"\n'
CHANGED = HEADER + '#, fuzzy\n#| msgid "a file"\n' + ENTRY


def read(text: str) -> Document:
    return po.read(text.encode(), ReadOptions())


def saved(document: Document) -> str:
    return po.write(document, WriteOptions()).data.decode()


def test_clearing_one_form_leaves_the_entry_as_unsure_as_it_was() -> None:
    start = read(CHANGED)
    cleared = apply(edits.clear(start, [0]), start)
    out = saved(cleared)
    assert out == CHANGED.replace('msgstr[0] "%d файл"', 'msgstr[0] ""')
    again = read(out)
    assert [row.state for row in again.rows] == [State.UNTRANSLATED, State.DRAFT]
    assert {row.marks for row in again.rows} == {frozenset({Mark.SOURCE_CHANGED})}


def test_what_is_copied_into_one_form_makes_a_draft_of_all() -> None:
    start = read(HEADER + ENTRY)
    there = apply(edits.copy_source(start, [1]), start)
    assert {row.state for row in there.rows} == {State.DRAFT}
    assert {row.state for row in read(saved(there)).rows} == {State.DRAFT}


def test_confirming_settles_a_form_that_has_no_translation_yet_too() -> None:
    start = read(CHANGED.replace('"%d файла"', '""'))
    sure = apply(edits.confirm(start, [0]), start)
    assert all(not row.marks and row.previous is None for row in sure.rows)
    assert saved(sure) == HEADER + ENTRY.replace('"%d файла"', '""')


def test_a_note_on_any_form_is_the_entrys() -> None:
    start = read(HEADER + ENTRY)
    there = apply(edits.set_notes(start, 1, [Note("two")]), start)
    there = apply(edits.set_notes(there, 0, [Note("one")]), there)
    out = saved(there)
    assert out == HEADER + "# one\n#\n# two\n" + ENTRY
    again = read(out)
    assert {row.notes for row in again.rows} == {(Note("one\n\ntwo"),)}
    gone = apply(edits.set_notes(again, 1, []), again)
    assert saved(gone) == HEADER + ENTRY


def test_what_a_source_was_once_does_not_speak_of_a_change_in_a_draft() -> None:
    """Some tools leave ``#|`` in entries that are no longer fuzzy."""
    start = read(HEADER + '#| msgid "b"\nmsgid "a"\nmsgstr "x"\n')
    assert not start.rows[0].marks
    typed = apply(edits.set_target(start, 0, Text.of("y")), start)
    assert saved(typed) == HEADER + '#, fuzzy\nmsgid "a"\nmsgstr "y"\n'
    assert Mark.SOURCE_CHANGED not in read(saved(typed)).rows[0].marks
    assert saved(apply(edits.set_target(typed, 0, EMPTY), typed)) == HEADER + '#| msgid "b"\nmsgid "a"\nmsgstr ""\n'
