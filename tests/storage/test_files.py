"""The disk: whole files only, permissions and links kept, other programs' changes noticed, refusals in words."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from editor.errors import StorageError
from editor.formats import ReadOptions
from editor.storage import ChangedOnDisk, Stamp, digest, files, load, read, save, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    assert save(b"one", path) == digest(b"one")
    assert path.read_bytes() == b"one"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert names(tmp_path) == ["work.xlf"]


def test_permissions_are_kept_and_links_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "work.xlf", tmp_path / "link.xlf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    save(b"new", link)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_another_program_wrote_is_never_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    stamp = save(b"one", path)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk, match="another program"):
        save(b"two", path, stamp)
    assert path.read_bytes() == b"theirs"
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        save(b"two", path, stamp)
    assert save(b"two", path, Stamp(None)) == digest(b"two")
    assert save(b"three", path, files.stamp(path)) == digest(b"three")
    save(b"three", path, Stamp(None))


FAULTS: list[tuple[str, int]] = [
    (name, code) for name in ("fsync", "replace", "open", "chmod") for code in (errno.ENOSPC, errno.EIO, errno.EACCES)
]


@pytest.mark.parametrize(("name", "code"), FAULTS)
def test_a_refusing_disk_leaves_the_old_file_or_the_new_one(
    name: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"old")

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, name, refuse)  # type: ignore[attr-defined]
        with pytest.raises(StorageError) as caught:
            save(b"new", path)
    assert "Errno" not in str(caught.value)
    assert path.read_bytes() in {b"old", b"new"}
    assert names(tmp_path) == ["work.xlf"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[[int], None] = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no")
        real(handle)

    monkeypatch.setattr(files.os, "fsync", only_files)  # type: ignore[attr-defined]
    save(b"new", tmp_path / "work.xlf")
    assert (tmp_path / "work.xlf").read_bytes() == b"new"


@pytest.mark.parametrize(("name", "word"), [("none/work.xlf", "no folder"), ("", "folder"), ("a\0b", "cannot be used")])
def test_places_that_cannot_be_written_are_told(name: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=word):
        save(b"new", tmp_path / name)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no file"):
        read(tmp_path / "none")
    with pytest.raises(StorageError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(StorageError, match="name"):
        read(tmp_path / "a\0b")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="not an ordinary file"):
        read(tmp_path / "pipe")
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(StorageError, match="1 GiB"):
        read(huge)


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, "access", lambda *_: False)  # type: ignore[attr-defined]
    with pytest.raises(StorageError, match="may not be written"):
        save(b"new", path)
    assert path.read_bytes() == b"old"


def test_a_document_comes_with_the_stamp_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("One.\n\nTwo.\n", encoding="utf-8")
    opened = load(path, ReadOptions(name="letter.txt", source_language="en"))
    assert opened.stamp == digest(path.read_bytes())
    assert [segment.source.plain for segment in opened.document.rows] == ["One.", "Two."]


def test_what_the_disk_does_not_give_back_never_takes_the_place_of_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.po"
    path.write_bytes(b"old")
    usual = os.fsync

    def spoil(handle: int) -> None:
        if os.fstat(handle).st_size == len(b"the new text"):
            os.pwrite(handle, b"X", 3)
        usual(handle)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", spoil)  # type: ignore[attr-defined]
        with pytest.raises(StorageError, match="does not give back"):
            files.save(b"the new text", path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["work.po"]
    files.save(b"the new text", path)
    assert path.read_bytes() == b"the new text"


@pytest.mark.parametrize(
    ("name", "said"),
    [("щ" * 200 + ".xlf", "is too long; give the file a shorter one"), ("null\0.xlf", "cannot be used")],
)
def test_names_that_no_file_can_have_are_refused_in_a_sentence(name: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert not there(path)
    with pytest.raises(StorageError, match=said):
        save(b"one", path)
    with pytest.raises(StorageError):
        files.stamp(path)
    assert list(tmp_path.iterdir()) == []


def test_what_may_not_be_looked_at_is_not_there_and_reading_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"one")
    assert there(path)
    assert there(tmp_path)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(files.os, "stat", refuse)  # type: ignore[attr-defined]
    assert not there(path)
    with pytest.raises(StorageError, match="no permission to read"):
        files.stamp(path)


def test_what_a_killed_save_left_long_ago_is_swept_away(tmp_path: Path) -> None:
    long, old, young, other = (
        tmp_path / name
        for name in (
            f".{'щ' * 40}.abcdefgh.part",
            ".work [1].xlf.abcdefgh.part",
            ".work [1].xlf.stuvwxyz.part",
            ".work 1.xlf.abcdefgh.part",
        )
    )
    for path in (long, old, young, other):
        path.write_bytes(b"half")
    for path in (long, old, other):
        os.utime(path, (1, 1))
    save(b"one", tmp_path / "work [1].xlf")
    assert names(tmp_path) == sorted(["work [1].xlf", young.name, other.name, long.name])
    save(b"one", tmp_path / f"{'щ' * 60}.xlf")
    assert not long.exists()
    files.sweep(tmp_path)
    assert young.exists()
    assert not other.exists()
