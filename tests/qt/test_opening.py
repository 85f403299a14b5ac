from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from editor import formats
from editor.errors import EditError, LanguageError
from editor.formats import WriteOptions
from editor.model import Head, Segment, document
from editor.qt import opening
from editor.qt.cards import WELCOME, Card
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.languagebox import LanguageBox
from editor.qt.window import Window
from editor.storage.locks import Lock, acquire, beside
from editor.text import Text


def card(window: Window, subject: str) -> Card:
    shown = desk_of(window).cards.shown(subject)
    assert shown is not None
    return shown


def fields(window: Window) -> tuple[LanguageBox, LanguageBox, QComboBox]:
    source, target, encoding = card(window, WELCOME).findChildren(QComboBox)
    assert isinstance(source, LanguageBox)
    assert isinstance(target, LanguageBox)
    return source, target, encoding


def test_what_was_guessed_is_shown(window: Window, desk: Desk) -> None:
    source, target, encoding = fields(window)
    assert (source.tag(), target.tag(), encoding.currentText()) == ("en", "ru", "UTF-8")
    assert "to translate" in card(window, WELCOME).sentence.text()


def test_another_source_language_reads_the_text_anew(window: Window, desk: Desk) -> None:
    source, _target, _encoding = fields(window)
    source.show_tag("de")
    source.picked.emit()
    assert desk_of(window) is not desk
    assert desk_of(window).session.document.head.source_language == "de"
    assert not desk_of(window).session.modified


def test_another_target_language_keeps_what_was_typed_and_is_remembered(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    desk.grid.editor.insert_plain("Лист")
    _source, target, _encoding = fields(window)
    target.show_tag("uk")
    target.picked.emit()
    assert desk_of(window) is desk
    assert desk.session.document.head.target_language == "uk"
    assert desk.session.document.rows[0].target.plain == "Лист"
    other = tmp_path / "other.txt"
    other.write_text("Another letter was written here.", encoding="utf-8")
    opening.open_file(window, other)
    assert desk_of(window.program.windows[1]).session.document.head.target_language == "uk"


def test_another_encoding_reads_the_bytes_anew(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes("Мы писали в мае. Никто не ответил.".encode("koi8-r"))
    opening.open_file(window, path)
    _source, _target, encoding = fields(window)
    encoding.setCurrentText("koi8-r")
    encoding.activated.emit(0)
    assert desk_of(window).session.document.rows[0].source.plain == "Мы писали в мае."


def test_another_encoding_comes_too_late_once_something_is_typed(window: Window, desk: Desk) -> None:
    desk.grid.editor.insert_plain("Лист")
    with pytest.raises(EditError, match="encoding"):
        opening.choose_languages(window, "en", "ru", "koi8-r")


def test_one_language_on_both_sides_is_refused(window: Window, desk: Desk) -> None:
    with pytest.raises(LanguageError, match="English"):
        opening.choose_languages(window, "en", "en", "utf-8")
    _source, target, _encoding = fields(window)
    target.show_tag("en")
    target.picked.emit()
    assert "both English" in desk.status.sentence.text()
    assert desk.session.document.head.target_language == "ru"
    assert target.tag() == "ru"


@pytest.mark.parametrize("number", range(3))
def test_what_is_refused_does_not_stay_in_its_box(window: Window, desk: Desk, number: int) -> None:
    boxes = fields(window)
    shown = [box.currentText() for box in boxes]
    boxes[number].setEditText("no-such-thing-at-all")
    boxes[number].activated.emit(0)
    assert desk.status.sentence.text()
    assert [box.currentText() for box in boxes] == shown
    assert not desk.session.modified


@pytest.mark.parametrize("name", opening.ENCODINGS)
def test_an_encoding_shown_is_the_one_meant(name: str) -> None:
    assert opening.encoding_meant(opening.encoding_shown(name), "utf-8") == name
    assert opening.encoding_meant(opening.encoding_shown(name.upper()), name.upper()) == name.upper()


@pytest.mark.parametrize(("written", "said"), [("", "empty"), (" \n", "empty"), ("<html></html>", "no text")])
def test_a_file_without_text_says_so_in_words(window: Window, tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "none.html"
    path.write_text(written, encoding="utf-8")
    opening.open_file(window, path)
    assert said in card(window, WELCOME).sentence.text()
    assert "0" not in card(window, WELCOME).sentence.text()
    assert not [each for each in card(window, WELCOME).findChildren(LanguageBox) if each.isVisibleTo(window)]


def test_work_begun_before_is_offered(
    window: Window, desk: Desk, letter: Path, choose_file: Callable[[Path | str], list[str]]
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    choose_file(letter.with_name("letter.ru.xlf"))
    window.run("file.save")
    window.run("file.close")
    opening.open_file(window, letter)
    begun = card(window, "begun")
    assert "letter.ru.xlf" in begun.sentence.text()
    next(button for button in begun.findChildren(QPushButton) if button.text() == "Continue it").click()
    again = desk_of(window)
    assert again.file.path == letter.with_name("letter.ru.xlf")
    assert again.session.document.rows[0].target.plain == "Письмо"
    assert again.cards.shown(WELCOME) is None


def test_a_large_file_is_read_in_a_thread(
    window: Window, letter: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SMALL", 10)
    opening.open_file(window, letter)
    assert window.desk is None
    assert window.tasks.busy
    qtbot.waitUntil(lambda: window.desk is not None)


def test_what_is_no_document_leaves_the_window_as_it_is(window: Window, tmp_path: Path) -> None:
    for name in ("none.txt", "\0", "." * 300):
        opening.open_file(window, tmp_path / name)
        assert window.desk is None
        assert window.start.sentence.text()


def test_what_cannot_be_opened_makes_no_window(window: Window, desk: Desk, tmp_path: Path) -> None:
    opening.open_file(window, tmp_path / "none.txt")
    assert window.program.windows == [window]
    assert "none.txt" in desk.status.sentence.text()


def test_choosing_no_file_opens_none(window: Window, choose_file: Callable[[Path | str], list[str]]) -> None:
    choose_file("")
    window.run("file.open")
    assert window.desk is None


def test_the_first_row_that_is_not_finished_is_active(
    window: Window, desk: Desk, letter: Path, choose_file: Callable[[Path | str], list[str]]
) -> None:
    for _row in range(2):
        desk.grid.editor.insert_plain("Слова")
        window.run("segment.confirm_next")
    choose_file(letter.with_name("work.xlf"))
    window.run("file.save")
    window.run("file.close")
    opening.open_file(window, letter.with_name("work.xlf"))
    assert desk_of(window).grid.row == 2


def test_the_row_one_worked_at_last_is_active(
    window: Window, desk: Desk, letter: Path, choose_file: Callable[[Path | str], list[str]]
) -> None:
    work = letter.with_name("work.xlf")
    choose_file(work)
    window.run("file.save")
    desk.grid.go_to(3)
    window.run("file.close")
    opening.open_file(window, work)
    assert desk_of(window).grid.row == 3
    window.run("file.close")
    window.choices.choose(places={str(work): 10**6})
    opening.open_file(window, work)
    assert desk_of(window).grid.row == 0


@pytest.fixture
def work(tmp_path: Path) -> Path:
    path = tmp_path / "work.xlf"
    rows = [Segment("f1/u1/1", Text.of("One."), unit="f1/u1")]
    path.write_bytes(formats.write(document(rows, Head("en", "ru")), path.name, WriteOptions()).data)
    return path


def test_what_somebody_else_has_open_is_read_and_not_changed(window: Window, work: Path) -> None:
    lock = acquire(work)
    assert isinstance(lock, Lock)
    opening.open_file(window, work)
    desk = window.desk
    assert desk is not None
    told = card(window, opening.LOCKED)
    assert "Another Diptych of yours has this document open" in told.sentence.text()
    desk.grid.editor.insert_plain("Раз.")
    desk.grid.commit()
    assert desk.session.document.rows[0].target.plain == ""
    lock.release()
    next(each for each in told.findChildren(QPushButton) if each.text() == "Try again").click()
    assert window.desk is not None
    window.desk.grid.editor.insert_plain("Раз.")
    window.desk.grid.commit()
    assert window.desk.session.document.rows[0].target.plain == "Раз."


def test_the_lock_of_a_silent_machine_may_be_taken(window: Window, work: Path) -> None:
    who = {"user": "anna", "host": "laptop", "process": 1, "born": "", "since": 1.0}
    beside(work).write_text(json.dumps(who), encoding="utf-8")
    os.utime(beside(work), (1, 1))
    opening.open_file(window, work)
    assert window.desk is not None
    told = card(window, opening.LOCKED)
    assert "anna on laptop" in told.sentence.text()
    next(each for each in told.findChildren(QPushButton) if each.text() == "Write it all the same").click()
    assert window.desk is not None
    assert window.desk.lock is not None
    assert window.desk.lock.holds
    assert not window.desk.session.document.head.read_only
