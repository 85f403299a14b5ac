from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from editor.qt.page import Face, Page, em
from editor.qt.theme import reading_font

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.integers(200, 4000), st.floats(8, 60), st.booleans())
def test_two_leaves_and_the_hinge_stand_beside_each_other_within_the_page(
    width: int, size: float, mirrored: bool
) -> None:
    page = Page(width, size, mirrored)
    assert page.right == page.left + page.leaf + page.hinge
    assert page.left + page.leaf < page.fold < page.right
    assert {page.source, page.target} == {page.left, page.right}
    assert (page.source > page.target) == mirrored
    assert page.leaf <= 38 * size + 1
    if width > 20 * size:
        assert page.left >= page.margin
        assert abs((width - page.right - page.leaf) - page.left) <= 1


def test_a_wider_page_has_wider_leaves_until_they_are_wide_enough() -> None:
    leaves = [Page(width, 16).leaf for width in (600, 900, 1200, 2000, 3000)]
    assert leaves == sorted(leaves)
    assert leaves[-2] == leaves[-1]


def test_each_language_has_its_direction_and_line() -> None:
    english, arabic, chinese, unknown = (Face(tag, 12.5) for tag in ("en", "ar", "zh", ""))
    assert english.direction is Qt.LayoutDirection.LeftToRight
    assert arabic.direction is Qt.LayoutDirection.RightToLeft
    assert unknown.direction is Qt.LayoutDirection.LayoutDirectionAuto
    assert Face("no tag at all", 12.5).direction is Qt.LayoutDirection.LayoutDirectionAuto
    assert arabic.line() > chinese.line() > english.line() == unknown.line()
    assert arabic.option.textDirection() is Qt.LayoutDirection.RightToLeft
    assert english.line() == round(1.5 * em(reading_font(12.5)))


def test_headings_are_larger_and_bold() -> None:
    face = Face("en", 12.5)
    assert face.font("heading").bold()
    assert not face.font("list").bold()
    assert face.font("title").pointSizeF() > face.font("heading").pointSizeF() > face.font().pointSizeF()
    assert face.line("heading") > face.line()
    assert 0 < face.rise() < face.baseline() < face.line()


def test_a_sample_tells_how_wide_characters_are() -> None:
    face = Face("en", 12.5)
    assert face.advance("iiii") < face.advance("mmmm")
    assert face.advance("") == em(face.font()) / 2
    assert face.advance("mmmm") == face.advance("mmmm") > face.advance("iiii")
    assert face.advance("\u200b\u0301") > 0


def test_bands_have_room_and_a_small_page_keeps_room_for_the_texts() -> None:
    wide, small = Page(1400, 16, linked=True), Page(640, 24, linked=True)
    assert wide.hinge == round(9.6 * 16)
    assert small.hinge < 9.6 * 24
    assert Page(1400, 16).hinge < wide.hinge
