"""How long the grid takes, in CPU milliseconds and beside a yardstick, at 1,000 and at 100,000 segments.

``make bench``, or ``QT_QPA_PLATFORM=xcb xvfb-run python -m tests.bench.grid`` for a real window.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
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


@dataclass(frozen=True)
class Desk:
    """A grid on a document, as a window would show it."""

    grid: Grid
    session: Session
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

    def wheel(self) -> list[float]:
        """Scroll down and up again."""
        return [cpu(lambda: self.turn(1)) for _ in range(ROUNDS)] + [cpu(lambda: self.turn(-1)) for _ in range(ROUNDS)]

    def jump(self) -> list[float]:
        """Drag the scroll bar to places where nobody has been."""
        bar = self.grid.verticalScrollBar()
        return [cpu(lambda: bar.setValue(self.chance.randint(0, bar.maximum()))) for _ in range(ROUNDS)]

    def go(self) -> list[float]:
        """Open rows anywhere."""
        rows = len(self.session.document.rows)
        return [cpu(lambda: self.grid.go_to(self.chance.randrange(rows))) for _ in range(ROUNDS)]

    def type(self) -> list[float]:
        """Type into a segment, a space every sixth key."""
        self.grid.go_to(3)
        QApplication.processEvents()
        keys = [" " if each % 6 == 5 else "e" for each in range(ROUNDS)]
        return [cpu(lambda key=key: QTest.keyClick(self.grid.editor, key)) for key in keys]  # type: ignore[misc]

    def pause(self) -> list[float]:
        """Let typed text join the document, each time another."""

        def once() -> None:
            self.grid.editor.insert_plain("e")
            self.grid.commit()

        self.grid.go_to(9)
        return [cpu(once) for _ in range(ROUNDS)]

    def next(self) -> list[float]:
        """Go to the next segment, and the next."""
        self.grid.go_to(0)
        return [cpu(lambda row=row: self.grid.go_to(row)) for row in range(1, ROUNDS)]  # type: ignore[misc]

    def confirm(self) -> list[float]:
        """Type a character, confirm, go to the next segment."""

        def once(row: int) -> None:
            self.grid.editor.insert_plain("e")
            self.grid.commit()
            self.session.do(edits.confirm(self.session.document, [row]))
            self.grid.go_to(row + 1)

        self.grid.go_to(ROUNDS)
        return [cpu(lambda row=row: once(row)) for row in range(ROUNDS, 2 * ROUNDS)]  # type: ignore[misc]

    def resize(self) -> list[float]:
        """Make the window wider and narrower."""
        return [cpu(lambda width=width: self.grid.resize(width, 800)) for width in (1_000, 1_200) * 10]  # type: ignore[misc]


def measured(size: int) -> dict[str, float]:
    """Return what each thing costs with *size* segments."""
    session = Session(sample(size))
    grid: Grid | None = None

    def show() -> None:
        nonlocal grid
        grid = Grid(session, LIGHT)
        grid.resize(1_100, 800)
        grid.show()

    found = {"first paint": cpu(show)}
    assert grid is not None
    grid.editor.setFocus()
    desk = Desk(grid, session, random.Random(7))
    for name, series in (
        ("wheel frame", desk.wheel),
        ("random jump", desk.jump),
        ("go anywhere", desk.go),
        ("typed character", desk.type),
        ("pause after typing", desk.pause),
        ("next segment", desk.next),
        ("confirm and next", desk.confirm),
        ("resize", desk.resize),
    ):
        times = series()
        found[f"{name} median"] = median(times)
        found[f"{name} p95"] = quantiles(times, n=20)[-1]
    grid.close()
    grid.deleteLater()
    return found


def main() -> None:
    """Print the table."""
    _application = QApplication.instance() or QApplication(sys.argv)
    unit = yardstick()
    measured(WARM_UP)
    small, large = (measured(size) for size in SIZES)
    print(f"grid on {platform.node()}, {QApplication.platformName()}; yardstick (1,000 layouts) {unit:.1f} ms CPU")
    print(f"{'':28}{'1,000':>9}{'100,000':>9}{'ratio':>7}{'yards':>8}{'limit':>8}")
    for name, value in large.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"{limit:8.0f}" + ("" if value <= limit else "  over")
        print(f"{name:28}{small[name]:9.2f}{value:9.2f}{value / small[name]:7.2f}{value / unit:8.3f}{verdict}")


if __name__ == "__main__":
    main()
