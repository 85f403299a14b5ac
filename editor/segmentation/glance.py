"""Decide at a glance where none and where most sentences end: behind a plain word, before a space and a capital."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from editor.segmentation import words
from editor.segmentation.tables import Table

_LONGEST = 40  # letters of a word
_LONGEST_ITEM = words.LONGEST_ITEM
_REMEMBERED = 16_384  # words of a language

# Signs that end nothing, but for those of them that a language adds to its stops.
_NO_STOPS = " ,;:()[]«»„“”‘’'\"-–—/%&+*=<>\u00a0"

Search = Callable[[str, int], re.Match[str] | None]
"""Finds a character in a text, from a place on."""

Glance = Callable[[str, int, int], bool]
"""Tells of a text, where its sentence began and where its stop is, whether the sentence surely ends there."""


@functools.cache
def near(extra: str) -> Search:
    """Return what searches, from some place on, for the next character at which ``signs.scanner(extra)`` may match.

    Letters and the commonest signs are passed by in a fraction of the time that the scanner takes for them.
    """
    passed = "".join(sign for sign in _NO_STOPS if sign not in extra)
    return re.compile(rf"[^\w{re.escape(passed)}]").search


def glancer(table: Table) -> Glance:
    """Return what looks at a ".", "!" or "?" before one space and a letter; False where it takes a closer look.

    What it says is what ``stops.is_end`` would say of the same place, for a small part of the work.
    """
    is_plain = functools.lru_cache(_REMEMBERED)(functools.partial(_is_plain, table, _parts(table)))

    def glance(text: str, piece: int, at: int) -> bool:
        capital = text[at + 2]
        if not (capital.isupper() and capital.isalpha()):
            return False
        if text[at] != ".":
            return at > piece and text[at - 1].isalpha()
        left = text.rfind(" ", max(piece, at - _LONGEST - 1), at)
        if left <= piece or at - piece <= _LONGEST_ITEM or text[left - 1] == ".":
            return False
        return is_plain(text[left + 1 : at])

    return glance


def _parts(table: Table) -> frozenset[str]:
    """Return the words in small letters that are the last or the first of an abbreviation of several."""
    spaced = {key.lower().rpartition(" ")[2] for key in table.kinds if " " in key}
    return frozenset(spaced | {head.partition(".")[0] for head in table.heads})


def _is_plain(table: Table, parts: frozenset[str], word: str) -> bool:
    """Tell whether *word* is no abbreviation and no part of one, whatever stands around it."""
    if not word.isalpha() or word.lower() in parts or word.endswith(tuple(tail for tail, _kind in table.tails)):
        return False
    return table.kind(word) is None and words.is_word(word, table)
