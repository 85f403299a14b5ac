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
from editor.formats.xliff1 import read
from editor.formats.xliff1.index import index
from editor.formats.xliff1.telling import tell
from editor.formats.xliff1.usual import reader
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
        "&quot;&apos;",
        "&#x1F600; &#65;",
        "&#00000000065;",
        "a > b",
        "\U0001f600 \"'",
        "\r\n",
    ),
    *(
        '<x id="1"/>b',
        '<g id="1" equiv-text="&lt;>">in</g>',
        "<g id='2'/>",
        '<ph id="3">&lt;br&gt;</ph>',
        "<!-- <g> -->",
    ),
    *("<![CDATA[<source>]]>", '<mrk mtype="term">a</mrk>', '<bx id="4"/>a<ex id="4"/>'),
)
TARGETS = (
    "",
    ' state="translated"',
    ' state="final" dtyc:x="y"',
    " state='needs-translation'",
    ' state="signed-off" a=">"',
)
BESIDE = (
    *(
        "<note/>",
        "<note>n</note>",
        '<note from="x">&lt;</note>',
        "<!-- <target> -->",
        "<?a b?>",
        "<prop-group><prop/></prop-group>",
    ),
    "<alt-trans><source>o</source><target>p</target><note>q</note></alt-trans>",
    '<alt-trans alttranstype="previous-version"><source>o</source><target>p</target></alt-trans>',
    '<context-group purpose="location"><context context-type="sourcefile">a</context></context-group>',
    "<seg-source><mrk mtype='seg' mid='1'>a</mrk></seg-source>",
)
UNITS = (
    "",
    ' approved="yes"',
    ' translate="no"',
    ' resname="a>b"',
    " resname='a'",
    ' xml:space="preserve"',
    ' a="&amp;"',
)
NAMES = ('id="{0}"', 'id="1"', "id='{0}'", 'datatype="a" id="{0}"', 'id="&amp;{0}"', "")


@st.composite
def units(draw: st.DrawFn, prefix: str) -> str:
    """Return a unit, mostly of the usual kind."""

    def pick(kinds: Sequence[str]) -> str:
        return draw(st.sampled_from(kinds))

    beside = "".join(draw(st.lists(st.sampled_from(BESIDE), max_size=2)))
    source = f"<source>{pick(TEXTS)}</source>" if draw(st.booleans()) else pick(("<source/>", "<source a='b'/>"))
    target = pick(("", "<target/>", f"<target{pick(TARGETS)}>{pick(TEXTS)}</target >"))
    name = pick(NAMES).format(draw(st.integers(0, 99)))
    inside = f"{pick(('', '  ', beside))}{source}{target}{beside}"
    whole = f"<trans-unit {name}{pick(UNITS)}>{inside}</trans-unit>"
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}:", whole) if prefix else whole


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a file of several units, some in groups."""
    prefix = draw(st.sampled_from(("", "p")))
    p, name = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    inside = draw(st.lists(st.one_of(units(prefix), st.just(f'</{p}group><{p}group id="g">')), max_size=12))
    space = draw(st.sampled_from(("", " ", "\r\n")))
    head = f'<{p}xliff version="1.2" {name}="urn:oasis:names:tc:xliff:document:1.2" xmlns:dtyc="urn:x">'
    tool = draw(st.sampled_from(("", ' tool-id="diptych"')))
    body = f"<{p}body><{p}group>{space.join(inside)}</{p}group></{p}body>"
    return f'{head}<{p}file original="a" source-language="en"{tool}>{body}</{p}file></{p}xliff>'.encode()


@given(files())
def test_told_at_once_is_what_the_rows_say(data: bytes) -> None:
    rows = read(data, ReadOptions()).rows
    told = [[list(part) for part in column(rows)] for column in COLUMNS]
    decoded = Rows.of(read(data, ReadOptions()).rows)
    for column, parts in zip(COLUMNS, told, strict=True):
        assert [*chain(*parts)] == [*chain(*column(decoded))]


def test_what_is_usual_is_told_without_a_reading() -> None:
    units = "".join(
        f'<trans-unit id="{n}"><source>a <x id="1"/>&amp;</source><target>b</target></trans-unit>' for n in range(9)
    )
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"><body>'
    found = index(decode(f"{head}{units}</body></file></xliff>".encode()))

    def read_one(number: int) -> list[object]:
        raise AssertionError(number)

    told = tell(found, 2, 7, read_one)  # type: ignore[arg-type]
    assert list(told[columns.SOURCES_COLUMN]()) == [4] * 5
    assert told[columns.UNITS_COLUMN] == tuple(f"f1/{number}" for number in range(2, 7))
    assert reader(found)(3) is not None


def test_the_rows_of_a_plain_file_are_read_without_its_whole_text() -> None:
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"><body>'
    document = read(
        f'{head}<trans-unit id="1"><source>a</source></trans-unit></body></file></xliff>'.encode(), ReadOptions()
    )
    assert [row.source.plain for row in document.rows] == ["a"]
    assert columns.targets(document.rows)
    assert document.origin is not None
    source: Any = document.origin.spans
    assert "text" not in vars(source.source)
