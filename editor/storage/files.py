"""The disk: bytes are read whole, and written so that a file is at every moment the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import stat
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats
from editor.errors import StorageError
from editor.i18n import _

if TYPE_CHECKING:
    from editor.formats import ReadOptions
    from editor.model import Document

LARGEST = 1 << 30  # bytes; beyond it no document is meant
PART = ".part"  # what the name of a file that is being written ends in
SHOWN = 40  # characters of the file's own name in that
LONG_AGO = 24 * 3600.0  # seconds after which no such file is being written any more


class ChangedOnDisk(StorageError):  # noqa: N818 - it reads as what happened
    """Another program changed the file since it was read."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file held when it was last read or written here: the SHA-256 of its bytes, None where there was none."""

    digest: bytes | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A document read from disk and the stamp of the file it came from."""

    document: Document
    stamp: Stamp
    data: bytes = field(repr=False, default=b"")
    seen: tuple[int, int] | None = None  # what ``glance`` told just before


def digest(data: bytes) -> Stamp:
    """Return the stamp of *data*."""
    return Stamp(hashlib.sha256(data).digest())


def read(path: Path) -> bytes:
    """Return the bytes of the file at *path*. Raises StorageError."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise StorageError(_("{path} is a folder; choose a file in it.").format(path=path))
        if not stat.S_ISREG(found.st_mode):
            raise StorageError(_("{path} is not an ordinary file; choose another.").format(path=path))
        if found.st_size > LARGEST:
            raise StorageError(
                _("{path} is larger than 1 GiB; Diptych opens smaller documents only.").format(path=path)
            )
        return path.read_bytes()
    except OSError as error:
        raise StorageError(_reading(path, error)) from None
    except ValueError:
        raise StorageError(_("The name {path!r} cannot be a file's; type another.").format(path=str(path))) from None


def load(path: Path, options: ReadOptions) -> Opened:
    """Read the document at *path* in whatever format it is. Raises StorageError and FormatError."""
    seen, data = glance(path), read(path)
    return Opened(formats.read(data, options), digest(data), data, seen)


def glance(path: Path) -> tuple[int, int] | None:
    """Return what tells at little cost whether a file may have changed, None where it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def there(path: Path) -> bool:
    """Tell whether a file or folder is to be seen at *path*; whoever reads or writes it says why where none is."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def stamp(path: Path) -> Stamp:
    """Return what the file at *path* holds now; one that is not there holds None. Raises StorageError."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Stamp(None)
    except (OSError, ValueError):
        pass  # reading it says why
    return digest(read(path))


def save(data: bytes, path: Path, expected: Stamp | None = None) -> Stamp:
    """Write *data* to *path* by way of a temporary file beside it; a symbolic link is followed, permissions are kept.

    With *expected*, the file must still hold what the stamp says. Raises ChangedOnDisk where it does not, StorageError
    where the disk refuses; in both cases the file is as it was. Method: write, fsync, read back, rename, fsync the
    folder: what the disk kept wrongly never takes the file's place.
    """
    real = _real(path)
    if expected is not None:
        now = stamp(real)
        if now != expected and now != digest(data):
            raise ChangedOnDisk(
                _(
                    "{path} was changed by another program since it was opened; save under another name or reload it."
                ).format(path=path)
            )
    try:
        _replace(data, real)
    except OSError as error:
        raise StorageError(_writing(path, error)) from None
    sweep(real.parent, real.name)
    return digest(data)


def sweep(folder: Path, name: str = "") -> None:
    """Remove what saves of *name* (of anything) in *folder* left half done when the program was killed, long ago."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f".{glob.escape(name[:SHOWN])}*{PART}"):
            if time.time() - part.stat().st_mtime > LONG_AGO:
                part.unlink()


def _real(path: Path) -> Path:
    try:
        real = Path(os.path.realpath(path))
        if real.is_dir():
            raise StorageError(_("{path} is a folder; give the file a name in it.").format(path=path))
    except OSError as error:
        raise StorageError(_writing(path, error)) from None
    except ValueError as error:
        raise StorageError(_("The name {path} cannot be used: {reason}.").format(path=path, reason=error)) from None
    return real


def _replace(data: bytes, real: Path) -> None:
    mode = _mode(real)
    handle, name = tempfile.mkstemp(prefix=f".{real.name[:SHOWN]}.", suffix=PART, dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                os.chmod(name, mode)  # noqa: PTH101 - a name in bytes' reach of the handle just made
            os.fsync(file.fileno())
            _forget(file.fileno())
        _compare(Path(name), data)
        os.replace(name, real)  # noqa: PTH105 - atomic on every system
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    sync_folder(real.parent)


def _compare(path: Path, data: bytes) -> None:
    """Raise OSError where the file at *path* does not hold *data*."""
    if path.read_bytes() != data:
        raise OSError(errno.EIO, _("the disk does not give back what was written"))


def _forget(handle: int) -> None:
    """Let what is read next of an open file come from the disk, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _mode(real: Path) -> int | None:
    """Return the permissions to give: those of the file that stands there, else what the umask leaves of rw-rw-rw-."""
    try:
        found = real.stat()
    except FileNotFoundError:
        if os.name == "nt":
            return None
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    return stat.S_IMODE(found.st_mode)


def sync_folder(folder: Path) -> None:
    """Wait until the names in *folder* are on disk, as far as the system can say. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network folders cannot sync a folder; the rename itself has happened
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(handle)


def reason(error: OSError) -> str:
    """Return in a few words why the disk refused."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("the disk is full")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _("it is not permitted there")
    return error.strerror or type(error).__name__


def _reading(path: Path, error: OSError) -> str:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return _("There is no file {path}; check the name.").format(path=path)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return _("You have no permission to read {path}; ask for it or copy the file elsewhere.").format(path=path)
    return _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)


def _writing(path: Path, error: OSError) -> str:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return _("There is no folder {folder}; make it or choose another.").format(folder=path.parent)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _("{path} may not be written here; choose another folder or ask for permission.").format(path=path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("The disk is full; free some space or save {path} elsewhere.").format(path=path.name)
    if error.errno == errno.ENAMETOOLONG:
        return _("The name {path} is too long; give the file a shorter one.").format(path=path.name)
    return _("{path} cannot be written: {reason}; try another folder.").format(path=path, reason=error.strerror)
