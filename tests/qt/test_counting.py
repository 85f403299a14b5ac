"""Opening a document reads no row that is not in sight; what every row tells is told a moment later."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor import columns, edits
from editor.model import Document, Head, Link, Note, Segment, State, document
from editor.qt import counting, opening
from editor.qt.desk import resume
from editor.qt.window import Window
from editor.qt.workfile import WorkFile
from editor.rows import Chunk, Rows
from editor.text import Text

SIZE = 100
CHUNKS = 20


def lazy(change: dict[int, Segment]) -> tuple[Document, list[int]]:
    """Return a document told by columns, some rows changed, and a list of the chunks that were read."""
    rows = [Segment(str(number), Text.of(f"three short words {number}")) for number in range(SIZE * CHUNKS)]
    for number, row in change.items():
        rows[number] = row
    read: list[int] = []

    def chunk(number: int) -> Chunk[Segment]:
        its = tuple(rows[number * SIZE : (number + 1) * SIZE])
        part = Rows.of(its)
        for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
            column(part)

        def decode() -> tuple[Segment, ...]:
            read.append(number)
            return its

        return Chunk(SIZE, None, decode, lambda: dict(part.chunks[0].facts))

    return replace(document((), Head("en", "ru")), rows=Rows(chunk(number) for number in range(CHUNKS))), read


def test_opening_reads_only_what_is_in_sight_and_the_rest_is_told_later(window: Window, qtbot: QtBot) -> None:
    noted = Segment("n", Text.of("one more"), notes=(Note("Which one?"),))
    content, read = lazy({1_500: noted})
    desk = opening.lay(window, content, WorkFile(), None)
    desk.grid.go_to(0)
    resume(desk)
    desk.grab()
    assert set(read) == {0}
    chip = desk.filters._chips["notes"]
    assert chip.isHidden()
    assert desk.filters._chips["untranslated"].text() == "Untranslated 2000"
    qtbot.waitUntil(lambda: not chip.isHidden())
    assert chip.text() == "With notes 1"
    assert set(read) == set(range(CHUNKS))
    qtbot.waitUntil(lambda: f"{4 * 2_000 - 2} words left" in desk.status.counts.text())
    desk.do(edits.set_notes(desk.session.document, 3, (Note("And this?"),)))
    qtbot.waitUntil(lambda: chip.text() == "With notes 2")


@pytest.mark.parametrize(("row", "soon"), [(310, True), (1_700, False)])
def test_the_first_doubtful_link_is_found_without_reading_what_follows(
    row: int, soon: bool, window: Window, qtbot: QtBot
) -> None:
    def linked(number: int, sure: float) -> Segment:
        return Segment(str(number), Text.of("Here."), Text.of("Тут."), State.DRAFT, link=Link(sure))

    content, read = lazy({0: linked(0, 0.99), row: linked(row, 0.3)})
    desk = opening.lay(window, content, WorkFile(), None)
    desk.grid.go_to(5)
    resume(desk)
    assert max(read) < 8
    assert desk.grid.links.on == soon
    qtbot.waitUntil(lambda: desk.grid.links.on and desk.grid.row == row)
    qtbot.waitUntil(lambda: desk.filters._chips["doubtful"].text() == "Doubtful 1")


def test_who_began_to_work_stays_where_they_are(window: Window, qtbot: QtBot) -> None:
    doubtful = Segment("d", Text.of("Here."), Text.of("Тут."), State.DRAFT, link=Link(0.3))
    content, _read = lazy({0: replace(doubtful, id="0", link=Link(0.99)), 1_700: doubtful})
    desk = opening.lay(window, content, WorkFile(), None)
    desk.grid.go_to(5)
    resume(desk)
    desk.grid.go_to(6)
    with qtbot.waitSignal(desk.counting.known):
        pass
    assert not desk.grid.links.on
    assert desk.grid.row == 6


def test_little_is_counted_at_once_and_much_that_was_not_read_is_not() -> None:
    content, read = lazy({})
    assert len(counting.waiting(content.rows)) == CHUNKS
    counting.look(content.rows.chunks[2])
    assert read == [2]
    assert content.rows.chunks[2].decoded
    assert not content.rows.chunks[3].decoded
    assert len(counting.waiting(content.rows)) == CHUNKS - 1
