"""What a reader says of links: confirmed or not, an addition dropped or kept as a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from editor import edits
from editor.errors import EditError
from editor.i18n import N_, _
from editor.linking.beads import Window, is_linkable
from editor.linking.moves import is_addition
from editor.model import Change, Note, State

if TYPE_CHECKING:
    from editor.linking.beads import Bead
    from editor.model import Document, Segment


def confirm(document: Document, rows: Iterable[int]) -> Change:
    """Say that the links of *rows* are right: what has a target is Translated, an omission stays to be translated."""
    return edits.on_rows(N_("Confirm link"), document, rows, _confirmed)


def _confirmed(segment: Segment) -> Segment:
    if not is_linkable(segment):
        return segment
    link = replace(segment.link, confirmed=True) if segment.link is not None else None
    return replace(edits.confirmed(segment), link=link)


def confirm_above(document: Document, row: int) -> Change:
    """Confirm the link of *row* and every one above that is not confirmed yet."""
    rows = [each for each in range(row + 1) if _is_open(document.rows[each])]
    return replace(confirm(document, rows), label=N_("Confirm all above"))


def _is_open(segment: Segment) -> bool:
    return segment.link is not None and not segment.link.confirmed


def take_back(document: Document, rows: Iterable[int]) -> Change:
    """Say that the links of *rows* are not confirmed after all."""

    def opened(segment: Segment) -> Segment:
        if segment.link is None or not segment.link.confirmed:
            return segment
        state = State.DRAFT if segment.state is State.TRANSLATED else segment.state
        return replace(segment, link=replace(segment.link, confirmed=False), state=state)

    return edits.on_rows(N_("Take back confirmation"), document, rows, opened)


def drop(document: Document, rows: Iterable[int]) -> Change:
    """Take additions out of the document. Raises EditError where *rows* has none."""
    wanted = _additions(document, rows)
    window = _around(document, wanted)
    gone = {window.at(row) for row in wanted}
    return window.change(N_("Drop additions"), [bead for number, bead in enumerate(window.beads) if number not in gone])


def keep_as_notes(document: Document, rows: Iterable[int], author: str = "", date: str = "") -> Change:
    """Turn additions into notes on the row before each (behind, where there is none). Raises EditError."""
    wanted = _additions(document, rows)
    window = _around(document, wanted, margin=True)
    gone = {window.at(row) for row in wanted}
    beads = list(window.beads)
    for number in sorted(gone):
        keeper = next((n for n in (*range(number - 1, -1, -1), *range(number, len(beads))) if _holds(beads, n)), None)
        addition = beads[number].row
        if keeper is None or addition is None:
            raise EditError(_("There is no segment with a source that the note could stay with."))
        beads[keeper] = _noted(beads[keeper], Note(addition.target.plain, author, date), addition)
    return window.change(N_("Keep as note"), [bead for number, bead in enumerate(beads) if number not in gone])


def _holds(beads: list[Bead], number: int) -> bool:
    row = beads[number].row
    return row is not None and bool(row.source) and is_linkable(row)


def _noted(bead: Bead, note: Note, addition: Segment) -> Bead:
    row = bead.row
    assert row is not None  # noqa: S101 - _holds looked
    return replace(bead, row=replace(row, notes=(*row.notes, *addition.notes, note)))


def _additions(document: Document, rows: Iterable[int]) -> list[int]:
    found = sorted({row for row in rows if is_addition(document.rows[row])})
    if not found:
        raise EditError(_("This is no addition: only a translation without an original is one."))
    if document.head.read_only:
        raise EditError(document.head.read_only)
    return found


def _around(document: Document, rows: list[int], *, margin: bool = False) -> Window:
    first, last = rows[0], rows[-1]
    if margin:
        while first > 0 and not _may_keep(document.rows[first - 1]):
            first -= 1
        first = max(first - 1, 0)
        while last + 1 < len(document.rows) and not _may_keep(document.rows[last]):
            last += 1
    return Window(document, first, last)


def _may_keep(segment: Segment) -> bool:
    return bool(segment.source) and is_linkable(segment)
