"""How long the grid takes, in CPU milliseconds and beside a yardstick, at 1,000 and at 100,000 segments.

``make bench``, or ``QT_QPA_PLATFORM=xcb xvfb-run python -m tests.bench.grid`` for a real window.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextLayout, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor import edits
from editor.model import Document, Head, Segment, State, document
from editor.qt.grid import Grid
from editor.qt.theme import LIGHT, reading_font
from editor.session import Session
from editor.text import Code, Kind, Text

SIZES = (1_000, 100_000)
ROUNDS = 200
WARM_UP = 500  # segments of a first run that nobody sees
LIMITS = {  # ms, from the issue that asked for the grid
    "first paint": 500.0,
    "wheel frame p95": 8.0,
    "random jump p95": 12.0,
    "typed character median": 4.0,
    "next segment median": 10.0,
}
ENGLISH = "the of a letter comrades solidarity movement people prison meeting street question future country".split()
RUSSIAN = "письмо товарищи солидарность движение люди тюрьма встреча улица вопрос будущее страна в на и".split()
OPEN, CLOSE = Code(Kind.OPEN, "1", "link"), Code(Kind.CLOSE, "1", "link")


def sample(size: int) -> Document:
    """Make a document: paragraphs of four sentences, two thirds translated, a code pair in every tenth."""
    chance = random.Random(size)
    return document(_segments(size, chance), Head("en", "ru"))


def _segments(size: int, chance: random.Random) -> Iterator[Segment]:
    for row in range(size):
        length = chance.randint(3, 30)
        source, target = (
            Text.of(*((OPEN, run, CLOSE) if row % 10 == 0 else (run,)))
            for run in (" ".join(chance.choices(words, k=length)) for words in (ENGLISH, RUSSIAN))
        )
        done = bool(row % 3)
        state = State.TRANSLATED if done else State.UNTRANSLATED
        yield Segment(f"s{row}", source, target if done else Text(), state, unit=f"u{row // 4}")


def cpu(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds of *action* and of everything painted because of it."""
    start = time.process_time()
    action()
    QApplication.processEvents()
    return (time.process_time() - start) * 1_000


def yardstick() -> float:
    """Return the CPU milliseconds of laying out one fixed text 1,000 times."""
    text, font = " ".join(ENGLISH * 2), reading_font()

    def once() -> None:
        for _ in range(1_000):
            layout = QTextLayout(text, font)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(480)
            layout.endLayout()

    return min(cpu(once) for _ in range(5))


Actions = Iterator[Callable[[], object]]


@dataclass(frozen=True)
class Desk:
    """A grid on a document, as a window would show it; what can be done with it, one action after the other."""

    grid: Grid
    chance: random.Random

    def turn(self, notches: int) -> None:
        """Turn the wheel."""
        at = QPointF(200, 200)
        angle, no = QPoint(0, -120 * notches), Qt.KeyboardModifier.NoModifier
        view = self.grid.viewport()
        event = QWheelEvent(
            at, view.mapToGlobal(at), QPoint(), angle, Qt.MouseButton.NoButton, no, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(view, event)

    def wheel(self) -> Actions:
        """Scroll down and up again."""
        for notches in [1] * ROUNDS + [-1] * ROUNDS:
            yield lambda notches=notches: self.turn(notches)  # type: ignore[misc]

    def jump(self) -> Actions:
        """Drag the scroll bar to places where nobody has been."""
        bar = self.grid.verticalScrollBar()
        for _ in range(ROUNDS):
            yield lambda: bar.setValue(self.chance.randint(0, bar.maximum()))

    def go(self) -> Actions:
        """Open rows anywhere."""
        rows = len(self.grid.session.document.rows)
        for _ in range(ROUNDS):
            yield lambda: self.grid.go_to(self.chance.randrange(rows))

    def type(self) -> Actions:
        """Type into a segment, a space every sixth key."""
        self.grid.go_to(3)
        QApplication.processEvents()
        for key in ("eeeee " * ROUNDS)[:ROUNDS]:
            yield lambda key=key: QTest.keyClicks(self.grid.editor, key)  # type: ignore[misc]

    def pause(self) -> Actions:
        """Let typed text join the document, each time another."""
        self.grid.go_to(9)
        QApplication.processEvents()
        for _ in range(ROUNDS):
            self.grid.editor.insert_plain("e")
            yield self.grid.commit

    def next(self) -> Actions:
        """Go to the next segment, and the next."""
        self.grid.go_to(0)
        for row in range(1, ROUNDS):
            yield lambda row=row: self.grid.go_to(row)  # type: ignore[misc]

    def confirm(self) -> Actions:
        """Join what was typed, confirm it, go to the next segment."""
        session = self.grid.session

        def once(row: int) -> None:
            self.grid.commit()
            session.do(edits.confirm(session.document, [row]))
            self.grid.go_to(row + 1)

        for row in range(ROUNDS, 2 * ROUNDS):
            self.grid.go_to(row)
            self.grid.editor.insert_plain("e")
            QApplication.processEvents()
            yield lambda row=row: once(row)  # type: ignore[misc]

    def resize(self) -> Actions:
        """Make the window wider and narrower."""
        for width in (1_000, 1_200) * 10:
            yield lambda width=width: self.grid.resize(width, 800)  # type: ignore[misc]


SERIES = {
    "wheel frame": Desk.wheel,
    "random jump": Desk.jump,
    "go anywhere": Desk.go,
    "typed character": Desk.type,
    "pause after typing": Desk.pause,
    "next segment": Desk.next,
    "confirm and next": Desk.confirm,
    "resize": Desk.resize,
}


def shown(size: int) -> tuple[Desk, float]:
    """Show a grid on *size* segments; return it with the CPU milliseconds to its first painting."""
    grids: list[Grid] = []
    session = Session(sample(size))

    def show() -> None:
        grids.append(Grid(session, LIGHT))
        grids[0].resize(1_100, 800)
        grids[0].show()

    took = cpu(show)
    return Desk(grids[0], random.Random(7)), took


def measured(sizes: Sequence[int]) -> list[dict[str, float]]:
    """Return what each thing costs at each size; the sizes take turns, so that a busy machine is fair to all."""
    desks, firsts = zip(*map(shown, sizes), strict=True)
    found = [{"first paint": first} for first in firsts]
    for name, series in SERIES.items():
        times = [[cpu(action) for action in turn] for turn in zip(*map(series, desks), strict=True)]
        for result, column in zip(found, zip(*times, strict=True), strict=True):
            result[f"{name} median"] = median(column)
            result[f"{name} p95"] = quantiles(column, n=20)[-1]
    for desk in desks:
        desk.grid.close()
        desk.grid.deleteLater()
    return found


def main() -> None:
    """Print the table."""
    _application = QApplication.instance() or QApplication(sys.argv)
    unit = yardstick()
    measured([WARM_UP])
    small, large = measured(SIZES)
    print(f"grid on {platform.node()}, {QApplication.platformName()}; yardstick (1,000 layouts) {unit:.1f} ms CPU")
    print(f"{'':28}{'1,000':>9}{'100,000':>9}{'ratio':>7}{'yards':>8}{'limit':>8}")
    for name, value in large.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"{limit:8.0f}" + ("" if value <= limit else "  over")
        print(f"{name:28}{small[name]:9.2f}{value:9.2f}{value / small[name]:7.2f}{value / unit:8.3f}{verdict}")


if __name__ == "__main__":
    main()
