"""Two hands worked on one text: what both did, in one change, and the places where they did different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from editor.compare.fields import marked, noted, settle, three, weight
from editor.compare.lifting import lifted
from editor.compare.placing import are_named_by_place, back, named, splices
from editor.compare.runs import Run, restructured
from editor.i18n import N_, _
from editor.model import STATES, Change, Document, Head, Segment, Skeleton, Splice, apply

Rows = Sequence[Segment]
_STRUCTURE = ("rows",)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both hands changed in different ways, in *fields*; the merged document keeps one and notes the other.

    *row* is the (first) row in the merged document, None where the *fields* are the document's own properties.
    """

    row: int | None
    base: tuple[Segment, ...] = ()
    ours: tuple[Segment, ...] = ()
    theirs: tuple[Segment, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The change that, made to *theirs*, gives the merged document; and what to ask."""

    change: Change
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Region:
    """Rows of the three versions that belong together; *shapes* tells which of the two hands made other rows."""

    base: Rows
    ours: Rows
    theirs: Rows
    at: int  # in theirs
    restructured: tuple[bool, bool]


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Merge the edits that lead from *base* to *ours* into *theirs*, segment by segment and field by field.

    Nothing is lost: where both changed the same, the version that is further on stays, the other goes into a note, and
    the segment is marked *needs work*. Which hand is called which is of no account: the merged document is the same.
    """
    if are_named_by_place(base, ours, theirs):
        return _merged_by_content(base, ours, theirs)
    head, asked = _head(base.head, ours.head, theirs.head)
    by_id = [{row.id: row for row in each.rows} for each in (base, ours, theirs)]
    desk = _Desk(head, by_id[0], by_id[1], by_id[2])
    splices = []
    for region in _regions(tuple(base.rows), tuple(ours.rows), tuple(theirs.rows)):
        after = desk.placed(desk.resolve(region))
        if after != list(region.theirs):
            splices.append(Splice(region.at, tuple(region.theirs), tuple(after)))
    change = Change(N_("Merge"), tuple(splices), (theirs.head, head) if head != theirs.head else None)
    return Merged(change, (*asked, *desk.asked()))


def _merged_by_content(base: Document, ours: Document, theirs: Document) -> Merged:
    """Merge versions in which the same row has not the same name."""
    mine, other = named(base, ours), named(base, theirs)
    found = merge(replace(base, origin=None), replace(mine.document, origin=None), replace(other.document, origin=None))
    rows = back(tuple(apply(found.change, other.document).rows), other)
    change = Change(found.change.label, tuple(splices(tuple(theirs.rows), rows)), found.change.head)
    return Merged(change, found.conflicts)


# ── What belongs together ────────────────────────────────────────────────────────────────────────────────────────


def _regions(base: Rows, ours: Rows, theirs: Rows) -> Iterator[_Region]:
    """Yield all rows: those that stand for one another one by one, and the runs that one hand or both cut anew."""
    runs = [(run, side) for side, rows in enumerate((ours, theirs)) for run in restructured(base, rows)]
    runs.sort(key=lambda each: (each[0].start, each[0].end))
    here, places, at = 0, [0, 0], 0
    while at < len(runs) or here < len(base):
        start = runs[at][0].start if at < len(runs) else len(base)
        for row in range(here, start):
            versions = (base[row],), (ours[places[0]],), (theirs[places[1]],)
            yield _Region(*versions, places[1], (False, False))
            places = [places[0] + 1, places[1] + 1]
        here = start
        if at == len(runs):
            break
        number, end = _together(runs, at)
        sizes = [end - here, end - here]
        for run, side in runs[at:number]:
            sizes[side] += (run.last - run.first) - (run.end - run.start)
        sides = {side for _run, side in runs[at:number]}
        one, two = (rows[place : place + size] for rows, place, size in zip((ours, theirs), places, sizes, strict=True))
        yield _Region(base[here:end], one, two, places[1], (0 in sides, 1 in sides))
        places = [place + size for place, size in zip(places, sizes, strict=True)]
        here, at = end, number


def _together(runs: Sequence[tuple[Run, int]], at: int) -> tuple[int, int]:
    """Return how far the runs from number *at* overlap, and the row of the base where they end."""
    start, end = runs[at][0][:2]
    number = at + 1
    while number < len(runs):
        run = runs[number][0]
        if not (run.start < end or run.start == run.end == start == end):
            break
        end = max(end, run.end)
        number += 1
    return number, end


# ── Region by region ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Desk:
    """The three versions by id, where each merged row stands, and what is to be asked of which."""

    head: Head
    base: dict[str, Segment]
    ours: dict[str, Segment]
    theirs: dict[str, Segment]
    places: dict[str, int] = field(default_factory=dict)
    conflicts: list[tuple[str, Conflict]] = field(default_factory=list)

    def asked(self) -> list[Conflict]:
        """Return the conflicts, each with the row where it stands now."""
        found = [replace(conflict, row=self.places.get(name, 0)) for name, conflict in self.conflicts]
        return sorted(found, key=lambda conflict: conflict.row or 0)

    def placed(self, rows: Rows) -> list[Segment]:
        """Return *rows* under ids that no row before them bears; a row that both hands moved stands once."""
        found = []
        for row in rows:
            if row.id in self.places and row.id in self.base:
                continue
            name, number = row.id, 2
            while name in self.places:
                name, number = f"{row.id}-{number}", number + 1
            self.places[name] = len(self.places)
            found.append(row if name == row.id else replace(row, id=name))
        return found

    def resolve(self, region: _Region) -> list[Segment]:
        """Return the merged rows of *region*."""
        if not any(region.restructured):
            return self._settled(region.base, region.ours, region.theirs)
        if region.theirs in (region.ours, region.base):
            return [self._moved(row) for row in region.ours]
        if region.ours == region.base:
            return [self._moved(row) for row in region.theirs]
        found = self._reshaped(region)
        if found is None and _is_row_by_row(region):
            found = self._row_by_row(region)
        return found if found is not None else self._either(region)

    def _settled(self, base: Rows, ours: Rows, theirs: Rows) -> list[Segment]:
        """Merge rows that stand for one another."""
        rows = []
        for was, mine, other in zip(base, ours, theirs, strict=True):
            settled = settle(was, mine, other)
            rows.append(settled.segment)
            if settled.fields:
                conflict = Conflict(None, (was,), (mine,), (other,), settled.fields)
                self.conflicts.append((settled.segment.id, conflict))
        return rows

    def _reshaped(self, region: _Region) -> list[Segment] | None:
        """Merge rows that say the same and were cut anew, by cutting the others in the same way."""
        shapes = [rows for rows, anew in zip((region.ours, region.theirs), region.restructured, strict=True) if anew]
        shape = max(shapes, key=lambda rows: [row.id for row in rows])
        if any([(row.source, row.gap) for row in each] != [(row.source, row.gap) for row in shape] for each in shapes):
            return None
        base, ours, theirs = (lifted(each, shape, self.head) for each in (region.base, region.ours, region.theirs))
        if base is None or ours is None or theirs is None:
            return None
        return self._settled(base, ours, theirs)

    def _row_by_row(self, region: _Region) -> list[Segment]:
        """Merge rows that were added, taken away and edited, none of them cut."""
        behind = [_behind(region.base, rows) for rows in (region.ours, region.theirs)]
        names = [{row.id for row in rows} for rows in (region.ours, region.theirs)]
        rows: list[Segment] = []
        for was in (None, *region.base):
            if was is not None:
                rows += self._kept(was, names)
            added = [each.get(was.id if was else "", []) for each in behind]
            both = [row for row in added[0] if row in added[1]]
            first, second = sorted(added, key=_weights, reverse=True)
            rows += [self._moved(row) for row in (*first, *(row for row in second if row not in both))]
        return rows

    def _kept(self, was: Segment, names: Sequence[set[str]]) -> list[Segment]:
        """Return the row *was* as it is now: gone where one hand took it away and the other left it as it was."""
        mine, other = self.ours.get(was.id), self.theirs.get(was.id)
        stays = [was.id in each for each in names]
        if all(stays) and mine and other:
            return self._settled([was], [mine], [other])
        left = mine if stays[0] else other if stays[1] else None
        if left is None or left == was or (mine and other):  # both took it away, or one moved it elsewhere
            return []
        conflict = Conflict(None, (was,), (left,) if stays[0] else (), (left,) if stays[1] else (), _STRUCTURE)
        self.conflicts.append((was.id, conflict))
        return [marked(noted(left, _("The other version, from the merge, does without this segment.")))]

    def _moved(self, row: Segment) -> Segment:
        """Return a row that may stand elsewhere in the other versions with what both hands made of it."""
        was, mine, other = self.base.get(row.id), self.ours.get(row.id), self.theirs.get(row.id)
        return self._settled([was], [mine], [other])[0] if was and mine and other else row

    def _either(self, region: _Region) -> list[Segment]:
        """Keep one of two runs that do not go together; what the other says goes into a note."""
        first, second = sorted((region.ours, region.theirs), key=_run_weight, reverse=True)
        versions = (tuple(region.base), tuple(region.ours), tuple(region.theirs))
        self.conflicts.append((first[0].id, Conflict(None, *versions, _STRUCTURE)))
        known = {note for row in (*first, *region.base) for note in row.notes}
        fresh = tuple(note for row in second for note in row.notes if note not in known)
        rows = [marked(row) for row in first]
        lines = [f"{row.source.marked(row.target.codes)} | {row.target.marked(row.source.codes)}" for row in second]
        said = _("The other version, from the merge: {text}").format(text="\n".join(lines))
        rows[0] = noted(replace(rows[0], notes=(*rows[0].notes, *fresh)), said)
        return rows


def _weights(rows: Rows) -> list[tuple[object, ...]]:
    return [weight(row) for row in rows]


def _is_row_by_row(region: _Region) -> bool:
    """Tell whether every row that both versions and the base have is cut alike and stands in the same order."""
    base = {row.id: row for row in region.base}
    order = {row.id: number for number, row in enumerate(region.base)}
    for rows in (region.ours, region.theirs):
        common = [row for row in rows if row.id in base]
        if any((row.source, row.gap) != (base[row.id].source, base[row.id].gap) for row in common):
            return False
        places = [order[row.id] for row in common]
        if places != sorted(places):
            return False
    return True


def _behind(base: Rows, rows: Rows) -> dict[str, list[Segment]]:
    """Return the added ones among *rows* by the row of the base that they stand behind, "" in front of all."""
    known = {row.id for row in base}
    found: dict[str, list[Segment]] = {}
    last = ""
    for row in rows:
        if row.id in known:
            last = row.id
        else:
            found.setdefault(last, []).append(row)
    return found


def _run_weight(rows: Rows) -> tuple[object, ...]:
    translated = sum(bool(row.target) for row in rows)
    return translated, sum(STATES.index(row.state) for row in rows), len(rows), _weights(rows)


# ── The document's own properties ────────────────────────────────────────────────────────────────────────────────


def _head(base: Head, ours: Head, theirs: Head) -> tuple[Head, list[Conflict]]:
    """Merge the properties; where both changed one, the larger stays, as good as the other."""
    merged = theirs
    clashes = []
    for each in fields(Head):
        versions = [getattr(head, each.name) for head in (base, ours, theirs)]
        value, clash = three(*versions)
        if clash and each.name == "gone":
            value, clash = _gone(*versions), False
        if clash:
            value = max(versions[1:], key=_spelled)
            clashes.append(each.name)
        merged = replace(merged, **dict[str, Any]([(each.name, value)]))
    return merged, [Conflict(None, fields=tuple(clashes))] if clashes else []


def _spelled(value: object) -> tuple[object, ...]:
    if isinstance(value, Skeleton):
        return repr(value), value.data, repr(value.places)
    return (repr(value),)


def _gone(base: Rows, ours: Rows, theirs: Rows) -> tuple[Segment, ...]:
    """Return what either update took away and neither hand restored."""
    kept = [row for row in base if row in ours and row in theirs]
    first, second = sorted(
        ([row for row in rows if row not in base] for rows in (ours, theirs)),
        key=_weights,
    )
    return (*kept, *first, *(row for row in second if row not in first))
