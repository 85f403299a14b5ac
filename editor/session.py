"""The one mutable thing: the current document, its two undo stacks, and who listens."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.model import Change, Document, apply

if TYPE_CHECKING:
    from editor.text import Text

Listener = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Past:
    """What a segment's target was before a change, and when (seconds since the epoch) it ceased to be."""

    when: float
    label: str
    target: Text
    state: str


class Session:
    """Hold a document and let changes be made, undone and redone; listeners hear each as it is applied."""

    def __init__(self, document: Document, clock: Callable[[], float] = time.time) -> None:
        """Begin with *document*, saved as it is."""
        self._document = document
        self._clock = clock
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._saved: Change | None = None
        self._saved_is_reachable = True
        self._listeners: list[Listener] = []
        self._past: dict[str, list[Past]] = {}

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._document

    @property
    def modified(self) -> bool:
        """Whether the document differs from what was last saved."""
        last = self._done[-1] if self._done else None
        return not self._saved_is_reachable or last is not self._saved

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" for nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, "" for nothing."""
        return self._undone[-1].label if self._undone else ""

    def do(self, change: Change) -> bool:
        """Make *change*; tell whether it changed anything. Raises EditError where it does not fit."""
        if not change:
            return False
        before = self._document
        self._document = apply(change, before)
        if self._undone and self._saved in self._undone:
            self._saved_is_reachable = False
        self._undone.clear()
        self._done.append(change)
        self._remember(change)
        self._tell(change)
        return True

    def undo(self) -> Change | None:
        """Take back the last change; return what was applied, None where there is nothing to take back."""
        if not self._done:
            return None
        change = self._done[-1].inverse
        self._document = apply(change, self._document)
        self._undone.append(self._done.pop())
        self._tell(change)
        return change

    def redo(self) -> Change | None:
        """Make the change last taken back again; return it, None where there is none."""
        if not self._undone:
            return None
        change = self._undone[-1]
        self._document = apply(change, self._document)
        self._done.append(self._undone.pop())
        self._tell(change)
        return change

    @property
    def point(self) -> Change | None:
        """The change that was made last, None where there is none."""
        return self._done[-1] if self._done else None

    def holds(self, change: Change) -> bool:
        """Tell whether *change* was made and is not taken back."""
        return any(each is change for each in self._done)

    def saved(self) -> None:
        """Remember that the document as it is now is on disk."""
        self.saved_at(self.point)

    def made(self) -> None:
        """Remember that the document was made here: no undo leads back to a file that holds it."""
        self._saved_is_reachable = False

    def saved_at(self, point: Change | None) -> None:
        """Remember that the document as it was at *point* is on disk."""
        self._saved = point
        self._saved_is_reachable = point is None or any(each is point for each in (*self._done, *self._undone))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* with every change applied from now on; return what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def past(self, segment_id: str) -> tuple[Past, ...]:
        """Return the earlier targets of a segment in this session, latest first."""
        return tuple(reversed(self._past.get(segment_id, ())))

    def _remember(self, change: Change) -> None:
        now = self._clock()
        for splice in change.splices:
            after = {segment.id: segment for segment in splice.after}
            for segment in splice.before:
                new = after.get(segment.id)
                if new is None or new.target != segment.target or new.state != segment.state:
                    entry = Past(now, change.label, segment.target, segment.state.value)
                    self._past.setdefault(segment.id, []).append(entry)

    def _tell(self, change: Change) -> None:
        with ExitStack() as all_of_them:  # one that fails keeps no other from hearing
            for listener in reversed(self._listeners):
                all_of_them.callback(listener, change)
