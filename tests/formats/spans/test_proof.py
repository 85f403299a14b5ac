from __future__ import annotations

import pytest

from editor.errors import FormatError
from editor.formats.spans import decode
from editor.formats.spans.proof import prove

FINE = [
    b"<a/>",
    b"\xef\xbb\xbf<a b='1'>x &amp; &#65;<!-- c --><![CDATA[d]]></a>",
    '<?xml version="1.0" encoding="utf-16"?><a>Ж</a>'.encode("utf-16"),
    '<?xml version="1.0" encoding="windows-1251"?><a>Ж</a>'.encode("cp1251"),
    b'<!DOCTYPE a SYSTEM "never-read.dtd"><a/>',
    b'<!DOCTYPE a [<!ENTITY brand "Diptych">]><a>&brand;</a>',
    b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    b'<!DOCTYPE a [<!ENTITY d "by &b; &#38;amp; &lt;i>&b;&lt;/i>"><!ENTITY b "Diptych">]><a b="&d;">&d;</a>',
    b'<!-- <fake> --><!DOCTYPE a [<!ENTITY brand "&#60;b&#62;">]><a/>',
]
BROKEN = [
    b"",
    b"<a>",
    b"<a></b>",
    b"<a b='1' b='2'/>",
    b"<a/><a/>",
    b"<a>&nowhere;</a>",
    b"<a>&#0;</a>",
    b"<a>\x01</a>",
    b"<a b='<'/>",
    b"<a>]]></a>",
]
HOSTILE = [
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    b'<!-- <a> --><!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><a/>',
    b'<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;">]><a>&b;</a>',
    b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 10_000 + b'">]><a>' + b"&b;" * 1_000 + b"</a>",
]


def nested(depth: int, times: int, text: bytes = b"x") -> bytes:
    """Return a file whose entity holds *times* another one, and so on, *depth* of them."""
    inner = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * times) for n in range(2, depth + 1))
    return b'<!DOCTYPE a [<!ENTITY e1 "%s">%s]><a>&e%d;</a>' % (text, inner, depth)


@pytest.mark.parametrize("data", FINE)
def test_what_is_well_formed_passes(data: bytes) -> None:
    assert prove(decode(data)) == ()


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        prove(decode(data))


def test_the_line_is_told() -> None:
    with pytest.raises(FormatError) as caught:
        prove(decode(b"<a>\n\n<b></a>"))
    assert caught.value.line == 3


@pytest.mark.parametrize("data", HOSTILE)
def test_what_reaches_elsewhere_or_blows_up_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        prove(decode(data))


def test_entities_within_entities_pass_up_to_a_bound_of_depth_and_length() -> None:
    assert prove(decode(nested(8, 2))) == ()
    assert prove(decode(nested(3, 500))) == ()
    for data, message in (
        (nested(9, 1), "without end"),
        (nested(20, 10), "without end"),
        (nested(8, 10), "blow up"),
        (nested(3, 1_000, b"x" * 9), "blow up"),
    ):
        with pytest.raises(FormatError, match=message):
            prove(decode(data))


def test_an_undeclared_prefix_is_a_warning() -> None:
    assert prove(decode(b"<a><x:b/></a>"))
    with pytest.raises(FormatError):
        prove(decode(b"<a><x:b></a>"))
