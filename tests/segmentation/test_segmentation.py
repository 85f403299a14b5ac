from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.segmentation import cuts, sentences
from tests.segmentation.examples import EXAMPLES

LANGUAGES = [*sorted(EXAMPLES), "", "und", "tlh", "x-none", "ru-RU", "zh-Hans", "sr_Latn", "EN-us", "🙂", "../en"]
# Texts made of what decides: stops, quotes, dashes, spaces, abbreviations, words of several scripts.
STOPS = ". ! ? … ... .. ?! 。 ！ ։ । ؟ ; :"
SIGNS = ", - – — -- ( ) [ ] « » „ “ ” ‘ ’ \" ' 「 」 * _ • # @ / & % 1 2 10 1998 III 🙂 [1] ²"
WORDS = "A b я Я Dr Mr т е д г etc U.S 3. z.B Word слово שלום كلمة 我们 これ हम .jpg info@example.org т. п"
SPACES = [" ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x00", "\ud800", "\u200b", "\u0301", "\x1c"]
PIECES = [*STOPS.split(), *SIGNS.split(), *WORDS.split(), *[" "] * 20, *SPACES]
PROSE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(PROSE, st.text(st.characters(exclude_categories=())))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_joined_sentences_are_the_text(text: str, language: str) -> None:
    assert "".join(sentences(text, language)) == text


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_cuts_are_inside_in_order_and_no_two_alike(text: str, language: str) -> None:
    found = cuts(text, language)
    assert all(0 < cut < len(text) for cut in found)
    assert all(one < other for one, other in itertools.pairwise(found))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_space_ends_a_sentence_and_begins_none_but_the_first(text: str, language: str) -> None:
    pieces = sentences(text, language)
    assert all(not piece[0].isspace() for piece in pieces[1:])
    assert not text.strip() or all(piece.strip() for piece in pieces)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_first_sentence_depends_on_nothing_far_behind_it(text: str, language: str) -> None:
    """What is decided early stays, whatever is appended after a blank line."""
    known = language if language in EXAMPLES else "en"
    before = cuts(text + "\n\nX", known)
    assert [cut for cut in cuts(text + "\n\nX. Y", known) if cut in before] == before


@given(PROSE)
def test_a_script_is_guessed_for_an_unknown_language(text: str) -> None:
    assert "".join(sentences(text, "qaa")) == text


def test_nothing_has_no_sentences() -> None:
    assert sentences("", "en") == []
    assert sentences(" \n", "en") == [" \n"]


def lines() -> list[tuple[str, str]]:
    return [(tag, line) for tag, lines in EXAMPLES.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("language", "marked"), lines())
def test_example(language: str, marked: str) -> None:
    text = marked.replace("‖", "")
    assert "‖".join(sentences(text, language)) == marked


@pytest.mark.parametrize("language", sorted(EXAMPLES))
def test_a_region_or_a_script_in_the_tag_changes_nothing(language: str) -> None:
    text = EXAMPLES[language].replace("‖", "")
    assert cuts(text, language) == cuts(text, f"{language}-XX") == cuts(text, f"{language.upper()}_xx")


WRAPPED = """A title

This paragraph is wrapped at some forty
columns, and no line of it ends a
sentence by itself. The second sentence
mentions St.
Petersburg and goes on.
"""
LISTED = """We ask for:
- bread
- work and
  some rest
1. The first
2. The second
• a bullet
"""


def test_a_line_of_wrapped_text_ends_nothing_and_a_blank_line_does() -> None:
    assert sentences(WRAPPED, "en") == [
        "A title\n\n",
        "This paragraph is wrapped at some forty\ncolumns, and no line of it ends a\nsentence by itself. ",
        "The second sentence\nmentions St.\nPetersburg and goes on.\n",
    ]


def test_items_of_lists_are_pieces() -> None:
    assert sentences(LISTED, "en") == [
        "We ask for:\n",
        "- bread\n",
        "- work and\n  some rest\n",
        "1. The first\n",
        "2. The second\n",
        "• a bullet\n",
    ]


def test_a_heading_is_a_piece() -> None:
    text = "Our demands\nWe ask that everybody who was arrested on that day be released at once.\n"
    assert sentences(text, "en") == ["Our demands\n", text[12:]]


def test_a_dialogue_is_cut_before_each_dash_at_a_lines_start() -> None:
    text = "— Где ты?\n— Дома\n— Жди!\n— сказал он"
    assert sentences(text, "ru") == ["— Где ты?\n", "— Дома\n", "— Жди!\n— сказал он"]
