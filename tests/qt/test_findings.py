"""The panel that lists places: what an update did, what differs, what an export left; each leads there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor import edits
from editor.formats import WriteOptions
from editor.qt import delivering, exporting, findings, opening, updating
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.findings import Findings
from editor.qt.theme import DARK
from editor.qt.window import Window
from editor.text import EMPTY, Text


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


def test_an_update_is_told_and_each_place_leads_to_its_segment(
    window: Window, work: Desk, updated: Findings, qtbot: QtBot
) -> None:
    assert updated.summary.text() == "52 same, 3 changed, 1 moved, 1 new, 1 gone"
    assert len(updated.places) == 6
    QTest.mouseClick(updated.places[1], Qt.MouseButton.LeftButton)
    assert work.session.document.rows[work.grid.row].source.plain.startswith("The lawyers of Tenants")
    QTest.keyClick(updated.places[3], Qt.Key.Key_Return)
    assert work.session.document.rows[work.grid.row].source.plain.startswith("Since then the postman")


def test_an_update_is_one_step(window: Window, work: Desk, updated: Findings) -> None:
    before = work.session.document
    window.run("edit.undo")
    assert work.session.document.head.gone == ()
    assert not work.session.undo_label
    assert not work.session.modified
    window.run("edit.redo")
    assert work.session.document == before


def test_what_is_gone_can_be_used_for_another_segment(window: Window, work: Desk, updated: Findings) -> None:
    rows = work.session.document.rows
    work.grid.go_to(next(row for row, segment in enumerate(rows) if segment.source.plain.startswith("Since then")))
    button = updated.places[-1].button
    assert button is not None
    button.click()
    segment = work.session.document.rows[work.grid.row]
    assert segment.target.plain.startswith("Дважды к дверям")
    assert work.session.document.head.gone == ()
    window.run("edit.undo")
    window.run("file.gone")
    found = findings.shown(window)
    assert found is not None
    assert found is not updated
    assert "Twice the police" in words(found)


def test_the_same_original_is_said_to_be_the_same(window: Window, work: Desk, seeds: Path, qtbot: QtBot) -> None:
    updating.run(window, seeds / "open-letter.en.html")
    qtbot.waitUntil(lambda: "Nothing changed" in work.status.sentence.text())
    assert findings.shown(window) is None


def test_the_translation_is_no_newer_original(window: Window, work: Desk, seeds: Path, qtbot: QtBot) -> None:
    updating.run(window, seeds / "open-letter.ru.html")
    qtbot.waitUntil(lambda: "language of the translation" in work.status.sentence.text())


def test_what_is_typed_meanwhile_is_kept(window: Window, work: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    updating.run(window, tmp_path / "open-letter.later.en.html")
    row = next(row for row, segment in enumerate(work.session.document.rows) if segment.target)
    work.do(edits.set_target(work.session.document, row, Text.of("Иначе")))
    qtbot.waitUntil(lambda: findings.shown(window) is not None or "meanwhile" in work.status.sentence.text())
    assert any(segment.target.plain == "Иначе" for segment in work.session.document.rows)


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


def test_an_export_tells_what_it_left(window: Window, work: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    exporting.export(window, work.session.document, tmp_path / "out.html", WriteOptions("source"))
    found = panel(window, qtbot)
    assert "not translated" in found.summary.text()
    assert (tmp_path / "out.html").exists()
    QTest.mouseClick(found.places[0], Qt.MouseButton.LeftButton)
    assert not work.session.document.rows[work.grid.row].target


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
