from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import edits
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.model import Change, Document, Head, Mark, Note, Previous, Review, Segment, Splice, State, apply, document
from editor.text import EMPTY, Code, Kind, Text
from tests.formats.xliff1.test_reading import file, unit

TEXTS = [
    "a < b",
    " & co",
    '"x"',
    "x ]]> y",
    "one\ntwo",
    "Привет",
    "🎉",
    " lead",
    "مرحبا",
    "&amp;<b>",
    "tab\there",
    "c\rr",
]


def read(data: bytes) -> Document:
    return xliff1.read(data, ReadOptions())


def saved(document: Document) -> bytes:
    return xliff1.write(document, WriteOptions()).data


def typed(data: bytes, text: str | Text, row: int = 0) -> bytes:
    document = read(data)
    target = Text.of(text) if isinstance(text, str) else text
    return saved(apply(edits.set_target(document, row, target), document))


def confirmed(data: bytes, text: str) -> bytes:
    document = read(data)
    document = apply(edits.set_target(document, 0, Text.of(text)), document)
    return saved(apply(edits.confirm(document, [0]), document))


def changed(data: bytes, **fields: object) -> bytes:
    document = read(data)
    row = document.rows[0]
    return saved(apply(Change("x", (Splice(0, (row,), (replace(row, **fields),)),)), document))  # type: ignore[arg-type]


def test_what_nobody_edited_comes_back_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf" + file(unit("<source a='1'>x &quot; </source ><!-- c -->")).replace(b"\n", b"\r\n")
    assert saved(read(data)) == data


def test_a_target_is_replaced_in_place() -> None:
    data = file(unit("<source>a</source><target state='translated' x='y'>old</target>"))
    new = confirmed(data, "new")
    assert new == data.replace(b"old", b"new")


def test_typing_says_draft_and_takes_back_an_approval() -> None:
    data = file(unit('<source>a</source><target state="final">old</target>', ' approved="yes"'))
    new = typed(data, "new")
    own = b' state-qualifier="x-dtyc:draft:edited-after-review"'
    assert new == data.replace(b'"final">old', b'"needs-translation"' + own + b">new").replace(b'"yes"', b'"no"')
    document = read(new)
    assert set(document.rows[0].marks) == {Mark.EDITED_AFTER_REVIEW}
    reviewed = saved(apply(edits.set_state(document, [0], State.REVIEWED), document))
    assert reviewed == data.replace(b'"final">old', b'"signed-off">new').replace(b'"yes"', b'"no"')


def test_our_words_make_way_for_the_qualifier_of_another() -> None:
    data = file(unit('<source>a</source><target state="final" state-qualifier="tm-suggestion">b</target>'))
    new = typed(data, "c")
    assert b'state-qualifier="tm-suggestion" xmlns:dtyc="urn:diptych:1" dtyc:state="draft"' in new
    document = read(new)
    assert set(document.rows[0].marks) == {Mark.EDITED_AFTER_REVIEW}
    reviewed = saved(apply(edits.set_state(document, [0], State.REVIEWED), document))
    assert reviewed == data.replace(b'"final"', b'"signed-off"').replace(b">b<", b">c<")


def test_a_file_that_promises_to_be_strict_stays_so() -> None:
    strict = b' xsi:schemaLocation="urn:oasis:names:tc:xliff:document:1.2 xliff-core-1.2-strict.xsd"'
    data = file("  <trans-unit id='1'>", "    <source>a</source>", "    <target>b</target>", "  </trans-unit>")
    data = data.replace(b"<xliff ", b'<xliff xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' + strict + b" ")
    new = changed(data, state=State.REVIEWED, review=Review("Ann"))
    assert b'\n    <context-group purpose="x-diptych"><context context-type="x-reviewer">Ann</context><' in new
    document = read(new)
    assert document.rows[0].review == Review("Ann")
    confirmed_again = saved(apply(edits.set_state(document, [0], State.TRANSLATED), document))
    assert confirmed_again == data.replace(b"<target>", b'<target state="translated">')


def test_an_absent_target_is_put_in_with_the_files_indentation_prefix_and_line_ends() -> None:
    data = file("  <trans-unit id='1'>", "    <source>a</source>", "    <note>n</note>", "  </trans-unit>")
    data = data.replace(b"\n", b"\r\n")
    added = b'\r\n    <target state="translated">one\r\ntwo</target>'
    assert confirmed(data, "one\ntwo") == data.replace(b"</source>", b"</source>" + added)
    prefixed = b'<x:xliff xmlns:x="u"><x:trans-unit id="1"><x:source>a</x:source></x:trans-unit></x:xliff>'
    assert b'</x:source><x:target state="needs-translation">b</x:target></x:trans-unit>' in typed(prefixed, "b")


def test_an_absent_target_follows_the_segmented_source() -> None:
    inside = (
        '<source>One. Two.</source>\n<seg-source><mrk mtype="seg" mid="1">One.</mrk>  <mrk mtype="seg" mid="2">Two.'
        "</mrk></seg-source>"
    )
    new = typed(file(unit(inside)), "Два.", 1).decode()
    segments = '<mrk mtype="seg" mid="1"></mrk>  <mrk mtype="seg" mid="2">Два.</mrk>'
    assert f'{inside}<target state="needs-translation">{segments}</target>' in new


def test_a_segment_goes_behind_those_of_a_target_that_are_strangers() -> None:
    inside = '<source>One.</source><seg-source><mrk mtype="seg" mid="1">One.</mrk></seg-source>'
    stranger = '<mrk mtype="seg" mid="9">Девять.</mrk>'
    new = typed(file(unit(f"{inside}<target>{stranger}</target>")), "Один.")
    assert f'>{stranger}<mrk mtype="seg" mid="1">Один.</mrk></target>' in new.decode()
    assert read(new).rows[0].target.plain == "Один."


@pytest.mark.parametrize(
    "inside",
    [
        "<source>a</source><trans-unit id='2'><source>b</source></trans-unit>",
        "<source>a</source></trans-unit></body></file></group><file><body><trans-unit id='3'><source>c</source>",
    ],
)
def test_a_unit_inside_a_unit_is_refused_with_its_line(inside: str) -> None:
    with pytest.raises(FormatError) as trouble:
        list(read(file(unit(inside))).rows)
    assert trouble.value.line


def test_a_closed_target_is_opened_with_its_attributes() -> None:
    data = file(unit('<source>a</source><target xml:lang="ru" state="new" />'))
    expected = data.replace(b'state="new" />', b'state="translated">b</target>')
    assert confirmed(data, "b") == expected


def test_clearing_keeps_the_element_and_says_new() -> None:
    data = file(unit('<source>a</source><target state="translated">b</target>'))
    document = read(data)
    assert saved(apply(edits.clear(document, [0]), document)) == data.replace(b'"translated">b<', b'"new"><')


def test_undoing_gives_the_original_bytes() -> None:
    data = file(unit("<source>a</source>"), unit("<source>b</source><target>&#98;</target>", name="2"))
    document = read(data)
    change = edits.set_target(document, 1, Text.of("c"))
    there = apply(change, document)
    assert saved(there) != data
    assert saved(apply(change.inverse, there)) == data


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
@pytest.mark.parametrize("target", ["", "<target/>", "<target>x &quot; y</target>", "<target><![CDATA[x]]></target>"])
def test_any_text_in_any_encoding_reads_back(text: str, encoding: str, target: str) -> None:
    data = file(unit(f"<source>a</source>{target}"))
    data = data.decode().replace('version="1.0"?', f'version="1.0" encoding="{encoding}"?').encode(encoding)
    assert read(typed(data, text)).rows[0].target.plain == text


def test_a_form_that_need_not_change_is_kept() -> None:
    quoted = file(unit("<source>a</source><target>He said &quot;yes&quot; &#8212; then left</target>"))
    assert b"He said &quot;yes&quot; &#8212; then stayed<" in typed(quoted, 'He said "yes" — then stayed')
    section = file(unit("<source>a</source><target><![CDATA[<b>x</b>]]></target>"))
    assert b'<target state="needs-translation"><![CDATA[<i>y</i>]]></target>' in typed(section, "<i>y</i>")


def test_codes_are_written_as_the_file_writes_them() -> None:
    inside = "<source>a <g  id='1'>b</g><x id='2' ts='t'/> &brand; <ph id='3'>%s</ph></source>"
    data = b'<!DOCTYPE xliff [<!ENTITY brand "B">]>' + file(unit(inside)).split(b"?>", 1)[1]
    source = read(data).rows[0].source
    assert inside.replace("source", "target").split(">", 1)[1] in typed(data, source).decode()
    swapped = Text.of(source.codes[1], "x", source.codes[0])
    assert b'<ex id="1"/>x<bx id="1"/></target>' in typed(data, swapped)


def test_codes_from_elsewhere_are_made_anew() -> None:
    data = file(unit("<source>a</source>"))
    strange = Text.of(Code(Kind.ALONE, "9", "image", "<img>", raw="<w:pict/>"))
    assert b'<ph id="9" ctype="image">&lt;img></ph></target>' in typed(data, strange)


def test_unknown_values_stay_until_the_state_itself_changes() -> None:
    data = file(unit('<source>a</source><target state="x-custom" state-qualifier="q">b</target>'))
    assert changed(data, target=Text.of("c")) == data.replace(b">b<", b">c<")
    assert b'state="final" state-qualifier="q"' in changed(data, state=State.FINAL)


def test_needs_work_and_back() -> None:
    data = file(unit("<source>a</source><target>b</target>"))
    asked = changed(data, marks=frozenset({Mark.NEEDS_WORK}))
    assert asked == data.replace(b"<target>", b'<target state="needs-review-translation">')
    document = read(asked)
    assert saved(apply(edits.confirm(document, [0]), document)) == data.replace(
        b"<target>", b'<target state="translated">'
    )


def test_a_changed_source_is_told_and_resolved() -> None:
    data = file("  <trans-unit id='1'>", "    <source>a</source>", "    <target>b</target>", "  </trans-unit>")
    previous = Previous(Text.of("o & o"), Text.of("b"))
    told = changed(data, marks=frozenset({Mark.SOURCE_CHANGED}), previous=previous)
    row = read(told).rows[0]
    assert (row.previous, set(row.marks)) == (previous, {Mark.SOURCE_CHANGED})
    assert b'\n    <alt-trans alttranstype="previous-version">\n      <source>o &amp; o</source>\n' in told
    document = read(told)
    assert saved(apply(edits.confirm(document, [0]), document)) == data.replace(
        b"<target>", b'<target state="translated">'
    )


def test_history_goes_once_the_target_is_open_again() -> None:
    history = '<alt-trans alttranstype="previous-version"><source>o</source><target>p</target></alt-trans>'
    data = file(unit(f'<source>a</source><target state="signed-off">b</target>\n{history}'))
    document = read(data)
    assert document.rows[0].previous is None
    there = apply(edits.set_target(document, 0, Text.of("c")), document)
    assert list(read(saved(there)).rows) == list(there.rows)


def test_marking_not_for_translation_can_be_taken_back_later() -> None:
    data = file(unit("<source>a</source>"))
    document = read(data)
    marked = saved(apply(edits.set_mark(document, [0], Mark.NOT_FOR_TRANSLATION, on=True, reason="blog"), document))
    again = read(marked)
    assert (again.rows[0].reason, again.rows[0].translatable) == ("blog", False)
    back = saved(apply(edits.set_mark(again, [0], Mark.NOT_FOR_TRANSLATION, on=False), again))
    assert back == data


def test_notes_are_added_changed_and_taken_away() -> None:
    data = file("  <trans-unit id='1'>", "    <source>a</source>", "    <note>n</note>", "  </trans-unit>")
    old = read(data).rows[0].notes
    added = changed(data, notes=(*old, Note("mine & more")))
    assert added == data.replace(
        b"</note>", b'</note>\n    <note from="translator" annotates="target">mine &amp; more</note>'
    )
    assert changed(added, notes=old) == data
    assert b">yours<" in changed(added, notes=(*old, Note("yours")))


def test_a_review_is_kept_beside_the_unit() -> None:
    data = file(unit("<source>a</source><target>b</target>"))
    new = changed(data, state=State.REVIEWED, review=Review("Ann", "2026-01-02"))
    assert read(new).rows[0].review == Review("Ann", "2026-01-02")
    assert b'state="signed-off"' in new


def test_languages_of_the_head() -> None:
    data = file(unit("<source>a</source>"))
    document = read(data)
    changed_head = apply(edits.set_head(document, replace(document.head, target_language="uk")), document)
    assert saved(changed_head) == data.replace(b'target-language="ru"', b'target-language="uk"')


SEGMENTED = file(
    unit(
        """<source>One. Two. Three.</source>
<seg-source><mrk mtype="seg" mid="1">One. Two.</mrk> <mrk mtype="seg" mid="2">Three.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Раз. Два.</mrk> <mrk mtype="seg" mid="2">Три.</mrk></target>"""
    )
)


def test_splitting_and_joining_cut_the_segments_anew() -> None:
    document = read(SEGMENTED)
    split = edits.split(document, 0, 5, 5)
    there = apply(split, document)
    text = saved(there).decode()
    assert '<mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="1.2">Two.</mrk> <mrk mtype="seg" mid="2">' in text
    assert '<mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="1.2">Два.</mrk> <mrk mtype="seg" mid="2">' in text
    assert [(row.source, row.target) for row in read(text.encode()).rows] == [
        (row.source, row.target) for row in there.rows
    ]
    joined = apply(edits.join(there, 0), there)
    assert saved(joined) == SEGMENTED
    whole = apply(edits.join(joined, 0), joined)
    assert '<mrk mtype="seg" mid="1">Раз. Два. Три.</mrk></target>' in saved(whole).decode()


def test_a_source_that_changed_is_refused() -> None:
    for data in (SEGMENTED, file(unit("<source>a</source>"))):
        with pytest.raises(FormatError):
            changed(data, source=Text.of("other"))


def test_rows_that_are_not_the_files_are_refused() -> None:
    document = read(file(unit("<source>a</source>"), unit("<source>b</source>", name="2")))
    gone = apply(Change("x", (Splice(0, (document.rows[0],), ()),)), document)
    with pytest.raises(FormatError):
        saved(gone)


def test_control_characters_are_left_out_and_told() -> None:
    document = read(file(unit("<source>a</source>")))
    written = xliff1.write(apply(edits.set_target(document, 0, Text.of("b\x00c")), document), WriteOptions())
    assert written.losses
    assert read(written.data).rows[0].target.plain == "bc"


@given(st.lists(st.tuples(st.integers(0, 599), st.sampled_from([*TEXTS, ""])), max_size=6))
def test_saving_reads_only_what_was_edited(changes: list[tuple[int, str]]) -> None:
    units = (unit(f"<source>{n}</source><target>{n}</target>", name=str(n)) for n in range(600))
    document = read(file(*units))
    for row, text in changes:
        document = apply(edits.set_target(document, row, Text.of(text)), document)
    data = saved(document)
    assert list(read(data).rows) == list(document.rows)
    assert [row.target for row in document.rows if row.state is State.UNTRANSLATED] == [
        EMPTY for row in document.rows if not row.target
    ]


def test_a_file_of_our_own_is_patched_too() -> None:
    data = b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:dtyc="urn:diptych:1">' + (
        file(
            "<group id='u'>", unit("<source>a</source>", name="u/1"), unit("<source>b</source>", name="u/2"), "</group>"
        )
        .split(b">", 2)[2]
        .replace(b'datatype="plaintext"', b'datatype="plaintext" tool-id="diptych"')
    )
    document = read(data)
    assert [(row.id, row.unit) for row in document.rows] == [("u/1", "u"), ("u/2", "u")]
    new = typed(data, "c", 1)
    assert new == data.replace(b"<source>b</source>", b'<source>b</source><target state="needs-translation">c</target>')


def test_a_file_of_our_own_is_created_anew_where_it_cannot_be_patched() -> None:
    made = document([Segment("u/1", Text.of("a"), unit="u"), Segment("u/2", Text.of("b"), unit="u")], Head("en", "ru"))
    there = read(saved(made))
    fewer = apply(Change("x", (Splice(0, (there.rows[0],), ()),)), there)
    assert [row.id for row in read(saved(fewer)).rows] == ["u/2"]
    titled = apply(edits.set_head(there, replace(there.head, title="Letter")), there)
    assert read(saved(titled)).head.title == "Letter"
    assert xliff1.write(titled, WriteOptions()).losses == ()


def test_joining_what_has_one_state_makes_a_draft_of_the_whole_unit() -> None:
    start = read(SEGMENTED)
    start = apply(edits.clear(start, [len(start.rows) - 1]), start)
    reviewed = apply(edits.set_state(start, [0], State.REVIEWED), start)
    whole = apply(edits.join(reviewed, len(start.rows) - 2), reviewed)
    assert {row.state for row in whole.rows if row.target} == {State.DRAFT}
    again = read(saved(whole))
    assert [(row.state, row.marks) for row in again.rows] == [(row.state, row.marks) for row in whole.rows]


def test_marks_of_a_unit_without_a_target_are_kept_in_any_version() -> None:
    bare = file(unit("<source>a</source>"))
    for data in (bare, bare.replace(b"document:1.2", b"document:1.1").replace(b'"1.2"', b'"1.1"')):
        document = read(data)
        there = apply(edits.set_mark(document, [0], Mark.NEEDS_WORK, on=True), document)
        assert set(read(saved(there)).rows[0].marks) == {Mark.NEEDS_WORK}
