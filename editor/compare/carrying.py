"""What a row of the newer original takes over from the older one: all of it, or the target under a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.compare.codes import recoded
from editor.compare.likeness import key
from editor.compare.pairing import Match
from editor.model import Head, Mark, Note, Previous, Segment, State
from editor.segmentation.inline import inline_sentences
from editor.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Carried:
    """A row of the newer original with its translation, and the rows it comes from (None: it is new)."""

    row: Segment
    match: Match | None
    changed: bool = False


def kept(old: Segment, new: Segment) -> Segment:
    """Return *old*, whose sentence did not change, where and in what markup it stands now."""
    same = old.source == new.source
    row = replace(
        old,
        id=new.id,
        source=old.source if same else new.source,
        target=old.target if same else recoded(old.target, old.source, new.source),
        unit=new.unit,
        role=new.role,
        gap=new.gap,
        target_gap=old.target_gap if key(old.gap) == key(new.gap) else None,
        notes=_notes(old, new),
    )
    return old if row == old else row


def changed(old: Segment, new: Sequence[Segment], head: Head) -> list[Segment]:
    """Return the rows *new*, whose sentence was *old*, with its target, marked, and what they were before."""
    targets = _shares(old, len(new), head)
    return [
        _changed(old, row, target, first=number == 0, size=len(new))
        for number, (row, target) in enumerate(zip(new, targets, strict=True))
    ]


def part(old: Segment, new: Segment) -> Segment:
    """Return *new*, a piece of what *old* said, marked; the target went elsewhere."""
    return _changed(old, new, EMPTY, first=False, size=2)


def _changed(old: Segment, new: Segment, target: Text, *, first: bool, size: int) -> Segment:
    row = replace(
        old,
        id=new.id,
        source=new.source,
        target=recoded(target, old.source, new.source),
        state=old.state if target else State.UNTRANSLATED,
        unit=new.unit,
        role=new.role,
        gap=new.gap,
        target_gap=None,
        order=None,
        notes=_notes(old, new) if first else new.notes,
        review=old.review if target else None,
    )
    if not old.target and not old.translatable:
        return row
    marked = Mark.SOURCE_CHANGED in old.marks and old.previous is not None
    was = old.previous if marked and old.previous else Previous(old.source, old.target)
    if marked and size == 1 and key(was.source) == key(new.source):  # it is again what was translated
        return replace(row, marks=row.marks - {Mark.SOURCE_CHANGED}, previous=None)
    return replace(row, marks=row.marks | {Mark.SOURCE_CHANGED}, previous=was)


def _shares(old: Segment, size: int, head: Head) -> list[Text]:
    """Return the target's part for each of *size* rows: sentence by sentence if it has as many, else all at first."""
    if size == 1:
        return [old.target]
    sentences = inline_sentences(old.target.without_breaks(), head.target_language)
    if len(sentences) == size:
        return [sentence.strip()[1] for sentence in sentences]
    return [old.target, *[EMPTY] * (size - 1)]


def _notes(old: Segment, new: Segment) -> tuple[Note, ...]:
    """Return the translators' own notes as they were, and those of the file as the newer one has them."""
    theirs = [note for note in new.notes if note.origin]
    ours = [note for note in old.notes if not note.origin]
    if [note for note in old.notes if note.origin] == theirs:
        return old.notes
    return (*ours, *theirs)
