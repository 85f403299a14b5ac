"""Rows taken apart into links of sentences, and put together again with their breaks, gaps, units and order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from editor import edits
from editor.languages import is_spaced
from editor.linking.names import fresh_id, paragraph_names
from editor.model import Change, Link, Mark, Segment, Splice, State
from editor.text import EMPTY, Break, Text

if TYPE_CHECKING:
    from editor.model import Document, Head


class Side(Enum):
    """Which of the two leaves."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the white space behind it, None where that follows from the language and is *usual*."""

    text: Text
    gap: Text | None = None
    usual: Text = EMPTY
    paragraph: int = 0  # of a source sentence: the number of its paragraph in the window
    ends: bool = False  # of a target sentence: whether a paragraph ends with it

    def __len__(self) -> int:
        """Count the characters."""
        return len(self.text)


Run = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bead:
    """One link: its sentences, the row it was (None for a new one), and where its target stands among the others."""

    source: Run
    target: Run
    row: Segment | None = None
    place: tuple[int, ...] = ()
    link: Link | None = None  # what is known of it; None where a person made it

    def side(self, side: Side) -> Run:
        """Return one side."""
        return self.source if side is Side.SOURCE else self.target

    def having(self, side: Side, run: Run) -> Bead:
        """Return the link with other sentences on one side."""
        return replace(self, source=run) if side is Side.SOURCE else replace(self, target=run)


def parts(text: Text) -> list[Text]:
    """Return the sentences of a text, parted by its breaks; none of an empty one."""
    return [piece for piece, _brk in _pieces(text)]


def kind(segment: Segment) -> tuple[int, int]:
    """Return how many sentences a row links on each side."""
    return _number(segment.source), _number(segment.target)


def _number(text: Text) -> int:
    if len(text.runs) <= 1:
        return int(bool(text.runs) and not isinstance(text.runs[0], Break))
    return len(parts(text)) if text.breaks else 1


def _pieces(text: Text) -> list[tuple[Text, Break | None]]:
    """Return what stands between the breaks of *text*, each with the break behind it; nothing is empty."""
    found: list[tuple[Text, Break | None]] = []
    open_runs: list[str | object] = []
    for run in (*text.runs, None):
        if run is not None and not isinstance(run, Break):
            open_runs.append(run)
        elif open_runs:
            found.append((Text(tuple(open_runs)), run))  # type: ignore[arg-type]
            open_runs = []
        elif found and run is not None and run.paragraph:
            found[-1] = (found[-1][0], run)
    if found:
        found[-1] = (found[-1][0], None)
    return found


def is_linkable(segment: Segment) -> bool:
    """Tell whether a row takes part in the alignment: all but a page's furniture."""
    return Mark.NOT_FOR_TRANSLATION not in segment.marks


# ── Taken apart ──────────────────────────────────────────────────────────────────────────────────────────────────


class Window:
    """Some rows of a document as links; ``change`` puts others in their place.

    The rows asked for suffice where an edit cannot touch the grouping; else the window holds the whole units around.
    """

    def __init__(self, document: Document, first: int, last: int, *, whole: bool = False) -> None:
        """Take apart the rows from *first* to *last*, with their units where the edit touches the grouping."""
        self.document = document
        self.whole = whole or _regroups(document, first, last)
        if self.whole:
            first, last = _units_around(document, first, last)
        self.first = first
        self.rows = document.rows[first : last + 1]
        self._unit: str | None = None  # of the last paragraph counted
        self.names: list[str | None] = []  # of each paragraph; None where the unit does not tell
        places = _places(self.rows) if self.whole else list(range(len(self.rows)))
        self.beads = [
            Bead(self._source(row), _target(row, document.head, ends=self._ends(number)), row, (places[number],))
            for number, row in enumerate(self.rows)
        ]

    def at(self, row: int) -> int:
        """Return the number of the link that document row *row* is."""
        return row - self.first

    @property
    def behind(self) -> str:
        """The unit of the row behind the window, "" where there is none."""
        row = self.first + len(self.rows)
        return self.document.rows[row].unit if row < len(self.document.rows) else ""

    def _ends(self, number: int) -> bool:
        unit = self.rows[number].unit
        return not unit or unit != (self.rows[number + 1].unit if number + 1 < len(self.rows) else self.behind)

    def _source(self, row: Segment) -> Run:
        """Take a source apart and count its paragraphs."""
        run: list[Sentence] = []
        for piece, brk in _pieces(row.source):
            if not run and (not row.unit or row.unit != self._unit):
                self.names.append(row.unit)
                self._unit = row.unit
            text, gap = (piece, row.gap) if brk is None else _trimmed(piece)
            run.append(Sentence(text, gap, gap, len(self.names) - 1))
            if brk is not None and brk.paragraph:
                self.names.append(None)
        return tuple(run)

    def change(self, label: str, beads: Sequence[Bead]) -> Change:
        """Return the change that puts *beads* in the place of the window's."""
        kept = [bead for bead in beads if bead.source or bead.target or not _was_linked(bead)]
        after = list(_rows(self, kept))
        return Change(label, tuple(_splices(self.first, self.rows, after)))


def _was_linked(bead: Bead) -> bool:
    return bead.row is None or bool(bead.row.source or bead.row.target)


def _trimmed(piece: Text) -> tuple[Text, Text]:
    lead, text, gap = piece.strip()
    return lead + text, gap


def _target(row: Segment, head: Head, *, ends: bool) -> Run:
    usual = edits.joint(replace(row, target_gap=None) if row.target_gap is not None else row, head)
    run = []
    for piece, brk in _pieces(row.target):
        if brk is None:
            run.append(Sentence(piece, row.target_gap, usual, ends=ends))
        else:
            text, gap = _trimmed(piece)
            run.append(Sentence(text, gap, gap, ends=brk.paragraph))
    return tuple(run)


def _regroups(document: Document, first: int, last: int) -> bool:
    """Tell whether an edit of these rows may touch paragraphs or the order of targets."""
    rows = document.rows[first : last + 1]
    if any(row.unit != rows[0].unit or not row.unit for row in rows):
        return True
    if any(isinstance(run, Break) and run.paragraph for row in rows for run in row.source.runs):
        return True
    return any(document.rows.column("ordered", _ordered))


def _ordered(run: Sequence[Segment]) -> bool:
    return any(row.order is not None for row in run)


def _units_around(document: Document, first: int, last: int) -> tuple[int, int]:
    """Return the window with all of the units that it or its neighbours belong to."""
    first = edits.unit_rows(document, max(first - 1, 0)).start
    last = edits.unit_rows(document, min(last + 1, len(document.rows) - 1)).stop - 1
    return first, last


def _places(rows: Sequence[Segment]) -> list[int]:
    """Return where the target of each row stands among those of all, as their orders say."""
    places = [0] * len(rows)
    for unit in _runs([row.unit for row in rows]):
        ordered = sorted(unit, key=lambda n: (rows[n].order or n - unit.start + 1, n))
        for place, number in zip(unit, ordered, strict=True):
            places[number] = place
    return places


def _runs(units: Sequence[str]) -> Iterator[range]:
    """Yield the rows of each unit; a row without one is alone."""
    start = 0
    for number in range(1, len(units) + 1):
        if number == len(units) or not units[number] or units[number] != units[start]:
            yield range(start, number)
            start = number


# ── Put together ─────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(window: Window, beads: Sequence[Bead]) -> Iterator[Segment]:
    units = _units(window, beads) if window.whole else [window.rows[0].unit] * len(beads)
    orders = _orders(units, beads) if window.whole else [None] * len(beads)
    originals = {bead.row.id: bead for bead in window.beads if bead.row is not None}
    following = [*units[1:], window.behind]
    for number, bead in enumerate(_with_rows(window, beads, units)):
        assert bead.row is not None  # noqa: S101 - they have one now
        last = not units[number] or following[number] != units[number]
        yield _row(window, (bead, originals.get(bead.row.id)), (units[number], orders[number]), last=last)


def _with_rows(window: Window, beads: Sequence[Bead], units: Sequence[str]) -> Iterator[Bead]:
    """Yield the links, new ones with a row of their own that has a fresh id."""
    taken = {bead.row.id for bead in beads if bead.row is not None}
    before = next((bead.row for bead in beads if bead.row is not None), window.rows[0])
    for bead, unit in zip(beads, units, strict=True):
        if bead.row is not None:
            before = bead.row
            yield bead
            continue
        name = fresh_id(window.document, before.id if bead.source else f"{unit or before.id}/t", taken)
        taken.add(name)
        new = Segment(name, EMPTY, role=before.role if bead.source else "", may=before.may)
        yield replace(bead, row=new)
        before = new if bead.source else before


def _row(window: Window, beads: tuple[Bead, Bead | None], where: tuple[str, int | None], *, last: bool) -> Segment:
    """Return the row of a link; *beads*: as it is to be, and as it was."""
    bead, was = beads
    (unit, order), row, head = where, bead.row, window.document.head
    assert row is not None  # noqa: S101 - the caller named it
    sources = was is not None and was.source == bead.source
    targets = was is not None and was.target == bead.target
    source = row.source if sources else _source(bead.source)
    target = row.target if targets else _joined_target(bead.target, head)
    gap = row.gap if sources else (bead.source[-1].gap or EMPTY if bead.source else EMPTY)
    placed = replace(row, source=source, target=target, unit=unit, order=order, gap=gap)
    placed = replace(placed, target_gap=row.target_gap if targets else _end(bead, placed, head, last=last))
    if not sources or not targets:
        placed = _relinked(row, placed)
        if bead.link is not None:
            placed = replace(placed, link=bead.link)
    elif bead.link is not None and row.link is not None and not row.link.confirmed:
        placed = replace(placed, link=bead.link)
    return row if placed == row else placed


def _relinked(row: Segment, placed: Segment) -> Segment:
    """Return a row whose sentences are others than before: no one has confirmed it, no one reckoned how sure it is."""
    marks, state, review = placed.marks, row.state, row.review
    if placed.target != row.target or placed.source != row.source:
        if state in edits.CLOSED and placed.target:
            marks |= {Mark.EDITED_AFTER_REVIEW}
        state, review = (State.DRAFT if placed.target else State.UNTRANSLATED), None
    previous = row.previous if placed.source == row.source else None
    if previous is None:
        marks -= {Mark.SOURCE_CHANGED}
    return replace(placed, state=state, marks=marks, review=review, previous=previous, link=Link())


def _source(run: Run) -> Text:
    pieces: list[Text] = []
    for number, each in enumerate(run):
        pieces.append(each.text)
        if number + 1 < len(run):
            pieces += [each.gap or EMPTY, Text.of(Break(paragraph=run[number + 1].paragraph != each.paragraph))]
    return _joined(pieces)


def _joined_target(run: Run, head: Head) -> Text:
    pieces: list[Text] = []
    for number, each in enumerate(run):
        pieces.append(each.text)
        if number + 1 < len(run):
            gap = each.gap if each.gap is not None else each.usual
            if not gap and is_spaced(head.target_language) and not each.text.plain[-1:].isspace():
                gap = Text.of(" ")
            pieces += [gap, Text.of(Break(paragraph=each.ends))]
    return _joined(pieces)


def _joined(pieces: Sequence[Text]) -> Text:
    return Text.of(*(run for piece in pieces for run in piece.runs))


def _end(bead: Bead, placed: Segment, head: Head, *, last: bool) -> Text | None:
    """Return the gap behind the last target sentence of a link, None where it is as usual."""
    gap = bead.target[-1].gap if bead.target else None
    if gap is None or last or (bead.target[-1].ends and not gap.plain.strip()):
        return None
    return None if gap == edits.joint(replace(placed, target_gap=None), head) else gap


def _splices(first: int, before: Sequence[Segment], after: Sequence[Segment]) -> Iterator[Splice]:
    """Yield what differs, run by run, between rows that are the very same."""
    places = {id(row): number for number, row in enumerate(after)}
    old = new = 0
    for number, row in [*enumerate(before), (len(before), None)]:
        place = len(after) if row is None else places.get(id(row), -1)
        if place < new:
            continue
        if number > old or place > new:
            yield Splice(first + old, tuple(before[old:number]), tuple(after[new:place]))
        old, new = number + 1, place + 1


# ── Units and order ──────────────────────────────────────────────────────────────────────────────────────────────


def _units(window: Window, beads: Sequence[Bead]) -> list[str]:
    """Return the unit of each link: the first of the paragraphs that links hold together."""
    leader = list(range(len(window.names) + 1))
    for bead in beads:
        for each in bead.source[1:]:
            leader[each.paragraph] = leader[bead.source[0].paragraph]
    _hold_crossings(beads, leader)
    names = paragraph_names(window.document, window.names, {leader[b.source[0].paragraph] for b in beads if b.source})
    units: list[str | None] = [names[leader[bead.source[0].paragraph]] if bead.source else None for bead in beads]
    found: list[str] = []
    for number, bead in enumerate(beads):
        unit = units[number]
        if unit is None:
            before = found[-1] if found else None
            after = next((each for each in units[number + 1 :] if each is not None), None)
            unit = _addition(bead.row.unit if bead.row is not None else "", before, after, set(names.values()))
        found.append(unit)
    return found


def _addition(own: str, before: str | None, after: str | None, names: set[str]) -> str:
    """Return the unit of a link without a source, between two units."""
    if own in {before, after} and before != after:
        return own
    if before is not None and (before == after or not own or own in names):
        return before
    return own or after or ""


def _hold_crossings(beads: Sequence[Bead], leader: list[int]) -> None:
    """Hold together the paragraphs that targets in another order reach across."""
    spoken = [bead for bead in beads if bead.source]
    highest: tuple[int, ...] = ()
    for number, bead in enumerate(spoken[:-1]):
        highest = max(highest, bead.place)
        lowest = min(each.place for each in spoken[number + 1 :]) if _disordered(spoken) else highest
        if lowest < highest:
            first = leader[bead.source[0].paragraph]
            following = leader[spoken[number + 1].source[0].paragraph]
            for paragraph, its in enumerate(leader):
                if its == following:
                    leader[paragraph] = first


def _disordered(beads: Sequence[Bead]) -> bool:
    return any(one.place > other.place for one, other in pairwise(beads))


def _orders(units: Sequence[str], beads: Sequence[Bead]) -> list[int | None]:
    """Return the place of each target in its unit where it differs from the row's."""
    orders: list[int | None] = [None] * len(beads)
    for unit in _runs(units):
        ordered = sorted(unit, key=lambda n: (beads[n].place, n))
        for place, number in enumerate(ordered, 1):
            orders[number] = place if place != number - unit.start + 1 else None
    return orders
