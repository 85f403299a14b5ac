from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen

from editor.qt import opening
from editor.qt.command import desk_of
from editor.qt.commands import BY_ID
from editor.qt.desk import WIDE, Desk
from editor.qt.program import Program
from editor.qt.window import Window


def test_a_narrow_window_keeps_its_panels_away_until_they_are_asked_for(window: Window, desk: Desk) -> None:
    checked = BY_ID["view.panels"].checked
    assert checked is not None
    seen = []
    for width in (WIDE + 60, WIDE - 60):
        window.resize(width, 700)
        desk.resize(width, 600)
        seen.append(checked(window))
    window.run("view.panels")
    seen.append(checked(window))
    desk.resize(WIDE - 90, 600)
    seen.append(checked(window))
    assert seen == [True, False, True, True]


@pytest.mark.parametrize(("width", "beside"), [(800, False), (WIDE, True)])
def test_a_window_is_laid_out_with_its_panels_or_without_from_the_first(
    program: Program, letter: Path, monkeypatch: pytest.MonkeyPatch, width: int, *, beside: bool
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1400, 900))
    window = program.new_window(shown=False)
    window.resize(width, 600)
    opening.open_file(window, letter)
    assert desk_of(window).panels.isHidden() is not beside


def test_the_size_of_the_text_is_a_setting(window: Window, desk: Desk) -> None:
    window.run("view.zoom_in")
    window.run("view.reading")
    window.run("view.zoom_in")
    assert window.choices.now.text_size == 120
