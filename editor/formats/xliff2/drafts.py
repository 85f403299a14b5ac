"""The rows of a unit, put together from its segments and ignorables, however those were found in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from editor.formats.spans import attributes, value
from editor.formats.xliff2.facts import heard
from editor.formats.xliff2.names import PREFIX, fresh, mark, state, tail_of
from editor.model import ANYTHING, Mark, May, Note, Previous, Segment, Shared
from editor.numbers import whole
from editor.text import EMPTY, Code, Kind, Text

_FOREIGN = ANYTHING & ~May.EDIT_SOURCE
_WHOLE = _FOREIGN & ~(May.SPLIT | May.JOIN)
_CLOSED = {"no": True, "yes": False}
_OPEN = {"no": False, "yes": True}
_NO_MARKS: frozenset[Mark] = frozenset()
_NOT_FOR_TRANSLATION = frozenset({Mark.NOT_FOR_TRANSLATION})


@dataclass(frozen=True, slots=True)
class Place:
    """What a unit inherits from where it stands. *own*: the file is of our own layout."""

    file: str
    uri: str  # XLIFF's namespace in this file
    prefix: str  # in front of XLIFF's element names
    scope: Mapping[str, str] = field(repr=False)  # the prefixes in force
    resegment: bool = True
    translate: bool = True
    own: bool = False
    again: bool = False  # somewhere in the file XLIFF's prefix means something else


@dataclass(slots=True)
class Draft:
    """A ``segment`` or an ``ignorable`` as it was read.

    *source* is None where the element is missing. *key* is what our metadata call a segment by, *tail* what its row's
    id ends in.
    """

    segment: bool
    attributes: Mapping[str, str]
    source: Text | None
    target: Text | None
    order: str = ""
    key: str = ""
    tail: str = ""


@dataclass(slots=True)
class Around:
    """What notes, matches and metadata say of the segments, by the key of each."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, Sequence[Note]] = field(default_factory=dict)
    previous: Mapping[str, Previous] = field(default_factory=dict)


def name(drafts: Sequence[Draft]) -> None:
    """Give each segment its key and its tail: the id that it has, else its number among the segments."""
    segments = [draft for draft in drafts if draft.segment]
    taken: set[str] = set()
    for draft in segments:
        if "id" in draft.attributes:
            draft.tail = fresh(tail_of(draft.attributes["id"]) or "1", taken)
    for number, draft in enumerate(segments, 1):
        draft.tail = draft.tail or fresh(str(number), taken)
        draft.key = draft.attributes.get("id") or draft.tail


def seen(unit: str, said: Mapping[str, str], drafts: Sequence[Draft], place: Place) -> tuple[Segment, ...]:
    """Return the rows as XLIFF's own fields give them; *said* are the attributes of the unit called *unit*."""
    closed = _CLOSED.get(said.get("translate", ""), not place.translate)
    role = said.get("type", "")
    if role:
        role = role.removeprefix(f"{PREFIX}:") if place.own else role.partition(":")[2]
    resegment = _OPEN.get(said.get("canResegment", ""), place.resegment)
    shared = Shared.NOTHING if place.own else Shared.TRANSLATE
    marks = _NOT_FOR_TRANSLATION if closed else _NO_MARKS
    rows: list[Segment] = []
    for at, draft in enumerate(drafts):
        if not draft.segment:
            continue
        target = draft.target or EMPTY
        marked = mark(draft.attributes["subState"]) if "subState" in draft.attributes else None
        gap, target_gap = _gaps(drafts, at)
        rows.append(
            Segment(
                f"{unit}/{draft.tail}",
                draft.source or EMPTY,
                target,
                state(draft.attributes.get("state", ""), filled=bool(target.runs)),
                marks | {marked} if marked else marks,
                unit=unit,
                role=role,
                may=_may(draft, place, resegment=resegment),
                shared=shared,
                gap=gap,
                target_gap=target_gap,
            )
        )
    if any(draft.order for draft in drafts):
        rows = _ordered(drafts, rows)
    return tuple(_annotated(rows, closed=closed))


def _gaps(drafts: Sequence[Draft], at: int) -> tuple[Text, Text | None]:
    """Return what stands behind the segment *at*, in the source and in the target."""
    gap, target_gap = EMPTY, None
    for draft in drafts[at + 1 :]:
        if draft.segment:
            break
        source = draft.source or EMPTY
        if draft.target is not None or target_gap is not None:
            target_gap = (gap if target_gap is None else target_gap) + (
                source if draft.target is None else draft.target
            )
        gap = gap + source if gap else source
    return gap, target_gap


def _may(draft: Draft, place: Place, *, resegment: bool) -> May:
    if draft.source is None:
        return May.NOTHING
    if place.own:
        return ANYTHING
    return _FOREIGN if _OPEN.get(draft.attributes.get("canResegment", ""), resegment) else _WHOLE


def _ordered(drafts: Sequence[Draft], rows: list[Segment]) -> list[Segment]:
    """Give each row the place of its target among the targets, where ``@order`` says another than its own."""
    places = []
    for number, draft in enumerate(drafts, 1):
        order = whole(draft.order)
        if draft.segment:
            places.append(number if order is None else order)
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(rows)), key=lambda at: (places[at], at)), 1)}
    return [replace(row, order=ranks[at] if ranks[at] != at + 1 else None) for at, row in enumerate(rows)]


def _annotated(rows: list[Segment], *, closed: bool) -> list[Segment]:
    """Mark rows that annotations with ``@translate`` in the text take out of translation, or put back into it.

    Such a unit keeps its segments, so that no half comes to mean something else.
    """
    if not any(len(row.source.runs) > 1 or len(row.gap.runs) > 1 or row.gap.codes for row in rows):
        return rows
    if not any("translate" in code.raw for row in rows for code in (*row.source.codes, *row.gap.codes)):
        return rows
    active: list[tuple[str, bool]] = []
    found = []
    for row in rows:
        spoken: set[bool] = set()
        for run in row.source.runs:
            if isinstance(run, Code):
                _follow(run, active)
            elif isinstance(run, str) and run.strip():
                spoken.add(active[-1][1] if active else closed)
        for code in row.gap.codes:
            _follow(code, active)
        idle = False not in spoken if spoken else closed
        marks = row.marks - {Mark.NOT_FOR_TRANSLATION} | ({Mark.NOT_FOR_TRANSLATION} if idle else set())
        may = row.may & ~(May.SPLIT | May.JOIN | May.MARK)
        found.append(replace(row, marks=marks, may=may))
    return found


def _follow(code: Code, active: list[tuple[str, bool]]) -> None:
    """Keep track of which annotation decides; *active* holds the open ones, and whether each closes the text."""
    if code.kind is Kind.OPEN and "translate" in code.raw:
        said = value(code.raw, attributes(code.raw, 0).get("translate"))
        if said in ("yes", "no"):
            active.append((code.pair, said == "no"))
    elif code.kind is Kind.CLOSE:
        for at in range(len(active) - 1, -1, -1):
            if active[at][0] == code.pair:
                del active[at]
                break


def rows(
    natives: Sequence[Segment], drafts: Sequence[Draft], around: Around, warnings: list[str]
) -> tuple[Segment, ...]:
    """Return the rows with what notes, matches and metadata tell of them; *natives* are the rows without."""
    words = around.words
    if not (words or around.notes or around.previous):
        return tuple(natives)
    unit = words.get("", {}).get("unit")
    found = []
    for draft, row in zip((draft for draft in drafts if draft.segment), natives, strict=True):
        key = draft.key
        if unit is not None or key in around.notes or key in around.previous:
            notes, previous = tuple(around.notes.get(key, ())), around.previous.get(key)
            row = replace(row, unit=row.unit if unit is None else unit, notes=notes, previous=previous)  # noqa: PLW2901
        found.append(heard(row, words.get(key, {}), warnings))
    return tuple(found)
