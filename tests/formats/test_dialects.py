"""Turns of other tools that are rare in any one corpus: each is read, edited in its own place, undone to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import edits, formats
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, May, apply
from editor.text import Text

X1 = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"{more}><file original="a" source-language="en" '
X1 += 'target-language="ru" datatype="x-a">{head}<body>{body}</body></file></xliff>'
X2 = '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"{more}>{body}</xliff>'
UNIT = '<trans-unit id="1"><source>One</source><target>Раз</target></trans-unit>'
TMX = '<tmx version="1.4"><header srclang="en" creationtool="x"/><body>{body}</body></tmx>'
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'


def x1(body: str, head: str = "", more: str = "", front: str = "") -> bytes:
    return (front + X1.format(body=body, head=head, more=more)).encode()


def x2(body: str, more: str = "") -> bytes:
    return X2.format(body=body, more=more).encode()


NESTED = x1(
    '<group id="a"><group id="b" translate="no"><trans-unit id="1"><source>No</source></trans-unit></group>'
    '<bin-unit id="b1" mime-type="image/png"><bin-source><internal-file form="base64">AA==</internal-file></bin-source>'
    f"<trans-unit id='in'><source>Alt</source></trans-unit></bin-unit>{UNIT.replace('1', '3')}</group>",
    head="<header><skl><internal-file>&lt;trans-unit&gt;<![CDATA[<trans-unit id='x'>]]></internal-file></skl></header>",
)
ENTITIES = x1(
    '<trans-unit id="1"><source>About &brand; now</source><target>О &brand;</target></trans-unit>'
    + UNIT.replace("1", "2"),
    front='<?xml version="1.0"?>\n<!DOCTYPE xliff [<!ENTITY brand "Brand &#38;amp; Co"><!-- <trans-unit> -->]>\n',
)
PREFIXED = (
    b"<x:xliff version='1.2' xmlns:x='urn:oasis:names:tc:xliff:document:1.2' xmlns='urn:else'><x:file original='a' "
    b"datatype='x' source-language='en'><x:body><trans-unit id='0'/><x:trans-unit id='1'>"
    b"\r\n <x:source>One</x:source>\r\n</x:trans-unit></x:body></x:file></x:xliff>"
)
SEGMENTS = x1(
    '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <g id="9"><mrk mtype="seg" '
    'mid="2">B.</mrk></g></seg-source><target><mrk mtype="seg" mid="1">А.<mrk mtype="x-sdl-comment">!</mrk></mrk> '
    '<g id="9"><mrk mtype="seg" mid="2"/></g></target><alt-trans mid="1"><target>x</target></alt-trans></trans-unit>'
)
INLINE = x1(
    '<trans-unit id="1"><source>a<bpt id="1" rid="1">&lt;a title="<sub>title</sub>"></bpt>b<ept id="2" rid="1">&lt;/a>'
    '</ept><it id="3" pos="open">&lt;b></it><ph id="4" equiv-text="5">%d</ph><x id="6"/><bx id="7"/>'
    '<ex id="8" rid="7"/></source><target><![CDATA[a < b]]></target></trans-unit>'
)
MODULES = x2(
    '<file id="f" canResegment="no"><skeleton href="a"/><group id="g" translate="no"><unit id="u"><segment><source>N'
    '</source></segment></unit><group id="h" translate="yes"><unit id="1"><gls:glossary><gls:glossEntry><gls:term>t'
    '</gls:term></gls:glossEntry></gls:glossary><notes><note id="n">see</note></notes><segment id="s1"><source>A <sm '
    'id="m1" type="comment" value="v"/>b</source><target>А <sm id="m1" type="comment" value="v"/>б</target></segment>'
    '<ignorable><source> </source></ignorable><segment id="s2"><source>c<em startRef="m1"/></source></segment></unit>'
    "</group></group></file>",
    ' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"',
)
FORMS = PO.format(charset="UTF-8") + (
    '#. for all\n# mine\n#, c-format, fuzzy\n#= x-sticky\n#| msgid "%d thng"\nmsgid "%d thing"\n'
    'msgid_plural "%d things"\n' + "".join(f'msgstr[{n}] "%d вещь {n}"\n' for n in range(6)) + '\n#~ msgid "gone"\n'
    '#~ msgstr "нет"\n\n#~| msgid "older"\n#~ msgid "old"\n#~ msgstr ""'
)
LANGUAGES = TMX.format(
    body='<tu tuid="a"><note>n</note><prop type="x">y</prop><tuv xml:lang="en"><seg>a<bpt i="1">&lt;b></bpt>b'
    '<ept i="1"/><hi type="x">c</hi><ph><sub>deep</sub></ph></seg></tuv><tuv xml:lang="de"><seg>d</seg></tuv>'
    '<tuv xml:lang="ru"><seg>е</seg></tuv></tu>'
).encode()
CASES = {
    "nested.xlf": NESTED,
    "entities.xlf": ENTITIES,
    "prefixed.xlf": PREFIXED,
    "segments.xlf": SEGMENTS,
    "inline.xlf": INLINE,
    "utf16.xlf": x1(UNIT, front='<?xml version="1.0" encoding="UTF-16"?>\n').decode().encode("utf-16"),
    "carriage.xlf": x1(f"\r{UNIT}\r").replace(b"><source", b">\r\t<source"),
    "koi8.xlf": x1(UNIT, front='<?xml version="1.0" encoding="koi8-r"?>').decode().encode("koi8-r"),
    "modules.xlf": MODULES,
    "forms.po": FORMS.encode(),
    "mixed.po": FORMS.replace("fuzzy\n", "fuzzy\r\n").replace("mine\n", "mine\r\n").encode(),
    "bom.po": b"\xef\xbb\xbf" + FORMS.encode(),
    **{
        f"{charset.lower()}.po": (PO.format(charset=charset) + f'msgid "a"\nmsgstr "{text}"\n').encode(charset)
        for charset, text in {
            "EUC-JP": "日本語ソ",
            "SHIFT_JIS": "ソ表能",
            "GB18030": "中文㐀",
            "KOI8-R": "Слово",
            "BIG5": "功許蓋",
            "ISO-8859-2": "żółć",
        }.items()
    },
    "languages.tmx": LANGUAGES,
}


def read(name: str, data: bytes) -> Document:
    return formats.read(data, ReadOptions(name=name))


def saved(document: Document) -> bytes:
    assert document.origin is not None
    return formats.named(document.origin.format).functions.write(document, WriteOptions()).data


@pytest.mark.parametrize("name", CASES)
def test_each_turn_is_kept_edited_in_place_and_undone(name: str) -> None:
    data = CASES[name]
    start = read(name, data)
    assert saved(start) == data
    free = [row for row, segment in enumerate(start.rows) if May.TRANSLATE in segment.may]
    assert free
    for row in free:
        text = 'a < b & "c" ]]> d' if name.endswith((".xlf", ".tmx")) else 'a "b" \\ c'
        change = edits.set_target(start, row, Text.of(text))
        typed = apply(change, start)
        out = saved(typed)
        assert [each.target for each in read(name, out).rows] == [each.target for each in typed.rows]
        assert [each.source for each in read(name, out).rows] == [each.source for each in start.rows]
        assert saved(apply(change.inverse, typed)) == data


def test_what_is_locked_nested_or_hidden_is_seen_as_it_is() -> None:
    nested = read("a.xlf", NESTED)
    assert [row.source.plain for row in nested.rows] == ["No", "Alt", "One"]
    assert [row.translatable for row in nested.rows] == [False, True, True]
    entities = read("a.xlf", ENTITIES)
    assert [code.raw for code in entities.rows[0].source.codes] == ["&brand;"]
    assert [row.source.plain for row in read("a.xlf", SEGMENTS).rows] == ["A.", "B."]
    modules = read("a.xlf", MODULES)
    assert [(row.source.plain, row.translatable) for row in modules.rows] == [("N", False), ("A b", True), ("c", True)]
    assert not any(May.SPLIT in row.may for row in modules.rows)
    assert [row.form for row in read("a.po", FORMS.encode()).rows] == list(range(6))


@settings(max_examples=200)
@given(
    name=st.sampled_from(sorted(CASES)),
    cut=st.floats(0, 1),
    size=st.integers(0, 12),
    put=st.binary(max_size=6)
    | st.sampled_from([b"<", b"&x;", b"]]>", b"\0", b"<!--", b"<!DOCTYPE a [", b'msgstr "', b"\xff"]),
)
def test_whatever_is_done_to_a_file_it_opens_and_is_kept_or_says_why_not(
    name: str, cut: float, size: int, put: bytes
) -> None:
    data = CASES[name]
    at = int(cut * len(data))
    broken = data[:at] + put + data[at + size :]
    try:
        document = formats.read(broken, ReadOptions(name=name))
        for row in document.rows:
            assert row.id
    except FormatError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, an error must speak
        return
    assert saved(document) == broken
