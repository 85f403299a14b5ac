"""Work off the main thread: pure functions over values, with progress, a way to cancel, and tickets."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from editor.errors import DiptychError
from editor.i18n import _

log = logging.getLogger(__name__)

T = TypeVar("T")
PAUSE = 0.05  # seconds between two reports of one task


class Cancelled(Exception):  # noqa: N818 - it is no error: somebody asked for it
    """The work was given up because nobody wants its result any more."""


@dataclass(eq=False)
class Task:
    """One piece of work under way. Only the dispatcher's thread reads *done* and *failed*."""

    number: int
    subject: str
    title: str
    done: Callable[[Any], None]
    failed: Callable[[DiptychError], None] | None
    stop: threading.Event = field(default_factory=threading.Event)


class Tasks(QObject):
    """Run functions in threads and bring what they return back to the main thread.

    A task has a *subject*; a newer one of the same subject overtakes it: the older is cancelled and its result, should
    it still come, dropped.
    """

    began = Signal(str)  # the title
    progressed = Signal(str, float)  # the title, a share of 0 … 1
    ended = Signal(str)
    failed = Signal(str)  # a sentence
    _reported = Signal(object, float)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[str, Task] = {}
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._on_finish, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        title: str,
        work: Callable[[Callable[[float], None]], T],
        done: Callable[[T], None],
        *,
        subject: str = "",
        failed: Callable[[DiptychError], None] | None = None,
    ) -> Task:
        """Call ``work(progress)`` in a thread, then ``done(result)`` here.

        *progress* takes a share of 0 … 1 and ends the work where it was cancelled. A DiptychError goes to *failed*, or
        to the signal of that name.
        """
        number = next(self._numbers)
        task = Task(number, subject or f"{title}#{number}", title, done, failed)
        self.give_up(task.subject)
        self._running[task.subject] = task
        self.began.emit(title)
        threading.Thread(target=self._work, args=(task, work), name=f"task-{number}", daemon=True).start()
        return task

    def at_once(
        self,
        work: Callable[[Callable[[float], None]], T],
        done: Callable[[T], None],
        failed: Callable[[DiptychError], None],
    ) -> None:
        """Do what ``run`` does here and now, without a thread: for what is small."""
        try:
            result = work(lambda _share: None)
        except DiptychError as error:
            failed(error)
        else:
            done(result)

    def runs(self, subject: str) -> bool:
        """Tell whether something is under way for *subject*."""
        return subject in self._running

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def cancel(self) -> None:
        """Give up everything under way; the results are dropped."""
        for subject in tuple(self._running):
            self.give_up(subject)

    def give_up(self, subject: str) -> None:
        """Give up what is under way for *subject*, if anything is; its result is dropped."""
        task = self._running.get(subject)
        if task is not None:
            self._drop(task)

    def _drop(self, task: Task) -> None:
        task.stop.set()
        if self._running.get(task.subject) is task:
            del self._running[task.subject]
            self.ended.emit(task.title)

    def _work(self, task: Task, work: Callable[[Callable[[float], None]], object]) -> None:
        last = time.monotonic()

        def progress(share: float) -> None:
            nonlocal last
            if task.stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= PAUSE:
                last = now
                self._reported.emit(task, share)

        try:
            result: object = work(progress)
        except Cancelled:
            return
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            result = _Raised(error)
        try:
            self._finished.emit(task, result)
        except RuntimeError:  # the window is gone, and with it whoever waited
            log.debug("nobody waits for %s", task.title)

    def _on_report(self, task: Task, share: float) -> None:
        if self._running.get(task.subject) is task:
            self.progressed.emit(task.title, share)

    def _on_finish(self, task: Task, result: object) -> None:
        if self._running.get(task.subject) is not task:
            return  # overtaken or cancelled
        del self._running[task.subject]
        self.ended.emit(task.title)
        if not isinstance(result, _Raised):
            task.done(result)
        elif not isinstance(result.error, DiptychError):
            log.error("%s failed", task.title, exc_info=result.error)
            raise result.error
        elif task.failed is not None:
            task.failed(result.error)
        else:
            self.failed.emit(str(result.error))


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


def share_words(title: str, share: float) -> str:
    """Return how far a task has come, in words."""
    return _("{title}: {percent} %").format(title=title, percent=round(100 * share))
