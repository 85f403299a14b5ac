"""A save that is one only once the file was read back: encode, prove, note in the journal, replace, compare."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from editor import formats
from editor.errors import FormatError, StorageError
from editor.formats import ReadOptions, WriteOptions
from editor.i18n import _
from editor.model import Change, Document
from editor.storage import files, versions
from editor.storage.differences import difference
from editor.storage.files import Stamp
from editor.storage.journal import Journal

_UNUSUAL = re.compile(r'[\x00-\x1f<>:"|?*\\]|[. ]$')
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds now, what it could not hold (a change that puts it back), and that in sentences."""

    stamp: Stamp
    held: Change
    losses: tuple[str, ...] = ()


def keep(document: Document, path: Path, expected: Stamp | None, journal: Journal | None = None) -> Kept:
    """Save *document* at *path*, where *expected* must still stand. It may be called in a thread of its own.

    Raises FormatError where the format cannot hold it at all, ChangedOnDisk, and StorageError; then the file is as it
    was, unless the disk does not give back what it took.
    """
    if expected is not None:
        _refuse_losing(document, path)
    written = formats.write(document, path.name, WriteOptions())
    try:
        back = formats.read(written.data, ReadOptions(name=path.name))
    except FormatError as error:
        raise FormatError(
            _("{name} was left as it is: what would be written could not be read again. {reason}").format(
                name=path.name, reason=error
            )
        ) from None
    if not formats.is_foreign(document):  # where the original is left out the export asks for it
        back = replace(back, head=replace(back.head, skeleton=document.head.skeleton))
    held = difference(back, document)
    stamp = files.digest(written.data)
    if journal is not None and stamp.digest is not None:
        journal.saving(stamp.digest)
    losses = (*written.losses, *_parted(path), *(() if files.there(path) else _elsewhere(path.name)))
    try:
        versions.keep(path)
    except StorageError as error:
        losses = (*losses, str(error))
    files.save(written.data, path, expected)
    if files.read(path) != written.data:
        raise StorageError(_("{path} does not hold what was written to it; save it elsewhere.").format(path=path))
    return Kept(stamp, held, losses)


def _parted(path: Path) -> tuple[str, ...]:
    """Say so where the file has another name, which goes on naming what it was: a save takes the place of one name."""
    try:
        names = path.stat().st_nlink
    except OSError:
        return ()
    said = _("{name} was one file under two names (a hard link); the other name keeps the text as it was before.")
    return (said.format(name=path.name),) if names > 1 else ()


def _elsewhere(name: str) -> tuple[str, ...]:
    """Say so where a new file gets a name that it can have here, and not on a colleague's Windows."""
    if not (_UNUSUAL.search(name) or name.partition(".")[0].strip().upper() in _DEVICES):
        return ()
    return (_("Windows knows no file with the name {name}; choose another before you send it.").format(name=name),)


def _refuse_losing(document: Document, path: Path) -> None:
    """Refuse to write over the one file that holds what an update took away. Raises FormatError."""
    if (
        not document.head.gone
        or document.head.skeleton is None
        or not formats.is_foreign(document)
        or not files.there(path)
    ):
        return
    there = formats.read(files.read(path), ReadOptions(name=path.name))
    held = {(row.source, row.target) for row in there.rows}
    if any((row.source, row.target) in held for row in document.head.gone):
        raise FormatError(
            _("{name} belongs to another program and has no place for what is gone; save under another name.").format(
                name=path.name
            )
        )
