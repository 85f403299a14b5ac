"""A grid on a document made for the test, shown offscreen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.model import Document, Head, Segment, State, document
from editor.qt.grid import Grid
from editor.qt.theme import LIGHT
from editor.session import Session
from editor.text import Text
from tests.samples import LINK, LINK_END

Open = Callable[[Document], Grid]


def book(rows: int = 60, source: str = "en", target: str = "ru") -> Document:
    """Make rows of different lengths, three to a paragraph, every third one untranslated."""
    return document(
        (
            Segment(
                f"s{row}",
                Text.of(f"Sentence {row} ", LINK, "and more of it " * (row % 5), LINK_END, "ends here."),
                Text.of(f"Фраза {row} " + "и ещё немного " * (row % 4)) if row % 3 else Text(),
                State.TRANSLATED if row % 3 else State.UNTRANSLATED,
                unit=f"u{row // 3}",
            )
            for row in range(rows)
        ),
        Head(source, target),
    )


@pytest.fixture
def open_grid(qtbot: QtBot) -> Open:
    """Return a function that shows a document in a grid which has the keyboard."""

    def opened(content: Document) -> Grid:
        grid = Grid(Session(content), LIGHT)
        qtbot.addWidget(grid, before_close_func=lambda _grid: QGuiApplication.clipboard().clear())
        grid.resize(1000, 700)
        grid.show()
        grid.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is grid.editor)
        return grid

    return opened


@pytest.fixture
def grid(open_grid: Open) -> Grid:
    """A grid on sixty rows."""
    return open_grid(book())
