"""What an update took away, put back to use: the translation of a gone segment goes to one that has none."""

from __future__ import annotations

from dataclasses import replace

from editor.compare.codes import recoded
from editor.errors import EditError
from editor.i18n import N_, _
from editor.model import Change, Document, Mark, May, Previous, Segment, Splice, State


def restore(document: Document, gone: Segment, row: int) -> Change:
    """Give the translation of *gone* to the segment at *row*, marked *source changed*, with both sources kept.

    Raises EditError where that segment has a translation, or may have none.
    """
    if document.head.read_only:
        raise EditError(document.head.read_only)
    segment = document.rows[row]
    if May.TRANSLATE not in segment.may or segment.target:
        raise EditError(_("This segment has a translation already or takes none; go to one that waits for one."))
    if gone not in document.head.gone:
        raise EditError(_("That segment was restored meanwhile."))
    after = replace(
        segment,
        target=recoded(gone.target, gone.source, segment.source),
        state=State.DRAFT if gone.target else State.UNTRANSLATED,
        marks=segment.marks | {Mark.SOURCE_CHANGED},
        previous=gone.previous or Previous(gone.source, gone.target),
        notes=(*segment.notes, *(note for note in gone.notes if not note.origin)),
    )
    left = list(document.head.gone)
    left.remove(gone)
    head = replace(document.head, gone=tuple(left))
    return Change(N_("Restore a translation"), (Splice(row, (segment,), (after,)),), (document.head, head))
