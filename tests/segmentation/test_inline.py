"""Sentences of texts with codes: nothing lost, codes on the side they belong to."""

from __future__ import annotations

from hypothesis import given

from editor.segmentation.inline import inline_sentences, segmenter
from editor.text import EMPTY, Text
from tests.samples import BREAK, LINK, LINK_END
from tests.test_text import texts


@given(text=texts)
def test_the_sentences_joined_are_the_text(text: Text) -> None:
    pieces = inline_sentences(text, "en", lambda whole, _language: list(range(1, len(whole), 2)))
    joined = EMPTY
    for piece in pieces:
        joined += piece
        assert piece
    assert joined == text
    assert inline_sentences(text, "en") == [] or text


def test_opening_codes_go_with_the_sentence_behind_and_closing_ones_stay() -> None:
    text = Text.of(LINK, "One. ", LINK_END, "Two. ", LINK, "Three.", LINK_END)
    assert segmenter()(text, "en") == [
        Text.of(LINK, "One. ", LINK_END),
        Text.of("Two. "),
        Text.of(LINK, "Three.", LINK_END),
    ]


def test_a_code_inside_a_sentence_does_not_hide_its_end() -> None:
    text = Text.of("See ", LINK, "this.", LINK_END, " Then go.")
    assert [piece.plain for piece in inline_sentences(text, "en")] == ["See this. ", "Then go."]


def test_a_line_break_counts_as_one() -> None:
    text = Text.of("First line.", BREAK, "Second line.")
    assert [piece.plain for piece in inline_sentences(text, "en")] == ["First line.", "Second line."]
    assert inline_sentences(text, "en")[0].codes == (BREAK,)
