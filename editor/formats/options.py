"""What goes into and comes out of a format's two functions besides the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.text import Text


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: what the user said beforehand, all of it optional.

    *name* is the file's name (for titles and the skeleton), never a path to open. *encoding* overrides what the bytes
    seem to be. *segment* cuts a unit's text into sentences in a language; None keeps each unit whole. *progress* is
    called with a share of 0 … 1 and may raise to cancel.
    """

    name: str = ""
    source_language: str = ""
    target_language: str = ""
    encoding: str = ""
    segment: Callable[[Text, str], list[Text]] | None = None
    progress: Callable[[float], None] = field(default=lambda _share: None)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write. *untranslated* is "source" (keep the source's words) or "skip" (leave the segment out).

    *version* is the version of the format where it has several ("1.2", "2.0", "2.1", "2.2"); "" its usual one.
    *layout* is a format's own choice ("sentences" or "paragraphs" for the parallel edition).
    """

    untranslated: str = "source"
    version: str = ""
    layout: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes, one sentence for each kind of thing they could not hold, and how many segments stayed untranslated."""

    data: bytes = field(repr=False)
    losses: tuple[str, ...] = ()
    untranslated: int = 0
