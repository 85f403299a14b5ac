"""Give a work file that does not hold its original (PO, or by choice) the document back, so that it can be exported."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
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
    same = found = 0
    rows = []
    for segment in original.rows:
        mine = theirs.get(segment.id)
        if mine is None or mine.source.plain != segment.source.plain:
            rows.append(segment)
            continue
        same += 1
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
    if work.rows and not same:
        raise FormatError(_("Not one segment of the work is in that original; it is another document."))
    head = replace(
        original.head,
        source_language=work.head.source_language or original.head.source_language,
        target_language=work.head.target_language or original.head.target_language,
    )
    return replace(original, rows=Rows.of(rows), head=head, origin=None)


def detached(document: Document) -> Document:
    """Return *document* without the original's bytes: their SHA-256 and the places of the units stay."""
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.digest:
        return document
    elsewhere = replace(skeleton, data=b"", digest=sha256(skeleton.data).hexdigest())
    return replace(document, head=replace(document.head, skeleton=elsewhere))


def restored(work: Document, data: bytes) -> Document:
    """Return *work* with *data* as its original. Raises FormatError where it was made from other bytes."""
    skeleton = work.head.skeleton
    if skeleton is None or not skeleton.digest:
        return work
    if sha256(data).hexdigest() != skeleton.digest:
        raise FormatError(
            _("That is not the document {name} as it was when the work began; give the very same file.").format(
                name=skeleton.name
            )
        )
    return replace(work, head=replace(work.head, skeleton=replace(skeleton, data=data, digest="")))
