"""A TMX file as a bilingual document: a row for each tu, read when it is first looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.spans import decode
from editor.formats.spans.proof import prove
from editor.formats.tmx.index import UNKNOWN, Index, index
from editor.formats.tmx.units import row
from editor.i18n import _
from editor.model import Document, Head, Origin, Segment
from editor.rows import CHUNK, Chunk, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.formats.options import ReadOptions


def read(data: bytes, options: ReadOptions) -> Document:
    """Read two of the languages of a TMX file. Raises FormatError where it is broken or no TMX."""
    file = decode(data, options.encoding)
    warnings = prove(file)
    options.progress(0.5)
    found = index(file, options)
    if len(found.starts) != len(found.ends):
        raise FormatError(_("A unit stands inside another in this TMX file; ask for another copy."))
    rows = Rows(_chunks(found))
    source, target = ("" if language == UNKNOWN else language for language in (found.source, found.target))
    head = Head(source, target, encoding=file.encoding)
    return Document(rows, head, Origin("tmx", data, rows, head, found), (*warnings, *_warnings(found)))


def _chunks(found: Index) -> Iterator[Chunk[Segment]]:
    for first in range(0, len(found), CHUNK):
        last = min(first + CHUNK, len(found))
        yield Chunk(last - first, None, partial(_decoded, found, first, last))


def _decoded(found: Index, first: int, last: int) -> tuple[Segment, ...]:
    return tuple(row(found, number) for number in range(first, last))


def _warnings(found: Index) -> Iterator[str]:
    if not len(found):
        yield _("The file holds no units to translate.")
    if found.others:
        message = _("Of this memory's languages {source} and {target} are shown; it keeps {others} too.")
        others = ", ".join(found.others)
        yield message.format(source=found.source, target=found.target, others=others)
