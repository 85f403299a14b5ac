"""Two hands that edit one text at random, for tests of what becomes of both."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from editor import edits
from editor.errors import EditError
from editor.model import Head, Mark, Note, Review, Segment, State, apply, document
from editor.text import Break, Code, Kind, Text
from tests.operations import operation

if TYPE_CHECKING:
    from editor.model import Change, Document

WORDS = "the reading room on Harbour Street belongs to everyone who has ever sat there and read".split()
SPACE = Text.of(" ")


def letter(random: Random, units: int = 5) -> Document:
    """Return a text of some paragraphs, translated in part, with codes, breaks, notes and marks here and there."""
    rows = []
    for unit in range(1, units + 1):
        size = random.randrange(1, 5)
        rows += [_sentence(random, f"f1/u{unit}", n, last=n == size) for n in range(1, size + 1)]
    return document(rows, Head("en", "ru", "A letter"))


def _sentence(random: Random, unit: str, number: int, *, last: bool) -> Segment:
    words = random.choices(WORDS, k=random.randrange(2, 7))
    runs: list[str | Code | Break] = [f"{' '.join(words).capitalize()} {number}."]
    if random.random() < 0.3:
        code = Code(Kind.ALONE, f"{number}", "line break", "<br>", "\n")
        runs = [words[0], code, " and ", *runs]
    if random.random() < 0.2:
        runs = ["Yes.", Break(), " ", *runs]
    row = Segment(f"{unit}/{number}", Text.of(*runs), unit=unit, gap=Text() if last else SPACE)
    if random.random() < 0.6:
        state = random.choice([State.DRAFT, State.TRANSLATED, State.REVIEWED, State.FINAL])
        target = Text.of(*(run.upper() if isinstance(run, str) else run for run in row.source.runs))
        review = Review("R.", "2026-01-01") if state in edits.CLOSED else None
        row = replace(row, target=target, state=state, review=review)
    if random.random() < 0.2:
        row = replace(row, marks=frozenset({random.choice(list(Mark))}))
    if random.random() < 0.2:
        row = replace(row, notes=(Note("An old note"),))
    return row


def typing(start: Document, random: Random, token: str) -> Change | None:
    """Return the change that types the unique word *token* into some row."""
    row = random.randrange(len(start.rows))
    words = Text.of(f"{token} ", *start.rows[row].source.codes) if random.random() < 0.5 else Text.of(token)
    try:
        return edits.set_target(start, row, words)
    except EditError:
        return None


def edited(
    start: Document, random: Random, times: int, *, units: set[str] | None = None, name: str = "word"
) -> Document:
    """Return *start* after some random edits, none outside *units* where they are given."""
    now = start
    for number in range(times):
        change = typing(now, random, f"{name}{number}x") if random.random() < 0.3 else operation(now, random)
        if change and (units is None or all(row.unit in units for splice in change.splices for row in splice.before)):
            now = apply(change, now)
    return now
