"""Run the evening's work again and again under the shim, each time failing at another call; print what broke.

``python -m tests.torture.faults FOLDER HOW [FIRST [STRIDE]]`` with the shim preloaded; HOW is KILL
or the name of an errno; with a + behind it every later call fails too.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
import traceback
from pathlib import Path

from tests.torture.driving import broken, drive, prepared, story

KILL = -1


def child(folder: Path, shim: ctypes.CDLL, number: int, word: str) -> list[str]:
    """Do the work in a process of its own that fails at call *number*; return what it told."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.close(read)
        status = 0
        try:
            shim.shim_watch(str(folder).encode(), -1)
            name = word.rstrip("+")
            how = KILL if name == "KILL" else int(getattr(errno, name))
            shim.shim_arm(number, how, int(word != name))
            drive(folder, lambda words: os.write(write, f"{words}\n".encode()))
            os.write(write, f"calls {shim.shim_count()}\n".encode())
        except BaseException:  # noqa: BLE001 - what no user may ever see
            os.write(write, f"raw {traceback.format_exc()!r}\n".encode())
            status = 1
        os._exit(status)
    os.close(write)
    with open(read, "rb") as file:  # noqa: PTH123 - a pipe
        told = file.read().decode().splitlines()
    os.waitpid(process, 0)
    return told


def main() -> int:
    """Strike at every call from FIRST on, every STRIDE-th, until a run has fewer calls."""
    folder, word = Path(sys.argv[1]), sys.argv[2]
    first, stride = (int(each) for each in (*sys.argv[3:5], "1", "1")[:2])
    shim = ctypes.CDLL(None)
    story()
    number, runs, failures, started = first, 0, 0, time.process_time()
    while True:
        here = prepared(folder / f"{word}-{number}")
        told = child(here, shim, number, word)
        shim.shim_arm(0, 0, 0)
        calls = [int(line.split()[1]) for line in told if line.startswith("calls ")]
        for fault in broken(here, told):
            failures += 1
            print(f"{word} at call {number}: {fault} (told: {told[-3:]})")
        runs += 1
        if calls and calls[0] < number:
            break
        number += stride
    print(f"{word}: {runs} runs, {failures} laws broken, {time.process_time() - started:.1f} s CPU of the host")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
