"""What lies between two versions of one document, as one Change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from editor.model import Change, Document, Segment, Splice
from editor.rows import changed


def difference(before: Document, after: Document, label: str = "") -> Change:
    """Return the change that makes *before* into *after*, row by row; chunks that both share are not looked at."""
    splices = [
        Splice(at + start, was[start:end], now[first:last])
        for at, was, now in changed(before.rows, after.rows)
        for start, end, first, last in _runs(was, now)
    ]
    head = (before.head, after.head) if before.head != after.head else None
    return Change(label, tuple(splices), head)


def _runs(was: Sequence[Segment], now: Sequence[Segment]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where *was* gives way to *now*: first and last of each; rows belong together by their ids."""
    if len(was) == len(now) and all(a is b or a.id == b.id for a, b in zip(was, now, strict=True)):
        pairs = enumerate(zip(was, now, strict=True))
        for differ, run in groupby(pairs, lambda pair: pair[1][0] is not pair[1][1] and pair[1][0] != pair[1][1]):
            if differ:
                places = [row for row, _pair in run]
                yield places[0], places[-1] + 1, places[0], places[-1] + 1
        return
    matcher = SequenceMatcher(None, [row.id for row in was], [row.id for row in now], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield start, end, first, last
            continue
        for row in range(end - start):
            if was[start + row] != now[first + row]:
                yield start + row, start + row + 1, first + row, first + row + 1


def matters(change: Change) -> bool:
    """Tell whether *change* does more than give rows other ids."""
    return change.head is not None or any(
        len(splice.before) != len(splice.after)
        or any(replace(new, id=old.id) != old for old, new in zip(splice.before, splice.after, strict=True))
        for splice in change.splices
    )
