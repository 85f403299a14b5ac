"""What is left out of a large file as plainly valid is what the walk through all of it finds valid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor import xml
from editor.errors import FormatError
from editor.formats.validation import Finding, thinning, tmx, xliff1
from editor.formats.validation.findings import in_order
from editor.formats.validation.xliff1.quick import thinned

CORE = "urn:oasis:names:tc:xliff:document:1.2"
FILE = '<file original="a" source-language="en" target-language="ru" datatype="html"><body>{}</body></file>'
UNITS = (
    '<trans-unit id="{n}"><source>One &amp; two</source></trans-unit>',
    (
        '<trans-unit id="{n}" approved="yes" xml:space="preserve"><source>A</source>\n'
        '<target state="final">Б</target>\n'
        '<note from="me">n</note></trans-unit>'
    ),
    (
        '<trans-unit id="{n}" mq:status="x"><source xml:lang="EN">A <x id="1"/> <g id="2">b</g></source>'
        '<target xml:lang="ru"/></trans-unit>'
    ),
    '<group id="g{n}"><trans-unit id="{n}"><source>A</source></trans-unit></group>',
    '<group id="g1"><trans-unit id="u{n}"><source>A</source></trans-unit></group>',
    '<trans-unit id="1"><source>twice</source></trans-unit>',
    '<trans-unit id="{n}"><source xml:lang="de">A</source></trans-unit>',
    '<trans-unit id="{n}"><source>A</source><target state="odd">Б</target></trans-unit>',
    '<trans-unit id="{n}"><target>Б</target></trans-unit>',
    '<trans-unit id="{n}"><source>A<bpt id="1" rid="1"/></source></trans-unit>',
    '<trans-unit id="{n}"><source>A<ph id="1" xid="3"/></source></trans-unit>',
    '<bin-unit id="2" mime-type="text/plain"><bin-source><external-file href="a"/></bin-source></bin-unit>',
    "<note>not here</note>",
    "loose text",
)
TUS = (
    '<tu tuid="{n}"><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="ru"><seg>Б</seg></tuv></tu>',
    (
        '<tu creationdate="20260102T030405Z">\n<prop type="x">y</prop><note>n</note> '
        '<tuv xml:lang="RU"><seg>Б</seg></tuv>'
        '<tuv xml:lang="en"><seg>A</seg></tuv></tu>'
    ),
    '<tu><tuv xml:lang="de"><seg>A</seg></tuv><tuv xml:lang="ru"><seg>Б</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="x_1-"><seg>Б</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>A</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>A<bpt i="1"/></seg></tuv><tuv xml:lang="ru"><seg>Б</seg></tuv></tu>',
    '<tu changedate="today"><tuv xml:lang="en"><seg>A</seg></tuv><tuv xml:lang="ru"><seg>Б</seg></tuv></tu>',
    "<note>not here</note>",
)
HEADER = '<header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="en" '


@pytest.fixture(autouse=True, scope="module")
def _from_the_first_byte_on() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thinning, "_ENOUGH", 0)
        yield


def both(data: bytes) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    root = xml.parse(data)
    module = tmx if root.tag == "tmx" else xliff1
    return in_order(module.check(root, data)), in_order(module.check(root))


def body(pieces: list[str], start: int = 0) -> str:
    return "\n".join(piece.format(n=number) for number, piece in enumerate(pieces, start))


@given(st.lists(st.lists(st.sampled_from((*UNITS[:4], *UNITS)), max_size=9), min_size=1, max_size=2))
def test_the_quick_way_finds_in_xliff_what_the_slow_way_finds(files: list[list[str]]) -> None:
    inside = "".join(FILE.format(body(pieces)) for pieces in files)
    quick, slow = both(f'<xliff xmlns="{CORE}" xmlns:mq="MQXliff" version="1.2">{inside}</xliff>'.encode())
    assert quick == slow


@given(st.lists(st.sampled_from((*TUS[:2], *TUS)), max_size=9), st.sampled_from(["", "<!DOCTYPE tmx SYSTEM 'a.dtd'>"]))
def test_the_quick_way_finds_in_tmx_what_the_slow_way_finds(pieces: list[str], doctype: str) -> None:
    inside = f'{HEADER}datatype="plaintext"/><body>{body(pieces)}</body>'
    quick, slow = both(f'{doctype}<tmx version="1.4">{inside}</tmx>'.encode())
    assert quick == slow


def test_plain_units_but_the_first_are_left_out() -> None:
    inside = FILE.format(body([UNITS[0], UNITS[1], UNITS[2], UNITS[7], UNITS[0]], 3))
    data = f'<xliff xmlns="{CORE}" xmlns:mq="MQXliff" version="1.2">{inside}</xliff>'.encode()
    rest = thinned(etree.fromstring(data), data)
    assert [unit.get("id") for unit in rest.iter(f"{{{CORE}}}trans-unit")] == ["3", "6", "7"]
    assert [unit.sourceline for unit in rest.iter(f"{{{CORE}}}trans-unit")] == [1, 6, 7]


@pytest.mark.parametrize("doubt", [b"<!-- a -->", b"<?a?>", b"<![CDATA[]]>", b'<a xmlns="b"/>'])
def test_nothing_is_left_out_where_the_bytes_leave_doubt(doubt: bytes) -> None:
    inside = FILE.format(body([UNITS[0]] * 3))
    data = f'<?xml version="1.0"?><xliff xmlns="{CORE}" version="1.2">{inside}</xliff>'.encode()
    data = data.replace(b"</body>", doubt + b"</body>")
    assert not thinning.is_certain(data)
    root = etree.fromstring(data)
    assert thinned(root, data) is root


@pytest.mark.slow
def test_both_ways_agree_on_the_corpora(shared: Path) -> None:
    folders = [shared / "formats/corpus" / name for name in ("xliff12", "tmx", "invalid/xliff12")]
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        data = path.read_bytes()
        for changed in (data, data.replace(b"source", b"target", 1), data.replace(b'id="2"', b'id="1"', 1)):
            try:
                quick, slow = both(changed)
            except FormatError:
                continue
            assert quick == slow, path.name
