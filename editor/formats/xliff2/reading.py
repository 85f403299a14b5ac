"""A file read into a document: rows that decode when looked at, and what is true of the whole."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from editor import columns, numbers
from editor.formats.spans import DEEPEST, Element, Source, attributes, decode, tree, value
from editor.formats.spans.proof import proven
from editor.formats.xliff2 import plain, quick
from editor.formats.xliff2.drafts import Place as Inherited
from editor.formats.xliff2.index import Index, beginning, index
from editor.formats.xliff2.names import ABOUT, CORE, METADATA, OURS
from editor.formats.xliff2.outline import Outline
from editor.formats.xliff2.parsing import Unit, characters, parse
from editor.formats.xliff2.telling import told
from editor.i18n import _
from editor.model import Document, Head, Origin, Place, Segment, Skeleton
from editor.rows import Chunk, Rows

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions

_TOGETHER = 32  # chunks whose columns are told at once
_CHUNK = 256  # rows; few, so that looking at one is quick
_DEEP = 7 * DEEPEST  # characters; "<a></a>" for each level
_LARGEST = 1 << 28  # bytes of an original document


@dataclass(frozen=True, slots=True)
class File:
    """What patching needs: the bytes as text, and where the units stand; *firsts* is the first row of each."""

    source: Source = field(repr=False)
    index: Index = field(repr=False)

    def unit(self, number: int) -> Unit:
        """Read unit *number* exactly."""
        at = self.index
        return parse(self.source.text, (at.starts[number], at.ends[number]), at.names[number], at.place(number))

    def alone(self, number: int) -> Unit:
        """Read unit *number* exactly, but without saying where in the file its parts stand."""
        text, at = self.index.text(number), self.index
        return parse(text, (0, len(text)), at.names[number], at.place(number))


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*. Raises FormatError where it is not well-formed or no XLIFF 2."""
    source = decode(data, options.encoding, at_once=False)
    odd, tags = proven(source)
    warnings = list(odd)
    options.progress(0.5)
    found = beginning(source)
    units = index(source, found, tags, own=found.layout > 0)
    file = File(source, units)
    _bounded(file)
    rows = Rows(list(_chunks(file)))
    head = _head(file, options, warnings)
    warnings += _doubts(file)
    options.progress(1.0)
    return Document(rows, head, Origin("xliff2", data, rows, head, file), tuple(warnings))


def _bounded(file: File) -> None:
    """Read the units that are long enough to nest too deeply now, rather than when somebody looks at them."""
    begins, finishes = (np.frombuffer(one, dtype=np.int64) for one in (file.index.begins, file.index.finishes))
    for number in np.flatnonzero(finishes - begins > _DEEP).tolist():
        if file.source.utf8.count(b"<", begins[number], finishes[number]) > 2 * DEEPEST:
            file.alone(number)


def _chunks(file: File) -> Iterator[Chunk[Segment]]:
    """Yield the rows of some whole units at a time; the columns of some chunks are told together."""
    bounds, sizes = [0], list[int]()
    size, number = 0, -1
    for number, more in enumerate(file.index.sizes):
        if size and size + more > _CHUNK:
            bounds.append(number)
            sizes.append(size)
            size = 0
        size += more
    if size:
        bounds.append(number + 1)
        sizes.append(size)
    for first in range(0, len(sizes), _TOGETHER):
        run = bounds[first : first + _TOGETHER + 1]
        whole = columns.Together(sizes[first : first + _TOGETHER], partial(_tell, file, run[0], run[-1]))
        for place, (start, end) in enumerate(pairwise(run)):
            yield Chunk(sizes[first + place], None, partial(_decode, file, start, end), partial(whole.part, place))


def _decode(file: File, first: int, last: int) -> tuple[Segment, ...]:
    return tuple(plain.rows(file.index, first, last, partial(_rows, file)))


def _rows(file: File, number: int) -> Sequence[Segment]:
    """Return the rows of a unit, read by the quick way where that understands it, else exactly."""
    at, text = file.index, file.index.text(number)
    rows = quick.rows(text, (0, len(text)), at.names[number], at.place(number))
    return file.alone(number).rows if rows is None else rows


def _tell(file: File, first: int, last: int) -> dict[str, object]:
    """Return the columns of some units; only those that are not plain are read for it."""
    return told(file.index, first, last, partial(_outline, file))


def _outline(file: File, number: int) -> Outline:
    """Return the columns of a unit of which is not known what it holds."""
    found, at, text = Outline(), file.index, file.index.text(number)
    if not found.unit(text, (0, len(text)), at.names[number], at.place(number)):
        found.rows(_rows(file, number))
    return found


def _doubts(file: File) -> Iterator[str]:
    """Yield a sentence for each thing that is not as the specification wants it, though the file can be edited."""
    found = file.index.root
    version = found.attributes.get("version", "")
    if version not in CORE:
        message = _("The file calls itself XLIFF {version}, which Diptych does not know; the rest is left as it is.")
        yield message.format(version=version or "?")
    if not found.attributes.get("srcLang"):
        yield _("The file does not say which language its source is in; set it in the document's properties.")
    if not len(file.index):
        yield _("The file holds no text to translate.")
    if found.layout:
        yield from _misfits(file)


def _misfits(file: File) -> Iterator[str]:
    """Yield what the units with sentence breaks of ours have to say against them."""
    data, at = file.source.utf8, 0
    while (at := data.find(b'-breaks">', at)) >= 0:
        number = bisect_right(file.index.begins, at) - 1
        if number >= 0:
            yield from file.alone(number).warnings
            at = max(at, file.index.finishes[number])
        at += 1


# ── What is true of the whole ───────────────────────────────────────────────────────────────────────────────────────


def _head(file: File, options: ReadOptions, warnings: list[str]) -> Head:
    said = file.index.root.attributes
    source = _language(said.get("srcLang", ""), options.source_language)
    target = _language(said.get("trgLang", ""), options.target_language)
    if not file.index.root.layout:
        return Head(source, target, encoding=file.source.encoding)
    title, encoding, skeleton = "", "utf-8", None
    gone: tuple[Segment, ...] = ()
    for element in opening(file):
        if element.uri == METADATA and element.local == "metadata":
            about = _about(file.source.text, element)
            title, encoding = about.get("title", ""), about.get("encoding", "utf-8")
        elif element.uri == OURS and element.local == "gone":
            gone = _gone(file, element)
        elif element.local == "skeleton":
            skeleton = _skeleton(file.source.text, element, warnings)
    newer = _("A newer Diptych wrote this file; it can be read here but not changed. Update Diptych to edit it.")
    read_only = newer if file.index.root.newer else ""
    return Head(source, target, title, encoding, skeleton, read_only, gone)


def _language(written: str, given: str) -> str:
    """Return the language that the file says, else the one given; "und" says that nobody knows it."""
    word = written.strip()
    return given if word in ("", "und") else word


def opening(file: File) -> Iterator[Element]:
    """Yield what stands in the first file of our own layout before its first unit."""
    if not file.index.files:
        return
    text, found = file.source.text, file.index.root
    tag = tag_end(text, file.index.files[0])
    at = tag
    end = file.index.starts[0] if len(file.index) else text.find(f"</{found.prefix}file", tag)
    while text[at:end].strip():
        element = tree(text, at, end, found.scope)
        yield element
        at = element.end


def tag_end(text: str, at: int) -> int:
    """Return where the start tag at *at* ends."""
    end = max([one.end for one in attributes(text, at).values()], default=at)
    return text.index(">", end) + 1


def _about(text: str, metadata: Element) -> dict[str, str]:
    """Return what our metadata tell of the document."""
    found: dict[str, str] = {}
    for group in metadata.all(METADATA, "metaGroup"):
        if value(text, attributes(text, group.start).get("category")) == ABOUT:
            for meta in group.all(METADATA, "meta"):
                found[value(text, attributes(text, meta.start).get("type"))] = characters(text, meta)
    return found


def _gone(file: File, element: Element) -> tuple[Segment, ...]:
    found = file.index.root
    place = Inherited("", found.uri, found.prefix, found.scope, own=True)
    units = element.all(place.uri, "unit")
    return tuple(row for unit in units for row in parse(file.source.text, (unit.start, unit.end), "gone", place).rows)


def _skeleton(text: str, element: Element, warnings: list[str]) -> Skeleton | None:
    """Read the original document, or say why it cannot be used."""
    original = element.first(OURS, "original")
    if original is None:
        return None
    said = {name: value(text, one) for name, one in attributes(text, original.start).items()}
    digest = said.get("sha256", "") if said.get("size") == "elsewhere" else ""
    try:
        packed = b64decode("".join(text[original.inner : original.close].split()), validate=True)
        data = zlib.decompressobj().decompress(packed, min(int(said["size"]) + 1, _LARGEST))
        whole = len(data) == int(said["size"]) and sha256(data).hexdigest() == said["sha256"]
    except (KeyError, ValueError, binascii.Error, zlib.error):
        whole, data = False, b""
    if not whole and not digest:
        warnings.append(_("The original inside the file is damaged; to export, give the original document again."))
        return None
    places = []
    for one in element.all(OURS, "place"):
        where = {name: value(text, spot) for name, spot in attributes(text, one.start).items()}
        start, end = numbers.whole(where.get("start", "")), numbers.whole(where.get("end", ""))
        if start is not None and end is not None:
            kind, part = where.get("kind", ""), where.get("part", "")
            places.append(Place(where.get("unit", ""), start, end, kind, part))
    encoding = said.get("encoding", "utf-8")
    return Skeleton(said.get("format", ""), said.get("name", ""), data, tuple(places), encoding, digest)
