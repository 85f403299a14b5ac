"""Start the program with its window."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEventLoop, QTimer
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

import editor
from editor import resources, settings
from editor.qt import opening, tasks
from editor.qt.crash import Hook
from editor.qt.program import Program
from editor.qt.theme import families, interface_font
from editor.qt.window import HIGH, WIDE

if TYPE_CHECKING:
    from editor.qt.window import Window

SWITCH = 0.0005  # seconds between threads of Python: with the usual 0.005 a busy one ruins every second frame
DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY"}
SETTLE = 150  # milliseconds that a picture waits for what is laid out late
PATIENCE = 120.0  # seconds that it waits for work under way


def run(paths: Sequence[str | Path] = (), *, picture: str | Path | None = None) -> int:
    """Open a window for each of *paths* and stay until the last is closed; return the exit status.

    With *picture*, write the first window as a PNG to that file and end.
    """
    gc.disable()  # until the first window stands nothing is made that could be thrown away
    sys.setswitchinterval(SWITCH)
    if picture is not None and sys.platform == "linux" and not any(map(os.environ.get, DISPLAYS)):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = _application()
    chosen, trouble = settings.load()
    program = Program(application, chosen, keep=picture is None)
    hook = Hook(program)
    if picture is None:
        hook.install()
    application.lastWindowClosed.connect(application.quit)
    window = program.new_window(shown=False)
    if trouble:
        window.say(trouble)
    for path in paths:
        opening.open_file(window, Path(path))
    window.show()
    QTimer.singleShot(0, _tidy)
    if picture is not None:
        return _draw(program.windows[0], Path(picture))
    status = application.exec()
    tasks.end()
    hook.remove()
    application.clipboard().clear()  # what Python put there may not outlive it
    return status


def _tidy() -> None:
    """Let the interpreter look for waste from here on, and not at what the program itself consists of."""
    gc.freeze()
    gc.enable()


def _application() -> QApplication:
    found = QApplication.instance()
    # The style is named to Qt as a command line names it: to hand one over takes Python longer than to make it.
    application = found if isinstance(found, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("diptych")
    application.setApplicationDisplayName("Diptych")
    application.setApplicationVersion(editor.__version__)
    application.setDesktopFileName("diptych")
    application.fontDatabaseChanged.connect(families.cache_clear)
    fonts = resources.path("fonts")
    if fonts.is_dir():
        for font in sorted(fonts.iterdir()):
            QFontDatabase.addApplicationFont(str(font))
    application.setFont(interface_font())
    application.setWindowIcon(QIcon(str(resources.path("icons/diptych.svg"))))
    return application


def _draw(window: Window, file: Path) -> int:
    """Write *window* as a PNG once everything is laid out. Raises StorageError."""
    from editor.storage.results import put

    window.showNormal()
    window.resize(WIDE, HIGH)
    window.activateWindow()
    loop = QEventLoop()
    QTimer.singleShot(SETTLE, loop.quit)
    loop.exec()
    late = time.monotonic() + PATIENCE
    while window.tasks.busy and time.monotonic() < late:
        QTimer.singleShot(20, loop.quit)
        loop.exec()
    QTimer.singleShot(SETTLE, loop.quit)
    loop.exec()
    buffer = QBuffer()
    window.grab().save(buffer, "PNG")
    window.leaving = True
    window.close()
    tasks.end()
    put(bytes(buffer.data().data()), file)
    return 0
