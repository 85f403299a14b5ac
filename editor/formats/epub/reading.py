"""Where the text of an e-book stands: pages as pages of the web, labels of contents, title and description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from editor.formats import markup, packages, skeletons, spans
from editor.formats.epub.contents import Book
from editor.formats.html import blocks, inline
from editor.formats.markup import Sort
from editor.model import Place
from editor.text import Text

_METADATA = {"dc:title": "title", "dc:description": "description"}


class Spot(NamedTuple):
    """A stretch of a part that people read: characters from where to where, what kind of place, and its role."""

    start: int
    end: int
    kind: str
    role: str


class Unit(NamedTuple):
    """A unit: where it stands, what it is to a reader, what it says."""

    place: Place
    role: str
    text: Text


def units(package: packages.Package, book: Book, progress: Callable[[float], None]) -> Iterator[Unit]:
    """Yield the units of a book: of its package document, its pages in reading order, its tables of contents."""
    names = (book.package, *book.pages, *book.tables)
    number = 0
    for share, name in enumerate(names, start=1):
        source = spans.decode(package.content(name))
        if name in book.pages:
            spots = [Spot(b.start, b.end, b.kind, b.role) for b in blocks.page(source.text, xml=True).blocks]
        else:
            spots = list(_labels(source.text, _METADATA if name == book.package else {"text": "heading"}))
        where = packages.byte_offsets(source, (offset for spot in spots for offset in spot[:2]))
        for spot in spots:
            native = source.text[spot.start : spot.end]
            number += 1
            place = Place(f"f1/u{number}", where[spot.start], where[spot.end], spot.kind, name)
            yield Unit(place, spot.role, skeletons.text_of(inline.pieces(native, spot.kind)))
        progress(share / len(names))


def _labels(text: str, wanted: dict[str, str]) -> Iterator[Spot]:
    """Yield the character data of the elements *wanted*, by name, each of which has a role."""
    role = ""
    for token in markup.tokens(text, xml=True):
        if token.sort is Sort.TEXT and role:
            said = text[token.start : token.end]
            stripped = said.strip()
            if markup.unescape(stripped).strip():
                start = token.start + said.index(stripped[0])
                yield Spot(start, start + len(stripped), "", role)
        elif token.sort is Sort.OPEN:
            name = token.name if token.name in wanted else token.name.rpartition(":")[2]
            role = wanted.get(name, "") if not text.startswith("/>", token.end - 2) else ""
        elif token.sort is Sort.CLOSE:
            role = ""
