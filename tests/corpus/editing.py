"""Edits of the corpus: one target in each file with each kind of text, and all targets, undone again."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from editor import edits
from editor.errors import FormatError
from editor.model import May, apply
from editor.text import Text
from tests.corpus.files import corpus, opened, saved
from tests.corpus.witnesses import verify

if TYPE_CHECKING:
    from pathlib import Path

    from editor.model import Change, Document

TEXTS = ("a < b", "b & co", 'say "yes"', "x ]]> y", "one\ntwo", "Слово — да", "party 🎉", " leading", "مرحبا بالعالم")


@dataclass
class Tally:
    """What was tried on the files of one format, and what went wrong."""

    files: int = 0
    identical: int = 0
    edits: int = 0
    legacy: int = 0  # edits of files that are not in UTF-8 or UTF-16
    offered: int = 0  # PO edits refused for their charset and taken once the file was UTF-8
    undone: int = 0
    faults: list[str] = field(default_factory=list)


def tried(name: str, files: list[Path] | None = None, texts: tuple[str, ...] = TEXTS) -> Tally:
    """Open, save, edit and undo every file of format *name*."""
    tally = Tally()
    for path in corpus(name) if files is None else files:
        start = opened(name, path)
        data = path.read_bytes()
        tally.files += 1
        tally.identical += saved(name, start) == data
        rows = [row for row, segment in enumerate(start.rows) if May.TRANSLATE in segment.may]
        random = Random(path.name)
        chosen = random.sample(rows, min(len(rows), len(texts)))
        for number, text in enumerate(texts if rows else ()):
            try:
                _one(start, chosen[number % len(chosen)], text, tally)
            except (AssertionError, FormatError) as error:
                tally.faults.append(f"{path.name} row {chosen[number % len(chosen)] + 1}, {text!r}: {error}")
        if saved(name, _all_and_undone(start, rows)) == data:
            tally.undone += 1
        else:
            tally.faults.append(f"{path.name}: all edited and undone is not what it was")
    return tally


def _one(start: Document, row: int, text: str, tally: Tally) -> None:
    assert start.origin is not None
    name = start.origin.format
    typed = apply(edits.set_target(start, row, Text.of(text)), start)
    if tally.edits % 2:
        typed = apply(edits.confirm(typed, [row]), typed)
    wide = start.head.encoding.replace("_", "-").lower().startswith("utf")
    tally.edits += 1
    tally.legacy += not wide
    try:
        out = saved(name, typed)
    except FormatError as error:
        if name != "po" or "UTF-8" not in str(error):
            raise
        out = saved(name, typed, "utf-8")
        assert text in [each.target.plain for each in opened_again(out).rows]
        tally.offered += 1
        return
    verify(start, out, row, text)


def opened_again(data: bytes) -> Document:
    """Read a PO file from memory."""
    from editor.formats import ReadOptions, po  # noqa: PLC0415 - one format's own

    return po.read(data, ReadOptions())


def _all_and_undone(start: Document, rows: list[int]) -> Document:
    now: Document = start
    changes: list[Change] = []
    for row in rows[:: max(1, len(rows) // 300)]:
        changes.append(edits.set_target(now, row, Text.of(TEXTS[row % len(TEXTS)])))
        now = apply(changes[-1], now)
    if rows:
        changes.append(edits.confirm(now, rows))
        now = apply(changes[-1], now)
    for change in reversed(changes):
        now = apply(change.inverse, now)
    return now
