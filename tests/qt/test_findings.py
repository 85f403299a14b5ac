"""The panel that lists places: one at a time, in the theme worn, put away by Escape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.qt import delivering, findings
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.findings import Findings
from editor.qt.theme import DARK
from editor.qt.window import Window
from tests.qt.letters import words


def test_escape_puts_it_away_and_the_panels_come_back(window: Window, work: Desk, qtbot: QtBot) -> None:
    shown = delivering.show(window)
    assert work.panels.isHidden()
    QTest.keyClick(shown.places[0], Qt.Key.Key_Escape)
    assert findings.shown(window) is None
    assert not work.panels.isHidden()


def test_one_panel_at_a_time_and_in_the_theme_worn(window: Window, updated: Findings, qtbot: QtBot) -> None:
    window.program.choices.choose(theme="dark")
    qtbot.waitUntil(lambda: DARK.gone in words(updated))
    delivering.show(window)
    assert len(desk_of(window).findChildren(Findings, findings.NAME)) == 1


def test_the_panel_leaves_room_for_the_text_in_a_narrow_window(window: Window, work: Desk) -> None:
    assert delivering.show(window).width() == findings.WIDTH
    window.resize(700, 500)
    assert delivering.show(window).width() <= 300
