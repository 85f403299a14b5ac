"""A real window in which somebody types and confirms until killed; ``python -m tests.torture.typing_window …``.

A host imports everything once and forks: ``host FOLDER RUNS AT_ONCE SEED`` prints one line a run, as JSON: what was
told, and when it was killed. Each run has a folder of its own with the work file ``work.xlf``.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor.qt import opening
from editor.qt.program import Program
from editor.qt.window import Window
from editor.settings import Settings

LETTERS = "абвгдежз ийклмн."
KEYS = 6  # milliseconds between two
SILENT = 120.0  # seconds in which a window must begin
LONGEST = 2.8  # seconds until the kill, from the first key on


@dataclass(slots=True)
class Typist:
    """Type into one segment after the other, and tell each key and each confirmed segment once it is done."""

    window: Window
    out: int
    chance: Random
    left: int = 12
    timer: QTimer = field(default_factory=QTimer)

    def start(self) -> None:
        """Begin to type."""
        self.tell("begun", 0, "")
        self.timer.timeout.connect(self.key)
        self.timer.start(KEYS)

    def key(self) -> None:
        """Type one letter, or confirm the segment, sometimes save."""
        desk = self.window.desk
        assert desk is not None
        row = desk.grid.row
        if self.left:
            self.left -= 1
            desk.grid.editor.insert_plain(self.chance.choice(LETTERS))
            self.tell("typed", row, desk.grid.editor.text().plain)
            return
        text = desk.grid.editor.text().plain
        self.window.run("segment.confirm_next")
        self.tell("confirmed", row, text)
        self.left = self.chance.choice((3, 20, 60, 400))
        if self.chance.random() < 0.2:
            self.window.run("file.save")
            self.tell("saved", row, "")

    def tell(self, what: str, row: int, text: str) -> None:
        """Say so to whoever will look what is left."""
        os.write(self.out, (json.dumps([what, row, text, time.monotonic()]) + "\n").encode())


def child(folder: Path, out: int, seed: int) -> None:
    """Open the window and type until killed."""
    os.environ["DIPTYCH_HOME"] = str(folder / "home")
    application = QApplication(["diptych"])
    program = Program(application, Settings(name_asked=True))
    window = program.new_window(shown=False)
    opening.open_file(window, folder / "work.xlf")
    window.show()
    typist = Typist(window, out, Random(seed))
    QTimer.singleShot(0, typist.start)
    application.exec()


def began(folder: Path, seed: int) -> tuple[int, int]:
    """Start a run; return its process and the pipe it tells into."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.close(read)
        try:
            child(folder, write, seed)
        finally:
            os._exit(1)
    os.close(write)
    return process, read


@dataclass(slots=True)
class Run:
    """One window that is running; *due* is when it will be killed, once its first key was heard."""

    number: int
    process: int
    pipe: int
    told: bytes = b""
    due: float = float("inf")
    when: float = 0.0


def killed(going: list[Run], chance: Random) -> None:
    """Kill each of *going* at a random moment after its first key, and print what it told before."""
    while going:
        wait = min(run.due for run in going) - time.monotonic()
        pipes = [run.pipe for run in going]
        ready = select.select(pipes, [], [], max(wait, 0) if wait != float("inf") else SILENT)[0]
        if not ready and wait == float("inf"):
            message = "no window begins to type"
            raise TimeoutError(message)
        for run in tuple(going):
            if run.pipe in ready:
                more = os.read(run.pipe, 1 << 20)
                run.told += more
                if not more:
                    going.remove(run)
                    _print(run)
                elif run.due == float("inf"):
                    run.due = time.monotonic() + chance.random() * LONGEST
            if run.due <= time.monotonic() and not run.when:
                run.when = time.monotonic()
                os.kill(run.process, signal.SIGKILL)
                run.due = run.when + 60


def _print(run: Run) -> None:
    os.close(run.pipe)
    _process, status = os.waitpid(run.process, 0)
    told = [json.loads(line) for line in run.told.split(b"\n")[:-1]]
    print(json.dumps({"run": run.number, "when": run.when, "status": status, "told": told}), flush=True)


def main() -> None:
    """Run as the host."""
    folder, runs, at_once, seed = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    chance = Random(seed)
    for start in range(0, runs, at_once):
        numbers = range(start, min(runs, start + at_once))
        killed([Run(number, *began(folder / str(number), seed + number)) for number in numbers], chance)


if __name__ == "__main__":
    main()
