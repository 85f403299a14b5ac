"""The power goes at any moment: the file is old or new, what was said to be done is there, what was safe comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.torture import driving, power
from tests.torture.driving import STEPS, broken, prepared

ROOT = Path(__file__).resolve().parent.parent.parent
REBOOT = time.time() - 60
MADE = ("saved", "exported", "chosen")


@pytest.fixture
def recorded(shim: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    folder = prepared(tmp_path / "run")
    shutil.copytree(folder, tmp_path / "before")
    log = tmp_path / "log"
    environment = {**os.environ, "LD_PRELOAD": str(shim)}
    command = [sys.executable, "-m", "tests.torture.recording", str(folder), str(log)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    lines = log.read_text(encoding="utf-8").splitlines()
    return folder, lines


def laid_out(state: dict[str, bytes], run: Path) -> None:
    """Write *state*, whose paths lie in *run*, in the place of what lies there."""
    shutil.rmtree(run)
    (run / "home").mkdir(parents=True)
    for path, data in state.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
        os.utime(path, (REBOOT, REBOOT))  # starting the machine again takes longer than making a lock


def campaign(folder: Path, lines: list[str], each: int, stride: int) -> int:
    told_at_all = 0
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("before"), folder)
    chance = Random(11)
    states = []
    for number, (disk, state) in enumerate(power.cuts(folder, lines, chance, each)):
        if number % stride == 0:
            states.append((list(disk.notes), disk.safe_notes, state))
    for notes, safe, state in states:
        laid_out(state, folder)
        told = [note for note in notes[:safe] if note.startswith("did ")] + [n for n in notes if n in MADE]
        assert broken(folder, told) == [], f"after {notes[-1:]}"
        told_at_all = max(told_at_all, len(told))
    assert told_at_all > STEPS, "the laws were asked of something"
    return len(states)


@pytest.mark.slow
def test_after_a_cut_the_file_is_old_or_new_and_what_was_safe_is_there(recorded: tuple[Path, list[str]]) -> None:
    assert campaign(*recorded, each=1, stride=2) > 60


@pytest.mark.torture
@pytest.mark.timeout(0)
def test_after_a_cut_anywhere_in_many_ways(recorded: tuple[Path, list[str]]) -> None:
    assert campaign(*recorded, each=25, stride=1) > 3_000


def test_a_save_that_does_not_wait_for_the_disk_would_be_found_out(tmp_path: Path) -> None:
    """The campaign is no rubber stamp: without its syncs the same log breaks the law."""
    folder = prepared(tmp_path / "run")
    work = str(folder / driving.NAME)
    lines = [
        f"open\t5\t{work}.part\t0\t0",
        f"write\t5\t{driving.story().new.hex()}",
        "close\t5",
        f"rename\t{work}.part\t{work}",
        f"open\t6\t{folder}\t1\t0",
        "fsync\t6",
        "note\tsaved",
    ]
    found = set()
    for disk, state in list(power.cuts(folder, lines, Random(3), 20)):
        laid_out(state, folder)
        found |= {state[work] in {driving.story().old, driving.story().new}, not disk.notes}
    assert False in found
