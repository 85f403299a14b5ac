"""Begin work on a file: read it, take its lock, and find what was not saved when the program last died."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from editor import formats
from editor.formats import ReadOptions
from editor.i18n import _
from editor.model import Document, apply
from editor.storage import files, locks, recovery
from editor.storage.differences import difference
from editor.storage.files import Opened
from editor.storage.locks import Holder, Lock
from editor.storage.recovery import Left, Recovered


@dataclass(frozen=True, slots=True)
class Found:
    """A journal left behind, and what it puts back."""

    left: Left
    recovered: Recovered


@dataclass(frozen=True, slots=True)
class Begun:
    """What was read, and who may write it. *base* is the document as its file, or the journal's base, holds it."""

    opened: Opened
    base: Document
    new: bool = False  # a document to be translated, not a work file
    lock: Lock | Holder | None = None
    found: Found | None = None

    @property
    def document(self) -> Document:
        """The document as it comes to the desk: with what the file cannot hold, and locked where somebody has it."""
        document = self.base
        if self.found is not None and self.found.recovered.held:
            document = apply(self.found.recovered.held, document)
        if isinstance(self.lock, Holder):
            return replace(document, head=replace(document.head, read_only=locked(self.lock)))
        return document


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to begin: *keep* nothing of it (a picture), go on with a lock of ours, or take another's."""

    keep: bool = True
    own: Lock | None = None
    force: bool = False


def locked(held: Holder) -> str:
    """Say that somebody has the document open."""
    return _("{name} has this document open; here it can be read, not changed.").format(name=held.name)


def role(document: Document, path: Path) -> str:
    """Return what the format of *document* is for: "work", "document" or "exchange"."""
    name = document.origin.format if document.origin is not None else ""
    rows = [row for row in formats.FORMATS if row.name == name] or list(formats.for_name(path.name))
    return rows[0].role if rows else "work"


def begin(path: Path, options: ReadOptions, wishes: Wishes) -> Begun:
    """Begin work on the file at *path*. Raises StorageError and FormatError, and then holds nothing."""
    lock: Lock | Holder | None = wishes.own
    if lock is None and wishes.keep and _perhaps_work(path):
        lock = locks.acquire(path, force=wishes.force)  # before it is read: nobody saves it and leaves between
    begun = None
    try:
        begun = _begun(path, options, wishes, lock)
    finally:
        if isinstance(lock, Lock) and lock is not wishes.own and (begun is None or begun.lock is None):
            lock.release()
    return begun


def _perhaps_work(path: Path) -> bool:
    """Tell whether a lock is needed while the file is open, as far as its name tells."""
    kinds = formats.for_name(path.name)
    return files.there(path) and (not kinds or any(kind.role != "document" for kind in kinds))


def _begun(path: Path, options: ReadOptions, wishes: Wishes, lock: Lock | Holder | None) -> Begun:
    opened = files.load(path, options)
    new = role(opened.document, path) == "document"
    if not wishes.keep:
        return Begun(opened, opened.document, new)
    if new:
        return _new(path, opened, options)
    if isinstance(lock, Holder) or opened.document.head.read_only:
        return Begun(opened, opened.document, lock=lock)
    return Begun(opened, opened.document, lock=lock, found=_of_work(path, opened))


def _of_work(path: Path, opened: Opened) -> Found | None:
    left = _latest(recovery.for_document(path))
    return None if left is None else Found(left, recovery.recover(left, opened))


def _new(path: Path, opened: Opened, options: ReadOptions) -> Begun:
    """Find the untitled work on a document; on an earlier text of it, the work goes on from that text."""
    left = _latest(recovery.for_document(path, untitled=True))
    if left is None:
        return Begun(opened, opened.document, new=True)
    base = recovery.based(left)
    if base is None and left.made:  # the program died at once: what was done fits nothing that can be read
        return Begun(opened, opened.document, new=True, found=Found(left, Recovered(left_out=left.changes)))
    if base is None:  # the program died before it could be kept: the document is read as it was read then
        about = left.subject
        then = replace(
            options,
            source_language=about.source_language,
            target_language=about.target_language,
            encoding=about.encoding,
        )
        base = formats.read(opened.data, then)
    return continued(left, opened, base)


def continued(left: Left, opened: Opened, base: Document) -> Begun:
    """Go on with the work that *left* tells of from *base*, whatever became of its file."""
    told = recovery.replay(left, base)
    change = difference(told.begun, told.document, recovery.LABEL)
    found = Found(left, Recovered(told.held, change, left_out=told.left_out))
    return Begun(opened, base, new=not left.subject.path, found=found)


def _latest(lefts: list[Left]) -> Left | None:
    for other in lefts[1:]:
        other.file.close()
    return lefts[0] if lefts else None
