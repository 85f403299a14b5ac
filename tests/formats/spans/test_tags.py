"""Tags found all at once stand where the scanner finds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.spans import CLOSE, EMPTY, OPEN, TEXT, content, scan
from editor.formats.spans.lengths import Lengths
from editor.formats.spans.tags import Tags, combined

PIECES = ("text ", "тест", "\U0001f600", "a > b", "&amp;", "&#x41;", "\r\n", "<a>", "</a>", "<source/>", "</source >")
HIDING = ("<!-- <a> > -->", "<![CDATA[<a>]] >]]>", "<?x <a> ?>", "<!---->")
MORE = ('<p:source a="b">', '<b c=">"/>', "<b c='\"'>", '<sources d="&lt;">', "<a\n>")


@given(st.lists(st.sampled_from((*PIECES, *MORE, *HIDING))))
def test_tags_stand_where_the_scanner_finds_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens = [token for token in scan(text) if token.kind != TEXT]
    tags = Tags.of(text.encode())
    assert tags.starts.tolist() == [len(text[: token.start].encode()) for token in tokens]
    empty, hiding = tags.empty().tolist(), tags.hiding().tolist()
    for number, token in enumerate(tokens):
        assert not tags.sure[number] or tags.ends[number] == len(text[: token.end].encode())
        assert tags.closing[number] == (token.kind == CLOSE)
        assert not tags.sure[number] or token.kind == CLOSE or empty[number] == (token.kind == EMPTY)
        assert hiding[number] == (token.kind not in (OPEN, CLOSE, EMPTY))
    names = ("source", "a", "b")
    for prefix in ("", "p:"):
        kinds = tags.kinds(prefix, names).tolist()
        elements = [t.name if t.kind in (OPEN, CLOSE, EMPTY) else "" for t in tokens]
        assert kinds == [names.index(n[len(prefix) :]) if n in {prefix + n for n in names} else -1 for n in elements]


NAMES = ("x", "g", "count", "count-group", "context-group", "code", "trans-unit")
ALIKE = (*NAMES, "p:x", "xx", "gg", "c", "co", "count-grou", "count-groups", "trans-units", "context-grown", "trans-un")


@given(
    st.lists(
        st.tuples(st.sampled_from(("<", "</")), st.sampled_from(ALIKE), st.sampled_from((">", "/>", " >", "\n>")))
    ),
    st.permutations(NAMES),
)
def test_names_that_begin_alike_are_told_apart(pieces: list[tuple[str, str, str]], names: list[str]) -> None:
    tags = Tags.of("".join(map("".join, pieces)).encode())
    for prefix in ("", "p:"):
        known = [prefix + name for name in names]
        expected = [known.index(name) if name in known else -1 for _less, name, _end in pieces]
        assert tags.kinds(prefix, names).tolist() == expected


@given(st.lists(st.sampled_from(PIECES[:7]), min_size=1))
def test_lengths_are_those_of_what_is_read(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    nothing = np.empty(0, dtype=np.int64)
    lengths = Lengths(data, (nothing, nothing))
    assert not len(lengths.doubtful)
    assert lengths.between(np.array([0]), np.array([len(data)])).tolist() == [sum(map(len, content(data.decode())))]


@given(st.lists(st.tuples(*(3 * [st.integers(0, 9)]))), st.sampled_from((10, 1 << 39)))
def test_combinations_are_told_apart(rows: list[tuple[int, ...]], below: int) -> None:
    columns = [(np.array([row[at] for row in rows], dtype=np.int64), below) for at in range(3)]
    places, which = combined(columns)
    assert [rows[places[number]] for number in which] == rows
    assert len(places) == len(set(rows))
