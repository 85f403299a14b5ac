"""The journal of one open document: every change is on disk before the next key, and beyond a power cut in two seconds.

The thread of the window only ever appends a line (which outlives the program); a named thread of the journal's own
waits for the disk, keeps the bytes the journal goes on from, and begins anew where the disk had refused.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from editor.errors import DiptychError
from editor.i18n import _
from editor.model import Change, Document, Note, apply
from editor.storage import places
from editor.storage.differences import difference, matters
from editor.storage.files import reason
from editor.storage.grounds import Ground
from editor.storage.lines import Lines
from editor.storage.records import change_out, notes_out, text_out
from editor.text import Text

SUFFIX: Final = ".journal"
SOON = 1.5  # seconds until what was written is waited for
NOTHING: Final = Change("")
AGAIN = 3.0  # seconds until a disk that refused is asked again
PATIENCE = 10.0  # seconds that closing waits for the disk


@dataclass(frozen=True, slots=True)
class Subject:
    """What a journal is about: the work file, or the document that untitled work was made from, and its base.

    *base* is the SHA-256 (hex) of the work file's bytes, *name* what it is read as. Of an untitled document *base* is
    that of the original's bytes, and the languages and the encoding say how they were read.
    """

    path: str = ""
    original: str = ""
    base: str = ""
    name: str = ""
    source_language: str = ""
    target_language: str = ""
    encoding: str = ""

    @property
    def key(self) -> str:
        """What the files of all journals about the same document begin with."""
        return places.key(self.path) if self.path else "new-" + places.key(self.original)


class Journal:
    """Append what is done to a document. Nothing is written before the first change."""

    def __init__(
        self, subject: Subject, document: Document, held: Change = NOTHING, replaces: Iterable[Lines] = ()
    ) -> None:
        """Go on from *document*, what the file holds, with *held*, what it cannot hold, put back already.

        *replaces* are journals whose work the first change brings along; they go once that is safe.
        """
        self._subject = subject
        self._base = document
        self._held = held
        self._now = apply(held, document) if held else document
        session = os.urandom(16).hex()[:8]
        self._names = (f"{session}-{number}{SUFFIX}" for number in count(1))
        self._lock = threading.Lock()
        self._wake = threading.Condition(self._lock)
        self._file: Lines | None = None
        self._typing: dict[str, Any] | None = None
        self._behind = False  # what is on disk lacks something, and the thread must begin anew
        self._due: float | None = None
        self._replaces = tuple(replaces)
        self._old: list[Lines] = []  # to be removed once what goes on from them is safe
        self._bytes = Ground(subject, document)
        self._ended = False
        self._thread: threading.Thread | None = None
        self.trouble = ""  # a sentence while the disk refuses, else ""
        self.tell: Callable[[], None] = lambda: None  # called, from any thread, when ``trouble`` changes

    @property
    def path(self) -> Path | None:
        """The file, None where nothing was written."""
        return self._file.path if self._file is not None else None

    # ── What happens ─────────────────────────────────────────────────────────────────────────────────────────────

    def record(self, change: Change, now: Document) -> None:
        """Append *change*, after which the document is *now*."""
        with self._lock:
            if self._typing is not None:
                row, side, text = self._typing["typing"]
                self._typing = None if touches(change, row) else {"typing": [change.to(row), side, text]}
            self._now = now
            self._put({"change": change_out(change)})

    def typing(self, row: int, side: str, what: Text | Iterable[Note]) -> None:
        """Append what stands in the box over *row* ("source" or "target") and is no change yet; or its notes so far."""
        with self._lock:
            self._typing = {"typing": [row, side, text_out(what) if isinstance(what, Text) else notes_out(what)]}
            self._put(self._typing)

    def made(self) -> None:
        """Append that the document was made here: no file holds it, so it is kept though nothing was done to it yet."""
        with self._lock:
            self._put({"made": True})
            self._by(0.0)

    def saving(self, digest: bytes) -> None:
        """Append that the document as it is now is about to become a file of this SHA-256, and wait for the disk."""
        with self._lock:
            file = self._file
            if file is None:
                return
            self._put({"saving": digest.hex()})
            behind = self._behind
        if not behind:
            with contextlib.suppress(OSError):  # the thread will meet the same, and tell
                file.sync()

    def settle(self) -> None:
        """Wait for the disk, or ask it again, now rather than soon; the thread does."""
        with self._lock:
            if self._due is not None:
                self._by(0.0)

    def moved(self, subject: Subject, saved: Document, held: Change) -> None:
        """Go on from a file just saved and read back: it holds *saved* but for what *held* puts back."""
        with self._lock:
            self._retire()
            self._subject, self._held = subject, held
            self._base = apply(held.inverse, saved) if held else saved
            self._bytes = Ground(subject, self._base)
            self._behind = False
            self._say("")
            if held:
                self._open()
            later = difference(saved, self._now)
            if later:
                self._put({"change": change_out(later)})
            if self._typing is not None:
                self._put(self._typing)
            self._by(0.0)

    def close(self, *, keep: bool) -> None:
        """Stop. Without *keep* what is not saved is given up, with it a later start finds it."""
        with self._lock:
            if not keep:
                self._retire()
                self._behind = False
                if matters(self._held):
                    self._open()
            self._ended = True
            if self._thread is not None or self._old:
                self._by(0.0)
        if self._thread is not None:
            self._thread.join(PATIENCE)
        for file in (self._file, *self._replaces):
            if file is not None:
                file.close()

    def handed_over(self) -> tuple[Lines, ...]:
        """Stop, and return the files that whoever goes on from here replaces."""
        with self._lock:
            self._ended = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(PATIENCE)
        with self._lock:
            self._retire()
            return tuple(self._old)

    # ── Appending (the lock is held) ─────────────────────────────────────────────────────────────────────────────

    def _put(self, record: dict[str, Any]) -> None:
        if self._due is None:
            self._by(time.monotonic() + SOON)
        if self._file is None:
            self._open()
        if self._behind or self._file is None:
            return
        try:
            self._file.append(record)
        except OSError as error:
            self._refused(error)

    def _open(self) -> None:
        """Begin a file, with what the work file cannot hold."""
        if self._behind:
            return
        try:
            file = _fresh(self._subject, next(self._names))
            try:
                file.inherit((*self._old, *self._replaces))
                file.begin(self._beginning())
            except OSError:
                file.remove()
                raise
            self._file = file
        except OSError as error:
            self._refused(error)

    def _beginning(self) -> list[dict[str, Any]]:
        """Return the first records of a file."""
        self._old += self._replaces
        self._replaces = ()
        replaces = [file.path.name for file in (*self._old, self._file) if file is not None]
        heading = {"about": asdict(self._subject), "replaces": replaces, "when": time.time()}
        return [heading, *([{"held": change_out(self._held)}] if self._held else [])]

    def _retire(self) -> None:
        """Let the thread remove the file once what goes on from it is safe."""
        self._old += self._replaces
        self._replaces = ()
        if self._file is not None:
            self._old.append(self._file)
        self._file = None

    def _refused(self, error: OSError) -> None:
        self._behind = True
        self._by(time.monotonic() + AGAIN)
        self._say(
            _("The journal cannot be written: {reason}. Save your work now, or make room.").format(reason=reason(error))
        )

    def _say(self, sentence: str) -> None:
        if sentence != self.trouble:
            self.trouble = sentence
            self.tell()

    def _by(self, due: float) -> None:
        """Let the thread be at work by *due*."""
        self._due = due
        self._wake.notify()
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="diptych-journal", daemon=True)
            with contextlib.suppress(RuntimeError):  # the system has none left; what is written outlives the program
                thread.start()
                self._thread = thread

    # ── The thread ───────────────────────────────────────────────────────────────────────────────────────────────

    def _run(self) -> None:
        while True:
            with self._lock:
                while not self._ended and (self._due is None or self._due > time.monotonic()):
                    self._wake.wait(None if self._due is None else self._due - time.monotonic())
                ended, behind, self._due = self._ended, self._behind, None
            try:
                if behind:
                    self._anew()
                self._make_safe()
            except OSError as error:
                with self._lock:
                    self._refused(error)
            if ended:
                return

    def _make_safe(self) -> None:
        """Wait for the disk, keep the base, then put away what is not needed any more."""
        with self._lock:
            file, old, bytes_ = self._file, tuple(self._old), self._bytes
        if file is not None:
            file.sync()
            with contextlib.suppress(OSError, DiptychError):  # it only matters once another program changes the file
                bytes_.keep(file.path)
        with self._lock:
            if self._behind:
                return
            self._say("")
            del self._old[: len(old)]
        for each in old:
            each.remove()

    def _anew(self) -> None:
        """Write the whole of what differs from the base to a new file, and go on there."""
        with self._lock:
            base, now, typing = self._base, self._now, self._typing
            records = self._beginning()
            file = _fresh(self._subject, next(self._names))
            file.inherit((*self._old, *([self._file] if self._file is not None else [])))
        change = difference(apply(self._held, base) if self._held else base, now)
        try:
            file.begin([*records, {"change": change_out(change)}, *([typing] if typing is not None else [])])
            file.sync()
            with self._lock:
                if self._base is base and not self._ended:
                    if self._now is not now:
                        file.append({"change": change_out(difference(now, self._now))})
                    self._retire()
                    self._file, self._behind = file, False
                    return
        except OSError:
            file.remove()
            raise
        file.remove()


def _fresh(subject: Subject, name: str) -> Lines:
    """Begin a new file about *subject*. Raises OSError."""
    return Lines(places.made(places.journals()) / f"{subject.key}-{name}")


def touches(change: Change, row: int) -> bool:
    """Tell whether *change* puts something in the place of document row *row*."""
    return any(splice.at <= row < splice.at + len(splice.before) for splice in change.splices)
