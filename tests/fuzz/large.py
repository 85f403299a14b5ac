"""``python -m tests.fuzz.large [NAME …]``: ten megabytes of anything, each in a process of its own; time and memory."""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator
from itertools import islice

from editor.errors import DiptychError
from tests.fuzz import inputs
from tests.fuzz.targets import TARGETS, Target

SIZE = 10_000_000
SECONDS, MEGABYTES = 10.0, 500


def filled(piece: bytes, head: bytes = b"", tail: bytes = b"") -> bytes:
    """Return *piece* again and again between *head* and *tail*, ten megabytes in all."""
    return head + piece * (max(0, SIZE - len(head) - len(tail)) // max(1, len(piece))) + tail


def shapes(target: Target) -> Iterator[tuple[str, bytes]]:
    """Yield inputs of ten megabytes, each with its name."""
    sound = [data for data in target.sound() if data]
    if sound:
        largest = max(sound, key=len)
        yield "sound again and again", filled(largest)
        lines = largest.splitlines(keepends=True)
        half = len(lines) // 2
        if half:
            middle = b"".join(lines[half : half + max(1, len(lines) // 3)])
            yield "sound, its middle many times", filled(middle, b"".join(lines[:half]), b"".join(lines[half:]))
    for piece in (
        b"a",
        b"\n",
        b" ",
        b"\0",
        b"\xff",
        b"\\",
        b'"',
        b"&amp;",
        b"<",
        b"<a>",
        b"</a>",
        b"<p>x",
        b"<p>",
        b"<!--",
        b"|",
    ):
        yield f"all {piece!r}", filled(piece)
    for piece in (
        b"a. B",
        "Ж".encode(),
        "。「".encode(),
        b"- x\n",
        b"> ",
        b"*a ",
        b"[x](y)",
        b"`",
        b"1\n",
        b"\r",
        b'a"b\n',
    ):
        yield f"all {piece!r}", filled(piece)
    yield "noise", random.Random(1).randbytes(SIZE)
    yield "tokens", b"".join(islice(_tokens(), SIZE // 8))[:SIZE]


def _tokens() -> Iterator[bytes]:
    dice = random.Random(2)
    while True:
        yield dice.choice(inputs.TOKENS)


def measured(run: Callable[[], None]) -> tuple[float, float, str]:
    """Return the CPU seconds and peak megabytes of *run* in a process of its own, and how it ended."""
    reading, writing = os.pipe()
    shared = _resident()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, _ended(run).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode() or "killed"
    _pid, _status, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024 - shared + SIZE / 1e6, told


def _resident() -> float:
    """Return the megabytes that a child shares with this process from the start, the input among them."""
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no file of a disk
        return int(told.read().split()[1]) * resource.getpagesize() / 1024**2


def _ended(run: Callable[[], None]) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (int(6 * SECONDS), int(6 * SECONDS)))
    try:
        run()
    except DiptychError:
        return "refused"
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"[:80]
    return "read"


def main() -> int:
    """Print what each input cost that cost much; return 1 where one cost too much or something escaped."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.large", description=__doc__)
    parser.add_argument("names", nargs="*", help="targets to try, all where absent")
    chosen = parser.parse_args()
    failed = 0
    for target in (each for each in TARGETS if not chosen.names or each.name in chosen.names):
        slowest, largest = 0.0, 0.0
        for name, data in shapes(target):
            seconds, megabytes, how = measured(lambda t=target, d=data: t.run(d, random.Random(1)))  # type: ignore[misc]
            slowest, largest = max(slowest, seconds), max(largest, megabytes)
            if seconds > SECONDS or megabytes > MEGABYTES or how not in {"read", "refused"}:
                failed += 1
                print(f"  {target.name}: {name}: {seconds:.1f} s, {megabytes:.0f} MB, {how}", flush=True)
        print(f"{target.name:12} slowest {slowest:5.1f} s, largest {largest:4.0f} MB", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
