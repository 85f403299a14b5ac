"""Two documents, or two versions of one, row beside row: where source, target or state differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.compare.pairing import Match, paired
from editor.model import Document, Segment
from editor.text import Text

FIELDS = ("source", "target", "state", "marks", "notes")
ADDED, REMOVED, MOVED, CUT = "added", "removed", "moved", "cut"


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of one document beside those of the other, by number, and *what* differs: fields, or the place itself."""

    one: tuple[int, ...]
    two: tuple[int, ...]
    what: tuple[str, ...]


def compare(one: Document, two: Document) -> tuple[Difference, ...]:
    """Return the rows that differ, in the order of *two*, what only *one* has where it stood."""
    old, new = tuple(one.rows), tuple(two.rows)
    matches = _matched(old, new)
    found = [(match.new[0], 1, match.old, match.new, _what(old, new, match)) for match in matches]
    known = {row for match in matches for row in match.new}
    found += [(row, 1, (), (row,), (ADDED,)) for row in range(len(new)) if row not in known]
    behind = {row: match.new[-1] for match in matches if not match.moved for row in match.old}
    known = {row for match in matches for row in match.old}
    place = -1
    for row in range(len(old)):
        place = behind.get(row, place)
        if row not in known:
            found.append((place, 2, (row,), (), (REMOVED,)))
    return tuple(Difference(rows, others, what) for *_place, rows, others, what in sorted(found) if what)


def said(rows: Sequence[Segment], side: str) -> str:
    """Return the text of one *side* ("source" or "target") of rows, codes as marks, for people."""
    texts: list[Text] = [getattr(row, side) for row in rows]
    return " ".join(text.marked() for text in texts if text)


def _matched(old: Sequence[Segment], new: Sequence[Segment]) -> list[Match]:
    """Return the rows that belong together: by their ids in versions cut alike, else by what they say."""
    if [(row.id, row.unit) for row in old] == [(row.id, row.unit) for row in new]:
        same = sum(one.source == two.source for one, two in zip(old, new, strict=True))
        if 2 * same >= len(old):
            return [Match((row,), (row,)) for row in range(len(old))]
    return paired(old, new)


def _what(old: Sequence[Segment], new: Sequence[Segment], match: Match) -> tuple[str, ...]:
    rows, others = [old[row] for row in match.old], [new[row] for row in match.new]
    found = [name for name in FIELDS if _told(rows, name) != _told(others, name)]
    if len(rows) != len(others):
        found.append(CUT)
    return (*found, *([MOVED] if match.moved else []))


def _told(rows: Sequence[Segment], name: str) -> object:
    values = [getattr(row, name) for row in rows]
    if name in {"source", "target"}:
        return said(rows, name)
    if name == "notes":
        return [note for notes in values for note in notes]
    return list(dict.fromkeys(values))
