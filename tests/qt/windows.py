"""Fixtures: a running program whose settings are the test's own, a window of it, and one with a short text open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox

from editor.qt import opening
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.window import Window
from editor.settings import Settings

TEXT = """A letter

We wrote in May. Nobody answered. “Write again,” they said.

Then we wrote in June.
"""


@pytest.fixture(autouse=True, scope="session")
def unattended() -> Iterator[None]:
    """Refuse every dialog that waits for somebody, unless a test answers it: nobody is there, so it would hang."""

    def refuse(*_what: object, **_more: object) -> NoReturn:
        message = "a test was asked something by a dialog"
        raise AssertionError(message)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
            patch.setattr(QFileDialog, name, refuse)
        for kind in (QDialog, QFileDialog, QPrintDialog, QMessageBox, QMenu):
            patch.setattr(kind, "exec", refuse)
        yield


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "home"))
    running = Program(qapp, Settings(name_asked=True))
    yield running
    for window in tuple(running.windows):
        window.leaving = True
        window.close()
    running.deleteLater()
    qapp.setStyleSheet("")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(program: Program) -> Window:
    made = program.new_window()
    made.showNormal()
    made.resize(1280, 800)
    return made


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def desk(window: Window, letter: Path) -> Desk:
    opening.open_file(window, letter)
    assert window.desk is not None
    return window.desk


@pytest.fixture
def choose_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | str], list[str]]:
    """Answer the system's file dialogs with one path; the list returned fills with what each was asked for."""

    def answer(path: Path | str) -> list[str]:
        asked: list[str] = []

        def dialog(_parent: object, title: str, proposed: str = "", _kinds: str = "") -> tuple[str, str]:
            asked.append(proposed)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getOpenFileName", dialog)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
        return asked

    return answer
