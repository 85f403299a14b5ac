"""Two hands changed one segment: both versions are shown, and the chosen one takes the place of the merged."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton

from editor import edits
from editor.compare import merge
from editor.model import Document, Head, Mark, Segment, State, apply, document
from editor.qt import conflicts
from editor.qt.desk import Desk
from editor.qt.window import Window
from editor.qt.workfile import WorkFile
from editor.session import Session
from editor.text import Text


def versions() -> tuple[Document, Document, Document]:
    rows = [Segment(str(n), Text.of(f"Sentence {n}."), Text.of("Раз."), State.DRAFT) for n in range(4)]
    base = document(rows, Head("en", "ru"))
    ours = apply(edits.set_target(base, 2, Text.of("Моё.")), base)
    theirs = apply(edits.set_target(base, 2, Text.of("Чужое.")), base)
    return base, ours, apply(edits.set_target(theirs, 0, Text.of("Ещё.")), theirs)


def merged(window: Window) -> Desk:
    base, ours, theirs = versions()
    found = merge(base, ours, theirs)
    desk = Desk(Session(theirs), WorkFile(), window.theme, window.tasks)
    window.put(desk)
    desk.do(found.change)
    conflicts.ask(window, found.conflicts)
    return desk


def press(window: Window, title: str) -> None:
    assert window.overlay is not None
    next(each for each in window.overlay.findChildren(QPushButton) if each.text() == title).click()


def test_both_versions_are_shown(window: Window) -> None:
    merged(window)
    assert window.overlay is not None
    said = " ".join(label.text() for label in window.overlay.findChildren(QLabel))
    assert "Моё" in said
    assert "Чужое" in said
    assert "Sentence 2." in said


def test_the_chosen_version_takes_the_place_without_mark_and_note(window: Window) -> None:
    desk = merged(window)
    assert Mark.NEEDS_WORK in desk.session.document.rows[2].marks
    press(window, "Keep mine")
    row = desk.session.document.rows[2]
    assert (row.target.plain, row.marks, row.notes) == ("Моё.", frozenset(), ())
    assert desk.session.document.rows[0].target.plain == "Ещё."
    assert window.overlay is None
    desk.session.undo()
    assert desk.session.document.rows[2].notes


def test_the_place_is_found_by_its_segment_not_by_its_number() -> None:
    base, ours, theirs = versions()
    (conflict,) = merge(base, ours, theirs).conflicts
    moved = document([*(Segment(f"new{n}", Text.of("New.")) for n in range(9)), *theirs.rows])
    assert conflicts.place(moved, conflict) == 11
    assert conflicts.place(document([]), conflict) is None
    assert conflicts.place(moved, replace(conflict, ours=())) is None
