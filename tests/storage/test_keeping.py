"""A save says that it was one only where the file was read back and holds everything, or tells what it cannot hold."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor import formats, storage
from editor.errors import FormatError, StorageError
from editor.formats import ReadOptions
from editor.model import Document, Head, Segment, Skeleton, State, apply, document
from editor.storage import files
from editor.storage.keeping import keep
from editor.text import Break, Text


def letter() -> Document:
    two = Text.of("Раз.", Break(), "Два.")
    row = Segment("f1/u1/1", Text.of("One."), two, State.TRANSLATED, unit="f1/u1")
    return document([row], Head("en", "ru"))


@pytest.mark.parametrize("name", ["work.xlf", "work.po"])
def test_what_was_saved_and_what_was_held_back_make_the_document(name: str, tmp_path: Path) -> None:
    kept = keep(letter(), tmp_path / name, None)
    opened = storage.load(tmp_path / name, ReadOptions(name=name))
    assert kept.stamp == opened.stamp
    assert apply(kept.held, opened.document) == letter() if kept.held else opened.document == letter()
    assert bool(kept.held) == (name == "work.po")


def test_what_cannot_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"as it was")

    def refuse(*_arguments: object) -> None:
        raise FormatError("no", 3)

    monkeypatch.setattr(formats, "read", refuse)
    with pytest.raises(FormatError, match=r"left as it is.*line 3"):
        keep(letter(), path, None)
    assert path.read_bytes() == b"as it was"


def test_a_disk_that_gives_back_something_else_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "read", lambda _path: b"something else")
    with pytest.raises(StorageError, match="does not hold what was written"):
        keep(letter(), tmp_path / "work.xlf", None)


def test_the_original_is_not_copied_into_the_journal_where_the_format_leaves_it_out(tmp_path: Path) -> None:
    original = Skeleton("plain", "letter.txt", b"One.")
    new = replace(letter(), head=replace(letter().head, skeleton=original))
    assert keep(new, tmp_path / "work.po", None).held.head is None
    assert keep(new, tmp_path / "work.xlf", None).held.head is None


def test_a_file_under_two_names_becomes_two_and_that_is_said(tmp_path: Path) -> None:
    path, other = tmp_path / "work.xlf", tmp_path / "other.xlf"
    path.write_bytes(b"before")
    other.hardlink_to(path)
    [said] = keep(letter(), path, None).losses
    assert said.startswith("work.xlf was one file under two names")
    assert other.read_bytes() == b"before"
    assert keep(letter(), path, None).losses == ()


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not know")
@pytest.mark.parametrize("name", ["aux.xlf", "Com1.ru.xlf", "why?.xlf", "letter: one.xlf"])
def test_a_name_that_windows_does_not_know_is_told_once(name: str, tmp_path: Path) -> None:
    [said] = keep(letter(), tmp_path / name, None).losses
    assert said.startswith(f"Windows knows no file with the name {name}")
    assert keep(letter(), tmp_path / name, None).losses == ()
    assert keep(letter(), tmp_path / "auxiliary.xlf", None).losses == ()
