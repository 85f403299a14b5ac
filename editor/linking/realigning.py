"""Align again what lies between confirmed links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.align import realign as engine
from editor.errors import EditError
from editor.i18n import N_, _
from editor.linking.beads import Bead, Run, Window, is_linkable
from editor.model import Change, Link

if TYPE_CHECKING:
    from editor import align
    from editor.model import Document, Segment


def stretch(document: Document, row: int) -> range:
    """Return the rows between the confirmed links around *row*, which is one of them. Raises EditError."""
    if _is_fixed(document.rows[row]):
        raise EditError(_("This link is confirmed; go to one between two confirmed links to realign there."))
    first = last = row
    while first > 0 and not _is_fixed(document.rows[first - 1]):
        first -= 1
    while last + 1 < len(document.rows) and not _is_fixed(document.rows[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_fixed(segment: Segment) -> bool:
    return segment.link is not None and segment.link.confirmed


def confirmed_pairs(document: Document) -> list[tuple[str, str]]:
    """Return the texts of confirmed links that have both sides: what words can be learnt from."""
    return [
        (row.source.readable, row.target.readable)
        for row in document.rows
        if _is_fixed(row) and row.source and row.target and is_linkable(row)
    ]


def realign(document: Document, rows: range, progress: Callable[[float], None] = lambda _share: None) -> Change:
    """Align the sentences of *rows* again; confirmed links stay as they are. Raises EditError."""
    if document.head.read_only:
        raise EditError(document.head.read_only)
    stretches = engine.realigned(document, rows, (), progress)
    if not any(each.sources and each.targets for each in stretches):
        raise EditError(_("There is nothing to realign here: one side has no sentence."))
    window = Window(document, rows.start, rows.stop - 1)
    beads = list(window.beads)
    for each in reversed(stretches):
        first, last = window.at(each.rows.start), window.at(each.rows.stop)
        beads[first:last] = _rebuilt(window.beads[first:last], each.beads)
    return window.change(N_("Realign"), beads)


def _rebuilt(stood: Sequence[Bead], found: Sequence[align.Bead]) -> list[Bead]:
    """Return the links found; one that stood before keeps its row, and so does one that begins as a row began."""
    sources = [each for bead in stood for each in bead.source]
    targets = [((*bead.place, n), each) for bead in stood for n, each in enumerate(bead.target)]
    same = {(bead.source, bead.target): bead for bead in stood}
    beginning = {id(bead.source[0]): bead for bead in stood if bead.source}
    used: set[str] = set()
    built: list[Bead] = []
    place: tuple[int, ...] = (*stood[0].place, -1)
    for each in found:
        source: Run = tuple(sources[each.source.start : each.source.stop])
        placed = targets[each.target.start : each.target.stop]
        target: Run = tuple(sentence for _place, sentence in placed)
        place = placed[0][0] if placed else (*place, 0)
        before = same.get((source, target)) or (beginning.get(id(source[0])) if source else None)
        row = before.row if before is not None else None
        if row is not None and row.id in used:
            row = None
        if row is not None:
            used.add(row.id)
        built.append(Bead(source, target, row, place, Link(round(each.confidence, 4))))
    return _with_their_notes(stood, built, used)


def _with_their_notes(stood: Sequence[Bead], built: list[Bead], used: set[str]) -> list[Bead]:
    """Return *built* with the notes of rows that are no more, on the link that has their first sentence."""
    for bead in stood:
        first = next(iter((*bead.source, *bead.target)), None)
        if bead.row is None or bead.row.id in used or not bead.row.notes or first is None:
            continue
        at = next(n for n, each in enumerate(built) if any(one is first for one in (*each.source, *each.target)))
        row = built[at].row
        if row is not None:
            built[at] = replace(built[at], row=replace(row, notes=(*row.notes, *bead.row.notes)))
    return built
