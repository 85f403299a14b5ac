"""Any evening of typing, confirming, splitting, joining, undoing, saving: killed and opened again, it is the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editor import edits, formats
from editor.errors import EditError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Change, Document, Head, Segment, document
from editor.session import Session
from editor.storage import journal
from editor.storage.beginning import Wishes, begin
from editor.storage.journal import Journal, Subject
from editor.storage.keeping import keep
from editor.storage.locks import Lock
from editor.text import Text
from tests.operations import operation

WORDS = st.sampled_from(["Раз.", "Два, три.", "", "«Да» <b>&", "שלום", " a  b "])


class Evening(RuleBasedStateMachine):
    """The session with its journal, and beside it the document as it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "work.xlf"
        os.environ["DIPTYCH_HOME"] = str(self.folder / "home")
        self.typed: tuple[int, Text] | None = None

    @initialize(name=st.sampled_from(["work.xlf", "work.po"]))
    def begin_work(self, name: str) -> None:
        self.path = self.folder / name
        rows = [
            Segment(f"f1/u{n // 3}/{n}", Text.of(f"Sentence {n}. And more."), unit=f"f1/u{n // 3}") for n in range(7)
        ]
        self.path.write_bytes(formats.write(document(rows, Head("en", "ru")), name, WriteOptions()).data)
        self.reopen()

    def reopen(self) -> None:
        begun = begin(self.path, ReadOptions(name=self.path.name), Wishes())
        assert isinstance(begun.lock, Lock)
        assert begun.opened.stamp.digest is not None
        self.lock, self.stamp = begun.lock, begun.opened.stamp
        subject = Subject(str(self.path), base=begun.opened.stamp.digest.hex(), name=self.path.name)
        recovered = begun.found.recovered if begun.found is not None else None
        replaces = [begun.found.left.file] if begun.found is not None else []
        held = recovered.held if recovered is not None else journal.NOTHING
        self.journal = Journal(subject, begun.base, held, replaces)
        self.session = Session(begun.document)
        self.saved = begun.document
        self.session.listen(lambda change: self.journal.record(change, self.session.document))
        if recovered is not None:
            assert recovered.left_out == 0
            self.session.do(recovered.change)
        self.typed = None

    def do(self, change: Change) -> None:
        self.session.do(change)
        if self.typed is not None and journal.touches(change, self.typed[0]):
            self.typed = None
        elif self.typed is not None:
            self.typed = change.to(self.typed[0]), self.typed[1]

    @rule(row=st.integers(0, 30), text=WORDS)
    def type_and_confirm(self, row: int, text: str) -> None:
        row %= len(self.session.document.rows)
        self.do(edits.set_target(self.session.document, row, Text.of(text)))
        self.do(edits.confirm(self.session.document, [row]))

    @rule(row=st.integers(0, 30), text=WORDS)
    def type_half(self, row: int, text: str) -> None:
        self.typed = row % len(self.session.document.rows), Text.of(text)
        self.journal.typing(self.typed[0], "target", self.typed[1])

    @rule(seed=st.integers(0, 1 << 32))
    def do_anything(self, seed: int) -> None:
        change = operation(self.session.document, Random(seed))
        if change is not None:
            self.do(change)

    @rule(back=st.booleans())
    def undo_or_redo(self, back: bool) -> None:
        change = self.session.undo() if back else self.session.redo()
        if change is not None and self.typed is not None:
            touched = journal.touches(change, self.typed[0])
            self.typed = None if touched else (change.to(self.typed[0]), self.typed[1])

    @precondition(lambda self: self.typed is None)
    @rule()
    def save(self) -> None:
        now = self.session.document
        kept = keep(now, self.path, self.stamp, self.journal)
        assert kept.stamp.digest is not None
        self.stamp = kept.stamp
        self.journal.moved(Subject(str(self.path), base=kept.stamp.digest.hex(), name=self.path.name), now, kept.held)
        self.session.saved()
        self.saved = now

    @rule(crash=st.booleans())
    def end_and_start_again(self, crash: bool) -> None:
        expected = self.expected() if crash else self.saved
        if crash:
            self.die()
        else:
            self.journal.close(keep=False)
            self.lock.release()
        self.reopen()
        assert list(self.session.document.rows) == list(expected.rows)
        assert self.session.document.head == expected.head

    def expected(self) -> Document:
        now = self.session.document
        if self.typed is not None:
            row, text = self.typed
            try:
                change = edits.set_target(now, row, text)
            except EditError:
                return now
            return _applied(change, now)
        return now

    def die(self) -> None:
        """Let go of the files as a killed process does."""
        with self.journal._lock:
            self.journal._ended = True
            self.journal._wake.notify()
        if self.journal._thread is not None:
            self.journal._thread.join()
        for file in (self.journal._file, *self.journal._replaces):
            if file is not None:
                file.close()
        self.lock.release()

    @invariant()
    def nothing_is_wrong_with_the_journal(self) -> None:
        if hasattr(self, "journal"):
            assert self.journal.trouble == ""

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.journal.close(keep=False)
            self.lock.release()
        shutil.rmtree(self.folder)


def _applied(change: Change, now: Document) -> Document:
    session = Session(now)
    session.do(change)
    return session.document


Evening.TestCase.settings = settings(max_examples=settings().max_examples // 4, stateful_step_count=30, deadline=None)
TestEvening = Evening.TestCase
