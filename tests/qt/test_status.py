from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from editor.columns import Progress, progress
from editor.model import Mark, Segment, State
from editor.qt.status import StatusBar, counts
from editor.qt.theme import THEMES
from editor.rows import Rows
from editor.text import Text


def tally(*states: State, marks: frozenset[Mark] = frozenset()) -> Progress:
    segment = Segment("1", Text.of("two words"), Text.of("слова"), marks=marks)
    return progress(Rows.of([replace(segment, id=str(n), state=state) for n, state in enumerate(states)]))


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((State.TRANSLATED, State.DRAFT), "1 of 2 translated · 2 words left"),
        ((State.FINAL,), "1 of 1 translated"),
        ((), "0 of 0 translated"),
    ],
)
def test_the_counts_are_words(states: tuple[State, ...], said: str) -> None:
    assert counts(tally(*states), with_words=True) == said


def test_changed_segments_are_told_and_words_only_once_counted() -> None:
    assert counts(tally(State.DRAFT, marks=frozenset({Mark.SOURCE_CHANGED}))) == "0 of 1 translated · 1 changed"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_strip_is_drawn_in_every_theme(qtbot: QtBot, theme: object) -> None:
    bar = StatusBar(THEMES["light"])
    qtbot.addWidget(bar)
    bar.set_theme(theme)  # type: ignore[arg-type]
    bar.show_progress(tally(State.FINAL, State.TRANSLATED), with_words=True)
    bar.strip.resize(200, 8)
    empty = StatusBar(theme)  # type: ignore[arg-type]
    qtbot.addWidget(empty)
    empty.strip.resize(200, 8)
    assert bar.strip.grab().toImage() != empty.strip.grab().toImage()


def test_a_sentence_is_said_and_a_task_can_be_cancelled(qtbot: QtBot) -> None:
    bar = StatusBar(THEMES["light"])
    qtbot.addWidget(bar)
    bar.show()
    bar.say("Saved.")
    assert bar.sentence.text() == "Saved."
    bar.show_task("Opening: 5 %")
    assert bar.cancel.isVisible()
    with qtbot.waitSignal(bar.cancelled):
        bar.cancel.click()
    bar.show_task("")
    assert not bar.cancel.isVisible()


def test_a_screen_reader_is_told_only_where_one_listens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    bar = StatusBar(THEMES["light"])
    qtbot.addWidget(bar)
    for listens, sentence in ((False, "Opened."), (True, "Saved."), (True, "")):
        monkeypatch.setattr(QAccessible, "isActive", lambda listens=listens: listens)
        bar.say(sentence)
    assert told == ["Saved."]


def test_where_room_is_short_words_end_in_dots_and_the_strip_gives_way(qtbot: QtBot) -> None:
    bar = StatusBar(THEMES["light"])
    qtbot.addWidget(bar)
    bar.show_progress(tally(*[State.TRANSLATED] * 9), with_words=True)
    bar.say("Something was done to a document whose name is long.")
    bar.saved.setText("saved 12:04 · journal safe")
    bar.resize(1400, 32)
    bar.show()
    assert bar.strip.width() == 200
    bar.resize(480, 32)
    qtbot.waitUntil(lambda: bar.strip.width() < 200, timeout=2_000)
    for words in (bar.counts, bar.saved):
        assert words.width() >= words.sizeHint().width()
    assert bar.sentence.width() < bar.sentence.sizeHint().width()
    ink = bar.palette().windowText().color()
    picture = bar.sentence.grab().toImage()
    last = range(picture.width() - 3, picture.width())
    assert not any(picture.pixelColor(x, y) == ink for x in last for y in range(picture.height()))
