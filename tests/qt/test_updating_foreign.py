"""Files of other programs are updated in the window as the command does it: the newer file, filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from editor import formats
from editor.cli import main
from editor.formats import ReadOptions
from editor.model import Mark
from editor.qt import opening, saving
from editor.qt.command import desk_of
from editor.qt.program import Program
from editor.qt.window import Window
from tests.qt.letters import panel
from tests.qt.test_recovering import die

Choose = Callable[[Path | str], list[str]]
OLD = {"u1": "The mill is old.", "u2": "Bring a chair and a lamp.", "u3": "The ferry leaves at noon."}
NEW = {
    "n1": "Before all, good day to you.",
    "u1": "The mill is old.",
    "u2": "Bring a chair and two lamps.",
    "u3": OLD["u3"],
}
SAID = {"The mill is old.": "Мельница стара.", "Bring a chair and a lamp.": "Принесите стул и лампу."}
HEADS = {
    1: '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.html" datatype="html" '
    'source-language="en" target-language="ru" tool="Another"><header/><body>\n{}</body></file></xliff>\n',
    2: '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru">'
    '<file id="f" original="a.html">\n{}</file></xliff>\n',
}
UNITS = {
    1: '<trans-unit id="{}" resname="of-another"><source>{}</source>{}</trans-unit>\n',
    2: '<unit id="{}" name="of-another"><segment><source>{}</source>{}</segment></unit>\n',
}


def written(version: int, units: dict[str, str], said: dict[str, str]) -> bytes:
    """Return a file as another program would write it."""
    found = [
        UNITS[version].format(name, source, f"<target>{said[source]}</target>" if source in said else "")
        for name, source in units.items()
    ]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + HEADS[version].format("".join(found))).encode()


@pytest.fixture(params=[1, 2])
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def file(tmp_path: Path, version: int) -> Path:
    """Write the file twice, and the newer one beside it."""
    for name in ("work.xlf", "command.xlf"):
        (tmp_path / name).write_bytes(written(version, OLD, SAID))
    (tmp_path / "newer.xlf").write_bytes(written(version, NEW, {}))
    return tmp_path / "work.xlf"


def update(window: Window, file: Path, choose_file: Choose, bot: QtBot) -> None:
    opening.open_file(window, file)
    choose_file(file.with_name("newer.xlf"))
    window.run("file.update")
    panel(window, bot)


def test_it_is_saved_as_the_command_saves_it(window: Window, file: Path, choose_file: Choose, qtbot: QtBot) -> None:
    update(window, file, choose_file, qtbot)
    window.run("file.save")
    assert not desk_of(window).session.modified
    assert main(["update", str(file.with_name("command.xlf")), str(file.with_name("newer.xlf"))]) == 0
    assert file.read_bytes() == file.with_name("command.xlf").read_bytes()
    back = formats.read(file.read_bytes(), ReadOptions(name=file.name))
    assert [row.source.plain for row in back.rows] == list(NEW.values())
    assert [row.target.plain for row in back.rows] == ["", *SAID.values(), ""]
    assert [Mark.SOURCE_CHANGED in row.marks for row in back.rows] == [False, False, True, False]


def test_undone_it_gives_the_bytes_as_before(window: Window, file: Path, choose_file: Choose, qtbot: QtBot) -> None:
    before = file.read_bytes()
    update(window, file, choose_file, qtbot)
    window.run("file.save")
    assert file.read_bytes() != before
    window.run("edit.undo")
    window.run("file.save")
    assert file.read_bytes() == before
    window.run("edit.redo")
    window.run("file.save")
    assert b"two lamps" in file.read_bytes()


def test_one_goes_on_in_it(window: Window, file: Path, choose_file: Choose, qtbot: QtBot) -> None:
    update(window, file, choose_file, qtbot)
    window.run("file.save")
    desk = desk_of(window)
    desk.grid.go_to(0)
    desk.grid.editor.insert_plain("Добрый день.")
    window.run("file.save")
    opening.reload(window)
    qtbot.waitUntil(lambda: desk_of(window) is not desk, timeout=5_000)
    again = desk_of(window).session.document
    assert [row.target.plain for row in again.rows[:2]] == ["Добрый день.", "Мельница стара."]
    assert again.head.skeleton is None


def test_a_program_that_died_loses_nothing_of_it(
    program: Program, window: Window, file: Path, choose_file: Choose, qtbot: QtBot
) -> None:
    update(window, file, choose_file, qtbot)
    die(window)
    again = program.new_window()
    opening.open_file(again, file)
    assert len(desk_of(again).session.document.rows) == len(NEW)
    again.run("file.save")
    back = formats.read(file.read_bytes(), ReadOptions(name=file.name))
    assert [row.source.plain for row in back.rows] == list(NEW.values())
    again.leaving = True


def test_what_was_undone_after_a_save_outlives_the_program(
    program: Program, window: Window, file: Path, choose_file: Choose, qtbot: QtBot
) -> None:
    update(window, file, choose_file, qtbot)
    window.run("file.save")
    saved = file.read_bytes()
    window.run("edit.undo")
    die(window)
    again = program.new_window()
    opening.open_file(again, file)
    desk = desk_of(again)
    assert [row.source.plain for row in desk.session.document.rows] == list(OLD.values())
    again.run("file.save")  # the file has the newer units, and the older ones are no longer anywhere
    card = desk.cards.shown(saving.TROUBLE)
    assert card is not None
    assert "work file" in card.sentence.text()
    assert file.read_bytes() == saved
    again.leaving = True


def test_it_can_be_updated_again_before_it_is_saved(
    window: Window, file: Path, choose_file: Choose, qtbot: QtBot, version: int
) -> None:
    update(window, file, choose_file, qtbot)
    again = {**NEW, "u9": "This is the end of all that."}
    file.with_name("newer.xlf").write_bytes(written(version, again, {}))
    window.run("file.update")
    qtbot.waitUntil(lambda: len(desk_of(window).session.document.rows) == len(again), timeout=5_000)
    window.run("file.save")
    back = formats.read(file.read_bytes(), ReadOptions(name=file.name))
    assert [row.source.plain for row in back.rows] == list(again.values())
    assert [row.target.plain for row in back.rows] == ["", *SAID.values(), "", ""]


def test_what_is_gone_is_not_written_over(
    window: Window, file: Path, choose_file: Choose, qtbot: QtBot, version: int
) -> None:
    before = file.read_bytes()
    left = {name: said for name, said in NEW.items() if name != "u1"}
    file.with_name("newer.xlf").write_bytes(written(version, left, {}))
    update(window, file, choose_file, qtbot)
    window.run("file.save")
    desk = desk_of(window)
    card = desk.cards.shown(saving.TROUBLE)
    assert card is not None
    assert "no place for what is gone" in card.sentence.text()
    assert file.read_bytes() == before
    other = file.with_name("other.xlf")
    choose_file(other)
    next(each for each in card.findChildren(QPushButton) if each.text() == "Save under another name").click()
    QApplication.processEvents()
    assert file.read_bytes() == before
    assert "Мельница" not in other.read_text("utf-8")
    desk.grid.go_to(0)
    desk.grid.editor.insert_plain("Добрый день.")
    window.run("file.save")
    assert "Добрый день." in other.read_text("utf-8")
