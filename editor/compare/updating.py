"""A newer original under a translation: what stayed keeps its translation, what changed is marked, the rest told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor import formats
from editor.compare.carrying import Carried, changed, kept, part
from editor.compare.naming import Names, named
from editor.compare.pairing import Match, paired
from editor.compare.placing import splices
from editor.compare.recutting import recut, units
from editor.edits import joined
from editor.errors import FormatError
from editor.formats import po
from editor.i18n import N_, _, ngettext
from editor.languages import Language, can_guess, guess
from editor.model import Change, Document, Head, Mark, May, Previous, Segment, Shared

_FEW = 20  # times as many sentences are gone as are left where two documents share no more than a phrase
UPDATE = N_("Update from a newer original")


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update found among the sentences to translate: rows of the updated document, and what is gone."""

    same: int = 0
    changed: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    gone: tuple[Segment, ...] = ()

    @property
    def is_another(self) -> bool:
        """Whether the text has next to nothing in common with the one before: perhaps the wrong file was named."""
        return bool(self.gone) and self.kept * _FEW < len(self.gone)

    @property
    def kept(self) -> int:
        """How many sentences are there still, changed or not."""
        return self.same + len(self.changed) + len(self.moved)

    def __str__(self) -> str:
        """Say it in one line."""
        counts = (
            (ngettext("{number} same", "{number} same", self.same), self.same),
            (ngettext("{number} changed", "{number} changed", len(self.changed)), len(self.changed)),
            (ngettext("{number} moved", "{number} moved", len(self.moved)), len(self.moved)),
            (ngettext("{number} new", "{number} new", len(self.new)), len(self.new)),
            (ngettext("{number} gone", "{number} gone", len(self.gone)), len(self.gone)),
        )
        return _(", ").join(words.format(number=number) for words, number in counts)


@dataclass(frozen=True, slots=True)
class Updated:
    """The one change that leads to the newer original, and what it does."""

    change: Change
    summary: Summary


@dataclass(slots=True)
class _Tally:
    same: int = 0
    changed: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)

    def count(self, row: int, segment: Segment, match: Match | None, *, is_changed: bool) -> None:
        """Count *segment*, which stands at *row* now; what is not for translation is not counted."""
        if not segment.translatable:
            return
        if match is None:
            self.new.append(row)
        elif is_changed:
            self.changed.append(row)
        elif match.moved:
            self.moved.append(row)
        else:
            self.same += 1


def update(document: Document, newer: Document) -> Updated:
    """Lead *document* over to the original *newer*, sentence by sentence.

    What is unchanged keeps target, state, marks and notes, what moved takes them along, what changed keeps its target
    under the mark *source changed* with what it was before, what is gone goes to ``head.gone``, what is new waits for
    a translation. Raises nothing.
    """
    entries = all(each.origin is not None and each.origin.format == "po" for each in (document, newer))
    if entries:
        newer = po.renewed(document, newer)
    old = tuple(document.rows)
    new, known = recut(document, newer)
    matches = paired(old, new, known)
    carried = list(_carried(document, new, matches))
    stable = document.head.skeleton is not None and newer.head.skeleton is not None and not entries
    names = named(old, carried, newer.head.skeleton, document.head.gone) if stable else Names()
    rows = _shared([_settled(old, names.row(number, each), each.match) for number, each in enumerate(carried)])
    rows = _ordered(rows)
    tally = _Tally()
    for number, each in enumerate(carried):
        tally.count(number, rows[number], each.match, is_changed=each.changed)
    there = {row for match in matches for row in match.old}
    gone = [segment for row, segment in enumerate(old) if row not in there and _counts(segment)]
    head = _head(document.head, newer.head, names)
    if gone:
        head = replace(head, gone=(*head.gone, *gone))
    change = Change(UPDATE, tuple(splices(old, rows)), (document.head, head) if head != document.head else None)
    if entries and not change.splices and _writes_the_same(document, head):
        change = Change(UPDATE)
    summary = Summary(tally.same, tuple(tally.changed), tuple(tally.moved), tuple(tally.new), tuple(gone))
    return Updated(change, summary)


def refuse_translation(document: Document, newer: Document, name: str) -> None:
    """Refuse a *newer* original, the file *name*, that is in the language of the translation. Raises FormatError."""
    seems = guess(" ".join(row.source.plain for row in newer.rows[:200]))
    tags = document.head.source_language, document.head.target_language
    source, target = (Language(tag).primary if tag else "" for tag in tags)
    if seems and seems == target != source and can_guess(source):
        raise FormatError(
            _("{name} is in {language}, the language of the translation; name the newer original.").format(
                name=name, language=Language(seems).name
            )
        )


def _writes_the_same(document: Document, head: Head) -> bool:
    """Tell whether a PO file is the same with *head*, which may hold the newer template."""
    options = formats.WriteOptions()
    return po.write(document, options).data == po.write(replace(document, head=head), options).data


def _counts(segment: Segment) -> bool:
    """Tell whether a segment is of account when its source is gone."""
    return bool(segment.target) or (segment.translatable and bool(segment.source))


def _carried(document: Document, new: Sequence[Segment], matches: Sequence[Match]) -> Iterator[Carried]:
    """Yield the rows of the newer original with what each takes over from the older rows."""
    by_row = {row: match for match in matches for row in match.new}
    permitted = May.NOTHING
    for segment in document.rows:
        permitted |= segment.may
    number = 0
    while number < len(new):
        match = by_row.get(number)
        if match is None:
            yield Carried(replace(new[number], may=new[number].may & permitted), None)
            number += 1
            continue
        before = [document.rows[row] for row in match.old]
        yield from _over(before, [new[row] for row in match.new], match, document.head)
        number += len(match.new)


def _over(old: Sequence[Segment], new: Sequence[Segment], match: Match, head: Head) -> Iterator[Carried]:
    """Yield the rows *new*, which are *old* at another time."""
    was, now = old[0], new[0]
    if match.part:
        yield Carried(part(was, now), match, changed=True)
        return
    for row in old[1:]:
        was = joined(was, row, head)
    if match.same and len(new) > 1 and all(May.JOIN in row.may for row in new):
        for row in new[1:]:
            now = joined(now, row, head)
        new = [now]
    if match.same and len(new) == 1:
        yield Carried(kept(was, now), match)
    else:
        yield from (Carried(row, match, changed=True) for row in changed(was, new, head))


def _settled(old: Sequence[Segment], row: Segment, match: Match | None) -> Segment:
    """Return *row*; where it is what it was, the very same value."""
    return old[match.old[0]] if match and old[match.old[0]] == row else row


def _shared(rows: list[Segment]) -> list[Segment]:
    """Mark all rows of a unit that has its marks in common where one is marked."""
    if not any(Shared.STATE in row.shared for row in rows):
        return rows
    found: list[Segment] = []
    for unit in units(rows):
        marked = next((row for row in unit if Mark.SOURCE_CHANGED in row.marks and Shared.STATE in row.shared), None)
        for row in unit:
            if marked is None or Mark.SOURCE_CHANGED in row.marks:
                found.append(row)
            else:
                previous = row.previous or Previous(row.source, row.target)
                found.append(replace(row, marks=row.marks | {Mark.SOURCE_CHANGED}, previous=previous))
    return found


def _ordered(rows: list[Segment]) -> list[Segment]:
    """Take the order of targets away where it is none any more because a unit's rows are others."""
    if not any(row.order for row in rows):
        return rows
    found: list[Segment] = []
    for unit in units(rows):
        places = sorted(row.order or number for number, row in enumerate(unit, 1))
        whole = places == list(range(1, len(unit) + 1))
        found += unit if whole else [replace(row, order=None) if row.order else row for row in unit]
    return found


def _head(old: Head, new: Head, names: Names) -> Head:
    """Return the properties with the newer original in the place of the older."""
    entries = new.skeleton is not None and new.skeleton.format == "po"
    if new.skeleton is None or (old.skeleton is None and not entries):
        return old
    skeleton = names.skeleton(new.skeleton)
    was = old.skeleton
    if was and (skeleton.data, skeleton.places) == (was.data, was.places):
        return old
    encoding = new.encoding if was is None or old.encoding == was.encoding else old.encoding
    return replace(old, skeleton=skeleton, encoding=encoding)
