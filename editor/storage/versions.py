"""What a document was before each save: a few dated copies in the state folder, thinned as they grow old."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.errors import StorageError
from editor.i18n import _
from editor.model import Document
from editor.storage import files, places

KEPT: Final = 10  # copies of one document
ROOM: Final = 512 << 20  # bytes for the copies of all documents together
SUFFIX: Final = ".version"
_FORM: Final = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """One copy: where it lies, and until when (UTC) it was the document."""

    path: Path
    when: dt.datetime

    @property
    def data(self) -> bytes:
        """The bytes of the document then. Raises StorageError."""
        reader = zlib.decompressobj()
        try:
            data = reader.decompress(files.read(self.path), files.LARGEST)  # no more than a document may have
        except zlib.error:
            data = b""
        if not reader.eof or _mark(data) not in self.path.name:
            raise StorageError(_("This version is damaged; choose another."))
        return data


def folder(document: Path) -> Path:
    """Return where the copies of *document* lie."""
    return places.versions() / places.key(document)


def keep(document: Path, now: dt.datetime | None = None) -> None:
    """Keep the file as it is, before it becomes another. Raises StorageError; a file not there yet is no error."""
    if not files.there(document):
        return
    data = files.read(document)
    now = now or dt.datetime.now(dt.UTC)
    earlier = versions(document)
    if earlier and _mark(data) in earlier[0].path.name:
        return
    try:
        place = places.made(folder(document)) / f"{now.strftime(_FORM)}-{_mark(data)}{SUFFIX}"
    except OSError as error:
        raise StorageError(_("No version can be kept: {reason}.").format(reason=files.reason(error))) from None
    files.save(zlib.compress(data, 1), place)
    for each in superfluous([version.when for version in versions(document)], now):
        _remove(next(version.path for version in versions(document) if version.when == each))
    _make_room()


def versions(document: Path) -> list[Version]:
    """Return the copies of *document*, the latest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder(document).glob(f"*{SUFFIX}"):
            with contextlib.suppress(ValueError):
                when = dt.datetime.strptime(path.name.partition("-")[0], _FORM).replace(tzinfo=dt.UTC)
                found.append(Version(path, when))
    return sorted(found, key=lambda version: version.when, reverse=True)


def superfluous(times: Sequence[dt.datetime], now: dt.datetime) -> list[dt.datetime]:
    """Return which of *times* to give up so that few remain, the nearer to *now* the closer together.

    The latest and the earliest stay; of the others goes, again and again, the one whose going widens a gap least in
    proportion to its age.
    """
    kept, gone = sorted(times, reverse=True), []
    while len(kept) > KEPT:
        ages = [max((now - each).total_seconds(), 0.0) + 1.0 for each in kept]
        gaps = {at: (ages[at + 1] - ages[at - 1]) / ages[at + 1] for at in range(1, len(kept) - 1)}
        gone.append(kept.pop(min(gaps, key=lambda at: gaps[at])))
    return gone


def same_places(one: Document, other: Document) -> bool:
    """Tell whether both are made of the same units, so that one can become the other by edits alone."""
    return {row.unit or row.id for row in one.rows} == {row.unit or row.id for row in other.rows}


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _make_room() -> None:
    """Give up the earliest copies of any document while all together take too much room."""
    sizes = []
    with contextlib.suppress(OSError):
        sizes = [(path.name, path.stat().st_size, path) for path in places.versions().glob(f"*/*{SUFFIX}")]
    taken = sum(size for _name, size, _path in sizes)
    for _name, size, path in sorted(sizes)[:-1]:
        if taken <= ROOM:
            return
        _remove(path)
        taken -= size


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
