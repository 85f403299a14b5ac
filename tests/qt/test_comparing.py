"""A comparison shows the words that differ and leads to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor import edits
from editor.qt.desk import Desk
from editor.qt.window import Window
from editor.text import EMPTY
from tests.qt.letters import panel, words


def test_a_comparison_shows_words(
    window: Window, work: Desk, tmp_path: Path, choose_file: Callable[[Path | str], list[str]], qtbot: QtBot
) -> None:
    row = next(row for row, segment in enumerate(work.session.document.rows) if segment.target)
    work.do(edits.set_target(work.session.document, row, EMPTY))
    choose_file(tmp_path / "open-letter.xlf")
    window.run("file.compare")
    found = panel(window, qtbot)
    assert found.summary.text().startswith("1 difference")
    assert "line-through" in words(found)
    work.grid.go_to(0)
    QTest.keyClick(found.places[0], Qt.Key.Key_Return)
    assert work.grid.row == row
