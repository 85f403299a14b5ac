"""Columns told of many units at once are what their rows say, however the units are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from editor import columns
from editor.formats import ReadOptions
from editor.formats.spans import decode
from editor.formats.xliff2 import read
from editor.formats.xliff2.index import beginning, index
from editor.formats.xliff2.outline import Outline
from editor.formats.xliff2.telling import told
from editor.model import Segment
from editor.rows import Rows

Column = Callable[[Rows[Segment]], list[Any]]
COLUMNS: tuple[Column, ...] = (columns.states, columns.marks, columns.sources, columns.targets, columns.units)
TEXTS = (
    *(
        "",
        "a",
        "тест",
        "a &amp; b",
        "&lt;b&gt;",
        "&#x1F600; &#65;",
        "&#00000000065;",
        "a > b",
        "\U0001f600 \"'",
        "\r\n",
    ),
    *('<ph id="1"/>b', '<pc id="1" equiv="&lt;>">in</pc>', "<ph id='2'/>", "<!-- <pc> -->", '<cp hex="0001"/>'),
    *("<![CDATA[<source>]]>", '<mrk id="m" type="term">a</mrk>', '<sc id="4"/>a<ec startRef="4"/>'),
)
SEGMENTS = ("", ' state="translated"', ' id="s"', ' id="s" state="final"', " state='reviewed'", ' state="final" id="t"')
OTHER = (' subState="a:b" state="translated"', ' canResegment="no"', ' state="what"', " ")
UNITS = ("", ' translate="no"', ' translate="yes" name="n"', ' name="a>b"', " name='a'", ' xml:space="preserve"')
BESIDE = (
    *("", "<notes><note>n</note></notes>", "<!-- <segment> -->", "<originalData><data id='d'>x</data></originalData>"),
    '<mda:metadata><mda:metaGroup><mda:meta type="a">b</mda:meta></mda:metaGroup></mda:metadata>',
    "<mda:matches><mda:match><source>a</source><target>b</target></mda:match></mda:matches>",
    '<notes><note appliesTo="target">&lt;</note></notes>',
)


@st.composite
def units(draw: st.DrawFn, number: int) -> str:
    """Return a unit, mostly of the plainest kind."""

    def pick(kinds: Sequence[str]) -> str:
        return draw(st.sampled_from(kinds))

    parts = []
    for _turn in range(draw(st.integers(0, 3))):
        source = pick(("<source>{}</source>", '<source xml:space="preserve">{}</source>', "<source>{}</source >"))
        target = pick(("", "<target/>", "<target>{}</target>", '<target order="1">{}</target>'))
        inside = pick(("", " ")) + source.format(pick(TEXTS)) + target.format(pick(TEXTS))
        parts.append(f"<segment{pick(SEGMENTS + OTHER)}>{inside}</segment>")
        parts.append(pick(("", "", "<segment/>", "<segment></segment>", "<ignorable><source> </source></ignorable>")))
    name = pick((f'id="{number}"', f"id='{number}'", f'name="a" id="{number}"', f'id="&amp;{number}"', 'id="1"'))
    name += "" if "name=" in name else pick(UNITS)
    return f"<unit {name}>{pick(BESIDE)}{''.join(parts)}</unit>"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a file of several units, some in groups."""
    inside = [draw(units(number)) for number in range(draw(st.integers(0, 9)))]
    between = draw(st.sampled_from(("", "\r\n", '</group><group id="g" translate="no">')))
    head = '<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:x">'
    text = f'{head}<file id="f"><group id="h">{between.join(inside)}</group></file></xliff>'
    if draw(st.booleans()):
        text = re.sub(r"<(/?)(?=\w+[\s/>])(?!mda)", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
    return text.encode()


@given(files())
def test_told_at_once_is_what_the_rows_say(data: bytes) -> None:
    rows = read(data, ReadOptions()).rows
    told = [[list(part) for part in column(rows)] for column in COLUMNS]
    decoded = Rows.of(read(data, ReadOptions()).rows)
    for column, parts in zip(COLUMNS, told, strict=True):
        assert [*chain(*parts)] == [*chain(*column(decoded))]


def test_plain_units_are_told_without_a_reading() -> None:
    segment = '<segment state="final"><source>a <ph id="1"/>&amp;</source><target>b</target></segment>'
    inside = "".join(f'<unit id="{number}">{segment}{segment}</unit>' for number in range(9))
    head = '<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
    source = decode(f"{head}{inside}</file></xliff>".encode())
    found = index(source, beginning(source), own=False)
    assert found.looked is not None

    def read(number: int) -> Outline:
        raise AssertionError(number)

    columns_ = told(found, 2, 7, read)
    assert list(columns_[columns.SOURCES_COLUMN]()) == [4] * 10
    assert columns_[columns.UNITS_COLUMN] == tuple(f"f/{number // 2}" for number in range(4, 14))


def test_the_rows_of_a_plain_file_are_read_without_its_whole_text() -> None:
    head = '<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
    document = read(
        f'{head}<unit id="1"><segment><source>a</source></segment></unit></file></xliff>'.encode(), ReadOptions()
    )
    assert [row.source.plain for row in document.rows] == ["a"]
    assert columns.targets(document.rows)
    assert document.origin is not None
    source: Any = document.origin.spans
    assert "text" not in vars(source.source)
