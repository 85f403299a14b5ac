"""The span scanner sees what lxml sees, and splicing touches nothing but the edited spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor.errors import FormatError
from editor.formats.spans import (
    ILLEGAL,
    Edit,
    Reference,
    attributes,
    content,
    decode,
    eol,
    escape,
    quoted,
    scan,
    set_attribute,
    space_before,
    splice,
    tree,
    value,
)

LEGAL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda character: not ILLEGAL.match(character)
))  # fmt: skip
NAMES = st.sampled_from(["a", "b", "x:c", "seg-source", "t_1"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a well-formed document with everything that may stand in one."""
    declared = draw(st.sampled_from(["", '<?xml version="1.0"?>\n', '<!DOCTYPE a [<!ENTITY e "]>"><!-- ]> -->]>\n']))
    root = draw(st.recursive(st.one_of(_leaves()), _wrapped, max_leaves=12))
    return f'{declared}<root xmlns:x="urn:x">{root}</root>\n<!-- end -->'


def _leaves() -> list[st.SearchStrategy[str]]:
    return [
        LEGAL.map(escape),
        LEGAL.filter(lambda text: "]]>" not in text and "\r" not in text).map(lambda text: f"<![CDATA[{text}]]>"),
        st.sampled_from(
            ["<!-- <a> -->", "<?tab <b>?>", "&lt;&#65;&#x42;", "<b/>", "<b a='>'/>", '<a x:k="\'>" b = "2" />']
        ),
    ]


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def wrap(name: str, parts: list[str], default: str) -> str:
        return f"<{name}{default}>{''.join(parts)}</{name} >"

    spaces = st.sampled_from(["", ' xmlns="urn:other"', "\n  k='v'"])
    return st.builds(wrap, NAMES, st.lists(inner, max_size=4), spaces)


@given(documents())
def test_tokens_cover_the_text_and_elements_are_those_lxml_sees(text: str) -> None:
    assert "".join(text[token.start : token.end] for token in scan(text)) == text
    root = etree.fromstring(text.encode())
    seen = [node for node in root.iter() if isinstance(node.tag, str)]
    ours = list(tree(text).walk())
    assert [(e.uri, e.local) for e in ours] == [
        (etree.QName(node).namespace or "", etree.QName(node).localname) for node in seen
    ]
    for element, node in zip(ours, seen, strict=True):
        there = {name: value(text, span) for name, span in attributes(text, element.start).items()}
        assert [there[name] for name in there if not name.startswith("xmlns")] == list(node.attrib.values())
        assert element.empty == text[element.start : element.end].endswith("/>")


@given(LEGAL)
def test_content_reads_what_escape_and_quoted_wrote_and_so_does_lxml(text: str) -> None:
    assert "".join(content(escape(text))) == text
    for mark in ('"', "'"):
        raw = f"<a k={mark}{quoted(text, mark)}{mark}>{escape(text)}</a>"
        node = etree.fromstring(raw.encode())
        assert (node.text or "") == text
        assert node.get("k") == text == value(raw, attributes(raw, 0)["k"])


@given(st.text())
def test_what_xml_cannot_hold_is_refused(text: str) -> None:
    if ILLEGAL.search(text):
        with pytest.raises(FormatError, match="cannot stand in an XML file"):
            escape(text)
    else:
        escape(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1251", "shift_jis"])
@given(data=st.data())
def test_a_splice_changes_its_span_and_no_other_byte(encoding: str, data: st.DataObject) -> None:
    letters = st.text(st.sampled_from("aбé\n字\U0001f600<"), max_size=40)
    text = data.draw(letters).encode(encoding, "ignore").decode(encoding)
    raw = text.encode(encoding)
    source = decode(raw, encoding) if not encoding.startswith("utf-16") else decode(_BOM[encoding] + raw)
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=False)))
    edits = [Edit(places[0], places[1], data.draw(letters)), Edit(places[2], places[3], data.draw(letters))]
    got = splice(source, edits)
    new = text[: places[0]] + edits[0].text + text[places[1] : places[2]] + edits[1].text + text[places[3] :]
    assert got == source.bom + new.encode(encoding, "xmlcharrefreplace")
    assert splice(source, []) is source.data


_BOM = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def test_offsets_hold_in_a_file_of_many_blocks() -> None:
    text = "<a>" + "ж😀x" * 200_000 + "</a>"
    for encoding, bom in (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")):
        source = decode(bom + text.encode(encoding))
        assert (source.text, source.bom) == (text, bom)
        for at in (0, 3, 4, 5, 99_999, 300_001, 555_557, len(text)):
            assert source.byte(at) == len(bom) + len(text[:at].encode(encoding))


def test_a_character_the_encoding_lacks_becomes_a_reference() -> None:
    source = decode(b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>')
    at = source.text.index("é")
    assert splice(source, [Edit(at, at + 1, "é—ж")]).endswith("<a>é&#8212;&#1078;</a>".encode("latin-1"))


def test_edits_that_overlap_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice(decode(b"<a>text</a>"), [Edit(3, 6, ""), Edit(5, 7, "")])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "utf-7"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "nonsense"),
        (b"<a>\n\xe9</a>", r"not written in utf-8.*line 2"),
        ("<a>\ud800</a>".encode("utf-8", "surrogatepass"), "not written in utf-8"),
        (b"\xff\xfe<\0a", "not written in utf-16"),
    ],
)
def test_bytes_that_are_not_what_they_promise_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        decode(data)


def test_utf_16_is_known_without_a_mark_and_a_false_label_is_not_believed() -> None:
    assert decode("<a>ж</a>".encode("utf-16-be")).text == "<a>ж</a>"
    assert decode(b'<?xml version="1.0" encoding="utf-16"?><a/>').encoding == "utf-8"


@pytest.mark.parametrize(
    "text", ["<a><b></a>", "<a", "<a><!-- </a>", "<a b='</a>", "<a></b>", "", "text", "<!DOCTYPE a [<a>", "<a/ >< b/>"]
)
def test_broken_markup_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="broken"):
        for _element in (tree(text), *scan(text)):
            pass


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<![CDATA[", "<?a", "<!DOCTYPE a [", "<a b='", "<a ", "&", "]]>", "<a>"]
)
def test_a_megabyte_of_anything_takes_linear_time(piece: str) -> None:
    text = "<a>" + piece * (1_000_000 // len(piece))
    with pytest.raises(FormatError):
        tree(text)


def test_content_keeps_entities_it_does_not_know() -> None:
    pieces = content("a&brand;b&#0x;&#1114112;c\r\nd\re")
    assert [(piece, isinstance(piece, Reference)) for piece in pieces] == [
        ("a", False),
        ("&brand;", True),
        ("b", False),
        ("&#0x;", True),
        ("&#1114112;", True),
        ("c\nd\ne", False),
    ]


def test_an_attribute_is_set_added_and_taken_away() -> None:
    text = "<a b = 'x' c=\"y\"/>"

    def after(name: str, new: str | None) -> str:
        edit = set_attribute(text, 0, name, new)
        return text if edit is None else text[: edit.start] + edit.text + text[edit.end :]

    assert after("b", "it's <") == "<a b = 'it&apos;s &lt;' c=\"y\"/>"
    assert after("d", '"') == '<a b = \'x\' c="y" d="&quot;"/>'
    assert after("b", None) == '<a c="y"/>'
    assert after("c", "y") == after("e", None) == text


def test_neighbours_of_a_place() -> None:
    text = "<a>\r\n\t<b/>\n<c/>"
    assert (eol(text, 2), eol(text, 9), eol(text, 14)) == ("\r\n", "\n", "\n")
    assert (eol("<a/>"), eol("<a>\r</a>")) == ("\n", "\r")
    assert space_before(text, text.index("<b")) == "\r\n\t"


def test_every_file_of_the_corpus_is_seen_as_lxml_sees_it(shared: Path) -> None:
    for path in sorted((shared / "formats" / "corpus").glob("*/*")):
        if path.suffix == ".po" or path.parent.name == "invalid":
            continue
        data = path.read_bytes()
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError:
            continue
        text = decode(data).text
        seen = [node.tag for node in root.iter() if isinstance(node.tag, str)]
        assert [f"{{{e.uri}}}{e.local}" if e.uri else e.local for e in tree(text).walk()] == seen
