"""What a file holds besides its document is told when the document goes into another format, with numbers."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from editor import formats
from editor.formats import ReadOptions, WriteOptions
from editor.formats.besides import told

X1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en"
datatype="x-a"><header><skl><external-file href="a"/></skl></header><body><trans-unit id="1"><source>One</source>{}
</trans-unit></body></file></xliff>"""
ALTERNATIVE = "<alt-trans{}><source>a</source><target>b</target></alt-trans>"
PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n\n'
    '#~ msgid "c"\n#~ msgstr "d"\n'
)
TMX = """<tmx version="1.4"><header srclang="en" creationtool="x"/><body><tu><prop type="x">y</prop>
<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="ru"><seg>b</seg></tuv><tuv xml:lang="de"><seg>c</seg></tuv></tu>
</body></tmx>"""
COUNTED = {
    "xliff1": "alt-trans context-group count-group prop-group bin-unit skl glossary reference phase".split(),
    "xliff2": "match metaGroup glossEntry resourceItem changeTrack validation skeleton profiles".split(),
}


def losses(data: str, name: str, to: str, version: str = "") -> list[str]:
    whole = formats.read(data.encode(), ReadOptions(name=name))
    written = formats.write(whole, to, WriteOptions(version=version))
    return [sentence.rpartition(": ")[2] for sentence in written.losses if "besides" in sentence]


def test_each_kind_of_thing_is_told_with_its_number_in_every_direction() -> None:
    two = X1.format(ALTERNATIVE.format("") * 2 + "<!-- <alt-trans> -->")
    for to, version in (("a.xlf", "2.1"), ("a.po", ""), ("a.tmx", "")):
        assert losses(two, "a.xlf", to, version) == ["1 skl, 2 alt-trans."]
    assert losses(PO, "a.po", "a.xlf", "2.2") == ["1 #~."]
    assert losses(TMX, "a.tmx", "a.xlf", "1.2") == ["1 prop, 1 tuv de."]


def test_what_a_document_carries_is_none_of_it() -> None:
    before = X1.replace('<skl><external-file href="a"/></skl>', "").format(
        ALTERNATIVE.format(' alttranstype="previous-version"')
    )
    assert losses(before, "a.xlf", "a.xlf", "2.1") == []


@pytest.mark.slow
def test_it_is_what_other_parsers_see(shared: Path) -> None:
    for folder in ("xliff12", "xliff2"):
        for path in sorted((shared / "formats" / "corpus" / folder).iterdir()):
            data = path.read_bytes()
            whole = formats.read(data, ReadOptions(name=path.name))
            said = Counter[str]()
            for sentence in told(whole, "X"):
                said.update({thing: int(number) for number, thing in re.findall(r"(\d+) ([^,]+?)[,.]", sentence)})
            assert said == _elements(data, folder), path.name


def _elements(data: bytes, folder: str) -> Counter[str]:
    names = COUNTED["xliff1" if folder == "xliff12" else "xliff2"]
    found = Counter[str]()
    for element in etree.fromstring(data, etree.XMLParser(huge_tree=True, recover=True)).iter("{*}*"):
        local = etree.QName(element).localname
        if local in names and element.get("alttranstype") != "previous-version":
            found[local] += 1
    return found
