"""Where a version's rows are other rows than the base's: the runs split, joined, added or taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from editor.compare.sequences import longest_increasing
from editor.model import Segment
from editor.text import Text


class Run(NamedTuple):
    """The rows *start* … *end* of the base are the rows *first* … *last* of the version."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class _Item:
    """One matched pair of rows, or what lies between two pairs; *pair* tells which."""

    run: Run
    pair: bool


def pairs(base: Sequence[Segment], side: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return the rows that are the same by their id and stand in the same order in both."""
    if len(base) == len(side) and all(one.id == two.id for one, two in zip(base, side, strict=True)):
        return [(row, row) for row in range(len(base))]
    places = {segment.id: row for row, segment in enumerate(side)}
    common = [(row, places[segment.id]) for row, segment in enumerate(base) if segment.id in places]
    return [common[place] for place in longest_increasing([there for _here, there in common])]


def restructured(base: Sequence[Segment], side: Sequence[Segment]) -> list[Run]:
    """Return the runs of *base* that are other rows in *side*, the smallest ones that can be told apart.

    Rows outside stand for one another one by one. A run that says the same text with other borders is one that was
    split, joined, or whose borders were moved.
    """
    found = []
    for group in _groups(base, side):
        found += list(_cut(group, base, side))
    return found


def text(rows: Sequence[Segment]) -> Text:
    """Return what the sources of *rows* and the gaps behind them say together."""
    runs = chain.from_iterable((*row.source.runs, *row.gap.runs) for row in rows)
    return Text.of(*runs).without_breaks()


def _groups(base: Sequence[Segment], side: Sequence[Segment]) -> Iterator[list[_Item]]:
    """Yield what lies between rows that are the same in source and gap."""
    group: list[_Item] = []
    here = there = 0
    for row, other in [*pairs(base, side), (len(base), len(side))]:
        if row > here or other > there:
            group.append(_Item(Run(here, row, there, other), pair=False))
        here, there = row + 1, other + 1
        if row < len(base) and _is_other(base[row], side[other]):
            group.append(_Item(Run(row, here, other, there), pair=True))
            continue
        if group:
            yield group
        group = []


def _is_other(one: Segment, two: Segment) -> bool:
    return one is not two and (one.source != two.source or one.gap != two.gap or one.unit != two.unit)


def _cut(group: Sequence[_Item], base: Sequence[Segment], side: Sequence[Segment]) -> Iterator[Run]:
    """Yield the runs of a group, cut where both say the same so far and where a paragraph ends."""
    part: list[_Item] = []
    longer = 0  # by how much the version's part is longer: the texts are compared only where they can be the same
    for item, following in zip(group, [*group[1:], None], strict=True):
        part.append(item)
        run = Run(part[0].run.start, item.run.end, part[0].run.first, item.run.last)
        was, now = base[run.start : run.end], side[run.first : run.last]
        longer += _length(side[item.run.first : item.run.last]) - _length(base[item.run.start : item.run.end])
        same = not longer and text(was) == text(now)
        if following and not (following.pair and (same or _parted((was, now), following.run, base, side))):
            continue
        if not all(each.pair for each in part) or (len(part) > 1 and same):
            yield run
        part, longer = [], 0


def _length(rows: Sequence[Segment]) -> int:
    return sum(len(row.source.without_breaks()) + len(row.gap.without_breaks()) for row in rows)


def _parted(
    parts: tuple[Sequence[Segment], Sequence[Segment]], following: Run, base: Sequence[Segment], side: Sequence[Segment]
) -> bool:
    """Tell whether the pair *following* belongs to another paragraph than the rows before it, on both sides."""
    ends = {row.unit for part in parts for row in part[-1:]}
    return ends.isdisjoint((base[following.start].unit, side[following.first].unit))
