"""Leave out of a large file the units that are plainly valid, so that what remains is walked in no time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ENOUGH = 1 << 16  # bytes under which nothing is gained
_DOCTYPE = re.compile(rb"<!DOCTYPE\s[^<>\[]*>")
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["'](?!utf-8|us-ascii|iso-8859-|windows-125)""", re.IGNORECASE)


def is_certain(data: bytes) -> bool:
    """Tell whether the bytes alone show which element is which: no comment, CDATA or entity, one namespace."""
    if len(data) < _ENOUGH or b"\0" in data or data.count(b"<?") > 1 or data.count(b"xmlns=") > 1:
        return False
    declared = data.count(b"<!")
    return not _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")) and (
        not declared or (declared == 1 and _DOCTYPE.search(data[:_ENOUGH]) is not None)
    )


def following(pattern: re.Pattern[bytes], data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the matches of *pattern* that stand right behind another of their kind.

    The first of each run is passed over: whether such elements may stand there, the first tells for all.
    """
    done, kind = -1, b""
    for match in pattern.finditer(data):
        start, end = match.span()
        named = data[start : start + 3]
        if named == kind and (start == done or data[done:start].isspace()):
            yield match
        done, kind = end, named


def without(data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """Return *data* without what stands in *spans*, every other line under its own number."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [data[done:start], b"\n" * data.count(b"\n", start, end)]
        done = end
    return b"".join([*pieces, data[done:]])
