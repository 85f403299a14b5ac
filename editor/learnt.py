"""What the user's own confirmed links have taught, kept by pair of languages: words that make the next letter align."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor import storage
from editor.align import learning
from editor.errors import FormatError, LanguageError, StorageError
from editor.i18n import _
from editor.languages import Language
from editor.linking.realigning import confirmed_pairs
from editor.storage import places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from editor.align.learning import Lexicon
    from editor.model import Document

LEAST: Final = 8  # confirmed links; from fewer nothing certain can be learnt
SUFFIX: Final = ".tsv"


def folder() -> Path:
    """Return the folder of the lexicons; it may be deleted at any time."""
    return places.state() / "words"


def words(source: str, target: str) -> Lexicon:
    """Return what is known of two languages, learnt in either direction; nothing where no lexicon can be read."""
    return learning.merged([_read(source, target), learning.reversed_(_read(target, source))])


def add(document: Document) -> int:
    """Learn from the confirmed links of *document*; return how many there are. Raises StorageError."""
    head = document.head
    pairs = confirmed_pairs(document)
    place = _place(head.source_language, head.target_language)
    if len(pairs) < LEAST or place is None:
        return 0
    known = learning.merged([_read(head.source_language, head.target_language), learning.learn(pairs)])
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=places.PRIVATE)
    except OSError as error:
        raise StorageError(
            _("Words learnt from your links cannot be kept in {path}: {reason}.").format(
                path=folder(), reason=error.strerror
            )
        ) from None
    storage.save(learning.write(known).encode(), place)
    return len(pairs)


def forget() -> None:
    """Delete all that was learnt. Raises StorageError."""
    try:
        for file in _all():
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            _("Words learnt from your links cannot be deleted in {path}: {reason}.").format(
                path=folder(), reason=error.strerror
            )
        ) from None


def _all() -> Iterable[Path]:
    return sorted(folder().glob(f"*{SUFFIX}"))


def _place(source: str, target: str) -> Path | None:
    """Return the file of a pair, by the languages alone; None where one is unknown, or there is no folder."""
    try:
        names = [Language(tag).primary for tag in (source, target) if tag]
    except LanguageError:
        return None
    return folder() / f"{'-'.join(names)}{SUFFIX}" if len(names) > 1 and places.known() else None


def _read(source: str, target: str) -> Lexicon:
    place = _place(source, target)
    try:
        return learning.read(storage.read(place).decode()) if place is not None and storage.there(place) else {}
    except (StorageError, FormatError, UnicodeDecodeError):
        return {}  # a lexicon is a convenience: what cannot be read is learnt anew
