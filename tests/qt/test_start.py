from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from editor.qt.program import Program
from editor.qt.start import Choice
from editor.qt.window import Window


def recent(window: Window) -> list[str]:
    window.start.refresh()
    buttons = window.start.findChildren(QPushButton)
    names = [button.accessibleName() for button in buttons if button.property("kind") == "recent"]
    return [name.removeprefix("Continue ") for name in names if name.startswith("Continue ")]


def test_recent_files_that_are_still_there_can_be_continued(window: Window, letter: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.xlf", letter):
        window.choices.put(window.choices.now.opened(path))
    assert recent(window)[-1] == "letter.txt"
    assert "gone.xlf" not in recent(window)
    button = next(b for b in window.start.findChildren(QPushButton) if b.accessibleName() == "Continue letter.txt")
    button.click()
    assert window.desk is not None


def test_where_room_is_short_the_screen_scrolls_and_no_words_are_cut(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(8):
        path = tmp_path / f"letter-{number}.txt"
        path.touch()
        window.choices.put(window.choices.now.opened(path))
    window.start.refresh()
    window.resize(700, 400)
    window.show()
    QApplication.processEvents()
    buttons = [each for each in window.start.findChildren(Choice) if each.isVisible()]
    assert len(buttons) == 10
    assert all(each.height() >= each.sizeHint().height() for each in buttons)
    qtbot.waitUntil(lambda: window.start.verticalScrollBar().maximum() > 0, timeout=2_000)
    window.start.say("Something is wrong.")
    QApplication.processEvents()
    assert window.start.sentence.visibleRegion().boundingRect().height() == window.start.sentence.height()


def test_a_name_with_an_ampersand_is_shown_as_it_is(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "bread & roses.txt"
    path.write_text("Bread and roses.", encoding="utf-8")
    window.choices.put(window.choices.now.opened(path))
    assert "bread & roses.txt" in recent(window)


def test_what_cannot_be_opened_is_said_on_the_start_screen(window: Window, tmp_path: Path, program: Program) -> None:
    from editor.qt import opening  # noqa: PLC0415 - this test alone needs it

    for name, data in (
        ("none.txt", None),
        ("picture.bin", b"\x89PNG\x00\x01"),
        ("broken.xlf", b"<xliff version='2.0'><file"),
    ):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        opening.open_file(window, tmp_path / name)
        assert window.desk is None
        assert window.start.sentence.text().endswith((".", ")"))
    opening.open_file(window, tmp_path)
    assert "folder" in window.start.sentence.text()


def test_a_task_under_way_is_shown_and_can_be_cancelled(window: Window) -> None:
    window.tasks.began.emit("Opening letter.xlf")
    assert window.start.sentence.text() == "Opening letter.xlf"
    window.tasks.ended.emit("Opening letter.xlf")
    assert window.start.sentence.text() == ""
