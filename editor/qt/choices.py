"""The user's settings while the program runs: who wants to know hears of each change, and the disk does too."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from editor import settings
from editor.errors import StorageError
from editor.settings import Settings

log = logging.getLogger(__name__)


class Choices(QObject):
    """Hold the settings of the running program; every change is kept on disk."""

    changed = Signal()
    refused = Signal(str)  # a sentence: the settings could not be kept

    def __init__(self, now: Settings, parent: QObject | None = None, *, keep: bool = True) -> None:
        """Begin with *now*; without *keep* nothing is written to disk."""
        super().__init__(parent)
        self._now = now
        self._known = now  # what was last read or written
        self._keep = keep

    @property
    def now(self) -> Settings:
        """The settings as they are."""
        return self._now

    def choose(self, **values: Any) -> None:  # noqa: ANN401 - the fields of Settings, checked by it
        """Change the fields named."""
        self.put(replace(self._now, **values))

    def put(self, new: Settings, *, later: bool = False) -> None:
        """Change to *new*, keep it on disk and tell everybody; on disk *later*, where the window is painted first."""
        if new == self._now:
            return
        self._now = new
        if self._keep and later:
            QTimer.singleShot(0, self, self._write)
        elif self._keep:
            self._write()
        self.changed.emit()

    def _write(self) -> None:
        try:
            settings.save(self._now, self._known)
            self._known = self._now
        except StorageError as error:
            log.warning("settings: %s", error)
            self.refused.emit(str(error))
