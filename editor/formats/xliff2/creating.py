"""A whole file in our own layout: the root, what is true of the document, the original as skeleton, and the units."""

from __future__ import annotations

import zlib
from base64 import encodebytes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from editor.formats.options import Written
from editor.formats.spans import escape
from editor.formats.xliff2 import units
from editor.formats.xliff2.markup import Ink
from editor.formats.xliff2.names import ABOUT, CORE, LAYOUT, MATCHES, METADATA, NMTOKEN, OURS, PREFIX, USUAL, fresh
from editor.formats.xliff2.units import Unit
from editor.i18n import _
from editor.model import ANYTHING, Document, Head, Segment, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable

LOST_CHARACTERS = "characters"


def create(document: Document, version: str = "") -> Written:
    """Return *document* as a new file of our own."""
    lost: set[str] = set()
    text = "".join(f"{line}\n" for line in _lines(document, version if version in CORE else USUAL, lost))
    return Written(text.encode("utf-8"), losses(lost))


def losses(lost: set[str]) -> tuple[str, ...]:
    """Return a sentence for each kind of loss."""
    sentences = {
        LOST_CHARACTERS: _("Control characters in notes or labels, which XML cannot hold, are written as “�”."),
    }
    return tuple(sentence for kind, sentence in sentences.items() if kind in lost)


def _lines(document: Document, version: str, lost: set[str]) -> Iterator[str]:
    head = document.head
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield from root(head, version)
    files = placed(permitted(document), lost)
    for number, (name, found) in enumerate(files):
        if number == 0:
            yield from opened(head, name, lost, empty=not found)
        else:
            yield f'  <file id="{name}" xml:space="preserve">'
        for unit in found:
            yield from units.lines(unit)
        yield "  </file>"
    yield "</xliff>"


def permitted(document: Document) -> Iterable[Segment]:
    """Return the rows without what only the file they came from forbade."""
    if document.origin is None or document.origin.format not in ("po", "tmx", "xliff1"):
        return document.rows
    return (replace(row, may=ANYTHING, shared=Shared.NOTHING) if row.form is None else row for row in document.rows)


def root(head: Head, version: str) -> Iterator[str]:
    """Yield the start tag of the whole."""
    ink = Ink(set())
    yield f'<xliff xmlns="{CORE[version]}"'
    yield f'       xmlns:mtc="{MATCHES}"'
    yield f'       xmlns:mda="{METADATA}"'
    yield f'       xmlns:{PREFIX}="{OURS}" {PREFIX}:layout="{LAYOUT}"'
    languages = ink.attribute("srcLang", head.source_language or "und")
    languages += ink.attribute("trgLang", head.target_language or "und")
    yield f'       version="{version}"{languages}>'


# ── Rows in their files and units ───────────────────────────────────────────────────────────────────────────────────


def placed(rows: Iterable[Segment], lost: set[str]) -> list[tuple[str, list[Unit]]]:
    """Return the files with their units, under the ids that the rows' own names give where they can.

    A row without a unit makes a unit of its own.
    """
    files: list[tuple[str, list[Unit]]] = []
    taken: dict[str, set[str]] = {}
    for run in runs(rows):
        file, _slash, name = run[0].unit.partition("/")
        if not NMTOKEN.fullmatch(file) or not NMTOKEN.fullmatch(name) or (file in taken and file != files[-1][0]):
            file, name = files[-1][0] if files else "f1", "u"
        if file not in taken:
            files.append((file, []))
            taken[file] = set()
        files[-1][1].append(Unit(run, file, fresh(name, taken[file]), lost))
    return files or [("f1", [])]


def runs(rows: Iterable[Segment]) -> Iterator[Sequence[Segment]]:
    """Yield the rows of each unit together."""
    for unit, run in groupby(rows, key=lambda row: row.unit):
        if unit:
            yield list(run)
        else:
            for row in run:
                yield [row]


# ── What is true of the document ────────────────────────────────────────────────────────────────────────────────────


def opened(head: Head, name: str, lost: set[str], *, empty: bool = False) -> Iterator[str]:
    """Yield the start of the first file."""
    yield f"  {file_tag(head, name, lost)}"
    for _kind, lines in opening(head, name, lost):
        yield from lines
    if empty:
        yield '    <group id="empty"/>'


def file_tag(head: Head, name: str, lost: set[str]) -> str:
    """Return the start tag of the first file."""
    original = Ink(set(), lost=lost).attribute("original", head.skeleton.name) if head.skeleton else ""
    return f'<file id="{name}"{original} xml:space="preserve">'


def opening(head: Head, name: str, lost: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each element before the first unit, by its name.

    They are the original document, what is true of the document, and what an update took away.
    """
    ink = Ink(set(), lost=lost)
    yield "skeleton", list(_skeleton(head, ink))
    group = f'<mda:metadata><mda:metaGroup category="{ABOUT}">'
    about = {"title": head.title, "encoding": head.encoding if head.encoding != "utf-8" else ""}
    metas = [f'<mda:meta type="{key}">{escape(ink.legal(word))}</mda:meta>' for key, word in about.items() if word]
    wrapped = units.wrapped(metas, group, "</mda:metaGroup></mda:metadata>")
    yield "metadata", [line.removeprefix("  ") for line in wrapped]
    yield "gone", list(_gone(head.gone, name, lost))


def _skeleton(head: Head, ink: Ink) -> Iterator[str]:
    """Yield the original document, compressed, with the place of each unit in it."""
    skeleton = head.skeleton
    if skeleton is None:
        return
    said = {
        "format": skeleton.format,
        "name": skeleton.name,
        "encoding": skeleton.encoding,
        "size": str(len(skeleton.data)),
        "sha256": skeleton.digest or sha256(skeleton.data).hexdigest(),
    }
    yield "    <skeleton>"
    if skeleton.digest:
        said["size"] = "elsewhere"
    yield f"      <{PREFIX}:original{''.join(ink.attribute(name, word) for name, word in said.items())}>"
    if not skeleton.digest:
        yield encodebytes(zlib.compress(skeleton.data, 9)).decode("ascii").rstrip()  # lines of 76 characters
    yield f"      </{PREFIX}:original>"
    for place in skeleton.places:
        kind = ink.attribute("kind", place.kind) if place.kind else ""
        kind += ink.attribute("part", place.part) if place.part else ""
        where = f' start="{place.start}" end="{place.end}"'
        yield f"      <{PREFIX}:place{ink.attribute('unit', place.unit)}{where}{kind}/>"
    yield "    </skeleton>"


def _gone(rows: Sequence[Segment], file: str, lost: set[str]) -> Iterator[str]:
    """Yield the segments whose source an update took away, each as a unit of its own inside an element of ours."""
    if not rows:
        return
    yield f"    <{PREFIX}:gone>"
    for number, row in enumerate(rows, 1):
        for line in units.lines(Unit([row], file, f"{PREFIX}-gone-{number}", lost)):
            yield f"  {line}"
    yield f"    </{PREFIX}:gone>"
