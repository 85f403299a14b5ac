"""One trans-unit as rows of the document: its segments with their states, notes and what came before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor import numbers
from editor.formats.native import Names, flat
from editor.formats.spans import tree
from editor.formats.xliff1 import codes, states, trados
from editor.formats.xliff1.creating import ORIGINS, TRANSLATOR
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import Part, Unit, note_parts, pieces, segmented, take, told
from editor.model import Link, Mark, May, Note, Previous, Review, Segment, Shared, State
from editor.text import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.xliff1.index import Index

EDIT = May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES
CUT = May.SPLIT | May.JOIN
TOGETHER = Shared.STATE | Shared.TRANSLATE
HELD = frozenset({Mark.NOT_FOR_TRANSLATION})


@dataclass(slots=True)
class Row:
    """Where one row of a unit stands: its source, its target if there is one, and what follows it in either."""

    name: str
    source: tuple[int, int]
    piece: Part | None  # the segment in seg-source
    target: Part | None
    gap: tuple[int, int] = (0, 0)
    target_gap: tuple[int, int] | None = None


def laid_out(text: str, unit: Unit, prefix: str) -> list[Row]:
    """Return the rows of a unit: its segments, or the one text that it is."""
    found = segmented(text, unit, prefix)
    if not found:
        inside = unit.source
        return [Row("", (inside.inner, inside.close) if inside else (0, 0), None, unit.target)]
    held = {piece.mid: piece for piece in pieces(text, unit.target, prefix)}
    rows = []
    for piece, after in pairwise([*found, None]):
        assert piece is not None  # noqa: S101 - only the last is
        there, beyond = held.get(piece.mid), held.get(after.mid) if after else None
        row = Row(piece.mid, piece.part[1:3], piece.part, there.part if there else None)
        if after is not None:
            row.gap = (piece.part.end, after.part.start)
            if there and beyond and there.part.end <= beyond.part.start:
                row.target_gap = (there.part.end, beyond.part.start)
        rows.append(row)
    return rows


def unit_rows(found: Index, number: int, *, quick: bool = True) -> list[Segment]:
    """Return the rows of unit *number*; *quick* as ``units.take`` has it."""
    text, context = found.text(number), found.contexts[found.context[number]]
    place = (found.prefix, context.namespaces)
    unit = take(text, 0, len(text), place, quick=quick)
    there = told(text, unit.start, unit.head)
    known = Names(found.prefix, context.ours)
    layout = laid_out(text, unit, found.prefix)
    own = own_words(text, unit)
    free = {"yes": True, "no": False}.get(there.get("translate", ""), context.translate)
    whole = _shared(text, unit, own, free=free, ours=context.ours)
    name = found.names[number]
    if name in found.repeated:
        name = f"{name}~{number + 1}"
    if context.ours:
        whole = as_ours(own, replace(whole, id=name.partition("/")[2], unit=context.group), known)
    elif layout[0].name:
        may = whole.may | CUT if may_be_cut(text, unit, found.prefix) else whole.may
        whole = replace(whole, id=name, unit=name, may=may, shared=TOGETHER)
    else:
        whole = replace(whole, id=f"{name}/1", unit=name)
    return _rows(text, unit, layout, whole, known)


def _rows(text: str, unit: Unit, layout: list[Row], whole: Segment, known: Names) -> list[Segment]:
    """Read the rows' texts, all sources before the targets, and what state each is in."""
    native = native_of(text, unit)
    named = [row.name for row in layout]
    said = trados.kept(text, unit, named, native, own_words(text, unit)) if unit.defined else {}
    sources = [codes.read(text, *row.source, known) for row in layout]
    gaps = [codes.read(text, *row.gap, known) for row in layout]
    known.side()
    rows = []
    before = {} if states.closed(native) else _previous(text, unit, known)
    targets = [codes.read(text, row.target.inner, row.target.close, known) if row.target else EMPTY for row in layout]
    filled = any(targets)
    for number, (row, target) in enumerate(zip(layout, targets, strict=True)):
        gap = gaps[number] or whole.gap
        beyond = codes.read(text, *row.target_gap, known) if row.target_gap else whole.target_gap
        previous = before.get(row.name) or (before.get("") if not number else None)
        changed = previous is not None or "" in before
        state, marks = states.status(native, filled=filled, previous=changed)
        alone = said.get(row.name)
        if alone is not None:
            state, marks = trados.status(alone, filled=bool(target), previous=previous is not None)
        segment = replace(
            whole,
            id=f"{whole.id}/{row.name}" if row.name else whole.id,
            source=sources[number],
            target=target,
            state=state if target or not filled else State.UNTRANSLATED,
            marks=marks | whole.marks,
            may=May.NOTHING if alone is not None and alone.locked else whole.may,
            shared=whole.shared & ~Shared.STATE if alone is not None else whole.shared,
            previous=previous,
            gap=gap,
            target_gap=beyond if beyond != gap or not row.name else None,
            notes=() if number else whole.notes,
        )
        rows.append(segment)
    return rows


def _shared(text: str, unit: Unit, own: Mapping[str, str], *, free: bool, ours: bool) -> Segment:
    """Return what the rows of a unit have in common, as a segment without a text."""
    reason = own.get("reason")
    may = EDIT | May.MARK
    locked = states.MEMOQ_LOCKED in told(text, unit.start, unit.head)
    if unit.source is None or locked or not (free or ours or reason is not None):
        may = May.NOTHING  # the file says so, not one of us
    notes = tuple(_note(text, part) for part in unit.notes)
    marks = frozenset[Mark]() if free else HELD
    return Segment("", EMPTY, marks=marks, reason=reason or "", may=may, notes=notes, review=review_in(own))


def may_be_cut(text: str, unit: Unit, prefix: str) -> bool:
    """Tell whether segments may be split and joined: none stands inside another element."""
    found = [*pieces(text, unit.segments, prefix), *pieces(text, unit.target, prefix)]
    return not unit.foreign and not any(piece.depth for piece in found)


def native_of(text: str, unit: Unit) -> states.Native:
    """Return what the file says of the state."""
    own, there = own_words(text, unit), told(text, unit.start, unit.head)
    target = told(text, unit.target.start, unit.target.inner) if unit.target else {}
    return states.native(there, target.get("state", ""), own)


def own_words(text: str, unit: Unit) -> dict[str, str]:
    """Return what Diptych itself said of a unit, by name, wherever in the unit it is said."""
    own: dict[str, str] = {}
    for words in (tag_words(text, (unit.start, unit.head)), group_words(text, unit)):
        own |= words
    if unit.target is not None:
        tag = unit.target[:2]
        own |= states.qualified(told(text, *tag).get("state-qualifier", "")) | tag_words(text, tag)
    return own


def tag_words(text: str, tag: tuple[int, int]) -> dict[str, str]:
    """Return what the attributes of our own namespace say in the start tag between two offsets."""
    prefix = f"{PREFIX}:"
    there = told(text, *tag)
    return {name.removeprefix(prefix): said for name, said in there.items() if name.startswith(prefix)}


def group_words(text: str, unit: Unit) -> dict[str, str]:
    """Return what our own context-group says, which stands in files that promise to be valid strictly."""
    if unit.words is None:
        return {}
    contexts = tree(text, unit.words.start, unit.words.end).children
    said = ((told(text, each.start, each.inner).get("context-type", ""), each) for each in contexts)
    return {name.removeprefix("x-"): flat(text, each.inner, each.close) for name, each in said}


def review_in(own: Mapping[str, str]) -> Review | None:
    """Return who read the unit, as our own words say."""
    name = own.get("reviewer")
    return None if name is None else Review(name, own.get("reviewed", ""))


def _previous(text: str, unit: Unit, known: Names) -> dict[str, Previous]:
    """Return what stood before the source changed, by the segment that it is about ("" all)."""
    found: dict[str, Previous] = {}
    for whole, source, target in unit.previous:
        old, was = (codes.read(text, one.inner, one.close, known) if one else EMPTY for one in (source, target))
        found.setdefault(told(text, whole.start, whole.inner).get("mid", ""), Previous(old, was))
    return found


def notes_in(text: str, start: int, end: int, prefix: str) -> tuple[Note, ...]:
    """Read the notes that stand one after the other between two offsets."""
    return tuple(_note(text, part) for part in note_parts(text, start, end, prefix))


def _note(text: str, part: Part) -> Note:
    """Read a note. Those about the target are the translators' own."""
    there = told(text, part.start, part.inner)
    said, author = flat(text, part.inner, part.close), there.get("from", "")
    if there.get("annotates") == "target":
        return Note(said, "" if author == TRANSLATOR else author)
    if author in ORIGINS:
        return Note(said, origin=author)
    return Note(said, author, origin="file")


def as_ours(own: Mapping[str, str], whole: Segment, known: Names) -> Segment:
    """Return *whole* with what only a file of ours holds."""
    gap, beyond = own.get("gap", ""), own.get("target-gap")
    return replace(
        whole,
        role=own.get("role", ""),
        gap=codes.read(gap, 0, len(gap), known),
        target_gap=None if beyond is None else codes.read(beyond, 0, len(beyond), known),
        order=numbers.whole(own.get("order", "")),
        form=numbers.whole(own.get("form", "")),
        link=_link(own.get("link", "")),
    )


def _link(said: str) -> Link | None:
    confidence, _space, confirmed = said.partition(" ")
    if not confidence:
        return None
    try:
        return Link(None if confidence == "?" else float(confidence), confirmed == "confirmed")
    except ValueError:
        return None
