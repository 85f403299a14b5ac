from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from editor import resources
from editor.qt import style
from editor.qt.theme import CONTRAST, DARK, LIGHT, THEMES, Theme


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    before = qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(before)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_sheet_names_colours_of_the_theme_and_nothing_is_left_open(theme: Theme) -> None:
    sheet = style.sheet(theme)
    assert theme.accent in sheet
    assert "{" in sheet
    assert "{{" not in sheet


def test_enter_presses_the_button_that_has_the_focus(undressed: QApplication, qtbot: QtBot) -> None:
    style.wear(undressed, LIGHT)
    button = QPushButton("Open")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked, timeout=2_000):
        QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_main_button_that_cannot_be_pressed_does_not_look_as_if(
    undressed: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    style.wear(undressed, theme)
    button = QPushButton("Align")
    button.setProperty("kind", "main")
    qtbot.addWidget(button)
    button.resize(200, 40)
    assert button.grab().toImage().pixelColor(100, 4).name() == theme.accent
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(100, 4).name() == theme.line


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_application_wears_the_theme(undressed: QApplication, qtbot: QtBot, theme: Theme) -> None:
    style.wear(undressed, theme)
    assert undressed.palette().color(QPalette.ColorRole.Window) == QColor(theme.ground)
    button = QPushButton("A button")
    qtbot.addWidget(button)
    button.resize(200, 40)
    assert button.grab().toImage().pixelColor(100, 4).name() == theme.raised


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_theme_asked_for_by_name_is_that_theme(qapp: QApplication, theme: Theme) -> None:
    assert style.followed(theme.name) is theme


@pytest.mark.parametrize(
    ("scheme", "contrast", "theme"),
    [
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, CONTRAST),
    ],
)
def test_the_system_is_followed(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    scheme: Qt.ColorScheme,
    contrast: Qt.ContrastPreference,
    theme: Theme,
) -> None:
    access = SimpleNamespace(contrastPreference=lambda: contrast)
    hints = SimpleNamespace(colorScheme=lambda: scheme, accessibility=lambda: access)
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    monkeypatch.setattr(style, "_dark_at_start", lambda: False)
    assert style.followed("system") is theme


@pytest.mark.parametrize("name", sorted(path.stem for path in resources.path("icons").glob("*.svg")))
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    red, blue = (style.icon(name, QColor(colour), 24).pixmap(24, 24).toImage() for colour in ("#ff0000", "#0000ff"))
    assert not red.isNull()
    plain = "currentColor" not in resources.read_text(f"icons/{name}.svg")
    assert (red == blue) is plain
