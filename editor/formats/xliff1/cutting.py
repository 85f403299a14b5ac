"""The edits that write segments split or joined: the seg-source and the target cut anew where they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.spans import Edit
from editor.formats.spans.creation import attributes
from editor.formats.xliff1.placing import filled, inserted, wrapped, written
from editor.formats.xliff1.units import told
from editor.i18n import _
from editor.text import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.formats.xliff1.page import Page
    from editor.formats.xliff1.units import Part
    from editor.model import Segment
    from editor.text import Text


def cut_edits(page: Page, before: Sequence[Segment], after: Sequence[Segment], tag: str) -> list[Edit]:
    """Return the edits of a unit whose segments were split or joined. Raises FormatError where more changed."""
    whole, target = page.unit.segments, page.unit.target
    if page.layout[0].piece is None or whole is None or not after or _all(before) != _all(after):
        raise FormatError(
            _("The source of an XLIFF 1.2 file belongs to its maker; undo what changed it, or save as a work file.")
        )
    head, tail = _same(before, after)
    last = len(before) - tail
    middle = after[head : len(after) - tail]
    old = [row.piece for row in page.layout[head:last] if row.piece]
    edits = [Edit(old[0].start, old[-1].end, _run(page, middle, old, _source, _gap))]
    parts = [row.target for row in page.layout if row.target]
    if len(parts) < len(before):
        inside = _mirrored(page, whole, (head, last), after)
        if target is not None:
            return [*edits, written(page, target, inside)]
        return [*edits, inserted(page, inside, tag)] if any(row.target for row in after) else edits
    edits.append(Edit(parts[head].start, parts[last - 1].end, _run(page, middle, parts[head:last], _target, _joint)))
    kept = [*range(head), *range(last - len(before), 0)]
    return edits + [
        filled(page, parts[place], after[place].target) for place in kept if after[place].target != before[place].target
    ]


def _all(rows: Sequence[Segment]) -> Text:
    return sum((row.source + row.gap for row in rows), EMPTY).without_breaks()


def _same(before: Sequence[Segment], after: Sequence[Segment]) -> tuple[int, int]:
    """Return how many segments in front and behind are cut as they were."""
    was, now = ([(row.id, row.source, row.gap) for row in rows] for rows in (before, after))
    shorter = min(len(was), len(now))
    head = 0
    while head < shorter and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < shorter - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    return head, tail


def _source(row: Segment) -> Text:
    return row.source


def _gap(row: Segment) -> Text:
    return row.gap


def _target(row: Segment) -> Text:
    return row.target


def _joint(row: Segment) -> Text:
    return row.gap if row.target_gap is None else row.target_gap


def _run(
    page: Page,
    rows: Sequence[Segment],
    old: Sequence[Part],
    text: Callable[[Segment], Text],
    gap: Callable[[Segment], Text],
) -> str:
    """Return the segments that *rows* are, with what stands between them; *old* are those they take the place of."""
    tags = {_mid(page, part): part for part in old}
    written_rows = []
    for place, row in enumerate(rows):
        inside, mid = page.xml(text(row)), row.id.rpartition("/")[2]
        name = page.element("mrk")
        if mid in tags:
            written_rows.append(wrapped(page, tags[mid], inside))
        else:
            written_rows.append(f"<{name}{attributes({'mtype': 'seg', 'mid': mid})}>{inside}</{name}>")
        if place < len(rows) - 1:
            written_rows.append(page.xml(gap(row)))
    return "".join(written_rows)


def _mid(page: Page, part: Part) -> str:
    return told(page.text, part.start, part.inner).get("mid", "")


def _mirrored(page: Page, whole: Part, changed: tuple[int, int], rows: Sequence[Segment]) -> str:
    """Return the inside of a target built as the seg-source is now, with the rows' targets in its segments."""
    head, last = changed
    text, tail = page.text, len(page.layout) - last
    every = [row.piece for row in page.layout if row.piece]
    middle = rows[head : len(rows) - tail]
    built, done = [], whole.inner
    for piece, row in zip(every[:head], rows, strict=False):
        built += [text[done : piece.start], wrapped(page, piece, page.xml(row.target))]
        done = piece.end
    built += [text[done : every[head].start], _run(page, middle, every[head:last], _target, _joint)]
    done = every[last - 1].end
    for piece, row in zip(every[last:], rows[len(rows) - tail :], strict=True):
        built += [text[done : piece.start], wrapped(page, piece, page.xml(row.target))]
        done = piece.end
    return "".join([*built, text[done : whole.close]])
