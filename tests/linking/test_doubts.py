from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.linking import Side, doubts, has_links
from editor.model import Document, Head, Link, Mark, Segment, document
from editor.rows import Chunk, Rows
from editor.text import EMPTY, Break, Text
from tests.linking.bitexts import bitexts

ONE, TWO = Text.of("One."), Text.of("One. ", Break(), "Two.")


def test_a_byte_says_how_sure_a_link_is_and_of_which_kind() -> None:
    def fact(link: Link | None, source: Text = ONE, target: Text = ONE, **more: object) -> int:
        return doubts.fact(Segment("1", source, target, link=link, **more))  # type: ignore[arg-type]

    assert fact(None) == 0
    assert fact(Link(0.2), marks=frozenset({Mark.NOT_FOR_TRANSLATION})) == 0
    assert fact(Link(0.95)) == doubts.LINKED | doubts.RECKONED
    assert fact(Link(0.6)) == doubts.LINKED | doubts.RECKONED | doubts.UNSURE
    assert fact(Link(0.3)) & doubts.UNLIKELY
    assert fact(Link(0.3, confirmed=True)) == doubts.LINKED | doubts.CONFIRMED
    assert fact(Link(), TWO) == doubts.LINKED | doubts.UNEVEN
    assert fact(Link(), ONE, EMPTY) & doubts.OMISSION
    assert fact(Link(), EMPTY, TWO) & doubts.ADDITION


def rows(*sure: float | None) -> Rows[Segment]:
    return document((Segment(str(n), ONE, ONE, link=Link(s)) for n, s in enumerate(sure)), Head()).rows


def test_doubtful_links_come_in_the_order_of_the_text_or_the_worst_first() -> None:
    some = rows(0.3, 0.99, 0.1, None, 0.7)
    assert [doubts.step(some, start, 1) for start in (-1, 0, 2, 4)] == [0, 2, 4, 0]
    assert [doubts.step(some, start, -1) for start in (0, 2, 3)] == [4, 0, 2]
    worst = [doubts.step(some, start, 1, worst_first=True) for start in (-1, 2, 0, 4)]
    assert worst == [2, 0, 4, 2]
    assert doubts.step(some, 0, -1, worst_first=True) == 2
    assert doubts.step(some, 0, 1, within={4}) == 4
    assert doubts.step(rows(0.95, None), 0, 1) is None
    assert doubts.step(rows(0.95, 0.5), 1, 1) == 1


@given(bitexts(), st.booleans(), st.integers(-1, 20))
def test_walking_meets_every_doubtful_link_once(content: Document, worst_first: bool, start: int) -> None:
    doubtful = {number for number, bits in enumerate(doubts.facts(content.rows)) if bits & doubts.UNSURE}
    met: list[int] = []
    row: int | None = min(start, len(content.rows) - 1)
    for _ in doubtful:
        row = doubts.step(content.rows, row if row is not None else -1, 1, worst_first=worst_first)
        assert row is not None
        met.append(row)
    assert sorted(met) == sorted(doubtful)


def test_confidences_are_a_column_and_a_document_knows_whether_it_was_aligned() -> None:
    assert [round(each, 2) for each in doubts.confidences(rows(0.5, None))] == [0.5, -1.0]
    assert has_links(rows(None))
    assert not has_links(document([Segment("1", ONE)], Head()).rows)


def test_the_side_that_lacks_or_has_more_is_the_likelier_one() -> None:
    sides = [(ONE, TWO), (TWO, ONE), (ONE, EMPTY), (EMPTY, ONE), (ONE, ONE)]
    found = [doubts.likely_side(Segment("1", *side)) for side in sides]
    assert found == [Side.TARGET, Side.SOURCE, Side.TARGET, Side.SOURCE, Side.TARGET]


def test_links_are_counted() -> None:
    some = rows(0.3, 0.99, None)
    assert doubts.tally(some) == (0, 1, 3)


def test_the_first_doubtful_link_and_what_is_known_of_rows_nobody_read() -> None:
    read: list[str] = []

    def chunk(*sure: float) -> Chunk[Segment]:
        def decode() -> tuple[Segment, ...]:
            read.append(str(sure))
            return tuple(rows(*sure))

        return Chunk(len(sure), None, decode)

    some = Rows([chunk(0.99, 0.95), chunk(0.99, 0.3), chunk(0.1)])
    assert doubts.known(some) == bytes(5)
    assert doubts.first(some, 1) is None
    assert doubts.first(some) == 3
    assert len(read) == 2
    assert doubts.known(some) == doubts.facts(Rows(some.chunks[:2])) + b"\0"
    assert doubts.first(rows(0.99)) is None
