"""What one can do to links: move a sentence across a border, split, merge, set free, link, swap.

Each function looks at the document and returns the Change that does it, or raises EditError with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.errors import EditError
from editor.i18n import N_, _
from editor.linking.beads import Bead, Run, Side, Window, is_linkable, kind
from editor.model import Change, Mark, May, Segment
from editor.text import Break, Text

if TYPE_CHECKING:
    from editor.model import Document


# ── Across a border ──────────────────────────────────────────────────────────────────────────────────────────────


def move(document: Document, row: int, side: Side, by: int, number: int = 1) -> Change:
    """Move *number* sentences of *row* into the next link (*by* 1: its last ones) or the one before (-1: its first).

    The next link on the target's side is the next in the translation's own order.
    """
    window = _window(document, row, row + by, side)
    giver = window.beads[window.at(row)]
    taker = _neighbour(window, giver, side, by)
    run = giver.side(side)
    if not run:
        raise EditError(_("There is no sentence on this side of the link to move."))
    number = min(number, len(run))
    if by > 0:
        kept, moved = run[:-number], run[-number:]
        given = moved + taker.side(side)
    else:
        kept, moved = run[number:], run[:number]
        given = taker.side(side) + moved
    left = giver.having(side, kept)
    taken = taker.having(side, given)
    if not left.source and not left.target:
        taken = _with_notes(taken, left)
    return window.change(N_("Move sentence"), _put(window.beads, {giver: [left], taker: [taken]}))


def neighbour(document: Document, row: int, side: Side, by: int) -> int:
    """Return the row of the next link (*by* -1: the one before) on one *side*. Raises EditError where there is none."""
    window = _window(document, row, row + by, side)
    return window.first + window.beads.index(_neighbour(window, window.beads[window.at(row)], side, by))


def _neighbour(window: Window, bead: Bead, side: Side, by: int) -> Bead:
    beads = [each for each in window.beads if each.row is None or is_linkable(each.row)]
    if side is Side.TARGET:
        beads = sorted(beads, key=lambda each: each.place)
    place = beads.index(bead) + by
    if not 0 <= place < len(beads):
        raise EditError(_("There is no link on that side to move a sentence into."))
    return beads[place]


def _window(document: Document, row: int, other: int, side: Side) -> Window:
    """Return the window of *row* and its neighbour *other*, past a page's furniture on the target's side."""
    _permit(document, [row], (side,))
    step = 1 if other >= row else -1
    while 0 <= other < len(document.rows) and not is_linkable(document.rows[other]):
        if side is Side.SOURCE:
            raise EditError(_("A part of the page that is not for translation stands between."))
        other += step
    if not 0 <= other < len(document.rows):
        raise EditError(_("There is no link on that side to move a sentence into."))
    _permit(document, [other], (side,))
    return Window(document, min(row, other), max(row, other))


def _permit(document: Document, rows: Sequence[int], sides: Sequence[Side]) -> None:
    if document.head.read_only:
        raise EditError(document.head.read_only)
    for row in rows:
        segment = document.rows[row]
        if not is_linkable(segment):
            raise EditError(_("This part of the page is not for translation; it takes no part in the alignment."))
        if Side.SOURCE in sides and not {May.SPLIT, May.JOIN} <= set(segment.may):
            raise EditError(_("This file does not permit other segments than it has; its sources stay as they are."))
        if May.TRANSLATE not in segment.may:
            raise EditError(_("This segment is locked in the file; its target stays."))


def _put(beads: Sequence[Bead], new: dict[Bead, list[Bead]]) -> list[Bead]:
    """Return *beads* with others in the place of some."""
    by_row = {id(bead): its for bead, its in new.items()}
    return [each for bead in beads for each in by_row.get(id(bead), [bead])]


def _with_notes(bead: Bead, gone: Bead) -> Bead:
    """Return *bead* with the notes of one that is *gone*."""
    if bead.row is None or gone.row is None or not gone.row.notes:
        return bead
    return replace(bead, row=replace(bead.row, notes=(*bead.row.notes, *gone.row.notes)))


# ── Split and merge ──────────────────────────────────────────────────────────────────────────────────────────────


def split(document: Document, row: int) -> Change:
    """Make two links of one, between sentences, where the lengths of both sides part best. Raises EditError."""
    window = _own(document, row)
    bead = window.beads[window.at(row)]
    if len(bead.source) < 2 and len(bead.target) < 2:  # noqa: PLR2004 - sentences
        raise EditError(
            _("This link has one sentence a side; put the caret where one of them should be cut, then split.")
        )
    return _parted(window, bead, _best_cut(bead))


def split_at(document: Document, row: int, source: int | None, target: int | None) -> Change:
    """Make two links of one before these positions of its texts; None leaves that side with the first. EditError."""
    segment = document.rows[row]
    both = [_broken(segment.source, source), _broken(segment.target, target)]
    if both == [(segment.source, 0), (segment.target, 0)]:
        return split(document, row)
    _permit(document, [row], (Side.SOURCE,) if source is not None else (Side.TARGET,))
    window = _own(document, row)
    broken = replace(segment, source=both[0][0], target=both[1][0])
    inner = Window(replace(document, rows=document.rows.spliced([(row, (segment,), (broken,))])), row, row)
    cut = inner.beads[inner.at(row)]
    bead = window.beads[window.at(row)]
    number = bead.source[0].paragraph - cut.source[0].paragraph if bead.source and cut.source else 0
    source_run = tuple(replace(each, paragraph=each.paragraph + number) for each in cut.source)
    whole = replace(bead, source=source_run, target=cut.target)
    counts = [cuts or len(run) for (_text, cuts), run in zip(both, (cut.source, cut.target), strict=True)]
    return _parted(window, bead, (counts[0], counts[1]), whole)


def _broken(text: Text, position: int | None) -> tuple[Text, int]:
    """Return *text* with a break at *position* and how many sentences stand before it; 0 where it parts nothing."""
    if position is None:
        return text, 0
    first, second = text.cut(position)
    first, second = first.without_edge_breaks(), second.without_edge_breaks()
    lead, second, trail = second.strip()
    if not first.without_breaks().strip()[1] or not second.without_breaks():
        return text, 0
    return first + lead + Text.of(Break()) + second + trail, sum(isinstance(run, Break) for run in first.runs) + 1


def _own(document: Document, row: int) -> Window:
    _permit(document, [row], (Side.SOURCE,))
    return Window(document, row, row)


def _best_cut(bead: Bead) -> tuple[int, int]:
    """Return how many sentences of each side make the first of two links that are most alike in length."""
    many, much = len(bead.source), len(bead.target)
    if not many or not much:
        return min(many, 1), min(much, 1)
    firsts = range(1, many) if many > 1 else range(2)
    seconds = range(1, much) if much > 1 else range(2)
    cuts = [(i, j) for i in firsts for j in seconds if i + j and i + j < many + much]
    return min(cuts, key=lambda cut: abs(_share(bead.source, cut[0]) - _share(bead.target, cut[1])))


def _share(run: Run, number: int) -> float:
    return sum(map(len, run[:number])) / max(sum(map(len, run)), 1)


def _parted(window: Window, bead: Bead, cut: tuple[int, int], whole: Bead | None = None) -> Change:
    whole = whole or bead
    i, j = cut
    first = replace(whole, source=whole.source[:i], target=whole.target[:j])
    second = replace(whole, source=whole.source[i:], target=whole.target[j:], row=None, place=(*bead.place, 1))
    if not (first.source or first.target) or not (second.source or second.target):
        raise EditError(_("Put the caret between the two halves, then split."))
    if not first.source:  # the row goes where its source goes
        first, second = replace(first, row=None, place=bead.place), replace(second, row=bead.row)
    return window.change(N_("Split link"), _put(window.beads, {bead: [first, second]}))


def merge(document: Document, first: int, last: int) -> Change:
    """Make one link of the rows from *first* to *last*. Raises EditError."""
    if last >= len(document.rows) or first < 0:
        raise EditError(_("There is no link on that side to merge with."))
    rows = [row for row in range(first, last + 1) if is_linkable(document.rows[row])]
    if len(rows) < last - first + 1:
        raise EditError(_("A part of the page that is not for translation stands between."))
    _permit(document, rows, (Side.SOURCE,) if sum(bool(document.rows[row].source) for row in rows) > 1 else ())
    window = Window(document, first, last)
    beads = window.beads[window.at(first) : window.at(last) + 1]
    return window.change(N_("Merge links"), _put(window.beads, {beads[0]: [_merged(window, beads)]} | _gone(beads[1:])))


def _gone(beads: Sequence[Bead]) -> dict[Bead, list[Bead]]:
    return {bead: [] for bead in beads}


def _merged(window: Window, beads: Sequence[Bead]) -> Bead:
    spoken = sorted((bead for bead in beads if bead.target), key=lambda bead: bead.place)
    if spoken:
        between = [
            bead
            for bead in window.beads
            if bead not in beads and bead.target and spoken[0].place < bead.place < spoken[-1].place
        ]
        if between:
            raise EditError(_("Other sentences of the translation stand between these; take the swap back first."))
    row = next((bead.row for bead in beads if bead.source), beads[0].row)
    assert row is not None  # noqa: S101 - rows of the document
    notes = tuple(note for bead in beads if bead.row is not None for note in bead.row.notes)
    marks = row.marks - {Mark.OMITTED}
    return replace(
        beads[0],
        source=tuple(each for bead in beads for each in bead.source),
        target=tuple(each for bead in spoken for each in bead.target),
        row=replace(row, notes=notes, marks=marks) if notes != row.notes or marks != row.marks else row,
        place=spoken[0].place if spoken else beads[0].place,
    )


# ── Free and linked ──────────────────────────────────────────────────────────────────────────────────────────────


def free(document: Document, row: int, side: Side = Side.SOURCE, *, first: bool = False) -> Change:
    """Take the last (or *first*) sentence out of a link, to stand alone; a 1-1 link is unlinked.

    It is one of the side that has more, of *side* where both have as many.
    """
    window = _own(document, row)
    bead = window.beads[window.at(row)]
    many, much = len(bead.source), len(bead.target)
    if not many or not much:
        raise EditError(_("This sentence stands alone already."))
    if many == much == 1:
        return unlink(document, row)
    longer = side if many == much else Side.SOURCE if many > much else Side.TARGET
    run = bead.side(longer)
    alone, rest = (run[:1], run[1:]) if first else (run[-1:], run[:-1])
    empty = replace(bead, source=(), target=(), row=None, place=(*bead.place, 0 if first else 1))
    single = empty.having(longer, alone)
    kept = replace(bead.having(longer, rest), place=(*bead.place, 1 if first else 0))
    return window.change(
        N_("Set sentence free"), _put(window.beads, {bead: [single, kept] if first else [kept, single]})
    )


def unlink(document: Document, row: int) -> Change:
    """Let every sentence of a link stand alone: its sources without a translation, its targets as additions."""
    window = _own(document, row)
    bead = window.beads[window.at(row)]
    if len(bead.source) + len(bead.target) < 2:  # noqa: PLR2004 - sentences
        raise EditError(_("This sentence stands alone already."))
    alone = [
        *(replace(bead, source=(each,), target=(), row=None) for each in bead.source),
        *(replace(bead, source=(), target=(each,), row=None) for each in bead.target),
    ]
    alone[0] = replace(alone[0], row=bead.row)
    placed = [replace(each, place=(*bead.place, number)) for number, each in enumerate(alone)]
    return window.change(N_("Unlink"), _put(window.beads, {bead: placed}))


def link(document: Document, rows: Sequence[int]) -> Change:
    """Make one link of *rows*: neighbours, or a lone source and a lone target apart from each other in one unit."""
    rows = sorted(set(rows))
    if len(rows) < 2:  # noqa: PLR2004 - to be linked with each other
        raise EditError(_("Select the links that should become one, then link them."))
    if rows[-1] - rows[0] == len(rows) - 1:
        return merge(document, rows[0], rows[-1])
    segments = [document.rows[row] for row in rows]
    lone = [segment for segment in segments if not all(kind(segment))]
    sources = [segment for segment in lone if segment.source]
    if len(rows) != 2 or len(lone) != 2 or len(sources) != 1:  # noqa: PLR2004 - a pair
        raise EditError(_("Only neighbours can become one link, or one lone source and one lone target."))
    if segments[0].unit != segments[1].unit or not segments[0].unit:
        raise EditError(_("These stand in different paragraphs; sentences cross only within one."))
    _permit(document, rows, ())
    window = Window(document, rows[0], rows[1])
    if not window.whole:
        window = Window(document, rows[0], rows[1], whole=True)
    ones = [window.beads[window.at(row)] for row in rows]
    with_source, with_target = ones if ones[0].source else ones[::-1]
    joined = _with_notes(replace(with_source, target=with_target.target, place=with_target.place), with_target)
    beads = _put(window.beads, {with_source: [joined], with_target: []})
    return window.change(N_("Link"), beads)


def swap(document: Document, row: int) -> Change:
    """Exchange the targets of *row* and the next one, for two sentences that the translation has in turn."""
    other = row + 1
    if other >= len(document.rows):
        raise EditError(_("There is no link below to swap with."))
    one, two = document.rows[row], document.rows[other]
    if not one.unit or one.unit != two.unit:
        raise EditError(_("These stand in different paragraphs; sentences cross only within one."))
    if not one.target or not two.target or not one.source or not two.source:
        raise EditError(_("Both links need a sentence on each side to swap them."))
    _permit(document, [row, other], ())
    window = Window(document, row, other, whole=True)
    upper, lower = window.beads[window.at(row)], window.beads[window.at(other)]
    crossed = {
        upper: [replace(upper, target=lower.target, place=lower.place)],
        lower: [replace(lower, target=upper.target, place=upper.place)],
    }
    return window.change(N_("Swap translations"), _put(window.beads, crossed))


# ── Additions ────────────────────────────────────────────────────────────────────────────────────────────────────


def is_addition(segment: Segment) -> bool:
    """Tell whether a row is a target without a source."""
    return bool(segment.target) and not segment.source
