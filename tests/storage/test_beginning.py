"""Work begins with one look at the file, under its lock, and leaves no lock where there is nothing to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import formats
from editor.errors import FormatError, StorageError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Head, Segment, document
from editor.storage import files, locks
from editor.storage.beginning import Begun, Wishes, begin
from editor.storage.locks import Holder, Lock
from editor.text import Text


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "home"))


def work(folder: Path, name: str = "work.po", words: str = "One.") -> Path:
    path = folder / name
    made = document([Segment("1", Text.of(words), Text.of("Раз."), unit="1")], Head("en", "ru"))
    path.write_bytes(formats.write(made, name, WriteOptions()).data)
    return path


def started(path: Path, wishes: Wishes | None = None) -> Begun:
    return begin(path, ReadOptions(name=path.name), wishes or Wishes())


def test_the_lock_is_held_before_the_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, read, looks = work(tmp_path), files.read, []

    def reading(place: Path) -> bytes:
        looks.append(locks.beside(path).exists())
        return read(place)

    monkeypatch.setattr(files, "read", reading)
    begun = started(path)
    assert looks == [True]
    assert isinstance(begun.lock, Lock)
    assert begun.opened.seen == files.glance(path)
    begun.lock.release()


def test_what_is_no_work_is_not_locked(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("One. Two.", encoding="utf-8")
    assert started(letter).lock is None
    odd = work(tmp_path).rename(tmp_path / "work.unknown")
    begun = started(odd)
    assert isinstance(begun.lock, Lock)
    begun.lock.release()
    assert started(odd, Wishes(keep=False)).lock is None
    assert not list(tmp_path.glob(".~lock*"))


@pytest.mark.parametrize("name", ["none.po", "folder.po", "x" * 300 + ".po", "a\0b.po"])
def test_what_cannot_be_read_is_not_locked(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.po").mkdir()
    with pytest.raises(StorageError):
        started(tmp_path / name)
    assert not list(tmp_path.glob(".~lock*"))


def test_a_lock_goes_where_the_file_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    path.write_text("<xliff version='2.0'><file>", encoding="utf-8")
    with pytest.raises(FormatError):
        started(path)
    assert not list(tmp_path.glob(".~lock*"))


def test_a_lock_of_our_own_outlives_a_file_that_is_broken_and_others_see_who_holds_it(tmp_path: Path) -> None:
    path = work(tmp_path)
    own = started(path).lock
    assert isinstance(own, Lock)
    other = started(path)
    assert isinstance(other.lock, Holder)
    assert other.document.head.read_only
    path.write_bytes(b"\xff\xfe\0broken")
    with pytest.raises(FormatError):
        started(path, Wishes(own=own))
    assert own.holds
    own.release()
