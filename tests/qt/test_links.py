from __future__ import annotations

import pytest

from editor.model import Link, Mark, Segment
from editor.qt import links
from editor.text import EMPTY, Break, Text

ONE, TWO = Text.of("One."), Text.of("One. ", Break(), "Two.")


@pytest.mark.parametrize(
    ("segment", "ink", "label", "spoken"),
    [
        (Segment("1", ONE, ONE, link=Link(0.997)), links.SURE, "99 %", "1 to 1, sure, 99\u00a0%"),
        (Segment("1", TWO, ONE, link=Link(0.7)), links.UNSURE, "2 : 1 · 70 %", "2 to 1, doubtful, 70\u00a0%"),
        (Segment("1", ONE, TWO, link=Link(0.3)), links.UNLIKELY, "1 : 2 · 30 %", "1 to 2, very doubtful, 30\u00a0%"),
        (Segment("1", ONE, ONE, link=Link(0.3, confirmed=True)), links.CONFIRMED, "", "1 to 1, confirmed"),
        (
            Segment("1", ONE, ONE, link=Link(), order=2),
            links.BY_HAND,
            "crossed · by hand",
            "1 to 1, made by hand, crossed",
        ),
        (Segment("1", ONE, EMPTY, link=Link(0.95)), links.SURE, "95 %", "no translation, sure, 95\u00a0%"),
        (Segment("1", EMPTY, ONE, link=Link()), links.BY_HAND, "by hand", "addition without an original, made by hand"),
        (Segment("1", ONE, ONE), links.BY_HAND, "", ""),
    ],
)
def test_a_link_says_how_sure_it_is(segment: Segment, ink: links.Ink, label: str, spoken: str) -> None:
    assert links.ink(segment) == ink
    assert links.label(segment) == label
    assert links.spoken(segment) == spoken


def test_colour_never_speaks_alone() -> None:
    ways = {(ink.strokes, ink.solid) for ink in (links.CONFIRMED, links.SURE, links.UNSURE, links.UNLIKELY)}
    assert len(ways) == 4
    assert len(set(links.WORDS.values())) == len(links.WORDS)


def test_furniture_has_no_link_to_speak_of_and_only_certainty_is_a_hundred() -> None:
    assert links.spoken(Segment("1", ONE, link=Link(), marks=frozenset({Mark.NOT_FOR_TRANSLATION}))) == ""
    assert [links.percent(each) for each in (1.0, 0.9999, 0.0)] == [100, 99, 0]
