from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from editor import resources
from editor.model import ANYTHING, Mark, May, Segment, State
from editor.qt import glyphs
from editor.text import Text

pytestmark = pytest.mark.usefixtures("qapp")
NAMES = [*(state.value for state in State), *glyphs.BY_MARK.values(), glyphs.LOCKED]


def picture(name: str, scale: float = 1.0) -> QImage:
    return glyphs.pixmap(name, QColor("#123456"), 32, scale).toImage().convertToFormat(QImage.Format.Format_ARGB32)


def test_each_state_and_mark_has_a_drawing_and_each_drawing_is_used() -> None:
    drawn = {path.stem for path in resources.path("icons/states").glob("*.svg")}
    assert drawn == set(NAMES)


def test_every_glyph_has_a_shape_of_its_own() -> None:
    shapes = {bytes(picture(name).constBits()) for name in NAMES}
    assert len(shapes) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_glyph_is_tinted_in_the_colour_asked_for(name: str) -> None:
    image = picture(name)
    full = {image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 250}
    assert full == {"#123456"}


def test_a_glyph_is_sharp_at_any_scale() -> None:
    pixmap = glyphs.pixmap("draft", QColor("red"), 20, 2.5)
    assert (pixmap.width(), pixmap.devicePixelRatio(), pixmap.deviceIndependentSize().width()) == (50, 2.5, 20)
    icon = glyphs.icon("draft", QColor("red"), 14)
    assert [icon.pixmap(QSize(14, 14), scale).width() for scale in (1, 2, 3)] == [14, 28, 42]


@pytest.mark.parametrize(
    ("state", "marks", "name"),
    [
        (State.DRAFT, set(), "draft"),
        (State.TRANSLATED, {Mark.NEEDS_WORK}, "needs-work"),
        (State.TRANSLATED, {Mark.NEEDS_WORK, Mark.SOURCE_CHANGED}, "changed"),
        (State.DRAFT, {Mark.EDITED_AFTER_REVIEW}, "edited"),
        (State.UNTRANSLATED, {Mark.OMITTED}, "omitted"),
        (State.UNTRANSLATED, {Mark.NOT_FOR_TRANSLATION, Mark.SOURCE_CHANGED}, "not-for-translation"),
    ],
)
def test_the_most_urgent_mark_is_shown_before_the_state(state: State, marks: set[Mark], name: str) -> None:
    assert glyphs.named(state, frozenset(marks)) == name


def test_what_the_file_locks_shows_a_lock() -> None:
    assert glyphs.of(Segment("s", Text.of("x"), may=ANYTHING & ~May.TRANSLATE)) == glyphs.LOCKED
    assert glyphs.of(Segment("s", Text.of("x"))) == "untranslated"
