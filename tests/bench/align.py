"""How well and how fast two texts are aligned: F1 on gold sets, review, calibration, CPU beside a yardstick, memory.

``make bench``, or ``python -m tests.bench.align [SET …]``. The sets lie beside the project, in ``../shared/alignment``.
"""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from editor.align import Bead, Options, align, learning

GOLD = Path(__file__).parents[3] / "shared" / "alignment" / "gold"
FLOORS = {
    "textberg-dev": 0.88,
    "ntrex-en-ru-dev": 0.990,
    "ntrex-en-fr-dev": 0.988,
    "ntrex-en-ja-dev": 0.993,
    "instguide-en-ru": 0.994,
    "pydocs-en-fr": 0.996,
    "pydocs-en-ja": 0.985,
    "dtm-hu-en": 0.987,
    "maligna-gpl-pl-en": 0.993,
    "maligna-poznan-pl-de": 0.0,
    "pydocs-large-en-fr": 0.994,
}
CPU = {"ntrex-en-ru-dev": 0.07, "pydocs-en-fr": 0.30, "pydocs-large-en-fr": 1.5}  # over the yardstick
MEGABYTES = {"pydocs-large-en-fr": 400}
GROWTH = 4.5  # of the time from 5,000 sentences to 20,000
REVIEW = {"news and documentation": (0.90, 0.97), "textberg-dev": (0.45, 0.75)}  # wrong links in the first 10, 20 %
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.01)
ENOUGH, OFF = 100, 0.05  # links in a band that counts, and how far off it may be
LETTER, LEAST_COLD, LEAST_WARM = 15, 0.975, 0.99
SMALL_LETTER, LETTER_MS = 40, 50.0

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Set:
    """A text, its translation and their true links, in order."""

    left: list[str]
    right: list[str]
    gold: list[Pair]

    def pairs(self, gold: Sequence[Pair]) -> list[tuple[str, str]]:
        """Return the texts of links that have both sides."""
        return [
            (" ".join(self.left[n] for n in one), " ".join(self.right[n] for n in other))
            for one, other in gold
            if one and other
        ]

    def part(self, gold: Sequence[Pair]) -> Set:
        """Return the letter that some links make."""
        ones, others = ({n: at for at, n in enumerate(sorted(n for link in gold for n in link[s]))} for s in (0, 1))
        links = [(tuple(ones[n] for n in one), tuple(others[n] for n in other)) for one, other in gold]
        return Set([self.left[n] for n in ones], [self.right[n] for n in others], links)


@dataclass(frozen=True)
class Score:
    """Hits among the links found, and among the true ones of both sides: what F1 is made of."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0

    def __add__(self, other: Score) -> Score:
        """Pool two scores."""
        return Score(*(getattr(self, name) + getattr(other, name) for name in ("found", "right", "wanted", "met")))

    @property
    def f1(self) -> float:
        """Return the strict F1."""
        precision, recall = self.right / max(1, self.found), self.met / max(1, self.wanted)
        return 2 * precision * recall / max(1e-9, precision + recall)


def load(name: str) -> Set:
    """Read a gold set."""
    folder = GOLD / name
    left, right = ((folder / f"{side}.txt").read_text(encoding="utf-8").splitlines() for side in ("src", "tgt"))
    lines = (folder / "gold.txt").read_text(encoding="utf-8").splitlines()
    fields = [line.split(":")[:2] for line in lines if line.strip() and not line.startswith("#")]
    return Set(left, right, [(tuple(ast.literal_eval(one)), tuple(ast.literal_eval(two))) for one, two in fields])


def pair(bead: Bead) -> Pair:
    """Return a link as the gold files have it."""
    return tuple(bead.source), tuple(bead.target)


def score(gold: Sequence[Pair], beads: Sequence[Bead]) -> Score:
    """Compare links as the literature does (W11-4624): precision of all, recall of those that have both sides."""
    true, found = set(gold), {pair(bead) for bead in beads}
    both = {link for link in true if all(link)}
    return Score(len(found), len(found & true), len(both), len(both & found))


# ── How well ─────────────────────────────────────────────────────────────────────────────────────────────────────


def qualities(names: Sequence[str]) -> dict[str, list[tuple[float, bool]]]:
    """Print F1 of the sets; return of every link how sure it was and whether it was right."""
    judged = {}
    print(f"{'set':24}{'F1':>8}{'floor':>8}{'wrong':>7}{'of':>7}")
    for name in names:
        one = load(name)
        beads = align(one.left, one.right)
        true = set(one.gold)
        judged[name] = [(bead.confidence, pair(bead) in true) for bead in beads]
        value, floor = score(one.gold, beads).f1, FLOORS[name]
        wrong = sum(not right for _sure, right in judged[name])
        print(f"{name:24}{value:8.4f}{floor:8.3f}{wrong:7}{len(beads):7}{verdict(value >= floor)}")
    return judged


def verdict(good: bool) -> str:
    """Return what is printed behind a figure that falls short."""
    return "" if good else "   short"


def review(judged: dict[str, list[tuple[float, bool]]]) -> None:
    """Print how many of the wrong links are among the least sure ones."""
    prose = [name for name in judged if name.startswith(("ntrex", "instguide", "pydocs"))]
    print(f"\n{'wrong links in the least sure':32}{'10 %':>8}{'20 %':>8}")
    for title, names in (("news and documentation", prose), *((name, [name]) for name in judged if name not in prose)):
        links = sorted(link for name in names for link in judged[name])
        wrong = [not right for _sure, right in links]
        if not any(wrong):
            continue
        shares = [sum(wrong[: len(wrong) * part // 10]) / sum(wrong) for part in (1, 2)]
        good = all(share >= floor for share, floor in zip(shares, REVIEW.get(title, (0, 0)), strict=True))
        print(f"{title:32}{shares[0]:8.3f}{shares[1]:8.3f}{verdict(good)}")


def calibration(judged: dict[str, list[tuple[float, bool]]]) -> None:
    """Print what was shown and what was right, by how sure the links were shown to be."""
    links = [link for each in judged.values() for link in each]
    print(f"\n{'shown from':12}{'links':>8}{'shown':>8}{'right':>8}")
    for least, below in pairwise(BANDS):
        band = [link for link in links if least <= link[0] < below]
        if band:
            shown, right = (sum(link[which] for link in band) / len(band) for which in (0, 1))
            good = len(band) < ENOUGH or abs(shown - right) <= OFF
            print(f"{least:<12}{len(band):8}{shown:8.3f}{right:8.3f}{verdict(good)}")


def letters() -> None:
    """Print F1 of letters of fifteen sentences, cold, and with what other texts of the two languages taught."""
    news, guide = load("ntrex-en-ru-dev"), load("instguide-en-ru")
    cold, warm = Score(), Score()
    half = len(news.gold) // 2
    for mine, others in ((news.gold[:half], news.gold[half:]), (news.gold[half:], news.gold[:half])):
        lexicon = learning.merged([learning.learn(news.pairs(others)), learning.learn(guide.pairs(guide.gold))])
        for letter in map(news.part, windows(mine)):
            cold += score(letter.gold, align(letter.left, letter.right))
            warm += score(letter.gold, align(letter.left, letter.right, Options(lexicon=lexicon)))
    print(f"\nletters of {LETTER} sentences: F1 cold {cold.f1:.4f}{verdict(cold.f1 >= LEAST_COLD)}, ", end="")
    print(f"with the other half of the news and a guide learnt {warm.f1:.4f}{verdict(warm.f1 >= LEAST_WARM)}")


def windows(gold: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Cut links into letters that follow one another."""
    letter: list[Pair] = []
    for link in gold:
        letter.append(link)
        if sum(len(one) for one, _other in letter) >= LETTER:
            yield letter
            letter = []
    if letter:
        yield letter


# ── How fast ─────────────────────────────────────────────────────────────────────────────────────────────────────


def child(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its CPU seconds and the megabytes it held at most."""
    quiet = {"stdout": subprocess.DEVNULL}
    process = subprocess.Popen(command, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, **quiet)  # type: ignore[call-overload]
    _process, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def yardstick() -> float:
    """Return the CPU seconds of packing the numbers to two million."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run("seq 2000000 | xz -T1 -6 | wc -c", shell=True, check=True, stdout=subprocess.DEVNULL)  # noqa: S602 - fixed
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def command(folder: Path, left: Sequence[str], right: Sequence[str]) -> tuple[float, float]:
    """Return what ``diptych align`` takes for two texts: CPU seconds and megabytes."""
    for name, lines in (("left.txt", left), ("right.txt", right)):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    files = [str(folder / name) for name in ("left.txt", "right.txt", "out.path")]
    return child([sys.executable, "-m", "editor", "align", *files[:2], "--sentences", "-o", files[2]])


def speeds(names: Sequence[str]) -> None:
    """Print CPU over the yardstick and memory, and how time grows."""
    unit = yardstick()
    print(f"\nyardstick {unit:.2f} s CPU\n{'':24}{'CPU s':>8}{'yards':>8}{'limit':>8}{'MB':>8}{'limit':>8}")
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        start = command(folder, ["One sentence."], ["Une phrase."])[0]
        for name in names:
            one = load(name)
            cpu, space = command(folder, one.left, one.right)
            yards, (most, largest) = (cpu - start) / unit, (CPU[name], MEGABYTES.get(name, 9_999))
            row = f"{name:24}{cpu - start:8.2f}{yards:8.3f}{most:8.2f}{space:8.0f}{largest:8}"
            print(f"{row}{verdict(yards <= most and space <= largest)}")
        if "pydocs-large-en-fr" in names:
            one = load("pydocs-large-en-fr")
            times = [command(folder, one.left[:size], one.right[:size])[0] - start for size in (5_000, 20_000)]
            print(f"20,000 over 5,000 sentences: {times[1] / times[0]:.2f}{verdict(times[1] <= GROWTH * times[0])}")
    one = load("ntrex-en-ru-dev")
    took = cpu_of(lambda: align(one.left[:SMALL_LETTER], one.right[:SMALL_LETTER]))
    print(f"a letter of {SMALL_LETTER} sentences: {took:.0f} ms CPU{verdict(took <= LETTER_MS)}")


def cpu_of(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds of *action*, the best of five."""
    found = []
    for _turn in range(5):
        start = time.process_time()
        action()
        found.append((time.process_time() - start) * 1_000)
    return min(found)


def main() -> None:
    """Print all tables."""
    if not GOLD.exists():
        print(f"align: no gold sets at {GOLD}")
        return
    names = sys.argv[1:] or list(FLOORS)
    judged = qualities(names)
    review(judged)
    calibration(judged)
    letters()
    speeds([name for name in CPU if name in names])


if __name__ == "__main__":
    main()
