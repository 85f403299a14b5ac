"""The bytes a journal goes on from, kept beside it, so that a merge is possible once the file itself is another."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editor import formats
from editor.errors import StorageError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document
from editor.storage import files

if TYPE_CHECKING:
    from editor.storage.journal import Subject

SUFFIX: Final = ".base"
NEW = "new.xlf"  # as what untitled work is kept: our own XLIFF, which holds all of it


class Ground:
    """The document as the journal found it, not written yet."""

    def __init__(self, subject: Subject, document: Document) -> None:
        """Remember where the bytes will come from."""
        self._subject = subject
        self._document = document
        self._kept = False

    @staticmethod
    def of(journal: Path) -> Path:
        """Return the file beside *journal*."""
        return journal.with_suffix(SUFFIX)

    def keep(self, journal: Path) -> None:
        """Write the bytes beside *journal*, unless that is done. Raises StorageError and FormatError."""
        if self._kept:
            return
        subject = self._subject
        if subject.path:
            data = files.read(Path(subject.path))
            if hashlib.sha256(data).hexdigest() != subject.base:
                origin = self._document.origin
                data = origin.data if origin is not None else b""
                if hashlib.sha256(data).hexdigest() != subject.base:
                    return  # another program was faster
        else:
            data = formats.write(self._document, NEW, WriteOptions()).data
        files.save(zlib.compress(data, 1), self.of(journal))
        self._kept = True


def kept(journal: Path, subject: Subject) -> bytes | None:
    """Return the bytes kept beside *journal*, None where they are not there or damaged."""
    try:
        data = zlib.decompress(files.read(Ground.of(journal)))
    except (StorageError, zlib.error):
        return None
    if subject.path and hashlib.sha256(data).hexdigest() != subject.base:
        return None
    return data


def parsed(data: bytes, subject: Subject) -> Document:
    """Read kept bytes. Raises FormatError."""
    return formats.read(data, ReadOptions(name=subject.name if subject.path else NEW))
