"""What the units of a file hold, found by all tags at once: which are of the usual kind, and where their texts stand.

Of the usual kind is a unit with one source, at most one target, notes, and what a row may stand beside; with codes
but no segments. All else, and whatever is written in an unusual way, is for an exact reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from editor.formats.spans.tags import Bytes, Flags, Numbers, Tags, distinct
from editor.formats.xliff1.usual import BESIDE, SPEAKING

# What the tags of a unit of the usual kind are, in the order of a unit; a self-closed one counts as its own end.
_UNIT, _UNIT_END, _SOURCE, _SOURCE_END, _TARGET, _TARGET_END, _NOTE, _NOTE_END, _CODE, _BESIDE, _OTHER = range(11)
_NAMES = ("trans-unit", "source", "target", "note", "x", "bx", "ex", "g", *BESIDE, "seg-source")
_ALONE, _SPAN, _FIRST_BESIDE, _SEGMENTS = (_NAMES.index(name) for name in ("x", "g", BESIDE[0], "seg-source"))
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
_SPEAKING = (*(word.encode() for word in SPEAKING), b"&")  # what a tag may say more with
_WIDTH = 16
_FOLLOWS = np.zeros(_WIDTH * _WIDTH, dtype=bool)
for _one, _next in _AFTER.items():
    for _two in _next:
        _FOLLOWS[_one * _WIDTH + _two] = True


Span = tuple[Numbers, Numbers]


@dataclass(slots=True)
class Shape:
    """Where everything stands, unit by unit; texts and what the tags say only of units that are not *strange*."""

    characters: Bytes
    starts: Numbers
    ends: Numbers
    apart: Numbers  # the numbers of units that another tag than the end of a unit stands before
    segmented: Flags  # units that have a seg-source
    strange: Flags  # units that are not of the usual kind
    simple: Flags  # units of the usual kind that have neither codes nor notes
    source: Span
    target: Span
    heads: Span  # of the units' tags, what comes behind the name
    tags: Span  # the same of the targets' tags, -1 where there is no target
    codes: Span

    def forget(self) -> None:
        """Let go of what nobody asks for once the tags were read."""
        nothing = np.empty(0, dtype=np.int64)
        self.characters, self.heads, self.tags = np.empty(0, dtype=np.uint8), (nothing,) * 2, (nothing,) * 2


class _Inside(NamedTuple):
    """The tags inside of units, the unit of each, and what each is."""

    tags: Tags
    owner: Numbers
    units: Numbers  # the numbers of the units' own start tags
    what: NDArray[np.int8]


def shape(tags: Tags, prefix: str) -> Shape | None:
    """Return what *tags* hold; None where units stand in units, or there are half ones."""
    kinds = tags.kinds(prefix, _NAMES)
    which = np.flatnonzero(kinds == 0)
    opening, closing = which[::2], which[1::2]
    if len(opening) != len(closing) or tags.closing[opening].any() or not tags.closing[closing].all():
        return None
    sizes = closing - opening + 1
    units = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(opening)), sizes)
    apart = np.flatnonzero(opening[1:] != closing[:-1] + 1) + 1
    inside: Numbers | slice = slice(0)
    if len(opening):
        inside = (opening - units)[owner] + np.arange(len(owner)) if len(apart) else slice(opening[0], closing[-1] + 1)
    tags, kinds = tags.some(inside), kinds[inside]
    segmented = np.zeros(len(opening), dtype=bool)
    segmented[owner[kinds == _SEGMENTS]] = True
    found = _Inside(tags, owner, units, _what(tags, kinds, units[owner]))
    strange = np.zeros(len(units), dtype=bool)
    _judge(found, kinds, strange)
    return _placed(found, strange, (apart, segmented), prefix)


def _what(tags: Tags, kinds: NDArray[np.int8], units: Numbers) -> NDArray[np.int8]:
    """Return what each tag is; those inside an element beside the row are beside it, whatever their names are."""
    closing, empty = tags.closing, tags.empty()
    what = np.full(len(tags), _OTHER, dtype=np.int8)
    np.copyto(what, 2 * kinds + (closing | empty), where=(kinds >= 0) & (kinds < _ALONE), casting="unsafe")
    what[(what == _UNIT_END) & ~closing] = _OTHER
    what[(kinds >= _ALONE) & (kinds < _SPAN) & empty] = _CODE
    what[(kinds == _SPAN) & ~empty] = _CODE
    beside = (kinds >= _FIRST_BESIDE) & (kinds < _SEGMENTS)
    if beside.any():
        steps = np.zeros(len(tags), dtype=np.int32)
        steps[beside & ~empty] = 1
        steps[beside & closing] = -1
        deep = np.cumsum(steps)
        what[beside | (deep > deep[units])] = _BESIDE
    what[~tags.sure | tags.hiding()] = _OTHER
    return what


def _judge(found: _Inside, kinds: NDArray[np.int8], strange: Flags) -> None:
    """Call units strange for those of their start tags that may say more than such a tag usually does."""
    tags = found.tags
    if not any(tags.may_say(word) for word in _SPEAKING):
        return
    concerned = (kinds >= _FIRST_BESIDE) | (kinds == _NAMES.index("source")) | (kinds == _NAMES.index("note"))
    which = np.flatnonzero(concerned & ~tags.closing)
    which = which[tags.ends[which] - tags.starts[which] > len("<source>")]
    judged, written = distinct(tags.characters, tags.starts[which], tags.ends[which])
    telling = np.array([any(word in tag for word in _SPEAKING) for tag in written] or [False])
    strange[found.owner[which[telling[judged]]]] = True


def _placed(found: _Inside, strange: Flags, more: tuple[Numbers, Flags], prefix: str) -> Shape:
    """Find the texts of the units, and which units hold something in an order that is not the usual one."""
    tags, owner, units, what = found
    strange[owner[what == _OTHER]] = True
    is_part = what < _CODE
    parts = np.flatnonzero(is_part)
    kept = what[parts].astype(np.int16)
    strange[owner[parts[:-1][~_FOLLOWS[kept[:-1] * _WIDTH + kept[1:]]]]] = True
    place = np.cumsum(is_part) - 1  # of each tag, the part that it is or stands behind
    others = np.flatnonzero(~is_part)
    around = kept[place[others]]
    in_text = (around == _SOURCE) | (around == _TARGET)
    strange[owner[others[in_text != (what[others] == _CODE)]]] = True
    codes = others[in_text]
    simple = ~strange
    simple[owner[codes]] = False
    simple[owner[parts[(kept == _NOTE) | (kept == _NOTE_END)]]] = False
    starts, ends = tags.starts, tags.ends
    closing = np.append(units[1:], len(tags))[: len(units)] - 1
    source, target, said = _texts(tags, (parts, kept), np.where(strange, 0, place[units]), prefix)
    heads = starts[units] + len(f"<{prefix}trans-unit"), ends[units] - 1
    spans = (starts[units], ends[closing], *more, strange, simple, source, target, heads, said)
    return Shape(tags.characters, *spans, (starts[codes], ends[codes]))


def _texts(tags: Tags, all_parts: tuple[Numbers, NDArray[np.int16]], units: Numbers, prefix: str) -> tuple[Span, ...]:
    """Return where sources, targets and what targets' tags say stand in units whose start tags are parts *units*."""
    parts, kept = all_parts
    starts, ends = tags.starts, tags.ends
    last = len(parts) - 1

    def part(number: Numbers) -> Numbers:
        return parts[np.minimum(number, last)]

    closed = units + 1 + (kept[np.minimum(units + 1, last)] == _SOURCE)
    begin = ends[part(units + 1)]
    source = begin, np.maximum(starts[part(closed)], begin)
    tag = part(closed + 1)
    following = kept[np.minimum(closed + 1, last)]
    has = (following == _TARGET) | (following == _TARGET_END)
    begin = ends[tag]
    end = np.maximum(np.where(following == _TARGET, starts[part(closed + 2)], begin), begin)
    said = np.where(has, starts[tag] + len(f"<{prefix}target"), -1), np.where(has, begin - 1, -1)
    return source, (begin, np.where(has, end, begin)), said
