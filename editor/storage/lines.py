"""An open file of proven lines: appended to, waited for, let go or removed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from editor.storage import locks
from editor.storage.chain import START, Chain
from editor.storage.files import sync_folder
from editor.storage.grounds import Ground


class Lines:
    """A journal's file, held so that no other program takes it for one left behind."""

    def __init__(self, path: Path, handle: int = -1) -> None:
        """Make a new file at *path*; or hold the one there that *handle* has opened already. Raises OSError."""
        self.path = path
        self._chain = Chain()
        self._handle = handle
        if handle < 0:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._handle = os.open(path, flags, 0o600)
            locks.claim(self._handle)

    def inherit(self, others: Iterable[Lines]) -> None:
        """Take over the base of the one among *others* that has one, before that is replaced."""
        for other in others:
            with contextlib.suppress(OSError):  # none is there, or the disk knows no links: it will be kept anew
                os.link(Ground.of(other.path), Ground.of(self.path))
                return

    def begin(self, records: list[dict[str, Any]]) -> None:
        """Write the first lines. Raises OSError."""
        _write(self._handle, START + b"".join(self._chain.sealed(record) for record in records))

    def append(self, record: dict[str, Any]) -> None:
        """Write one more line. Raises OSError, after which nothing more may be appended."""
        _write(self._handle, self._chain.sealed(record))

    def sync(self) -> None:
        """Wait until all of it is on disk. Raises OSError, also where somebody removed the file."""
        if not os.fstat(self._handle).st_nlink:
            raise FileNotFoundError(2, os.strerror(2), str(self.path))
        locks.sync(self._handle)
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(OSError):
            os.close(self._handle)

    def remove(self) -> None:
        """Remove the file and the base beside it."""
        self.close()
        for each in (self.path, Ground.of(self.path)):
            with contextlib.suppress(OSError):
                each.unlink()


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
