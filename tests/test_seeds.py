from __future__ import annotations

import csv
import html
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

LETTERS = ("open-letter.en", "open-letter.later.en", "open-letter.ru")


@pytest.fixture(scope="module")
def beads(seeds: Path) -> list[dict[str, str]]:
    with (seeds / "open-letter.beads.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def numbers(field: str) -> list[int]:
    return [] if field == "-" else [int(each) for each in field.split(",")]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(page: str) -> str:
    """What of a page a reader sees, descriptions of pictures included; our own pages are regular enough for this."""
    page = re.sub(r"(?s)<!--.*?-->|<(script|style)\b.*?</\1>", " ", page)
    page = re.sub(r'<img[^>]*\balt="([^"]*)"[^>]*>', r" \1 ", page)
    page = re.sub(r"</?(?:p|h\d|li|ul|title|figcaption|div|section|header|blockquote)\b[^>]*>", " ", page)
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", page)))


def test_the_key_names_every_sentence_once_and_in_order(beads: list[dict[str, str]]) -> None:
    for side, count in (("en", 57), ("ru", 56)):
        assert [n for bead in beads for n in numbers(bead[side])] == list(range(1, count + 1))


def test_the_key_has_one_omission_one_addition_and_one_merge(beads: list[dict[str, str]]) -> None:
    assert Counter(bead["kind"] for bead in beads) == {"1-1": 54, "2-1": 1, "1-0": 1, "0-1": 1}
    for bead in beads:
        sides = len(numbers(bead["en"])), len(numbers(bead["ru"]))
        assert bead["kind"] == "{}-{}".format(*sides)
        assert (bool(bead["source"]), bool(bead["target"])) == (bool(sides[0]), bool(sides[1]))


@pytest.mark.parametrize("side", ["en", "ru"])
def test_text_and_page_say_what_the_key_says(seeds: Path, beads: list[dict[str, str]], side: str) -> None:
    column = "source" if side == "en" else "target"
    text = squeezed((seeds / f"open-letter.{side}.txt").read_text(encoding="utf-8"))
    page = words_of((seeds / f"open-letter.{side}.html").read_text(encoding="utf-8"))
    for place in (text, page):
        starts, end = [], 0
        for bead in beads:
            end = place.find(squeezed(bead[column]), end)
            starts.append(end)
        assert min(starts) >= 0
        assert all(before <= after for before, after in pairwise(starts))


def test_a_month_later_four_sentences_are_not_found_again(seeds: Path, beads: list[dict[str, str]]) -> None:
    """What is the same or only moved is still there word for word; three changed and one is gone."""
    for later in (
        squeezed((seeds / "open-letter.later.en.txt").read_text(encoding="utf-8")),
        words_of((seeds / "open-letter.later.en.html").read_text(encoding="utf-8")),
    ):
        lost = [bead["en"] for bead in beads if squeezed(bead["source"]) not in later]
        assert lost == ["4", "39", "40", "47"]
        assert later.index("We are writing this letter") > later.index("A reading room is a small thing.")
        assert "Since then the postman" in later


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_are_utf8_with_plain_line_ends(seeds: Path, letter: str) -> None:
    for suffix in (".txt", ".html"):
        data = (seeds / f"{letter}{suffix}").read_bytes()
        data.decode("utf-8")
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_the_glossary_speaks_of_the_letter(seeds: Path) -> None:
    with (seeds / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        terms = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    letter = squeezed((seeds / "open-letter.en.txt").read_text(encoding="utf-8")).lower()
    known = {term["en"] for term in terms if term["en"].lower().removeprefix("to ") in letter}
    assert {term["en"] for term in terms} - known == set()
    assert all(term["ru"] for term in terms)


def test_the_readme_names_every_file(seeds: Path) -> None:
    readme = (seeds / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in seeds.rglob("*") if path.is_file() and path.name != "README.md"]
    assert [name for name in files if f"`{name}`" not in readme] == []
