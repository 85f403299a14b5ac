"""Small files of other tools' kinds: what their states mean, and exactly which characters an edit writes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.edits import clear, confirm, copy_source, join, set_mark, set_notes, set_state, set_target, split
from editor.errors import FormatError
from editor.formats.options import ReadOptions, WriteOptions
from editor.formats.validation import check
from editor.formats.xliff2 import read, write
from editor.model import Change, Document, Head, Mark, May, Note, Previous, Review, Segment, Splice, State, apply
from editor.text import Can, Code, Kind, Text

FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">
<file id="f">
<unit id="u">
{inside}
</unit>
</file>
</xliff>
"""


def document(inside: str) -> Document:
    return read(FRAME.format(inside=inside).encode(), ReadOptions())


def inside(what: Document) -> str:
    """Return the unit's inside as it is saved, once it was checked that nothing around it changed."""
    text = write(what, WriteOptions()).data.decode()
    before, _mark, after = FRAME.partition("{inside}")
    assert text.startswith(before[: before.index("<unit")])
    assert text.endswith(after)
    return text[text.index("<unit") : len(text) - len(after)].partition("\n")[2]


def row(state: str, target: str | None) -> Segment:
    filled = "" if target is None else f"<target>{target}</target>"
    return document(f"<segment{state}><source>Yes</source>{filled}</segment>").rows[0]


@pytest.mark.parametrize(
    ("state", "target", "meant"),
    [
        ("", None, State.UNTRANSLATED),
        ("", "", State.UNTRANSLATED),
        (' state="translated"', "", State.UNTRANSLATED),
        (' state="initial"', "Да", State.DRAFT),
        ("", "Да", State.TRANSLATED),
        (' state="translated"', "Да", State.TRANSLATED),
        (' state="someday"', "Да", State.TRANSLATED),
        (' state="reviewed"', "Да", State.REVIEWED),
        (' state="final"', "Да", State.FINAL),
    ],
)
def test_states_mean_what_the_table_says(state: str, target: str | None, meant: State) -> None:
    assert row(state, target).state is meant


@pytest.mark.parametrize(
    ("sub_state", "mark"),
    [
        ("poedit:fuzzy", Mark.NEEDS_WORK),
        ("dtyc:needs-work", Mark.NEEDS_WORK),
        ("dtyc:source-changed", Mark.SOURCE_CHANGED),
        ("dtyc:edited-after-review", Mark.EDITED_AFTER_REVIEW),
        ("my:thing", None),
    ],
)
def test_sub_states_mean_marks(sub_state: str, mark: Mark | None) -> None:
    found = row(f' state="translated" subState="{sub_state}"', "Да")
    assert found.marks == (frozenset({mark}) if mark else frozenset())


def edited(text: str, *edits: str) -> str:
    """Make edits, named as the functions below, in the first row of a unit."""
    what = document(text)
    for edit in edits:
        what = apply(EDITS[edit](what), what)
    return inside(what)


EDITS = {
    "type": lambda what: set_target(what, 0, Text.of("Да & нет\n]]>")),
    "confirm": lambda what: confirm(what, [0]),
    "clear": lambda what: clear(what, [0]),
    "copy": lambda what: copy_source(what, [0]),
    "review": lambda what: set_state(what, [0], State.REVIEWED),
    "needs work": lambda what: set_mark(what, [0], Mark.NEEDS_WORK, on=True),
    "works": lambda what: set_mark(what, [0], Mark.NEEDS_WORK, on=False),
    "skip": lambda what: set_mark(what, [0], Mark.NOT_FOR_TRANSLATION, on=True),
    "split": lambda what: split(what, 0, what.rows[0].source.plain.index(" ") + len(what.rows[0].source.codes)),
    "join": lambda what: join(what, 0),
    "note": lambda what: set_notes(what, 0, [*what.rows[0].notes, Note("Hm", "Vera")]),
}
YES = "  <source>Yes</source>\n"
TYPED = "Да &amp; нет\n]]&gt;"
SPLIT = """</source>
</segment>
<ignorable>
  <source xml:space="preserve"> </source>
</ignorable>
<segment id="a.2">
  <source>"""


def seg(said: str = "", target: str = "", source: str = YES) -> str:
    """Write a segment with these attributes and this target element."""
    return f"<segment{said}>\n{source}{target and f'  {target}'}{target and chr(10)}</segment>"


def full(said: str = "", target: str = "Да") -> str:
    """Write a segment with a target that says this."""
    return seg(said, f"<target>{target}</target>")


def source(text: str) -> str:
    """Write a segment "a" with this source."""
    return seg(' id="a"', source=f"  <source>{text}</source>\n")


TWO = "<segment><source>One.</source></segment><ignorable><source> </source></ignorable>"
SPACE = "<source xml:space='preserve'>Yes</source>"
PRESERVED = SPACE + f"<target xml:space='preserve'>{TYPED}</target>"
AFTER_REVIEW = ' state="initial" subState="dtyc:edited-after-review"'
ODD = ' state="someday" subState="my:x"'


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        # a target where there was none, with the file's own layout
        (seg(), ["type"], full(' state="initial"', TYPED)),
        (seg(), ["type", "confirm"], full(' state="translated"', TYPED)),
        (f"<segment id='s'>{SPACE}</segment>", ["type"], f"<segment id='s' state=\"initial\">{PRESERVED}</segment>"),
        # one that was empty, one that says more than its text
        (seg("", "<target/>"), ["type"], full(' state="initial"', TYPED)),
        (seg("", '<target order="1" />'), ["copy"], seg(' state="initial"', '<target order="1">Yes</target>')),
        (full("", "<![CDATA[a <b>]]>"), ["copy", "confirm"], full("", "<![CDATA[Yes]]>")),
        (full("", "Да<!-- ? -->"), ["copy", "confirm"], full("", "Yes<!-- ? -->")),
        # emptied
        (full(' state="translated"'), ["clear"], seg(' state="initial"')),
        (full(), ["clear"], seg()),
        (
            seg(' state="final"', '<target order="1">Да</target>'),
            ["clear"],
            seg(AFTER_REVIEW, '<target order="1"></target>'),
        ),
        # states and marks
        (full(), ["confirm"], full()),
        (full(ODD), ["confirm"], full(ODD)),
        (full(' state="translated" subState="my:x"'), ["review"], full(' state="reviewed"')),
        (full(' state="translated" subState="poedit:fuzzy"'), ["confirm"], full(' state="translated"')),
        (full(), ["needs work"], full(' state="translated" subState="dtyc:needs-work"')),
        (full(), ["needs work", "works"], full()),
        # structure
        (source("One. Two."), ["split"], source(f"One.{SPLIT}Two.")),
        (
            source('<pc id="1" dispStart="b">One. Two.</pc>'),
            ["split"],
            source(f'<sc id="1" disp="b"/>One.{SPLIT}Two.<ec startRef="1"/>'),
        ),
        (source("One. &quot;Two.&quot;"), ["split", "join"], source("One. &quot;Two.&quot;")),
        (f"{TWO}<segment><source>Two.</source></segment>", ["join"], "<segment><source>One. Two.</source></segment>"),
    ],
)
def test_an_edit_writes_just_this(before: str, edits: list[str], after: str) -> None:
    assert edited(before, *edits) == after


def test_a_note_goes_where_notes_go() -> None:
    ours = '<note xmlns:dtyc="urn:diptych:1" id="n1" dtyc:segment="s" dtyc:author="Vera">Hm</note>'
    plain = f'<segment id="s">\n{YES}</segment>'
    assert edited(plain, "note") == f"<notes>\n  {ours}\n</notes>\n{plain}"
    there = f'<notes>\n  <note id="n1">theirs</note>\n</notes>\n{plain}'
    again = f'<notes>\n  <note id="n1">theirs</note>\n  {ours.replace("n1", "n1-2")}\n</notes>\n{plain}'
    assert edited(there, "note") == again


def test_a_note_leaves_an_empty_target_alone() -> None:
    assert edited(seg(' id="s"', "<target/>"), "note").endswith(seg(' id="s"', "<target/>"))


def test_what_is_not_for_translation_is_said_of_the_unit() -> None:
    what = document(f"<segment>\n{YES}</segment>")
    what = apply(set_mark(what, [0], Mark.NOT_FOR_TRANSLATION, on=True, reason="a name"), what)
    text = write(what, WriteOptions()).data.decode()
    assert '<unit id="u" translate="no">\n<mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">' in text
    assert list(read(text.encode(), ReadOptions()).rows) == list(what.rows)


def test_rows_know_what_their_file_permits() -> None:
    plain = "<segment><source>Yes</source></segment>"
    assert May.SPLIT in document(plain).rows[0].may
    assert May.EDIT_SOURCE not in document(plain).rows[0].may
    fixed = document(plain.replace("<segment", '<segment canResegment="no"')).rows[0]
    assert not fixed.may & (May.SPLIT | May.JOIN)
    assert document("<segment/>").rows[0].may is May.NOTHING


def test_an_annotation_decides_what_is_for_translation() -> None:
    rows = document(
        '<segment><source><mrk id="m" translate="no">ACME</mrk></source></segment>'
        '<segment><source>The <mrk id="n" translate="no">ACME</mrk> shop</source></segment>'
    ).rows
    assert [row.marks for row in rows] == [{Mark.NOT_FOR_TRANSLATION}, frozenset()]
    assert May.MARK not in rows[0].may


def test_codes_are_read_with_what_they_stand_for() -> None:
    row = document(
        '<originalData><data id="d">&lt;br/></data></originalData>'
        '<segment><source>a<ph id="1" dataRef="d" type="fmt" subType="xlf:lb" equiv="\n" canDelete="no"/>'
        '<sc id="2" type="link"/>b<ec startRef="2"/><?tab?><cp hex="0007"/></source></segment>'
    ).rows[0]
    assert row.source == Text.of(
        "a",
        Code(Kind.ALONE, "1", "line break", "<br/>", " ", Can.COPY | Can.REORDER),
        Code(Kind.OPEN, "2", "link"),
        "b",
        Code(Kind.CLOSE, "2", "link"),
        Code(Kind.ALONE, "tab", "tab", can=Can.NOTHING),
        "\x07",
    )


DTD = '<!DOCTYPE xliff [<!ENTITY brand "Diptych">]>\n'


def test_an_entity_of_the_files_own_is_a_code_that_is_written_back() -> None:
    text = DTD + FRAME.partition("\n")[2].format(inside="<segment><source>By &brand;</source></segment>")
    what = read(text.encode(), ReadOptions())
    data = write(apply(copy_source(what, [0]), what), WriteOptions()).data
    assert data.startswith(DTD.encode())
    assert b"<target>By &brand;</target>" in data


def test_a_prefix_line_ends_and_a_legacy_encoding_are_kept() -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\r\n<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" '
        'version="2.0" srcLang="fr">\r\n<x:file id="f"><x:unit id="u">\r\n  <x:segment>\r\n    <x:source>é</x:source>'
        "\r\n  </x:segment>\r\n</x:unit></x:file>\r\n</x:xliff>"
    )
    what = read(text.encode("latin-1"), ReadOptions(target_language="ru"))
    data = write(apply(set_target(what, 0, Text.of("э\né\x01")), what), WriteOptions()).data
    done = text.replace(' srcLang="fr"', ' srcLang="fr" trgLang="ru"').replace(
        "<x:segment>", '<x:segment state="initial">'
    )
    new = '</x:source>\r\n    <x:target>&#1101;\r\né<x:cp hex="0001"/></x:target>'
    assert data.decode("latin-1") == done.replace("</x:source>", new)


def test_a_code_used_twice_gets_an_id_of_its_own() -> None:
    what = document('<segment><source><ph id="1"/>a</source></segment>')
    code = what.rows[0].source.codes[0]
    what = apply(set_target(what, 0, Text.of(code, "б", code)), what)
    assert '<target><ph id="1"/>б<ph id="1-2"/></target>' in inside(what)
    assert '<mda:meta type="codes">1-2=1</mda:meta>' in inside(what)
    assert read(write(what, WriteOptions()).data, ReadOptions()) == what


def test_what_stood_there_before_becomes_a_match() -> None:
    what = document("<segment><source>Yes!</source><target>Да</target></segment>")
    new = replace(
        what.rows[0],
        marks=frozenset({Mark.SOURCE_CHANGED}),
        previous=Previous(Text.of("Yes"), Text.of("Да")),
        review=Review("Vera", "2026-02-01"),
    )
    after = apply(Change("", (Splice(0, (what.rows[0],), (new,)),)), what)
    text = inside(after)
    assert '<mtc:match ref="#s1" type="tm" subType="dtyc:previous-source" similarity="100">' in text
    assert '<segment id="s1" state="translated" subState="dtyc:source-changed">' in text
    again = read(write(after, WriteOptions()).data, ReadOptions())
    assert again == after
    assert write(apply(Change("", (Splice(0, (new,), (what.rows[0],)),)), after), WriteOptions()).data == (
        FRAME.format(inside="<segment><source>Yes!</source><target>Да</target></segment>").encode()
    )


def test_paragraphs_of_somebody_elses_file_cannot_go() -> None:
    what = document("<segment><source>Yes</source></segment>")
    without = apply(Change("", (Splice(0, (what.rows[0],), ()),)), what)
    with pytest.raises(FormatError, match="keeps its own paragraphs"):
        write(without, WriteOptions())


def test_a_file_becomes_one_of_another_version() -> None:
    what = document('<segment id="s"><source>xmlns="urn:oasis:names:tc:xliff:document:2.0"</source></segment>')
    made = write(what, WriteOptions(version="2.2")).data
    assert made == (
        FRAME.format(inside='<segment id="s"><source>xmlns="urn:oasis:names:tc:xliff:document:2.0"</source></segment>')
        .replace('2.0" version="2.0"', '2.2" version="2.2"')
        .encode()
    )
    again = read(made, ReadOptions())
    assert again == what
    assert write(again, WriteOptions(version="2.0")).data == what.origin.data if what.origin else False


def test_a_version_that_is_none_is_refused() -> None:
    with pytest.raises(FormatError, match=r"no XLIFF 2\.7"):
        write(document("<segment><source>a</source></segment>"), WriteOptions(version="2.7"))


MODULES = ' xmlns:p="urn:oasis:names:tc:xliff:pgs:1.0" xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0"'
NEWEST = FRAME.replace("2.0", "2.2").replace(' srcLang="en"', f'{MODULES} srcLang="en"')


def test_what_another_version_does_not_permit_goes_and_is_told_with_its_number() -> None:
    notes = '<notes><note id="n" ref="#s">x</note><note id="o" category="a>b"\n ref = "#s">y</note></notes>'
    segment = '<segment id="s" p:case="one"><source>a</source></segment>'
    head = '<notes><note id="r">all</note></notes>\n<!-- kept --><m:metadata><m:metaGroup/></m:metadata>'
    text = (
        NEWEST.format(inside=notes + segment)
        .replace("<file", f"{head}<file", 1)
        .replace("<unit", '<unit p:switch="p:plural"')
    )
    what = read(text.encode(), ReadOptions())
    made = write(what, WriteOptions(version="2.1"))
    assert [sentence.rpartition(": ")[2] for sentence in made.losses] == [
        "2 left out.",
        "2 marks of it left out.",
        "2 references left out.",
    ]
    assert not [one for one in check(made.data, "xliff2") if one.severity == "error"]
    assert b"<!-- kept -->" in made.data
    assert [row.source for row in read(made.data, ReadOptions()).rows] == [row.source for row in what.rows]
    assert not write(what, WriteOptions(version="2.2")).losses


def test_what_were_forms_of_one_text_have_ids_of_their_own_where_no_version_knows_them() -> None:
    inside = '<segment p:case="{}"><source>a<ph id="1"/><sc id="2"/>b<ec startRef="2"/></source></segment>'
    text = NEWEST.format(inside=inside.format("one") + inside.format("other")).replace(
        "<unit", '<unit p:switch="p:plural"'
    )
    what = read(text.encode(), ReadOptions())
    made = write(what, WriteOptions(version="2.0"))
    assert not [one for one in check(made.data, "xliff2") if one.severity == "error"]
    first, second = (row.source for row in read(made.data, ReadOptions()).rows)
    assert (first.plain, second.plain) == ("ab", "ab")
    assert [code.pair for code in second.codes] == ["1-2", "2-2", "2-2"]


def test_what_is_only_declared_is_no_loss() -> None:
    plain = '<segment id="s"><source>a</source></segment>'
    assert write(read(NEWEST.format(inside=plain).encode(), ReadOptions()), WriteOptions(version="2.0")).losses == ()


def test_a_history_of_changes_is_kept_in_the_newest_version_and_told() -> None:
    tracked = FRAME.replace(' srcLang="en"', ' xmlns:c="urn:oasis:names:tc:xliff:changetracking:2.0" srcLang="en"')
    plain = "<segment><source>a</source></segment>"
    for inside, losses in ((plain, 0), (f"<c:changeTrack/>{plain}", 1)):
        what = read(tracked.format(inside=inside).encode(), ReadOptions())
        assert len(write(what, WriteOptions(version="2.2")).losses) == losses


def test_languages_are_changed_in_the_root_and_a_title_is_told_to_be_lost() -> None:
    what = document("<segment><source>Yes</source></segment>")
    made = write(replace(what, head=replace(what.head, target_language="uk", title="T")), WriteOptions())
    assert b'srcLang="en" trgLang="uk">' in made.data
    assert "title" in made.losses[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html/>", "root element is “html”"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "open it as XLIFF 1.2"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file>', "line 1"),
        (b"", "well-formed"),
    ],
)
def test_what_is_no_xliff_2_is_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read(data, ReadOptions())


def test_the_head_of_a_file_without_languages_is_what_the_user_says() -> None:
    data = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="3"><file id="f"/></xliff>'
    what = read(data, ReadOptions(source_language="en", target_language="ru"))
    assert what.head == Head("en", "ru")
    assert len(what.warnings) == 3


@pytest.mark.parametrize(
    "body",
    [
        '<file id="f"><unit id="1"><unit id="1"></unit></unit></file><unit id="1"></unit>',
        '<unit id="1"><segment><source>One</source></segment></unit><file id="f"/>',
    ],
)
def test_units_in_no_file_are_no_rows_and_come_back(body: str) -> None:
    data = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">{body}</xliff>'.encode()
    what = read(data, ReadOptions())
    assert list(what.rows) == []
    assert write(what, WriteOptions()).data == data


def test_a_second_target_does_not_become_the_first_when_that_is_cleared() -> None:
    what = document(seg("", "<source>One</source><target>uno</target><target>due</target>"))
    back = read(write(apply(clear(what, [0]), what), WriteOptions()).data, ReadOptions())
    assert back.rows[0].target == Text()


@pytest.mark.parametrize(
    "inner",
    [
        "<segment><source>Two</source></segment>",
        '<unit id="v"><segment><source>Two</source></segment></unit>',
        "<source>Two</source>",
    ],
)
@pytest.mark.parametrize(
    "where", ["<source>One {}</source>", "<source>One</source>{}", "<source>One</source><target>{}</target>"]
)
def test_what_stands_where_it_may_not_is_no_row_and_stays(where: str, inner: str) -> None:
    what = document(f"<segment>{where.format(inner)}</segment><segment><source>Three</source></segment>")
    assert [len(list(what.rows)), len(what.rows), what.rows[1].source.plain] == [2, 2, "Three"]
    data = write(apply(set_target(what, 1, Text.of("tre")), what), WriteOptions()).data
    assert inner in data.decode()
    assert read(data, ReadOptions()).rows[1].target.plain == "tre"
