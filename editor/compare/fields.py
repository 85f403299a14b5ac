"""Three versions of one segment become one: field by field, asking only where two hands changed the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from editor.edits import CLOSED
from editor.i18n import _
from editor.model import MARKS, STATE_NAMES, STATES, Mark, Note, Review, Segment, State
from editor.text import Text

T = TypeVar("T")
_PLAIN = ("source", "previous", "link", "unit", "role", "gap", "target_gap", "order", "form", "may", "shared")


@dataclass(frozen=True, slots=True)
class Settled:
    """The one segment, and the names of the fields that both hands changed in different ways."""

    segment: Segment
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of the sentence in the other language: the words, how far they have come, and who read them."""

    target: Text
    state: State
    review: Review | None
    late: bool = False  # they were changed by one hand after the other had reviewed what stood there
    also: Review | None = None  # a second reading, which no field holds


def settle(base: Segment, ours: Segment, theirs: Segment) -> Settled:
    """Return what *ours* and *theirs*, both made from *base*, are together; the order of the two is of no account.

    Where both changed a field, the version that is further on stays, the other goes into a note, and the segment is
    marked *needs work*.
    """
    if ours in (theirs, base):
        return Settled(theirs)
    if theirs == base:
        return Settled(ours)
    first, second = sorted((ours, theirs), key=weight, reverse=True)
    clashes: list[str] = []
    plain: dict[str, Any] = {name: _field(name, (base, first, second), clashes) for name in _PLAIN}
    merged = replace(first, **plain)
    said = _said(base, first, second, clashes)
    marks = _both(base.marks, first.marks, second.marks) | ({Mark.EDITED_AFTER_REVIEW} if said.late else set())
    merged = replace(
        merged,
        target=said.target,
        state=said.state,
        review=said.review,
        marks=marks,
        reason=str(_field("reason", (base, first, second), clashes)) if Mark.NOT_FOR_TRANSLATION in marks else "",
        notes=_notes(base.notes, first.notes, second.notes),
    )
    if said.also is not None:
        merged = noted(merged, _("Also reviewed by {name}.").format(name=f"{said.also.name} {said.also.date}".strip()))
    if clashes:
        merged = marked(noted(merged, _other(second, clashes)))
    return Settled(merged, tuple(clashes))


def three(base: T, ours: T, theirs: T) -> tuple[T, bool]:
    """Return what one hand made of *base* where the other left it, and whether both changed it: then *ours*."""
    if theirs in (ours, base):
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def weight(segment: Segment) -> tuple[object, ...]:
    """Return a key by which any two different segments are in one order: the one that is further on is larger."""
    return (
        bool(segment.target),
        STATES.index(segment.state),
        segment.target.marked(),
        segment.source.marked(),
        [mark.value for mark in MARKS if mark in segment.marks],
        repr([getattr(segment, name) for name in (*_PLAIN, "target", "reason", "notes", "review", "id")]),
    )


def noted(segment: Segment, *sentences: str) -> Segment:
    """Return *segment* with notes that say *sentences*, those left out that it has already."""
    fresh = [Note(text) for text in dict.fromkeys(sentences) if Note(text) not in segment.notes]
    return replace(segment, notes=(*segment.notes, *fresh)) if fresh else segment


def marked(segment: Segment) -> Segment:
    """Return *segment* with the mark that asks for another look."""
    return replace(segment, marks=segment.marks | {Mark.NEEDS_WORK})


def _field(name: str, versions: tuple[Segment, Segment, Segment], clashes: list[str]) -> object:
    value, clash = three(*(getattr(version, name) for version in versions))
    if clash:
        clashes.append(name)
    return value


def _said(base: Segment, first: Segment, second: Segment, clashes: list[str]) -> _Said:
    """Settle target, state and review, which belong together: a state is said of the words that stood there."""
    retyped = [each for each in (first, second) if each.target != base.target]
    if len(retyped) == 1:
        return _retyped(base, retyped[0], second if retyped[0] is first else first, clashes)
    if first.target != second.target:
        clashes.append("target")
        return _Said(first.target, first.state, first.review)
    state = max(first.state, second.state, key=STATES.index)
    if not retyped:
        state = _state(base, first, second, clashes)
    readers = [each.review for each in (first, second) if each.state is state]
    if len(readers) == 1:
        return _Said(first.target, state, readers[0])
    review, clash = three(base.review, first.review, second.review)
    if not clash:
        return _Said(first.target, state, review)
    known = sorted((each for each in readers if each), key=lambda each: (each.date, each.name))
    return _Said(first.target, state, known[-1], also=known[0] if len(known) > 1 else None)


def _retyped(base: Segment, mine: Segment, other: Segment, clashes: list[str]) -> _Said:
    """Settle it where *mine* alone has other words: what *other* said of the old ones is not true of the new."""
    moved = other.state is not base.state or other.review != base.review
    if moved and not mine.target:
        clashes.append("target")
        return _Said(other.target, other.state, other.review)
    return _Said(mine.target, mine.state, mine.review, late=moved and other.state in CLOSED)


def _state(base: Segment, first: Segment, second: Segment, clashes: list[str]) -> State:
    """Settle the state: both raised it, the higher; both lowered it, the lower; one up and one down is a clash."""
    state, clash = three(base.state, first.state, second.state)
    ranks = [STATES.index(each.state) for each in (base, first, second)]
    if clash and min(ranks[1:]) > ranks[0]:
        return STATES[max(ranks[1:])]
    if clash and max(ranks[1:]) < ranks[0]:
        return STATES[min(ranks[1:])]
    if clash:
        clashes.append("state")
    return state


def _both(base: frozenset[T], one: frozenset[T], two: frozenset[T]) -> frozenset[T]:
    return (base & one & two) | ((one | two) - base)


def _notes(base: Sequence[Note], one: Sequence[Note], two: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes of both: what either took away is gone, what either wrote is there, the earlier first."""
    if two in (one, base):
        return tuple(one)
    if one == base:
        return tuple(two)
    left = Counter(one) & Counter(two) & Counter(base)
    kept = [note for note in base if _take(left, note)]
    fresh = sorted((_beyond(one, base), _beyond(two, base)), key=lambda notes: [(n.date, repr(n)) for n in notes])
    common = Counter(fresh[0])
    return (*kept, *fresh[0], *(note for note in fresh[1] if not _take(common, note)))


def _beyond(notes: Sequence[Note], base: Sequence[Note]) -> list[Note]:
    known = Counter(base)
    return [note for note in notes if not _take(known, note)]


def _take(left: Counter[Note], note: Note) -> bool:
    left[note] -= 1
    return left[note] >= 0


def _other(other: Segment, clashes: Sequence[str]) -> str:
    """Say in a note what the other version was."""
    lines = []
    if "target" in clashes:
        lines.append(other.target.marked(other.source.codes) or _("(no translation)"))
    if "source" in clashes:
        lines.append(_("Source: {text}").format(text=other.source.marked(other.target.codes)))
    if "state" in clashes:
        lines.append(_("State: {state}").format(state=_(STATE_NAMES[other.state])))
    if "reason" in clashes:
        lines.append(_("Reason: {reason}").format(reason=other.reason))
    if "previous" in clashes and other.previous:
        lines.append(_("Before: {text}").format(text=other.previous.source.marked(other.previous.target.codes)))
        lines.append(other.previous.target.marked(other.previous.source.codes))
    lines += [f"{name}: {getattr(other, name)}" for name in ("unit", "role", "order") if name in clashes]
    return _("The other version, from the merge: {text}").format(text="\n".join(line for line in lines if line))
