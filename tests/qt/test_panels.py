"""The panels: what changed, notes that can be written by key, and the history of the segment."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Change, Mark, Note, Previous, Splice
from editor.qt.desk import Desk
from editor.qt.overlay import focused
from editor.qt.panels import SidePanels, ago, diff_html
from editor.qt.theme import LIGHT
from editor.text import Text


def said(panels: SidePanels) -> list[str]:
    return [label.text() for label in panels.findChildren(QLabel) if not label.isHidden()]


def fresh(desk: Desk) -> list[str]:
    desk.panels.refresh()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    return said(desk.panels)


def test_a_note_is_written_changed_and_taken_away_by_key(desk: Desk, qtbot: QtBot) -> None:
    panels = desk.panels
    panels.author = "Anna"
    panels.edit_note()
    QTest.keyClicks(panels.field, "Ask the author")
    QTest.keyClick(panels.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = desk.session.document.rows[0].notes[0]
    assert (note.text, note.author) == ("Ask the author", "Anna")
    assert len(note.date) == len("2026-11-22")
    assert "Ask the author" in fresh(desk)
    panels.edit_note(0)
    assert panels.field.toPlainText() == "Ask the author"
    QTest.keyClicks(panels.field, "Done")
    QTest.keyClick(panels.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.text for each in desk.session.document.rows[0].notes] == ["Done"]
    panels.refresh()
    delete = next(b for b in panels.findChildren(QPushButton) if b.accessibleName() == "Delete note 1")
    delete.click()
    assert desk.session.document.rows[0].notes == ()
    for _ in range(3):
        desk.session.undo()
    assert not desk.session.modified


def test_leaving_the_field_keeps_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.edit_note()
    QTest.keyClicks(desk.panels.field, "never mind")
    QTest.keyClick(desk.panels.field, Qt.Key.Key_Escape)
    assert desk.session.document.rows[0].notes == ()
    assert not desk.session.modified


def test_a_note_that_was_left_comes_back_with_its_own_segment_alone(desk: Desk, qtbot: QtBot) -> None:
    panels = desk.panels
    panels.edit_note()
    QTest.keyClicks(panels.field, "On second thoughts")
    QTest.keyClick(panels.field, Qt.Key.Key_Escape)
    desk.grid.go_to(1)
    panels.edit_note()
    assert panels.field.toPlainText() == ""
    desk.grid.go_to(0)
    panels.edit_note()
    assert panels.field.toPlainText() == "On second thoughts"
    QTest.keyClick(panels.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in desk.session.document.rows[0].notes] == ["On second thoughts"]
    panels.edit_note()
    assert panels.field.toPlainText() == ""


def test_tab_leaves_the_note(desk: Desk) -> None:
    desk.panels.edit_note()
    QTest.keyClick(desk.panels.field, Qt.Key.Key_Tab)
    assert desk.panels.field.toPlainText() == ""
    assert focused(desk) is not desk.panels.field


def test_a_note_left_behind_is_kept_with_the_segment_it_is_about(desk: Desk, qtbot: QtBot) -> None:
    panels = desk.panels
    panels.edit_note()
    QTest.keyClicks(panels.field, "Ask Marta")
    desk.grid.go_to(2)
    qtbot.waitUntil(lambda: bool(desk.session.document.rows[0].notes), timeout=2_000)
    assert [each.text for each in desk.session.document.rows[0].notes] == ["Ask Marta"]
    assert panels.field.isHidden()
    desk.grid.go_to(0)
    panels.edit_note(0)
    desk.session.undo()
    desk.commit()
    assert [each.text for each in desk.session.document.rows[0].notes] == ["Ask Marta"]


def test_saving_takes_the_note_along(desk: Desk) -> None:
    desk.panels.edit_note()
    QTest.keyClicks(desk.panels.field, "Ask Marta")
    desk.commit()
    assert [each.text for each in desk.session.document.rows[0].notes] == ["Ask Marta"]
    desk.panels.edit_note(0)
    before = desk.session.document
    desk.commit()
    assert desk.session.document is before


def test_notes_of_the_file_are_shown_and_not_to_be_changed(desk: Desk) -> None:
    desk.do(edits.set_notes(desk.session.document, 0, [Note("a button", origin="developer")]))
    assert "a button" in fresh(desk)
    assert "developer" in said(desk.panels)
    assert not [b for b in desk.panels.findChildren(QPushButton) if b.text() == "Edit" and not b.isHidden()]


def test_a_changed_source_is_shown_word_by_word(desk: Desk) -> None:
    row = desk.session.document.rows[1]
    before = Previous(Text.of("We wrote in April."), Text.of("Мы писали в апреле."))
    changed = replace(row, previous=before, marks=frozenset({Mark.SOURCE_CHANGED}))
    desk.do(Change("test", (Splice(1, (row,), (changed,)),)))
    desk.grid.go_to(1)
    words = fresh(desk)
    assert diff_html("We wrote in April.", row.source.plain, LIGHT) in words
    assert "Мы писали в апреле." in words
    assert "SOURCE CHANGED" in words


def test_earlier_targets_are_listed_once_each(desk: Desk) -> None:
    for word in ("раз", "два", "раз", "три"):
        desk.do(edits.set_target(desk.session.document, 0, Text.of(word)))
    words = fresh(desk)
    assert words[words.index("HISTORY") + 1 :: 2][:2] == ["раз", "два"]
    assert "just now · draft" in words


def test_times_are_told_in_words() -> None:
    assert [ago(seconds) for seconds in (5, 60, 3_599, 3_600, 90_000)] == [
        "just now",
        "1 minute ago",
        "59 minutes ago",
        "1 hour ago",
        "25 hours ago",
    ]


def test_the_diff_escapes_what_it_shows() -> None:
    assert "<b>" not in diff_html("<b>", "<b>&", LIGHT)
