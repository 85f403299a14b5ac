"""Files of other programs under an update: their units and sources are their maker's, so the newer file is filled."""

from __future__ import annotations

from dataclasses import replace

from editor import formats
from editor.compare.placing import splices
from editor.compare.updating import Updated
from editor.model import Change, Document, Segment, Skeleton, apply
from editor.rows import Rows


def into_newer(before: Document, after: Document, newer: Document) -> Document | None:
    """Return the file *newer* with the translations of *after*, to which *before* was led over.

    None where that is not how such a file is updated: only those of other programs are, of one format, whose units
    and sources belong to their maker.
    """
    kinds = {each.origin.format if each.origin else "" for each in (before, newer)}
    if not (formats.is_foreign(before) and formats.is_foreign(newer)) or len(kinds) > 1:
        return None
    if [row.source for row in after.rows] != [row.source for row in newer.rows]:
        return None
    rows = [_filled(now, row) for now, row in zip(newer.rows, after.rows, strict=True)]
    return replace(newer, rows=Rows.of(rows))


def _filled(now: Segment, row: Segment) -> Segment:
    """Return the row *now* of a newer file with what *row* says; its own translation stays where that says none."""
    if now.target and not row.target:
        return now
    said = {name: getattr(row, name) for name in ("target", "state", "marks", "previous", "notes", "review", "reason")}
    return replace(now, **said)


def beneath(found: Updated, document: Document, newer: Document, name: str) -> Updated:
    """Return the update *found* of *document* with the file *newer*, called *name*, beneath what is written from then.

    It is one change as any other: taken back, the file before it is written again. Where the document is no file of
    another program, *found* itself.
    """
    after = apply(found.change, document)
    filled = into_newer(document, after, newer)
    if filled is None or filled.origin is None or not found.change:
        return found
    rows = [old if old == new else new for old, new in zip(after.rows, filled.rows, strict=True)]
    skeleton = Skeleton(filled.origin.format, name, filled.origin.data)
    head = replace(filled.head, skeleton=skeleton, gone=after.head.gone)
    change = Change(found.change.label, tuple(splices(tuple(document.rows), rows)), (document.head, head))
    return Updated(change, found.summary)
