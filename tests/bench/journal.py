"""What the journal costs a keystroke at 100,000 segments, on a disk that takes half a second too; and the next start.

``make bench``, or ``python -m tests.bench.journal``.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from editor import edits, formats
from editor.formats import WriteOptions
from editor.model import Document, apply
from editor.qt import opening, style
from editor.qt.app import SWITCH
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.recovering import keep
from editor.qt.tasks import Tasks
from editor.qt.theme import LIGHT
from editor.qt.workfile import WorkFile
from editor.session import Session
from editor.settings import Settings
from editor.storage.journal import Journal, Subject
from editor.text import Text
from tests.bench.grid import sample

ROUNDS = 400
SIZES = (1_000, 100_000)
STARTED = 20_000
FIRST = 5_000  # the row in which the work begins that comes back
CHANGES = 500
ADDED = 2.0  # ms p95 that the journal may add to a keystroke
START = 1.0  # seconds of the next start


def keystrokes(desk: Desk, application: QApplication) -> tuple[list[float], list[float]]:
    """Type, each tenth key confirming; return the wall ms in the journal of each key, and the CPU ms of all of it."""
    spent = [0.0]
    kept = desk.keeper.journal if desk.keeper is not None else None
    if kept is not None:
        for name in ("record", "typing", "settle"):
            setattr(kept, name, _timed(getattr(kept, name), spent))
    waits, keys = [], []
    for number in range(ROUNDS):
        spent[0] = 0.0
        start = time.thread_time()
        desk.grid.editor.insert_plain("ы")
        if number % 5 == 4 and desk.keeper is not None:
            desk.keeper.note()
        if number % 10 == 9:
            row = desk.grid.row
            desk.grid.commit()
            desk.do(edits.confirm(desk.session.document, [row]))
            desk.grid.go_to(row + 1)
        application.processEvents()
        keys.append(1e3 * (time.thread_time() - start))
        waits.append(1e3 * spent[0])
    return waits, keys


def _timed(act: Callable[..., None], spent: list[float]) -> Callable[..., None]:
    def timed(*given: object) -> None:
        start = time.perf_counter()
        act(*given)
        spent[0] += time.perf_counter() - start

    return timed


def appended(document: Document) -> list[float]:
    """Return the ms that the window's thread spends on one record, change after change."""
    kept = Journal(Subject(path="/none/work.xlf"), document)
    found = []
    for number in range(ROUNDS):
        change = edits.set_target(document, 3 * number % len(document.rows), Text.of(f"Перевод {number}, и дальше."))
        document = apply(change, document)
        start = time.perf_counter()
        kept.record(change, document)
        found.append(1e3 * (time.perf_counter() - start))
    kept.close(keep=False)
    return found


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


@contextmanager
def slow_disk() -> Iterator[None]:
    """Let every wait for the disk take half a second more."""
    usual = {name: getattr(os, name) for name in ("fsync", "fdatasync")}

    def slow(name: str) -> Callable[[int], None]:
        def sync(handle: int) -> None:
            time.sleep(0.5)
            usual[name](handle)

        return sync

    try:
        for name in usual:
            setattr(os, name, slow(name))
        yield
    finally:
        for name, act in usual.items():
            setattr(os, name, act)


def typing(application: QApplication, document: Document, kind: str) -> tuple[list[float], list[float]]:
    """Type into a desk with no journal, with one, or with one on a slow disk."""
    desk = Desk(Session(document), WorkFile(original=Path("/none/letter.txt")), LIGHT, Tasks())
    if kind != "none":
        keep(desk, document)
        assert desk.keeper is not None
        desk.keeper._typing.setInterval(50)
    desk.resize(1440, 900)
    desk.show()
    application.processEvents()
    desk.grid.go_to(0)
    found = keystrokes(desk, application)
    desk.close_down()
    desk.hide()
    desk.deleteLater()
    return found


def left_behind(folder: Path, changes: int) -> Path:
    """Write a file of 20,000 segments, and the journal of so many changes to it that nobody saved; return the file."""
    document = sample(STARTED)
    path = folder / f"work{changes}.xlf"
    path.write_bytes(formats.write(document, path.name, WriteOptions()).data)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    base = formats.read(path.read_bytes(), formats.ReadOptions(name=path.name))
    kept, now = Journal(Subject(str(path), base=digest, name=path.name), base), base
    for number in range(changes):
        change = edits.set_target(now, number + FIRST, Text.of(f"Перевод {number}."))
        now = apply(change, now)
        kept.record(change, now)
    kept.close(keep=True)
    return path


def next_start(application: QApplication, path: Path, changes: int) -> tuple[float, float]:
    """Return the seconds, on the wall and of CPU, from asking for a file to its text on the screen, work put back."""
    program = Program(application, Settings(name_asked=True))
    window = program.new_window(shown=False)
    start, busy = time.perf_counter(), time.process_time()
    opening.open_file(window, path)
    window.show()
    while window.desk is None or window.desk.grid.row < 0:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()
    found = time.perf_counter() - start, time.process_time() - busy
    assert not changes or window.desk.session.document.rows[FIRST + 1].target.plain == "Перевод 1."
    window.leaving = True
    window.close()
    return found


def main() -> int:
    """Measure and print; return 1 where a limit is passed."""
    application = QApplication([])
    style.wear(application, LIGHT)
    failed = False
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIPTYCH_HOME"] = home
        for size in SIZES:
            document = sample(size)
            found = appended(document)
            print(f"{size:>7} segments: one record {median(found):.3f} ms, p95 {p95(found):.3f} ms")
            without = p95(typing(application, document, "none")[1])
            for kind in ("journal", "journal, fsync 500 ms"):
                with slow_disk() if "500" in kind else nullcontext():
                    waits, keys = typing(application, document, kind)
                failed |= p95(waits) > ADDED
                print(
                    f"{size:>7} segments, {kind}: adds to a key p95 {p95(waits):.3f} ms, worst {max(waits):.2f} ms "
                    f"(limit {ADDED}); key with it p95 {p95(keys):.1f} ms CPU, without {without:.1f}"
                )
        sys.setswitchinterval(SWITCH)
        for changes in (0, CHANGES):
            took, busy = next_start(application, left_behind(Path(home), changes), changes)
            print(
                f"{STARTED:>7} segments, {changes} changes put back: "
                f"on the screen in {took:.2f} s, {busy:.2f} s CPU (limit {START})"
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
