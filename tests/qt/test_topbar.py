from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.qt.theme import LIGHT
from editor.qt.topbar import TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    filters = QLabel("chips")
    filters.setMinimumWidth(400)
    made = TopBar(filters, LIGHT)
    qtbot.addWidget(made)
    made.name("letter", "English → Russian")
    made.show()
    return made


def test_where_room_is_short_words_go_in_order(bar: TopBar) -> None:
    seen = []
    for width in (1400, 780, 620):
        bar.resize(width, 52)
        seen.append((bar.search.text(), bar.languages.isVisible()))
    assert seen == [("Find", True), ("", True), ("", False)]


def test_what_has_no_word_has_a_name(bar: TopBar) -> None:
    bar.resize(620, 52)
    assert bar.search.accessibleName() == "Find"
    assert bar.panels.accessibleName()


def test_a_long_title_is_shortened_and_told_in_full(bar: TopBar) -> None:
    bar.name("a very long title " * 10, "English → Russian")
    assert "…" in bar.title.text()
    assert bar.title.toolTip() == "a very long title " * 10


def test_the_buttons_tell(bar: TopBar, qtbot: QtBot) -> None:
    for button, signal in (
        (bar.languages, bar.languages_pressed),
        (bar.search, bar.find_pressed),
        (bar.panels, bar.panels_pressed),
    ):
        with qtbot.waitSignal(signal):
            button.click()
