"""Plain text: paragraphs and lines, untouched bytes, targets that come back."""

from __future__ import annotations

import codecs
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import edits
from editor.errors import FormatError
from editor.formats import plain
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Head, Mark, Segment, apply, document
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Code, Kind, Text

WRAPPED = """\
A HEADING

This is a text that somebody broke by hand at some width,
which is about fifty-seven characters; it goes on for
three lines, and here it ends.

- a list item that stands alone
- another list item, which is long enough to be broken
  and goes on here

Roses are red,
violets are blue,
sugar
"""
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n\n", "\t\n", ""])
LINES = st.sampled_from(
    ["One. Two! ", "  слово", "字。句。", "a" * 50, "- item", "word " * 12, "\x0c", "x\u2028y", " "]
)


def read(text: str, source: str = "en", target: str = "ru") -> Document:
    options = ReadOptions(source_language=source, target_language=target, segment=segmenter(), name="letter.txt")
    return plain.read(text.encode(), options)


def written(made: Document, **more: str) -> str:
    return plain.write(made, WriteOptions(**more)).data.decode()


def translated(made: Document, targets: dict[int, str]) -> Document:
    rows = [replace(row, target=Text.of(targets.get(n, row.target.plain))) for n, row in enumerate(made.rows)]
    return replace(made, rows=Rows.of(rows))


def units(made: Document) -> list[str]:
    found: dict[str, str] = {}
    for row in made.rows:
        found[row.unit] = found.get(row.unit, "") + row.source.plain + row.gap.plain
    return list(found.values())


@given(st.lists(st.tuples(LINES, ENDS), max_size=12), st.sampled_from(["utf-8", "utf-16-le", "utf-8-sig"]))
def test_what_nobody_translated_is_byte_for_byte_what_was_read(lines: list[tuple[str, str]], encoding: str) -> None:
    text = "".join(part for line in lines for part in line)
    data = (codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b"") + text.encode(encoding)
    made = plain.read(data, ReadOptions(segment=segmenter()))
    assert plain.write(made, WriteOptions()).data == data
    places = made.head.skeleton.places if made.head.skeleton else ()
    assert all(one.end <= two.start for one, two in pairwise(places))
    assert "".join("".join(units(made)).split()) == "".join(text.split())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_exactly_or_refused_in_a_sentence(data: bytes) -> None:
    try:
        made = plain.read(data, ReadOptions())
    except FormatError as error:
        assert str(error).endswith((".", ")"))  # noqa: PT017 - most bytes are no text, which is right
    else:
        assert plain.write(made, WriteOptions()).data == data


@given(st.lists(st.tuples(LINES, ENDS), max_size=8), st.sets(st.integers(0, 20)))
def test_targets_come_back_as_sources(lines: list[tuple[str, str]], chosen: set[int]) -> None:
    made = read("".join(part for line in lines for part in line))
    made = translated(made, {n: f"Перевод {n}." for n in chosen})
    wanted = "".join(("".join((r.target or r.source).plain for r in made.rows)).split())
    again = plain.read(plain.write(made, WriteOptions()).data, ReadOptions(source_language="ru"))
    assert "".join("".join(units(again)).split()) == wanted


def test_paragraphs_lists_and_verse_are_told_apart() -> None:
    made = read(WRAPPED)
    assert units(made) == [
        "A HEADING",
        " ".join(WRAPPED.splitlines()[2:5]),
        "- a list item that stands alone",
        "- another list item, which is long enough to be broken and goes on here",
        "Roses are red,",
        "violets are blue,",
        "sugar",
    ]
    assert [row.role for row in made.rows].count("list") == 2


def test_one_paragraph_a_line() -> None:
    long = "word " * 40 + "end."
    assert units(read(f"{long}\nTitle\n{long}\n")) == [long, "Title", long]


def test_indented_first_lines_begin_paragraphs() -> None:
    text = "   It began in the morning, when nobody was awake but\nthe baker.\n"
    text += "   Then came the others, and they all brought their\nchairs.\n"
    assert units(read(text))[1] == "Then came the others, and they all brought their chairs."


def test_chinese_lines_are_joined_without_a_space() -> None:
    line = "一" * 38
    assert units(read(f"{line}\n{line}\n{line}\n一。\n")) == [line * 3 + "一。"]


def test_a_translated_paragraph_is_broken_to_the_width_it_had() -> None:
    made = read(WRAPPED)
    number = next(n for n, row in enumerate(made.rows) if row.source.plain.startswith("This is"))
    text = written(translated(made, {number: "Это текст, который кто-то разбил на строки руками. " * 3}))
    assert max(map(len, text.splitlines())) <= 57
    assert text.startswith("A HEADING\n\nЭто текст, который кто-то разбил на строки руками. Это\nтекст, ")
    assert text.endswith(WRAPPED[WRAPPED.index("- a list") :])


def test_line_ends_are_kept() -> None:
    made = read("One.\r\rTwo.\r\n\r\nThree.\n")
    assert written(translated(made, {1: "Два."})) == "One.\r\rДва.\r\n\r\nThree.\n"


def test_split_join_and_edited_sources_keep_every_byte() -> None:
    text = "First  one.\tSecond one. Third.\r\n"
    made = read(text)
    made = apply(edits.split(made, 0, 7), made)
    assert written(made) == text
    made = apply(edits.join(made, 1), made)
    assert written(made) == text
    made = apply(edits.edit_source(made, 0, Text.of("Furst")), made)
    assert written(made) == "Furst  one.\tSecond one. Third.\r\n"


def test_untranslated_segments_are_counted_and_may_be_left_out() -> None:
    made = translated(read("One. Two. Three.\n\nFour.\n"), {1: "Два."})
    assert plain.write(made, WriteOptions()).untranslated == 3
    assert written(made) == "One. Два. Three.\n\nFour.\n"
    assert written(made, untranslated="skip") == "Два.\n\n\n"


def test_no_space_parts_sentences_of_languages_without() -> None:
    made = read("One. Two.\nThree.", "en", "zh")
    assert written(translated(made, {0: "一。", 1: "二。"})) == "一。二。\nThree."
    made = read("一。二。", "zh", "en")
    assert written(translated(made, {0: "One."})) == "One. 二。"


def test_characters_the_encoding_lacks_make_it_utf_8() -> None:
    made = plain.read("Café fermé à midi.".encode("cp1252"), ReadOptions(encoding="windows-1252"))
    result = plain.write(translated(made, {0: "Кафе закрыто."}), WriteOptions())
    assert (result.data.decode(), len(result.losses)) == ("Кафе закрыто.", 1)
    assert plain.write(made, WriteOptions(encoding="utf-8")).data.decode() == "Café fermé à midi."
    assert plain.write(made, WriteOptions(encoding="utf-8")).losses == ()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", codecs.BOM_UTF16_LE + b"abc", b"\x01\x02\x03text"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert plain.sniff(data) == data.startswith(codecs.BOM_UTF16_LE)
    with pytest.raises(FormatError):
        plain.read(data, ReadOptions())


def test_damage_is_told_and_kept() -> None:
    made = plain.read(codecs.BOM_UTF8 + b"One.\n\nT\xffo.", ReadOptions())
    assert [row.source.plain for row in made.rows] == ["One.", "T\ufffdo."]
    assert "damaged" in made.warnings[0]
    assert plain.write(translated(made, {0: "Раз."}), WriteOptions()).data.endswith("Раз.\n\nT".encode() + b"\xffo.")


def test_a_document_from_elsewhere_becomes_paragraphs() -> None:
    bold = Code(Kind.ALONE, "1", "line break", "<br>", "\n")
    rows = [
        Segment("a", Text.of("One."), Text.of("Раз.", bold, "И ещё."), unit="u1", gap=Text.of(" ")),
        Segment("b", Text.of("Two."), unit="u1"),
        Segment("c", Text.of("Gone."), unit="u2", marks=frozenset({Mark.OMITTED})),
        Segment("d", Text.of("End."), unit="u3"),
    ]
    made = document(rows, Head("en", "ru"))
    assert written(made) == "Раз.\nИ ещё. Two.\n\nEnd.\n"
    assert plain.write(made, WriteOptions(encoding="latin-1")).losses != ()


def test_the_letter_from_a_blog(shared: Path) -> None:
    data = (shared / "documents" / "open-letter.en.txt").read_bytes()
    made = plain.read(data, ReadOptions(name="open-letter.en.txt", segment=segmenter()))
    furniture = [row.source.plain for row in made.rows if not row.translatable]
    assert (made.head.source_language, made.head.title) == ("en", "open-letter.en")
    assert furniture[:2] == ["a translation collective", "Leave a Reply"]
    assert furniture[-1] == "Connecting to %s"
    assert sum(row.translatable for row in made.rows) == 24
    assert made.rows[0].reason == "site title"
    assert plain.write(made, WriteOptions()).data == data


def test_a_text_of_a_million_lines_is_refused() -> None:
    with pytest.raises(FormatError, match="divide it"):
        plain.read(b"x\n" * 1_000_000, ReadOptions())


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(FormatError, match="lines; divide"):
        plain.read(b"1\n" * 2_000_001, ReadOptions())
