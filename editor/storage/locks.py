"""Who is at work on a document: a small file beside it that names user, host and process."""

from __future__ import annotations

import os
import sys

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
