"""What is proven by looking at all tags at once is what a parser finds: never more, and the usual file whole."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.formats.spans import OPEN, TEXT, decode, prove, scan
from editor.formats.spans.leaves import rest
from editor.formats.spans.proof import proven
from editor.formats.spans.tags import Tags

PIECES = (
    '<a id="1">',
    "</a>", "<a>", "<b>", "</b>", "<b >", "</b >", "<b c='1'>", '<b c="1" c="2">', '<b c="1"d="2">', "<ab>",
    "</ab>", "<a b>", "</a b>", "<c/>", '<c d="1"/>', "<c d=1/>", "</c/>", "<1>", "</1>", '<a id="&lt;">', '<a id="&">',
    "text",
    "тест",
    "\U0001f600", "&amp;", "&lt;", "&", "&#65;", "&#0;", "&nbsp;", "]]>", "]", "\r\n", "\x01", "\ufffe", ">", '"',
    "<a_name_that_is_quite_long>", "</a_name_that_is_quite_long>", "</a_name_that_is_quite_lonG>", "<!-- <a> -->",
    "<![CDATA[<a>]]>", "<?a b?>", '<a id="1"\nb="2">', '<a id="1"\nid="2">', "<a\n>", "<b:c>", "</b:c>", '<a id="1',
)  # fmt: skip


def well_formed(data: bytes) -> bool:
    try:
        expat.ParserCreate("utf-8").Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def judged(data: bytes) -> bool:
    """Tell whether *data*, which begins with a start tag, is proven to be well-formed."""
    first = next(scan(data.decode(errors="ignore")))
    tags = Tags.plain(data, len(data.decode(errors="ignore")[: first.end].encode()))
    left = None if tags is None else rest(data, tags)
    return left is not None and well_formed(b"".join(left))


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(("</r>", "</r>\n", "</r ><a></a>", "</r><c/>", "</s>", "")))
@example(["<a b>", "</a b>"], "</r>")
@example(["<ab>", "</a>"], "</r>")
@example(["<a>", "&"], "")
@example(["&lt;", "&"], "</r>")
@example(['<a id="1"\nid="2">', "</a>"], "</r>")
def test_nothing_is_taken_for_well_formed_that_is_not(pieces: list[str], end: str) -> None:
    data = "".join(("<r>", *pieces, end)).encode()
    assert well_formed(data) or not judged(data)


ELEMENTS = st.recursive(
    st.sampled_from(("text", "тест & — &amp;".replace(" & ", " "), '<x id="1"/>', "\n  ")),
    lambda inner: st.builds(
        lambda name, said, inside: f"<{name}{said}>{''.join(inside)}</{name}>",
        st.sampled_from(("a", "source", "trans-unit", "p:context-group")),
        st.sampled_from(("", ' id="1"', ' id="22"', ' state="translated"', ' id="1" b="2"', " c='\"'")),
        st.lists(inner, max_size=4),
    ),
)


@given(st.lists(ELEMENTS), st.data())
def test_the_usual_is_proven_and_what_is_broken_of_it_is_not(elements: list[str], draw: st.DataObject) -> None:
    data = f"<r>{''.join(elements)}</r>".encode()
    assert judged(data)
    at = draw.draw(st.integers(3, len(data)))
    broken = data[:at] + draw.draw(st.binary(max_size=2)) + data[draw.draw(st.integers(at, len(data))) :]
    assert well_formed(broken) or not judged(broken)


@pytest.mark.parametrize("character", [b"\x0b", b"\xff", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"\xd0"])
def test_characters_that_xml_lacks_are_seen(character: bytes) -> None:
    assert not judged(b"<r><a>" + character + b"</a></r>")
    assert judged(b"<r><a>" + "й\ufffd".encode() + b"</a></r>")


def test_what_tags_say_is_gathered() -> None:
    data = b'<r><a xmlns:b="c" id="1"></a><a id="2"></a><d e="f"/></r>'
    left = rest(data, Tags.of(data, 3))
    assert left is not None
    assert all(word in left.said for word in (b"xmlns:b", b'e="f"', b"<a/>"))


def test_a_large_file_is_proven_by_its_tags_and_a_broken_one_has_its_line() -> None:
    unit = b'<unit id="%d">\n<source>' + "Письмо &amp; ответ".encode() + b"</source>\n</unit>\n"
    units = [unit % number for number in range(60_000)]
    data = b"<xliff>\n" + b"".join(units) + b"</xliff>"
    _warnings, tags = proven(decode(data, at_once=False))
    assert tags is not None
    assert len(tags) == sum(token.kind != TEXT for token in scan(data.decode())) - 1
    assert next(scan(data.decode())).kind == OPEN
    units[50_000] = units[50_000].replace(b"</source>", b"</sourse>")
    with pytest.raises(Exception, match="mismatched tag") as caught:
        prove(decode(b"<xliff>\n" + b"".join(units) + b"</xliff>", at_once=False))
    assert caught.value.line == 150_003  # type: ignore[attr-defined]
