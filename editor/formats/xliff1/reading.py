"""An XLIFF 1 file as a document whose rows are read from their unit when they are first looked at."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from editor import columns
from editor.formats.spans import decode
from editor.formats.spans.proof import proven
from editor.formats.xliff1.index import Index, files, index
from editor.formats.xliff1.plain import rows
from editor.formats.xliff1.segments import unit_rows
from editor.formats.xliff1.telling import tell
from editor.formats.xliff1.usual import reader
from editor.i18n import _
from editor.model import Document, Head, Origin, Segment
from editor.rows import CHUNK, Chunk, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.formats.options import ReadOptions

_TOGETHER = 16  # chunks whose columns are told at once
_LARGE = 4_000_000  # bytes of a file from which on nobody looks whether ids are given twice


def read(data: bytes, options: ReadOptions) -> Document:
    """Read an XLIFF 1.0, 1.1 or 1.2 file. Raises FormatError where it is broken or no XLIFF."""
    source = decode(data, options.encoding, at_once=False)
    warnings, tags = proven(source)
    options.progress(0.5)
    found = index(source, tags)
    all_rows = Rows(_chunks(found))
    head = _head(found, options)
    origin = Origin("xliff1", data, all_rows, head, found)
    return Document(all_rows, head, origin, (*warnings, *_warnings(found)))


def _chunks(found: Index) -> Iterator[Chunk[Segment]]:
    """Yield chunks of about 512 rows, each of whole units; the columns of some are told together."""
    firsts, bounds = found.rows, [0]
    while bounds[-1] < len(found):
        bounds.append(min(bisect_left(firsts, firsts[bounds[-1]] + CHUNK, bounds[-1] + 1), len(found)))
    for first in range(0, len(bounds) - 1, _TOGETHER):
        run = bounds[first : first + _TOGETHER + 1]
        sizes = [firsts[end] - firsts[start] for start, end in pairwise(run)]
        told = columns.Together(sizes, partial(_told, found, run[0], run[-1]))
        for number, (start, end) in enumerate(pairwise(run)):
            yield Chunk(sizes[number], None, partial(_decoded, found, start, end), partial(told.part, number))


def _decoded(found: Index, first: int, last: int) -> tuple[Segment, ...]:
    """Read the units from one number to another."""
    quick = reader(found)

    def read(number: int) -> Sequence[Segment]:
        row = quick(number)
        return unit_rows(found, number) if row is None else (row,)

    return tuple(rows(found, first, last, read))


def _rows(found: Index, number: int) -> Sequence[Segment]:
    """Read one unit that is likely of no usual kind, or has codes."""
    row = reader(found)(number)
    return unit_rows(found, number) if row is None else (row,)


def _told(found: Index, first: int, last: int) -> dict[str, object]:
    """Return the columns of some units; only those that are not of the usual kind are read for it."""
    return tell(found, first, last, partial(_rows, found))


def _head(found: Index, options: ReadOptions) -> Head:
    said = dict[str, str]()
    for context in files(found):
        said = found.said(context) | said
    source, target = said.get("source-language", ""), said.get("target-language", "")
    return Head(
        options.source_language or (source if source != "und" else ""),
        options.target_language or target,
        said.get("product-name" if "product-name" in said else "original", ""),
        found.source.encoding,
    )


def _warnings(found: Index) -> Iterator[str]:
    if not len(found):
        yield _("The file holds no units to translate.")
    if len(found.source.data) < _LARGE and found.repeated:
        yield _("Several units bear the same id; other programs may mistake one for another.")
    pairs = set()
    for context in files(found):
        there = found.said(context)
        pairs.add(tuple(there.get(name, "").lower() for name in ("source-language", "target-language")))
    if len(pairs) > 1:
        yield _("The file holds texts of several languages; the first pair is shown as the document's.")
