"""E-books: reading order, titles and contents, parts nobody edited to the byte, locks and traps refused."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import formats, pseudo, xml
from editor.errors import FormatError
from editor.formats import epub
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Segment, apply, document
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Kind, Text
from tests.formats.epub import books

LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'
)


def read(data: bytes, target: str = "ru") -> Document:
    return epub.read(data, ReadOptions("book.epub", "", target, segment=segmenter()))


def accented(made: Document) -> bytes:
    return epub.write(apply(pseudo.translate(made), made), WriteOptions()).data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def sources(made: Document) -> list[tuple[str, str]]:
    return [(row.role, row.source.marked()) for row in made.rows]


BOOKS = pytest.mark.parametrize("data", [books.third(), books.second()], ids=["third", "second"])


@BOOKS
def test_what_nobody_translated_is_byte_for_byte_what_was_read(data: bytes) -> None:
    made = read(data)
    assert epub.write(made, WriteOptions()).data == data
    assert epub.write(replace(made, origin=None), WriteOptions()).data == data


def test_the_title_the_pages_in_order_and_the_contents_are_read() -> None:
    assert sources(read(books.third())) == [
        ("title", "Bread & salt"),
        ("description", "A book of bread."),
        ("title", "The oven"),
        ("heading", "The {1}oven{/1}"),
        ("", "It is warm.{1/}"),
        ("", "Come in,\xa0neighbours!{2}1{/2}"),
        ("alt", "An oven"),
        ("", "A note."),
        ("", "Two{1/}lines"),
        ("title", "Contents"),
        ("heading", "Contents"),
        ("list", "The oven"),
    ]
    assert sources(read(books.second())) == [
        ("title", "Bread"),
        ("title", "Unknown"),
        ("", "The oven"),
        ("", "It is {1}warm{/1}."),
        ("heading", "Bread"),
        ("heading", "The oven"),
    ]


@BOOKS
def test_accented_it_is_a_book_whose_parts_are_xml_and_all_else_is_as_it_was(data: bytes) -> None:
    made = read(data)
    out = accented(made)
    again = read(out)
    assert [row.source.plain for row in again.rows] == [pseudo.accented(row.source.plain) for row in made.rows]
    before, after = parts(data), parts(out)
    assert list(before) == list(after)
    assert after["mimetype"] == b"application/epub+zip"
    assert out[:58] == data[:58]
    for name, content in after.items():
        if name.endswith(("ml", "opf", "ncx")):
            xml.parse(content)
    assert before.get("OEBPS/o.png") == after.get("OEBPS/o.png")


def test_the_book_and_its_pages_say_their_new_language() -> None:
    after = parts(accented(read(books.third(), "ar")))
    assert "<dc:language>ar</dc:language>" in after["OEBPS/book.opf"].decode()
    assert '<spine page-progression-direction="rtl">' in after["OEBPS/book.opf"].decode()
    assert '<html dir="rtl" xmlns=' in after["OEBPS/one.xhtml"].decode()
    assert 'lang="ar" xml:lang="ar"' in after["OEBPS/one.xhtml"].decode()
    assert "<dc:language>ru</dc:language>" in parts(accented(read(books.second())))["content.opf"].decode()


def test_an_edit_changes_its_own_part_and_the_language_alone() -> None:
    data = books.third()
    made = read(data)
    rows = [
        replace(row, target=Text.of("Примечание <1> & 2.") if row.source.plain == "A note." else row.target)
        for row in made.rows
    ]
    after = parts(epub.write(replace(made, rows=Rows.of(rows)), WriteOptions()).data)
    was = parts(data)["OEBPS/one.xhtml"].decode()
    now = after["OEBPS/one.xhtml"].decode().replace('lang="ru"', 'lang="en"')
    assert now == was.replace("A note.", "Примечание &lt;1&gt; &amp; 2.")


def test_half_a_pair_of_codes_is_left_out() -> None:
    made = read(books.third())
    heading = next(n for n, row in enumerate(made.rows) if row.role == "heading")
    opening = made.rows[heading].source.codes[0]
    assert opening.kind is Kind.OPEN
    rows = list(made.rows)
    rows[heading] = replace(rows[heading], target=Text.of("Печь ", opening, "тёплая"))
    after = parts(epub.write(replace(made, rows=Rows.of(rows)), WriteOptions()).data)
    assert "<h1>Печь тёплая</h1>" in after["OEBPS/one.xhtml"].decode()


@settings(max_examples=40)
@given(st.text(min_size=1).map(lambda text: f"x{text}x"))
def test_any_characters_can_be_a_target(target: str) -> None:
    made = read(books.third())
    rows = [replace(row, target=Text.of(target)) for row in made.rows]
    out = epub.write(replace(made, rows=Rows.of(rows)), WriteOptions()).data
    for name, content in parts(out).items():
        if name.endswith(("ml", "opf")):
            xml.parse(content)
    assert len({row.unit for row in read(out).rows}) == len({row.unit for row in made.rows})


def test_a_locked_book_is_refused_and_garbled_fonts_are_no_lock() -> None:
    locked = LOCK.format(method="http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(FormatError, match="DRM"):
        read(books.third(**{"META-INF/encryption.xml": locked}))
    fonts = LOCK.format(method="http://www.idpf.org/2008/embedding")
    assert read(books.third(**{"META-INF/encryption.xml": fonts})).rows


@pytest.mark.parametrize(
    ("parts_", "wanted"),
    [
        ({"a": "b"}, "no e-book"),
        ({"META-INF/container.xml": "<x/>"}, "does not say where"),
        ({"META-INF/container.xml": books.CONTAINER.format(path="../a")}, "lacks its part"),
        ({"META-INF/container.xml": "<"}, "not well-formed"),
        ({"../x": "a"}, "do not trust"),
        (
            {"META-INF/container.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"},
            "does not say",
        ),
        ({"big": "0" * (1 << 29)}, "do not trust"),
    ],
)
def test_what_is_no_book_or_a_trap_is_refused_in_a_sentence(parts_: dict[str, str | bytes], wanted: str) -> None:
    with pytest.raises(FormatError, match=wanted):
        read(books.packed(parts_))


@given(st.binary(max_size=8), st.integers(0, 2_000), st.integers(0, 30))
def test_a_damaged_book_is_read_or_refused_in_a_sentence(noise: bytes, at: int, gone: int) -> None:
    data = books.second()
    at %= len(data)
    try:
        made = read(data[:at] + noise + data[at + gone :])
        epub.write(made, WriteOptions())
    except FormatError as error:
        assert str(error)  # noqa: PT017 - damage is mostly noticed, which is right


def test_it_is_known_by_its_first_bytes_and_written_only_as_it_came() -> None:
    assert formats.sniff(books.third(), "book.epub").name == formats.sniff(books.third()).name == "epub"
    with pytest.raises(FormatError, match="came as an e-book"):
        epub.write(document([Segment("1", Text.of("a"))]), WriteOptions())


@pytest.mark.slow
@pytest.mark.timeout(300)  # a Java program, started twice
@BOOKS
def test_epubcheck_finds_no_more_than_in_the_original(data: bytes, tmp_path: Path) -> None:
    checker = shutil.which("epubcheck")
    if checker is None:
        pytest.skip("epubcheck is not installed")
    command = ["java", "-jar", checker] if Path(checker).read_bytes()[:2] == b"PK" else [checker]
    found = []
    for name, content in (("before.epub", data), ("after.epub", accented(read(data, "ru")))):
        (tmp_path / name).write_bytes(content)
        run = subprocess.run([*command, str(tmp_path / name)], capture_output=True, text=True, check=False, timeout=55)
        assert "epubcheck" in run.stdout.lower() + run.stderr.lower()
        found.append(run.stderr.count("ERROR("))
    assert found[1] <= found[0]
