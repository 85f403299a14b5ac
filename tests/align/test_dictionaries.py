"""Dictionaries that a user has become a lexicon: word by word, phrase by phrase, and nothing of their ornaments."""

from __future__ import annotations

import base64
import gzip
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import Options, align
from editor.align.dictionaries import dictd, lexicon, stardict, tsv, unpacked
from editor.errors import FormatError

ENTRIES = [("house", "дом"), ("mill", "мельница"), ("river", "река")]
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


def in_base_64(number: int) -> str:
    """Write a number as dictd's index does."""
    return base64.b64encode(number.to_bytes(6, "big")).decode().lstrip("A") or "A"


def as_dictd(entries: list[tuple[str, str]]) -> tuple[bytes, bytes]:
    index, data = "", b""
    for word, meaning in entries:
        text = f"{word}\n  {meaning}".encode()
        index += f"{word}\t{in_base_64(len(data))}\t{in_base_64(len(text))}\n"
        data += text
    return index.encode(), data


def as_stardict(entries: list[tuple[str, str]]) -> tuple[bytes, bytes]:
    index, data = b"", b""
    for word, meaning in entries:
        text = meaning.encode()
        index += word.encode() + b"\0" + struct.pack(">II", len(data), len(text))
        data += text
    return index, data


def test_a_word_weighs_more_than_a_word_of_a_phrase() -> None:
    assert lexicon([("house", "дом")]) == {"house": {"дом": 0.5}}
    assert lexicon([("post office", "почта")]) == {"post": {"почта": 0.3}, "office": {"почта": 0.3}}
    assert lexicon([("house", "дом"), ("house", "большой дом")])["house"]["дом"] == 0.5


def test_meanings_are_parted_and_their_ornaments_left_out() -> None:
    said = "/haʊs/ <i>[noun]</i> 1. дом (жилой); палата, 2. изба"
    assert lexicon([("house", said)]) == {"house": {"дом": 0.5, "палата": 0.5, "изба": 0.5}}


def test_explanations_are_no_translations() -> None:
    assert lexicon([("house", "в чём кто угодно живёт круглый год")]) == {}
    assert lexicon([("a very long head of words", "дом")]) == {}


def test_lines_of_words_and_tabs() -> None:
    assert list(tsv("# a remark\n\nhouse\tдом\tnoun\n")) == [("house", "дом")]
    with pytest.raises(FormatError, match=r"\(line 2\)"):
        list(tsv("house\tдом\nmill\n"))


@given(st.lists(st.tuples(words.filter(lambda word: "\0" not in word), words), max_size=5))
def test_stardict_gives_its_entries(entries: list[tuple[str, str]]) -> None:
    assert list(stardict(*as_stardict(entries))) == entries


@pytest.mark.parametrize("less", range(1, 9))
def test_an_index_that_is_cut_short_is_told(less: int) -> None:
    index, data = as_stardict(ENTRIES)
    with pytest.raises(FormatError, match="cut short"):
        list(stardict(index[:-less], data))


def test_dictd_gives_its_entries_without_their_heads() -> None:
    index, data = as_dictd([("00-database-info", "about"), *ENTRIES])
    assert [(word, meaning.strip()) for word, meaning in dictd(index, data)] == ENTRIES
    for wrong in ("house\tA", "house\t!\t!", "house"):
        with pytest.raises(FormatError, match=r"\(line 1\)"):
            list(dictd(wrong.encode(), data))


def test_what_is_packed_is_unpacked_and_damage_is_told() -> None:
    assert unpacked(b"plain") == b"plain"
    assert unpacked(gzip.compress(b"packed" * 99)) == b"packed" * 99
    with pytest.raises(FormatError, match="damaged"):
        unpacked(b"\x1f\x8bnothing")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.align.dictionaries._LARGEST", 100)
    with pytest.raises(FormatError, match="too large"):
        unpacked(gzip.compress(b"x" * 101))


def test_what_a_dictionary_says_makes_a_link_surer() -> None:
    left = ["The house.", "A mill by water.", "Nothing is here.", "One river more."]
    right = ["Дом.", "Мельница там.", "Вон оно что.", "Река ещё одна."]
    without, known = align(left, right), align(left, right, Options(lexicon=lexicon(ENTRIES)))
    assert [bead.kind for bead in known] == [(1, 1)] * 4
    assert sum(bead.confidence for bead in known) > sum(bead.confidence for bead in without)
