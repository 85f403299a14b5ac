"""What only a look at every row tells: words, notes, links; reckoned in a thread once the document is in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from editor import columns
from editor.linking import doubts
from editor.rows import Chunk, Rows

if TYPE_CHECKING:
    from editor.model import Segment
    from editor.qt.tasks import Tasks
    from editor.session import Session

SUBJECT = "words"  # the subject of the task that looks at every row
AT_ONCE = 4  # chunks that were read already and are looked at without a thread
LATER = 100  # ms that the look waits, so that the window is painted first
NAMES = ("words", "noted", "links")
Truth = np.ndarray[tuple[int], np.dtype[np.bool_]]


def noted(rows: Rows[Segment]) -> Truth:
    """Return for each of *rows* whether somebody wrote a note about it."""
    return np.frombuffer(b"".join(rows.column("noted", _noted)), dtype=np.bool_)


def _noted(run: tuple[Segment, ...]) -> bytes:
    return bytes(bool(segment.notes) for segment in run)


def look(chunk: Chunk[Segment]) -> None:
    """Reckon for *chunk* what only its rows tell."""
    part = Rows((chunk,))
    columns.words(part)
    noted(part)
    doubts.facts(part)


def waiting(rows: Rows[Segment]) -> list[Chunk[Segment]]:
    """Return the chunks that nobody looked at."""
    return [chunk for chunk in rows.chunks if any(name not in chunk.facts for name in NAMES)]


class Counting(QObject):
    """Look at every row of a session's document, at once where that is little, else where nobody waits for it."""

    known = Signal()  # everything is reckoned

    def __init__(self, session: Session, tasks: Tasks) -> None:
        """Look at nothing yet."""
        super().__init__()
        self._session = session
        self._tasks = tasks
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._begin)

    def complete(self) -> bool:
        """Tell whether everything is known of the document as it is now; where it is not, begin to find out soon."""
        left = waiting(self._session.document.rows)
        if len(left) <= AT_ONCE and all(chunk.decoded for chunk in left):
            for chunk in left:
                look(chunk)
            return True
        self._later.start()
        return False

    def close(self) -> None:
        """Give up: the document is put away."""
        self._later.stop()
        self._tasks.give_up(SUBJECT)

    def _begin(self) -> None:
        left = waiting(self._session.document.rows)

        def count(progress: Callable[[float], None]) -> None:
            for chunk in left:
                progress(0.0)  # where a newer count overtook this one, it ends here
                look(chunk)

        self._tasks.run("", count, lambda _done: self.known.emit(), subject=SUBJECT)
