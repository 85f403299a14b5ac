"""The hardened parser: what is not well-formed is a sentence with a line, nothing expands, nothing is fetched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.xml import parse


def test_a_document_gives_its_root() -> None:
    assert parse(b"<a><b/></a>").tag == "a"


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"<a>\n<b></a>", 2), (b"", 1), (b"<a/><b/>", 1), (b"<a>&#0;</a>", 1), (b"\xff\xfe\x00", 1)],
)
def test_what_is_not_well_formed_tells_where(data: bytes, line: int) -> None:
    with pytest.raises(FormatError) as caught:
        parse(data)
    assert caught.value.line == line


def test_entities_are_not_expanded() -> None:
    root = parse(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "boom">]><a>&x;&y;</a>')
    assert "".join(root.itertext(tag="*")) == ""


def test_a_huge_text_is_allowed_only_when_asked_for_and_depth_never() -> None:
    huge = b"<a>" + b"x" * 10_500_000 + b"</a>"
    with pytest.raises(FormatError):
        parse(huge)
    assert parse(huge, huge=True).tag == "a"
    with pytest.raises(FormatError, match="deep"):
        parse(b"<a>" * 3_000 + b"</a>" * 3_000, huge=True)
    comment = b"<a><!-- " + b"<b>" * 3_000 + b" --></a>"
    assert parse(comment, huge=True).tag == "a"


@pytest.mark.parametrize("piece", [b"<", b"<a", b"<!", b"</", b"<a b='"])
def test_a_great_deal_of_beginnings_is_refused_before_long(piece: bytes) -> None:
    with pytest.raises(FormatError):
        parse(piece * 1_000_000, huge=True)


@given(data=st.binary(max_size=60) | st.text("<>/?!-[]a=\"'& ", max_size=60).map(str.encode))
def test_only_our_own_error_escapes(data: bytes) -> None:
    for huge in (False, True):
        try:
            parse(data, huge=huge)
        except FormatError as error:
            assert str(error)  # noqa: PT017 - either outcome is fine, an error must speak
