from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.model import State
from editor.qt.cards import Card
from editor.qt.desk import Desk
from editor.qt.window import Window


@pytest.fixture
def card(window: Window, desk: Desk) -> Card:
    """What is shown once somebody reviews for the first time."""
    window.choices.choose(name="", name_asked=False)
    desk.grid.editor.insert_plain("Письмо")
    window.run("segment.reviewed")
    shown = desk.cards.shown("name")
    assert isinstance(shown, Card)
    return shown


def test_a_name_given_once_signs_this_review_and_those_to_come(
    card: Card, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    field = card.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    window.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Vera")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.cards.shown("name") is None
    desk.grid.go_to(1)
    desk.grid.editor.insert_plain("Май")
    window.run("segment.reviewed")
    reviews = [segment.review for segment in desk.session.document.rows[:2]]
    assert [review.name for review in reviews if review is not None] == ["Vera", "Vera"]
    assert all(review is not None and review.date for review in reviews)


def test_whoever_would_rather_not_is_never_asked_again(card: Card, window: Window, desk: Desk) -> None:
    next(button for button in card.findChildren(QPushButton) if button.text() == "Without a name").click()
    segment = desk.session.document.rows[0]
    assert (segment.state, segment.review) == (State.REVIEWED, None)
    assert window.choices.now.name_asked


def test_escape_reviews_nothing(card: Card, window: Window, desk: Desk) -> None:
    card.put_away()
    assert desk.session.document.rows[0].state is State.DRAFT
    assert not window.choices.now.name_asked
