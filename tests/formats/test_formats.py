"""The table of formats: suffixes, sniffing, and the right module for each name."""

from __future__ import annotations

import pytest

from editor import formats, segmentation
from editor.errors import FormatError
from editor.formats import FORMATS, ReadOptions, WriteOptions, for_name, named, sniff
from editor.segmentation.inline import segmenter
from tests.samples import letter


def test_every_row_has_its_functions() -> None:
    for row in FORMATS:
        functions = row.functions
        assert callable(functions.read)
        assert callable(functions.write)
        assert callable(functions.sniff)
        assert row.suffixes
        assert named(row.name) is row


@pytest.mark.parametrize(
    ("name", "writing", "wanted"),
    [
        ("Letter.PO", False, ["po"]),
        ("a.xlf", False, ["xliff2", "xliff1"]),
        ("a.sdlxliff", False, ["xliff1"]),
        ("a.html", False, ["html"]),
        ("a.parallel.html", True, ["parallel"]),
        ("a.parallel.html", False, ["html"]),
        ("a.tsv", False, []),
        ("a.tsv", True, ["tsv"]),
        ("a.docx9", True, []),
    ],
)
def test_a_suffix_tells_the_format(name: str, writing: bool, wanted: list[str]) -> None:
    assert [row.name for row in for_name(name, writing=writing)] == wanted


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b'<?xml version="1.0"?><xliff version="1.2"><file/></xliff>', "a.xlf", "xliff1"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "a.xliff", "xliff2"),
        (b'msgid "a"\nmsgstr ""\n', "noname", "po"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "noname", "html"),
        (b'<?xml version="1.0"?><tmx version="1.4"><body/></tmx>', "memory", "tmx"),
        (b"Dear friends", "a.txt", "plain"),
    ],
)
def test_the_first_bytes_tell_where_the_suffix_does_not(data: bytes, name: str, wanted: str) -> None:
    assert sniff(data, name).name == wanted


def test_what_nobody_knows_is_a_sentence_with_what_is_known() -> None:
    with pytest.raises(FormatError, match=r"a\.bin.*\.html.*\.po.*\.xlf"):
        formats.read(b"\x7fELF", ReadOptions(name="a.bin"))
    with pytest.raises(FormatError, match=r"a\.bin.*\.tsv"):
        formats.write(letter(), "a.bin", WriteOptions())


@pytest.mark.parametrize(
    ("version", "wanted"), [("", b'"2.1"'), ("1.2", b'"1.2"'), ("2.0", b'"2.0"'), ("2.2", b'"2.2"')]
)
def test_the_version_of_xliff_is_the_one_asked_for(version: str, wanted: bytes) -> None:
    data = formats.write(letter(), "a.xlf", WriteOptions(version=version)).data
    assert b"version=" + wanted in data


def test_a_work_file_stays_in_the_version_it_came_in() -> None:
    data = formats.write(letter(), "a.xlf", WriteOptions(version="1.2")).data
    again = formats.read(data, ReadOptions(name="a.xlf"))
    assert formats.write(again, "b.xlf", WriteOptions()).data == data


def test_a_paragraph_of_more_sentences_than_a_text_is_cut_into_keeps_the_rest_whole_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(segmentation.rules, "MOST", 3)
    monkeypatch.setattr(segmentation, "MOST", 3)
    options = formats.ReadOptions(name="x.txt", source_language="en", segment=segmenter())
    found = formats.read(b"Dogs bark. Cats purr. Hens cluck. Cows moo. Pigs grunt.", options)
    assert [row.source.plain for row in found.rows][-1] == "Cows moo. Pigs grunt."
    assert any("segment 4 holds the rest" in warning for warning in found.warnings)
    assert not formats.read(b"Dogs bark. Cats purr.", options).warnings
