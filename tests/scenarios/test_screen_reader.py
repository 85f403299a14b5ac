"""A real window heard over the accessibility bus: row, cell, state and the text box, and what is typed into it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
PYTHON = Path("/usr/bin/python3")
NEEDED = ("xvfb-run", "dbus-run-session", "xdotool", "openbox")
LISTENING = Path(__file__).with_name("listening.py")

# On a display and a message bus of its own: the accessibility bus, a window manager, the program, the listener.
SESSION = """
{launcher} --launch-immediately >/dev/null 2>&1 &
openbox >/dev/null 2>&1 &
sleep 1
{python} -m editor {work} >/dev/null 2>&1 &
program=$!
timeout 80 {system} {listening} {keys}
kill $program
"""


def why_not() -> str:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if not LAUNCHER.exists():
        return "at-spi2-core is not installed"
    done = subprocess.run([PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "the system's Python has no pyatspi"


def listen(script: str, environment: dict[str, str]) -> list[str]:
    """Run *script* on a display and a message bus of its own; return what the listener printed."""
    command = ["xvfb-run", "-a", "dbus-run-session", "bash", "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=100)
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_screen_reader_hears_rows_states_and_the_editor(tmp_path: Path) -> None:
    reason = why_not()
    if reason:
        pytest.skip(reason)
    (tmp_path / "letter.txt").write_text("One.\n\nTwo.\n\nThree.\n", encoding="utf-8")
    work = tmp_path / "work.xlf"
    command = [sys.executable, "-m", "editor", "new", "letter.txt", "-s", "en", "-t", "ru", "-o", str(work)]
    subprocess.run(command, cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    script = SESSION.format(
        launcher=LAUNCHER, python=sys.executable, work=work, system=PYTHON, listening=LISTENING, keys="ctrl+Down a b"
    )
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "DISPLAY"}},
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "DIPTYCH_HOME": str(tmp_path / "home"),
        "NO_AT_BRIDGE": "0",
    }
    heard = next((lines for _ in range(2) if (lines := listen(script, environment))), [])
    if not heard:
        pytest.skip("the accessibility bus of this machine says nothing at all of the window")
    focus = [line.split("|")[1:4] for line in heard if line.startswith("object:state-changed:focused")]
    assert ["table cell", "", "Segment 2 of 3: Untranslated"] in focus
    assert ["text", "Translation of segment 2"] in [each[:2] for each in focus]
    typed = [line for line in heard if line.startswith("object:text-changed:insert|text|Translation of segment 2")]
    assert typed[-1].endswith("|ab")
