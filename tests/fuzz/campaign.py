"""Feed broken inputs to a parser and tell what escaped: errors that are not ours, hangs, broken promises."""

from __future__ import annotations

import hashlib
import random
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from editor.errors import DiptychError
from tests.fuzz import inputs
from tests.fuzz.targets import Target, named

LONGEST = 10.0  # seconds of the processor that one input may take


class TooLong(BaseException):
    """An input took longer than it may; nothing of the parser's may catch it."""


@dataclass(frozen=True, slots=True)
class Escape:
    """Something that got out of a parser: what, where, and the input that did it."""

    target: str
    what: str
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Return a file name for the input."""
        return f"{self.target}-{hashlib.sha256(self.data).hexdigest()[:12]}.bin"


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one target."""

    target: str
    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_size: int = 0
    escapes: list[Escape] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in what came of more inputs; of like escapes only the shortest is kept."""
        self.inputs += other.inputs
        self.refused += other.refused
        if other.slowest > self.slowest:
            self.slowest, self.slowest_size = other.slowest, other.slowest_size
        for escape in other.escapes:
            like = next((each for each in self.escapes if each.what == escape.what), None)
            if like is None:
                self.escapes.append(escape)
            elif len(escape.data) < len(like.data):
                self.escapes[self.escapes.index(like)] = escape


def batch(name: str, seed: int, number: int) -> Tally:
    """Feed *number* inputs, the same for the same *seed*, to the target called *name*."""
    target, tally = named(name), Tally(name)
    sound = target.sound()
    for count in range(number):
        dice = random.Random(f"{name} {seed} {count}")
        data = inputs.broken(dice, sound)
        one(target, data, dice, tally)
    return tally


def one(target: Target, data: bytes, dice: random.Random, tally: Tally) -> None:
    """Feed one input and count what came of it."""
    tally.inputs += 1
    begun = time.process_time()
    try:
        with _limited(LONGEST):
            target.run(data, dice)
    except DiptychError:
        tally.refused += 1
    except (Exception, TooLong) as trouble:  # noqa: BLE001 - that is what is looked for
        tally.add(Tally(target.name, escapes=[Escape(target.name, _where(trouble), data)]))
    took = time.process_time() - begun
    if took > tally.slowest:
        tally.slowest, tally.slowest_size = took, len(data)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooLong after *seconds* where the system measures that."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _where(trouble: BaseException) -> str:
    """Say what was raised and at which line of ours, the same for the same mistake."""
    frames = traceback.extract_tb(trouble.__traceback__)
    ours = [frame for frame in frames if "/editor/" in frame.filename]
    last = ours[-1] if ours else frames[-1]
    told = str(trouble).split("\n")[0][:80] if isinstance(trouble, AssertionError) else ""
    return f"{type(trouble).__name__} {told} at {last.filename.rpartition('/editor/')[2]}:{last.lineno}".replace(
        "  ", " "
    )
