"""What is decided at a glance is what the closer look decides, whatever the language and its abbreviations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.segmentation import rules, signs, spot, stops
from editor.segmentation.glance import glancer, near
from editor.segmentation.tables import table

LANGUAGES = "en ru uk de fr es it pl nl cs el tr hy ka he ar hi zh ja kk".split()
BETWEEN = st.sampled_from(
    [". "] * 6 + ["! ", "? ", " ", " ", ".", "?", ", ", "\u00a0", "-", "’", " (", ") ", "\u200b", "\u0301", "\n"]
)
WORDS = "Word слово B я Я I the The they Они III vx XIV xiv Prof mgr 12 1998 тд ΑΣ ß ǅ გ שלום これ Ａ".split()
CASES = st.sampled_from((str, str.lower, str.upper, str.capitalize))


def _texts(language: str) -> st.SearchStrategy[str]:
    """Return texts of a language's abbreviations, their parts and their like, with ordinary words among them."""
    known = table(language)
    listed = sorted(
        {
            part
            for key in (*known.kinds, *known.heads)
            for part in (key, key.replace(".", ". "), *key.replace(".", " ").split())
        }
    )
    starts = sorted(known.starts) or WORDS
    word = st.one_of(
        st.sampled_from(WORDS), st.sampled_from(listed or WORDS), st.sampled_from(starts), st.text(max_size=3)
    )
    cased = st.builds(lambda case, said: case(said), CASES, word)
    compound = st.builds(str.__add__, st.sampled_from(WORDS), cased)
    piece = st.builds(str.__add__, st.one_of(cased, compound), BETWEEN)
    return st.lists(piece, min_size=2, max_size=8).map("".join)


@given(st.sampled_from(LANGUAGES).flatmap(lambda language: st.tuples(st.just(language), _texts(language))))
def test_a_glance_agrees_with_the_closer_look(told: tuple[str, str]) -> None:
    language, text = told
    lore = table(language)
    glance = glancer(lore)
    pieces = [0]
    for match in signs.scanner(lore.stops).finditer(text):
        if match[0] in {". ", "! ", "? "} and match.end() < len(text):
            for piece in pieces:
                if glance(text, piece, match.start()):
                    found = spot.look(match, piece)
                    assert found is not None
                    assert stops.is_end(found, lore), (text[piece:], match)
        pieces.append(match.end())


def test_a_glance_sees_most_ends_and_leaves_what_may_be_none() -> None:
    glance = glancer(table("en"))
    for text in ("They came to the house. Then they left", "Who are they? We do not know", "No! They said"):
        assert glance(text, 0, min(text.find(sign) for sign in ".?!" if sign in text)), text
    for text in (
        "We talked with Prof. Smith",
        "It is so. then",
        "He was J. Smith",
        "1. First of all",
        "A lot, etc. And",
    ):
        assert not glance(text, 0, text.find(".")), text


@given(st.sampled_from(LANGUAGES).flatmap(lambda language: st.tuples(st.just(language), _texts(language))))
def test_what_is_passed_by_ends_nothing(given: tuple[str, str]) -> None:
    language, text = given
    lore = table(rules._known(text, language))
    piece, found = len(text) - len(text.lstrip()), []
    for match in signs.scanner(lore.stops).finditer(text, piece):
        if match.end() < len(text) and rules._decided(match, piece, lore, {}):
            piece = match.end()
            found.append(piece)
    assert rules.cuts(text, language) == found


def test_no_sign_that_may_end_a_sentence_is_passed_by() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    for extra in sorted({table(language).stops for language in LANGUAGES}):
        stops_there, is_near = signs.scanner(extra).match, near(extra)
        assert [one for one in every if stops_there(one) and not is_near(one, 0)] == []
