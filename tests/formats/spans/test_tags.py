"""Tags found all at once stand where the scanner finds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.spans import CLOSE, EMPTY, OPEN, content, scan
from editor.formats.spans.tags import Lengths, Tags, characters

PIECES = ("text ", "тест", "\U0001f600", "a > b", "&amp;", "&#x41;", "\r\n", "<a>", "</a>", "<source/>", "</source >")
MORE = ('<p:source a="b">', '<b c=">"/>', "<b c='\"'>", '<sources d="&lt;">', "<a\n>")


@given(st.lists(st.sampled_from((*PIECES, *MORE))))
def test_tags_stand_where_the_scanner_finds_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens = [token for token in scan(text) if token.kind in (OPEN, CLOSE, EMPTY)]
    tags = Tags.of(text)
    assert tags.starts.tolist() == [token.start for token in tokens]
    for number, token in enumerate(tokens):
        assert not tags.sure[number] or tags.ends[number] == token.end
        assert tags.closing[number] == (token.kind == CLOSE)
        assert (
            not tags.sure[number] or token.kind == CLOSE or tags.empty(np.array([number]))[0] == (token.kind == EMPTY)
        )
    names = ("source", "a", "b")
    for prefix in ("", "p:"):
        kinds = tags.kinds(prefix, names).tolist()
        assert kinds == [
            names.index(t.name[len(prefix) :]) if t.name in {prefix + n for n in names} else -1 for t in tokens
        ]


@given(st.lists(st.sampled_from(PIECES[:7]), min_size=1))
def test_lengths_are_those_of_what_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    lengths = Lengths(Tags.of(text), np.empty(0, dtype=np.int64))
    assert not len(lengths.doubtful)
    assert lengths.between(np.array([0]), np.array([len(text)])).tolist() == [sum(map(len, content(text)))]


def test_a_character_beyond_16_bits_is_one() -> None:
    assert len(characters("a\U0001f600b")) == len(characters("abc"))
