"""After an export the list of what it left, each place one click away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.formats import WriteOptions
from editor.qt import exporting, findings
from editor.qt.desk import Desk
from editor.qt.window import Window
from tests.qt.letters import panel


def test_an_export_tells_what_it_left(window: Window, work: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    exporting.export(window, work.session.document, tmp_path / "out.html", WriteOptions("source"))
    found = panel(window, qtbot)
    assert "not translated" in found.summary.text()
    assert (tmp_path / "out.html").exists()
    QTest.mouseClick(found.places[0], Qt.MouseButton.LeftButton)
    assert not work.session.document.rows[work.grid.row].target


def test_an_edition_says_once_what_it_leaves_out_and_another_work_file_is_no_delivery(
    window: Window, work: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    exporting.export(window, work.session.document, tmp_path / "copy.tmx", WriteOptions())
    qtbot.waitUntil(lambda: "copy.tmx" in work.status.sentence.text(), timeout=5_000)
    assert findings.shown(window) is None
    exporting.export(window, work.session.document, tmp_path / "out.parallel.html", WriteOptions("source"))
    found = panel(window, qtbot)
    assert "not translated" in found.summary.text()
    assert "stay as they are" not in found.summary.text()
