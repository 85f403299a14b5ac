"""What the units of a file hold, found by all tags at once: which are plain, and where their texts stand.

Plain is a unit whose segments and ignorables hold one source and at most one target each, with no inline elements but
codes. What stands before the first of them is passed over here. All else is for an exact reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from editor.formats.spans.tags import Bytes, Flags, Numbers, Tags, distinct
from editor.formats.xliff2.names import PREFIX

# What the tags of a plain unit are, in the order of a unit; behind them what is passed over.
_UNIT, _UNIT_END, _SEGMENT, _SEGMENT_END, _GAP, _GAP_END, _SOURCE, _SOURCE_END, _TARGET, _TARGET_END = range(10)
_CODE, _OTHER = 10, 11
_NAMES = ("unit", "segment", "ignorable", "source", "target", "ph", "sc", "ec", "pc", "note")
_ALONE, _SPAN, _NOTE = (_NAMES.index(name) for name in ("ph", "pc", "note"))
_AFTER = {
    _UNIT: (_SEGMENT, _GAP),
    _SEGMENT: (_SOURCE,),
    _GAP: (_SOURCE,),
    _SOURCE: (_SOURCE_END,),
    _SOURCE_END: (_TARGET, _SEGMENT_END, _GAP_END),
    _TARGET: (_TARGET_END,),
    _TARGET_END: (_SEGMENT_END, _GAP_END),
    _SEGMENT_END: (_SEGMENT, _GAP, _UNIT_END),
    _GAP_END: (_SEGMENT, _GAP, _UNIT_END),
    _UNIT_END: (_UNIT,),
}
_WIDTH = 16
_FOLLOWS = np.zeros(_WIDTH * _WIDTH, dtype=bool)
for _one, _next in _AFTER.items():
    for _two in _next:
        _FOLLOWS[_one * _WIDTH + _two] = True

_MANY = 5_000  # tags that are not looked at one by one

Span = tuple[Numbers, Numbers]


@dataclass(slots=True)
class Shape:
    """Where everything stands, unit by unit and segment by segment; of segments, only where the unit is plain."""

    characters: Bytes
    starts: Numbers
    ends: Numbers
    apart: Numbers  # the numbers of units that another tag than the end of a unit stands before
    sizes: Numbers  # how many segments each unit has
    strange: Flags  # units that are not plain
    simple: Flags  # plain units without codes, notes, and ignorables that take more than a look
    heads: Span  # of the units' tags, what comes behind the name
    tags: Span  # the same of the segments' tags
    source: Span
    target: Span
    gap: Span  # the ignorable's source behind each segment, -1 where there is none
    codes: Span
    declaring: bool  # a tag behind the root's, other than those of units and segments, declares a prefix

    def forget(self) -> None:
        """Let go of what nobody asks for once the tags were read."""
        nothing = np.empty(0, dtype=np.int64)
        self.characters, self.heads, self.tags = np.empty(0, dtype=np.uint8), (nothing,) * 2, (nothing,) * 2
        self.gap = (nothing,) * 2

    @property
    def owner(self) -> Numbers:
        """The unit of each segment."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


class _Units(NamedTuple):
    """What is known of units before their insides are looked at: the fields of ``Shape`` of these names."""

    starts: Numbers
    ends: Numbers
    apart: Numbers
    sizes: Numbers


class _Inside(NamedTuple):
    """The tags inside of units, the unit of each, and what each is."""

    tags: Tags
    owner: Numbers
    units: Numbers  # the numbers of the units' own start tags
    kinds: NDArray[np.int8]


def shape(data: bytes, tags: Tags, prefix: str) -> Shape | None:
    """Return what *tags* hold; None where units or segments stand where none may, or there are half ones."""
    hiding = tags.hiding()
    hidden = tags.starts[hiding]
    tags = tags.some(np.flatnonzero(~hiding)) if len(hidden) else tags
    kinds = tags.kinds(prefix, _NAMES)
    which = np.flatnonzero(kinds == 0)
    opening, closing = which[::2], which[1::2]
    if len(opening) != len(closing) or tags.closing[opening].any() or not tags.closing[closing].all():
        return None
    sizes = _sizes(tags, kinds, which)
    if sizes is None:
        return None
    counts = closing - opening + 1
    units = np.cumsum(counts) - counts
    owner = np.repeat(np.arange(len(opening)), counts)
    apart = np.flatnonzero(opening[1:] != closing[:-1] + 1) + 1
    inside: Numbers | slice = slice(0)
    if len(opening):
        inside = (opening - units)[owner] + np.arange(len(owner)) if len(apart) else slice(opening[0], closing[-1] + 1)
    found = _Inside(tags.some(inside), owner, units, kinds[inside])
    strange = sizes == 0
    starts = tags.starts[opening]
    declaring = _declares(data, tags, kinds)
    passing = len(found.owner) > 0 and bool((found.kinds == _NOTE).any() or (found.kinds < 0).any())
    passing = passing and tags.may_say(PREFIX.encode())
    words = ([b"xmlns"] if declaring else []) + ([PREFIX.encode()] if passing else [])
    _doubt(data, starts, strange, (hidden, words))
    return _placed(found, strange, _Units(starts, tags.ends[closing], apart, sizes), (prefix, declaring))


def _sizes(tags: Tags, kinds: NDArray[np.int8], units: Numbers) -> Numbers | None:
    """Count the segments of each unit; None where one stands in another, outside of units or behind what is none."""
    begin, end = (np.flatnonzero((kinds == 1) & one) for one in (~tags.closing, tags.closing))
    owner = np.searchsorted(units, begin)  # odd inside a unit
    after = np.minimum(end + 1, max(len(tags) - 1, 0))
    next_kind, closes = kinds[after], tags.closing[after]
    fits = (((next_kind == 1) | (next_kind == 2)) & ~closes) | ((next_kind == 0) & closes)  # noqa: PLR2004 - ignorables
    if len(begin) != len(end) or not fits.all() or not (owner % 2).all():
        return None
    return np.bincount(owner // 2, minlength=len(units) // 2)


def _declares(data: bytes, tags: Tags, kinds: NDArray[np.int8]) -> bool:
    """Tell whether a tag declares a prefix, besides those of units and segments, which are read anyway."""
    if not tags.may_say(b"xmlns"):
        return not tags.sure.all()
    bare = np.array([len(f"<{name}>") for name in (*_NAMES, "")])[kinds]  # of those of no name, all are looked at
    said = (kinds > 1) & (tags.ends - tags.starts > bare)
    which = np.flatnonzero((said | (kinds < 0)) & ~tags.closing)
    if len(which) > _MANY:
        return data.find(b"xmlns", tags.starts[0]) >= 0
    spans = zip(tags.starts[which].tolist(), tags.ends[which].tolist(), strict=True)
    return any(b"xmlns" in data[begin:end] for begin, end in spans) or not tags.sure.all()


def _doubt(data: bytes, starts: Numbers, strange: Flags, doubts: tuple[Numbers, list[bytes]]) -> None:
    """Call those units strange that hide something, or hold words which may say more."""
    hidden, words = doubts
    places = [hidden]
    first = int(starts[0]) if len(starts) else len(data)
    for word in words:
        said = re.compile(word).finditer(data, first) if data.find(word, first) >= 0 else ()
        places += [np.array([match.start() for match in said], dtype=np.int64)]
    where = np.searchsorted(starts, np.concatenate(places), side="right") - 1
    strange[where[where >= 0]] = True


def _what(found: _Inside) -> NDArray[np.int8]:
    tags, kinds = found.tags, found.kinds
    closing, empty = tags.closing, tags.empty()
    what = np.full(len(tags), _OTHER, dtype=np.int8)
    np.copyto(what, 2 * kinds + closing, where=(kinds >= 0) & (kinds < _ALONE) & ~empty, casting="unsafe")
    what[(kinds >= _ALONE) & (kinds < _SPAN) & empty] = _CODE
    what[(kinds == _SPAN) & ~empty] = _CODE
    what[~tags.sure] = _OTHER
    return what


def _placed(found: _Inside, strange: Flags, more: _Units, said_before: tuple[str, bool]) -> Shape:
    """Find the segments and texts, and which units hold something else or in another order."""
    (prefix, declaring), (tags, owner, units, kinds) = said_before, found
    what = _what(found)
    begun = np.cumsum((kinds == 1) | (kinds == 2))  # noqa: PLR2004 - segments and ignorables
    counted = begun > begun[units][owner]
    counted[units] = True
    strange[owner[counted & (what == _OTHER)]] = True
    strange[owner[units[~tags.sure[units]]]] = True
    is_part = counted & (what < _CODE)
    place = np.cumsum(is_part) - 1  # of each tag, the part that it is or stands behind
    parts = np.flatnonzero(is_part)
    kept = what[parts].astype(np.int16)
    strange[owner[parts[:-1][~_FOLLOWS[kept[:-1] * _WIDTH + kept[1:]]]]] = True
    codes = np.flatnonzero(counted & (what == _CODE))
    around = kept[place[codes]]
    strange[owner[codes[(around != _SOURCE) & (around != _TARGET)]]] = True
    _judge(found, parts[(kept == _SOURCE) | (kept == _TARGET)], prefix, strange)
    simple = ~strange
    simple[owner[codes]] = False
    simple[owner[kinds == _NOTE]] = False
    segments = np.flatnonzero((kinds == 1) & ~tags.closing)
    source, target, gap = _texts(tags, (parts, kept), np.maximum(place[segments], 0), (simple, owner))
    heads, said = (
        (tags.starts[one] + len(f"<{prefix}{name}"), tags.ends[one] - 1)
        for one, name in ((units, "unit"), (segments, "segment"))
    )
    written = tags.starts[codes], tags.ends[codes]
    return Shape(tags.characters, *more, strange, simple, heads, said, source, target, gap, written, declaring)


def _judge(found: _Inside, which: Numbers, prefix: str, strange: Flags) -> None:
    """Call units strange whose targets say that they stand in another order."""
    tags = found.tags
    if not tags.may_say(b"order"):
        return
    which = which[tags.ends[which] - tags.starts[which] > len(f"<{prefix}source>")]
    judged, written = distinct(tags.characters, tags.starts[which], tags.ends[which])
    telling = np.array([b"order" in tag for tag in written] or [False])
    strange[found.owner[which[telling[judged]]]] = True


def _texts(
    tags: Tags, all_parts: tuple[Numbers, NDArray[np.int16]], segments: Numbers, units: tuple[Flags, Numbers]
) -> tuple[Span, Span, Span]:
    """Return where sources, targets and the sources behind them stand for *segments*, which are numbers of parts."""
    parts, kept = all_parts
    starts, ends, last = tags.starts, tags.ends, len(parts) - 1

    def part(number: Numbers) -> Numbers:
        return parts[np.minimum(number, last)]

    def what(number: Numbers) -> NDArray[np.int16]:
        return kept[np.minimum(number, last)]

    begin = ends[part(segments + 1)]
    source = begin, np.maximum(starts[part(segments + 2)], begin)
    has = what(segments + 3) == _TARGET
    begin = ends[part(segments + 3)]
    target = begin, np.where(has, np.maximum(starts[part(segments + 4)], begin), begin)
    after = segments + np.where(has, 6, 4)
    follows = what(after) == _GAP
    begin = np.where(follows, ends[part(after + 1)], -1)
    gap = begin, np.where(follows, np.maximum(starts[part(after + 2)], begin), -1)
    simple, owner = units
    more = (what(after + 3) != _GAP_END) | (what(after + 4) == _GAP)  # a target, or another ignorable
    simple[owner[parts[segments[follows & more]]]] = False
    return source, target, gap
