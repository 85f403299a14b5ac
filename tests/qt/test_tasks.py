from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from editor.errors import DiptychError, FormatError
from editor.qt.tasks import Tasks, end, share_words


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


def test_the_result_comes_back_in_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    where: list[bool] = []

    def work(_progress: Callable[[float], None]) -> int:
        where.append(threading.current_thread() is threading.main_thread())
        return 42

    tasks.run(
        "Counting", work, lambda result: seen.append((result, threading.current_thread() is threading.main_thread()))
    )
    assert tasks.busy
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(42, True)]
    assert where == [False]
    assert not tasks.busy


def test_a_newer_task_of_the_same_subject_overtakes(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    gate = threading.Event()

    def slow(_progress: Callable[[float], None]) -> str:
        gate.wait(10)
        return "old"

    tasks.run("Slow", slow, seen.append, subject="same")
    tasks.run("Quick", lambda _progress: "new", seen.append, subject="same")
    qtbot.waitUntil(lambda: seen == ["new"])
    gate.set()
    tasks.run("Other", lambda _progress: "other", seen.append, subject="other")
    qtbot.waitUntil(lambda: len(seen) > 1)
    assert seen == ["new", "other"]


def test_progress_is_reported_and_ends_cancelled_work(tasks: Tasks, qtbot: QtBot) -> None:
    shares: list[float] = []
    ended = threading.Event()
    tasks.progressed.connect(lambda _title, share: shares.append(share))

    def work(progress: Callable[[float], None]) -> None:
        try:
            while True:
                progress(0.5)
                threading.Event().wait(0.01)
        finally:
            ended.set()

    tasks.run("Endless", work, lambda _result: pytest.fail("it was cancelled"))
    qtbot.waitUntil(lambda: shares[:1] == [0.5])
    with qtbot.waitSignal(tasks.ended):
        tasks.cancel()
    assert ended.wait(10)
    assert not tasks.busy


def test_what_the_work_refuses_is_a_sentence(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse(_progress: Callable[[float], None]) -> None:
        raise FormatError("This is no letter.")

    with qtbot.waitSignal(tasks.failed) as said:
        tasks.run("Reading", refuse, lambda _result: None)
    assert said.args == ["This is no letter."]
    told: list[DiptychError] = []
    tasks.run("Reading", refuse, lambda _result: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], FormatError)


def test_what_nobody_expected_is_raised_in_the_main_thread(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_progress: Callable[[float], None]) -> None:
        raise ZeroDivisionError

    with caplog.at_level(logging.CRITICAL), qtbot.captureExceptions() as caught:
        tasks.run("Dividing", fail, lambda _result: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_result_for_a_window_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    gate, seen = threading.Event(), list[str]()
    for deleted in (True, False):
        gone = Tasks()
        gone.run("Late", lambda _progress: gate.wait(10) and "late", lambda _result: seen.append("late"))
        if deleted:
            delete(gone)
        del gone
    gate.set()
    other = Tasks()
    other.run("Other", lambda _progress: "other", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert seen == ["other"]


def test_the_end_of_the_program_waits_for_threads_and_hears_none(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.qt.tasks.PATIENCE", 0.5)
    gate, seen, asked = threading.Event(), list[str](), threading.Event()

    def heeds(progress: Callable[[float], None]) -> None:
        while True:
            progress(0.5)

    def deaf(_progress: Callable[[float], None]) -> str:
        asked.set()
        gate.wait(10)
        return "late"

    tasks.progressed.connect(lambda title, _share: seen.append(title))
    tasks.run("Heeds", heeds, lambda _result: None)
    tasks.run("Deaf", deaf, seen.append)
    assert asked.wait(10)
    end()
    left = [thread for thread in threading.enumerate() if thread.name.startswith("task-")]
    assert len(left) == 1, "one does not listen, and is not waited for longer"
    gate.set()
    left[0].join(10)
    other = Tasks()
    other.run("Other", lambda _progress: "other", seen.append)
    qtbot.waitUntil(lambda: "other" in seen)
    assert "late" not in seen


def test_where_no_thread_is_to_be_had_the_work_is_done_all_the_same(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: threading.Thread) -> None:
        raise RuntimeError

    seen: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        tasks.run("Counting", lambda _progress: 42, seen.append)
    qtbot.waitUntil(lambda: seen == [42])
    assert not tasks.busy


_LEFT = """
import sys
from PySide6.QtCore import QTimer
from editor.qt import app, window
shown = window.Window.showEvent
def show(self, event):
    shown(self, event)
    def work(progress):
        while True:
            progress(0.5)
    for number in range(3):
        self.tasks.run(str(number), work, print)
    QTimer.singleShot(40, self.close)
window.Window.showEvent = show
sys.exit(app.run())
"""


def test_a_window_closed_with_work_under_way_ends_in_peace(tmp_path: Path) -> None:
    environment = {**os.environ, "DIPTYCH_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "faulthandler", "-c", _LEFT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=50)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_share_is_shown_in_per_cent() -> None:
    assert share_words("Opening", 0.256) == "Opening: 26 %"
