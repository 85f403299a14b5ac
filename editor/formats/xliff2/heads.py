"""What the start tags of units and segments say, read for all at once: ids, states, and what rows have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor import columns
from editor.formats.spans import Reference, attributes, content, value
from editor.formats.spans.said import Said, Values, said
from editor.formats.spans.tags import Bytes, Numbers, combined, distinct, strings
from editor.formats.xliff2.drafts import Draft, Place, seen
from editor.model import Usual
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from editor.formats.xliff2.index import Index
    from editor.formats.xliff2.shape import Shape

_ODD = re.compile("[&\t\r\n]")  # in an id
_UNIT = ("translate", "canResegment", "type")  # attributes that concern rows
_SEGMENT = ("state", "subState", "canResegment")


@dataclass(frozen=True, slots=True)
class Alike:
    """What segments that say the same have in common: the number of the state, bits of the marks, and the rest."""

    state: int
    marks: int
    usual: Usual


@dataclass(slots=True)
class Heads:
    """What is known of segments: of which kind each is, and where its id stands, -1 where it has none."""

    kinds: list[Alike]
    which: Numbers
    ids: tuple[Numbers, Numbers]


@dataclass(slots=True)
class Written:
    """What the tags of all units and of all segments say."""

    units: Said
    segments: Said


def written(there: Shape) -> Written:
    """Return what the tags of units and segments say."""
    return Written(said(there.characters, *there.heads), said(there.characters, *there.tags))


def declares(found: Written) -> bool:
    """Tell whether one of the tags declares a prefix."""
    return any(name.startswith("xmlns") for one in (found.units, found.segments) for name in one.values)


def identified(index: Index, there: Shape, found: Said) -> list[str]:
    """Return the id of each unit; *found* is what their tags say."""
    values = found.values.get("id")
    ids = None if values is None else strings(there.characters, values.starts, values.ends)
    if values is None or ids is None:
        return [_id(index, number) for number in range(len(index))]
    if len(ids) == len(index) and not _ODD.search("".join(ids)) and not found.doubtful.any():
        return ids
    known = dict(zip(values.tags.tolist(), ids, strict=True))
    for number in np.flatnonzero(found.doubtful).tolist():
        known.pop(number, None)
    plain = (known.get(number, "&") for number in range(len(index)))
    return [_id(index, number) if _ODD.search(one) else one for number, one in enumerate(plain)]


def _id(index: Index, number: int) -> str:
    text = index.text(number)
    return value(text, attributes(text, 0).get("id"))


def look(index: Index, there: Shape, found: Written) -> Heads:
    """Find what segments have in common; units whose tags are written in an unusual way are strange from now on."""
    chars, owner = there.characters, there.owner
    units, segments = found.units, found.segments
    there.strange |= units.doubtful
    there.strange[owner[segments.doubtful]] = True
    parts = [_said(chars, units, name, len(index)) for name in _UNIT]
    parts = [(which[owner], words) for which, words in parts]
    parts += [_said(chars, segments, name, len(owner)) for name in _SEGMENT]
    places, inherited = _places(index)
    gaps, texts = _gaps(there)
    filled = (there.target[1] > there.target[0]).astype(np.int64)
    numbered = [(which, len(words)) for which, words in parts]
    numbered += [(places[owner], len(inherited)), (gaps, len(texts) + 1), (filled, 2)]
    some, which = combined(numbered)
    kinds = []
    for one in some.tolist():
        words = [there_said[numbers[one]] for numbers, there_said in parts]
        gap = texts[gaps[one] - 1] if gaps[one] else None
        kinds.append(_alike(words, gap, inherited[places[owner[one]]], filled=bool(filled[one])))
    there.simple &= ~there.strange
    there.forget()
    return Heads(kinds, which, _spans(segments.values.get("id"), len(owner)))


def _said(chars: Bytes, found: Said, name: str, size: int) -> tuple[Numbers, list[str | None]]:
    """Return what each of some tags says under *name*: which of the words, the first of which is none."""
    which, words = np.zeros(size, dtype=np.int64), list[str | None]((None,))
    values = found.values.get(name)
    if values is not None:
        kinds, written = distinct(chars, values.starts, values.ends)
        which[values.tags] = kinds + 1
        words += [value(text, attributes(text, 0).get("a")) for text in (f'<a a="{w.decode()}"' for w in written)]
    return which, words


def _places(index: Index) -> tuple[Numbers, list[Place]]:
    """Return for each unit what it inherits, the same for all that inherit the same."""
    numbers: dict[tuple[bool, bool], int] = {}
    found = [numbers.setdefault((one.resegment, one.translate), len(numbers)) for one in index.places]
    which = np.array(found, dtype=np.int64)[np.frombuffer(index.where, dtype=np.int64)]
    return which, [index.places[found.index(number)] for number in range(len(numbers))]


def _gaps(there: Shape) -> tuple[Numbers, list[Text]]:
    """Return which text stands behind each segment, 0 for none; where one takes a reading, so does its unit."""
    has = np.flatnonzero((there.gap[0] >= 0) & there.simple[there.owner])
    which = np.zeros(len(there.gap[0]), dtype=np.int64)
    kinds, written = distinct(there.characters, there.gap[0][has], there.gap[1][has])
    which[has] = kinds + 1
    texts = [plain(word) for word in written]
    odd = np.array([text is None for text in texts] or [False], dtype=bool)
    there.simple[there.owner[has[odd[kinds]]]] = False
    return which, [EMPTY if text is None else text for text in texts]


def plain(raw: bytes) -> Text | None:
    """Read a text without tags; None where a reference takes more than that."""
    if b"&" not in raw and b"\r" not in raw:
        return Text((raw.decode(),)) if raw else EMPTY
    pieces = content(raw.decode())
    return Text((str(pieces[0]),)) if len(pieces) == 1 and not isinstance(pieces[0], Reference) else None


def _spans(values: Values | None, size: int) -> tuple[Numbers, Numbers]:
    starts, ends = np.full(size, -1, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    if values is not None:
        starts[values.tags], ends[values.tags] = values.starts, values.ends
    return starts, ends


def _alike(words: list[str | None], gap: Text | None, place: Place, *, filled: bool) -> Alike:
    """Return what the rows of segments have in common: what a row with the same words around it says."""
    unit = {name: word for name, word in zip(_UNIT, words[: len(_UNIT)], strict=True) if word is not None}
    own = {name: word for name, word in zip(_SEGMENT, words[len(_UNIT) :], strict=True) if word is not None}
    some = Text(("a",))
    drafts = [Draft(segment=True, attributes=own, source=some, target=some if filled else None)]
    if gap is not None:
        drafts.append(Draft(segment=False, attributes={}, source=gap, target=None))
    row = seen("", unit, drafts, place)[0]
    usual = Usual(row.state, row.marks, row.may, row.shared, row.role, row.gap)
    return Alike(columns.STATE_NUMBERS[row.state], columns.mark_bits(row), usual)
