"""Filter chips count what they show, and the active row never vanishes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Link, Mark, Note, State, document
from editor.qt.desk import Desk
from editor.qt.filters import FILTERS, FilterBar
from editor.qt.theme import DARK
from editor.session import Session
from editor.text import Break, Text
from tests.samples import letter


def shown(name: str, session: Session) -> list[int]:
    row = next(each for each in FILTERS if each.id == name)
    found: list[int] = np.flatnonzero(row.shows(session.document.rows)).tolist()
    return found


def test_each_filter_shows_its_rows() -> None:
    session = Session(letter())
    session.do(edits.set_mark(session.document, [4], Mark.NOT_FOR_TRANSLATION, on=True))
    session.do(edits.set_mark(session.document, [1], Mark.SOURCE_CHANGED, on=True))
    session.do(edits.set_target(session.document, 0, Text.of("а")))
    session.do(edits.set_mark(session.document, [0], Mark.NEEDS_WORK, on=True))
    session.do(edits.set_notes(session.document, 2, [Note("?")]))
    wanted = {
        "all": [0, 1, 2, 3, 4],
        "untranslated": [2, 3],
        "draft": [0],
        "changed": [1],
        "needs-work": [0],
        "review": [1],
        "notes": [2],
        "idle": [4],
        **{name: [] for name in ("doubtful", "unconfirmed", "uneven", "omissions", "additions")},
    }
    assert {row.id: shown(row.id, session) for row in FILTERS} == wanted


def test_links_have_filters_of_their_own() -> None:
    two = Text.of("Один. ", Break(), "Два.")
    links = [Link(0.4), Link(0.95, confirmed=True), Link(), Link(0.6)]
    rows = [replace(row, target=two, link=link) for row, link in zip(letter().rows[:4], links, strict=True)]
    rows[1] = replace(rows[1], target=Text())
    rows[2] = replace(rows[2], source=Text())
    session = Session(document((*rows, letter().rows[4]), letter().head))
    names = ("doubtful", "unconfirmed", "uneven", "omissions", "additions")
    assert [shown(name, session) for name in names] == [[0, 3], [0, 2, 3], [0, 1, 2, 3], [1], [2]]


def test_the_chips_are_those_of_what_is_shown(desk: Desk) -> None:
    bar = desk.filters
    on = []
    for name in ("draft", "unconfirmed"):
        bar.choose(name)
        on.append(desk.grid.links.on)
    assert on == [False, True]
    seen = {row.id for row in FILTERS if not bar._chips[row.id].isHidden()}
    assert {"all", "doubtful", "unconfirmed"} <= seen
    assert "untranslated" not in seen
    desk.show_links(on=False)
    assert bar.chosen.id == "all"


def test_edited_after_review_is_to_be_reviewed() -> None:
    session = Session(letter())
    session.do(edits.set_state(session.document, [1], State.REVIEWED))
    assert shown("review", session) == []
    session.do(edits.set_target(session.document, 1, Text.of("иначе")))
    assert shown("review", session) == [1]


def test_a_chip_narrows_the_grid_and_the_active_row_stays(desk: Desk, qtbot: QtBot) -> None:
    bar, grid = desk.filters, desk.grid
    rows = len(desk.session.document.rows)
    grid.go_to(1)
    bar.choose("untranslated")
    grid.editor.insert_plain("Мы писали в мае.")
    grid.commit()
    desk.do(edits.confirm(desk.session.document, [1]))
    assert 1 in grid.visible_rows()
    assert grid.row == 1
    grid.go_to(2)
    assert 1 not in grid.visible_rows()
    assert len(grid.visible_rows()) == rows - 1
    bar.choose("all")
    assert len(grid.visible_rows()) == rows
    assert grid.row == 2


def test_chips_tell_their_counts_and_hide_when_they_would_show_nothing(desk: Desk, qtbot: QtBot) -> None:
    bar = desk.filters
    chips = {row.id: bar._chips[row.id] for row in FILTERS}
    rows = len(desk.session.document.rows)
    assert chips["untranslated"].text() == f"Untranslated {rows}"
    assert chips["untranslated"].accessibleName() == f"Show Untranslated: {rows} segments"
    assert chips["draft"].isHidden()
    desk.do(edits.copy_source(desk.session.document, [0, 1]))
    qtbot.waitUntil(lambda: chips["draft"].text() == "Draft 2")
    assert not chips["draft"].isHidden()


@pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.id)
def test_every_chip_can_be_chosen_in_every_theme(row: object, desk: Desk) -> None:
    bar: FilterBar = desk.filters
    desk.set_theme(DARK)
    name = row.id  # type: ignore[attr-defined]
    with_signal: list[str] = []
    bar.changed.connect(with_signal.append)
    bar.choose(name)
    assert with_signal == [name]
    assert bar.chosen.id == name
