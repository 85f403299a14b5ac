"""At every single call that touches the disk: refused, or the program killed there. Old or new, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HOW = ["KILL", "ENOSPC", "EIO", "EACCES", "ENOSPC+", "EIO+"]


def strike(shim: Path, folder: Path, how: str, first: int, stride: int) -> int:
    """Run the campaign; return how many runs it took."""
    command = [sys.executable, "-m", "tests.torture.faults", str(folder), how, str(first), str(stride)]
    environment = {**os.environ, "LD_PRELOAD": str(shim)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout.split(": ")[1].split()[0])


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
def test_at_many_calls_the_file_is_old_or_new_and_nothing_is_lost(how: str, shim: Path, tmp_path: Path) -> None:
    assert strike(shim, tmp_path, how, 1 + HOW.index(how), 9) > 5


@pytest.mark.torture
@pytest.mark.timeout(0)
@pytest.mark.parametrize("how", HOW)
def test_at_every_call_the_file_is_old_or_new_and_nothing_is_lost(how: str, shim: Path, tmp_path: Path) -> None:
    assert strike(shim, tmp_path, how, 1, 1) > 60
