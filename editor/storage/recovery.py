"""What journals left behind tell, and how it is put back into the document as it is on disk now."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from editor import edits
from editor.errors import EditError, FormatError, StorageError
from editor.i18n import N_
from editor.model import Change, Document, apply
from editor.storage import chain, files, grounds, journal, locks, places
from editor.storage.differences import difference
from editor.storage.files import Opened
from editor.storage.growing import Growing
from editor.storage.journal import NOTHING, Subject
from editor.storage.lines import Lines
from editor.storage.records import NOTES, change_in, notes_in, text_in

if TYPE_CHECKING:
    from editor.compare import Conflict

LABEL: Final = N_("Recovered work")
LARGEST: Final = 1 << 30
# What is raised by a true line that another version of the program wrote, too.
_UNFIT = (StorageError, EditError, LookupError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Left:
    """A journal whose program is gone, held so that nobody else recovers it too."""

    file: Lines
    subject: Subject
    when: float  # when something was last written to it
    replaces: frozenset[str]
    records: tuple[dict[str, Any], ...] = field(repr=False)

    @property
    def changes(self) -> int:
        """Count what was done."""
        return sum("change" in record for record in self.records) + bool(self.records and "typing" in self.records[-1])

    @property
    def made(self) -> bool:
        """Whether the document was made in the program: it is worth keeping though nothing was done to it."""
        return any("made" in record for record in self.records)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to be put back: nothing was done, and what was made was not kept in time."""
        return not self.records or (self.made and not self.changes and not files.there(grounds.Ground.of(self.path)))

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.file.path

    def set_aside(self) -> Path:
        """Give it a name under which no start finds it again, and return that. Raises OSError."""
        self.file.close()
        return self.path.rename(self.path.with_suffix(".aside"))


@dataclass(frozen=True, slots=True)
class Replayed:
    """A document as a journal tells it: with what its file cannot hold (*begun*), and with all that was done."""

    held: Change
    begun: Document
    document: Document
    saved: dict[str, Document]  # what the document was when a file of this digest was about to be written
    left_out: int  # records that do not fit the text they should go on from


def left_behind(key: str) -> list[Left]:
    """Return the journals whose names begin with *key* and that nobody writes, latest first; empty ones go."""
    found = list(_opened(key))
    replaced = {name for left in found if left.records for name in left.replaces}
    useful = []
    for left in sorted(found, key=lambda each: each.when, reverse=True):
        if left.path.name in replaced or left.empty:
            left.file.remove()
        else:
            useful.append(left)
    return useful


def waiting() -> list[Left]:
    """Return every journal with work that was not saved, latest first, held by nobody."""
    with contextlib.suppress(OSError):
        files.sweep(places.journals())
    found = left_behind("")
    for left in found:
        left.file.close()
    return [left for left in found if left.changes or left.made]


def for_document(path: Path, *, untitled: bool = False) -> list[Left]:
    """Return the journals of the work file at *path*, or of *untitled* work made from that document, latest first."""
    subject = Subject(original=str(path)) if untitled else Subject(path=str(path))
    return left_behind(f"{subject.key}-")


def _opened(key: str) -> Iterator[Left]:
    try:
        paths = sorted(places.journals().glob(f"{key}*{journal.SUFFIX}"))
    except OSError:
        return
    for path in paths:
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            continue
        if not locks.claim(handle):
            os.close(handle)
            continue
        with open(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST)
        when = os.fstat(handle).st_mtime
        yield _told(Lines(path, handle), data, when)


def _told(file: Lines, data: bytes, when: float) -> Left:
    found = chain.records(data)
    heading = next(found, {})
    known = {each.name for each in fields(Subject)}
    told, replaces = heading.get("about"), heading.get("replaces")
    about = told if isinstance(told, dict) else {}
    about = {name: value for name, value in about.items() if name in known and isinstance(value, str)}
    gone = frozenset(map(str, replaces)) if isinstance(replaces, list) else frozenset()
    return Left(file, Subject(**about), when, gone, tuple(found))


def replay(left: Left, document: Document) -> Replayed:
    """Do again on *document* what the journal tells, as far as it fits."""
    begun, held, saved, typing, left_out = document, NOTHING, {}, None, 0
    grown = Growing(document)
    for record in left.records:
        try:
            if "held" in record:
                held = change_in(record["held"], grown)
                grown.make(held)
                begun = grown.document()
            elif "change" in record:
                change = change_in(record["change"], grown)
                grown.make(change)
                typing = _moved(typing, change)
            elif "typing" in record:
                typing = record["typing"]
            elif "saving" in record:
                saved[record["saving"]] = grown.document()
        except _UNFIT:
            left_out += 1
    document = grown.document()
    if typing is not None:
        try:
            document = _typed(document, typing)
        except _UNFIT:
            left_out += 1
    return Replayed(held, begun, document, saved, left_out)


def _moved(typing: list[Any] | None, change: Change) -> list[Any] | None:
    """Return where text that is no change yet stands after *change*, None where it joined the document."""
    if typing is None or journal.touches(change, typing[0]):
        return None
    return [change.to(typing[0]), *typing[1:]]


def _typed(document: Document, typing: list[Any]) -> Document:
    """Return *document* with the text that was no change yet. Raises EditError where it has no place."""
    row, side, text = typing
    if not 0 <= row < len(document.rows):
        raise EditError(side)
    if side == NOTES:
        return apply(edits.set_notes(document, row, notes_in(text)), document)
    edit = edits.edit_source if side == "source" else edits.set_target
    return apply(edit(document, row, text_in(text)), document)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What to do to the document on disk: *held* was never part of the file, *change* is the work that was not saved.

    *merged*: the file had changed meanwhile; *conflicts* are the places where both hands did different things.
    *left_out* counts what could not be put back.
    """

    held: Change = NOTHING
    change: Change = NOTHING
    merged: bool = False
    conflicts: tuple[Conflict, ...] = ()
    left_out: int = 0


def recover(left: Left, opened: Opened) -> Recovered:
    """Return how the work that *left* tells comes into the file as it is now."""
    document = opened.document
    now = opened.stamp.digest.hex() if opened.stamp.digest is not None else ""
    if left.subject.base == now:
        told = replay(left, document)
        return Recovered(told.held, difference(told.begun, told.document, LABEL), left_out=told.left_out)
    base = based(left)
    told = replay(left, document if base is None else base)
    if now in told.saved:  # the file was saved, and the program died before it could say so
        held = difference(document, told.saved[now])
        return Recovered(held, difference(told.saved[now], told.document, LABEL), left_out=told.left_out)
    if base is None:  # all that is known is what fits the rows that did not change
        return Recovered(change=difference(document, told.document, LABEL), merged=True, left_out=told.left_out)
    from editor.compare import merge  # noqa: PLC0415 - needed only where a file changed behind the journal

    merged = merge(base, told.document, document)
    change = replace(merged.change, label=LABEL)
    return Recovered(change=change, merged=True, conflicts=merged.conflicts, left_out=told.left_out)


def based(left: Left) -> Document | None:
    """Return the document that the journal goes on from, None where its bytes were not kept."""
    data = grounds.kept(left.path, left.subject)
    try:
        return None if data is None else grounds.parsed(data, left.subject)
    except FormatError:
        return None  # a version of ours wrote it that knew more
