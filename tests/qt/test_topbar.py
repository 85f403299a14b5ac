from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.qt.theme import LIGHT
from editor.qt.topbar import Shelf, TopBar


@pytest.fixture
def chips() -> QWidget:
    filters = QWidget()
    line = QHBoxLayout(filters)
    line.setContentsMargins(0, 0, 0, 0)
    chip = QLabel("chips")
    chip.setMinimumWidth(400)
    line.addWidget(chip)
    return filters


@pytest.fixture
def shelf(bar: TopBar) -> Shelf:
    found = bar.findChild(Shelf)
    assert isinstance(found, Shelf)
    return found


@pytest.fixture
def bar(qtbot: QtBot, chips: QWidget) -> TopBar:
    made = TopBar(chips, LIGHT)
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


def test_chips_that_come_later_take_room_from_the_words(bar: TopBar, chips: QWidget, qtbot: QtBot) -> None:
    bar.resize(1000, 52)
    assert bar.search.text() == "Find"
    chips.findChildren(QLabel)[0].setMinimumWidth(600)
    qtbot.waitUntil(lambda: bar.search.text() == "", timeout=2_000)


def test_where_chips_are_out_of_sight_the_shelf_fades_and_a_click_brings_them(
    bar: TopBar, shelf: Shelf, qtbot: QtBot
) -> None:
    first, last = shelf.ends
    bar.resize(1400, 52)
    qtbot.waitUntil(lambda: not first.isVisible() and not last.isVisible(), timeout=2_000)
    bar.resize(420, 52)
    qtbot.waitUntil(lambda: last.isVisible() and not first.isVisible(), timeout=2_000)
    for _ in range(20):
        QTest.mousePress(last, Qt.MouseButton.LeftButton)
    assert first.isVisible()
    assert not last.isVisible()
    for _ in range(20):
        QTest.mousePress(first, Qt.MouseButton.LeftButton)
    assert last.isVisible()
    assert not first.isVisible()


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
