"""An update is told in a panel, is one step, and what it took away can be used again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Change
from editor.qt import findings, updating
from editor.qt.cards import Card
from editor.qt.desk import Desk
from editor.qt.findings import Findings
from editor.qt.window import Window
from editor.text import Text
from tests.qt.letters import words


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


def test_another_document_is_asked_about_before_it_replaces_the_text(
    window: Window, work: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    before = work.session.document
    (tmp_path / "recipe.txt").write_text("Take four eggs.\n\nBeat them well.\n", encoding="utf-8")
    updating.run(window, tmp_path / "recipe.txt")
    qtbot.waitUntil(lambda: bool(work.cards.findChildren(Card)))
    card = work.cards.findChildren(Card)[-1]
    assert "recipe.txt seems to be another document: 0 of 57 sentences are in it" in card.sentence.text()
    keep, replace_it = card.findChildren(QPushButton)
    assert keep.property("kind") == "main"
    keep.click()
    assert work.session.document is before
    updating.run(window, tmp_path / "recipe.txt")
    qtbot.waitUntil(lambda: any(each is not card for each in work.cards.findChildren(Card)))
    replace_it = work.cards.findChildren(Card)[-1].findChildren(QPushButton)[1]
    replace_it.click()
    assert [row.source.plain for row in work.session.document.rows] == ["Take four eggs.", "Beat them well."]
    assert len(work.session.document.head.gone) == 57


def test_what_an_update_did_is_told_as_long_as_it_stands(window: Window, work: Desk, updated: Findings) -> None:
    work.do(edits.set_target(work.session.document, 0, Text.of("Иначе")))
    window.run("edit.undo")
    assert findings.shown(window) is updated
    window.run("edit.undo")
    assert findings.shown(window) is None


def test_where_nothing_gone_has_a_translation_none_is_promised(window: Window, work: Desk) -> None:
    head = work.session.document.head
    gone = tuple(replace(row, target=Text()) for row in work.session.document.rows[:2])
    work.do(Change("gone", (), (head, replace(head, gone=gone))))
    assert "None of these had a translation." in words(updating.show_gone(window))
    translated = tuple(row for row in work.session.document.rows if row.target)[:1]
    work.do(Change("gone", (), (work.session.document.head, replace(head, gone=translated))))
    assert "Use for this segment" in words(updating.show_gone(window))
