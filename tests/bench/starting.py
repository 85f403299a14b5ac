"""From the start of the program to the first painted segments: seconds on the wall and of CPU, each in its own process.

``make bench``, or ``python -m tests.bench.starting``; sizes as arguments (``python -m tests.bench.starting 20000``)
measure those instead. *With a journal* 500 changes that nobody saved are put back; *nothing* is a bare window of Qt.
"""

# ruff: noqa: PLC0415 - the process that is measured imports what it needs and no more
from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

SIZES = (1_000, 20_000, 100_000)
TURNS = 5
CHANGES = 500
FIRST = 700  # the row in which the work begins that comes back; in small files the first
LIMITS = {1_000: ("CPU", 0.40), 20_000: ("wall", 1.0)}
KINDS = {"XLIFF 1.2": "work1.xlf", "XLIFF 2": "work2.xlf", "PO": "work.po"}
MARK = "Перевод"


def bare() -> None:
    """Show an empty window and tell what that took: what no program with Python and Qt can do without."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.show()
    QTimer.singleShot(0, _tell)
    application.exec()


def start(path: str, row: str) -> None:
    """Start Diptych with *path*, and end as if killed once rows are painted; *row* tells of the journal, "" of none."""
    from editor.cli import ahead, main

    ahead([Path(path)])  # as main does, before Qt
    from PySide6.QtCore import QTimer

    from editor.qt import grid

    painted: list[object] = []
    usual = grid.Grid.paintEvent

    def paint(self: grid.Grid, event: object) -> None:
        usual(self, event)  # type: ignore[arg-type]
        if not painted and self.row >= 0:
            painted.append(self)
            QTimer.singleShot(0, lambda: _tell(self.session.document.rows[int(row)].target.plain if row else ""))

    grid.Grid.paintEvent = paint  # type: ignore[method-assign]
    main([path])


def _tell(found: str = "") -> None:
    import resource

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
    print(json.dumps([time.time(), time.process_time(), memory, found]), flush=True)
    os._exit(0)  # nothing is saved or put away: the journal stays as it was found


def measured(home: Path, *arguments: str) -> tuple[float, float, int]:
    """Return the seconds on the wall and of CPU, and the MB, of one start in a home of its own."""
    import shutil
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as own:
        shutil.copytree(home, own, dirs_exist_ok=True)
        place = {"DIPTYCH_HOME": own, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        command = [sys.executable, "-m", "tests.bench.starting", *arguments]
        environment = {key: os.environ[key] for key in os.environ.keys() - {"PYTHONDONTWRITEBYTECODE"}} | place
        began = time.time()
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    ended, busy, memory, found = json.loads(said)
    assert not arguments[2:] or not arguments[2] or MARK in found, "the work did not come back"
    return ended - began, busy, memory


def written(folder: Path, kind: str, size: int) -> Path:
    """Write a file of *size* segments."""
    from tests.bench import files

    path = folder / KINDS[kind]
    lines = next(each.lines for each in files.KINDS if each.title == kind)
    path.write_text("".join(lines(size)), encoding="utf-8")
    return path


def journal(path: Path, home: Path) -> int:
    """Leave a journal of changes to *path* that nobody saved in *home*; return the row of the last."""
    import hashlib

    from editor import edits, formats
    from editor.model import apply
    from editor.storage.journal import Journal, Subject
    from editor.text import Text

    os.environ["DIPTYCH_HOME"] = str(home)
    data = path.read_bytes()
    base = formats.read(data, formats.ReadOptions(name=path.name))
    kept, now = Journal(Subject(str(path), base=hashlib.sha256(data).hexdigest(), name=path.name), base), base
    first = min(FIRST, len(base.rows) - CHANGES)
    for number in range(CHANGES):
        change = edits.set_target(now, first + number, Text.of(f"{MARK} {number}."))
        now = apply(change, now)
        kept.record(change, now)
    kept.close(keep=True)
    return first + CHANGES - 1


def told(name: str, results: list[tuple[float, float, int]], size: int = 0) -> None:
    """Print one line."""
    from statistics import median

    wall, busy = (median(each[part] for each in results) for part in (0, 1))
    which, limit = LIMITS.get(size, ("", 0.0))
    passed = {"wall": wall, "CPU": busy}.get(which, 0.0)
    least = f"{min(each[1] for each in results):8.2f}"
    verdict = f"  limit {limit:.2f} {which}{'' if passed <= limit else ', over'}" if which else ""
    print(f"{name:36}{wall:8.2f}{busy:8.2f}{least}{max(each[2] for each in results):7}{verdict}", flush=True)


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    import platform
    import tempfile

    print(f"starting on {platform.node()}, load {os.getloadavg()[0]:.1f}")
    print(f"{'':36}{'wall s':>8}{'CPU s':>8}{'least':>8}{'MB':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(folder / "compiled"))  # as an installed program is
        empty = folder / "empty"
        empty.mkdir()
        told("nothing", [measured(empty, "bare") for _ in range(TURNS)])
        for size in sizes:
            for kind in KINDS:
                path = written(folder, kind, size)
                home = folder / f"{kind}{size}"
                measured(empty, "start", str(path), "")  # from here on everything is compiled and in memory
                row = str(journal(path, home))
                for title, where, row_ in (("", empty, ""), (", with a journal", home, row)):
                    turns = [measured(where, "start", str(path), row_) for _ in range(TURNS)]
                    told(f"{size:>7,} {kind}{title}", turns, size)


if __name__ == "__main__":
    if sys.argv[1:2] == ["bare"]:
        bare()
    elif sys.argv[1:2] == ["start"]:
        start(*sys.argv[2:])
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
