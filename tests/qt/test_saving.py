from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor import formats
from editor.formats import ReadOptions
from editor.qt import saving
from editor.qt.desk import Desk
from editor.qt.window import Window
from editor.storage.locks import Lock, acquire, beside

Choose = Callable[[Path | str], list[str]]


@pytest.fixture
def saved(window: Window, desk: Desk, tmp_path: Path, choose_file: Choose) -> Path:
    path = tmp_path / "work.xlf"
    choose_file(path)
    desk.grid.editor.insert_plain("Письмо")
    window.run("file.save")
    return path


def press(desk: Desk, subject: str, title: str) -> None:
    card = desk.cards.shown(subject)
    assert card is not None
    next(button for button in card.findChildren(QPushButton) if button.text() == title).click()


def test_the_foot_says_when_it_was_saved(desk: Desk, saved: Path) -> None:
    assert desk.status.saved.text() == f"saved {desk.file.saved_at} · journal safe"
    assert desk.file.saved_at
    desk.grid.editor.insert_plain("!")
    desk.grid.commit()
    desk.refresh()
    assert desk.status.saved.text() == "not saved · journal safe"


def test_saving_what_did_not_change_writes_nothing(window: Window, desk: Desk, saved: Path) -> None:
    saved.chmod(0o400)
    before = saved.stat().st_mtime_ns
    window.run("file.save")
    assert saved.stat().st_mtime_ns == before
    assert "Nothing changed" in desk.status.sentence.text()


def test_the_suffix_chooses_the_format(window: Window, desk: Desk, tmp_path: Path, choose_file: Choose) -> None:
    desk.grid.editor.insert_plain("Письмо")
    choose_file(tmp_path / "work.po")
    window.run("file.save_as")
    document = formats.read((tmp_path / "work.po").read_bytes(), ReadOptions(name="work.po"))
    assert document.origin is not None
    assert document.origin.format == "po"
    assert any(segment.target.plain == "Письмо" for segment in document.rows)


def test_giving_no_name_saves_nothing(window: Window, desk: Desk, choose_file: Choose) -> None:
    desk.grid.editor.insert_plain("Письмо")
    choose_file("")
    window.run("file.save")
    assert desk.session.modified
    assert desk.file.path is None


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(
    window: Window, desk: Desk, tmp_path: Path, choose_file: Choose
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    choose_file(tmp_path / "none" / "work.xlf")
    window.run("file.save")
    card = desk.cards.shown(saving.TROUBLE)
    assert card is not None
    assert "no folder" in card.sentence.text()
    assert desk.session.modified
    (tmp_path / "none").mkdir()
    press(desk, saving.TROUBLE, "Try again")
    assert desk.cards.shown(saving.TROUBLE) is None
    assert not desk.session.modified


def type_more(desk: Desk) -> None:
    desk.grid.go_to(1)
    desk.grid.editor.insert_plain("Моё")
    desk.grid.commit()


def test_a_change_by_another_program_is_noticed_once(window: Window, desk: Desk, saved: Path) -> None:
    saving.look_at_disk(window)
    assert desk.cards.shown(saving.DISK) is None
    type_more(desk)
    saved.write_bytes(saved.read_bytes().replace("Письмо".encode(), "Чужое".encode()))
    saving.look_at_disk(window)
    assert not isinstance(window.focusWidget(), QPushButton)  # nobody asked: typing goes on
    press(desk, saving.DISK, "Later")
    saving.look_at_disk(window)
    assert desk.cards.shown(saving.DISK) is None
    saved.unlink()
    saving.look_at_disk(window)
    press(desk, saving.DISK, "Write it again")
    assert "Письмо" in saved.read_text(encoding="utf-8")


def test_what_another_program_wrote_is_read_anew_where_nothing_is_unsaved(
    window: Window, desk: Desk, saved: Path
) -> None:
    saved.write_bytes(saved.read_bytes().replace("Письмо".encode(), "Чужое".encode()))
    saving.look_at_disk(window)
    assert window.desk is not desk
    assert window.desk is not None
    assert window.desk.session.document.rows[0].target.plain == "Чужое"
    assert window.desk.lock is not None
    assert window.desk.lock.holds
    assert not window.desk.session.modified


def test_both_are_brought_together(window: Window, desk: Desk, saved: Path) -> None:
    type_more(desk)
    saved.write_bytes(saved.read_bytes().replace("Письмо".encode(), "Чужое".encode()))
    window.run("file.save")
    assert isinstance(focused := window.focusWidget(), QPushButton)  # whoever asked to save can answer by key
    assert focused.text() == "Bring both together"
    press(desk, saving.DISK, "Bring both together")
    assert window.desk is not None
    rows = window.desk.session.document.rows
    assert [row.target.plain for row in rows[:2]] == ["Чужое", "Моё"]
    assert window.desk.grid.row == 1
    window.run("file.save")
    text = saved.read_text(encoding="utf-8")
    assert "Чужое" in text
    assert "Моё" in text


def test_mine_may_be_saved_beside_theirs(window: Window, desk: Desk, saved: Path, choose_file: Choose) -> None:
    type_more(desk)
    theirs = saved.read_bytes().replace("Письмо".encode(), "Чужое".encode())
    saved.write_bytes(theirs)
    saving.look_at_disk(window)
    choose_file(saved.with_name("mine.xlf"))
    press(desk, saving.DISK, "Save mine under another name")
    assert saved.read_bytes() == theirs
    assert "Письмо" in saved.with_name("mine.xlf").read_text(encoding="utf-8")


def test_a_large_document_is_saved_beside_the_work(
    window: Window, desk: Desk, saved: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AT_ONCE", 0)
    type_more(desk)
    window.run("file.save")
    desk.grid.editor.insert_plain(" и ещё")
    desk.grid.commit()
    left: list[bool] = []
    saving.save(window, lambda: left.append(True))
    qtbot.waitUntil(lambda: bool(left))
    assert "Моё и ещё" in saved.read_text(encoding="utf-8")
    assert not desk.session.modified


def test_what_is_not_modified_may_be_left_at_once(window: Window, desk: Desk) -> None:
    assert saving.may_leave(window, lambda: pytest.fail("nothing was asked"))
    window.put(None)
    assert saving.may_leave(window, lambda: pytest.fail("nothing was asked"))


def test_a_document_open_elsewhere_is_not_written_over(
    window: Window, desk: Desk, saved: Path, choose_file: Choose
) -> None:
    other = saved.with_name("other.xlf")
    lock = acquire(other)
    assert isinstance(lock, Lock)
    choose_file(other)
    window.run("file.save_as")
    card = desk.cards.shown(saving.TROUBLE)
    assert card is not None
    assert "has other.xlf open" in card.sentence.text()
    assert not other.exists()
    lock.release()
    press(desk, saving.TROUBLE, "Try again")
    assert other.exists()
    assert isinstance(acquire(saved), Lock), "the document of before is free"


def test_the_lock_of_a_document_put_away_is_gone(window: Window, desk: Desk, saved: Path) -> None:
    assert beside(saved).exists()
    window.put(None)
    assert not beside(saved).exists()
