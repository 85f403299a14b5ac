from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.qt.chooser import Chooser, Offer
from editor.qt.theme import LIGHT


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def chooser(qtbot: QtBot, ran: list[str]) -> Chooser:
    names = ["apple", "apricot", "pear", "quince"]
    rows = [Offer(name, lambda name=name: ran.append(name), f"a {name}", name != "apple") for name in names]  # type: ignore[misc]
    made = Chooser("Fruit", lambda text: [row for row in rows if row.title.startswith(text)], LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_typing_narrows_and_enter_runs_the_first_that_can_be_run(
    chooser: Chooser, ran: list[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(chooser.field, "ap")
    assert [offer.title for offer in chooser.offered] == ["apple", "apricot"]
    with qtbot.waitSignal(chooser.chosen):
        QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert ran == ["apricot"]


def test_the_arrows_move_through_the_list_while_one_types(chooser: Chooser, ran: list[str]) -> None:
    QTest.keyClick(chooser.field, Qt.Key.Key_Down)
    QTest.keyClick(chooser.field, Qt.Key.Key_Down)
    QTest.keyClick(chooser.field, Qt.Key.Key_Up)
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert ran == ["pear"]


def test_where_nothing_fits_enter_does_nothing(chooser: Chooser, ran: list[str]) -> None:
    QTest.keyClicks(chooser.field, "zebra")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert ran == []


def test_what_is_offered_is_a_sound_model_with_words_for_screen_readers(
    chooser: Chooser, qtmodeltester: ModelTester
) -> None:
    model = chooser.list.model()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    last = model.index(3, 0)
    assert last.data(Qt.ItemDataRole.DisplayRole) == "quince"
    assert last.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "a quince"
    assert not chooser.grab().isNull()
