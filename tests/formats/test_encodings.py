"""Which encoding a text is in, and where its characters stand in the bytes."""

from __future__ import annotations

import codecs
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.formats import encodings

RUSSIAN = "Мы не оставим тех, кого арестовали прошлой весной. Дверь открыта, чайник кипит, приходите все."
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKED)
def test_a_byte_order_mark_decides(encoding: str) -> None:
    mark = MARKED[encoding]
    decoded = encodings.decode(mark + RUSSIAN.encode(encoding), declared="koi8-r")
    assert decoded == encodings.Decoded(RUSSIAN, encoding, len(mark))


def test_the_user_holds_over_everything() -> None:
    assert encodings.decode(b"\xc4\xc1", "koi8-r", "windows-1251").text == "да"


def test_what_the_user_says_must_be_possible() -> None:
    with pytest.raises(FormatError, match=r"cannot be in utf-8.*line 2"):
        encodings.decode(b"one\ntw\xff", "utf-8")
    with pytest.raises(FormatError, match="no encoding"):
        encodings.decode(b"", "klingon-8")
    with pytest.raises(FormatError, match="no encoding"):
        encodings.decode(b"", "base64")


OLD = [
    ("cp1251", "Дверь открыта, заходите."),
    ("koi8-r", "Дверь открыта, заходите."),
    ("cp866", "Дверь открыта, чайник на плите, заходите все."),
    ("cp1251", "Двері відчинено, заходьте, будь ласка."),
    ("cp1252", "Die Tür ist offen, und der Kessel steht auf dem Herd."),
    ("cp1252", "La porte a été ouverte à midi, et le thé est prêt."),
    ("cp1250", "Dveře jsou otevřené a čajník už píská, pojďte dál."),
    ("cp1253", "Η πόρτα είναι ανοιχτή, περάστε μέσα."),
    ("cp1255", "הדלת פתוחה, הקומקום על האש, וזה השולחן של כל מי שגר כאן. אנחנו לא הולכים."),
    ("gb18030", "门开着，茶已经好了，大家都进来吧，我们在这里等你们。"),
    ("cp932", "ドアは開いています。お茶もできました。どうぞ入ってください。"),
    ("cp949", "문이 열려 있고 차도 준비되었으니 모두 들어오세요."),
]


@pytest.mark.parametrize(("encoding", "text"), OLD)
def test_old_encodings_are_guessed_from_a_sentence_and_told(encoding: str, text: str) -> None:
    decoded = encodings.decode(f"{text}\nascii only\n".encode(encoding))
    assert decoded.text.startswith(text)
    assert "guess" in decoded.warning


def test_what_makes_no_sense_is_read_somehow() -> None:
    decoded = encodings.decode(b"\xff\xfd\x81 1")
    assert encodings.encoded(decoded.text, decoded.encoding, "strict") == b"\xff\xfd\x81 1"


def test_what_a_page_declares_is_believed_as_browsers_do() -> None:
    assert encodings.decode(b"\x93quoted\x94", declared="iso-8859-1").text == "“quoted”"
    assert encodings.decode("да".encode(), declared="utf-16").text == "да"
    assert encodings.decode("да".encode(), declared="no-such").encoding == "utf-8"


def test_some_damage_in_utf_8_keeps_it_utf_8() -> None:
    data = RUSSIAN.encode() + b"\xff!"
    decoded = encodings.decode(data)
    assert decoded.encoding == "utf-8"
    assert "damaged" in decoded.warning
    assert encodings.encoded(decoded.text, "utf-8", "strict") == data


def test_a_damaged_beginning_is_told() -> None:
    with pytest.raises(FormatError, match="damaged"):
        encodings.decode(codecs.BOM_UTF16_LE + b"a\0b")


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n\0", bytes(range(1, 27)) * 9])
def test_binary_is_told_from_text(data: bytes) -> None:
    assert encodings.is_binary(data)


@pytest.mark.parametrize("data", [b"", b"text\r\n\tand tabs", "да".encode("cp1251"), codecs.BOM_UTF16_LE + b"a\0"])
def test_text_is_no_binary(data: bytes) -> None:
    assert not encodings.is_binary(data)


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.sampled_from(list(MARKED)), st.data())
def test_spans_of_characters_are_spans_of_bytes(text: str, encoding: str, data: st.DataObject) -> None:
    raw = MARKED[encoding] + text.encode(encoding)
    decoded = encodings.decode(raw)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(decoded.text)), min_size=2, max_size=6)))
    places = [(cuts[0], cuts[-1]), *pairwise(cuts)]
    for (start, end), (first, last) in zip(places, encodings.spans(decoded, raw, places), strict=True):
        assert raw[first:last].decode(encoding) == decoded.text[start:end]


def test_an_encoding_that_switches_alphabets_is_refused() -> None:
    raw = "日本語の文章".encode("iso-2022-jp")
    decoded = encodings.decode(raw, "iso-2022-jp")
    with pytest.raises(FormatError, match="save it as UTF-8"):
        encodings.spans(decoded, raw, [(2, 4)])


def test_characters_that_an_encoding_lacks() -> None:
    assert encodings.encoded("a—я", "latin-1", "xmlcharrefreplace") == b"a&#8212;&#1103;"
    with pytest.raises(UnicodeEncodeError):
        encodings.encoded("я", "latin-1", "strict")
    assert encodings.encoded("я\udcff", "latin-1", "xmlcharrefreplace") == b"&#1103;\xff"
