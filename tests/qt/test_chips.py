from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextCursor, QTextDocument

from editor.qt.chips import Chips, Written, characters, flat, is_plain, label, spoken, units
from editor.qt.theme import LIGHT
from editor.text import Break, Code, Kind, Text
from tests.strategies import codes, texts

pytestmark = pytest.mark.usefixtures("qapp")
any_text = codes().flatmap(texts)
LINK, LINK_END = Code(Kind.OPEN, "1", "link"), Code(Kind.CLOSE, "1", "link")


@given(any_text)
def test_what_is_written_into_a_document_is_read_out_of_it(text: Text) -> None:
    document, written = QTextDocument(), Written()
    written.write(QTextCursor(document), text, QTextCharFormat())
    assert written.read(document) == text


@given(any_text)
def test_a_document_has_one_character_for_each_position(text: Text) -> None:
    document = QTextDocument()
    Written().write(QTextCursor(document), text, QTextCharFormat())
    assert document.blockCount() == 1
    assert len(document.firstBlock().text()) == len(text)
    assert flat(text) == document.firstBlock().text()
    assert is_plain(text) == ("\ufffc" not in flat(text))


@given(any_text, st.data())
def test_positions_of_qt_and_ours_are_inverse(text: Text, data: st.DataObject) -> None:
    whole = flat(text)
    position = data.draw(st.integers(0, len(whole)))
    assert characters(whole, units(whole, position)) == position
    document = QTextDocument()
    Written().write(QTextCursor(document), text, QTextCharFormat())
    assert units(whole, len(whole)) == document.characterCount() - 1


def test_chips_have_words() -> None:
    others = Code(Kind.ALONE, "3"), Code(Kind.CLOSE, ""), Code(Kind.ALONE, "4", "two\nlines"), Code(Kind.OPEN, "l" * 99)
    words = [label(code) for code in (LINK, LINK_END, *others)]
    assert words == ["link", "/link", "3", "/?", "two lines", "l" * 23 + "…"]
    text = Text.of("see ", LINK, "here", LINK_END, Break(), ".")
    assert spoken(text) == "see [link]here[/link]."


def drawn(text: Text) -> tuple[float, QImage]:
    chips = Chips()
    chips.dress(LIGHT, 12.5)
    document = QTextDocument()
    chips.equip(document)
    Written().write(QTextCursor(document), text, QTextCharFormat())
    document.setDocumentMargin(2)
    image = QImage(QSize(300, 60), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    with QPainter(image) as painter:
        document.drawContents(painter)
    return document.idealWidth(), image


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_chip_is_drawn_in_the_colours_of_codes_and_as_wide_as_its_word() -> None:
    narrow, image = drawn(Text.of(Code(Kind.ALONE, "1", "b")))
    assert LIGHT.code in colours(image)
    wide, _ = drawn(Text.of(Code(Kind.ALONE, "1", "a long word")))
    assert wide > narrow + 20


def test_a_break_is_drawn_as_a_dotted_line_and_no_chip() -> None:
    width, image = drawn(Text.of(Break(), Break(paragraph=True)))
    found = colours(image)
    assert 0 < width < 40
    assert LIGHT.code not in found
    assert len(found) > 1
