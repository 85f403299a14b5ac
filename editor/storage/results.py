"""A result written to a file of its own: never over what somebody has open, and work it replaces can be had back."""

from __future__ import annotations

import logging
from pathlib import Path

from editor import formats
from editor.errors import StorageError
from editor.i18n import _
from editor.storage import files, locks, versions
from editor.storage.locks import Holder

log = logging.getLogger(__name__)


def put(data: bytes, name: Path | str) -> None:
    """Write *data* to the file *name*, unless somebody has it open. Raises StorageError.

    Where a work file stands there, it is kept among the versions of that file.
    """
    path = Path(name)
    if not (files.there(path) and path.is_file()):  # what is not there, or is a pipe, nobody has open
        files.save(data, path)
        return
    held = locks.acquire(path)
    if isinstance(held, Holder):
        said = _("{name} has {path} open; close it there, or write to another file.")
        raise StorageError(said.format(name=held.name, path=name))
    try:
        if any(kind.role == "work" for kind in formats.for_name(path.name)):
            _keep(path)
        files.save(data, path)
    finally:
        held.release()


def _keep(path: Path) -> None:
    try:
        versions.keep(path)
    except StorageError as error:
        log.warning("%s", error)
