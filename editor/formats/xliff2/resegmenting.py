"""A unit whose segments were split or joined: its stretch of segments written anew from what stood there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editor.formats.spans import Edit, patched, set_attribute, space_before
from editor.formats.xliff2.names import fresh, segment_id, tail_of
from editor.formats.xliff2.parsing import Part
from editor.formats.xliff2.records import Desk
from editor.formats.xliff2.rendering import Renderer
from editor.formats.xliff2.splicing import Row, around, filled, ordered, written
from editor.formats.xliff2.units import has_ignorable
from editor.model import Segment
from editor.text import EMPTY


@dataclass(slots=True)
class Stretch:
    """One new row: the part it is made from (its own, or that of the row it was split from), and the gap behind it."""

    part: Part
    own: bool
    gap: tuple[int, int] | None  # the ignorables to keep as they are; None: they are written anew


def edits(desk: Desk, rows: Sequence[Segment]) -> Iterator[Edit]:
    """Yield the edits after which the unit holds *rows*, some of which were split, joined, or have other gaps."""
    before = {name: content for content, name in desk.ink.data.items()}
    plan = list(_planned(desk, rows))
    work = [_row(desk, one, row, at) for at, (one, row) in enumerate(zip(plan, rows, strict=True), 1)]
    written(desk, work)
    slots, place = [], 1
    for row, one in zip(work, plan, strict=True):
        slots.append(place)
        place += 1 + _ignorables(desk, row, one)
    if any(row.order for row in (*rows, *desk.unit.rows)):
        ordered(desk, work, slots, anew=True)
    pieces = "".join(_pieces(desk, work, plan))
    yield from around(desk, work, before)
    start, end = desk.unit.segments[0].element.start, desk.unit.parts[-1].element.end
    yield Edit(start, end, pieces[len(space_before(desk.text, start)) :])


def _planned(desk: Desk, rows: Sequence[Segment]) -> Iterator[Stretch]:
    """Yield what each row is made from; what stands between two is kept where the same still stands there."""
    old = {row.id: at for at, row in enumerate(desk.unit.rows)}
    kept = sorted(old[row.id] for row in rows if row.id in old)
    parts = desk.unit.segments
    at, used = 0, set[tuple[int, int]]()
    for row in rows:
        at = old.get(row.id, at)
        following = next((later for later in kept if later > at), len(parts))
        gap = None
        for number in (at, following - 1):
            was, behind = desk.unit.rows[number], _behind(desk, parts[number])
            same = (row.gap.without_breaks(), row.target_gap) == (was.gap.without_breaks(), was.target_gap)
            if same and behind not in used and gap is None:
                gap = behind
                used.add(behind)
        yield Stretch(parts[at], own=row.id in old, gap=gap)


def _behind(desk: Desk, part: Part) -> tuple[int, int]:
    """Return where the ignorables behind a segment begin and end, with the white space before them."""
    parts = desk.unit.parts
    last = next(number for number, one in enumerate(parts) if one is part)
    while last + 1 < len(parts) and not parts[last + 1].segment:
        last += 1
    return part.element.end, parts[last].element.end


def _ignorables(desk: Desk, row: Row, one: Stretch) -> int:
    if one.gap is None:
        return int(has_ignorable(row.new))
    return sum(not part.segment and one.gap[0] <= part.element.start < one.gap[1] for part in desk.unit.parts)


def _row(desk: Desk, one: Stretch, new: Segment, at: int) -> Row:
    """Return a row as work to do. It gets an id where it is new, or would be counted anew, or a match must name it."""
    was = next((row for row in desk.unit.rows if row.id == new.id), None)
    seen = next(seen for seen, part in zip(desk.unit.seen, desk.unit.segments, strict=True) if part is one.part)
    counted = one.part.tail == str(at) and not new.previous
    if one.own and ("id" in one.part.attributes or counted):
        return Row(new, was, seen, one.part, one.part.key)
    key = fresh(segment_id(new.id.rpartition("/")[2]) or "x", desk.ink.taken)
    edit = set_attribute(desk.text, one.part.element.start, "id", key)
    if not one.own:
        seen = replace(seen, id=f"{desk.unit.name}/{tail_of(key)}", order=None)
    return Row(new, was, seen, one.part, key, edits=[edit] if edit else [])


def _pieces(desk: Desk, work: Sequence[Row], plan: Sequence[Stretch]) -> Iterator[str]:
    """Yield each segment, and what stands behind it, with the white space before them."""
    texts = [text for row in work for text in (row.new.source, row.new.gap)]
    others = [text for row in work for text in (row.new.target, row.new.target_gap or EMPTY)]
    source, target = Renderer(texts, desk.style, desk.ink), Renderer(others, desk.style, desk.ink)
    for at, (row, one) in enumerate(zip(work, plan, strict=True)):
        element = row.part.element
        within = sorted(filled(desk, row), key=lambda edit: (edit.start, edit.end))
        yield space_before(desk.text, element.start) + patched(desk.text, within, element.start, element.end)
        if one.gap is not None:
            yield desk.text[one.gap[0] : one.gap[1]]
        elif has_ignorable(row.new):
            second = None if row.new.target_gap is None else target.xml(2 * at + 1)
            yield _ignorable(desk, row, source.xml(2 * at + 1), second)


def _ignorable(desk: Desk, row: Row, source: str, target: str | None) -> str:
    """Return a new ignorable, laid out like the segment before it."""
    element, prefix = row.part.element, desk.style.prefix
    outer = space_before(desk.text, element.start)
    inner = space_before(desk.text, row.part.source.start) if row.part.source else outer
    last = space_before(desk.text, element.close)
    preserve = ' xml:space="preserve"'
    pieces = [f"{outer}<{prefix}ignorable>{inner}<{prefix}source{preserve}>{source}</{prefix}source>"]
    if target is not None:
        pieces.append(f"{inner}<{prefix}target{preserve}>{target}</{prefix}target>")
    return "".join([*pieces, f"{last}</{prefix}ignorable>"])
