"""What the bytes alone show to be valid is what the walk through the tree finds valid."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor.formats.validation import Finding, xliff2
from editor.formats.validation.xliff2.quick import sound

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru"><file id="f">'
PIECES = (
    '<unit id="{n}"><segment><source>One &amp; two</source></segment></unit>',
    '<unit id="{n}" name="a b">\n<segment id="s" state="final"><source>A</source>\n<target/></segment></unit>',
    '<unit id="{n}"><segment state="final"><source>A</source><target>Б</target></segment></unit>',
    '<unit id="{n}"><segment state="final"><source>A</source></segment></unit>',
    '<unit id="{n}"><segment state="initial" subState="xlf:a"><source>A</source></segment></unit>',
    '<unit id="{n}"><segment><source>A<ph id="1"/><ph id="1"/></source></segment></unit>',
    '<unit id="1"><segment><source>twice</source></segment></unit>',
    '<unit id="/{n}"><segment><source>A</source></segment></unit>',
    '<unit id="{n}"><segment><target>Б</target></segment></unit>',
    '<group id="g{n}"><unit id="u{n}"><segment><source>A</source></segment></unit></group>',
    '<my:a xmlns:my="urn:m"><unit xmlns="urn:oasis:names:tc:xliff:document:2.0" id="{n}"><segment/></unit></my:a>',
    '<unit xmlns="urn:other" id="{n}"/>',
    "<!-- <unit> -->",
)


def both(data: bytes) -> tuple[list[Finding], list[Finding]]:
    root = etree.fromstring(data)
    return list(xliff2.check(root, data)), list(xliff2.check(root))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_the_quick_way_finds_what_the_slow_way_finds(pieces: list[str]) -> None:
    body = "\n".join(piece.format(n=number) for number, piece in enumerate(pieces))
    quick, slow = both(f"{HEAD}{body}</file></xliff>".encode())
    assert quick == slow


def test_plain_units_are_seen_to_be_sound_and_others_are_not() -> None:
    data = f"{HEAD}{PIECES[0].format(n=1)}{PIECES[3].format(n=2)}{PIECES[2].format(n=3)}</file></xliff>".encode()
    assert sorted(str(unit.get("id")) for unit in sound(etree.fromstring(data), data)) == ["1", "3"]
    doubtful = data.replace(b"</file>", b"<!-- a --></file>")
    assert sound(etree.fromstring(doubtful), doubtful) == frozenset()


def test_both_ways_agree_on_the_corpora(shared: Path) -> None:
    files = [path for folder in ("xliff2", "invalid/xliff2") for path in (shared / "formats/corpus" / folder).iterdir()]
    chance = random.Random(5)
    for path in sorted(files):
        data = path.read_bytes()
        for changed in (data, data.replace(b"source", b"target", 1), data[: chance.randrange(len(data) + 1)]):
            try:
                quick, slow = both(changed)
            except etree.XMLSyntaxError:
                continue
            assert quick == slow, path.name
