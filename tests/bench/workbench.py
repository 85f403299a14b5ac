"""How long the review of links takes, in CPU milliseconds, beside the same grid as a desk; realigning in seconds.

``make bench``, or ``QT_QPA_PLATFORM=xcb xvfb-run python -m tests.bench.workbench`` for a real window.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from editor import linking
from editor.linking import Side, realigning
from editor.model import Change, Document, Head, Link, Segment, State, document
from editor.qt.grid import Grid
from editor.qt.theme import LIGHT
from editor.session import Session
from editor.text import Break, Text
from tests.bench.grid import ENGLISH, RUSSIAN, SERIES, Desk, cpu, yardstick

LINKS, SENTENCES, ROUNDS = 20_000, 200, 60
FRAME = 16.0  # ms, from the issue that asked for the workbench
REALIGN = 0.5  # s
SCROLLING = ("wheel frame", "random jump", "next segment")


def sample(size: int) -> Document:
    """Make links: every ninth is 2-1, every tenth 1-2, some lack a side; three to a paragraph."""
    chance = random.Random(size)
    return document((_link(row, chance) for row in range(size)), Head("en", "ru"))


def _link(row: int, chance: random.Random) -> Segment:
    many, much = (2, 1) if row % 9 == 0 else (1, 2) if row % 10 == 0 else (1, 0) if row % 50 == 7 else (1, 1)
    source, target = (_side(number, words, chance) for number, words in ((many, ENGLISH), (much, RUSSIAN)))
    state = State.DRAFT if target else State.UNTRANSLATED
    link = Link(chance.random() ** 0.1, confirmed=row % 4 == 0)
    return Segment(f"f1/{row}", source, target, state, link=link, unit=f"f1/u{row // 3}", gap=Text.of(" "))


def _side(number: int, words: list[str], chance: random.Random) -> Text:
    runs: list[str | Break] = []
    for each in range(number):
        runs += [" ", Break()] if each else []
        runs.append(" ".join(chance.choices(words, k=chance.randint(3, 30))))
    return Text.of(*runs)


def shown(content: Document, *, links: bool) -> Grid:
    """Show a grid on *content*, as links or as segments."""
    grid = Grid(Session(content), LIGHT)
    grid.resize(1_100, 800)
    grid.show()
    grid.show_links(on=links)
    QApplication.processEvents()
    return grid


def edits(grid: Grid, change: Callable[[Document, int], Change]) -> Iterator[Callable[[], object]]:
    """Make a change to rows everywhere, each painted and then taken back."""
    session, chance = grid.session, random.Random(3)
    rows = [row for row in range(3, LINKS - 3) if row % 90 == 0]
    for row in chance.sample(rows, ROUNDS):
        grid.go_to(row)
        QApplication.processEvents()
        yield lambda row=row: session.do(change(session.document, row))  # type: ignore[misc]
        session.undo()
        QApplication.processEvents()


EDITS: dict[str, Callable[[Document, int], Change]] = {
    "move a sentence": lambda content, row: linking.move(content, row, Side.SOURCE, 1),
    "split": linking.split,
    "merge": lambda content, row: linking.merge(content, row, row + 1),
    "confirm": lambda content, row: linking.confirm(content, [row]),
}


def told(name: str, times: list[float], desk: list[float] | None, limit: float | None) -> None:
    """Print one line."""
    p95 = quantiles(times, n=20)[-1]
    ratio = f"{median(times) / median(desk):7.2f}" if desk else " " * 7
    verdict = "" if limit is None else f"{limit:8.0f}" + ("" if p95 <= limit else "  over")
    print(f"{name:24}{median(times):9.2f}{p95:9.2f}{ratio}{verdict}")


def realign() -> None:
    """Print how long it takes to realign a stretch between confirmed links, in this thread."""
    content = sample(LINKS)
    rows = range(9_000, 9_000 + SENTENCES)
    taken = linking.take_back(content, rows)
    session = Session(content)
    session.do(taken)
    realigning.realign(session.document, rows[:10])  # the aligner is imported by now
    start = time.process_time()
    realigning.realign(session.document, rows)
    took = time.process_time() - start
    verdict = "" if took <= REALIGN else "  over"
    print(f"realign {SENTENCES} links in {LINKS:,}: {took:.2f} s CPU, limit {REALIGN} s{verdict}")


def main() -> None:
    """Print the table."""
    _application = QApplication.instance() or QApplication(sys.argv)
    unit = yardstick()
    content = sample(LINKS)
    shown(sample(500), links=True).close()
    review, plain = shown(content, links=True), shown(content, links=False)
    print(f"{LINKS:,} links on {platform.node()}, {QApplication.platformName()}; yardstick {unit:.1f} ms CPU")
    print(f"{'':24}{'median':>9}{'p95':>9}{'/desk':>7}{'limit':>8}")
    for name in SCROLLING:
        turns = zip(*(SERIES[name](Desk(grid, random.Random(7))) for grid in (review, plain)), strict=True)
        both = list(zip(*([cpu(action) for action in turn] for turn in turns), strict=True))
        told(name, list(both[0]), list(both[1]), None)
    for name, change in EDITS.items():
        told(name, [cpu(action) for action in edits(review, change)], None, FRAME)
    realign()


if __name__ == "__main__":
    main()
