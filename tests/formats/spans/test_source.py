"""The text of a file, decoded at once or when it is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.formats.spans import decode, prove

PLACES = (b"<a>%b</a>", b"<a b='%b'/>", b"<!-- %b --><a/>", b"<a><![CDATA[%b]]></a>", b"<?x %b?><a/>", b"<a%b/>")
MORE = (b"<!DOCTYPE a [<!ENTITY b '%b'>]><a/>", b"<!DOCTYPE a [<!-- %b -->]><a/>", b"<!DOCTYPE a SYSTEM '%b'><a/>")


@given(st.sampled_from((*PLACES, *MORE)), st.binary(max_size=8) | st.text(max_size=3).map(lambda t: t.encode("utf-8")))
def test_what_is_proven_is_text(place: bytes, inside: bytes) -> None:
    """Bytes that were not decoded at once can be decoded later, wherever in the file they are."""
    source = decode(place.replace(b"%b", inside), at_once=False)
    try:
        prove(source)
    except FormatError:
        return
    assert source.text.encode() == source.data


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    broken = b"<a>\n\xff</a>"
    with pytest.raises(FormatError, match="utf-8") as first:
        decode(broken)
    with pytest.raises(FormatError, match="utf-8") as second:
        prove(decode(broken, at_once=False))
    assert first.value.line == second.value.line == 2


def test_utf8_is_the_text_of_any_encoding() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'
    assert decode(text.encode("utf-16")).utf8 == text.encode()
    assert decode(b"\xef\xbb\xbf<a/>").utf8 == b"<a/>"
