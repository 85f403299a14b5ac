"""The rows of the simplest units, of which is known where the texts stand and what they have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.xliff2.heads import plain
from editor.formats.xliff2.names import tail_of
from editor.model import Segment, segment
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.formats.xliff2.index import Index

_ODD = re.compile("[&\t\r\n]")  # in an id


def rows(found: Index, first: int, last: int, read: Callable[[int], Sequence[Segment]]) -> list[Segment]:
    """Return the rows of the units from one number to another; *read* reads what takes more than a look."""
    there, heads = found.shape, found.looked
    if there is None or heads is None:
        return [row for number in range(first, last) for row in read(number)]
    data, made = found.source.utf8, list[Segment]()
    span = found.begins[first], found.finishes[last - 1]
    text = plain if data.find(b"&", *span) >= 0 or data.find(b"\r", *span) >= 0 else _quick
    begin, end = found.firsts[first], found.firsts[last]
    arrays = (*heads.ids, *there.source, *there.target, heads.which)
    segments = list(zip(*(one[begin:end].tolist() for one in arrays), strict=True))
    simple = there.simple[first:last].tolist()
    at = 0
    for number, unit in enumerate(found.names[first:last], first):
        some = segments[at : at + found.sizes[number]]
        at += len(some)
        tails = _tails(data, some) if simple[number - first] else None
        whole = list[Segment]()
        for tail, one in zip(tails, some, strict=True) if tails else ():
            source, target = text(data[one[2] : one[3]]), text(data[one[4] : one[5]])
            if source is None or target is None:
                whole.clear()
                break
            whole.append(segment(f"{unit}/{tail}", (source, target), unit, heads.kinds[one[6]].usual))
        made += whole or read(number)
    return made


def _tails(data: bytes, segments: list[tuple[int, ...]]) -> list[str] | None:
    """Return what the ids of the rows end in; None where it takes more than a look to tell them apart."""
    if len(segments) == 1 and segments[0][0] < 0:
        return ["1"]
    if any(start < 0 for start, *_more in segments):
        return None
    ids = [data[start:end].decode() for start, end, *_more in segments]
    tails = [tail_of(each) or "1" for each in ids]
    return tails if len(set(tails)) == len(tails) and not _ODD.search("".join(ids)) else None


def _quick(raw: bytes) -> Text:
    return Text((raw.decode(),)) if raw else EMPTY
