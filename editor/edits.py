"""What one can do to a document: each function looks at it and returns the Change that does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.errors import EditError
from editor.i18n import N_, _
from editor.languages import is_spaced
from editor.model import (
    STATES,
    Change,
    Head,
    Link,
    Mark,
    May,
    Note,
    Previous,
    Review,
    Segment,
    Shared,
    Splice,
    State,
)
from editor.text import EMPTY, Break, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from editor.model import Document

RESOLVED = frozenset({Mark.NEEDS_WORK, Mark.SOURCE_CHANGED})
CLOSED = (State.REVIEWED, State.FINAL)
_OF_A_ROW = frozenset({Mark.NOT_FOR_TRANSLATION, Mark.SOURCE_CHANGED})  # may differ within a unit that has one state


def on_rows(label: str, document: Document, rows: Iterable[int], edit: Callable[[Segment], Segment]) -> Change:
    """Return the change that puts ``edit(segment)`` in the place of each of *rows* (in any order).

    Where a file has one state for all rows of a unit, the others follow.
    """
    edited = {row: edit(document.rows[row]) for row in set(rows)}
    edited |= _in_step(document, edited)
    splices: list[Splice] = []
    for row, after in sorted(edited.items()):
        before = document.rows[row]
        if after is not before and after != before:
            splices.append(Splice(row, (before,), (after,)))
    return Change(label, tuple(splices))


def _in_step(document: Document, edited: dict[int, Segment]) -> dict[int, Segment]:
    """Return the rows of units with one state where *edited* changes it: what is left to do in any is left in all."""
    found: dict[int, Segment] = {}
    for row, after in edited.items():
        before = document.rows[row]
        if Shared.STATE not in after.shared or row in found:
            continue
        if (before.state, before.marks) == (after.state, after.marks):
            continue
        unit = {at: edited.get(at, document.rows[at]) for at in unit_rows(document, row)}
        found |= _alike(unit, after.review)
    return found


def _alike(unit: dict[int, Segment], review: Review | None) -> dict[int, Segment]:
    """Give the rows of a unit that has one state what is left to do in any of them."""
    filled = [one.state for one in unit.values() if one.target and one.state is not State.UNTRANSLATED]
    state = min(filled, key=STATES.index, default=State.UNTRANSLATED)
    marks = frozenset(mark for one in unit.values() for mark in one.marks) - _OF_A_ROW
    settled = bool(filled) and not any(Mark.SOURCE_CHANGED in one.marks for one in unit.values() if one.target)
    found = {}
    for at, one in unit.items():
        own = one.marks & _OF_A_ROW - ({Mark.SOURCE_CHANGED} if settled else set())
        previous = None if settled and not one.target else one.previous
        held = State.UNTRANSLATED if not one.target else state
        kept = review if state in CLOSED else None
        found[at] = replace(one, state=held, marks=marks | own, previous=previous, review=kept)
    return found


def unit_rows(document: Document, row: int) -> range:
    """Return the rows of the unit that *row* belongs to."""
    rows = document.rows
    unit = rows[row].unit
    start, end = row, row + 1
    while unit and start > 0 and rows[start - 1].unit == unit:
        start -= 1
    while unit and end < len(rows) and rows[end].unit == unit:
        end += 1
    return range(start, end)


def _with_shared(document: Document, rows: Iterable[int], what: Shared) -> set[int]:
    found: set[int] = set()
    for row in rows:
        if row not in found:
            found |= set(unit_rows(document, row)) if what in document.rows[row].shared else {row}
    return found


def retyped(segment: Segment, target: Text) -> Segment:
    """Return *segment* as it is once somebody typed *target*: Draft, or Untranslated when nothing is left."""
    if target == segment.target:
        return segment
    marks = segment.marks
    if segment.state in CLOSED:
        marks |= {Mark.EDITED_AFTER_REVIEW}
    state = State.DRAFT if target else State.UNTRANSLATED
    return replace(segment, target=target, state=state, marks=marks, review=None)


def set_target(document: Document, row: int, target: Text) -> Change:
    """Type *target* into a row. Raises EditError where the file or the document does not permit it."""
    _permit(document, document.rows[row], May.TRANSLATE, _("This segment is locked in the file; its target stays."))
    typed = document.rows[row]

    def edited(segment: Segment) -> Segment:
        if segment is typed:
            return retyped(segment, target)
        return replace(segment, state=State.DRAFT) if segment.target else segment

    if target == typed.target:
        return Change(N_("Typing"))
    return on_rows(N_("Typing"), document, _with_shared(document, [row], Shared.STATE), edited)


def clear(document: Document, rows: Iterable[int]) -> Change:
    """Empty the targets of *rows*."""
    return on_rows(N_("Clear target"), document, rows, lambda s: retyped(s, EMPTY) if May.TRANSLATE in s.may else s)


def copy_source(document: Document, rows: Iterable[int]) -> Change:
    """Put the source of each of *rows* into its target, codes included."""

    def copied(segment: Segment) -> Segment:
        if May.TRANSLATE not in segment.may or Mark.NOT_FOR_TRANSLATION in segment.marks:
            return segment
        return retyped(segment, segment.source.without_breaks())

    return on_rows(N_("Copy source"), document, rows, copied)


def confirmed(segment: Segment) -> Segment:
    """Return *segment* as its translator confirms it; an empty one, and one that the file locks, stay as they are."""
    if not segment.target or May.TRANSLATE not in segment.may:
        return segment
    state = segment.state if segment.state in CLOSED else State.TRANSLATED
    return replace(segment, state=state, marks=segment.marks - RESOLVED, previous=None)


def confirm(document: Document, rows: Iterable[int]) -> Change:
    """Say that the targets of *rows* are done: Translated, *needs work* and *source changed* cleared.

    Raises EditError where the file locks all that there is to confirm.
    """
    filled = (row for row in _with_shared(document, rows, Shared.STATE) if document.rows[row].target)
    return on_rows(N_("Confirm"), document, _open(document, filled), confirmed)


def set_state(document: Document, rows: Iterable[int], state: State, review: Review | None = None) -> Change:
    """Give *rows* a state. *review* says who read it and is kept on Reviewed and Final only.

    Rows without a target stay as they are, as no state but Untranslated is true of them; Untranslated empties the
    target. Raises EditError where the file locks all of *rows*.
    """

    def given(segment: Segment) -> Segment:
        if state is State.UNTRANSLATED:
            return retyped(segment, EMPTY)
        if not segment.target:
            return segment
        if state is State.TRANSLATED:
            return replace(confirmed(segment), state=state, review=None)
        if state is State.DRAFT:
            return replace(segment, state=state, review=None)
        marks = segment.marks - RESOLVED - {Mark.EDITED_AFTER_REVIEW}
        return replace(segment, state=state, marks=marks, previous=None, review=review or segment.review)

    return on_rows(N_("Set state"), document, _open(document, _with_shared(document, rows, Shared.STATE)), given)


def set_mark(document: Document, rows: Iterable[int], mark: Mark, *, on: bool, reason: str = "") -> Change:
    """Set or take away one mark.

    Raises EditError where the file itself says what is not for translation, or locks all of *rows*.
    """
    rows = list(rows)
    what = Shared.TRANSLATE if mark is Mark.NOT_FOR_TRANSLATION else Shared.STATE
    if mark is Mark.NOT_FOR_TRANSLATION:
        for row in rows:
            _permit(
                document,
                document.rows[row],
                May.MARK,
                _("The file itself says what is for translation here; that cannot be changed from Diptych."),
            )

    def marked(segment: Segment) -> Segment:
        marks = segment.marks | {mark} if on else segment.marks - {mark}
        why = segment.reason
        if mark is Mark.NOT_FOR_TRANSLATION:
            why = reason if on else ""
        previous = segment.previous if on or mark is not Mark.SOURCE_CHANGED else None
        return replace(segment, marks=marks, reason=why, previous=previous)

    found = _with_shared(document, rows, what)
    if mark is not Mark.NOT_FOR_TRANSLATION:
        found = _open(document, found)
    return on_rows(N_("Mark") if on else N_("Unmark"), document, found, marked)


def set_notes(document: Document, row: int, notes: Iterable[Note]) -> Change:
    """Give a row these notes."""
    kept = tuple(notes)
    return on_rows(N_("Note"), document, [row], lambda segment: replace(segment, notes=kept))


def edit_source(document: Document, row: int, source: Text) -> Change:
    """Correct the source of a row. Raises EditError in files that Diptych did not make."""
    _permit(
        document,
        document.rows[row],
        May.EDIT_SOURCE,
        _("The source can be edited only in work files that Diptych made; here it belongs to the file's maker."),
    )
    return on_rows(N_("Edit source"), document, [row], lambda segment: replace(segment, source=source))


def set_head(document: Document, head: Head) -> Change:
    """Give the document other properties."""
    return Change(N_("Properties"), head=(document.head, head))


def joint(segment: Segment, head: Head) -> Text:
    """Return what stands between this target and the next: its own, or the source's as the language needs it."""
    if segment.target_gap is not None:
        return segment.target_gap
    if segment.gap and segment.gap.readable.strip():
        return segment.gap
    if not is_spaced(head.target_language):
        return segment.gap if "\n" in segment.gap.readable else EMPTY
    if not segment.gap and not is_spaced(head.source_language):
        return Text.of(" ")
    return segment.gap


def split(document: Document, row: int, position: int, target_position: int | None = None) -> Change:
    """Divide a row before *position* of its source; white space there becomes the gap.

    The target stays with the first half unless *target_position* cuts it, or a sentence break in it tells. Raises
    EditError where the file does not permit it or a half would be empty.
    """
    segment = document.rows[row]
    _permit(document, segment, May.SPLIT, _("This file does not permit splitting its segments."))
    first, second = segment.source.cut(position)
    _lead, first, space = first.strip()
    more, second, trail = second.strip()
    if not first.without_breaks() or not second.without_breaks():
        raise EditError(
            _("Put the caret where the second sentence of the source begins (Tab goes to the source), then split.")
        )
    if target_position is None and segment.target.breaks:
        target_position = _first_break(segment.target)
    target, other, target_gap = segment.target, EMPTY, None
    if target_position is not None:
        target, other, target_gap = _parted(segment.target, target_position)
    second_half = replace(
        segment,
        id=_fresh_id(document, row),
        source=second + trail,
        target=other,
        state=segment.state if other else State.UNTRANSLATED,
        notes=(),
        previous=None,
        marks=segment.marks if other else segment.marks - {Mark.SOURCE_CHANGED},
        review=segment.review if other else None,
    )
    first_half = replace(
        segment,
        source=_lead + first,
        target=target,
        state=segment.state if target else State.UNTRANSLATED,
        gap=(space + more).without_breaks(),
        target_gap=target_gap,
    )
    return Change(N_("Split"), (Splice(row, (segment,), (first_half, second_half)),))


def _parted(target: Text, position: int) -> tuple[Text, Text, Text]:
    """Return both halves and the white space that stood between them; a break at the cut has done its work."""
    first, second = target.cut(position)
    lead, first, before = first.without_edge_breaks().strip()
    after, second, trail = second.without_edge_breaks().strip()
    return lead + first, second + trail, before + after


def _first_break(text: Text) -> int:
    position = 0
    for run in text.runs:
        if isinstance(run, Break):
            break
        position += len(run) if isinstance(run, str) else 1
    return position


def _fresh_id(document: Document, row: int) -> str:
    taken = {document.rows[other].id for other in unit_rows(document, row)}
    base, number = document.rows[row].id, 2
    while f"{base}.{number}" in taken:
        number += 1
    return f"{base}.{number}"


def join(document: Document, row: int) -> Change:
    """Make one row of *row* and the next one, which must belong to the same unit. Raises EditError."""
    if row + 1 >= len(document.rows):
        raise EditError(_("This is the last segment; there is none to join it with."))
    one, two = document.rows[row], document.rows[row + 1]
    for segment in (one, two):
        _permit(document, segment, May.JOIN, _("This file does not permit joining its segments."))
    if not one.unit or one.unit != two.unit:
        raise EditError(_("The next segment begins a new paragraph; only segments of one paragraph can be joined."))
    whole = {row: joined(one, two, document.head)}
    if Shared.STATE in one.shared:
        whole |= {at: document.rows[at] for at in unit_rows(document, row) if at not in (row, row + 1)}
        whole = _alike(whole, whole[row].review)
    splices = [Splice(at, (one, two) if at == row else (document.rows[at],), (new,)) for at, new in whole.items()]
    changed = (splice for splice in splices if splice.before != splice.after)
    return Change(N_("Join"), tuple(sorted(changed, key=lambda splice: splice.at)))


def joined(one: Segment, two: Segment, head: Head) -> Segment:
    """Return the one segment that *one* and *two* make."""
    between = joint(one, head) if one.target and two.target else EMPTY
    target = one.target + between + two.target
    state = min(one.state, two.state, key=STATES.index)
    if state is State.UNTRANSLATED and target:
        state = State.DRAFT
    both = {Mark.NOT_FOR_TRANSLATION, Mark.OMITTED}
    marks = ((one.marks | two.marks) - both) | (one.marks & two.marks & both)
    previous = None
    if one.previous or two.previous:
        left, right = (s.previous or Previous(s.source, s.target) for s in (one, two))
        previous = Previous(left.source + one.gap + right.source, left.target + between + right.target)
    return replace(
        one,
        source=one.source + one.gap + two.source,
        target=target,
        state=state,
        marks=marks,
        reason=one.reason if Mark.NOT_FOR_TRANSLATION in marks else "",
        previous=previous,
        link=_joined_link(one.link, two.link),
        gap=two.gap,
        target_gap=two.target_gap,
        notes=one.notes + two.notes,
        review=one.review if one.review == two.review else None,
    )


def _joined_link(one: Link | None, two: Link | None) -> Link | None:
    if one is None or two is None:
        return one or two
    sure = [link.confidence for link in (one, two) if link.confidence is not None]
    return Link(min(sure) if sure else None, one.confirmed and two.confirmed)


def _open(document: Document, rows: Iterable[int]) -> set[int]:
    """Return those of *rows* that the file does not lock. Raises EditError where it locks them all, or the whole."""
    if document.head.read_only:
        raise EditError(document.head.read_only)
    found = set(rows)
    free = {row for row in found if May.TRANSLATE in document.rows[row].may}
    if found and not free:
        where = document.rows[min(found)]
        _permit(document, where, May.TRANSLATE, _("This segment is locked in the file; its state and marks stay."))
    return free


def _permit(document: Document, segment: Segment, what: May, sentence: str) -> None:
    if document.head.read_only:
        raise EditError(document.head.read_only)
    if what not in segment.may:
        raise EditError(sentence)
