from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.qt.cards import Card, Cards


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[Cards]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Cards(window)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def test_a_newer_card_takes_the_place_of_the_older_of_its_subject(cards: Cards) -> None:
    first, second, other = Card("First."), Card("Second."), Card("Other.")
    cards.put("news", first)
    cards.put("news", second)
    cards.put("rest", other)
    assert cards.shown("news") is second
    assert cards.shown("rest") is other
    assert not first.isVisible()


def test_a_button_acts_and_puts_its_card_away(cards: Cards) -> None:
    pressed: list[str] = []
    card = cards.put("news", Card("Something happened."))
    stays = card.button("Tell more", lambda: pressed.append("more"), stays=True)
    goes = card.button("Good", lambda: pressed.append("good"))
    stays.click()
    assert cards.shown("news") is card
    goes.click()
    assert pressed == ["more", "good"]
    assert cards.shown("news") is None
    assert not cards.isVisible()


def test_where_room_is_short_the_sentence_stands_above_the_rest(cards: Cards, qtbot: QtBot) -> None:
    card = Card("Fifty-seven segments to translate, and many lines of the page around it that are not.")
    field = QLineEdit()
    field.setFixedWidth(300)
    card.field("From", field)
    good = card.button("Good")
    cards.put("news", card)
    cards.window().resize(1200, 300)
    cards.resize(1200, 60)
    qtbot.waitUntil(lambda: abs(good.mapTo(card, good.rect().center()).y() - card.sentence.geometry().center().y()) < 9)
    cards.resize(560, 120)
    qtbot.waitUntil(lambda: good.mapTo(card, good.rect().topLeft()).y() > card.sentence.geometry().bottom())
    assert card.sentence.width() > 400


def test_escape_puts_a_card_away_and_says_that_the_focus_is_free(cards: Cards, qtbot: QtBot) -> None:
    card, field = Card("Who are you?"), QLineEdit()
    card.field("Your name", field)
    cards.put("name", card, field)
    cards.window().activateWindow()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(cards.emptied):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert cards.shown("name") is None


def test_a_card_without_the_focus_leaves_it_where_it_is(cards: Cards, qtbot: QtBot) -> None:
    card = cards.put("news", Card("Something happened."))
    with qtbot.assertNotEmitted(cards.emptied):
        card.put_away()
    cards.take("news")  # a card already gone is no trouble


def test_fields_and_cards_have_names_for_screen_readers(cards: Cards) -> None:
    card, field = Card("Who are you?"), QLineEdit()
    card.field("Your name", field)
    assert (card.accessibleName(), field.accessibleName()) == ("Who are you?", "Your name")


def test_the_tab_key_goes_through_the_cards_from_the_highest_to_the_lowest(cards: Cards) -> None:
    before = cards.after = QPushButton("before", cards.window())
    buttons = []
    for subject in ("first", "second", "third"):
        card = Card(subject)
        buttons += [card.button("One"), card.button("Two")]
        cards.put(subject, card)
    QCoreApplication.processEvents()
    seen, at = [], before.nextInFocusChain()
    while at is not None and at is not before:
        seen += [at] if at in buttons else []
        at = at.nextInFocusChain()
    assert seen == buttons
