"""What is told of all entries at once is what looking at each one tells."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor import columns
from editor.errors import FormatError
from editor.formats import ReadOptions, po
from editor.formats.po import charset, entries
from editor.formats.po.usual import MSGID_AT, PLAIN, SIZE, Stretches, stretches
from editor.rows import Rows
from tests.formats.po.test_corpus import files

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OURS = HEADER.replace('\\n"\n\n', '\\n"\n"X-Generator: Diptych\\n"\n"X-Diptych: 1\\n"\n\n')
LINES = [
    'msgid "a"',
    'msgid ""',
    'msgid "one\\n"',
    '"two \\"three\\" \\\\"',
    '"\\101\\x41\\t"',
    'msgstr "б 😀"',
    'msgstr ""',
    'msgctxt "menu"',
    'msgid_plural "as"',
    'msgstr[0] "c"',
    'msgstr[1] ""',
    'msgstr[9] "z"',
    '# said \\ " by',
    "#. developer",
    "#: a.c:1",
    "#, fuzzy",
    "#, c-format, fuzzy",
    '#| msgid "before"',
    "# diptych: reviewed, needs-work",
    '#~ msgid "gone"',
    '#~ msgstr "ушло"',
    "",
    "",
    ' msgid "indented"',
    'msgid\t"tab"',
    '"end" ',
    'msgstr "not closed',
    'msgstr "a"b"',
    'domain "d"',
    " ",
    "#\ra",
    "word",
]
ENTRY = st.sampled_from(
    [
        '#: a\nmsgid "a{n}"\nmsgstr "b"\n',
        'msgid "a{n}"\nmsgstr ""\n"long\\n"\n"er"\n',
        '#, fuzzy\n#| msgid "x"\nmsgctxt "c/1"\nmsgid "a{n}"\nmsgstr "b"\n',
        'msgid "a{n}"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] ""\n',
        '# diptych: final, omitted\n#. {{1}} ["b", "", "", 7]\nmsgctxt "f1/u{n}/1"\nmsgid "a {{1}}"\nmsgstr "c\\101"\n',
        '#~ msgid "gone{n}"\n#~ msgstr "d"\n',
        '  msgid "a{n}"\nmsgstr "b"\n',
    ]
)
TEXT = st.one_of(
    st.lists(st.sampled_from(LINES), max_size=30).map("\n".join),
    st.lists(st.tuples(ENTRY, st.sampled_from(["\n", "", "\n\n", "\n \n"])), max_size=12).map(
        lambda parts: "".join(entry.format(n=n) + blank for n, (entry, blank) in enumerate(parts))
    ),
    st.tuples(
        st.lists(ENTRY, min_size=1, max_size=5).map(
            lambda parts: "\n".join(entry.format(n=n) for n, entry in enumerate(parts))
        ),
        st.integers(0, 400),
        st.sampled_from(["", '"', "\\", "\n", "\r", "#", " ", 'msgstr "x"\n', '\n"more"\n']),
    ).map(lambda case: case[0][: case[1]] + case[2] + case[0][case[1] :]),
)


def unsure(text: str) -> Stretches:
    told = stretches(text)
    return replace(told, sure=np.zeros(len(told.sure), dtype=bool))


def scanned(text: str, portion: int, *, exactly: bool) -> entries.Entries | str:
    try:
        return entries.scan(text, lambda _part: None, unsure if exactly else partial(stretches, portion=portion))
    except FormatError as error:
        return str(error)


def check(text: str, portion: int = 1 << 16) -> None:
    """Assert that all entries stand where the exact pattern finds them, and their strings are as long as they say."""
    quickly, exactly = scanned(text, portion, exactly=False), scanned(text, portion, exactly=True)
    if isinstance(quickly, str) or isinstance(exactly, str):
        assert quickly == exactly
        return
    assert quickly.table[:, :PLAIN].tolist() == exactly.table[:, :PLAIN].tolist()
    assert (quickly.header, quickly.doubts) == (exactly.header, exactly.doubts)
    sources, targets = (each.tolist() for each in quickly.lengths)
    form = 0
    for number in range(len(quickly)):
        entry = quickly[number]
        plural = quickly.part(entry.plural) if entry.plural[0] >= 0 else None
        for place, each in enumerate(quickly.forms(entry)):
            source = quickly.part(entry.msgid) if plural is None or place == 0 else plural
            assert targets[form] in {-1, len(each.text)}
            assert sources[form] in {-1, len(source or "")}
            form += 1
    assert form == len(sources) == len(targets) == quickly.table[:, SIZE].sum()


def check_columns(data: bytes) -> None:
    undecoded, rows = po.read(data, ReadOptions()).rows, Rows.of(tuple(po.read(data, ReadOptions()).rows))
    for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
        told, reckoned = column(undecoded), column(rows)
        assert [each for run in told for each in run] == [each for run in reckoned for each in run]
    assert not any(chunk.decoded for chunk in undecoded.chunks)


@settings(max_examples=400)
@given(
    text=TEXT,
    lead=st.sampled_from(["", HEADER]),
    eol=st.sampled_from(["\n", "\r\n", "\r"]),
    portion=st.sampled_from([1, 20, 100, 10_000]),
)
@example(text='msgid "a"\nmsgstr "b"\n\n"c"\n', lead="", eol="\n", portion=1)
@example(text='msgid "a"\nmsgstr "b"\n msgstr "c"\n', lead="", eol="\n", portion=1)
@example(text='msgid "a"\nmsgstr "b"\n\n \n"c"\n', lead="", eol="\n", portion=1)
@example(text='#~ msgid "a"\n #~ msgstr "b"\n', lead=HEADER, eol="\n", portion=1)
def test_usual_entries_stand_where_the_exact_pattern_finds_them(text: str, lead: str, eol: str, portion: int) -> None:
    check((lead + text).replace("\n", eol), portion)


@settings(max_examples=200)
@given(text=TEXT, lead=st.sampled_from([HEADER, OURS]), eol=st.sampled_from(["\n", "\r\n"]))
def test_columns_are_told_as_the_rows_say_them(text: str, lead: str, eol: str) -> None:
    data = (lead + text).replace("\n", eol).encode()
    try:
        po.read(data, ReadOptions())
    except FormatError:
        return
    check_columns(data)


def test_in_every_file_entries_and_columns_are_what_the_exact_pattern_and_the_rows_say(shared: Path) -> None:
    usual = whole = 0
    for path in files(shared):
        data = path.read_bytes()
        text = charset.decode(data).text
        check(text)
        check_columns(data)
        told = stretches(text)
        usual += int((told.entry[told.sure] >= 0).sum())
        whole += len(entries.scan(text, lambda _part: None))
    assert usual > 0.95 * whole  # the quick way is the usual one


@pytest.mark.parametrize("entry", ['#: a\nmsgid "{n}"\nmsgstr "b"\n\n', 'msgid ""\n"{n}\\n"\nmsgstr ""\n"\\"c\\""\n\n'])
def test_a_file_as_gettext_writes_it_is_told_without_the_exact_pattern(entry: str) -> None:
    told = stretches(HEADER + "".join(entry.format(n=n) for n in range(50)))
    assert len(told.table) == 51
    assert told.sure[: len(told.table)].all()
    assert told.table[7, MSGID_AT] > 0


PIECES = st.lists(st.sampled_from(["a", "я", " ", "\\n", "\\t", '\\"', "\\\\", "\\1", "\\101", "\\x4", "\\q"])).map(
    "".join
)


@given(pieces=st.lists(PIECES, min_size=1), between=st.sampled_from(["\n", "\r\n", "\n  ", " ", ""]))
def test_a_string_is_spelled_alike_quickly_and_exactly(pieces: list[str], between: str) -> None:
    block = between.join(f'"{piece}"' for piece in pieces) + "\n"
    assert entries.string(block) == entries.string(f"msgstr {block}") == entries.spelled(block)


def test_what_has_more_parts_than_the_exact_pattern_takes_is_left_to_it() -> None:
    for text in ("#\n" * 600_000 + 'msgid "a"\nmsgstr ""\n', 'msgid "' + "\\n" * 600_000 + '"\nmsgstr ""\n'):
        check(text)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("string", ["a", "a\tb", 'a"b', "a\\", "a\n\nb", ""])
def test_the_last_string_is_the_same_without_a_line_end(string: str, end: str) -> None:
    written = string.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    data = f'msgid "q"\nmsgstr "r"\n\nmsgid "s"\nmsgstr "{written}"{end}'.encode()
    read = po.read(data, ReadOptions(name="x.po", source_language="en", target_language="ru"))
    assert [row.target.plain for row in read.rows] == ["r", string]
