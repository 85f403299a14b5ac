from __future__ import annotations

from pathlib import Path

from editor.qt import opening
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.theme import CONTRAST, DARK, LIGHT
from editor.qt.window import Window


def test_all_windows_wear_the_theme_chosen_in_one(program: Program, window: Window, desk: Desk) -> None:
    other = program.new_window()
    for name, theme in (("dark", DARK), ("high-contrast", CONTRAST), ("light", LIGHT)):
        window.run(f"theme.{name}")
        assert (program.theme, other.theme) == (theme, theme)
        assert window.desk is not None
        box = window.desk.grid.editor.grab().toImage()
        assert box.pixelColor(2, box.height() - 2).name() == theme.paper, "the box one types in kept its old paper"


def test_a_new_preset_reaches_the_menus_of_all_windows(program: Program, window: Window, desk: Desk) -> None:
    other = program.new_window()
    window.choices.choose(preset="poedit")
    for each in (window, other):
        assert each.keys["segment.clear"] == ("Ctrl+K",)
    assert "Ctrl+Enter" in desk.grid.hints["segment.confirm_next"]


def test_a_file_already_open_is_not_opened_twice(program: Program, window: Window, desk: Desk, letter: Path) -> None:
    opening.open_file(program.new_window(), letter)
    assert [each.desk for each in program.windows] == [desk, None]
    assert program.window_of(letter) is window
    assert program.window_of(letter.with_name("other.txt")) is None


def test_a_second_document_opens_in_a_window_of_its_own(
    program: Program, window: Window, desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Some words.", encoding="utf-8")
    opening.open_file(window, other)
    assert window.desk is desk
    assert len(program.windows) == 2


def test_a_window_closed_is_forgotten(program: Program, window: Window) -> None:
    other = program.new_window()
    other.close()
    assert program.windows == [window]
