"""Links as values, and the files in which aligners exchange them: hunalign's ladder, Vecalign's paths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.errors import FormatError
from editor.i18n import _
from editor.numbers import whole


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences that translate target sentences; an omission has no target, an addition no source."""

    source: range
    target: range
    confidence: float = 1.0

    @property
    def kind(self) -> tuple[int, int]:
        """Return how many sentences stand on each side."""
        return len(self.source), len(self.target)


# ── Vecalign: [0]:[0, 1]:0.034021 ────────────────────────────────────────────────────────────────────────────────

_PATH_LINE = re.compile(r"\[([0-9, ]*)\]\s*:\s*\[([0-9, ]*)\]\s*(?::\s*([-+.0-9eE]+))?\s*")


def write_path(beads: Iterable[Bead]) -> str:
    r"""Write one bead a line; the third field is a cost, 1 - confidence.

    >>> write_path([Bead(range(1), range(2), 0.75)])
    '[0]:[0, 1]:0.250000\n'
    """
    return "".join(f"{list(bead.source)}:{list(bead.target)}:{1 - bead.confidence:.6f}\n" for bead in beads)


def read_path(text: str) -> list[Bead]:
    """Read lines such as ``[0]:[0, 1]`` with or without a cost; # begins a remark. Raises FormatError."""
    beads = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PATH_LINE.fullmatch(line.strip())
        if match is None:
            raise FormatError(_("This is no link; each line should read like [0]:[0, 1]."), number)
        cost = _number(match[3], number) if match[3] else 0.0
        beads.append(Bead(_run(match[1], number), _run(match[2], number), min(1.0, max(0.0, 1 - cost))))
    return _placed(beads)


def _number(word: str, line: int) -> float:
    try:
        return float(word)
    except ValueError:
        raise FormatError(_("“{word}” is no number.").format(word=word), line) from None


def _run(listed: str, line: int) -> range:
    words = listed.replace(",", " ").split()
    numbers = [number for word in words if (number := whole(word)) is not None]
    if len(numbers) < len(words) or any(after != before + 1 for before, after in pairwise(numbers)):
        raise FormatError(_("The sentences of one link must follow one another."), line)
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def _placed(beads: Sequence[Bead]) -> list[Bead]:
    """Give the empty sides of omissions and additions their place."""
    placed = []
    at = [0, 0]
    for bead in beads:
        sides = [side or range(at[which], at[which]) for which, side in enumerate((bead.source, bead.target))]
        placed.append(Bead(sides[0], sides[1], bead.confidence))
        at = [sides[0].stop, sides[1].stop]
    return placed


# ── hunalign's ladder: 0 \t 0 \t 0.3 ─────────────────────────────────────────────────────────────────────────────


def write_ladder(beads: Sequence[Bead]) -> str:
    r"""Write the rungs of a ladder: where each bead begins on both sides, its confidence, and where the texts end.

    >>> write_ladder([Bead(range(1), range(2), 0.75)])
    '0\t0\t0.75\n1\t2\t0\n'
    """
    rungs = [f"{bead.source.start}\t{bead.target.start}\t{bead.confidence:.6g}\n" for bead in beads]
    end = (beads[-1].source.stop, beads[-1].target.stop) if beads else (0, 0)
    return "".join(rungs) + f"{end[0]}\t{end[1]}\t0\n"


def read_ladder(text: str) -> list[Bead]:
    """Read hunalign's rungs (its scores are no probabilities and are left out of range). Raises FormatError."""
    rungs: list[tuple[int, int, float]] = []
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split()
        if not fields:
            continue
        places = [whole(field) for field in fields[:2]]
        if len(places) < 2 or places[0] is None or places[1] is None:  # noqa: PLR2004 - two sides
            raise FormatError(_("This is no rung of a ladder; each line begins with two sentence numbers."), number)
        score = _number(fields[2], number) if len(fields) > 2 else 1.0  # noqa: PLR2004 - and a score
        rung = places[0], places[1], min(1.0, max(0.0, score))
        if rungs and (rung[0] < rungs[-1][0] or rung[1] < rungs[-1][1]):
            raise FormatError(_("The rungs of a ladder must rise."), number)
        rungs.append(rung)
    return [
        Bead(range(one[0], two[0]), range(one[1], two[1]), one[2]) for one, two in pairwise(rungs) if one[:2] != two[:2]
    ]
