from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
