"""Give a work file that does not hold its original (PO) the original document back, so that it can be exported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.i18n import _
from editor.rows import Rows

if TYPE_CHECKING:
    from editor.model import Document


def attach(work: Document, original: Document) -> Document:
    """Return *original* with the targets, states, marks and notes that *work* holds for the same segments.

    Segments are the same where id and source agree. Raises FormatError where none does, or where a translation would
    be lost because its segment is not in the original.
    """
    theirs = {segment.id: segment for segment in work.rows}
    found = 0
    rows = []
    for segment in original.rows:
        mine = theirs.get(segment.id)
        if mine is None or mine.source.plain != segment.source.plain:
            rows.append(segment)
            continue
        found += bool(mine.target)
        kept = replace(mine, source=segment.source, unit=segment.unit, gap=segment.gap, role=segment.role)
        rows.append(replace(kept, reason=mine.reason or segment.reason))
    translated = sum(bool(segment.target) for segment in work.rows)
    if found < translated:
        raise FormatError(
            _(
                "{number} translated segments are not in that original; it is another document, or it changed since "
                "the work began."
            ).format(number=translated - found)
        )
    head = replace(
        original.head,
        source_language=work.head.source_language or original.head.source_language,
        target_language=work.head.target_language or original.head.target_language,
    )
    return replace(original, rows=Rows.of(rows), head=head, origin=None)
