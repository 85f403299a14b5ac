from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from editor import resources
from editor.segmentation.tables import Kind, known, table

FILES = sorted(resources.path("segmentation").glob("*.txt"))
PROMISED = "en ru uk de fr es it pt pl nl cs tr el ar he fa zh ja ko hi hy kk"
SECTIONS = {kind.value for kind in Kind} | {"like", "start", "say", "stops", "flags"}
FLAGS = {"ordinals", "nouns", "lax", "consonants"}


def sections(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in resources.read_text(f"segmentation/{language}.txt").splitlines():
        bare = line.partition("#")[0].strip()
        if bare.startswith("["):
            words = found.setdefault(bare.strip("[]"), [])
        else:
            words += bare.split()
    return found


@pytest.mark.parametrize("language", [file.stem for file in FILES])
def test_a_table_is_in_order(language: str) -> None:
    found = sections(language)
    assert set(found) <= SECTIONS
    assert set(found.get("flags", ())) <= FLAGS
    kinds = [word for kind in Kind for word in found.get(kind.value, ())]
    assert [word for word, times in Counter(kinds).items() if times > 1] == [], "a word is of one kind"
    assert [word for word in kinds if word.endswith((".", "-"))] == [], "the last full stop is not written"
    everything = [word for words in found.values() for word in words]
    assert [word for word in everything if word != unicodedata.normalize("NFC", word)] == []
    small = found.get("start", []) + found.get("say", [])
    assert [word for word in small if word != word.lower()] == []


def test_every_promised_language_has_a_table() -> None:
    assert [language for language in PROMISED.split() if not known(language)] == []
    assert known("ca"), "from sentence-splitter"
    assert not known("tlh")


def test_an_entry_in_small_letters_matches_capitals_at_its_head_and_a_capital_only_capitals() -> None:
    english = table("en")
    assert english.kind("approx") is english.kind("Approx") is Kind.TITLE
    assert english.kind("Inc") is english.kind("INC") is Kind.NAME
    assert english.kind("inc") is None
    assert table("ru").kind("В") is None, "an initial, not a century"


def test_a_language_takes_over_what_another_knows() -> None:
    assert table("kk").kind("проф") is Kind.TITLE
    assert table("ru").kind("Mr") is Kind.TITLE
    assert table("fr").kind("Mr") is Kind.TITLE
    assert table("ca").kind("Mr") is Kind.NAME, "sentence-splitter's own"
