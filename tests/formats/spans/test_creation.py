from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor.formats.spans.creation import attributes, escape, legal

anything = st.text(st.characters(codec="utf-8"), max_size=40)


@given(anything, anything)
def test_xml_gives_back_what_is_legal(inside: str, attribute: str) -> None:
    written, dropped = legal(f"<a{attributes({'b': attribute, 'c': None})}>{escape(inside)}</a>")
    root = etree.fromstring(written)
    assert (root.text or "", dict(root.attrib)) == (legal(inside)[0], {"b": legal(attribute)[0]})
    assert dropped == legal(inside)[1] + legal(attribute)[1]


def test_what_is_legal_stays() -> None:
    assert legal("\t\n\r a\U0001f389\ufffd") == ("\t\n\r a\U0001f389\ufffd", 0)
    assert legal("\x00a\x0b\ufffe\ud800") == ("a", 4)
