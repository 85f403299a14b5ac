"""Hundreds of actions at random, and all of them taken back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from editor import formats
from editor.formats import WriteOptions
from editor.qt import opening
from editor.qt.command import desk_of
from editor.qt.commands import BY_ID
from editor.qt.window import Window

ACTIONS = 500
KINDS = ("segment.", "insert.", "go.", "filter.", "edit.undo", "edit.redo", "view.zoom")
LEFT_OUT = {"go.to", "segment.note"}  # they wait for words
NAMES = sorted(name for name in BY_ID if name.startswith(KINDS) and name not in LEFT_OUT)
WORDS = ("Слово ", "и дело", "x", ". ")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_was_done_can_all_be_taken_back_and_done_again(window: Window, seeds: Path, seed: int) -> None:
    chance = random.Random(seed)
    letter = seeds / "open-letter.en.html"
    opening.open_file(window, letter)
    desk = desk_of(window)
    start = desk.session.document
    for _action in range(ACTIONS):
        if chance.random() < 0.3:
            editor = desk.grid.editor
            place = chance.randint(0, len(editor.text()))
            editor.select(place, min(place + chance.choice((0, 0, 4)), len(editor.text())))
            editor.insert_plain(chance.choice(WORDS))
        elif chance.random() < 0.2:
            desk.grid.go_to(chance.randrange(len(desk.session.document.rows)))
        else:
            window.run(chance.choice(NAMES))
        assert 0 <= desk.grid.row < len(desk.session.document.rows)
    window.run("filter.all")
    desk.grid.commit()
    done = desk.session.document
    assert done != start
    while desk.session.undo_label:
        window.run("edit.undo")
    assert desk.session.document == start
    assert formats.write(desk.session.document, letter.name, WriteOptions()).data == letter.read_bytes()
    while desk.session.redo_label:
        window.run("edit.redo")
    assert desk.session.document == done
