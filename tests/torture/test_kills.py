"""kill -9 at a random moment of typing into a real window: what was confirmed is there, and all but two seconds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor import formats
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, Head, Segment, State, apply, document
from editor.storage.beginning import Wishes, begin
from editor.storage.locks import Lock
from editor.text import Text

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "work.xlf"
LOST_AT_MOST = 2.0  # seconds of typing


@dataclass(frozen=True, slots=True)
class Run:
    """What one window told, and when it was killed."""

    folder: Path
    when: float
    status: int
    told: list[tuple[str, int, str, float]]


def runs(folder: Path, number: int, at_once: int, seed: int) -> Iterator[Run]:
    rows = [Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), unit=f"f1/u{n}") for n in range(400)]
    data = formats.write(document(rows, Head("en", "ru")), NAME, WriteOptions()).data
    for each in range(number):
        (folder / str(each) / "home").mkdir(parents=True)
        (folder / str(each) / NAME).write_bytes(data)
    command = [sys.executable, "-m", "tests.torture.typing_window", str(folder), *map(str, (number, at_once, seed))]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120 + 10 * number,
    )
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        found = json.loads(line)
        told = [(what, row, text, when) for what, row, text, when in found["told"]]
        yield Run(folder / str(found["run"]), found["when"], found["status"], told)


def reopened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setenv("DIPTYCH_HOME", str(folder / "home"))
    begun = begin(folder / NAME, ReadOptions(name=NAME), Wishes())
    assert isinstance(begun.lock, Lock), "the lock of the dead is taken over"
    begun.lock.release()
    if begun.found is None:
        return begun.document
    begun.found.left.file.close()
    assert begun.found.recovered.left_out == 0
    return apply(begun.found.recovered.change, begun.document)


def laws(run: Run, now: Document) -> None:
    assert os.WIFSIGNALED(run.status)
    assert os.WTERMSIG(run.status) == signal.SIGKILL
    confirmed = {row: text for what, row, text, _when in run.told if what == "confirmed"}
    for row, text in confirmed.items():
        assert now.rows[row].target.plain == text
        assert now.rows[row].state is State.TRANSLATED
    last = [(row, text) for what, row, text, when in run.told if what == "typed" and when <= run.when - LOST_AT_MOST]
    if last:
        row, text = last[-1]
        assert now.rows[row].target.plain.startswith(text), "more than two seconds of typing are lost"
    typed = {row for what, row, _text, _when in run.told if what == "typed"}
    beyond = {number for number, row in enumerate(now.rows) if row.target} - typed
    assert len(beyond) <= 1, "only what was typed comes back"


@pytest.mark.slow
def test_killed_in_25_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    for run in runs(tmp_path, 25, 5, 1):
        laws(run, reopened(run.folder, monkeypatch))
        seen += any(what == "confirmed" for what, *_rest in run.told)
    assert seen > 10


@pytest.mark.torture
@pytest.mark.timeout(0)
def test_killed_in_a_thousand_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 0
    for run in runs(tmp_path, int(os.environ.get("DIPTYCH_KILLS", "1000")), 10, 1000):
        laws(run, reopened(run.folder, monkeypatch))
        number += 1
    assert number
