from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from editor import learnt
from editor.model import Document, Head, Link, document
from editor.qt import learning
from editor.qt.window import Window
from tests.qt import bitexts
from tests.qt.bitexts import row


def confirmed(number: int) -> Document:
    rows = (
        row(n, f"The river number {n} rose.", f"Река номер {n} поднялась.", Link(1, confirmed=True))
        for n in range(number)
    )
    return document(rows, Head("en", "ru"))


def test_words_are_learnt_once_enough_links_are_confirmed(window: Window, qtbot: QtBot) -> None:
    for number, known in ((4, False), (12, True)):
        desk = bitexts.lay(window, confirmed(number))
        learning.teach(window, desk)
        qtbot.waitUntil(lambda: not window.tasks.busy)
        assert bool(learnt.words("en", "ru")) == known
        assert desk.taught == (number if known else 0)


def test_nothing_is_learnt_where_the_user_says_so(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.choices.choose(learn=False)
    learning.teach(window, bitexts.lay(window, confirmed(12)))
    assert not window.tasks.busy
    assert learnt.words("en", "ru") == {}


def test_a_document_that_was_never_aligned_teaches_nothing(window: Window) -> None:
    rows = (replace(each, link=None) for each in confirmed(12).rows)
    learning.teach(window, bitexts.lay(window, document(rows, Head("en", "ru"))))
    assert not window.tasks.busy
