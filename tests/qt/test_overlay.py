from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.qt.overlay import MARGIN, Overlay, focused


@pytest.fixture
def below(qtbot: QtBot) -> Iterator[QLineEdit]:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    field = QLineEdit(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    window.close()


def two_fields() -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    for name in ("one", "two"):
        field = QLineEdit(content)
        field.setObjectName(name)
        column.addWidget(field)
        if name == "one":
            content.setFocusProxy(field)
    return content


def test_escape_takes_the_sheet_away_and_gives_the_focus_back(below: QLineEdit, qtbot: QtBot) -> None:
    content = two_fields()
    overlay = Overlay(below.window(), content, QSize(400, 300), "A sheet")
    first = content.findChild(QLineEdit, "one")
    assert isinstance(first, QLineEdit)
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(overlay.gone):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert below.hasFocus()


def test_the_focus_is_not_given_to_what_is_gone(below: QLineEdit, qtbot: QtBot) -> None:
    window = below.window()
    overlay = Overlay(window, two_fields(), QSize(400, 300))
    below.deleteLater()
    qtbot.waitUntil(lambda: not window.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly))
    overlay.put_away()
    assert not overlay.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_the_tab_key_goes_round_inside(below: QLineEdit, qtbot: QtBot, key: Qt.Key) -> None:
    overlay = Overlay(below.window(), two_fields(), QSize(400, 300))
    seen = set()
    for _press in range(4):
        now = focused(overlay)
        assert now is not None
        seen.add(now.objectName())
        QTest.keyClick(now, key)
    assert seen == {"one", "two"}


def test_a_sheet_whose_fields_are_hidden_takes_the_keys_too(below: QLineEdit, qtbot: QtBot) -> None:
    content = two_fields()
    for field in content.findChildren(QLineEdit):
        field.hide()
    overlay = Overlay(below.window(), content, QSize(400, 300), "Check")
    (close,) = overlay.findChildren(QPushButton)
    assert focused(overlay) is close
    with qtbot.waitSignal(overlay.gone):
        QTest.keyClick(close, Qt.Key.Key_Escape)
    assert below.hasFocus()


def test_the_tab_key_leaves_a_box_that_one_can_type_in(below: QLineEdit, qtbot: QtBot) -> None:
    content = two_fields()
    box = QComboBox()
    box.setEditable(True)
    column = content.layout()
    assert column is not None
    column.addWidget(box)
    overlay = Overlay(below.window(), content, QSize(400, 300))
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_Tab)
    one = content.findChild(QLineEdit, "one")
    assert focused(overlay) is one
    QTest.keyClick(overlay, Qt.Key.Key_Backtab)
    assert focused(overlay) is box
    overlay.put_away()


def test_enter_in_a_field_presses_the_main_button_and_on_a_button_that_one(below: QLineEdit, qtbot: QtBot) -> None:
    content = two_fields()
    column = content.layout()
    assert column is not None
    pressed = []
    for name, kind in (("other", ""), ("do it", "main")):
        button = QPushButton(name)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda _checked=False, name=name: pressed.append(name))
        column.addWidget(button)
    overlay = Overlay(below.window(), content, QSize(400, 300), "A sheet")
    first = content.findChild(QLineEdit, "one")
    assert isinstance(first, QLineEdit)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert pressed == ["do it"]
    other = content.findChildren(QPushButton)[0]
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Enter)
    assert pressed == ["do it", "other"]
    overlay.put_away()


def test_no_key_of_the_window_reaches_through(below: QLineEdit, qtbot: QtBot) -> None:
    fired: list[bool] = []
    shortcut = QShortcut(QKeySequence("Ctrl+B"), below.window())
    shortcut.activated.connect(lambda: fired.append(True))
    overlay = Overlay(below.window(), two_fields(), QSize(400, 300))
    now = focused(overlay)
    assert now is not None
    QTest.keyClick(now, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    overlay.put_away()
    assert fired == []
    QTest.keyClick(below, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert fired == [True]


def test_the_sheet_keeps_within_the_window(below: QLineEdit, qtbot: QtBot) -> None:
    overlay = Overlay(below.window(), two_fields(), QSize(5000, 5000))
    for width, height in ((800, 600), (500, 400)):
        below.window().resize(width, height)
        qtbot.waitUntil(lambda height=height: overlay.height() == height - 2 * MARGIN)  # type: ignore[misc]
        assert below.window().rect().contains(overlay.geometry())


def test_where_the_window_is_low_the_sheet_is_as_tall_as_its_fields_need(below: QLineEdit, qtbot: QtBot) -> None:
    content = two_fields()
    for field in content.findChildren(QLineEdit):
        field.setMinimumHeight(100)
    overlay = Overlay(below.window(), content, QSize(300, 400))
    below.window().resize(400, 290)
    qtbot.waitUntil(lambda: below.window().height() == 290, timeout=2_000)
    layout = content.layout()
    assert layout is not None
    assert content.height() >= layout.minimumSize().height()
    assert below.window().rect().contains(overlay.geometry())
