from __future__ import annotations

from editor.qt.commands import BY_ID
from editor.qt.desk import WIDE, Desk
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
    assert seen == [True, False, True]


def test_the_size_of_the_text_is_a_setting(window: Window, desk: Desk) -> None:
    window.run("view.zoom_in")
    window.run("view.reading")
    window.run("view.zoom_in")
    assert window.choices.now.text_size == 120
