from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.errors import LanguageError
from editor.qt.languagebox import Box, LanguageBox


@pytest.mark.parametrize("make", [Box, LanguageBox])
def test_alt_down_opens_the_list_and_no_command_takes_it(qtbot: QtBot, make: type[Box | LanguageBox]) -> None:
    box = make()
    qtbot.addWidget(box)
    for key, mine in ((Qt.Key.Key_Down, True), (Qt.Key.Key_Up, True), (Qt.Key.Key_F5, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.AltModifier)
        event.ignore()
        box.event(event)
        assert event.isAccepted() is mine


@pytest.mark.parametrize("tag", ["en", "ru", "pt-BR", "zh-Hant", "en-US", "de-x-plain", ""])
def test_a_tag_shown_is_the_tag_told(qtbot: QtBot, tag: str) -> None:
    box = LanguageBox(tag)
    qtbot.addWidget(box)
    assert box.tag() == tag


@pytest.mark.parametrize(
    ("typed", "tag"), [("Ukrainian", "uk"), ("ukrainian", "uk"), ("uk", "uk"), ("sr-latn", "sr-Latn"), ("", "")]
)
def test_a_language_may_be_typed_by_name_or_by_tag(qtbot: QtBot, typed: str, tag: str) -> None:
    box = LanguageBox("en")
    qtbot.addWidget(box)
    box.setEditText(typed)
    assert box.tag() == tag


def test_what_is_no_language_is_a_sentence(qtbot: QtBot) -> None:
    box = LanguageBox("en")
    qtbot.addWidget(box)
    box.setEditText("the tongue of angels")
    with pytest.raises(LanguageError, match="tongue of angels"):
        box.tag()


def test_leaving_the_field_tells_of_a_change_once(qtbot: QtBot) -> None:
    box = LanguageBox("en")
    qtbot.addWidget(box)
    told: list[str] = []
    box.picked.connect(lambda: told.append(box.tag()))
    field = box.lineEdit()
    assert field is not None
    field.editingFinished.emit()
    assert told == []
    box.setEditText("")
    QTest.keyClicks(field, "French")
    field.editingFinished.emit()
    assert told == ["fr"]
