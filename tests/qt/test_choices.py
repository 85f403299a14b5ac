from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor import settings
from editor.qt.choices import Choices
from editor.settings import Settings


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))


def test_a_choice_is_told_and_kept_on_disk(qtbot: QtBot) -> None:
    choices = Choices(Settings())
    with qtbot.waitSignal(choices.changed):
        choices.choose(theme="dark")
    assert choices.now.theme == "dark"
    assert settings.load() == (choices.now, "")


def test_choosing_what_is_chosen_already_tells_nobody(qtbot: QtBot) -> None:
    choices = Choices(Settings())
    with qtbot.assertNotEmitted(choices.changed):
        choices.choose(theme="system")
    assert not settings.path().exists()


def test_a_choice_that_cannot_be_kept_still_holds_and_is_said(qtbot: QtBot) -> None:
    settings.path().mkdir()
    choices = Choices(Settings())
    with qtbot.waitSignal(choices.refused):
        choices.choose(theme="dark")
    assert choices.now.theme == "dark"


def test_a_program_that_only_draws_a_picture_keeps_nothing(qtbot: QtBot) -> None:
    Choices(Settings(), keep=False).choose(theme="dark")
    assert not settings.path().exists()


def test_a_choice_that_can_wait_holds_at_once_and_is_kept_when_the_window_is_painted(qtbot: QtBot) -> None:
    choices = Choices(Settings())
    choices.put(Settings(theme="dark"), later=True)
    assert choices.now.theme == "dark"
    assert not settings.path().exists()
    qtbot.waitUntil(settings.path().exists)
    assert settings.load() == (choices.now, "")


def test_two_programs_keep_each_its_own_choices(qtbot: QtBot) -> None:
    one, other = Choices(Settings()), Choices(Settings())
    one.choose(theme="dark")
    other.choose(text_size=120)
    one.choose(name="Anna")
    assert settings.load() == (Settings(theme="dark", text_size=120, name="Anna"), "")
    assert other.now == Settings(text_size=120)
