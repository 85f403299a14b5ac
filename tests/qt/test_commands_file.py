from __future__ import annotations

from pathlib import Path

from editor.qt.commands import BY_ID
from editor.qt.program import Program
from editor.qt.window import Window
from editor.settings import Settings


def test_recent_files_are_offered_once_there_are_some(window: Window, tmp_path: Path) -> None:
    command = BY_ID["file.recent"]
    assert not command.enabled(window)
    window.choices.put(Settings().opened(tmp_path / "letter.txt"))
    assert command.enabled(window)


def test_quitting_asks_for_every_window_that_is_not_saved(program: Program, window: Window, letter: Path) -> None:
    from editor.qt import opening  # noqa: PLC0415 - this test alone needs it

    program.new_window()
    opening.open_file(window, letter)
    assert window.desk is not None
    window.desk.grid.editor.insert_plain("Письмо")
    window.run("file.quit")
    assert program.windows == [window]
    assert window.desk.cards.shown("unsaved") is not None
