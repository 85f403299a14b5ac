from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.qt.commands import BY_ID
from editor.qt.keychooser import KeyChooser
from editor.qt.keys import clashes
from editor.qt.window import Window
from editor.settings import PRESETS


@pytest.fixture
def chooser(window: Window) -> KeyChooser:
    made = KeyChooser(window)
    made.setParent(window, Qt.WindowType.Window)
    made.show()
    return made


def choose(chooser: KeyChooser, command: str) -> None:
    title = BY_ID[command].title
    found = chooser.list.findItems(title, Qt.MatchFlag.MatchExactly)
    chooser.list.setCurrentItem(found[0])
    assert chooser.chosen == command


def test_a_key_pressed_is_given_and_taken_from_the_other(chooser: KeyChooser, window: Window) -> None:
    choose(chooser, "segment.note")
    QTest.keyClick(chooser.key, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    chooser.key.editingFinished.emit()
    assert window.keys["segment.note"] == ("Ctrl+B",)
    assert window.keys["segment.copy_source"] == ("Ctrl+Ins",)
    assert BY_ID["segment.copy_source"].title in chooser.said.text()
    assert clashes(window.keys) == {}


def test_a_key_given_twice_belongs_to_the_last(chooser: KeyChooser, window: Window) -> None:
    chooser.assign("segment.note", ("Ctrl+F12",))
    chooser.assign("segment.clear", ("Ctrl+F12",))
    chooser.assign("", ("Ctrl+F12",))
    assert [window.keys[name] for name in ("segment.clear", "segment.note")] == [("Ctrl+F12",), ()]


def test_usual_keys_come_back_and_a_command_may_have_none(chooser: KeyChooser, window: Window) -> None:
    choose(chooser, "segment.note")
    assert not chooser.usual.isEnabled()
    seen = []
    for button in (chooser.without, chooser.usual):
        button.click()
        seen.append(window.keys["segment.note"])
    assert seen == [(), ("Ctrl+M",)]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_used_at_once(chooser: KeyChooser, window: Window, preset: str) -> None:
    place = chooser.preset.findData(preset)
    chooser.preset.setCurrentIndex(place)
    chooser.preset.activated.emit(place)
    assert window.choices.now.preset == preset
    shown = chooser.list.findItems(BY_ID["segment.copy_source"].title, Qt.MatchFlag.MatchExactly)[0].text(1)
    assert shown.split(" · ")[0] == window.keys["segment.copy_source"][0]


def test_commands_are_found_by_words(chooser: KeyChooser, qapp: QApplication) -> None:
    chooser.filter.setText("quot")
    visible = [
        line.text(0)
        for row in range(chooser.list.topLevelItemCount())
        if (line := chooser.list.topLevelItem(row)) is not None and not line.isHidden()
    ]
    assert visible == ["Quotation marks of the language", "Quotation marks inside others"]
