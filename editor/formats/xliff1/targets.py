"""The edits that put new text into a unit's target: in place, into a tag that was closed, or a target that was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.spans import Edit
from editor.formats.xliff1.cutting import cut_edits
from editor.formats.xliff1.placing import filled, inserted, wrapped, written
from editor.formats.xliff1.units import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.formats.xliff1.page import Page
    from editor.model import Segment


def text_edits(page: Page, before: Sequence[Segment], after: Sequence[Segment], tag: str) -> list[Edit]:
    """Return the edits of the target's text; *tag* are the attributes of a target that is not there yet."""
    if [row.source for row in before] != [row.source for row in after] or len(before) != len(after):
        return cut_edits(page, before, after, tag)
    target = page.unit.target
    if page.layout[0].piece is None:
        old, new = before[0].target, after[0].target
        if old == new:
            return []
        return [filled(page, target, new)] if target else [inserted(page, page.xml(new), tag)]
    fresh = [place for place, row in enumerate(page.layout) if row.target is None and after[place].target]
    if fresh and not pieces(page.text, target, page.style.prefix):
        inside = mirrored(page, after)
        return [written(page, target, inside)] if target else [inserted(page, inside, tag)]
    rows = zip(page.layout, before, after, strict=True)
    edits = [filled(page, row.target, new.target) for row, old, new in rows if row.target and old.target != new.target]
    return edits + [_beside(page, place, after) for place in fresh]


def mirrored(page: Page, rows: Sequence[Segment]) -> str:
    """Return the inside of a target built as the seg-source is, with the rows' targets in its segments."""
    whole, text = page.unit.segments, page.text
    assert whole is not None  # noqa: S101 - the rows are its segments
    built, done = [], whole.inner
    for row, segment in zip(page.layout, rows, strict=True):
        assert row.piece is not None  # noqa: S101 - the same
        built += [text[done : row.piece.start], wrapped(page, row.piece, page.xml(segment.target))]
        done = row.piece.end
    return "".join([*built, text[done : whole.close]])


def _beside(page: Page, place: int, rows: Sequence[Segment]) -> Edit:
    """Return the edit that puts the segment of row *place*, which the target lacks, beside its neighbours."""
    row = page.layout[place]
    assert row.piece is not None  # noqa: S101 - only segments can be missing
    xml = wrapped(page, row.piece, page.xml(rows[place].target))
    for other in range(place - 1, -1, -1):
        there = page.layout[other].target
        if there is not None:
            gap = page.text[slice(*page.layout[place - 1].gap)]
            return Edit(there.end, there.end, ("" if "<" in gap else gap) + xml)
    there = next((other.target for other in page.layout[place:] if other.target is not None), None)
    if there is None:  # what the target has are segments of no source: ours comes behind them
        last = pieces(page.text, page.unit.target, page.style.prefix)[-1]
        return Edit(last.part.end, last.part.end, xml)
    gap = page.text[slice(*row.gap)]
    return Edit(there.start, there.start, xml + ("" if "<" in gap else gap))
