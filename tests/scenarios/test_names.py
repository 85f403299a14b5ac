"""Whatever the Tab key reaches says what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from editor.qt.desk import Desk
from editor.qt.window import Window

SHEETS = ("view.palette", "go.to", "view.preferences", "file.properties", "file.export", "help.keys", "help.about")


def nameless(window: Window) -> list[str]:
    """Return what can have the focus and has no name."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if widget.focusProxy() is not None:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_the_desk(window: Window, desk: Desk) -> None:
    assert nameless(window) == []
    window.run("edit.replace")
    assert nameless(window) == []
    window.run("segment.note")
    assert nameless(window) == []
    window.run("view.reading")
    assert nameless(window) == []


def test_the_start_screen(window: Window) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize("command", SHEETS)
def test_a_sheet(window: Window, desk: Desk, command: str) -> None:
    window.run(command)
    assert window.overlay is not None
    assert window.overlay.accessibleName()
    assert nameless(window) == []


def test_the_card_that_asks_for_a_name(window: Window, desk: Desk) -> None:
    window.choices.choose(name="", name_asked=False)
    desk.grid.editor.insert_plain("Письмо")
    window.run("segment.reviewed")
    assert nameless(window) == []
