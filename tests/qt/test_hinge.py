"""Bands across the hinge: a level one is a picture, and looks as one that is drawn line by line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from editor.qt import hinge
from editor.qt.hinge import Hinge
from editor.qt.links import BY_HAND, CONFIRMED, SURE, UNLIKELY, UNSURE, Ink
from editor.qt.page import Page
from editor.qt.theme import LIGHT

PAGE = Page(1_100, 17.0, linked=True)


def drawn(how: Ink, place: Hinge, *, picture: bool) -> QImage:
    """Return the place of a band, drawn at once or as its picture."""
    canvas = QPixmap(PAGE.width, 300)
    canvas.fill(LIGHT.colour("ground"))
    with QPainter(canvas) as painter:
        if picture:
            kept = hinge._level(LIGHT, how, hinge._size(place), 1.0)
            assert place.one is not None
            painter.drawPixmap(place.left - hinge.OVER, int(place.one[0]) - hinge.OVER, kept)
        else:
            hinge._straight(painter, LIGHT, how, place)
    return canvas.toImage()


@pytest.mark.parametrize("how", [CONFIRMED, SURE, BY_HAND, UNSURE, UNLIKELY])
@pytest.mark.parametrize(("top", "height"), [(20, 41), (21, 41), (20, 90), (33, 90)])
def test_a_picture_of_a_band_is_the_band(qtbot: QtBot, how: Ink, top: int, height: int) -> None:
    span = (top + 0.5, top + height - 0.5)
    place = Hinge(PAGE, top, height, span, span)
    assert drawn(how, place, picture=True) == drawn(how, place, picture=False)


def test_a_band_is_as_high_as_its_cards_wherever_it_stands(qtbot: QtBot) -> None:
    for top in (20, 21, 22, 23):
        span = (top + 0.5, top + 40 - 0.5)
        image = drawn(SURE, Hinge(PAGE, top, 40, span, span), picture=True)
        ground = LIGHT.colour("ground").rgb()
        x = PAGE.fold
        filled = [y for y in range(image.height()) if image.pixel(x, y) != ground]
        assert filled == list(range(top, top + 40))
