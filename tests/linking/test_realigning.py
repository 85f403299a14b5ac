from __future__ import annotations

import pytest
from hypothesis import given, settings

from editor import linking
from editor.errors import EditError
from editor.linking import realigning
from editor.model import Document, Head, Link, Note, Segment, State, apply, document
from editor.text import EMPTY, Break, Text
from tests.linking.bitexts import bitexts, borders, running, sources, targets

PAIRS = [
    ("The river rose in April 1987.", "В апреле 1987 года река поднялась."),
    ("Maria Petrova kept the school open.", "Мария Петрова не закрыла школу."),
    ("We have written 12 letters to the mayor.", "Мы написали мэру 12 писем."),
    ("He never answered!", "Он ни разу не ответил!"),
    ("On 5 May we meet at the Central bridge.", "5 мая мы встречаемся у Центрального моста."),
]


def shifted() -> Document:
    """Return a letter whose links are one off: each source but the first stands with the target before its own."""
    ones, others = [one for one, _ in PAIRS], ["", *(other for _, other in PAIRS)]
    rows = [
        Segment(f"u1/{n}", Text.of(one), Text.of(other) if other else EMPTY, State.DRAFT, link=Link(0.3), unit="u1")
        for n, (one, other) in enumerate(zip(ones, others, strict=False), 1)
    ]
    rows.append(Segment("u1/t6", EMPTY, Text.of(others[-1]), State.DRAFT, link=Link(0.3), unit="u1"))
    return document(rows, Head("en", "ru"))


def linked(content: Document) -> list[tuple[str, str]]:
    return [(row.source.plain, row.target.plain) for row in content.rows]


def test_a_shifted_stretch_finds_its_links_again() -> None:
    content = shifted()
    change = realigning.realign(content, realigning.stretch(content, 2))
    after = apply(change, content)
    assert linked(after) == PAIRS
    assert all(row.link is not None and row.link.confidence is not None for row in after.rows)
    assert apply(change.inverse, after) == content


def test_confirmed_links_are_never_broken_and_bound_what_is_done() -> None:
    content = shifted()
    content = apply(linking.confirm(content, [1]), content)
    assert realigning.stretch(content, 0) == range(1)
    assert realigning.stretch(content, 3) == range(2, 6)
    after = apply(realigning.realign(content, range(6)), content)
    assert content.rows[1] in tuple(after.rows)
    with pytest.raises(EditError, match="confirmed"):
        realigning.stretch(content, 1)


def test_where_one_side_has_nothing_there_is_nothing_to_realign() -> None:
    content = document([Segment("u/1", Text.of("One."), link=Link(0.3), unit="u")], Head("en", "ru"))
    with pytest.raises(EditError, match="one side"):
        realigning.realign(content, range(1))


def test_notes_of_rows_that_vanish_stay_with_their_sentence() -> None:
    ones, others = (" ".join(side) for side in zip(*PAIRS, strict=True))
    rows = [
        Segment("u1/1", Text.of(ones), Text.of(others), link=Link(0.3), unit="u1"),
        Segment("u1/2", Text.of("The end."), link=Link(0.3), unit="u1"),
        Segment("u1/t3", EMPTY, Text.of("Конец."), link=Link(0.3), unit="u1", notes=(Note("why?"),)),
    ]
    content = document(rows, Head("en", "ru"))
    after = apply(realigning.realign(content, range(3)), content)
    assert linked(after)[1:] == [("The end.", "Конец.")]
    assert after.rows[1].notes == (Note("why?"),)


@settings(max_examples=25)
@given(bitexts(most=3))
def test_realigning_loses_nothing_and_leaves_confirmed_links(content: Document) -> None:
    try:
        change = realigning.realign(content, range(len(content.rows)))
    except EditError:
        return
    after = apply(change, content)
    assert apply(change.inverse, after) == content
    assert sources(after) == sources(content)
    assert targets(after) == targets(content)
    assert running(after) == running(content)
    assert borders(after) == []
    kept = {(r.source.without_breaks(), r.target.without_breaks()) for r in after.rows if r.link and r.link.confirmed}
    fixed = {
        (r.source.without_breaks(), r.target.without_breaks()) for r in content.rows if r.link and r.link.confirmed
    }
    assert fixed <= kept


def test_breaks_within_links_are_sentences_of_their_own() -> None:
    content = shifted()
    whole = apply(linking.merge(content, 0, 5), content)
    assert len(whole.rows) == 1
    assert any(isinstance(run, Break) for run in whole.rows[0].source.runs)
    assert linked(apply(realigning.realign(whole, range(1)), whole)) == PAIRS
