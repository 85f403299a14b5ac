from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from editor.qt import keys
from editor.qt.commands import BY_ID, COMMANDS
from editor.settings import PRESETS

USUAL = {command.id: command.keys for command in COMMANDS}
some_keys = st.lists(st.sampled_from(["Ctrl+B", "Ctrl+M", "F2", "Ctrl+Shift+F9", "Alt+X"]), max_size=2).map(tuple)
own_keys = st.dictionaries(st.sampled_from(sorted(BY_ID)), some_keys, max_size=4)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_of_a_preset_does_two_things(preset: str) -> None:
    assert keys.clashes(keys.PRESETS[preset]) == {}
    assert keys.clashes(keys.resolved(USUAL, preset, {})) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_speak_of_commands_and_keys_that_exist(preset: str) -> None:
    assert keys.PRESETS[preset].keys() <= BY_ID.keys()
    for its in (*keys.PRESETS[preset].values(), *USUAL.values()):
        assert its == tuple(map(keys.normal, its))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_takes_the_last_key_from_no_command(preset: str) -> None:
    resolved = keys.resolved(USUAL, preset, {})
    assert [name for name, its in USUAL.items() if its and not resolved[name]] == []


@given(st.sampled_from(PRESETS), own_keys)
def test_the_user_s_own_keys_win(preset: str, own: dict[str, tuple[str, ...]]) -> None:
    resolved = keys.resolved(USUAL, preset, own)
    assert resolved.keys() == USUAL.keys()
    for command, its in own.items():
        assert resolved[command] == its
    if keys.clashes(own) == {}:
        assert keys.clashes(resolved) == {}


def test_keys_of_commands_that_are_gone_are_passed_over() -> None:
    assert keys.resolved(USUAL, "default", {"no.such": ("Ctrl+B",)})["segment.copy_source"][0] == "Ctrl+B"


def test_a_clash_names_the_key_and_both_commands() -> None:
    assert keys.clashes({"a": ("ctrl+b",), "b": ("Ctrl+B", "F1")}) == {"Ctrl+B": ["a", "b"]}


def test_keys_are_shown_once_and_return_is_enter(qtbot: QtBot) -> None:
    assert keys.shown("Ctrl+Return", "Ctrl+Enter") == "Ctrl+Enter"
    assert keys.shown() == ""
    assert keys.normal("no key at all") == ""


def test_the_keys_of_links_are_told_a_line_each_letters_first() -> None:
    told = keys.link_hints(USUAL).splitlines()
    assert told[:2] == ["F6 next doubtful", "Space confirm"]
    assert "X set a sentence free" in told


def test_a_bare_key_is_one_that_text_would_want() -> None:
    bare = [
        key
        for key in ("A", "Shift+X", "Space", "Del", "F6", "Shift+F6", "Ctrl+A", "Alt+Down", "Ctrl++")
        if keys.is_bare(key)
    ]
    assert bare == ["A", "Shift+X", "Space", "Del"]


def test_a_cyrillic_letter_is_the_key_it_stands_on() -> None:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    press = QEvent.Type.KeyPress
    pressed = [
        keys.pressed(QKeyEvent(press, key, modifier, text))
        for key, modifier, text in (
            (0x42B, none, "ы"),
            (0x427, shift, "Ч"),
            (Qt.Key.Key_M, none, "m"),
            (Qt.Key.Key_Space, none, " "),
        )
    ]
    assert pressed == ["S", "Shift+X", "M", "Space"]
