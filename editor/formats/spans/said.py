"""What the attributes of many start tags say, found all at once; tags written in an unusual way are left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from editor.formats.spans.tags import Bytes, Flags, Numbers, distinct, gathered, places, stands

_NAME = re.compile(rb"\s+([^\s=<>\"'/&]+)\s*=\s*")
_END = re.compile(rb"\s*/?")
_ID, _QUOTE = b' id="', ord('"')
_FEW = 6  # times as long as what its tags say is a text that is not looked through for it
_MOST = 40  # attributes of a tag; a tag with more is unusual


@dataclass(slots=True)
class Values:
    """Where the values of one attribute stand, and which tags these are of, in their order."""

    tags: Numbers
    starts: Numbers
    ends: Numbers


@dataclass(slots=True)
class Said:
    """The attributes of some tags by name; *doubtful* are tags that take another reading."""

    doubtful: Flags
    values: dict[str, Values] = field(default_factory=dict)


def said(chars: Bytes, starts: Numbers, ends: Numbers) -> Said:
    """Read the attributes of tags, whose names end at *starts* and whose ``>`` stand at *ends*."""
    alone = _id_alone(chars, starts, ends)
    return alone if alone is not None else _whole(chars, starts, ends)


def _id_alone(chars: Bytes, starts: Numbers, ends: Numbers) -> Said | None:
    """Return what tags say that all say nothing but their id."""
    if not bare_ids(chars, starts, ends):
        return None
    every = np.arange(len(starts))
    return Said(np.zeros(len(starts), dtype=bool), {"id": Values(every, starts + len(_ID), ends - 1)})


def bare_ids(chars: Bytes, starts: Numbers, ends: Numbers) -> bool:
    """Tell whether tags, as ``said`` takes them, all say nothing but a plain id, with a space before it."""
    if not len(starts) or chars[starts[0] : starts[0] + len(_ID)].tobytes() != _ID:
        return False
    begin, close = starts + len(_ID), ends - 1
    if (begin > close).any() or not (chars[close] == _QUOTE).all():
        return False
    if _QUOTE in chars[begin[0] : close[0]] or not stands(chars, starts, _ID).all():
        return False
    said_there = gathered(chars, begin, close)
    return _QUOTE not in said_there and b"&" not in said_there


def _whole(chars: Bytes, starts: Numbers, ends: Numbers) -> Said:
    quotes, low, high = _quotes(chars, starts, ends)
    size = high - low
    found = Said((size % 2 != 0) | (size > 2 * _MOST))
    quotes = np.append(quotes, (0, 0))
    last = np.where(size > 0, quotes[high - 1] + 1, starts)
    which, tails = distinct(chars, last, ends)
    found.doubtful |= np.array([_END.fullmatch(tail) is None for tail in tails] or [False])[which]
    for number in range(min(int(size.max(initial=0)) // 2, _MOST)):
        tags = np.flatnonzero(size > 2 * number + 1)
        at = low[tags] + 2 * number
        begin = quotes[at - 1] + 1 if number else starts[tags]
        _add(found, chars, (tags, begin, quotes[at], quotes[at + 1]))
    return found


def _quotes(chars: Bytes, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return where quotes stand, and of each tag which of them is its first and which the first behind it."""
    sizes = ends - starts + 1
    behind = np.cumsum(sizes)
    if not len(sizes) or _FEW * behind[-1] > len(chars):
        quotes = places(chars, _QUOTE)
        return quotes, np.searchsorted(quotes, starts), np.searchsorted(quotes, ends)
    quotes = places(np.frombuffer(gathered(chars, starts, ends), dtype=np.uint8), _QUOTE)
    high = np.searchsorted(quotes, behind)
    low = np.concatenate([np.zeros(1, dtype=np.int64), high[:-1]])
    quotes += np.repeat(starts - (behind - sizes), high - low)
    return quotes, low, high


def _add(found: Said, chars: Bytes, one: tuple[Numbers, Numbers, Numbers, Numbers]) -> None:
    """Take an attribute of each of some tags: what stands before its value and where that is."""
    tags, begin, opened, closed = one
    which, names = distinct(chars, begin, opened)
    for number, written in enumerate(names):
        match = _NAME.fullmatch(written)
        mine = np.flatnonzero(which == number)
        if match is None:
            found.doubtful[tags[mine]] = True
            continue
        values = Values(tags[mine], opened[mine] + 1, closed[mine])
        name = match[1].decode()
        there = found.values.get(name)
        found.values[name] = values if there is None else _joined(there, values)


def _joined(one: Values, other: Values) -> Values:
    tags = np.concatenate((one.tags, other.tags))
    order = np.argsort(tags)
    starts, ends = np.concatenate((one.starts, other.starts)), np.concatenate((one.ends, other.ends))
    return Values(tags[order], starts[order], ends[order])
