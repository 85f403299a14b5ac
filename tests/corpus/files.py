"""The files of the shared corpus by format, and the document that each is read as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats
from editor.formats import ReadOptions, WriteOptions

if TYPE_CHECKING:
    from editor.model import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDERS = {"xliff1": "xliff12", "xliff2": "xliff2", "po": "po", "tmx": "tmx"}
TITLES = {"xliff1": "XLIFF 1.2", "xliff2": "XLIFF 2", "po": "PO", "tmx": "TMX"}


def corpus(name: str, shared: Path = SHARED) -> list[Path]:
    """Return the files of format *name*."""
    return sorted((shared / "formats" / "corpus" / FOLDERS[name]).iterdir())


def opened(name: str, path: Path) -> Document:
    """Return the document in the file at *path*, which is of format *name*."""
    asked = "" if name == "tmx" else "ru"  # a memory has languages of its own
    return formats.named(name).functions.read(path.read_bytes(), ReadOptions(name=path.name, target_language=asked))


def saved(name: str, document: Document, encoding: str = "") -> bytes:
    """Return the bytes that *document* is written as in format *name*."""
    return formats.named(name).functions.write(document, WriteOptions(encoding=encoding)).data
