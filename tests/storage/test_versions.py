"""The version before every save is kept; of many, few remain, the later the closer together."""

from __future__ import annotations

import datetime as dt
import errno
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import StorageError
from editor.model import Document, Segment, document
from editor.storage import files, places, versions
from editor.storage.keeping import keep
from editor.text import Text

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def letter(target: str) -> Document:
    return document([Segment("f1/u1/1", Text.of("One."), Text.of(target), unit="f1/u1")])


def test_what_was_there_before_a_save_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    keep(letter("Раз."), path, None)
    assert versions.versions(path) == []
    first = path.read_bytes()
    keep(letter("Один."), path, None)
    (only,) = versions.versions(path)
    assert only.data == first
    keep(letter("Один."), path, None)
    assert [each.data for each in versions.versions(path)] == [path.read_bytes(), first]
    keep(letter("Один."), path, None)
    assert len(versions.versions(path)) == 2, "the same bytes are kept once"


def test_a_version_that_cannot_be_kept_is_told_and_the_save_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.xlf"
    keep(letter("Раз."), path, None)

    def refuse(_folder: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(places, "made", refuse)
    kept = keep(letter("Один."), path, None)
    assert "the disk is full" in kept.losses[0]
    assert "Один." in path.read_text(encoding="utf-8")


def test_a_version_that_swells_beyond_any_document_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"one")
    versions.keep(path)
    (only,) = versions.versions(path)
    monkeypatch.setattr(files, "LARGEST", 100_000)
    only.path.write_bytes(zlib.compress(bytes(1 << 24)))
    tracemalloc.start()
    with pytest.raises(StorageError, match="damaged"):
        assert only.data
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1 << 20


def test_a_damaged_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    path.write_bytes(b"one")
    versions.keep(path)
    (only,) = versions.versions(path)
    only.path.write_bytes(b"no zlib")
    with pytest.raises(StorageError, match="damaged"):
        _ = only.data
    import zlib  # noqa: PLC0415 - to forge one

    only.path.write_bytes(zlib.compress(b"another"))
    with pytest.raises(StorageError, match="damaged"):
        _ = only.data


@given(st.lists(st.timedeltas(dt.timedelta(0), dt.timedelta(days=900)), max_size=40, unique=True))
def test_few_remain_and_the_latest_and_the_earliest_among_them(ages: list[dt.timedelta]) -> None:
    times = [NOW - age for age in ages]
    kept = set(times) - set(versions.superfluous(times, NOW))
    assert len(kept) == min(len(times), versions.KEPT)
    if times:
        assert {max(times), min(times)} <= kept


def test_a_year_of_saves_leaves_some_of_every_age(tmp_path: Path) -> None:
    path = tmp_path / "work.xlf"
    start = NOW - dt.timedelta(days=365)
    for number in range(120):
        path.write_bytes(b"%d" % number)
        versions.keep(path, start + (NOW - start) * (1 - 0.93**number))
    ages = [(NOW - each.when).days for each in versions.versions(path)]
    assert len(ages) == versions.KEPT
    assert ages[0] == 0
    assert ages[-1] == 365
    assert any(1 < age < 60 for age in ages)
    assert any(60 < age < 300 for age in ages)


def test_all_documents_together_take_no_more_than_their_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "ROOM", 400)
    for number in range(30):
        path = tmp_path / f"work{number % 3}.xlf"
        path.write_bytes(b"%d" % number * 20)
        versions.keep(path, NOW + dt.timedelta(seconds=number))
    left = list(places.versions().glob("*/*"))
    assert sum(each.stat().st_size for each in left) <= 400
    assert left


def test_versions_of_one_text_are_made_of_the_same_units() -> None:
    assert versions.same_places(letter("Раз."), letter("Два."))
    assert not versions.same_places(letter("Раз."), document([]))
