from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor import formats
from editor.formats import ReadOptions, WriteOptions
from editor.qt.window import HIGH, WIDE


def draw(arguments: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DIPTYCH_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen", **more}
    code = "import sys; from editor.cli import main; sys.exit(main(['--picture', *sys.argv[1:]]))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={name: value for name, value in environment.items() if value or name != "QT_QPA_PLATFORM"},
        check=False,
        timeout=50,
    )


def test_a_picture_of_the_window_is_drawn_and_the_settings_are_left_alone(letter: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = draw([str(picture), str(letter)], tmp_path)
    assert done.returncode == 0, done.stderr
    data = picture.read_bytes()
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (WIDE, HIGH)
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_picture_needs_no_display_nor_does_an_empty_name_count_as_one(letter: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = draw([str(picture), str(letter)], tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 0, done.stderr
    assert picture.exists()


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = draw([str(tmp_path / "none" / "window.png")], tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no folder")
    assert done.stderr.count("\n") == 1


_STARTED = """
import sys
from PySide6.QtCore import QTimer
from editor.cli import main
from editor.qt import grid
usual = grid.Grid.paintEvent
def paint(self, event):
    usual(self, event)
    if self.row >= 0:
        QTimer.singleShot(0, tell)
def tell():
    from PySide6 import QtWidgets
    print(*sys.modules, *(f"widgets.{name}" for name in vars(QtWidgets)), flush=True)
    import os
    os._exit(0)
grid.Grid.paintEvent = paint
main([sys.argv[1]])
"""
# What somebody may ask for later, and what only other files need.
WINDOW = """aligning asking chooser comparing conflicts delivering exporting findbar findings keychooser manual merging
palette paper preferences printing properties reading realigning updating versioning"""
FORMATS = "docx odt epub html web markdown tmx validation xliff1 xliff2.patching"
LATER = {
    *("lxml", "sentence_splitter", "charset_normalizer", "markdown_it", "uuid", "multiprocessing"),
    *(f"editor.{name}" for name in ("align", "compare", "segmentation", "delivery", "pseudo", "learnt")),
    *(f"editor.formats.{name}" for name in FORMATS.split()),
    *(f"editor.qt.{name}" for name in WINDOW.split()),
    "widgets.QWizard",  # once Python has to find out what a widget of Qt's own is, it makes known all there are
}


@pytest.mark.parametrize("kind", ["xlf", "po"])
def test_no_segment_waits_for_what_it_does_not_need(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"work.{kind}"
    rows = (f'\nmsgid "Sentence {row}"\nmsgstr "Предложение {row}"\n' for row in range(3_000))
    work = "".join(('msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n', *rows)).encode()
    if kind != "po":
        read = formats.named("po").functions.read(work, ReadOptions(source_language="en"))
        work = formats.write(read, file.name, WriteOptions()).data
    file.write_bytes(work)
    place = {"DIPTYCH_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _STARTED, str(file)],
        env={**os.environ, **place},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"editor.qt.grid", "widgets.QTableView"} <= loaded
    assert sorted(LATER & loaded) == []
