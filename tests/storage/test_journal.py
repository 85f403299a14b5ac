"""The journal: what was done is there after the program died, whatever the disk did meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from editor import edits, formats, storage
from editor.errors import EditError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Change, Document, Head, Mark, Segment, apply, document
from editor.storage import grounds, journal, places, recovery
from editor.storage.differences import difference
from editor.storage.journal import Journal, Subject
from editor.text import Text
from tests.operations import OPERATIONS

Steps = Callable[[int], Document]


def eventually(holds: Callable[[], object]) -> None:
    """Wait until *holds*; the test's own timeout is the limit."""
    while not holds():
        time.sleep(0.005)


def files() -> list[Path]:
    return sorted(places.journals().glob("*.journal")) if places.journals().exists() else []


@pytest.fixture
def work(tmp_path: Path) -> Path:
    rows = [Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), unit=f"f1/u{n}") for n in range(8)]
    data = formats.write(document(rows, Head("en", "ru")), "work.xlf", WriteOptions()).data
    path = tmp_path / "work.xlf"
    path.write_bytes(data)
    return path


def opened(path: Path) -> storage.Opened:
    return storage.load(path, ReadOptions(name=path.name))


def subject(path: Path) -> Subject:
    digest = storage.stamp(path).digest
    assert digest is not None
    return Subject(path=str(path), base=digest.hex(), name=path.name)


def died(kept: Journal) -> None:
    """Do as if the program were killed: nothing is said to the journal, only its files are let go."""
    with kept._lock:
        kept._ended = True
        kept._wake.notify()
    if kept._thread is not None:
        kept._thread.join()
    if kept._file is not None:
        kept._file.close()


def played(kept: Journal, now: Document, seed: int, number: int = 20) -> Document:
    chance = Random(seed)
    while number:
        change = Change("")
        with contextlib.suppress(EditError):
            change = chance.choice(OPERATIONS)(now, chance)
        if change:
            now = apply(change, now)
            kept.record(change, now)
            number -= 1
    return now


def recovered(path: Path) -> Document:
    found = recovery.for_document(path)
    assert len(found) == 1
    disk = opened(path)
    told = recovery.recover(found[0], disk)
    found[0].file.close()
    assert told.left_out == 0
    return apply(told.change, apply(told.held, disk.document))


def test_nothing_is_written_before_the_first_change(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    kept.close(keep=True)
    assert files() == []
    assert recovery.for_document(work) == []


def test_what_was_done_is_there_after_a_death(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    now = played(kept, opened(work).document, 1)
    assert recovery.for_document(work) == [], "a journal in use is nobody else's"
    died(kept)
    assert recovered(work) == now


def test_text_that_is_no_change_yet_is_there_too(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    kept.typing(3, "target", Text.of("Недопис"))
    kept.typing(3, "target", Text.of("Недописанное"))
    died(kept)
    row = recovered(work).rows[3]
    assert row.target.plain == "Недописанное"


def test_text_that_joined_the_document_counts_no_more(work: Path) -> None:
    base = opened(work).document
    kept = Journal(subject(work), base)
    kept.typing(3, "target", Text.of("Недопис"))
    other = edits.set_target(base, 5, Text.of("Пять."))
    now = apply(other, base)
    kept.record(other, now)
    mine = edits.set_target(now, 3, Text.of("Три."))
    kept.record(mine, apply(mine, now))
    died(kept)
    assert recovered(work) == apply(mine, now)


def test_after_a_save_it_begins_anew(work: Path) -> None:
    base = opened(work).document
    kept = Journal(subject(work), base)
    now = played(kept, base, 2)
    work.write_bytes(formats.write(now, work.name, WriteOptions()).data)
    kept.moved(subject(work), now, difference(opened(work).document, now))
    eventually(lambda: all(kept.path == each for each in files()))
    later = played(kept, now, 3)
    died(kept)
    assert recovered(work) == later


def test_given_up_work_is_gone(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    played(kept, opened(work).document, 4)
    kept.close(keep=False)
    assert list(places.journals().iterdir()) == []


def test_kept_work_is_there_at_the_next_start(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    now = played(kept, opened(work).document, 4)
    kept.close(keep=True)
    assert recovered(work) == now


def test_what_the_file_cannot_hold_outlives_its_closing(work: Path) -> None:
    base = opened(work).document
    kept = Journal(subject(work), base)
    lost = edits.set_mark(base, [2], Mark.OMITTED, on=True)
    saved = apply(lost, base)
    kept.record(lost, saved)
    kept.moved(subject(work), saved, lost)
    played(kept, saved, 5)
    kept.close(keep=False)
    assert recovered(work) == saved


def test_a_recovered_journal_is_replaced_once_its_work_is_safe(work: Path) -> None:
    first = Journal(subject(work), opened(work).document)
    now = played(first, opened(work).document, 6)
    died(first)
    (left,) = recovery.for_document(work)
    told = recovery.recover(left, opened(work))
    second = Journal(subject(work), opened(work).document, told.held, [left.file])
    second.record(told.change, now)
    assert left.path.exists()
    second.settle()
    eventually(lambda: not left.path.exists())
    died(second)
    assert recovered(work) == now


def test_of_two_that_say_the_same_the_later_counts(work: Path) -> None:
    first = Journal(subject(work), opened(work).document)
    now = played(first, opened(work).document, 7)
    died(first)
    (left,) = recovery.for_document(work)
    second = Journal(subject(work), opened(work).document, replaces=[left.file])
    second.record(recovery.recover(left, opened(work)).change, now)
    later = played(second, now, 8)
    with second._lock:
        second._old.clear()  # it dies before it can remove the first
    left.file.close()
    died(second)
    assert recovered(work) == later


# ── Disks that refuse ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["open", "write", "fdatasync", "fsync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_refusing_disk_is_told_and_asked_again(
    name: str, code: int, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "AGAIN", 0.01)
    monkeypatch.setattr(journal, "SOON", 0.0)
    kept = Journal(subject(work), opened(work).document)
    said: list[str] = []
    kept.tell = lambda: said.append(kept.trouble)
    now = played(kept, opened(work).document, 9, 3)

    def refuse(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, name, refuse)
        if name == "open":
            kept.moved(subject(work), opened(work).document, journal.NOTHING)
        now = played(kept, now, 10, 3)
        eventually(lambda: kept.trouble)
        now = played(kept, now, 11, 3)
    eventually(lambda: not kept.trouble)
    assert "journal cannot be written" in said[0]
    assert "Errno" not in said[0]
    assert said[-1] == ""
    died(kept)
    assert recovered(work) == now


def test_a_journal_that_somebody_removed_is_written_again(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "AGAIN", 0.01)
    kept = Journal(subject(work), opened(work).document)
    now = played(kept, opened(work).document, 12, 3)
    for each in files():
        each.unlink()
    kept.settle()
    eventually(lambda: kept.path in files())
    now = played(kept, now, 13, 3)
    died(kept)
    assert recovered(work) == now


# ── The bytes it goes on from ────────────────────────────────────────────────────────────────────────────────────


def test_the_base_is_kept_beside_the_journal(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    played(kept, opened(work).document, 14, 1)
    kept.settle()
    assert kept.path is not None
    eventually(grounds.Ground.of(kept.path).exists)
    assert grounds.kept(kept.path, subject(work)) == work.read_bytes()
    grounds.Ground.of(kept.path).write_bytes(b"damaged")
    assert grounds.kept(kept.path, subject(work)) is None
    died(kept)


def test_untitled_work_brings_all_it_needs(seeds: Path) -> None:
    original = seeds / "open-letter.en.txt"
    data = original.read_bytes()
    new = formats.read(data, ReadOptions(name=original.name))
    new = replace(new, head=replace(new.head, target_language="ru"))
    about = Subject(original=str(original), base=storage.digest(data).digest.hex())  # type: ignore[union-attr]
    kept = Journal(about, new)
    now = played(kept, new, 15, 5)
    kept.settle()
    assert kept.path is not None
    eventually(grounds.Ground.of(kept.path).exists)
    died(kept)
    (left,) = recovery.for_document(original, untitled=True)
    begun = recovery.based(left)
    assert begun == new
    assert begun is not None
    assert recovery.replay(left, begun).document == now
    left.file.close()


def test_a_save_nobody_heard_of_is_recognised(work: Path) -> None:
    kept = Journal(subject(work), opened(work).document)
    now = played(kept, opened(work).document, 16, 5)
    data = formats.write(now, work.name, WriteOptions()).data
    digest = storage.digest(data).digest
    assert digest is not None
    kept.saving(digest)
    later = played(kept, now, 17, 2)
    eventually(lambda: kept.path is not None and grounds.Ground.of(kept.path).exists())
    died(kept)
    work.write_bytes(data)
    assert recovered(work) == later


def test_who_goes_on_from_here_takes_the_files_along(work: Path) -> None:
    first = Journal(subject(work), opened(work).document)
    now = played(first, opened(work).document, 18)
    second = Journal(subject(work), opened(work).document, replaces=first.handed_over())
    second.record(difference(opened(work).document, now), now)
    second.settle()
    eventually(lambda: files() == [second.path])
    died(second)
    assert recovered(work) == now
