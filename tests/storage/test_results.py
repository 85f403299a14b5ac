"""What a command or an export writes: not under somebody's hands, and what it replaces can be had back."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from editor.errors import StorageError
from editor.storage import locks, places, versions
from editor.storage.results import put


def test_what_is_not_there_is_written_and_nothing_besides(tmp_path: Path) -> None:
    put(b"one", tmp_path / "work.xlf")
    put(b"two", str(tmp_path / "letter.txt"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"work.xlf": b"one", "letter.txt": b"two"}


def test_a_work_file_that_gives_way_is_kept_among_its_versions(tmp_path: Path) -> None:
    work, letter = tmp_path / "work.xlf", tmp_path / "letter.txt"
    for path in (work, letter):
        put(b"one", path)
        put(b"two", path)
    assert [version.data for version in versions.versions(work)] == [b"one"]
    assert versions.versions(letter) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "work.xlf"], "no lock stays behind"


def test_where_no_version_can_be_kept_that_is_said_and_the_result_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    work = tmp_path / "work.xlf"
    put(b"one", work)
    places.state().parent.mkdir(parents=True, exist_ok=True)
    places.state().write_bytes(b"in the way")
    with caplog.at_level(logging.WARNING):
        put(b"two", work)
    assert work.read_bytes() == b"two"
    assert [record.message.startswith("No version can be kept") for record in caplog.records] == [True]


@pytest.mark.parametrize("name", ["work.xlf", "letter.txt"])
def test_what_somebody_has_open_is_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"one")
    held = locks.acquire(path)
    assert isinstance(held, locks.Lock)
    with pytest.raises(StorageError, match=r"has .* open; close it there"):
        put(b"two", path)
    assert path.read_bytes() == b"one"
    assert held.holds
    held.release()
    put(b"two", path)
    assert path.read_bytes() == b"two"


def test_a_disk_that_refuses_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    path.mkdir()
    with pytest.raises(StorageError, match="is a folder"):
        put(b"one", path)
    with pytest.raises(StorageError, match="There is no folder"):
        put(b"one", tmp_path / "none" / "work.xlf")
    assert [each.name for each in tmp_path.iterdir()] == ["work.xlf"]
