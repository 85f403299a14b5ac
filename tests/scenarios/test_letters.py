"""The sample letters as the program reads them: every sentence found, everything round the article set aside."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from editor import formats
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Mark
from editor.segmentation.inline import segmenter

COUNTS = {
    "open-letter.en.html": 57,
    "open-letter.en.txt": 57,
    "open-letter.later.en.html": 57,
    "open-letter.later.en.txt": 57,
    "open-letter.ru.html": 56,
    "open-letter.ru.txt": 56,
    "letter.ar.txt": 23,
    "letter.ar.en.txt": 23,
    "letter.zh.txt": 27,
    "letter.zh.en.txt": 27,
}


def opened(file: Path) -> Document:
    options = ReadOptions(name=file.name, segment=segmenter())
    return formats.read(file.read_bytes(), options)


def to_translate(document: Document) -> list[str]:
    return [
        " ".join(segment.source.plain.split())
        for segment in document.rows
        if Mark.NOT_FOR_TRANSLATION not in segment.marks
    ]


@pytest.mark.parametrize("letter", COUNTS)
def test_its_sentences_are_counted_as_the_readme_of_the_seeds_says(seeds: Path, letter: str) -> None:
    assert len(to_translate(opened(seeds / letter))) == COUNTS[letter]


@pytest.mark.parametrize(
    "letter", ["open-letter.en.html", "open-letter.en.txt", "open-letter.ru.html", "open-letter.ru.txt"]
)
def test_its_sentences_are_those_of_the_key(seeds: Path, letter: str) -> None:
    """No line of the blog's furniture is left to translate, and no sentence of the article is marked."""
    column = "source" if ".en." in letter else "target"
    with (seeds / "open-letter.beads.tsv").open(encoding="utf-8", newline="") as file:
        key = [row[column] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    wanted = [" ".join(each.split()) for each in key if each]
    found = to_translate(opened(seeds / letter))
    assert " ".join(found) == " ".join(wanted)


@pytest.mark.parametrize("letter", COUNTS)
def test_without_a_translation_it_comes_out_as_it_went_in(seeds: Path, letter: str) -> None:
    written = formats.write(opened(seeds / letter), letter, WriteOptions())
    assert written.data == (seeds / letter).read_bytes()


def test_a_month_later_52_are_the_same(seeds: Path) -> None:
    for suffix in (".txt", ".html"):
        before = to_translate(opened(seeds / f"open-letter.en{suffix}"))
        after = to_translate(opened(seeds / f"open-letter.later.en{suffix}"))
        assert len(set(before) & set(after)) == 53, "52 in their places and one moved"
        assert [n for n, sentence in enumerate(before, 1) if sentence not in after] == [4, 39, 40, 47]
        assert [n for n, sentence in enumerate(after, 1) if sentence not in before] == [4, 38, 45, 51]
