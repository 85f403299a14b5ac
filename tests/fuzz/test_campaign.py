"""A short campaign in every run of the suite, the same each time; the long one is ``make fuzz``."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib.util import find_spec

import pytest

from editor.errors import DiptychError
from tests.fuzz.campaign import Tally, TooLong, batch, one
from tests.fuzz.inputs import broken
from tests.fuzz.targets import TARGETS, Target

INPUTS = 120


@pytest.mark.parametrize("name", [target.name for target in TARGETS])
def test_nothing_escapes(name: str) -> None:
    tally = batch(name, seed=1, number=INPUTS)
    assert tally.inputs == INPUTS
    assert [(escape.what, escape.data[:200]) for escape in tally.escapes] == []


def test_inputs_are_broken_and_the_same_for_the_same_dice() -> None:
    sound = (b"<a>One.</a>" * 20,)
    first, second = (broken(random.Random(7), sound) for _each in range(2))
    assert first == second
    assert len({broken(random.Random(seed), sound) for seed in range(50)}) > 40


@pytest.mark.parametrize(
    ("raised", "escapes", "refused"), [(ValueError("x"), 1, 0), (DiptychError("x"), 0, 1), (TooLong(), 1, 0)]
)
def test_what_is_not_ours_counts_as_an_escape(raised: BaseException, escapes: int, refused: int) -> None:
    def run(_data: bytes, _dice: random.Random) -> None:
        raise raised

    tally = Tally("x")
    for data in (b"longer", b"short"):
        one(Target("x", run, lambda: (b"",)), data, random.Random(1), tally)
    assert (len(tally.escapes), tally.refused) == (escapes, 2 * refused)
    assert all(escape.data == b"short" for escape in tally.escapes)


def test_the_guided_campaign_begins_or_says_what_is_missing() -> None:
    there = find_spec("atheris") is not None
    command = [sys.executable, "-m", "tests.fuzz.guided", "path", *(["-runs=100"] if there else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    assert done.returncode == (0 if there else 2), done.stderr
    assert there or "atheris" in done.stdout
