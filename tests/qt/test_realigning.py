from __future__ import annotations

from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Change, Splice
from editor.qt.realigning import rebased
from editor.qt.window import Window
from editor.text import Text
from tests.qt import bitexts
from tests.qt.bitexts import bitext, row


def splice(at: int, came: int) -> Change:
    rows = tuple(bitext().rows)
    return Change("x", (Splice(at, (rows[at],), tuple(row(90 + n, "a", "b", None) for n in range(came))),))


def test_a_result_moves_with_what_was_done_meanwhile_or_is_dropped() -> None:
    mine = splice(5, 1)
    assert rebased(mine, []) == mine
    moved = rebased(mine, [splice(1, 3), splice(2, 1)])
    assert moved is not None
    assert moved.splices[0].at == 7
    assert rebased(mine, [splice(5, 2), splice(1, 1)]) is None


def test_what_was_edited_meanwhile_stays_as_it_was_made(window: Window, qtbot: QtBot) -> None:
    desk = bitexts.lay(window)
    desk.grid.go_to(2)
    window.run("align.realign")
    desk.do(edits.set_target(desk.session.document, 2, Text.of("Мы всё ещё ждём.")))
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert desk.session.document.rows[2].target == Text.of("Мы всё ещё ждём.")


def test_the_result_is_one_step_that_undo_takes_back(window: Window, qtbot: QtBot) -> None:
    desk = bitexts.lay(window)
    before = desk.session.document
    window.run("align.realign_all")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert desk.status.sentence.text().startswith("Realigned")
    assert desk.session.document != before
    window.run("edit.undo")
    assert desk.session.document == before


def test_a_document_put_away_meanwhile_is_left_alone(window: Window, qtbot: QtBot) -> None:
    desk = bitexts.lay(window)
    window.run("align.realign_all")
    window.put(None)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert desk.session.undo_label == ""
