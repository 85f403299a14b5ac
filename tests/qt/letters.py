"""The letter's work file on a desk, and the panel that then lists places."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.qt import findings, opening
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.findings import Findings
from editor.qt.window import Window


@pytest.fixture
def work(window: Window, tmp_path: Path, seeds: Path) -> Desk:
    """Open the letter's work file."""
    for name in ("open-letter.xlf", "open-letter.later.en.html", "open-letter.ru.html"):
        shutil.copy(seeds / name, tmp_path / name)
    opening.open_file(window, tmp_path / "open-letter.xlf")
    return desk_of(window)


def panel(window: Window, bot: QtBot) -> Findings:
    bot.waitUntil(lambda: findings.shown(window) is not None)
    found = findings.shown(window)
    assert found is not None
    return found


def words(found: Findings) -> str:
    return " ".join(label.text() for label in found.findChildren(QLabel))


@pytest.fixture
def updated(
    window: Window, work: Desk, tmp_path: Path, choose_file: Callable[[Path | str], list[str]], qtbot: QtBot
) -> Findings:
    choose_file(tmp_path / "open-letter.later.en.html")
    window.run("file.update")
    return panel(window, qtbot)
