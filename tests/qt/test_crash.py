"""The program fails: the work is safe, that is said once, and the report tells nothing of the text unasked."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.errors import FormatError
from editor.qt import crash
from editor.qt.crash import Hook, ReportSheet
from editor.qt.desk import Desk
from editor.qt.panels import SidePanels
from editor.qt.program import Program
from editor.qt.window import Window
from editor.storage.chain import records


def fail() -> NoReturn:
    raise ZeroDivisionError("tajny tekst")


def failed(hook: Hook) -> None:
    try:
        fail()
    except ZeroDivisionError as error:
        hook(type(error), error, error.__traceback__)


def test_an_error_nobody_expected_is_told_and_logged(
    program: Program, window: Window, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        failed(Hook(program))
    card = desk.cards.shown(crash.CRASH)
    assert card is not None
    assert "ZeroDivisionError" in card.sentence.text()
    assert "Nothing is lost" in card.sentence.text()
    assert "tajny" not in card.sentence.text()
    assert caplog.records


def test_what_is_being_typed_is_safe_before_anything_is_said(program: Program, window: Window, desk: Desk) -> None:
    desk.grid.editor.insert_plain("Недопис")
    failed(Hook(program))
    assert desk.keeper is not None
    path = desk.keeper.journal.path
    assert path is not None
    assert [next(iter(record)) for record in records(path.read_bytes())][1:] == ["typing"]


def test_what_fails_again_and_again_is_told_once(program: Program, window: Window, desk: Desk) -> None:
    hook = Hook(program)
    failed(hook)
    desk.cards.take(crash.CRASH)
    failed(hook)
    assert desk.cards.shown(crash.CRASH) is None


def test_an_error_of_ours_is_its_own_sentence(program: Program, window: Window, desk: Desk) -> None:
    Hook(program)(FormatError, FormatError("This is no letter."), None)
    assert desk.status.sentence.text() == "This is no letter."
    assert desk.cards.shown(crash.CRASH) is None


def test_an_error_without_a_document_is_said_on_the_start_screen(program: Program, window: Window) -> None:
    failed(Hook(program))
    assert "ZeroDivisionError" in window.start.sentence.text()


def test_an_error_without_any_window_is_no_second_error(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    failed(Hook(program))
    assert len(caplog.records) == 1


def test_an_interrupt_from_the_terminal_closes_the_windows(program: Program, window: Window) -> None:
    Hook(program)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert program.windows == []


def test_a_thread_that_fails_is_told_in_the_window(
    program: Program, window: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = Hook(program)
    monkeypatch.setattr(threading, "excepthook", hook._in_thread)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: desk.cards.shown(crash.CRASH) is not None)


@pytest.mark.qt_no_exception_capture
def test_a_failing_panel_takes_nothing_with_it(
    program: Program, window: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", Hook(program))

    def broken(_panels: SidePanels, _segment: object) -> NoReturn:
        raise KeyError("panel")

    monkeypatch.setattr(SidePanels, "_notes_section", broken)
    desk.grid.editor.insert_plain("Письмо")
    window.run("segment.confirm_next")
    qtbot.waitUntil(lambda: desk.cards.shown(crash.CRASH) is not None)
    desk.grid.editor.insert_plain("Дальше")
    window.run("segment.confirm_next")
    assert [row.target.plain for row in desk.session.document.rows[:2]] == ["Письмо", "Дальше"]
    assert window.isVisible()


def test_the_report_holds_no_text_unless_asked(
    program: Program, window: Window, desk: Desk, tmp_path: Path, choose_file: Callable[[Path], object]
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    desk.grid.commit()
    failed(Hook(program))
    card = desk.cards.shown(crash.CRASH)
    assert card is not None
    next(each for each in card.findChildren(QPushButton) if each.text() == "Show the report").click()
    assert window.overlay is not None
    sheet = window.overlay.content
    assert isinstance(sheet, ReportSheet)
    said = sheet.view.toPlainText()
    assert "ZeroDivisionError" in said
    assert "in fail" in said
    assert all(word not in said for word in ("Письмо", "A letter", "tajny", str(tmp_path), str(Path.home())))
    choose_file(tmp_path / "report.txt")
    sheet.save.click()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == said
    sheet.text.setChecked(True)
    assert all(word in sheet.view.toPlainText() for word in ("Письмо", "A letter", "tajny"))


def test_everything_that_nobody_catches_comes_here(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    import faulthandler  # noqa: PLC0415 - only to see that it is not left switched on

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handlers: list[object] = []
    monkeypatch.setattr(crash, "qInstallMessageHandler", handlers.append)
    monkeypatch.setattr(faulthandler, "enable", handlers.append)
    hook = Hook(program)
    hook.install()
    assert sys.excepthook is hook
    assert len(handlers) == 2
    assert hook._faults is not None
    hook.remove()
    assert hook._faults.closed
