from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from editor.edits import set_target
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.formats.spans.creation import legal
from editor.formats.xliff1.index import Index
from editor.formats.xliff1.segments import unit_rows
from editor.model import Document, Head, Link, Mark, May, Note, Previous, Segment, Shared, State, apply, document
from editor.text import EMPTY, Can, Code, Kind, Text
from tests import strategies

S = State


def file(*units: str, head: str = "", namespace: str = ' xmlns="urn:oasis:names:tc:xliff:document:1.2"') -> bytes:
    body = "\n".join(units)
    return (
        f'<?xml version="1.0"?>\n<xliff version="1.2"{namespace}>'
        f'<file original="a.txt" source-language="en" target-language="ru" datatype="plaintext"{head}>'
        f"<body>\n{body}\n</body></file></xliff>"
    ).encode()


def unit(inside: str, attributes: str = "", name: str = "1") -> str:
    return f'<trans-unit id="{name}"{attributes}>{inside}</trans-unit>'


def read(data: bytes) -> Document:
    return xliff1.read(data, ReadOptions())


def one(inside: str, attributes: str = "") -> Segment:
    (row,) = read(file(unit(inside, attributes))).rows
    return row


@pytest.mark.parametrize(
    ("target", "unit_says", "state", "marks"),
    [
        ("", "", S.UNTRANSLATED, set()),
        ("<target/>", ' approved="yes"', S.UNTRANSLATED, set()),
        ('<target state="new"></target>', "", S.UNTRANSLATED, set()),
        ('<target state="needs-translation"/>', "", S.UNTRANSLATED, set()),
        ('<target state="new">x</target>', "", S.DRAFT, set()),
        ('<target state="needs-translation">x</target>', "", S.DRAFT, set()),
        ('<target state="needs-adaptation">x</target>', "", S.DRAFT, set()),
        ('<target state="needs-l10n">x</target>', "", S.DRAFT, set()),
        ("<target>x</target>", "", S.TRANSLATED, set()),
        ('<target state="translated">x</target>', "", S.TRANSLATED, set()),
        ('<target state="x-anything">x</target>', "", S.TRANSLATED, set()),
        ('<target state="signed-off">x</target>', "", S.REVIEWED, set()),
        ('<target state="final">x</target>', "", S.FINAL, set()),
        ("<target>x</target>", ' approved="yes"', S.FINAL, set()),
        ("<target>x</target>", ' approved="no"', S.TRANSLATED, set()),
        ('<target state="needs-review-translation">x</target>', "", S.TRANSLATED, {Mark.NEEDS_WORK}),
        ('<target state="needs-review-l10n">x</target>', "", S.TRANSLATED, {Mark.NEEDS_WORK}),
        ("<target>x</target>", ' translate="no"', S.TRANSLATED, {Mark.NOT_FOR_TRANSLATION}),
    ],
)
def test_states_as_the_table_says(target: str, unit_says: str, state: State, marks: set[Mark]) -> None:
    row = one(f"<source>a</source>{target}", unit_says)
    assert (row.state, set(row.marks)) == (state, marks)


def test_what_stood_before_the_source_changed() -> None:
    row = one(
        '<source>New</source><target state="needs-review-translation">x</target><alt-trans><source>other</source>'
        '<target>z</target></alt-trans><alt-trans alttranstype="previous-version"><source>Old</source>'
        "<target>y</target></alt-trans>"
    )
    assert row.previous == Previous(Text.of("Old"), Text.of("y"))
    assert (row.state, set(row.marks)) == (State.TRANSLATED, {Mark.SOURCE_CHANGED})


def test_what_stood_before_is_history_once_somebody_read_the_target_since() -> None:
    row = one(
        '<source>New</source><target state="signed-off">x</target><alt-trans alttranstype="previous-version">'
        "<source>Old</source><target>y</target></alt-trans>"
    )
    assert (row.previous, set(row.marks), row.state) == (None, set(), S.REVIEWED)


def test_what_the_file_keeps_from_translation_stays_so() -> None:
    held = one("<source>a</source>", ' translate="no"')
    assert held.may is May.NOTHING
    data = file("<group translate='no'>", unit("<source>a</source>"), "</group>", unit("<source>b</source>", name="2"))
    first, second = read(data).rows
    assert not first.translatable
    assert second.translatable
    assert May.MARK in second.may


def test_segments_inside_a_unit_are_rows() -> None:
    inside = (
        '<source>One. Two.</source><seg-source><mrk mtype="seg" mid="a">One.</mrk> <mrk mtype="seg" mid="b">Two.</mrk>'
        '</seg-source><target><mrk mtype="seg" mid="b">Два.</mrk></target>'
    )
    first, second = read(file(unit(inside))).rows
    assert (first.source.plain, first.target, first.gap.plain) == ("One.", EMPTY, " ")
    assert (second.source.plain, second.target.plain) == ("Two.", "Два.")
    assert first.unit == second.unit
    assert [first.id, second.id] == ["f1/1/a", "f1/1/b"]
    assert Shared.STATE in first.shared
    assert May.SPLIT in first.may


def test_a_target_that_no_segment_holds_makes_one_row() -> None:
    inside = '<source>One.</source><seg-source><mrk mtype="seg" mid="a">One.</mrk></seg-source><target>Раз</target>'
    (row,) = read(file(unit(inside))).rows
    assert (row.source.plain, row.target.plain) == ("One.", "Раз")


def test_inline_codes() -> None:
    row = one(
        '<source>a<g id="1" ctype="bold">b</g><x id="2" equiv-text="{{name}}"/><bpt id="3">&lt;i></bpt>c'
        '<ept id="3">&lt;/i></ept><bx id="4" rid="7"/>d<ex id="5" rid="7"/><ph id="6">%s</ph><it id="8" pos="close">'
        '&lt;/b></it><mrk mtype="term">e</mrk></source>'
    )
    kinds = [(code.kind.value, code.pair, code.label, code.data) for code in row.source.codes]
    assert kinds == [
        ("open", "1", "bold", ""),
        ("close", "1", "bold", ""),
        ("alone", "2", "{{name}}", ""),
        ("open", "3", "i", "<i>"),
        ("close", "3", "i", "</i>"),
        ("open", "4", "", ""),
        ("close", "4", "", ""),
        ("alone", "6", "%s", "%s"),
        ("close", "8", "b", "</b>"),
        ("open", "mrk1", "term", ""),
        ("close", "mrk1", "term", ""),
    ]
    assert row.source.plain == "abcde"
    assert row.source.readable == "ab{{name}}cde"


def test_entities_of_the_dtd_and_instructions_are_locked_codes() -> None:
    body = file(unit("<source>Buy &brand; <?do it?>now &amp; <!-- quickly -->here</source>")).split(b"?>", 1)[1]
    data = b'<!DOCTYPE xliff [<!ENTITY brand "Diptych">]>' + body
    (row,) = read(data).rows
    assert row.source.plain == "Buy  now & here"
    assert [(code.label, code.can) for code in row.source.codes] == [("brand", Can.NOTHING), ("do", Can.NOTHING)]


def test_the_same_id_in_another_element_is_another_code() -> None:
    row = one('<source><g id="1">a</g><bpt id="1"/>b<ept id="1"/></source><target><bpt id="1"/><ept id="1"/></target>')
    assert [code.pair for code in row.source.codes] == ["1", "1", "1-p", "1-p"]
    assert [code.pair for code in row.target.codes] == ["1-p", "1-p"]


def test_notes() -> None:
    row = one(
        '<source>a</source><note>Class = "NSMenu"</note><note from="developer">d</note>'
        '<note from="Ann" annotates="target">mine &amp; yours</note><note from="translator" annotates="target"/>'
    )
    assert row.notes == (
        Note('Class = "NSMenu"', origin="file"),
        Note("d", origin="developer"),
        Note("mine & yours", "Ann"),
        Note(""),
    )


def test_ids_are_unique_even_where_the_file_repeats_them() -> None:
    rows = read(file(*(unit(f"<source>{n}</source>", name="same") for n in range(3)), unit("<source/>"))).rows
    assert len({row.id for row in rows}) == len({row.unit for row in rows}) == 4


def test_older_and_prefixed_files() -> None:
    for namespace in ("", ' xmlns="urn:oasis:names:tc:xliff:document:1.1"'):
        (row,) = read(file(unit("<source>a</source><target>b</target>"), namespace=namespace)).rows
        assert (row.source.plain, row.target.plain) == ("a", "b")
    data = file(unit("<source>a<g id='1'>c</g></source>")).decode().replace("</", "</x:")
    data = data.replace("xmlns=", "xmlns:x=")
    for name in ("xliff", "file", "body", "trans-unit", "source", "g"):
        data = data.replace(f"<{name}", f"<x:{name}")
    (row,) = read(data.encode()).rows
    assert row.source.marked() == "a{1}c{/1}"


def test_elements_of_others_inside_a_unit_are_passed_over() -> None:
    row = one(
        '<source>a</source><m:old xmlns:m="urn:m"><source>no</source><target>no</target></m:old>'
        "<alt-trans><target>no</target></alt-trans><target>b</target>"
    )
    assert (row.source.plain, row.target.plain) == ("a", "b")


def test_tags_that_are_none_deceive_nobody() -> None:
    data = file(
        "<!-- <trans-unit id='0'><source>no</source></trans-unit> -->",
        unit("<source><![CDATA[</source><target>not me</target>]]></source><target>yes</target>"),
        unit("<source>b</source><!-- <target>no</target> -->", name="2"),
    )
    first, second = read(data).rows
    assert first.source.plain == "</source><target>not me</target>"
    assert (first.target.plain, second.target) == ("yes", EMPTY)


def test_a_closed_source_before_another_is_the_source() -> None:
    inside = '<source xml:lang="en"/><source xml:lang="en">Four</source><alt-trans/><note/><alt-trans></alt-trans>'
    what = read(file(unit(inside), unit("<source>a</source>")))
    assert [row.source.plain for row in what.rows] == ["", "a"]
    typed = apply(set_target(what, 0, Text.of("b")), what)
    again = read(xliff1.write(typed, WriteOptions()).data)
    assert [row.target.plain for row in again.rows] == ["b", ""]


def test_the_languages_and_the_name() -> None:
    head = read(file(unit("<source/>"))).head
    assert (head.source_language, head.target_language, head.title) == ("en", "ru", "a.txt")
    asked = xliff1.read(file(), ReadOptions(source_language="de", target_language="fr")).head
    assert (asked.source_language, asked.target_language) == ("de", "fr")
    assert read(file()).warnings


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>log in</body></html>",
        b"<xliff><file></xliff>",
        b"",
        b"\x00\x01",
        b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff>&x;</xliff>',
        b'<!DOCTYPE xliff [<!ENTITY a "&b;"><!ENTITY b "&a;">]><xliff>&a;</xliff>',
        b'<?xml version="1.0" encoding="utf-7"?><xliff/>',
    ],
)
def test_what_is_broken_hostile_or_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data)


def test_an_undeclared_prefix_is_a_warning() -> None:
    found = read(file(unit("<source>a <foo:b/> c</source>")))
    assert found.warnings
    assert found.rows[0].source.plain == "a  c"


# ── What Diptych itself wrote ────────────────────────────────────────────────────────────────────────────────────


def as_held(text: Text) -> Text:
    """Return *text* as XLIFF 1.2 can hold it."""
    runs = (legal(run)[0] if isinstance(run, str) else run for run in text.without_breaks().runs)
    return Text.of(*(replace(run, data=legal(run.data)[0]) if isinstance(run, Code) else run for run in runs))


def note_as_held(note: Note) -> Note:
    if not note.origin:
        return Note(note.text, "" if note.author == "translator" else note.author)
    if (note.author or note.origin) in {"developer", "reference", "file"}:
        return Note(note.text, origin=note.author or note.origin)
    return Note(note.text, note.author or note.origin, origin="file")


def row_as_held(row: Segment) -> Segment:
    state, marks = row.state, row.marks
    target = as_held(row.target)
    if bool(target) != (state is not S.UNTRANSLATED):  # what no state is true of
        return replace(row, target=target)
    previous = row.previous and Previous(as_held(row.previous.source), as_held(row.previous.target))
    if state in {S.REVIEWED, S.FINAL} and not marks & {Mark.SOURCE_CHANGED, Mark.NEEDS_WORK}:
        previous = None  # what came before is history
    return replace(
        row,
        source=as_held(row.source),
        target=target,
        state=state,
        marks=marks,
        previous=previous,
        target_gap=None if row.target_gap is None else as_held(row.target_gap),
        notes=tuple(note_as_held(note) for note in row.notes),
        may=May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK,
        shared=Shared.NOTHING,
    )


@settings(max_examples=40)
@given(strategies.documents())
def test_what_was_written_reads_back_up_to_the_declared_losses(made: Document) -> None:
    written = xliff1.write(made, WriteOptions())
    found = read(written.data)
    assert xliff1.write(found, WriteOptions()).data == written.data
    assert found.origin is not None
    units = found.origin.spans
    assert isinstance(units, Index)
    assert list(found.rows) == [row for number in range(len(units)) for row in unit_rows(units, number, quick=False)]
    for row, back in zip(made.rows, found.rows, strict=True):
        held = row_as_held(row)
        if bool(held.target) == (row.state is not S.UNTRANSLATED):
            assert back == held
    assert found.head == replace(made.head, encoding="utf-8", skeleton=None, gone=())


def test_our_own_words_hold_only_while_the_files_say_the_same() -> None:
    ours = Segment("1", Text.of("a"), Text.of("b"), S.REVIEWED, frozenset({Mark.NEEDS_WORK}), link=Link(0.5))
    data = xliff1.write(document([ours], Head("en", "ru")), WriteOptions()).data
    assert read(data).rows[0].state is S.REVIEWED
    assert read(data).rows[0].link == Link(0.5)
    elsewhere = data.replace(b'"needs-review-translation"', b'"final"')
    assert (read(elsewhere).rows[0].state, read(elsewhere).rows[0].marks) == (S.FINAL, frozenset())


def test_a_code_is_what_it_was() -> None:
    code = Code(Kind.ALONE, "1", "two words", "", "\n", Can.DELETE)
    data = xliff1.write(document([Segment("1", Text.of(code))]), WriteOptions()).data
    assert read(data).rows[0].source.codes == (code,)


def test_ids_given_twice_are_a_warning() -> None:
    assert read(file(unit("<source>a</source>"), unit("<source>b</source>"))).warnings
    assert not read(file(unit("<source>a</source>"))).warnings


def test_sniffing() -> None:
    assert xliff1.sniff(file(unit("<source>a</source>")))
    assert xliff1.sniff(b"<xliff><file/></xliff>")
    assert xliff1.sniff('<?xml version="1.0"?><x:xliff xmlns:x="u">'.encode("utf-16"))
    assert not xliff1.sniff(b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0">')
    assert not xliff1.sniff(b"<xliff-like/><html>")
