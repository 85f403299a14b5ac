from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QScrollArea

from editor import learnt, settings
from editor.qt.preferences import PreferencesSheet
from editor.qt.window import Window


@pytest.fixture
def sheet(window: Window) -> PreferencesSheet:
    window.run("view.preferences")
    assert window.overlay is not None
    content = window.overlay.content
    assert isinstance(content, PreferencesSheet)
    return content


def pick(box: QComboBox, value: str) -> None:
    place = box.findData(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_every_change_holds_at_once_and_on_disk(sheet: PreferencesSheet, window: Window) -> None:
    pick(sheet.theme, "dark")
    sheet.text_size.setValue(130)
    sheet.name.setText(" Vera ")
    sheet.name.editingFinished.emit()
    pick(sheet.untranslated, "skip")
    for now in (window.choices.now, settings.load()[0]):
        assert (now.theme, now.text_size, now.name, now.untranslated) == ("dark", 130, "Vera", "skip")


def test_the_choices_offered_are_those_that_settings_know(sheet: PreferencesSheet) -> None:
    for box, known in ((sheet.theme, settings.THEMES), (sheet.untranslated, settings.UNTRANSLATED)):
        assert tuple(box.itemData(row) for row in range(box.count())) == known


def test_learning_is_switched_off_and_what_was_learnt_forgotten(sheet: PreferencesSheet, window: Window) -> None:
    learnt.folder().mkdir(parents=True)
    (learnt.folder() / "en-ru.tsv").write_text("# diptych lexicon 1\nriver\tрека\t0.9\n", encoding="utf-8")
    sheet.learn.setChecked(False)
    assert not window.choices.now.learn
    sheet.forget.click()
    assert learnt.words("en", "ru"), "it asks once more"
    assert sheet.forget.isEnabled()
    sheet.forget.click()
    assert learnt.words("en", "ru") == {}
    assert not sheet.forget.isEnabled()


@pytest.mark.parametrize("width", [1440, 800])
def test_nothing_is_cut_off_at_the_right(sheet: PreferencesSheet, window: Window, width: int) -> None:
    window.resize(width, 700)
    scroll = sheet.findChild(QScrollArea)
    assert scroll is not None
    page = scroll.widget()
    assert page is not None
    assert page.minimumSizeHint().width() <= scroll.viewport().width()
