"""Files whose rows are named by their place alone (PO): the same entry goes by one name in all versions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.compare.pairing import elsewhere, identity
from editor.compare.sequences import aligned
from editor.model import Document, Segment, Splice
from editor.rows import Rows


@dataclass(frozen=True, slots=True)
class Named:
    """A version under the names of the base, and its own rows by these names."""

    document: Document
    rows: dict[str, Segment]


def are_named_by_place(*documents: Document) -> bool:
    """Tell whether the names of rows say no more than where they stand, and differ between *documents*."""
    if any(document.origin is None or document.origin.format != "po" for document in documents):
        return False
    names = [{row.id: identity(row) for row in document.rows} for document in documents]
    return any(names[0].get(name, said) != said for other in names[1:] for name, said in other.items())


def named(base: Document, side: Document) -> Named:
    """Return *side* with each row that *base* has too under the base's name; others are named for what they say."""
    mine, other = ([identity(row) for row in document.rows] for document in (base, side))
    keys: tuple[list[Hashable], list[Hashable]] = mine, other
    anchors = aligned(*keys)
    known = {there: base.rows[here] for here, there in [*anchors, *elsewhere(keys, anchors)]}
    found: dict[str, Segment] = {}
    rows = []
    for number, row in enumerate(side.rows):
        like = known.get(number)
        name, times = like.id if like else f"+{identity(row)!r}", 2
        while name in found:
            name, times = f"{name}-{times}", times + 1
        found[name] = row
        rows.append(replace(row, id=name, unit=like.unit if like else f"{name}/"))
    return Named(replace(side, rows=Rows.of(rows)), found)


def back(merged: Sequence[Segment], theirs: Named) -> list[Segment]:
    """Return *merged* rows under the names that *theirs* had before; rows of the other hand under free ones."""
    taken = {row.id for row in theirs.rows.values()}
    rows = []
    for row in merged:
        own = theirs.rows.get(row.id)
        if own is not None:
            again = replace(row, id=own.id, unit=own.unit)
            rows.append(own if again == own else again)
            continue
        name, times = row.unit.rstrip("/") if row.id.startswith("+") else row.id, 2
        while name in taken:
            name, times = f"{row.id}-{times}", times + 1
        taken.add(name)
        rows.append(replace(row, id=name))
    return rows


def splices(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[Splice]:
    """Yield the runs that differ; a row is the same where it is the very same value."""
    start = first = 0
    pairs = aligned([id(row) for row in old], [id(row) for row in new])
    for row, other in [*pairs, (len(old), len(new))]:
        if start < row or first < other:
            yield Splice(start, tuple(old[start:row]), tuple(new[first:other]))
        start, first = row + 1, other + 1
