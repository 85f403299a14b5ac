from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from editor.find import Query
from editor.model import ANYTHING, Mark, May, Note, Previous, Segment, State
from editor.qt import keys, painting
from editor.qt.chips import Chips
from editor.qt.layouts import Layouts
from editor.qt.opened import Opened
from editor.qt.page import Page
from editor.qt.painting import Look
from editor.qt.theme import CONTRAST, DARK, LIGHT, Theme
from editor.text import Text
from tests.samples import LINK, LINK_END

pytestmark = pytest.mark.usefixtures("qapp")
ROW = Segment("s", Text.of("Something to read"), Text.of("Что почитать"), State.TRANSLATED)


def look(theme: Theme = LIGHT, languages: tuple[str, str] = ("en", "ru")) -> Look:
    chips = Chips()
    chips.dress(theme, 12.5)
    layouts = Layouts(chips)
    layouts.set(Page(800, 16), languages, 12.5)
    return Look(theme, layouts)


def picture(how: Look, draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(QSize(800, 120), QImage.Format.Format_RGB32)
    image.fill(QColor(how.theme.paper))
    with QPainter(image) as painter:
        draw(painter)
    return image


def row(how: Look, segment: Segment) -> QImage:
    return picture(how, lambda painter: painting.closed_row(painter, how, how.layouts.row(segment), 20))


def colours(image: QImage, xs: Iterable[int]) -> set[str]:
    return {image.pixelColor(x, y).name() for x in xs for y in range(image.height())}


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_texts_are_in_ink_and_the_glyph_in_its_states_colour(theme: Theme) -> None:
    how = look(theme)
    page = how.layouts.page
    image = row(how, ROW)
    assert theme.ink in colours(image, range(page.source, page.source + 60))
    assert theme.ink in colours(image, range(page.target, page.target + 60))
    assert theme.translated in colours(image, range(page.fold - 12, page.fold + 12))


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_a_document_without_text_says_so(theme: Theme) -> None:
    how = look(theme)
    image = picture(how, lambda painter: painting.nothing(painter, how, 800))
    assert theme.muted in colours(image, range(300, 500))
    assert colours(image, range(200)) == {theme.paper}


@pytest.mark.parametrize("mark", [Mark.NOT_FOR_TRANSLATION, Mark.OMITTED])
def test_what_is_not_translated_is_muted_and_says_why_on_the_first_line(mark: Mark) -> None:
    how = look()
    page = how.layouts.page
    image = row(how, replace(ROW, target=Text(), marks=frozenset({mark}), reason="navigation"))
    assert LIGHT.ink not in colours(image, range(800))
    said = [
        y
        for y in range(120)
        for x in range(page.target, page.target + 80)
        if image.pixelColor(x, y).name() != LIGHT.paper
    ]
    assert min(said) >= 20
    assert max(said) <= 20 + how.layouts.source.line()


def test_a_changed_source_and_hits_have_grounds_of_their_own() -> None:
    how = look()
    changed = replace(ROW, previous=Previous(Text.of("Something read")), marks=frozenset({Mark.SOURCE_CHANGED}))
    found = colours(row(how, changed), range(how.layouts.page.source, how.layouts.page.fold))
    assert {LIGHT.added, LIGHT.changed} <= found
    how.layouts.look_for(Query("Что"))
    assert LIGHT.found in colours(row(how, ROW), range(how.layouts.page.target, 800))
    assert LIGHT.found not in colours(row(how, ROW), range(how.layouts.page.fold))


def test_the_note_has_the_colour_of_what_it_tells() -> None:
    assert painting.note_ink(LIGHT, replace(ROW, state=State.DRAFT)).name() == LIGHT.draft
    assert painting.note_ink(LIGHT, replace(ROW, marks=frozenset({Mark.NEEDS_WORK}))).name() == LIGHT.changed
    assert (
        painting.note_ink(LIGHT, replace(ROW, notes=(Note("n"),), may=ANYTHING & ~May.TRANSLATE)).name() == LIGHT.muted
    )


def extent(image: QImage) -> tuple[int, int]:
    inked = [x for x in range(image.width()) if colours(image, [x]) != {LIGHT.paper}]
    return min(inked), max(inked)


def test_hints_stand_where_the_text_begins_and_the_note_at_the_other_end() -> None:
    draft = replace(ROW, state=State.DRAFT)
    place = QRectF(100, 20, 400, 20)
    for languages, left in ((("en", "ru"), True), (("en", "ar"), False)):
        how = look(languages=languages)
        side = painting._side(how.layouts.target)

        def hints(segment: Segment, words: Sequence[str], how: Look = how, side: object = side) -> QImage:
            return picture(how, lambda painter: painting.hints(painter, how, place, (segment, words), side))  # type: ignore[arg-type]

        alone = extent(hints(ROW, ["Keys"]))
        assert (alone[0] < 110) == left
        assert (alone[1] > 490) != left
        both = extent(hints(draft, ["Keys"]))
        assert both[0] < 110
        assert both[1] > 490
        long = extent(hints(ROW, ["Keys " * 100]))
        assert long[0] >= 99
        assert long[1] <= 501
        whole = extent(hints(ROW, ["Keys", "more " * 100]))
        assert whole == alone, "a hint that has no room is left out, not cut off"


def test_keys_are_told_where_they_are_of_use() -> None:
    def told(segment: Segment, *, source: bool = False) -> list[str]:
        opened = SimpleNamespace(segment=segment, editing_source=source)
        hints = {each: each.partition(".")[2] for each in keys.HINTS}
        return painting.wanted(cast("Opened", opened), hints)

    coded, usual = Text.of("Read ", LINK, "this", LINK_END), ["confirm_next", "copy_source"]
    for target, lacks in ((Text(), True), (Text.of(LINK, "x"), True), (Text.of(LINK, "x", LINK_END), False)):
        assert told(Segment("1", coded, target)) == [*usual, *["next_code"] * lacks]
        assert told(Segment("1", coded, target), source=True) == ["edit_source"]
    assert told(Segment("1", Text.of("Plain."))) == usual


def test_the_frame_is_accented_while_lit() -> None:
    how = look()
    around = QRect(10, 10, 300, 80)
    lit, unlit = (
        picture(how, lambda painter, on=on: painting.frame(painter, how, around, lit=on))  # type: ignore[misc]
        for on in (True, False)
    )
    assert lit != unlit
    assert lit.pixelColor(150, 50).name() == LIGHT.paper


def test_a_glyph_is_drawn_level_with_the_texts() -> None:
    how = look(languages=("ar", "en"))
    image = picture(how, lambda painter: painting.glyph(painter, how, ROW, 20))
    inked = [y for y in range(120) if colours(image.copy(0, y, 800, 1), range(800)) != {LIGHT.paper}]
    middle = (min(inked) + max(inked)) / 2
    assert abs(middle - (20 + how.layouts.baseline() - how.layouts.target.rise())) < 3
