"""Two files become one parallel text on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from editor import formats
from editor.formats import ReadOptions
from editor.model import Link, State
from editor.qt import aligning
from editor.qt.command import desk_of
from editor.qt.window import Window

ENGLISH = """The river rose in April 1987. Nobody had seen it so high.

Maria Petrova kept the school open. We have written 12 letters to the mayor. He never answered!
"""
RUSSIAN = """В апреле 1987 года река поднялась. Такой высокой её никто не видел.

Мария Петрова не закрыла школу. Мы написали мэру 12 писем.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "flood.en.txt", tmp_path / "flood.ru.txt"
    for path, text in zip(paths, (ENGLISH, RUSSIAN), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_two_files_are_aligned_and_lie_on_the_desk_as_a_new_work(
    window: Window,
    files: tuple[Path, Path],
    qtbot: QtBot,
    choose_file: Callable[[Path | str], list[str]],
    tmp_path: Path,
) -> None:
    sheet = aligning.ask(window, *files)
    assert [side.language.tag() for side in sheet.sides] == ["en", "ru"]
    sheet.align.click()
    qtbot.waitUntil(lambda: window.desk is not None)
    desk = desk_of(window)
    rows = desk.session.document.rows
    assert [bool(row.target) for row in rows] == [True, True, True, True, False]
    assert rows[3].target.plain == "Мы написали мэру 12 писем."
    assert rows[4].state is State.UNTRANSLATED
    assert desk.grid.links.on
    assert desk.session.modified, "no file holds it"
    asked = choose_file(tmp_path / "work.xlf")
    window.run("file.save")
    assert asked == [str(tmp_path / "flood.ru.xlf")]
    saved = formats.read((tmp_path / "work.xlf").read_bytes(), ReadOptions(name="work.xlf"))
    assert saved.rows == rows


def test_the_sheet_swaps_sides_and_refuses_what_cannot_be(window: Window, files: tuple[Path, Path]) -> None:
    sheet = aligning.ask(window)
    assert not sheet.align.isEnabled()
    for side, path in zip(sheet.sides, files, strict=True):
        side.choose(path)
    sheet.swap.click()
    assert [side.path for side in sheet.sides] == [files[1], files[0]]
    assert [side.language.tag() for side in sheet.sides] == ["ru", "en"]
    for path, language, words in (
        (files[1], "ru", "one file chosen twice"),
        (files[0], "ru", "Both are said to be Russian"),
        (files[0].with_name("none.txt"), "en", "There is no file"),
    ):
        sheet.sides[1].choose(path, language)
        sheet.align.click()
        assert words in sheet.sentence.text()
    assert window.desk is None


def test_a_path_is_typed_or_chosen(
    window: Window, files: tuple[Path, Path], choose_file: Callable[[Path | str], list[str]]
) -> None:
    sheet = aligning.ask(window)
    sheet.sides[0].name.setText(str(files[0]))
    sheet.sides[0].name.editingFinished.emit()
    choose_file(files[1])
    sheet.sides[1].button.click()
    assert [side.path for side in sheet.sides] == list(files)
    assert sheet.align.isEnabled()


def test_what_cannot_be_aligned_is_said_on_the_start_screen(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("The same text here.", encoding="utf-8")
    other.write_text("The same text here.", encoding="utf-8")
    aligning.start(window, aligning.Chosen(one, "en"), aligning.Chosen(other, "ru"))
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert "the same text" in window.start.sentence.text()


def test_two_documents_dropped_are_offered_for_aligning(window: Window, files: tuple[Path, Path]) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    nowhere, action = QPoint(5, 5), Qt.DropAction.CopyAction
    event = QDropEvent(nowhere, action, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    assert window.overlay is not None
    sheet = window.overlay.content
    assert isinstance(sheet, aligning.AlignSheet)
    assert [side.path for side in sheet.sides] == list(files)


def test_a_second_alignment_goes_to_a_window_of_its_own(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    chosen = [aligning.Chosen(path) for path in files]
    for _time in range(2):
        aligning.start(window, chosen[0], chosen[1])
        qtbot.waitUntil(lambda: not window.tasks.busy)
    assert [each.desk is not None for each in window.program.windows] == [True, True]
    assert desk_of(window.program.windows[1]).session.document.rows[0].link != Link()
