"""Find and replace in the window: hits counted and gone through, replaced one by one or all in one step."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor import edits
from editor.qt import findbar
from editor.qt.desk import Desk
from editor.qt.findbar import FindBar
from editor.qt.window import Window
from editor.text import Text


@pytest.fixture
def bar(desk: Desk) -> FindBar:
    for row, words in enumerate(("Письмо", "Мы писали в мае.", "Никто не ответил.", "«Пишите ещё», — сказали они.")):
        desk.do(edits.set_target(desk.session.document, row, Text.of(words)))
    desk.session.saved()
    desk.grid.go_to(0)
    desk.find_bar.open(replace=True)
    return desk.find_bar


def look_for(bar: FindBar, words: str, qtbot: QtBot) -> None:
    bar.field.clear()
    bar.field.insert(words)
    bar.restart()
    qtbot.waitUntil(lambda: bar._whole)


def test_hits_are_counted_and_gone_through_in_a_circle(bar: FindBar, desk: Desk, qtbot: QtBot) -> None:
    look_for(bar, "wrote", qtbot)
    assert bar.count.text() == "2 found"
    rows = []
    for _ in range(3):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        rows.append(desk.grid.row)
    assert rows == [1, 4, 1]
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.grid.row == 4


@pytest.mark.parametrize("width", [640, 700, 900, 1400])
def test_there_is_room_to_type_at_every_width(bar: FindBar, window: Window, qtbot: QtBot, width: int) -> None:
    window.resize(width, 500)
    qtbot.waitUntil(lambda: window.width() == width and bar.width() == width)
    QCoreApplication.processEvents()
    assert bar.field.width() >= 220
    assert bar.replacement.width() >= 220
    buttons = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    places = [QRect(each.mapTo(bar, QPoint()), each.size()) for each in buttons]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in combinations(places, 2))


def test_the_two_fields_are_one_above_the_other_and_tab_goes_from_one_to_the_other(bar: FindBar, qtbot: QtBot) -> None:
    bar.open(replace=True)
    qtbot.waitUntil(bar.replacement.isVisible, timeout=2_000)
    assert bar.field.geometry().left() == bar.replacement.geometry().left()
    assert bar.field.width() == bar.replacement.width()
    assert bar.field.nextInFocusChain() is bar.replacement
    bar.open()
    assert not bar.replacement.isVisible()


def test_what_is_not_there_and_what_is_no_pattern_is_said(bar: FindBar, qtbot: QtBot) -> None:
    heard: list[str] = []
    bar.said.connect(heard.append)
    look_for(bar, "зебра", qtbot)
    assert bar.count.text() == "Not found"
    bar.go()
    assert heard == ["“зебра” was not found."]
    bar.fields.expression.setChecked(True)
    bar.field.setText("(")
    bar.restart()
    assert bar.count.text() == "Not a pattern"


def test_replacing_one_goes_on_to_the_next(bar: FindBar, desk: Desk, qtbot: QtBot) -> None:
    look_for(bar, "пи", qtbot)
    bar.fields.sides.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bar._whole)
    bar.replacement.setText("ПИ")
    bar.go()
    bar.replace_one()
    bar.replace_one()
    targets = [row.target.plain for row in desk.session.document.rows[:4]]
    assert targets == ["ПИсьмо", "Мы ПИсали в мае.", "Никто не ответил.", "«Пишите ещё», — сказали они."]


@pytest.mark.parametrize("many", [5_000, 0])
def test_replacing_all_is_one_step(
    many: int, bar: FindBar, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findbar, "MANY", many)
    heard: list[str] = []
    bar.said.connect(heard.append)
    look_for(bar, "пи", qtbot)
    bar.replacement.setText("ПИ")
    bar.replace_all()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["Replaced in 3 segments"]
    assert desk.session.undo_label == "Replace all"
    desk.session.undo()
    assert not desk.session.modified


def test_options_narrow_the_search(bar: FindBar, qtbot: QtBot) -> None:
    look_for(bar, "we", qtbot)
    everything = bar.count.text()
    bar.fields.case.setChecked(True)
    qtbot.waitUntil(lambda: bar._whole)
    assert bar.count.text() != everything
    bar.fields.whole_words.setChecked(True)
    bar.fields.case.setChecked(False)
    qtbot.waitUntil(lambda: bar._whole)
    assert bar.count.text() == "2 found"


def test_escape_gives_the_keyboard_back(bar: FindBar, desk: Desk, qtbot: QtBot) -> None:
    look_for(bar, "we", qtbot)
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_selected_word_is_looked_for(bar: FindBar, desk: Desk) -> None:
    bar.close_bar()
    desk.grid.go_to(1)
    desk.grid.editor.select(3, 9)
    bar.open()
    assert bar.field.text() == "писали"
