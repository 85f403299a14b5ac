from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from editor.qt.window import HIGH, WIDE


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
