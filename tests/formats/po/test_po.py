"""PO: any file opens, an edit touches its own lines alone, our own file gives the document back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import columns, edits
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, po
from editor.formats.po import entries
from editor.model import Document, Head, Mark, Note, Previous, Review, Segment, State, apply, document
from editor.rows import Rows
from editor.text import EMPTY, Break, Text
from tests.operations import operation
from tests.samples import letter
from tests.strategies import documents

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
FILE = (
    HEADER
    + """# A translator's remark.
#. for developers
#: main.c:7
#, c-format
msgid "Hello, %s"
msgstr "Привет, %s"

#, fuzzy, c-format
#| msgid "Old %d"
msgctxt "menu"
msgid "New %d"
msgstr "Старый %d"

msgid "One file"
msgid_plural "%d files"
msgstr[0] "Один файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "Empty"
msgstr ""

#~ msgid "gone"
#~ msgstr "ушло"
"""
)


def read(text: str | bytes) -> Document:
    return po.read(text if isinstance(text, bytes) else text.encode(), ReadOptions())


def saved(document_: Document) -> str:
    return po.write(document_, WriteOptions()).data.decode()


def after(start: Document, row: int, target: str) -> Document:
    return apply(edits.set_target(start, row, Text.of(target)), start)


def changed(before: str, now: str) -> tuple[list[str], list[str]]:
    one, two = before.splitlines(), now.splitlines()
    return [line for line in one if line not in two], [line for line in two if line not in one]


def test_entries_are_rows_with_what_the_file_says_of_them() -> None:
    rows = read(FILE).rows
    assert [row.source.plain for row in rows] == ["Hello, %s", "New %d", "One file", "%d files", "%d files", "Empty"]
    assert [row.state for row in rows] == [
        State.TRANSLATED,
        State.DRAFT,
        State.TRANSLATED,
        State.TRANSLATED,
        State.TRANSLATED,
        State.UNTRANSLATED,
    ]
    assert rows[1].marks == {Mark.SOURCE_CHANGED}
    assert rows[1].previous == Previous(Text.of("Old %d"), Text.of("Старый %d"))
    assert [row.form for row in rows] == [None, None, 0, 1, 2, None]
    assert {row.unit for row in rows[2:5]} == {"f1/u3"}
    assert rows[0].notes == (
        Note("A translator's remark."),
        Note("for developers", origin="developer"),
        Note("main.c:7", origin="reference"),
    )
    assert rows[1].notes == (Note("menu", origin="context"),)
    assert read(FILE).head.target_language == "ru"


def test_untouched_a_file_is_written_as_it_was() -> None:
    assert saved(read(FILE)) == FILE


def test_confirming_takes_the_flag_and_what_was_before_away() -> None:
    start = read(FILE)
    now = saved(apply(edits.confirm(start, [1]), start))
    assert changed(FILE, now) == (["#, fuzzy, c-format", '#| msgid "Old %d"'], [])
    assert now.count("#, c-format") == 2


def test_retyping_one_line_changes_that_line_and_the_flag() -> None:
    start = read(FILE)
    now = saved(after(start, 0, "Здравствуй, %s"))
    gone, come = changed(FILE, now)
    assert gone[-1] == 'msgstr "Привет, %s"'
    assert 'msgstr "Здравствуй, %s"' in come
    assert "#, fuzzy, c-format" in now
    done = apply(edits.confirm(after(start, 0, "Здравствуй, %s"), [0]), after(start, 0, "Здравствуй, %s"))
    assert changed(FILE, saved(done)) == (['msgstr "Привет, %s"'], ['msgstr "Здравствуй, %s"'])


def test_a_plural_form_is_edited_alone_and_the_flag_is_the_entrys() -> None:
    start = read(FILE)
    now = saved(after(start, 3, "%d файлика"))
    assert 'msgstr[1] "%d файлика"' in now
    assert '#, fuzzy\nmsgid "One file"' in now
    assert {row.state for row in read(now).rows[2:5]} == {State.DRAFT}


@pytest.mark.parametrize(
    ("state", "mark", "line"),
    [
        (State.REVIEWED, None, "# diptych: reviewed"),
        (State.FINAL, Mark.OMITTED, "# diptych: final, omitted"),
        (None, Mark.NOT_FOR_TRANSLATION, "# diptych: translated, not-for-translation (a name)"),
        (State.REVIEWED, Mark.NEEDS_WORK, "# diptych: reviewed, needs-work"),
    ],
)
def test_states_that_po_does_not_know_are_a_comment_and_come_back(
    state: State | None, mark: Mark | None, line: str
) -> None:
    now = read(FILE)
    if state is not None:
        now = apply(edits.set_state(now, [0], state), now)
    if mark is not None:
        now = apply(edits.set_mark(now, [0], mark, on=True, reason="a name"), now)
    text = saved(now)
    assert line in text.splitlines()
    assert text.index("A translator's remark.") < text.index(line) < text.index("#. for developers")
    back = read(text).rows[0]
    assert (back.state, back.marks, back.reason) == (now.rows[0].state, now.rows[0].marks, now.rows[0].reason)
    assert saved(apply(edits.set_target(read(text), 5, EMPTY), read(text))) == text


def test_what_another_program_did_with_the_flag_is_believed() -> None:
    stale = HEADER + '# diptych: reviewed, omitted\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n'
    row = read(stale).rows[0]
    assert row.state is State.DRAFT
    assert row.marks == {Mark.NEEDS_WORK, Mark.OMITTED}


def test_in_our_own_file_a_draft_is_a_flag_and_a_word() -> None:
    start = read(po.write(letter(), WriteOptions()).data)
    typed = after(start, 0, "Месяц назад.")
    _gone, come = changed(saved(start), saved(typed))
    assert come == ["# diptych: draft", "#, fuzzy", 'msgstr "Месяц назад."']
    assert read(saved(typed)).rows[0] == typed.rows[0]
    asked = apply(edits.set_mark(typed, [0], Mark.NEEDS_WORK, on=True), typed)
    assert read(saved(asked)).rows[0] == asked.rows[0]
    sure = saved(apply(edits.confirm(typed, [0]), typed))
    assert changed(saved(typed), sure) == (["# diptych: draft", "#, fuzzy"], [])


def test_a_fuzzy_without_a_word_is_a_draft_in_our_own_file_as_older_versions_wrote_it() -> None:
    text = po.write(after(letter(), 0, "Месяц назад."), WriteOptions()).data.decode()
    row = read(text.replace("# diptych: draft\n", "")).rows[0]
    assert (row.state, row.marks) == (State.DRAFT, frozenset())


def test_when_another_program_saved_our_own_file_a_draft_is_one_and_its_fuzzy_needs_work() -> None:
    """Poedit, Lokalize and others put their own name in the header and keep the rest of it, and comments."""
    start = after(letter(), 0, "Месяц назад.")
    text = po.write(start, WriteOptions()).data.decode().replace("X-Generator: Diptych", "X-Generator: Poedit 3.2")
    passed_on = read(text)
    assert passed_on.rows[1].source.codes == letter().rows[1].source.codes
    assert passed_on.rows[0].id == "f1/u1/1"
    assert (passed_on.rows[0].state, passed_on.rows[0].marks) == (State.DRAFT, frozenset())
    confirmed_there = read(text.replace("#, fuzzy\n", "", 1)).rows[0]
    assert (confirmed_there.state, confirmed_there.marks) == (State.TRANSLATED, frozenset())
    doubted_there = read(text.replace("# diptych: draft\n", "", 1)).rows[0]
    assert (doubted_there.state, doubted_there.marks) == (State.DRAFT, frozenset({Mark.NEEDS_WORK}))
    again = after(passed_on, 3, "Адрес")
    assert read(saved(again)).rows[3].marks == set()


def test_what_a_newer_version_wrote_is_for_reading() -> None:
    text = po.write(letter(), WriteOptions()).data.decode()
    assert read(text).head.read_only == ""
    assert "newer" in read(text.replace("X-Diptych: 1", "X-Diptych: 2")).head.read_only


def test_notes_are_comments() -> None:
    start = read(FILE)
    notes = (Note("Спросить Анну.\nИ Петра."), *(note for note in start.rows[0].notes if note.origin))
    now = saved(apply(edits.set_notes(start, 0, notes), start))
    assert changed(FILE, now) == (["# A translator's remark."], ["# Спросить Анну.", "# И Петра."])
    added = saved(apply(edits.set_notes(start, 5, [Note("?")]), start))
    assert '# ?\nmsgid "Empty"' in added
    assert changed(FILE, saved(apply(edits.set_notes(start, 0, ()), start))) == (["# A translator's remark."], [])


@pytest.mark.parametrize(
    "text", ['a "b" \\ c', "one\ntwo", "tab\t", " lead", "שלום", "😀", "x" * 300, "слово " * 60, "\x01"]
)
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_any_text_comes_back_and_polib_reads_it(text: str, eol: str) -> None:
    start = read(FILE.replace("\n", eol))
    now = po.write(after(start, 5, text), WriteOptions()).data
    assert po.read(now, ReadOptions()).rows[5].target.plain == text
    assert now.decode().count(eol) >= FILE.count("\n")
    if eol == "\n" and text.isprintable():
        assert polib.pofile(now.decode())[3].msgstr == text


def test_a_character_that_the_charset_lacks_is_told_and_utf_8_offered() -> None:
    latin = FILE.replace("UTF-8", "ISO-8859-5").encode("iso8859-5")
    start = read(latin)
    with pytest.raises(FormatError, match="UTF-8"):
        po.write(after(start, 5, "字"), WriteOptions())
    now = po.write(after(start, 5, "字"), WriteOptions(encoding="utf-8")).data.decode("utf-8")
    assert "charset=UTF-8" in now
    assert "Привет" in now


SPELLED = ["a", "я", "\\n", '\\"', "\\\\", "\\101", " "]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@given(pieces=st.lists(st.lists(st.lists(st.sampled_from(SPELLED)).map("".join), min_size=1)))
def test_columns_are_known_without_decoding_and_are_what_the_rows_say(eol: str, pieces: list[list[str]]) -> None:
    strings = ['"\n"'.join(lines) for lines in pieces] + ['a"\n\t"indented', ""]
    body = "".join(f'msgid "{n}{text}"\nmsgstr "{text}"\n\n' for n, text in enumerate(strings))
    text = (HEADER + body).replace("\n", eol)
    undecoded, rows = read(text).rows, Rows.of(tuple(read(text).rows))
    for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
        assert [list(run) for run in column(undecoded)] == [list(run) for run in column(rows)]


def test_the_language_of_the_header_follows_the_properties_and_nothing_else_does() -> None:
    start = read(FILE)
    now = saved(apply(edits.set_head(start, replace(start.head, target_language="uk")), start))
    assert changed(FILE, now) == (['"Language: ru\\n"'], ['"Language: uk\\n"'])


def test_rows_of_a_foreign_file_stay_as_they_are() -> None:
    start = read(FILE)
    fewer = replace(start, rows=Rows.of(start.rows[1:]))
    with pytest.raises(FormatError, match="split"):
        saved(fewer)
    other = replace(
        start, rows=start.rows.spliced([(0, start.rows[:1], (replace(start.rows[0], source=Text.of("x")),))])
    )
    with pytest.raises(FormatError, match="source"):
        saved(other)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xff\xfem\0", "UTF-16"),
        (b"abc\n", "line 1"),
        (b'msgid "a\nmsgstr ""\n', "line 1"),
        (b'msgid "a"\nmsgstr "b"\nmsgid "c\n', "line 3"),
        (HEADER.replace("UTF-8", "UTF-7").encode(), "UTF-7"),
        (HEADER.replace("UTF-8", "ascii").encode() + b'msgid "a"\nmsgstr "\xff"\n', "line 7"),
        (b'msgid "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n', "msgid_plural"),
        (b'msgid "a"\nmsgid_plural "b"\n' + b"".join(b'msgstr[%d] ""\n' % n for n in range(7)), "plural forms"),
        (b"# only a comment\n", "no PO entry"),
    ],
)
def test_what_is_no_po_is_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(FormatError, match=word):
        read(data)


def test_disorder_between_entries_is_kept_and_told() -> None:
    text = FILE + '\nmsgid "x"\n\nmsgid "y"\nmsgstr "z"\n'
    start = read(text)
    assert start.rows[-1].source.plain == "y"
    assert any("order" in warning for warning in start.warnings)
    assert saved(start) == text


def test_a_file_of_obsolete_entries_alone_is_one_without_rows() -> None:
    text = '#~ msgid "a"\n#~ msgstr "b"\n'
    assert (len(read(text).rows), saved(read(text))) == (0, text)


@pytest.mark.parametrize(
    "text",
    [
        'msgid "' + '"' * 500_000,
        'msgid "' + "\\" * 500_000,
        "#\n" * 300_000,
        "#a\r " * 200_000,
        'msgid "a"\n\n' * 100_000,
        'msgid "a"\n' + '"a"\n' * 200_000,
        "#~\n\n" * 200_000 + "x",
        "domain a\n" * 100_000,
    ],
    ids=lambda text: text[:8],
)
def test_no_file_takes_long_to_refuse(text: str) -> None:
    with pytest.raises(FormatError):  # the suite's time limit is the test
        read(text)
    assert len(read(HEADER + 'msgid "a"\nmsgstr "b"\n\n' + 'msgid "a"\n\n' * 50_000).warnings) < 20


def test_a_domain_line_is_kept_quoted_or_not() -> None:
    text = HEADER + 'domain "one"\n\nmsgid "a"\nmsgstr "b"\n\ndomain The Other\n\nmsgid "c"\nmsgstr "d"\n'
    assert [row.source.plain for row in read(text).rows] == ["a", "c"]
    assert saved(read(text)) == text


def test_an_entry_that_no_tool_may_wrap_is_not_wrapped() -> None:
    start = read(HEADER + '#, no-wrap\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n')
    words = "слово " * 30
    assert f'msgstr "{words}"' in saved(after(start, 0, words))
    assert f'msgstr "{words}"' not in saved(after(start, 1, words))


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_a_carriage_return_inside_a_comment_ends_no_line(eol: str) -> None:
    text = FILE.replace("#: main.c:7\n", "#: main.c:7\r menu.c:8\r\n").replace("\n", eol)
    start = read(text)
    assert [row.source for row in start.rows] == [row.source for row in read(FILE).rows]
    assert "menu.c:8" in start.rows[0].notes[-1].text
    confirmed = apply(edits.set_state(start, [0], State.REVIEWED), start)
    assert po.write(confirmed, WriteOptions()).data.decode().count("# diptych: reviewed") == 1


def test_a_double_entry_a_missing_charset_and_a_wrong_one_are_told() -> None:
    twice = read(FILE + '\nmsgid "Empty"\nmsgstr "x"\n')
    assert any("twice" in warning for warning in twice.warnings)
    assert len({row.id for row in twice.rows}) == len(twice.rows)
    assert any("Latin-1" in warning for warning in read(b'msgid "a"\nmsgstr "\xe9"\n').warnings)
    assert any("UTF-8" in warning for warning in read(FILE.replace("=UTF-8", "=ascii")).warnings)


# ── Our own ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def holdable(whole: Document) -> Document:
    """Return what PO can hold of a document: the losses it declares taken out."""
    rows = []
    for row in whole.rows:
        source, target = row.source.without_breaks(), row.target.without_breaks()
        said = repr((source, target))
        if any(not code.pair or re.search(r"[\s{}/]", code.pair) for code in (*source.codes, *target.codes)):
            continue  # no file names its codes so
        if not source or "\\x00" in said or "\\ud8" in said or (row.state is State.UNTRANSLATED and target):
            continue
        rows.append(
            Segment(
                row.id,
                source,
                target,
                row.state if target else State.UNTRANSLATED,
                row.marks,
                row.reason if Mark.NOT_FOR_TRANSLATION in row.marks else "",
                unit=row.unit,
            )
        )
    return document(rows, Head("en", "ru", "A letter"))


@settings(max_examples=30)
@given(whole=documents())
def test_our_own_file_gives_the_document_back(whole: Document) -> None:
    kept = holdable(whole)
    back = read(po.write(kept, WriteOptions()).data)
    fields = ("id", "unit", "source", "target", "state", "marks")
    for mine, theirs in zip(kept.rows, back.rows, strict=True):
        assert [getattr(mine, name) for name in fields] == [getattr(theirs, name) for name in fields]
    assert (back.head.source_language, back.head.target_language, back.head.title) == ("en", "ru", "A letter")


@given(seed=st.integers())
def test_our_own_file_is_patched_and_undone_to_the_byte(seed: int) -> None:
    random = Random(seed)
    start = read(po.write(letter(), WriteOptions()).data)
    now = start
    for _ in range(8):
        change = operation(now, random)
        now = apply(change, now) if change and len(apply(change, now).rows) == len(now.rows) else now
    back = read(po.write(now, WriteOptions()).data)
    for mine, theirs in zip(now.rows, back.rows, strict=True):
        assert (mine.target, mine.state, mine.marks, mine.notes) == (
            theirs.target,
            theirs.state,
            theirs.marks,
            theirs.notes,
        )
    assert po.write(start, WriteOptions()).data == po.write(letter(), WriteOptions()).data


def test_notes_of_several_hands_come_back() -> None:
    notes = (Note("One\n\ntwo", "Anna", "2026-11-22"), Note("[x] y"), Note("", "B"))
    row = replace(letter().rows[0], notes=notes)
    assert read(po.write(document([row]), WriteOptions()).data).rows[0].notes == notes


def test_what_po_cannot_hold_is_told() -> None:
    rows = [
        Segment("f1/u1/1", Text.of("a", Break(), "b"), Text.of("c\n"), State.REVIEWED, review=Review("R."), order=2),
        Segment("f1/u1/2", EMPTY, Text.of("added"), State.DRAFT),
    ]
    losses = " ".join(po.write(document(rows), WriteOptions()).losses)
    for word in ("without a source: 1", "breaks", "order", "reviewed", "new line"):
        assert word in losses
    (gaps,) = po.write(letter(), WriteOptions()).losses
    assert "space between sentences" in gaps


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's msgfmt is not installed")
def test_msgfmt_has_nothing_to_say(tmp_path: Path) -> None:
    whole = letter()
    whole = apply(edits.set_state(whole, [1], State.FINAL), whole)
    whole = apply(edits.copy_source(whole, [0, 3]), whole)
    path = tmp_path / "letter.po"
    path.write_bytes(po.write(whole, WriteOptions()).data)
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@given(text=st.text(st.sampled_from('ab "\\\n\t#~,|:.msgidctr[]0'), max_size=60), lead=st.sampled_from(["", HEADER]))
def test_only_our_own_error_escapes(text: str, lead: str) -> None:
    data = (lead + text).encode()
    try:
        start = read(data)
    except FormatError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, an error must speak
        return
    assert po.write(start, WriteOptions()).data == data


@pytest.mark.parametrize("blank", ["\n" * 300_000, "\r" * 300_000, " \r\n" * 99_999, "", "\n \t"])
def test_blank_lines_however_many_part_entries_and_the_indentation_is_no_part_of_the_comments(blank: str) -> None:
    text = f'{blank}# one\n{blank}\n  msgid "a"\nmsgstr "b"\n{blank}'
    found = entries.scan(text, lambda _part: None)
    assert len(found) == 1
    assert text[slice(*found[0].comments)] == f"{blank}# one\n{blank}\n"


def test_an_entry_with_a_million_comments_is_refused_with_its_line() -> None:
    with pytest.raises(FormatError, match="too many comments") as caught:
        entries.scan("#\n" * 1_000_000 + 'msgid "a"\nmsgstr ""\n', lambda _part: None)
    assert "500001" in str(caught.value)


def test_empty_lines_before_what_is_no_entry_are_looked_at_once() -> None:
    assert po.sniff(b"\r\n \t\n" * 1_000 + b'# x\r\nmsgid ""')
    assert not po.sniff(b"\r" * 100_000 + b"\xe3")  # a look at each way to cut them into lines would never end
