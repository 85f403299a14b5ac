from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.errors import FormatError
from editor.qt.app import _Hook
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.window import HIGH, WIDE, Window


def draw(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DIPTYCH_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    code = "import sys; from editor.qt import app; sys.exit(app.run(sys.argv[2:], picture=sys.argv[1]))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", env=environment, check=False
    )


def test_a_picture_of_the_window_is_drawn_and_the_settings_are_left_alone(letter: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = draw([str(picture), str(letter)], tmp_path)
    assert done.returncode == 0, done.stderr
    data = picture.read_bytes()
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (WIDE, HIGH)
    assert not (tmp_path / "home").exists()


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = draw([str(tmp_path / "none" / "window.png")], tmp_path)
    assert done.returncode == 2
    assert "window.png" in done.stderr


def test_an_error_nobody_expected_is_told_and_logged(
    program: Program, window: Window, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hook = _Hook(program)
    with caplog.at_level(logging.CRITICAL):
        hook(ZeroDivisionError, ZeroDivisionError("by nought"), None)
    assert "ZeroDivisionError" in desk.status.sentence.text()
    assert caplog.records
    hook(FormatError, FormatError("This is no letter."), None)
    assert desk.status.sentence.text() == "This is no letter."


def test_an_error_without_any_window_is_no_second_error(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    _Hook(program)(ZeroDivisionError, ZeroDivisionError(), None)
    assert len(caplog.records) == 1


def test_an_interrupt_from_the_terminal_closes_the_windows(program: Program, window: Window) -> None:
    _Hook(program)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert program.windows == []
