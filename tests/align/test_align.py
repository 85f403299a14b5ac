"""The aligner as a whole: a small bitext, what is kept and exchanged, and the letter of the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import Bead, Options, align
from editor.align.beads import read_ladder, read_path, write_ladder, write_path
from editor.align.documents import aligned, texts
from editor.errors import FormatError
from editor.formats import ReadOptions, read
from editor.model import Document, Head, Segment, State, document
from editor.segmentation.inline import segmenter
from editor.text import Break, Text

ENGLISH = [
    "Maria Petrova came home in May 2014.",
    "She opened the window and looked at the river.",
    "Nobody was there.",
    "In 1926 the workers of Hamburg built a library with 9,000 books.",
    "The city kept its word for almost a hundred years.",
]
RUSSIAN = [
    "Мария Петрова вернулась домой в мае 2014 года.",
    "Она открыла окно и посмотрела на реку.",
    "Там никого не было.",
    "В 1926 году рабочие Гамбурга построили библиотеку на 9000 книг.",
    "Почти сто лет город держал слово.",
]


@st.composite
def beads(draw: st.DrawFn) -> list[Bead]:
    found, source, target = [], 0, 0
    for one, two in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=12)):
        found.append(Bead(range(source, source + one), range(target, target + two), 0.5))
        source, target = source + one, target + two
    return found


def covered(found: list[Bead]) -> tuple[list[int], list[int]]:
    return [n for bead in found for n in bead.source], [n for bead in found for n in bead.target]


def test_a_translation_sentence_by_sentence_is_linked_so() -> None:
    found = align(ENGLISH, RUSSIAN, Options(source_language="en", target_language="ru"))
    assert [(list(bead.source), list(bead.target)) for bead in found] == [([n], [n]) for n in range(5)]
    assert all(0 <= bead.confidence <= 1 for bead in found)


def test_an_anchor_is_never_broken() -> None:
    anchor = Bead(range(1, 2), range(2, 3), 1.0)
    found = align(ENGLISH, RUSSIAN, Options(source_language="en", target_language="ru", anchors=(anchor,)))
    assert any((bead.source, bead.target) == (anchor.source, anchor.target) for bead in found)
    assert covered(found) == (list(range(5)), list(range(5)))


@given(found=beads())
def test_paths_come_back(found: list[Bead]) -> None:
    back = read_path(write_path(found))
    assert [(bead.source, bead.target) for bead in back] == [(bead.source, bead.target) for bead in found]


@given(found=beads())
def test_ladders_cover_the_same_sentences(found: list[Bead]) -> None:
    assert covered(read_ladder(write_ladder(found))) == covered(found)


@pytest.mark.parametrize("text", ["nonsense\n", "[0]:[x]\n", "[0\n"])
def test_what_is_no_path_is_told(text: str) -> None:
    with pytest.raises(FormatError):
        read_path(text)


def page(path: Path, language: str) -> Document:
    return read(path.read_bytes(), ReadOptions(path.name, language, segment=segmenter()))


def test_two_letters_become_one_parallel_text_and_nothing_is_lost(seeds: Path) -> None:
    left, right = page(seeds / "open-letter.en.txt", "en"), page(seeds / "open-letter.ru.txt", "ru")
    (one, above), (two, below) = texts(left), texts(right)
    options = Options(source_language="en", target_language="ru", left_paragraphs=above, right_paragraphs=below)
    found = align(one, two, options)
    assert covered(found) == (list(range(len(one))), list(range(len(two))))
    whole = aligned(left, right, found)
    said = "".join("".join(row.target.plain for row in whole.rows).split())
    assert said == "".join("".join(two).split())
    assert {row.state for row in whole.rows if row.target} == {State.DRAFT}
    assert whole.head.skeleton == left.head.skeleton
    assert len({row.id for row in whole.rows}) == len(whole.rows)


@pytest.mark.parametrize(
    ("ends", "joined"),
    [(("One.", "Two."), "One. Two."), (("一。", "二。"), "一。二。"), (("One. ", "Two."), "One. Two.")],
)
def test_paragraphs_of_one_link_stand_apart_in_the_translation(ends: tuple[str, str], joined: str) -> None:
    left = document([Segment("u1/1", Text.of("Both."), unit="u1")], Head("en"))
    right = document([Segment(f"u{n}/1", Text.of(each), unit=f"u{n}") for n, each in enumerate(ends)], Head("de"))
    (row,) = aligned(left, right, [Bead(range(1), range(2))]).rows
    assert row.target.plain == joined
    assert [run.paragraph for run in row.target.runs if isinstance(run, Break)] == [True]


def true_links(seeds: Path) -> list[tuple[list[int], list[int]]]:
    """Read the links of the letter, counted from 0."""
    lines = (seeds / "open-letter.beads.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t")[:2] for line in lines if line and line[0] in "0123456789-"]
    return [(numbers(one), numbers(other)) for one, other in fields]


def numbers(listed: str) -> list[int]:
    return [int(number) - 1 for number in listed.split(",") if number != "-"]


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_every_link_of_the_letter_is_right_and_the_unusual_ones_come_first(seeds: Path, suffix: str) -> None:
    left, right = (page(seeds / f"open-letter.{language}.{suffix}", language) for language in ("en", "ru"))
    (one, above), (two, below) = texts(left), texts(right)
    found = align(one, two, Options("en", "ru", left_paragraphs=above, right_paragraphs=below))
    assert [(list(bead.source), list(bead.target)) for bead in found] == true_links(seeds)
    doubtful = sorted(found, key=lambda bead: bead.confidence)[:3]
    assert {bead.kind for bead in doubtful} == {(2, 1), (1, 0), (0, 1)}
