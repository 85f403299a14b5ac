"""A Change as JSON, exactly: every row is told by what differs from the row whose place it takes."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final, Protocol

from editor.errors import StorageError
from editor.i18n import _
from editor.model import (
    Change,
    Head,
    Link,
    Mark,
    May,
    Note,
    Place,
    Previous,
    Review,
    Segment,
    Shared,
    Skeleton,
    Splice,
    State,
)
from editor.text import EMPTY, Break, Can, Code, Kind, Run, Text

Json = Any
Pair = tuple[Callable[[Any], Json], Callable[[Any], Any]]


def text_out(text: Text) -> Json:
    """Return *text* as JSON."""
    return [_run_out(run) for run in text.runs]


def text_in(told: Json) -> Text:
    """Return what ``text_out`` told."""
    return Text(tuple(_run_in(run) for run in told))


def _run_out(run: Run) -> Json:
    if isinstance(run, str):
        return run
    if isinstance(run, Break):
        return run.paragraph
    return [run.kind.value, run.pair, run.label, run.data, run.equiv, run.can.value, run.raw]


def _run_in(told: Json) -> Run:
    if isinstance(told, str):
        return told
    if isinstance(told, bool):
        return Break(told)
    kind, pair, label, data, equiv, can, raw = told
    return Code(Kind(kind), pair, label, data, equiv, Can(can), raw)


def _same(value: Any) -> Any:  # noqa: ANN401 - what JSON holds as it is
    return value


def _perhaps(pair: Pair) -> Pair:
    out, back = pair
    return (lambda value: None if value is None else out(value)), (lambda told: None if told is None else back(told))


def _many(pair: Pair) -> Pair:
    out, back = pair
    return (lambda values: [out(each) for each in values]), (lambda told: tuple(back(each) for each in told))


def _place_out(place: Place) -> Json:
    return [place.unit, place.start, place.end, place.kind, place.part]


def _skeleton_out(skeleton: Skeleton) -> Json:
    data = base64.b64encode(zlib.compress(skeleton.data)).decode("ascii")
    return [
        skeleton.format,
        skeleton.name,
        data,
        [_place_out(each) for each in skeleton.places],
        skeleton.encoding,
        skeleton.digest,
    ]


def _skeleton_in(told: Json) -> Skeleton:
    kind, name, data, places, encoding, *digest = told
    return Skeleton(
        kind, name, zlib.decompress(base64.b64decode(data)), tuple(Place(*each) for each in places), encoding, *digest
    )


def notes_out(notes: Iterable[Note]) -> Json:
    """Tell notes of a segment."""
    return [[note.text, note.author, note.date, note.origin] for note in notes]


def notes_in(told: Json) -> tuple[Note, ...]:
    """Return what ``notes_out`` told."""
    return tuple(Note(*each) for each in told)


NOTES: Final = "notes"  # the side of a row that its notes are
_PLAIN: Pair = (_same, _same)
_TEXT: Pair = (text_out, text_in)
_SEGMENT: Final[Mapping[str, Pair]] = {
    "id": _PLAIN,
    "source": _TEXT,
    "target": _TEXT,
    "state": (lambda state: state.value, State),
    "marks": (
        lambda marks: sorted(mark.value for mark in marks),
        lambda told: frozenset(Mark(each) for each in told),
    ),
    "reason": _PLAIN,
    "previous": _perhaps(
        (
            lambda previous: [text_out(previous.source), text_out(previous.target)],
            lambda told: Previous(text_in(told[0]), text_in(told[1])),
        )
    ),
    "link": _perhaps((lambda link: [link.confidence, link.confirmed], lambda told: Link(*told))),
    "unit": _PLAIN,
    "role": _PLAIN,
    "gap": _TEXT,
    "target_gap": _perhaps(_TEXT),
    "order": _PLAIN,
    "form": _PLAIN,
    "may": (lambda may: may.value, May),
    "shared": (lambda shared: shared.value, Shared),
    "notes": (notes_out, notes_in),
    "review": _perhaps((lambda review: [review.name, review.date], lambda told: Review(*told))),
}
_BLANK = Segment("", EMPTY)


def _segment_out(segment: Segment, stands: Segment) -> Json:
    """Tell *segment* by what differs from *stands*; equal texts may still differ in their codes' raw markup."""
    told = {}
    for name, (out, _back) in _SEGMENT.items():
        new, old = getattr(segment, name), getattr(stands, name)
        if new is old:
            continue
        written = out(new)
        if written != out(old):
            told[name] = written
    return told


def _segment_in(told: Json, stands: Segment) -> Segment:
    return replace(stands, **{name: _SEGMENT[name][1](value) for name, value in told.items()})


_HEAD: Final[Mapping[str, Pair]] = {
    "source_language": _PLAIN,
    "target_language": _PLAIN,
    "title": _PLAIN,
    "encoding": _PLAIN,
    "skeleton": _perhaps((_skeleton_out, _skeleton_in)),
    "read_only": _PLAIN,
    "gone": _many((lambda segment: _segment_out(segment, _BLANK), lambda told: _segment_in(told, _BLANK))),
}


def complete() -> bool:
    """Tell whether every field that a segment or a head has is told; a test asks."""
    return {each.name for each in fields(Segment)} == _SEGMENT.keys() and {
        each.name for each in fields(Head)
    } == _HEAD.keys()


def _was(run: Sequence[Segment]) -> int:
    """Return a checksum of the rows that give way, by which a document that is another is noticed."""
    said = "\0".join(part for segment in run for part in (segment.id, segment.target.plain))
    return zlib.crc32(said.encode("utf-8", "surrogatepass"))


def change_out(change: Change) -> Json:
    """Return *change* as JSON, of a size that depends on the rows it touches alone."""
    told: dict[str, Json] = {"label": change.label}
    if change.splices:
        told["splices"] = [_splice_out(splice) for splice in change.splices]
    if change.head is not None:
        before, after = change.head
        told["head"] = {
            name: out(getattr(after, name))
            for name, (out, _back) in _HEAD.items()
            if getattr(after, name) is not getattr(before, name)
        }
    return told


def _splice_out(splice: Splice) -> Json:
    before = splice.before
    last = len(before) - 1
    rows = [_segment_out(row, before[min(at, last)] if before else _BLANK) for at, row in enumerate(splice.after)]
    return [splice.at, len(before), _was(before), rows]


class Stands(Protocol):
    """What stands in a document, whether or not its rows were made anew already."""

    @property
    def head(self) -> Head:
        """The head."""

    def run(self, at: int, end: int) -> tuple[Segment, ...]:
        """Return the rows from *at* up to *end*."""


def change_in(told: Json, stands: Stands) -> Change:
    """Return the change that ``change_out`` told, as it applies to what *stands*.

    Raises StorageError where that is not what it was made for.
    """
    head = None
    if "head" in told:
        after = {name: _HEAD[name][1](value) for name, value in told["head"].items()}
        head = stands.head, replace(stands.head, **after)
    splices, shift = [], 0
    for at, size, was, rows in told.get("splices", ()):
        before = stands.run(at, at + size)
        if len(before) != size or _was(before) != was:
            raise StorageError(_("The journal goes on from another text at row {row}.").format(row=at + 1))
        last = size - 1
        after_rows = tuple(_segment_in(row, before[min(n, last)] if before else _BLANK) for n, row in enumerate(rows))
        splices.append(Splice(at, before, after_rows))
        shift += len(after_rows) - size
    return Change(told["label"], tuple(splices), head)
