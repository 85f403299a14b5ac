from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from editor.find import Query
from editor.model import Mark, May, Note, Previous, Segment, State
from editor.qt.chips import Chips
from editor.qt.layouts import KEPT, Layouts, Leaf, note
from editor.qt.page import Page, em
from editor.qt.target import TargetEditor
from editor.qt.theme import LIGHT, reading_font
from editor.text import EMPTY, Break, Text
from tests.samples import LINK, LINK_END, letter
from tests.strategies import codes, segments, texts

pytestmark = pytest.mark.usefixtures("qapp")
IDLE = frozenset({Mark.NOT_FOR_TRANSLATION})
SENTENCE = Text.of(
    "Days of united action against repression were held in ", LINK, "fifteen countries", LINK_END, " of the world."
)


def made(source: str = "en", target: str = "ru", width: int = 700) -> Layouts:
    chips = Chips()
    chips.dress(LIGHT, 12.5)
    layouts = Layouts(chips)
    layouts.set(Page(width, em(reading_font(12.5))), (source, target), 12.5)
    return layouts


@pytest.fixture(scope="module")
def layouts(qapp: object) -> Layouts:
    return made()


def segment(source: Text, target: Text = EMPTY, **more: object) -> Segment:
    return replace(Segment("s", source, target), **more)  # type: ignore[arg-type]


@given(segments())
def test_any_row_can_be_laid_out_and_is_as_high_as_its_higher_leaf(layouts: Layouts, row: Segment) -> None:
    laid = layouts.row(row)
    line = layouts.source.line(row.role)
    assert laid.source.height % line == 0
    assert (laid.source.height == 0) == (not row.source)
    assert laid.height >= max(laid.source.height, laid.target.height, line)
    assert laid.height <= max(laid.source.height, laid.target.height, line) + layouts.note_height
    assert layouts.row(row) is laid


@given(segments())
def test_the_words_beneath_a_link_stand_below_the_cards_of_both_sides(row: Segment) -> None:
    linked = made()
    linked.set(Page(700, em(reading_font(12.5)), linked=True), ("en", "ru"), 12.5)
    laid = linked.row(row)
    words = linked.note_height if laid.note else 0
    assert laid.height - words >= max(laid.source.height, laid.target.height)


@given(codes().flatmap(texts))
def test_a_text_stands_on_the_paper_just_as_in_the_text_box(layouts: Layouts, text: Text) -> None:
    box = TargetEditor(layouts.chips)
    box.dress(layouts.target, "", layouts.page.leaf)
    box.open(text, text)
    leaf = Leaf(text, layouts, layouts.target, "")
    assert max(leaf.height, leaf.line) == box.needed


def picture(size: tuple[int, int], draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    with QPainter(image) as painter:
        painter.setPen(QColor(LIGHT.ink))
        draw(painter)
    return image


@pytest.mark.parametrize("languages", [("en", "ru"), ("en", "ar"), ("en", "zh")])
@pytest.mark.parametrize("text", [Text.of("Слово за слово, 一个月前 السجناء " * 4), SENTENCE], ids=["plain", "codes"])
def test_opening_a_row_moves_no_letter(languages: tuple[str, str], text: Text) -> None:
    layouts = made(*languages)
    leaf = Leaf(text, layouts, layouts.target, "")
    box = TargetEditor(layouts.chips)
    box.colour(LIGHT, "paper")
    box.dress(layouts.target, "", layouts.page.leaf)
    box.open(text, text)
    size = layouts.page.leaf, leaf.height - leaf.drop
    box.resize(*size)
    open_row = picture(size, lambda painter: box.viewport().render(painter, QPoint()))
    closed = picture(size, lambda painter: leaf.draw(painter, QPointF(0, -leaf.drop), []))
    assert open_row == closed


def test_texts_of_both_leaves_stand_level() -> None:
    layouts = made("en", "ar")
    assert layouts.drop(layouts.source) > 0 == layouts.drop(layouts.target)
    level = [layouts.drop(face) + face.baseline() for face in (layouts.source, layouts.target)]
    assert abs(level[0] - level[1]) <= 1
    assert made().drop(made().source) == 0


def test_a_right_to_left_text_begins_at_the_right() -> None:
    layouts = made("ar", "en")
    leaf = Leaf(Text.of("قبل شهر"), layouts, layouts.source, "")
    width = layouts.page.leaf
    image = picture((width, leaf.height), lambda painter: leaf.draw(painter, QPointF(0, 0), []))
    paper = QColor(LIGHT.paper).name()
    inked = [x for x in range(width) if any(image.pixelColor(x, y).name() != paper for y in range(leaf.height))]
    assert min(inked) > width / 2
    assert max(inked) > width - 20


def test_a_point_in_a_leaf_is_a_position_in_its_text(layouts: Layouts) -> None:
    leaf = Leaf(SENTENCE, layouts, layouts.source, "")
    assert leaf.position(QPointF(0, 2)) == 0
    assert leaf.position(QPointF(10_000, 10_000)) == len(SENTENCE)
    assert leaf.position(QPointF(0, leaf.line + 2)) > 10
    assert Leaf(Text(), layouts, layouts.source, "").position(QPointF(5, 5)) == 0
    smile = Leaf(Text.of("🙂🙂x"), layouts, layouts.source, "")
    assert smile.position(QPointF(10_000, 2)) == 3


def test_only_the_last_rows_are_kept(layouts: Layouts) -> None:
    first = segment(Text.of("first"))
    laid = layouts.row(first)
    for number in range(KEPT):
        layouts.row(segment(Text.of(str(number))))
    assert layouts.row(first) is not laid


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (segment(SENTENCE), ""),
        (segment(SENTENCE, SENTENCE, state=State.DRAFT), "draft"),
        (segment(SENTENCE, SENTENCE, state=State.TRANSLATED), ""),
        (segment(SENTENCE, SENTENCE, state=State.DRAFT, marks=frozenset({Mark.NEEDS_WORK})), "needs work"),
        (segment(SENTENCE, marks=IDLE, reason="navigation"), "not for translation · navigation"),
        (segment(SENTENCE, may=May.NOTHING), "locked in the file"),
        (segment(SENTENCE, form=1, notes=(Note("n"),)), "plural form 2 · 1 note"),
        (segment(SENTENCE, notes=(Note("n"), Note("m"))), "2 notes"),
    ],
)  # fmt: skip
def test_the_words_beneath_a_row(row: Segment, words: str) -> None:
    assert note(row) == words


def test_words_that_came_into_the_source_are_found(layouts: Layouts) -> None:
    before = Previous(Text.of("It was directed ", LINK, "not against", LINK_END, " people."))
    now = Text.of("🙂 It was directed ", LINK, "above all not against", LINK_END, " people.")
    marks = frozenset({Mark.SOURCE_CHANGED})
    changed = layouts.row(segment(now, previous=before, marks=marks)).changed
    assert changed == [(0, 2), (20, 9)]
    assert layouts.row(segment(now, previous=before)).changed == []


def test_hits_of_a_search_are_found_as_qt_counts_and_anew_for_another_query() -> None:
    layouts = made()
    row = segment(Text.of("🙂 a", Break(), "b ", LINK, "ab", LINK_END), Text.of("ab"))
    laid = layouts.row(row)
    assert layouts.hits(laid, "source") == []
    layouts.look_for(Query("ab"))
    assert layouts.hits(laid, "source") == [(3, 3), (8, 2)]
    assert layouts.hits(laid, "target") == [(0, 2)]
    layouts.look_for(Query("b", sides=frozenset({"target"})))
    assert (layouts.hits(laid, "source"), layouts.hits(laid, "target")) == ([], [(1, 1)])
    layouts.look_for(None)
    assert layouts.hits(laid, "target") == []


def test_a_pattern_that_takes_too_long_is_waited_for_once() -> None:
    layouts = made()
    layouts.look_for(Query("(a|aa)+c", as_regex=True))
    assert layouts.found(Text.of("ac"), "source") == [(0, 2)]
    assert layouts.found(Text.of("a" * 60 + "b"), "source") == []
    assert layouts.found(Text.of("ac"), "source") == []


def test_a_wider_page_lays_out_anew() -> None:
    layouts = made()
    row = letter().rows[1]
    laid = layouts.row(row)
    layouts.widen(Page(300, layouts.page.em))
    assert layouts.row(row) is not laid
    assert layouts.row(row).height > laid.height
    assert layouts.source.direction is Qt.LayoutDirection.LeftToRight
