"""Units of a package's parts: texts and where they stand, more than once where the document says them twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from editor.formats.options import ReadOptions
from editor.formats.packages import byte_offsets
from editor.formats.skeletons import rows
from editor.formats.spans import Source
from editor.i18n import N_
from editor.model import Mark, Note, Place, Segment
from editor.text import Text

READING = 0.6
"""Of the time goes by before the sentences are cut."""

_LETTER = re.compile(r"[^\W\d_]")
_NO_WORDS = N_("no words")


@dataclass(slots=True)
class Spot:
    """A stretch of a part that people read: "p" the inside of a paragraph, else an attribute between quotes.

    *within* tells what is around it: "cell". *choice* counts the alternatives: of a thing that is there in a new and
    in an old form, both have the same number, and the old one is *fallback*.
    """

    start: int
    end: int
    kind: str
    within: str = ""
    choice: int = 0
    fallback: bool = False
    tag: str = ""  # the start tag of its element, where that says how it looks


@dataclass(slots=True)
class Unit:
    """A text that people read and where it stands: more than one place where the document holds it twice."""

    name: str
    text: Text
    places: list[Place]
    role: str = ""
    notes: tuple[tuple[int, Note], ...] = ()


class Found(NamedTuple):
    """A text where it stands, before it is known whether the part says it elsewhere."""

    spot: Spot
    text: Text
    role: str
    notes: tuple[tuple[int, Note], ...] = ()


def placed(found: Sequence[Found], source: Source, part: str) -> Iterator[Unit]:
    """Yield the units of a part; what a thing says again in its old form, or of its picture, is no unit of its own."""
    offsets = byte_offsets(source, (offset for each in found for offset in (each.spot.start, each.spot.end)))
    made: list[Unit] = []
    known: dict[tuple[int, str], list[Unit]] = {}
    for each in found:
        spot = each.spot
        place = Place("", offsets[spot.start], offsets[spot.end], spot.kind, part)
        again = _twin(each, known, made)
        if again is not None:
            again.places.append(place)
            continue
        unit = Unit("", each.text, [place], each.role, each.notes)
        made.append(unit)
        if spot.choice and not spot.fallback:
            known.setdefault((spot.choice, each.text.marked()), []).append(unit)
    yield from made


def _twin(each: Found, known: Mapping[tuple[int, str], list[Unit]], made: Sequence[Unit]) -> Unit | None:
    """Return the unit that says the same in the same thing."""
    spot = each.spot
    if spot.fallback:
        waiting = known.get((spot.choice, each.text.marked()), [])
        return next((unit for unit in waiting if len(unit.places) == 1), None)
    if spot.kind != "p":
        recent = (unit for unit in made[-3:] if unit.role == "alt" and unit.text == each.text)
        return next(recent, None)
    return None


def segments(found: Sequence[Unit], options: ReadOptions, language: str) -> Iterator[Segment]:
    """Cut the units into sentences; what has no letters is marked not for translation."""
    step = max(1, len(found) // 100)
    for number, unit in enumerate(found):
        reason = "" if _LETTER.search(unit.text.plain) else _NO_WORDS
        marks = frozenset({Mark.NOT_FOR_TRANSLATION}) if reason else frozenset()
        template = Segment(unit.name, unit.text, unit=unit.name, role=unit.role, reason=reason, marks=marks)
        own = rows(template, unit.text, options, language)
        yield from _noted(list(own), unit.notes) if unit.notes else own
        if number % step == 0:
            options.progress(READING + (1 - READING) * number / len(found))
    options.progress(1.0)


def _noted(own: list[Segment], notes: Sequence[tuple[int, Note]]) -> Iterator[Segment]:
    """Yield the rows of a unit, each with the notes whose position is in it."""
    end = 0
    for number, row in enumerate(own):
        start, end = end, end + len(row.source) + len(row.gap)
        last = number == len(own) - 1
        mine = tuple(note for at, note in notes if (start < at or not number) and (at <= end or last))
        yield replace(row, notes=mine) if mine else row
