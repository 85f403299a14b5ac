"""Pseudo-translation: every letter gets an accent, so that a layout shows what was left out and what has no room."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from editor import edits
from editor.i18n import N_
from editor.model import Change, State
from editor.text import Code, Text

if TYPE_CHECKING:
    from editor.model import Document, Segment

ACCENTS = "\u0301\u0308\u030c\u0302\u0303\u0307\u0327\u0306\u0304\u030a\u030b\u0323\u0328\u0300"
"""Combining marks, those first that most letters can wear."""


def accented(text: str, longer: int = 0) -> str:
    """Return *text* with an accent on every letter, and *longer* per cent more letters, spread evenly.

    Taking the accents away again gives the text back, as Unicode decomposes it.

    >>> accented("Open letter, Письмо 5")
    'Óṕéń ĺéẗẗéŕ, П́ӥс́ь́м́ӧ 5'
    """
    found: list[str] = []
    owed = 0
    for character in text:
        if not character.isalpha():
            found.append(character)
            continue
        owed += longer
        found.append(_worn(character) * (1 + owed // 100))
        owed %= 100
    return "".join(found)


@lru_cache(maxsize=4_096)
def _worn(letter: str) -> str:
    """Return a letter with an accent: as one character where Unicode has it, else with one that combines."""
    for accent in ACCENTS:
        composed = unicodedata.normalize("NFC", letter + accent)
        if len(composed) == 1:
            return composed
    return letter + ACCENTS[0]


def translate(document: Document, *, longer: int = 0) -> Change:
    """Return the change that gives every segment for translation its own source, accented, as a finished target."""

    def worn(segment: Segment) -> Segment:
        if not segment.translatable or not segment.source.without_breaks():
            return segment
        runs = segment.source.without_breaks().runs
        target = Text.of(*(run if isinstance(run, Code) else accented(str(run), longer) for run in runs))
        typed = replace(edits.retyped(segment, target), state=State.TRANSLATED)
        return edits.confirmed(typed)

    return edits.on_rows(N_("Pseudo-translation"), document, range(len(document.rows)), worn)
