"""Earlier versions are listed, compared and restored as one step; another text is given as a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from editor import formats
from editor.formats import WriteOptions
from editor.model import Head, Link, Mark, Note, Segment, State, document
from editor.qt import opening, versioning
from editor.qt.command import desk_of
from editor.qt.versioning import VersionSheet
from editor.qt.window import Window
from editor.storage import versions
from editor.text import Text


@pytest.fixture
def work(window: Window, tmp_path: Path) -> Path:
    path = tmp_path / "work.xlf"
    rows = [Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), unit=f"f1/u{n}") for n in range(3)]
    path.write_bytes(formats.write(document(rows, Head("en", "ru")), path.name, WriteOptions()).data)
    opening.open_file(window, path)
    for text in ("Раз.", "Один."):
        desk = desk_of(window)
        desk.grid.go_to(1)
        desk.grid.editor.selectAll()
        desk.grid.editor.insert_plain(text)
        window.run("file.save")
    return path


def sheet(window: Window) -> VersionSheet:
    window.run("file.versions")
    assert window.overlay is not None
    found = window.overlay.content
    assert isinstance(found, VersionSheet)
    return found


def test_without_a_version_that_is_said(window: Window, letter: Path) -> None:
    opening.open_file(window, letter)
    window.run("file.versions")
    assert window.overlay is None
    assert "no earlier version" in desk_of(window).status.sentence.text()


def test_each_version_shows_what_was_another(window: Window, work: Path) -> None:
    shown = sheet(window)
    assert shown.list.count() == 2
    assert shown.told.text() == "1 segment was different then."
    said = " ".join(label.text() for label in shown._area.findChildren(QLabel))
    assert "Раз" in said
    assert "Один" in said
    assert "Sentence 1." in said


def test_restoring_is_one_step_of_undo(window: Window, work: Path) -> None:
    shown = sheet(window)
    shown.list.setCurrentRow(1)
    shown.restore.click()
    session = desk_of(window).session
    assert [row.target.plain for row in session.document.rows] == ["", "", ""]
    session.undo()
    assert session.document.rows[1].target.plain == "Один."
    assert window.overlay is None


def test_a_version_can_be_saved_beside(window: Window, work: Path, choose_file: Callable[[Path], object]) -> None:
    shown = sheet(window)
    choose_file(work.with_name("copy.xlf"))
    shown.copy.click()
    assert "Раз." in work.with_name("copy.xlf").read_text(encoding="utf-8")


def test_a_version_of_another_text_is_only_given_as_a_copy(window: Window, work: Path) -> None:
    other = document([Segment("f1/u9/1", Text.of("Nine."), unit="f1/u9")], Head("en", "ru"))
    here = work.read_bytes()
    work.write_bytes(formats.write(other, work.name, WriteOptions()).data)
    versions.keep(work)
    work.write_bytes(here)
    shown = sheet(window)
    assert "save this version as a copy" in shown.told.text()
    assert not shown.restore.isEnabled()


def test_a_damaged_version_is_told(window: Window, work: Path) -> None:
    versions.versions(work)[0].path.write_bytes(b"")
    shown = sheet(window)
    assert "damaged" in shown.told.text()
    assert not shown.restore.isEnabled()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"state": State.TRANSLATED}, "Translated then, Draft now"),
        ({"marks": frozenset({Mark.NEEDS_WORK})}, "Its marks were different."),
        ({"notes": (Note("!"),)}, "Its notes were different."),
        ({"source": Text.of("B.")}, "Its source was different."),
        ({"link": Link(0.5)}, "Its link was different."),
    ],
)
def test_what_differs_besides_the_translation_is_named(other: dict[str, Any], said: str) -> None:
    now = Segment("1", Text.of("A."), Text.of("А."), State.DRAFT)
    assert versioning._besides([replace(now, **other)], [now]) == said
