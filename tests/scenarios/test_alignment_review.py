"""A letter of three hundred sentences with ten wrong links, put right by keyboard alone, closed and opened between."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor import linking
from editor.model import Document, Head, Link, Segment, State, document
from editor.qt import opening
from editor.qt.command import desk_of
from editor.qt.commands import BY_ID
from editor.qt.desk import Desk
from editor.qt.window import Window
from editor.text import EMPTY, Break, Text
from tests.qt import bitexts

SENTENCES, PARAGRAPH = 300, 6
WHO = ("The baker", "My neighbour", "Our teacher", "The old ferryman", "A girl from the mill")
WHO_RU = ("Пекарь", "Мой сосед", "Наша учительница", "Старый паромщик", "Девочка с мельницы")
DID = ("wrote down", "remembered", "carried home", "asked for", "paid for")
DID_RU = ("записал", "вспомнил", "принёс домой", "попросил", "оплатил")
WHAT = ("loaves", "letters", "names", "lamps")
WHAT_RU = ("хлебов", "писем", "имён", "ламп")
_KEYS = Qt.Key
_NO, _SHIFT, _ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
Key = tuple[Qt.Key, Qt.KeyboardModifier]
F6 = (_KEYS.Key_F6, _NO)


def pair(number: int) -> tuple[str, str]:
    """Return the sentence of a number in both languages, every one another."""
    which = number % 5, number // 5 % 5, number // 25 % 4
    one = f"{WHO[which[0]]} {DID[which[1]]} {number + 2} {WHAT[which[2]]}."
    return one, f"{WHO_RU[which[0]]} {DID_RU[which[1]]} {number + 2} {WHAT_RU[which[2]]}."


@dataclass(frozen=True)
class Bead:
    """Sentences by number on each side; *wrong*: the aligner was in doubt, and rightly so."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    wrong: bool = False


@dataclass(frozen=True)
class Error:
    """What stands in the letter from a sentence on, what should, and the keys that put it right."""

    stands: tuple[Bead, ...]
    should: tuple[Bead, ...]
    keys: tuple[Key, ...]


def wrong(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[Bead, ...]:
    return tuple(Bead(*bead, wrong=True) for bead in beads)


def right(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[Bead, ...]:
    return tuple(Bead(*bead) for bead in beads)


DOWN, UP = (_KEYS.Key_Down, _ALT), (_KEYS.Key_Up, _ALT)
TAKE_UP = (_KEYS.Key_Up, _ALT | _SHIFT)
FREE, SPLIT, MERGE, SWAP = ((key, _NO) for key in (_KEYS.Key_X, _KEYS.Key_S, _KEYS.Key_M, _KEYS.Key_W))
LEFT = (_KEYS.Key_Left, _NO)
# By the number of the first sentence that each is about, counted within; targets have the numbers of their sources.
ERRORS: dict[int, Error] = {
    # a wrong 1-2
    12: Error(wrong(((0,), (0, 1)), ((1,), ())), right(((0,), (0,)), ((1,), (1,))), (DOWN,)),
    # a wrong 2-1
    40: Error(wrong(((0, 1), (0,)), ((), (1,))), right(((0,), (0,)), ((1,), (1,))), (DOWN,)),
    # a missed omission: nobody translated the second
    70: Error(wrong(((0, 1), (0,))), right(((0,), (0,)), ((1,), ())), (FREE,)),
    # a missed addition: the translator said more
    100: Error(wrong(((0,), (0, 1))), right(((0,), (0,)), ((), (1,))), (FREE,)),
    # a shifted pair
    130: Error(
        wrong(((0,), ()), ((1,), (0,)), ((2,), (1, 2))),
        right(((0,), (0,)), ((1,), (1,)), ((2,), (2,))),
        (TAKE_UP, F6, UP),
    ),
    # two sentences that should be one link
    160: Error(wrong(((0,), (0,)), ((1,), ())), right(((0, 1), (0,))), (MERGE,)),
    # one link that should be two
    190: Error(wrong(((0, 1), (0, 1))), right(((0,), (0,)), ((1,), (1,))), (SPLIT,)),
    # a crossing: the translation says the second first
    220: Error(wrong(((0,), (1,)), ((1,), (0,))), right(((0,), (0,)), ((1,), (1,))), (SWAP,)),
    # a wrong 2-2: both sentences of the translation render the first
    250: Error(wrong(((0, 1), (0, 1))), right(((0,), (0, 1)), ((1,), ())), (LEFT, FREE)),
    # a sentence in the next paragraph: 281 ends one, 282 begins another
    281: Error(wrong(((0, 1), (0,)), ((), (1,))), right(((0,), (0,)), ((1,), (1,))), (DOWN,)),
}


def beads(*, mended: bool) -> list[Bead]:
    """Return the links of the whole letter."""
    found, number = [], 0
    while number < SENTENCES:
        error = ERRORS.get(number)
        here = (error.should if mended else error.stands) if error else right(((0,), (0,)))
        shifted = [
            Bead(tuple(number + n for n in each.source), tuple(number + n for n in each.target), each.wrong)
            for each in here
        ]
        found += shifted
        number = max(n for each in shifted for n in (*each.source, *each.target)) + 1
    return found


def letter() -> Document:
    rows = []
    whole = {47: 46}  # the link that reaches into this paragraph makes one unit of it and the one before
    for place, bead in enumerate(beads(mended=False)):
        paragraph = (*bead.source, *bead.target)[0] // PARAGRAPH
        unit = f"f1/u{whole.get(paragraph, paragraph) + 1}"
        source = joined([pair(n)[0] for n in bead.source], [n % PARAGRAPH == 0 for n in bead.source])
        target = joined([pair(n)[1] for n in bead.target], [False] * len(bead.target))
        ends = bool(bead.source) and (bead.source[-1] + 1) % PARAGRAPH == 0
        rows.append(
            Segment(
                f"f1/r{place}",
                source,
                target,
                State.DRAFT if target else State.UNTRANSLATED,
                link=Link(0.35 if bead.wrong else 0.98),
                unit=unit,
                gap=EMPTY if ends or not source else Text.of(" "),
            )
        )
    return document(rows, Head("en", "ru", "Letter"))


def joined(sentences: list[str], begins: list[bool]) -> Text:
    """Return sentences with breaks between them; one that begins a paragraph has one of that kind in front."""
    runs: list[str | Break] = []
    for number, (sentence, begin) in enumerate(zip(sentences, begins, strict=True)):
        if number:
            runs += [Break(paragraph=True)] if begin else [" ", Break()]
        runs.append(sentence)
    return Text.of(*runs)


def linked(desk: Desk) -> list[tuple[list[str], list[str]]]:
    return [
        tuple([piece.plain.strip() for piece in linking.parts(side)] for side in (row.source, row.target))  # type: ignore[misc]
        for row in desk.session.document.rows
    ]


def wanted() -> list[tuple[list[str], list[str]]]:
    return [([pair(n)[0] for n in bead.source], [pair(n)[1] for n in bead.target]) for bead in beads(mended=True)]


def press(*keys: Key) -> None:
    for key, modifier in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        QApplication.processEvents()


def mend(error: Error) -> None:
    """Go to the next doubtful link and press the keys that put it right, two at most besides further goings."""
    assert len([key for key in error.keys if key != F6]) <= 2
    press(F6, *error.keys)


def undo_all(window: Window, desk: Desk) -> None:
    while desk.session.undo_label:
        window.run("edit.undo")


@pytest.fixture
def reviewed(window: Window, qtbot: QtBot) -> Desk:
    desk = bitexts.lay(window, letter())
    focus(window, desk, qtbot)
    return desk


def focus(window: Window, desk: Desk, qtbot: QtBot) -> None:
    """Wait until the keyboard is with the links; the offscreen platform forgets a window when another desk is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.grid)


def test_ten_errors_in_three_hundred_sentences_by_keyboard_alone(
    window: Window, reviewed: Desk, tmp_path: Path, choose_file: Callable[[Path | str], list[str]], qtbot: QtBot
) -> None:
    desk, start = reviewed, reviewed.session.document
    errors = list(ERRORS.values())
    for error in errors[:5]:
        mend(error)
    half = desk.session.document
    undo_all(window, desk)
    assert desk.session.document == start
    while desk.session.redo_label:
        window.run("edit.redo")
    assert desk.session.document == half

    choose_file(tmp_path / "work.xlf")
    window.run("file.save")
    window.run("file.close")
    assert window.desk is None  # nothing was asked
    opening.open_file(window, tmp_path / "work.xlf")
    desk = desk_of(window)
    assert desk.session.document.rows == half.rows
    assert desk.grid.links.on
    focus(window, desk, qtbot)

    press(*errors[5].keys)  # it lies open at the first doubtful link
    for error in errors[6:]:
        mend(error)
    assert linked(desk) == wanted()
    press(F6)
    assert desk.status.sentence.text() == "No link is doubtful any more."
    crossed = [row.order for row in desk.session.document.rows if row.order is not None]
    assert crossed == [(220 % PARAGRAPH) + 2, (220 % PARAGRAPH) + 1]
    paragraphs(desk)
    undo_all(window, desk)
    assert desk.session.document.rows == half.rows


def paragraphs(desk: Desk) -> None:
    """Look that each unit holds one paragraph again."""
    of_unit: dict[str, set[int]] = {}
    numbers = {pair(n)[0]: n // PARAGRAPH for n in range(SENTENCES)}
    for row in desk.session.document.rows:
        of_unit.setdefault(row.unit, set()).update(numbers[p.plain.strip()] for p in linking.parts(row.source))
    assert all(len(found) == 1 for found in of_unit.values())
    assert len(of_unit) == SENTENCES // PARAGRAPH


ASYNC = ("align.realign", "align.realign_all")
NAMES = [name for name in BY_ID if name.startswith("align.") and name not in ASYNC]
OTHERS = [
    "segment.confirm_next",
    "segment.split",
    "segment.join",
    "edit.undo",
    "edit.redo",
    "go.next",
    "filter.doubtful",
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_to_links_can_all_be_taken_back_and_done_again(window: Window, seed: int) -> None:
    chance = random.Random(seed)
    desk = bitexts.lay(window, letter())
    start, sentences = desk.session.document, sides(desk)
    for _action in range(150):
        if chance.random() < 0.3:
            desk.grid.go_to(chance.randrange(len(desk.session.document.rows)))
        window.run(chance.choice(NAMES if chance.random() < 0.8 else OTHERS))
        assert 0 <= desk.grid.row < len(desk.session.document.rows)
        desk.grid.viewport().grab()
    done = desk.session.document
    assert sides(desk)[0] == sentences[0]
    undo_all(window, desk)
    assert desk.session.document == start
    while desk.session.redo_label:
        window.run("edit.redo")
    assert desk.session.document == done


def sides(desk: Desk) -> tuple[list[str], list[str]]:
    """Return all sentences of both sides, those of the translation sorted."""
    found = linked(desk)
    ones = [sentence for source, _target in found for sentence in source]
    return ones, sorted(sentence for _source, target in found for sentence in target)
