"""Native text in stretches finds its parts again, whatever was edited between them."""

from __future__ import annotations

from dataclasses import replace

from editor.formats.pieces import Piece, natives, text_of
from editor.text import Code, Kind, Text

BOLD, UNBOLD = Code(Kind.OPEN, "1", "bold", "<b>"), Code(Kind.CLOSE, "1", "bold", "</b>")


PIECES = [Piece("a", "a"), Piece("\xa0", "&nbsp;"), Piece("b", "b"), Piece(BOLD, "<b>"), Piece("", "<!---->")]
PIECES += [Piece("cd", "cd"), Piece(UNBOLD, "</b>")]


def test_pieces_joined_are_a_text() -> None:
    assert text_of(PIECES) == Text.of("a\xa0b", BOLD, "cd", UNBOLD)


def test_each_text_finds_its_native_form() -> None:
    texts = [Text.of("a\xa0"), Text.of("b", BOLD, "c"), Text.of("d", UNBOLD)]
    assert natives(PIECES, texts) == ["a&nbsp;", "b<b><!---->c", "d</b>"]


def test_an_edited_text_hides_no_other() -> None:
    texts = [Text.of("a\xa0"), Text.of("b, edited"), Text.of("cd", UNBOLD)]
    assert natives(PIECES, texts) == ["a&nbsp;", None, "<!---->cd</b>"]


def test_texts_that_are_not_all_of_the_unit_have_no_native_form() -> None:
    assert natives(PIECES, [Text.of("a\xa0b")]) == [None]


def test_a_code_is_told_by_its_markup_and_where_that_was_lost_by_its_number() -> None:
    bare = replace(BOLD, data="")
    assert natives([Piece(BOLD, "<b>")], [Text.of(bare)]) == ["<b>"]
    assert natives([Piece(BOLD, "<b>")], [Text.of(replace(BOLD, data="<i>"))]) == [None]
