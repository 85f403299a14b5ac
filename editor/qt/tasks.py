"""Work off the main thread: pure functions over values, with progress, a way to cancel, and tickets."""

from __future__ import annotations

import itertools
import logging
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from editor.errors import DiptychError
from editor.i18n import _

log = logging.getLogger(__name__)

T = TypeVar("T")
PAUSE = 0.05  # seconds between two reports of one task
NAME = "task-"  # what the names of the threads begin with
PATIENCE = 3.0  # seconds that the end of the program waits for them


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
    owner: Callable[[], Tasks | None]
    stop: threading.Event = field(default_factory=threading.Event)


class _Post(QObject):
    """What threads hand their results to. It is never deleted, so that none of them ever speaks to what is gone."""

    reported = Signal(object, float)
    finished = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.over = False  # the program ends: nobody speaks to Qt any more
        self.reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def _report(self, task: Task, share: float) -> None:
        owner = task.owner()
        if owner is not None and isValid(owner):
            owner.hear(task, share)

    def _finish(self, task: Task, result: object) -> None:
        owner = task.owner()
        if owner is not None and isValid(owner):
            owner.take(task, result)


@lru_cache(maxsize=1)
def _post() -> _Post:
    return _Post()


def end() -> None:
    """Give up all work under way, and wait a little for it: no thread speaks to Qt once the program has ended."""
    _post().over = True
    _post.cache_clear()
    late = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread.name.startswith(NAME):
            thread.join(max(late - time.monotonic(), 0.0))


class Tasks(QObject):
    """Run functions in threads and bring what they return back to the main thread.

    A task has a *subject*; a newer one of the same subject overtakes it: the older is cancelled and its result, should
    it still come, dropped.
    """

    began = Signal(str)  # the title
    progressed = Signal(str, float)  # the title, a share of 0 … 1
    ended = Signal(str)
    failed = Signal(str)  # a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[str, Task] = {}
        self._post = _post()

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
        task = Task(number, subject or f"{title}#{number}", title, done, failed, weakref.ref(self))
        self.give_up(task.subject)
        self._running[task.subject] = task
        self.began.emit(title)
        thread = threading.Thread(target=_work, args=(self._post, task, work), name=f"{NAME}{number}", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system has none left
            _work(self._post, task, work)
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

    def hear(self, task: Task, share: float) -> None:
        """Tell how far a task has come."""
        if self._running.get(task.subject) is task:
            self.progressed.emit(task.title, share)

    def take(self, task: Task, result: object) -> None:
        """Do with a task's result what was asked for, unless it was overtaken or cancelled."""
        if self._running.get(task.subject) is not task:
            return
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


def _work(post: _Post, task: Task, work: Callable[[Callable[[float], None]], object]) -> None:
    """Do the work of a task, in its thread."""
    last = time.monotonic()

    def progress(share: float) -> None:
        nonlocal last
        if task.stop.is_set() or post.over:
            raise Cancelled
        now = time.monotonic()
        if now - last >= PAUSE:
            last = now
            post.reported.emit(task, share)

    try:
        result: object = work(progress)
    except Cancelled:
        return
    except BaseException as error:  # noqa: BLE001 - raised again in the main thread
        result = _Raised(error)
    if not post.over:
        post.finished.emit(task, result)


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


def share_words(title: str, share: float) -> str:
    """Return how far a task has come, in words."""
    return _("{title}: {percent} %").format(title=title, percent=round(100 * share))
