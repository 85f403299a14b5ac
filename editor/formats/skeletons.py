"""What document formats share: sentences cut into rows, and targets put into the original's bytes unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from editor.formats import paragraphs
from editor.formats.encodings import encoded, text_at
from editor.formats.making import LooseSegment
from editor.formats.making import text as made_text
from editor.formats.options import ReadOptions
from editor.formats.pieces import Piece, natives, text_of
from editor.languages import is_spaced
from editor.model import Document, Mark, Place, Segment, Skeleton
from editor.text import EMPTY, Code, Kind, Text

__all__ = [
    "Craft",
    "Part",
    "Patch",
    "Piece",
    "Where",
    "assemble",
    "changed",
    "flow",
    "gathered",
    "is_translated",
    "is_waiting",
    "joint",
    "natives",
    "patches",
    "recoded",
    "rows",
    "running",
    "spacing",
    "text_of",
    "units",
    "with_inner",
]


def _concat(chunks: Sequence[tuple[str, bool]], _native: str) -> str:
    return "".join(chunk for chunk, _kept in chunks)


@dataclass(frozen=True, slots=True)
class Craft:
    """What a format knows of its own text.

    *pieces* reads the native text of a place of some kind, *escape* writes characters there, *join* puts together
    a unit from its chunks, each with whether it is the original's own, and the native text that the unit had.
    """

    pieces: Callable[[str, str], Iterable[Piece]]
    escape: Callable[[str, str], str]
    join: Callable[[Sequence[tuple[str, bool]], str], str] = _concat


@dataclass(frozen=True, slots=True)
class Patch:
    """Characters that take the place of some bytes of the original."""

    start: int
    end: int
    text: str


_THING = "\ufffc"  # a picture, a formula: what a code stands for that is no characters


# ── In: a unit becomes rows ──────────────────────────────────────────────────────────────────────────────────────


def rows(template: Segment, text: Text, options: ReadOptions, language: str) -> Iterator[Segment]:
    """Cut a unit's *text* into sentences and yield a row for each, like *template*, whose id is the unit's.

    Sources and gaps of the rows joined are the text.
    """
    sentences = options.segment(text, language) if options.segment else [text]
    if len(sentences) == 1 and not _is_padded(text):
        yield _like(template, 1, text, template.gap)
        return
    waiting: Segment | None = None
    blank = EMPTY  # white space before the first sentence
    number = 0
    for sentence in sentences:
        front, middle, behind = _stripped(sentence)
        if middle:
            if waiting is not None:
                yield waiting
            number += 1
            source = blank + front + middle if blank or front else middle
            waiting = _like(template, number, source, behind)
            blank = EMPTY
        elif waiting is not None:
            waiting = replace(waiting, gap=waiting.gap + sentence)
        else:
            blank += sentence
    if waiting is not None:
        yield waiting


_FIELDS = tuple(each.name for each in fields(Segment))
_ID, _SOURCE, _GAP = map(_FIELDS.index, ("id", "source", "gap"))
_values = attrgetter(*_FIELDS)


def _like(template: Segment, number: int, source: Text, gap: Text) -> Segment:
    """Return the row of a sentence, as ``replace`` would, which takes its time for the ten thousand of a book."""
    values = list(_values(template))
    values[_ID], values[_SOURCE], values[_GAP] = f"{template.unit}/{number}", source, gap
    row: Segment = LooseSegment(*values)
    row.__class__ = Segment
    return row


_SPACE = made_text(" ")


def _stripped(sentence: Text) -> tuple[Text, Text, Text]:
    """Return what ``strip`` does, sooner for characters with one space behind them."""
    runs = sentence.runs
    only = runs[0] if len(runs) == 1 else ""
    if isinstance(only, str) and only[-1:] == " " and not only[0].isspace() and not only[-2].isspace():
        return EMPTY, made_text(only[:-1]), _SPACE
    return sentence.strip()


def _is_padded(text: Text) -> bool:
    first, last = (text.runs[0], text.runs[-1]) if text.runs else ("", "")
    return (isinstance(first, str) and first[:1].isspace()) or (isinstance(last, str) and last[-1:].isspace())


# ── Out: rows become a unit ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a gap as it goes out; *index* tells which native text may stand for it, -1 where none may."""

    text: Text
    index: int = -1
    row: int = 0  # the row of the unit that it belongs to, from 0


def is_translated(row: Segment) -> bool:
    """Tell whether the row's target goes out."""
    return bool(row.target.without_breaks()) and row.marks.isdisjoint((Mark.NOT_FOR_TRANSLATION, Mark.OMITTED))


def is_waiting(row: Segment) -> bool:
    """Tell whether the row should have a target and has none."""
    return row.translatable and bool(row.source) and not is_translated(row)


def joint(row: Segment, before: str, after: str, spaced: tuple[bool, bool]) -> Text:
    """Return what stands between the target of *row* and the next, which read *before* and *after*.

    *spaced* tells whether the source's and the target's language part sentences by a space.
    """
    if row.target_gap is not None:
        return row.target_gap
    blank = row.gap.readable
    if blank.strip() or "\n" in blank:
        return row.gap
    if not spaced[1]:
        return EMPTY
    touching = before[-1:].isspace() or after[:1].isspace() or not before or not after
    if not blank:
        return EMPTY if spaced[0] or touching else Text.of(" ")
    return EMPTY if blank == " " and touching and before and after else row.gap


def flow(unit: Sequence[Segment], spaced: tuple[bool, bool], *, skip: bool) -> list[Part]:
    """Return the sentences of a unit in the order in which they go out, with what stands between them.

    Part ``2 n`` of the original is the source of row *n*, part ``2 n + 1`` the gap behind it. With *skip*, rows that
    wait for a translation are left out; rows omitted on purpose always are.
    """
    kept = [n for n, row in enumerate(unit) if Mark.OMITTED not in row.marks and not (skip and is_waiting(row))]
    if not kept:
        return []
    ordered = sorted(kept, key=lambda n: (unit[n].order or n + 1, n))
    texts = [_spoken(unit[n]) for n in ordered]
    parts: list[Part] = []
    for place, (n, text) in enumerate(zip(ordered, texts, strict=True)):
        parts.append(Part(text, -1 if is_translated(unit[n]) else 2 * n, n))
        last = place == len(ordered) - 1
        slot = len(unit) - 1 if last else kept[place]
        gap = unit[slot].gap
        if not last and (is_translated(unit[n]) or is_translated(unit[ordered[place + 1]])):
            gap = joint(unit[slot], _seen(text), _seen(texts[place + 1]), spaced)
        parts.append(Part(gap, 2 * slot + 1 if gap == unit[slot].gap else -1, slot))
    return parts


def _spoken(row: Segment) -> Text:
    return (row.target if is_translated(row) else row.source).without_breaks()


def _seen(text: Text) -> str:
    """Return what a text reads as, with a sign for a code that reads as nothing: a space before it is inside."""
    alone = "".join(
        run if isinstance(run, str) else run.equiv or (_THING if run.kind is Kind.ALONE else "")
        for run in text.runs
        if isinstance(run, str | Code)
    )
    return alone if text.readable else ""


def running(unit: Sequence[Segment], document: Document, *, skip: bool) -> Text:
    """Return the text of a unit as it goes out where no original gives its native form."""
    return Text.of(*(run for part in flow(unit, spacing(document), skip=skip) for run in part.text.runs))


def spacing(document: Document) -> tuple[bool, bool]:
    """Tell whether sentences are parted by a space in the source's and in the target's language."""
    return is_spaced(document.head.source_language), is_spaced(document.head.target_language)


def units(document: Document) -> Iterator[tuple[str, list[Segment]]]:
    """Yield each unit's name and rows; a row of no unit is one alone."""
    for name, run in groupby(document.rows, key=lambda row: row.unit or row.id):
        yield name, list(run)


# ── Patching ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Where(NamedTuple):
    """A place in a skeleton, and the patches of the places within it."""

    skeleton: Skeleton
    place: Place
    inner: Sequence[Patch]

    @property
    def native(self) -> str:
        """Return the native text as it stands in the original."""
        return text_at(self.skeleton.data, self.place.start, self.place.end, self.skeleton.encoding)


def patches(document: Document, craft: Craft, *, skip: bool) -> list[Patch]:
    """Return what has to change in the document's skeleton so that it reads as the rows say, sorted and disjoint."""
    skeleton = document.head.skeleton
    assert skeleton is not None  # noqa: S101 - the caller looked
    document = paragraphs.parted(document)
    spaced = spacing(document)

    def patched(unit: Sequence[Segment], where: Where) -> str | None:
        return _patched(unit, where, craft, flow(unit, spaced, skip=skip))

    return gathered(skeleton, changed(document, skip=skip), patched)


def gathered(
    skeleton: Skeleton,
    by_unit: Mapping[str, Sequence[Segment]],
    patched: Callable[[Sequence[Segment], Where], str | None],
) -> list[Patch]:
    """Return the patches, sorted and disjoint, of the places of the units in *by_unit*.

    *patched* returns the new native text of a place, None where it stays as it was.
    """
    found: list[Patch] = []
    # A place within another (the words under a picture in a paragraph) starts later: from the back, it comes first.
    for place in sorted(skeleton.places, key=lambda place: (place.start, -place.end), reverse=True):
        unit = by_unit.get(place.unit)
        if unit is None:
            continue
        inner = []
        while found and found[-1].start < place.end:
            inner.append(found.pop())
        text = patched(unit, Where(skeleton, place, inner))
        if text is None:
            found += reversed(inner)
        else:
            found.append(Patch(place.start, place.end, text))
    return found[::-1]


def changed(document: Document, *, skip: bool) -> dict[str, list[Segment]]:
    """Return the units whose native text has to be looked at; not those that hold the very rows that were read."""
    origin = document.origin
    read: dict[str, list[int]] = {}
    skeleton = document.head.skeleton  # a work file was read with its targets, an original never
    if origin is not None and skeleton is not None and origin.format == skeleton.format and not skip:
        read = {name: [id(row) for row in unit] for name, unit in units(replace(document, rows=origin.rows))}
    return {name: unit for name, unit in units(document) if [id(row) for row in unit] != read.get(name)}


def _patched(unit: Sequence[Segment], where: Where, craft: Craft, parts: Sequence[Part]) -> str | None:
    """Return the new native text of a unit, None where it stays as it was."""
    place, native = where.place, where.native
    own = list(craft.pieces(native, place.kind))
    texts = [text for row in unit for text in (row.source.without_breaks(), row.gap.without_breaks())]
    stood = natives(own, texts)
    if None not in stood and [part.index for part in parts] == list(range(len(texts))):
        return None
    pieces = _with_inner(own, craft, where) if where.inner else own
    if pieces is not own:
        stood = natives([Piece(old.item, new.native) for old, new in zip(own, pieces, strict=True)], texts)
    codes = {
        old.item.key: new.item.data
        for old, new in zip(own, pieces, strict=True)
        if isinstance(old.item, Code) and isinstance(new.item, Code)
    }
    chunks: list[tuple[str, bool]] = []
    for part in parts:
        kept = stood[part.index] if part.index >= 0 else None
        chunks.append((_written(part.text, codes, craft, place.kind), False) if kept is None else (kept, True))
    text = craft.join(chunks, native)
    return None if text == native else text


def with_inner(where: Where) -> str:
    """Return the native text of a place after the patches within it are made."""
    skeleton, place, inner = where
    chunks = []
    at = place.start
    for patch in sorted(inner, key=lambda patch: patch.start):
        chunks += [text_at(skeleton.data, at, patch.start, skeleton.encoding), patch.text]
        at = patch.end
    chunks.append(text_at(skeleton.data, at, place.end, skeleton.encoding))
    return "".join(chunks)


def _with_inner(own: list[Piece], craft: Craft, where: Where) -> list[Piece]:
    """Return the pieces after the patches within the place are made; the old ones if that changes their number."""
    pieces = list(craft.pieces(with_inner(where), where.place.kind))
    return pieces if len(pieces) == len(own) else own


def _written(text: Text, codes: dict[tuple[Kind, str], str], craft: Craft, kind: str) -> str:
    return "".join(
        craft.escape(run, kind) if isinstance(run, str) else codes.get(run.key, run.data)
        for run in text.runs
        if isinstance(run, str | Code)
    )


def assemble(skeleton: Skeleton, changes: Iterable[Patch], errors: str) -> bytes:
    """Return the original with *changes* made. Raises UnicodeEncodeError where its encoding lacks a character.

    *errors* tells what is done then: "strict", or "xmlcharrefreplace".
    """
    chunks = []
    at = 0
    for change in changes:
        chunks += [skeleton.data[at : change.start], encoded(change.text, skeleton.encoding, errors)]
        at = change.end
    chunks.append(skeleton.data[at:])
    return b"".join(chunks)


def recoded(skeleton: Skeleton, changes: Iterable[Patch]) -> str:
    """Return the characters of the original with *changes* made, for another encoding."""
    chunks = []
    at = 0
    for change in changes:
        chunks += [text_at(skeleton.data, at, change.start, skeleton.encoding), change.text]
        at = change.end
    chunks.append(text_at(skeleton.data, at, len(skeleton.data), skeleton.encoding))
    return "".join(chunks).removeprefix("\ufeff")
