from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.columns import progress
from editor.model import Change, Head, Segment, Splice, document
from editor.qt import counting, walk
from editor.qt.cards import WELCOME, Card
from editor.qt.desk import Desk
from editor.qt.overlay import focused
from editor.qt.theme import DARK, LIGHT
from editor.qt.window import Window
from editor.qt.workfile import WorkFile
from editor.session import Session
from editor.text import Text


def test_the_foot_tells_progress_after_each_change(window: Window, desk: Desk, qtbot: QtBot) -> None:
    total = progress(desk.session.document.rows).for_translation
    assert desk.status.counts.text().startswith(f"0 of {total} translated · ")
    desk.grid.editor.insert_plain("Письмо")
    window.run("segment.confirm")
    qtbot.waitUntil(lambda: desk.status.counts.text().startswith(f"1 of {total}"))
    assert desk.status.saved.text() == "not saved yet · journal safe"


def test_words_of_a_large_document_are_counted_in_a_thread(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 1)
    run = [Segment(str(number), Text.of("three short words")) for number in range(2_000)]
    desk = Desk(Session(document(run, Head("en", "ru"))), WorkFile(), LIGHT, window.tasks)
    window.put(desk)
    assert "words" not in desk.status.counts.text()
    qtbot.waitUntil(lambda: "6000 words left" in desk.status.counts.text())


def test_a_step_beyond_the_only_row_wanted_stays(desk: Desk) -> None:
    desk.grid.editor.insert_plain("Письмо")
    assert not desk.step(1, walk.to_review)
    assert desk.session.document.rows[0].target.plain == "Письмо"
    assert desk.step(1, walk.unfinished)


def test_another_text_with_fewer_segments_takes_the_place_of_the_one_that_was_open(desk: Desk) -> None:
    before = desk.session.document
    desk.grid.go_to(len(before.rows) - 1)
    title = Segment("title", Text.of("Hello"), role="heading-1")
    head = replace(before.head, title="Another", target_language="uk")
    assert desk.do(Change("Update", (Splice(0, tuple(before.rows), (title,)),), (before.head, head)))
    assert (desk.grid.row, len(desk.session.document.rows)) == (0, 1)
    assert desk.grid.editor.source == title.source
    desk.session.undo()
    assert desk.session.document == before
    assert desk.grid.row < len(before.rows)


def test_every_part_takes_the_theme_also_the_reading_view(desk: Desk) -> None:
    desk.read(on=True)
    light = desk.grab().toImage()
    desk.set_theme(DARK)
    assert desk.grab().toImage() != light


def test_a_desk_put_away_hears_no_more(window: Window, desk: Desk) -> None:
    session = desk.session
    window.put(None)
    from editor import edits  # noqa: PLC0415 - this test alone edits behind the window

    assert session.do(edits.copy_source(session.document, [0]))
    assert window.desk is None


def test_counting_ends_with_the_desk(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 0)
    monkeypatch.setattr(counting, "look", lambda _chunk: time.sleep(0.1))
    run = [Segment(str(number), Text.of("three short words")) for number in range(2_000)]
    window.put(Desk(Session(document(run, Head("en", "ru"))), WorkFile(), LIGHT, window.tasks))
    qtbot.waitUntil(lambda: window.tasks.runs(counting.SUBJECT))
    window.put(None)
    assert not window.tasks.busy


def test_shift_tab_goes_from_the_text_to_the_card_above_it(window: Window, desk: Desk, qtbot: QtBot) -> None:
    desk.cards.take(WELCOME)
    card = Card("Something happened.")
    field = QLineEdit()
    card.field("Your name", field)
    good = card.button("Good")
    desk.cards.put("news", card)
    QCoreApplication.processEvents()
    window.activateWindow()
    desk.focus()
    qtbot.waitUntil(lambda: window.focusWidget() is desk.grid.editor, timeout=2_000)
    seen = []
    for _turn in range(4):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        seen.append(window.focusWidget())
    assert good in seen
    assert seen[seen.index(good) + 1] is field


def test_escape_goes_back_to_the_text_from_wherever_the_tab_key_led(desk: Desk) -> None:
    for button in desk.findChildren(QPushButton):
        if button.isVisible() and button.focusPolicy() & Qt.FocusPolicy.TabFocus:
            button.setFocus()
            assert focused(desk) is button
            QTest.keyClick(button, Qt.Key.Key_Escape)
            assert focused(desk) is desk.grid.editor, button.accessibleName() or button.text()


def test_where_all_is_in_sight_there_is_nothing_to_scroll_by(window: Window) -> None:
    for number, on in ((2, False), (300, True)):
        run = [Segment(str(each), Text.of("Three short words.")) for each in range(number)]
        window.put(Desk(Session(document(run, Head("en", "ru"))), WorkFile(), LIGHT, window.tasks))
        assert window.desk is not None
        QCoreApplication.processEvents()
        assert window.desk.grid.verticalScrollBar().isEnabled() is on
