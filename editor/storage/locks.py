"""Who is at work on a document: a small file beside it that names user, host and process."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from editor.i18n import _
from editor.storage import places, processes

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 40  # a byte that nobody writes: a lock there hinders no reader

    def claim(handle: int) -> bool:
        """Hold the open file *handle* until the process ends; tell whether nobody else does."""
        here = os.lseek(handle, 0, os.SEEK_CUR)
        try:
            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, here, os.SEEK_SET)
        return True
else:
    import fcntl

    def claim(handle: int) -> bool:
        """Hold the open file *handle* until the process ends; tell whether nobody else does."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: nobody can hold it
        return True


def sync(handle: int) -> None:
    """Wait until what was written to *handle* is on disk. Raises OSError."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:
        os.fsync(handle)


# ── Who has a document open ──────────────────────────────────────────────────────────────────────────────────────

OLD = 30 * 60.0  # seconds after which a lock of another machine that nobody renewed may be a dead one's
JUST_MADE = 10.0  # seconds in which a lock without a name may be one that is being written
PATIENCE = 5.0  # seconds to wait for one's turn to ask; whoever has it may have been halted
ATTEMPTS = 100  # to take a lock; what a dead process left may be in a folder that lets nobody else remove it
LONGEST = 200  # bytes of a document's name that its lock's name holds
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock. *since* and *seen* are seconds since the epoch: when it was taken, when last renewed."""

    user: str = ""
    host: str = ""
    process: int = 0
    born: str = ""
    since: float = 0.0
    seen: float = 0.0

    @property
    def gone(self) -> bool:
        """Whether it is certain that the holder runs no more."""
        if not self.host:
            return time.time() - self.seen > JUST_MADE
        return self.host == processes.host() and not processes.lives(self.process, self.born)

    @property
    def doubtful(self) -> bool:
        """Whether the holder is on another machine and was not heard of for long."""
        return self.host != processes.host() and time.time() - self.seen > OLD

    @property
    def name(self) -> str:
        """Who it is, in words."""
        if not self.user:
            return _("Somebody")
        if self.host == processes.host() and self.user == processes.user():
            return _("Another Diptych of yours")
        return _("{user} on {host}").format(user=self.user, host=self.host)


@dataclass(frozen=True, slots=True)
class Lock:
    """The document is ours to write. *path* is None where no lock could be left anywhere."""

    path: Path | None
    text: bytes

    @property
    def holds(self) -> bool:
        """Whether the lock is still there, and still ours."""
        if self.path is None:
            return True
        try:
            return self.path.read_bytes() == self.text
        except OSError:
            return False

    def renew(self) -> None:
        """Show that we are still here."""
        if self.path is not None and self.holds:
            with contextlib.suppress(OSError):
                os.utime(self.path)

    def release(self) -> None:
        """Let others write."""
        if self.path is not None and self.holds:
            with contextlib.suppress(OSError):
                self.path.unlink()


def beside(document: Path) -> Path:
    """Return the lock of *document* in its own folder, where all who see the document see it."""
    real = Path(os.path.realpath(document))
    name, whole = real.name, os.fsencode(real.name)
    if len(whole) > LONGEST:
        name = f"{name[: LONGEST // 8]}-{hashlib.sha256(whole).hexdigest()[:20]}"
    return real.with_name(f".~lock.{name}.diptych#")


def acquire(document: Path, *, force: bool = False) -> Lock | Holder:
    """Take the lock of *document*, or return who has it. What a dead process left behind is taken over.

    With *force* it is taken from whoever has it: the user said so.
    """
    mine = [places.locks() / f"{places.key(document)}.lock"] if places.known() else []
    with _one_at_a_time(mine):
        there = [beside(document), *mine]
        held = None if force else next(filter(None, map(holder, there)), None)
        if held is not None and not held.gone:
            return held
        for place in there:
            found = _take(place, force=force)
            if found is not None:
                return found
    return Lock(None, b"")


def holder(lock: Path) -> Holder | None:
    """Return who has left *lock*, None where it is not there or cannot be read."""
    try:
        text, seen = lock.read_bytes(), lock.stat().st_mtime
    except OSError:
        return None
    return _parsed(text, seen)


def _parsed(text: bytes, seen: float) -> Holder:
    try:
        told = json.loads(text)
        return Holder(
            str(told["user"]), str(told["host"]), int(told["process"]), str(told["born"]), float(told["since"]), seen
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return Holder(seen=seen)


@contextlib.contextmanager
def _one_at_a_time(mine: list[Path]) -> Iterator[None]:
    """Let the programs of one user on one machine ask for the same lock, which may be *mine*, one after the other."""
    handle = -1
    try:
        for own in mine:
            places.made(own.parent)
            handle = os.open(own.with_suffix(".turn"), os.O_RDWR | os.O_CREAT, 0o600)
            late = time.monotonic() + PATIENCE
            while not claim(handle) and time.monotonic() < late:
                time.sleep(0.002)
    except OSError:
        pass  # then the lock itself must do
    try:
        yield
    finally:
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


def _take(place: Path, *, force: bool) -> Lock | Holder | None:
    """Take the lock at *place* or return who has it; None where no lock can be left there."""
    me = os.getpid()
    told = Holder(processes.user(), processes.host(), me, processes.birth(me), time.time())
    text = json.dumps({**asdict(told), "program": "diptych", "this": os.urandom(16).hex()}).encode()
    for _attempt in range(ATTEMPTS):
        try:
            _make(place, text)
        except FileExistsError:
            held = holder(place)
            if held is not None and not held.gone and not force:
                return held
            _put_away(place, held)
            force = False
        except OSError:
            return None
        else:
            return Lock(place, text)
    return None


def _make(place: Path, text: bytes) -> None:
    """Write *place* whole, unless it is there. Raises FileExistsError and other OSErrors."""
    part = place.with_name(f"{place.name}{os.urandom(16).hex()[:8]}")
    try:
        part.write_bytes(text)
        os.link(part, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with place.open("xb") as file:
            file.write(text)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _put_away(place: Path, held: Holder | None) -> None:
    """Remove the lock that *held* left; should another have taken it over meanwhile, give it back."""
    aside = place.with_name(f"{place.name}{os.urandom(16).hex()[:8]}")
    with contextlib.suppress(OSError):
        place.rename(aside)
        now = holder(aside)
        if now is not None and held is not None and (now.host, now.process) != (held.host, held.process):
            with contextlib.suppress(OSError):
                os.link(aside, place)
        aside.unlink()
