"""Random edits on any document: what a translator could do next, for tests that play many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor import edits, find
from editor.errors import EditError
from editor.model import Mark, Note, Review, State
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from editor.model import Change, Document

WORDS = ("слово", "word", "кот", "<&>", "«дом»", "שלום", "字", "a\u00a0b", "", "two words")


def _row(document: Document, random: Random) -> int:
    return random.randrange(len(document.rows))


def _rows(document: Document, random: Random) -> list[int]:
    return [_row(document, random) for _ in range(random.randrange(1, 4))]


def _type(document: Document, random: Random) -> Change:
    row = _row(document, random)
    words = " ".join(random.choice(WORDS) for _ in range(random.randrange(4))).strip()
    codes = document.rows[row].source.codes if random.random() < 0.5 else ()
    return edits.set_target(document, row, Text.of(words, *codes))


def _split(document: Document, random: Random) -> Change:
    row = _row(document, random)
    segment = document.rows[row]
    target = random.randrange(len(segment.target) + 1) if random.random() < 0.5 else None
    return edits.split(document, row, random.randrange(len(segment.source) + 1), target)


def _source(document: Document, random: Random) -> Change:
    row = _row(document, random)
    return edits.edit_source(document, row, document.rows[row].source + Text.of(random.choice(WORDS)))


def _note(document: Document, random: Random) -> Change:
    row = _row(document, random)
    return edits.set_notes(document, row, (*document.rows[row].notes, Note(random.choice(WORDS) or "?")))


def _mark(document: Document, random: Random) -> Change:
    rows = _rows(document, random)
    return edits.set_mark(document, rows, random.choice(list(Mark)), on=random.random() < 0.5, reason="a test")


def _state(document: Document, random: Random) -> Change:
    return edits.set_state(document, _rows(document, random), random.choice(list(State)), Review("R.", "2026-11-22"))


def _replace(document: Document, random: Random) -> Change:
    return find.replace_all(document, find.Query(random.choice(WORDS)), random.choice(WORDS))


OPERATIONS: tuple[Callable[[Document, Random], Change], ...] = (
    _type,
    _type,
    _split,
    _source,
    _note,
    _mark,
    _state,
    _replace,
    lambda document, random: edits.join(document, _row(document, random)),
    lambda document, random: edits.confirm(document, _rows(document, random)),
    lambda document, random: edits.clear(document, _rows(document, random)),
    lambda document, random: edits.copy_source(document, _rows(document, random)),
)


def operation(document: Document, random: Random) -> Change | None:
    """Return a random edit of *document*, or None where the one chosen is not permitted."""
    try:
        return random.choice(OPERATIONS)(document, random)
    except EditError:
        return None
