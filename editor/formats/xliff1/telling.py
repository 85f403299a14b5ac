"""The columns of many units told at once, without reading any: states, marks, lengths, units.

What it tells is what the rows would say; units that are not plainly of the usual kind are left to the reader.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from editor import columns
from editor.formats.spans.tags import Flags, Lengths, Numbers, Tags
from editor.formats.xliff1.usual import BESIDE, SPEAKING, telling, traits

if TYPE_CHECKING:
    from editor.formats.xliff1.index import Index
    from editor.model import Segment

# What the tags of a unit of the usual kind are, in the order of a unit; a self-closed one counts as its own end.
_UNIT, _UNIT_END, _SOURCE, _SOURCE_END, _TARGET, _TARGET_END, _NOTE, _NOTE_END, _CODE, _BESIDE, _OTHER = range(11)
_NAMES = ("trans-unit", "source", "target", "note", "x", "bx", "ex", "g", *BESIDE)
_ALONE, _SPAN, _FIRST_BESIDE = _NAMES.index("x"), _NAMES.index("g"), _NAMES.index(BESIDE[0])
_AFTER = {
    _UNIT: (_SOURCE, _SOURCE_END),
    _SOURCE: (_SOURCE_END,),
    _SOURCE_END: (_TARGET, _TARGET_END, _NOTE, _NOTE_END, _UNIT_END),
    _TARGET: (_TARGET_END,),
    _TARGET_END: (_NOTE, _NOTE_END, _UNIT_END),
    _NOTE: (_NOTE_END,),
    _NOTE_END: (_NOTE, _NOTE_END, _UNIT_END),
    _UNIT_END: (_UNIT,),
}
_FOLLOWS = np.zeros((_OTHER + 1, _OTHER + 1), dtype=bool)
for _one, _next in _AFTER.items():
    _FOLLOWS[_one, list(_next)] = True

Told = tuple[int, int, int, int, str]  # number of the state, bits of the marks, lengths, unit


class _Shape(NamedTuple):
    """The tags of some units by what they are, without those beside the row and in it."""

    tags: Tags
    parts: Numbers  # numbers of the tags
    what: Numbers
    units: Numbers  # in *parts*, the start tags of the units
    lengths: Lengths
    strange: Flags  # units that are not of the usual kind


def tell(found: Index, first: int, last: int, read: Callable[[int], Sequence[Segment]]) -> dict[str, object]:
    """Return the columns of the units from one number to another; *read* reads those that it takes a reading for."""
    base = found.starts[first]
    text = found.source.text[base : found.ends[last - 1]]
    starts = np.frombuffer(found.starts, dtype=np.int64)[first:last] - base
    shape = _shape(text, starts, np.frombuffer(found.ends, dtype=np.int64)[first:last] - base, found.prefix)
    if found.ids is None:
        shape.strange[:] = True
    numbers, *told = _told(found, first, text, shape)
    if len(numbers) < last - first:
        rows = list[Told]()
        there = dict(zip(numbers, zip(*told, strict=True), strict=True))
        for number in range(first, last):
            rows += [there[number]] if number in there else [_as_told(row) for row in read(number)]
        told = [list(each) for each in zip(*rows, strict=True)]
    states, marks, sources, targets, units = told
    return {
        columns.STATES_COLUMN: bytes(states),
        columns.MARKS_COLUMN: bytes(marks),
        columns.SOURCES_COLUMN: array("l", sources),
        columns.TARGETS_COLUMN: array("l", targets),
        columns.UNITS_COLUMN: tuple(units),
    }


def _as_told(row: Segment) -> Told:
    state, bits = columns.STATE_NUMBERS[row.state], columns.mark_bits(row)
    return state, bits, len(row.source), len(row.target), row.unit


def _shape(text: str, starts: Numbers, ends: Numbers, prefix: str) -> _Shape:
    """Look what the tags of the units are, and which units hold others than the usual ones."""
    tags = Tags.of(text)
    owner = np.searchsorted(starts, tags.starts, side="right") - 1
    within = tags.starts < ends[owner]
    what = np.where(within, _what(tags, prefix, (starts, owner)), _BESIDE)
    strange = np.zeros(len(starts), dtype=bool)
    strange[owner[(what == _OTHER) | (within & ~tags.sure)]] = True
    if np.any(within & (what == _BESIDE)):
        for word in SPEAKING:
            for match in re.finditer(word, text) if word in text else ():
                strange[np.searchsorted(starts, match.start(), side="right") - 1] = True
    parts = np.flatnonzero(what < _CODE)
    codes = np.flatnonzero((what == _CODE) | ((what == _BESIDE) & within))
    around = what[parts[np.searchsorted(parts, codes) - 1]]
    in_text = (around == _SOURCE) | (around == _TARGET)
    strange[owner[codes[in_text != (what[codes] == _CODE)]]] = True
    kept = what[parts]
    strange[owner[parts[:-1][~_FOLLOWS[kept[:-1], kept[1:]]]]] = True
    units = np.flatnonzero(kept == _UNIT)
    if len(units) != len(starts) or bool(np.any(tags.starts[parts[units]] != starts)):
        strange[:] = True
    lengths = Lengths(tags, codes[in_text])
    strange[np.searchsorted(starts, lengths.doubtful, side="right") - 1] = True
    return _Shape(tags, parts, kept, units, lengths, strange)


def _what(tags: Tags, prefix: str, units: tuple[Numbers, Numbers]) -> Numbers:
    """Return what each tag is; those inside an element beside the row are beside it, whatever their names are."""
    kinds, closing = tags.kinds(prefix, _NAMES), tags.closing
    empty = tags.empty(np.arange(len(tags)))
    what = np.full(len(tags), _OTHER)
    pair = (kinds >= 0) & (kinds < _ALONE)
    what[pair] = 2 * kinds[pair] + (closing | empty)[pair]
    what[(what == _UNIT_END) & ~closing] = _OTHER
    what[(kinds >= _ALONE) & (kinds < _SPAN) & empty] = _CODE
    what[(kinds == _SPAN) & ~empty] = _CODE
    beside = kinds >= _FIRST_BESIDE
    if beside.any():
        deep = np.cumsum(np.where(beside & ~empty, 1 - 2 * closing.astype(np.int64), 0))
        starts, owner = units
        what[beside | (deep > deep[np.searchsorted(tags.starts, starts)][owner])] = _BESIDE
    return what


def _told(found: Index, first: int, text: str, shape: _Shape) -> list[list[Any]]:
    """Return the numbers of the units of the usual kind and their columns."""
    usual, parts, what, tags = np.flatnonzero(~shape.strange), shape.parts, shape.what, shape.tags
    units = shape.units[usual] if len(usual) else usual
    closed = units + 1 + (what[units + 1] == _SOURCE)
    begin = tags.ends[parts[units + 1]]
    source = shape.lengths.between(begin, np.maximum(tags.starts[parts[closed]], begin))
    following = what[closed + 1]
    begin, end = tags.ends[parts[closed + 1]], tags.starts[parts[closed + 1 + (following == _TARGET)]]
    has = (following == _TARGET) | (following == _TARGET_END)
    target = np.where(has, shape.lengths.between(begin, np.maximum(end, begin)), 0)
    at = tags.starts[parts[closed + 1]] + len(f"<{found.prefix}target")
    said = [
        text[start:end] if there else None
        for start, end, there in zip(at.tolist(), (begin - 1).tolist(), has.tolist(), strict=True)
    ]
    numbers, heads = usual.tolist(), (tags.starts[parts[units]], tags.ends[parts[units]])
    rests = _rests(found, first, text, (numbers, *heads)) if len(usual) else []
    names, judged = _judged(found, [first + number for number in numbers], (rests, said, (target > 0).tolist()))
    told = [[first + number for number in numbers], *judged, source.tolist(), target.tolist(), names]
    if None not in names:
        return told
    kept = [name is not None for name in names]
    return [list(compress(each, kept)) for each in told]


def _rests(found: Index, first: int, text: str, units: tuple[list[int], Numbers, Numbers]) -> list[str]:
    """Return what the start tags of units say behind their ids."""
    numbers, starts, ends = units
    ids = found.ids or []
    sizes = np.fromiter([len(ids[first + number]) for number in numbers], dtype=np.int64, count=len(numbers))
    begin, end = starts + sizes + len(f'<{found.prefix}trans-unit id=""'), ends - 1
    if not np.any(begin < end):
        return [""] * len(numbers)
    return [text[one:other] for one, other in zip(begin.tolist(), end.tolist(), strict=True)]


def _judged(
    found: Index, numbers: list[int], said: tuple[list[str], list[str | None], list[bool]]
) -> tuple[list[str | None], tuple[list[int], list[int]]]:
    """Return the units' names, None for those that must be read, and their states and marks."""
    rests, tags, filled = said
    ids, contexts, repeated = found.ids or [], found.contexts, found.repeated
    which = [found.context[number] for number in numbers]
    around = {number: contexts[number] for number in set(which)}
    if any(rests):
        rests = [rest if around[one].ours else telling(rest) for rest, one in zip(rests, which, strict=True)]
    keys = list(zip(rests, tags, filled, which, strict=True))
    states, bits, odd = {}, {}, set()
    for key in set(keys):
        rest, tag, full, one = key
        known = traits(rest, tag, filled=full, translate=around[one].translate, ours=around[one].ours)
        states[key], bits[key] = known[4] if known else (0, 0)
        if known is None:
            odd.add(key)
    begin = {number: "" if one.ours else f"f{one.file}/" for number, one in around.items()}
    names: list[str | None] = [
        f"{start}{ids[number]}" if (start := begin[one]) else contexts[one].group
        for number, one in zip(numbers, which, strict=True)
    ]
    if odd or repeated:
        for place, (number, key) in enumerate(zip(numbers, keys, strict=True)):
            if key in odd or (around[key[3]].file, ids[number]) in repeated:
                names[place] = None
    return names, ([states[key] for key in keys], [bits[key] for key in keys])
