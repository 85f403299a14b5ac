"""Where an open document lives: its work file on disk, or the document it was made from while it has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from editor.languages import Language
from editor.model import Head
from editor.storage import Stamp


@dataclass(frozen=True, slots=True)
class WorkFile:
    """*path* and *stamp* are None until the work is saved; *original* is the document it was made from, if any."""

    path: Path | None = None
    stamp: Stamp | None = None
    original: Path | None = None
    data: bytes = field(default=b"", repr=False)
    saved_at: str = ""  # "12:04", "" where it was not saved yet in this sitting
    seen: tuple[int, int] | None = None  # time of change and size of the file when its bytes were last looked at
    noticed: Stamp | None = None  # what another program wrote there, once the user was told

    def name(self, head: Head) -> str:
        """Return what the document is called in the window: its file's name, else its title."""
        place = self.path or self.original
        return _bare(place.stem, head) if place is not None else head.title

    def proposed(self, head: Head, suffix: str = ".xlf") -> Path:
        """Return where the work would be saved: beside its original, with the target language in the name."""
        place = self.path or self.original or Path.home() / "translation"
        language = f".{head.target_language}" if head.target_language else ""
        return place.with_name(f"{_bare(place.stem, head)}{language}{suffix}")


def _bare(stem: str, head: Head) -> str:
    """Return a file's name without the languages behind it, as in "letter" of "letter.en"."""
    for tag in (head.target_language, head.source_language):
        for spelled in (tag, tag.partition("-")[0]):
            stem = stem.removesuffix(f".{spelled}") if spelled else stem
    return stem


def languages(head: Head) -> str:
    """Return both languages in words, as in "English → Russian"."""
    names = [Language(tag).name if tag else "?" for tag in (head.source_language, head.target_language)]
    return " → ".join(names)
