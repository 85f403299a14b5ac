"""What is aligned anew between confirmed links: all of its sentences, in order, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.align.realign import is_open, realigned, sentences_in
from editor.model import Document, Link, Segment, document
from editor.text import EMPTY, Break, Text

PAIRS = [
    ("In 1926 they built the hall.", "В 1926 году построили зал."),
    ("Marta Lindqvist opened the door.", "Марта Линдквист открыла дверь."),
    ("It cost 48,000 a year.", "Это стоило 48 000 в год."),
    ("Nobody came.", "Никто не пришёл."),
    ("The council of Hamburg voted on March 12.", "Совет Гамбурга проголосовал 12 марта."),
    ("“Why?” asked Tomas Okafor.", "«Почему?» — спросил Томас Окафор."),
    ("Page 77 of the report says so.", "Так сказано на странице 77 отчёта."),
    ("The door is open!", "Дверь открыта!"),
]


def rows(links: list[Link | None]) -> Document:
    return document(
        Segment(f"s{n}", Text.of(one), Text.of(other), link=link, unit="u1")
        for n, ((one, other), link) in enumerate(zip(PAIRS * 3, links, strict=False))
    )


@given(st.lists(st.sampled_from([Link(0.5), Link(0.9, confirmed=True), None]), max_size=20), st.data())
def test_all_open_sentences_and_no_others_in_order(links: list[Link | None], data: st.DataObject) -> None:
    made = rows(links)
    first = data.draw(st.integers(0, len(links)))
    chosen = range(first, data.draw(st.integers(first, len(links))))
    keep = data.draw(st.sets(st.sampled_from(chosen), max_size=2)) if chosen else set()
    found = realigned(made, chosen, keep)
    assert [row for each in found for row in each.rows] == [
        row for row in chosen if is_open(made.rows[row]) and row not in keep
    ]
    for each in found:
        assert [n for bead in each.beads for n in bead.source] == list(range(len(each.sources)))
        assert [n for bead in each.beads for n in bead.target] == list(range(len(each.targets)))
        assert each.source_rows == tuple(sorted(each.source_rows))
        assert list(each.sources) == [s for row in each.rows for s in sentences_in(made.rows[row].source)]
        assert list(each.targets) == [s for row in each.rows for s in sentences_in(made.rows[row].target)]


def test_what_was_shifted_finds_its_place_again() -> None:
    good = rows([Link(0.4)] * 8)
    shifted = [
        replace(row, target=good.rows[n - 1].target if n else EMPTY) if n < 7 else row
        for n, row in enumerate(good.rows)
    ]
    last = good.rows[5].target + Text.of(Break()) + good.rows[6].target
    both = [*shifted[:6], replace(shifted[6], target=last)]
    [stretch] = realigned(document([*both, good.rows[7]]), range(8))
    assert [(list(bead.source), list(bead.target)) for bead in stretch.beads] == [([n], [n]) for n in range(8)]


def test_breaks_cut_and_spaces_stay() -> None:
    text = Text.of("One. ", Break(), "Two.", Break(paragraph=True), "Three.")
    assert [each.plain for each in sentences_in(text)] == ["One. ", "Two.", "Three."]
    assert sentences_in(EMPTY) == []


def test_nothing_open_is_nothing_to_do() -> None:
    assert realigned(rows([Link(1.0, confirmed=True)] * 4), range(4)) == []
