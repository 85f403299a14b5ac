from __future__ import annotations

from random import Random

import numpy as np
import pytest

from editor.model import Document, Head, Mark, Segment, State, document
from editor.qt.chips import Chips
from editor.qt.layouts import Layouts
from editor.qt.page import Page, em
from editor.qt.segments import RowMap
from editor.qt.sizes import Sizes
from editor.qt.theme import LIGHT, reading_font
from editor.text import Text

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = {
    "en": ["the", "of", "a", "letter", "comrades", "solidarity", "movement", "people", "prison", "meeting"],
    "ru": ["письмо", "товарищи", "солидарность", "движение", "люди", "тюрьма", "встреча", "и", "в", "на"],
    "zh": list("一个月前我们作为左翼代表向你们发出了声援的呼吁"),
}


def book(source: str, target: str, rows: int = 600) -> Document:
    random = Random(rows)

    def text(tag: str) -> Text:
        return Text.of(("" if tag == "zh" else " ").join(random.choices(WORDS[tag], k=random.randint(2, 40))))

    return document(
        (
            Segment(
                f"s{n}", text(source), text(target), State.DRAFT if n % 7 == 0 else State.TRANSLATED, unit=f"u{n // 4}"
            )
            for n in range(rows)
        ),
        Head(source, target),
    )


@pytest.mark.parametrize("pair", [("en", "ru"), ("zh", "en"), ("ru", "zh")])
@pytest.mark.parametrize("width", [700, 1400])
def test_the_estimate_of_a_book_is_within_seven_percent_of_its_height(pair: tuple[str, str], width: int) -> None:
    rows = book(*pair).rows
    chips = Chips()
    chips.dress(LIGHT, 12.5)
    layouts = Layouts(chips)
    layouts.set(Page(width, em(reading_font(12.5))), pair, 12.5)
    guessed = int(Sizes.of(rows, RowMap()).heights(layouts, rows).sum())
    page = layouts.page
    true = sum(layouts.row(row).height + 2 * page.pad + page.paragraph * (n % 4 == 0) for n, row in enumerate(rows))
    assert abs(guessed / true - 1) < 0.07


def test_only_rows_shown_are_estimated_with_paragraphs_as_they_stand_then() -> None:
    rows = book("en", "ru", 12).rows
    sizes = Sizes.of(rows, RowMap.of([1, 2, 9, 11]))
    assert sizes.begins.tolist() == [True, False, True, False]
    assert sizes.sources.tolist() == [len(rows[row].source) for row in (1, 2, 9, 11)]
    assert len(sizes) == 4


def test_drafts_and_marked_rows_have_words_beneath() -> None:
    plain = Segment("a", Text.of("x"), Text.of("y"), State.TRANSLATED)
    draft = Segment("b", Text.of("x"), Text.of("y"), State.DRAFT)
    marked = Segment("c", Text.of("x"), marks=frozenset({Mark.OMITTED}))
    assert Sizes.of(document([plain, draft, marked]).rows, RowMap()).noted.tolist() == [False, True, True]


def test_no_rows_have_no_heights() -> None:
    chips = Chips()
    chips.dress(LIGHT, 12.5)
    layouts = Layouts(chips)
    layouts.set(Page(700, 16), ("", ""), 12.5)
    rows = document([]).rows
    assert np.array_equal(Sizes.of(rows, RowMap()).heights(layouts, rows), [])
