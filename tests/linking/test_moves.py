from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import linking
from editor.errors import EditError
from editor.linking import Side
from editor.model import Change, Document, Head, Link, Mark, May, Note, Place, Segment, Skeleton, State, apply, document
from editor.text import Break, Text
from tests.linking.bitexts import bitexts, borders, running, sources, targets

Edit = Callable[[Document, int, st.DataObject], Change]


def _rows(content: Document, row: int, data: st.DataObject) -> list[int]:
    return sorted({row, data.draw(st.integers(0, len(content.rows) - 1))})


EDITS: dict[str, Edit] = {
    "move": lambda d, r, data: linking.move(
        d, r, data.draw(st.sampled_from(Side)), data.draw(st.sampled_from([-1, 1]))
    ),
    "split": lambda d, r, _data: linking.split(d, r),
    "merge": lambda d, r, _data: linking.merge(d, r, r + 1),
    "free": lambda d, r, data: linking.free(d, r, first=data.draw(st.booleans())),
    "unlink": lambda d, r, _data: linking.unlink(d, r),
    "link": lambda d, r, data: linking.link(d, _rows(d, r, data)),
    "confirm": lambda d, r, _data: linking.confirm(d, [r]),
    "take back": lambda d, r, _data: linking.take_back(d, [r]),
    "confirm above": lambda d, r, _data: linking.confirm_above(d, r),
}
SWAPPING: dict[str, Edit] = {**EDITS, "swap": lambda d, r, _data: linking.swap(d, r)}


def played(content: Document, data: st.DataObject, edits: dict[str, Edit]) -> Document:
    """Play some edits, each of which its inverse takes back whole."""
    for _ in range(data.draw(st.integers(1, 6))):
        if not len(content.rows):
            break
        name = data.draw(st.sampled_from(sorted(edits)))
        row = data.draw(st.integers(0, len(content.rows) - 1))
        try:
            change = edits[name](content, row, data)
        except EditError:
            continue
        after = apply(change, content)
        assert apply(change.inverse, after) == content
        content = after
    return content


@given(bitexts(), st.data())
def test_no_edit_loses_doubles_or_moves_a_sentence(content: Document, data: st.DataObject) -> None:
    after = played(content, data, EDITS)
    assert sources(after) == sources(content)
    assert targets(after) == targets(content)
    assert running(after) == running(content)
    assert borders(after) == []


@given(bitexts(), st.data())
def test_with_swaps_too_each_sentence_stays_once_and_sources_in_order(content: Document, data: st.DataObject) -> None:
    after = played(content, data, SWAPPING)
    assert sources(after) == sources(content)
    assert sorted(targets(after)) == sorted(targets(content))
    assert borders(after) == []


# ── By example ───────────────────────────────────────────────────────────────────────────────────────────────────


def row(number: str, source: str, target: str, unit: str = "u1") -> Segment:
    """Make a link; sentences are parted by a stroke, paragraphs by two."""
    return Segment(number, text(source), text(target), State.DRAFT, link=Link(0.5), unit=unit, gap=Text.of(" "))


def text(said: str) -> Text:
    runs: list[str | Break] = []
    for number, paragraph in enumerate(said.split("||")):
        runs += [Break(paragraph=True)] if number else []
        for place, sentence in enumerate(paragraph.split("|")):
            runs += [" ", Break()] if place else []
            runs.append(sentence)
    return Text.of(*runs)


def said(content: Document) -> list[tuple[str, str, str]]:
    def flat(text: Text) -> str:
        marked = "".join(run if isinstance(run, str) else "||" if run.paragraph else "|" for run in text.runs)  # type: ignore[union-attr]
        return marked.replace(" |", "|")

    return [(flat(each.source), flat(each.target), each.unit) for each in content.rows]


def made(*rows: Segment) -> Document:
    return document(rows, Head("en", "ru"))


def test_a_sentence_moves_down_and_comes_up_again() -> None:
    start = made(row("1", "a", "A|B"), row("2", "b", "C"), row("3", "c", ""))
    down = apply(linking.move(start, 0, Side.TARGET, 1), start)
    assert said(down) == [("a", "A", "u1"), ("b", "B|C", "u1"), ("c", "", "u1")]
    assert down.rows[0].link == down.rows[1].link == Link()
    assert down.rows[2] is start.rows[2]
    assert said(apply(linking.move(down, 1, Side.TARGET, -1), down)) == said(start)
    both = apply(linking.move(start, 0, Side.TARGET, 1, 2), start)
    assert said(both)[:2] == [("a", "", "u1"), ("b", "A|B|C", "u1")]
    assert both.rows[0].state is State.UNTRANSLATED


def test_a_source_that_crosses_into_the_next_paragraph_makes_one_unit_and_two_again() -> None:
    start = made(row("1", "a", "A"), row("2", "b", ""), row("3", "c", "B|C", "u2"), row("4", "d", "D", "u2"))
    down = apply(linking.move(start, 1, Side.SOURCE, 1), start)
    assert said(down) == [("a", "A", "u1"), ("b||c", "B|C", "u1"), ("d", "D", "u1")]
    up = apply(linking.move(down, 1, Side.SOURCE, -1), down)
    assert said(up) == [("a|b", "A", "u1"), ("c", "B|C", "u1.2"), ("d", "D", "u1.2")]


def test_the_paragraph_that_parts_again_takes_its_name_in_the_original() -> None:
    places = (Place("u1", 0, 1), Place("menu", 1, 2), Place("u2", 2, 3), Place("u3", 3, 4))
    menu = Segment("m", Text.of("Menu"), unit="menu", marks=frozenset({Mark.NOT_FOR_TRANSLATION}))
    start = made(row("1", "a||b", "A|B"), menu, row("3", "c", "C", "u3"))
    start = replace(start, head=replace(start.head, skeleton=Skeleton("plain", "a.txt", b"abcd", places)))
    parted = apply(linking.split(start, 0), start)
    assert said(parted)[:2] == [("a", "A", "u1"), ("b", "B", "u2")]


def test_a_link_parts_where_the_lengths_agree_best_or_at_the_caret() -> None:
    start = made(row("1", "A long sentence it is.|Short.", "Dlinnoe predlozhenie.|I eshchyo.|Da."))
    parted = apply(linking.split(start, 0), start)
    assert said(parted)[1][:2] == ("Short.", "Da.")
    one = made(row("1", "First half, second half.", "Pervoe; vtoroe."))
    with pytest.raises(EditError, match="caret"):
        linking.split(one, 0)
    cut = apply(linking.split_at(one, 0, 12, 8), one)
    assert said(cut) == [("First half,", "Pervoe;", "u1"), ("second half.", "vtoroe.", "u1")]
    with pytest.raises(EditError, match="caret"):
        linking.split_at(one, 0, 0, None)


def test_the_longer_side_sets_a_sentence_free() -> None:
    start = made(row("1", "a|b", "A"), row("2", "c", "C|D"))
    last = apply(linking.free(start, 0), start)
    assert said(last)[:2] == [("a", "A", "u1"), ("b", "", "u1")]
    first = apply(linking.free(start, 0, first=True), start)
    assert said(first)[:2] == [("a", "", "u1"), ("b", "A", "u1")]
    addition = apply(linking.free(start, 1), start)
    assert said(addition)[1:] == [("c", "C", "u1"), ("", "D", "u1")]
    alone = apply(linking.free(addition, 1), addition)
    assert said(alone)[1:] == [("c", "", "u1"), ("", "C", "u1"), ("", "D", "u1")]
    with pytest.raises(EditError, match="alone"):
        linking.free(alone, 1)


def test_two_that_the_translation_has_in_turn_are_swapped_and_keep_their_order() -> None:
    start = made(row("1", "a", "B"), row("2", "b", "A"), row("3", "c", "C"))
    crossed = apply(linking.swap(start, 0), start)
    assert [(each.target.plain, each.order) for each in crossed.rows] == [("A", 2), ("B", 1), ("C", None)]
    assert targets(crossed) == targets(start)
    assert said(apply(linking.swap(crossed, 0), crossed)) == said(start)
    merged = apply(linking.merge(crossed, 0, 1), crossed)
    assert said(merged)[0][:2] == ("a|b", "B|A")
    with pytest.raises(EditError, match="between"):
        linking.merge(crossed, 1, 2)
    onward = apply(linking.move(crossed, 0, Side.TARGET, 1), crossed)
    assert [each.target.without_breaks().plain for each in onward.rows] == ["", "B", "A C"]


def test_a_lone_source_and_a_lone_target_apart_become_one_link() -> None:
    start = made(row("1", "a", ""), row("2", "b", "B"), row("3", "", "A"))
    linked = apply(linking.link(start, [0, 2]), start)
    assert [(each.target.plain, each.order) for each in linked.rows] == [("A", 2), ("B", 1)]
    with pytest.raises(EditError, match="neighbours"):
        linking.link(made(row("1", "a", "A"), row("2", "b", "B"), row("3", "c", "C")), [0, 2])
    with pytest.raises(EditError, match="Select"):
        linking.link(start, [1])


def test_what_a_file_does_not_permit_is_refused() -> None:
    locked = replace(row("1", "a|b", "A"), may=May.TRANSLATE)
    start = made(locked, replace(row("2", "c", "C"), may=May.TRANSLATE))
    with pytest.raises(EditError, match="does not permit"):
        linking.split(start, 0)
    with pytest.raises(EditError, match="does not permit"):
        linking.move(start, 0, Side.SOURCE, 1)
    assert linking.move(start, 0, Side.TARGET, 1)
    sealed = replace(start, head=replace(start.head, read_only="Newer than this program."))
    with pytest.raises(EditError, match="Newer"):
        linking.move(sealed, 0, Side.TARGET, 1)


def test_nothing_moves_through_furniture_but_targets_over_it() -> None:
    menu = Segment("m", Text.of("Menu"), unit="m", marks=frozenset({Mark.NOT_FOR_TRANSLATION}))
    start = made(row("1", "a|b", "A|B"), menu, row("3", "c", "C", "u3"))
    with pytest.raises(EditError, match="stands between"):
        linking.move(start, 0, Side.SOURCE, 1)
    with pytest.raises(EditError, match="stands between"):
        linking.merge(start, 0, 2)
    over = apply(linking.move(start, 0, Side.TARGET, 1), start)
    assert [each.target.without_breaks().plain for each in over.rows] == ["A", "", "B C"]
    with pytest.raises(EditError, match="takes no part"):
        linking.unlink(start, 1)
    with pytest.raises(EditError, match="no link on that side"):
        linking.move(start, 2, Side.TARGET, 1)


def test_notes_of_a_link_that_vanishes_go_with_its_sentence() -> None:
    start = made(replace(row("1", "a", ""), notes=(Note("!"),)), row("2", "b", "B"))
    after = apply(linking.move(start, 0, Side.SOURCE, 1), start)
    assert said(after) == [("a|b", "B", "u1")]
    assert after.rows[0].notes == (Note("!"),)


def test_a_reviewed_row_whose_sentences_change_was_edited_after_review() -> None:
    start = made(replace(row("1", "a", "A|B"), state=State.REVIEWED), row("2", "b", ""))
    after = apply(linking.move(start, 0, Side.TARGET, 1), start)
    assert after.rows[0].state is State.DRAFT
    assert Mark.EDITED_AFTER_REVIEW in after.rows[0].marks
