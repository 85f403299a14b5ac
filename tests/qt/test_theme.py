"""Every ink can be read on every paper it is used on, and the texts' face is one that is there."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from editor.model import Mark, State
from editor.qt.theme import CONTRAST, LIGHT, THEMES, Theme, interface_font, palette, reading_font

INKS = ("ink", "muted", "accent", "untranslated", "draft", "translated", "reviewed", "final", "changed", "idle")
PAPERS = ("paper", "ground", "raised", "band")


def luminance(colour: QColor) -> float:
    """Return the relative luminance (WCAG 2.2, definition)."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, ink: str, paper: str) -> float:
    lighter, darker = sorted((luminance(theme.colour(ink)), luminance(theme.colour(paper))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_ink_can_be_read(theme: Theme) -> None:
    pairs = [*product(INKS, PAPERS), ("code_ink", "code"), ("on_accent", "accent")]
    pairs += [("ink", paper) for paper in ("found", "added", "gone", "selection")]
    poor = {(ink, paper): round(contrast(theme, ink, paper), 2) for ink, paper in pairs}
    assert {pair: value for pair, value in poor.items() if value < 4.5} == {}


def test_high_contrast_is_higher() -> None:
    assert contrast(CONTRAST, "ink", "paper") == pytest.approx(21)


def test_states_have_their_colours_and_marks_go_before_them() -> None:
    assert LIGHT.of_state(State.DRAFT) == QColor(LIGHT.draft)
    assert LIGHT.of_state(State.FINAL, frozenset({Mark.NEEDS_WORK})) == QColor(LIGHT.changed)
    assert LIGHT.of_state(State.DRAFT, frozenset({Mark.OMITTED, Mark.NEEDS_WORK})) == QColor(LIGHT.idle)


def test_the_palette_wears_the_theme(qapp: QApplication) -> None:
    worn = palette(LIGHT)
    assert worn.color(QPalette.ColorRole.Base) == QColor(LIGHT.paper)
    assert worn.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(LIGHT.muted)


def test_faces_are_ones_that_are_here(qapp: QApplication) -> None:
    for font in (reading_font(14), interface_font()):
        assert font.family() in QFontDatabase.families() or not QFontDatabase.families()
    assert reading_font(14).pointSizeF() == 14
