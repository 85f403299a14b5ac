"""E-books (EPUB 2 and 3): pages in reading order, tables of contents and the title; all else stays as it is packed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from editor.errors import FormatError
from editor.formats import markup, packages, skeletons, spans, spoken
from editor.formats.encodings import text_at
from editor.formats.epub import contents
from editor.formats.epub.reading import Unit, units
from editor.formats.html import inline, root
from editor.formats.markup import Sort
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import Craft
from editor.formats.spans import ILLEGAL
from editor.i18n import _
from editor.languages import Language
from editor.model import Document, Head, Origin, Segment, Skeleton
from editor.rows import Rows

_LANGUAGE = re.compile(r"(<(?:\w+:)?language(?=[\s>])[^>]*>\s*)([^<]*?)(\s*</)")
_SPINE = re.compile(r"<(?:\w+:)?spine\b[^>]*?(\s+page-progression-direction\s*=\s*[\"']([^\"']*)[\"'])?[^>]*>")


def sniff(data: bytes) -> bool:
    """Tell whether *data* begins as an e-book does."""
    return data.startswith(b"PK\3\4") and contents.MIMETYPE in data[:100]


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the book in *data*: a unit for each paragraph, heading, label and description. Raises FormatError."""
    package = packages.opened(data)
    book = contents.book(package)
    found = list(units(package, book, lambda share: options.progress(share / 2)))
    sample = "\n".join(unit.text.plain for unit in found)
    language, doubt = spoken.language(sample, book.language, options)
    title = next((unit.text.plain for unit in found if unit.role == "title"), "") or PurePath(options.name).stem
    skeleton = Skeleton("epub", options.name, data, tuple(unit.place for unit in found))
    head = Head(language, options.target_language, title, "utf-8", skeleton)
    rows = Rows.of(_rows(found, options, language))
    return Document(rows, head, Origin("epub", data, rows, head), (doubt,) if doubt else ())


def _rows(found: Sequence[Unit], options: ReadOptions, language: str) -> Iterator[Segment]:
    for number, unit in enumerate(found, start=1):
        template = Segment(unit.place.unit, unit.text, unit=unit.place.unit, role=unit.role)
        yield from skeletons.rows(template, unit.text, options, language)
        options.progress(0.5 + number / len(found) / 2)


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the book's parts, and say its new language. Raises FormatError where there is no book."""
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format != "epub":
        raise FormatError(_("Only what came as an e-book can be written as one; choose .html or .txt."))
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    skip = options.untranslated == "skip"
    by_unit = skeletons.changed(document, skip=skip)
    if not by_unit:
        return Written(skeleton.data, (), waiting)
    package = packages.opened(skeleton.data)
    book = contents.book(package)
    language = document.head.target_language if any(map(skeletons.is_translated, document.rows)) else ""
    new: dict[str, bytes] = {}
    for part in packages.parts(skeleton):
        rows = [row for place in part.places for row in by_unit.get(place.unit, ())]
        own = replace(document, rows=Rows.of(rows), origin=None, head=replace(document.head, skeleton=part))
        patches = skeletons.patches(own, _CRAFT, skip=skip)
        if language and part.name in book.pages:
            patches = sorted([*patches, *root.in_language(part, language, xml=True)], key=lambda patch: patch.start)
        if patches:
            new[part.name] = skeletons.assemble(part, patches, "xmlcharrefreplace")
    if language:
        new[book.package] = _in_language(new.get(book.package) or package.content(book.package), Language(language))
    return Written(
        package.written({name: data for name, data in new.items() if data != package.content(name)}), (), waiting
    )


def _escape(text: str, kind: str) -> str:
    return ILLEGAL.sub("\ufffd", inline.escape(text, kind).replace("<", "&lt;"))


def _joined(chunks: Sequence[tuple[str, bool]], native: str) -> str:
    """Put a unit together; a tag whose other half was left out is left out, for a page of a book must be XML."""
    text = "".join(chunk for chunk, _kept in chunks)
    stray = _stray(text)
    if not stray or _stray(native):
        return text
    kept, at = [], 0
    for start, end in stray:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _stray(text: str) -> list[tuple[int, int]]:
    """Return where the tags stand that do not nest."""
    open_: list[markup.Token] = []
    found = []
    for token in markup.tokens(text, xml=True):
        if token.sort is Sort.OPEN and not text.startswith("/>", token.end - 2):
            open_.append(token)
        elif token.sort is Sort.CLOSE:
            mate = next((n for n in range(len(open_) - 1, -1, -1) if open_[n].name == token.name), None)
            if mate is None:
                found.append(token)
            else:
                found += open_[mate + 1 :]
                del open_[mate:]
    return sorted((token.start, token.end) for token in (*found, *open_))


_CRAFT = Craft(inline.pieces, _escape, _joined)


def _in_language(data: bytes, language: Language) -> bytes:
    """Return a package document that says it is in *language*."""
    encoding = spans.decode(data).encoding
    text = text_at(data, 0, len(data), encoding)
    text = _LANGUAGE.sub(lambda found: found[1] + language.tag + found[3], text, count=1)
    spine = _SPINE.search(text)
    if spine and spine[1]:
        text = f"{text[: spine.start(2)]}{language.direction}{text[spine.end(2) :]}"
    elif spine and language.direction == "rtl":
        at = text.index("spine", spine.start()) + len("spine")
        text = f'{text[:at]} page-progression-direction="rtl"{text[at:]}'
    return text.encode(encoding, "surrogateescape")
