"""Rows cut as other rows are: the splits and joins that one hand made, made again on what the other hand holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor import edits
from editor.compare.runs import text
from editor.errors import EditError
from editor.model import Head, Segment, apply, document


def lifted(rows: Sequence[Segment], shape: Sequence[Segment], head: Head) -> list[Segment] | None:
    """Return *rows* split and joined so that they have the sources and ids of *shape*.

    None where the two do not say the same, or where the file does not permit it.
    """
    if [(row.source, row.gap) for row in rows] == [(row.source, row.gap) for row in shape]:
        return [replace(row, id=like.id) for row, like in zip(rows, shape, strict=True)]
    if len({row.unit for row in (*rows, *shape)}) != 1 or text(rows) != text(shape):
        return None
    try:
        found = _joined(_split(rows, shape), shape, head)
    except EditError:
        return None
    if [_words(row) for row in found] != [_words(row) for row in shape]:
        return None
    return [replace(row, id=like.id, source=like.source, gap=like.gap) for row, like in zip(found, shape, strict=True)]


def _words(row: Segment) -> tuple[object, object]:
    return row.source.without_breaks(), row.gap.without_breaks()


def _size(row: Segment) -> int:
    return len(row.source.without_breaks()) + len(row.gap.without_breaks())


def _ends(rows: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return where each row's source ends and where the next row begins, breaks counting nothing."""
    found, at = [], 0
    for row in rows:
        found.append((at + len(row.source.without_breaks()), at + _size(row)))
        at += _size(row)
    return found


def _split(rows: Sequence[Segment], shape: Sequence[Segment]) -> list[Segment]:
    """Split *rows* wherever *shape* has a border and they have none."""
    found: list[Segment] = []
    at = 0
    cuts = [end for end, _next in _ends(shape)[:-1]]
    for row in rows:
        inner = [cut - at for cut in cuts if at < cut < at + len(row.source.without_breaks())]
        at += _size(row)
        parts = document([row])
        for number, cut in enumerate(inner):
            before = sum(_size(each) for each in parts.rows[:number])
            parts = apply(edits.split(parts, number, _with_breaks(parts.rows[number], cut - before)), parts)
        found += parts.rows
    return found


def _with_breaks(row: Segment, position: int) -> int:
    """Return where the *position* that counts no breaks stands when they are counted."""
    return position + sum(place <= position for place, _break in row.source.breaks)


def _joined(rows: Sequence[Segment], shape: Sequence[Segment], head: Head) -> list[Segment]:
    """Join those of *rows* that are one row in *shape*."""
    borders = {following for _end, following in _ends(shape)}
    found: list[Segment] = []
    whole = True
    for row, (_end, following) in zip(rows, _ends(rows), strict=True):
        if whole:
            found.append(row)
        else:
            found[-1] = edits.joined(found[-1], row, head)
        whole = following in borders
    return found
