"""One writer at a time: who has a document open is said, what the dead left is taken over."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.storage import locks, places, processes
from editor.storage.locks import Holder, Lock, acquire, beside

RACE = """
import os, sys, time
from pathlib import Path
from editor.storage.locks import Lock, acquire

path, rounds = Path(sys.argv[1]), int(sys.argv[2])
winners = []
for number in range(rounds):
    document = path / f"work{number}.xlf"
    if number % 2:  # every second time a dead process left its lock
        dead = os.fork()
        if not dead:
            acquire(document)
            os._exit(0)
        os.waitpid(dead, 0)
    start = time.monotonic() + 0.02
    read, write = os.pipe()
    hold, gate = os.pipe()
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            os.close(gate)
            while time.monotonic() < start:
                pass
            os.write(write, b"1" if isinstance(acquire(document), Lock) else b"0")
            os.read(hold, 1)  # both stay alive until both have asked
            os._exit(0)
        children.append(child)
    answers = b"".join(os.read(read, 1) for _ in range(2))
    os.close(gate)
    for child in children:
        os.waitpid(child, 0)
    for each in (read, write, hold):
        os.close(each)
    winners.append(answers.count(b"1"))
print(winners.count(1), sorted(set(winners)))
"""


def written(path: Path, **other: object) -> None:
    me = os.getpid()
    told = {"user": "anna", "host": processes.host(), "process": me, "born": processes.birth(me), "since": 1.0}
    path.write_text(json.dumps({**told, **other}), encoding="utf-8")


def test_the_second_is_told_who_has_it(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    first = acquire(document)
    assert isinstance(first, Lock)
    second = acquire(document)
    assert isinstance(second, Holder)
    assert (second.user, second.host, second.process) == (processes.user(), processes.host(), os.getpid())
    assert second.name == "Another Diptych of yours"
    first.release()
    assert list(tmp_path.iterdir()) == []
    assert isinstance(acquire(document), Lock)


def test_a_lock_is_seen_by_whatever_way_the_document_is_reached(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    document.write_bytes(b"")
    (tmp_path / "link.xlf").symlink_to(document)
    assert isinstance(acquire(document), Lock)
    assert isinstance(acquire(tmp_path / "link.xlf"), Holder)


@pytest.mark.parametrize("dead", [{"process": 1 << 22}, {"born": "another:1"}])
def test_what_a_dead_process_left_is_taken_over(tmp_path: Path, dead: dict[str, object]) -> None:
    document = tmp_path / "work.xlf"
    written(beside(document), **dead)
    lock = acquire(document)
    assert isinstance(lock, Lock)
    assert lock.holds


def test_another_machine_is_believed_and_doubted_when_it_is_silent(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    written(beside(document), host="laptop", process=1 << 22)
    held = acquire(document)
    assert isinstance(held, Holder)
    assert held.name == "anna on laptop"
    assert not held.doubtful
    long_ago = time.time() - locks.OLD - 60
    os.utime(beside(document), (long_ago, long_ago))
    held = acquire(document)
    assert isinstance(held, Holder)
    assert held.doubtful
    assert isinstance(acquire(document, force=True), Lock)
    assert isinstance(acquire(document), Holder)


def test_a_lock_being_written_counts_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    beside(document).write_bytes(b"")
    held = acquire(document)
    assert isinstance(held, Holder)
    assert held.name == "Somebody"
    os.utime(beside(document), (1, 1))
    assert isinstance(acquire(document), Lock)


def test_a_folder_that_cannot_be_written_has_its_lock_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "none" / "work.xlf"  # the root user of a container may write everywhere else
    lock = acquire(document)
    assert isinstance(lock, Lock)
    assert lock.path is not None
    assert lock.path.parent != document.parent
    assert isinstance(acquire(document), Holder)
    lock.release()
    assert isinstance(acquire(document), Lock)


def test_a_file_system_without_links_has_locks_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    document = tmp_path / "work.xlf"
    assert isinstance(acquire(document), Lock)
    assert isinstance(acquire(document), Holder)


def test_where_no_lock_can_be_left_one_works_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(locks, "_make", refuse)
    lock = acquire(tmp_path / "work.xlf")
    assert isinstance(lock, Lock)
    lock.renew()
    lock.release()
    assert lock.holds


def test_a_lock_taken_from_us_is_noticed_and_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    first = acquire(document)
    second = acquire(document, force=True)
    assert isinstance(first, Lock)
    assert isinstance(second, Lock)
    assert not first.holds
    first.release()
    assert second.holds


def test_renewing_shows_that_we_are_here(tmp_path: Path) -> None:
    document = tmp_path / "work.xlf"
    lock = acquire(document)
    assert isinstance(lock, Lock)
    os.utime(beside(document), (1, 1))
    lock.renew()
    held = acquire(document)
    assert isinstance(held, Holder)
    assert time.time() - held.seen < 3_600


def test_what_the_dead_left_where_nobody_else_may_remove_it_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "work.xlf"
    written(beside(document), process=1 << 22)

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    lock = acquire(document)
    assert isinstance(lock, Lock)
    assert lock.path is not None
    assert lock.path.parent == places.locks()
    assert isinstance(acquire(document), Holder), "the second finds it there"
    lock.release()


def test_who_was_halted_while_asking_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "work.xlf"
    first = acquire(document)
    assert isinstance(first, Lock)
    first.release()
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    [turn] = places.locks().glob("*.turn")
    with turn.open("rb+") as halted:
        assert locks.claim(halted.fileno())
        lock = acquire(document)
    assert isinstance(lock, Lock)
    lock.release()


def test_names_that_begin_alike_and_are_too_long_for_a_lock_have_two(tmp_path: Path) -> None:
    one, other = (tmp_path / f"{'щ' * 123}{end}.xlf" for end in "аб")
    one.write_bytes(b"")
    first, second = acquire(one), acquire(other)
    assert isinstance(first, Lock)
    assert isinstance(second, Lock)
    assert (first.path, second.path) == (beside(one), beside(other))
    assert isinstance(acquire(one), Holder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the race is run by forks")
def test_of_two_that_start_at_once_exactly_one_writes_a_hundred_times(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RACE, str(tmp_path), "100"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "100 [1]\n", done.stderr
