"""What an e-book is made of: its package document, its pages in reading order, its tables of contents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from editor import xml
from editor.errors import FormatError
from editor.formats.packages import Package
from editor.i18n import _

MIMETYPE = b"application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})  # only fonts are garbled
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Book:
    """The names of the parts that hold text: the package document, the pages in order, the old table of contents."""

    package: str
    pages: tuple[str, ...]
    tables: tuple[str, ...]
    language: str


def book(package: Package) -> Book:
    """Return what the archive's parts are. Raises FormatError where it is no book, or one that is locked."""
    if _CONTAINER not in package:
        raise FormatError(_("The file is no e-book: its table of contents is missing; ask for another copy of it."))
    _refuse_locks(package)
    container = xml.parse(package.content(_CONTAINER))
    path = next((found for each in _named(container, "rootfile") if (found := each.get("full-path"))), None)
    if path is None:
        raise FormatError(_("The e-book does not say where its contents are; ask for another copy of it."))
    opf = xml.parse(package.content(path))
    items = {item.get("id"): item for item in _named(opf, "item")}
    order = [items[ref] for each in _named(opf, "itemref") if (ref := each.get("idref")) in items]
    navs = [item for item in items.values() if "nav" in (item.get("properties") or "").split()]
    pages = [item for item in (*order, *navs) if item.get("media-type") in _PAGES]
    tables = [item for item in items.values() if item.get("media-type") == _NCX]
    language = next((text for each in _named(opf, "language") if (text := (each.text or "").strip())), "")
    return Book(path, tuple(_parts(path, pages, package)), tuple(_parts(path, tables, package)), language)


def _refuse_locks(package: Package) -> None:
    if _ENCRYPTION not in package:
        return
    methods = _named(xml.parse(package.content(_ENCRYPTION)), "EncryptionMethod")
    if any(method.get("Algorithm") not in _FONTS for method in methods):
        raise FormatError(
            _("The e-book is locked (DRM), so only its shop’s program opens it; ask for a copy without a lock.")
        )


def _named(root: xml.Element, name: str) -> Iterator[xml.Element]:
    return (each for each in root.iter("{*}" + name))


def _parts(package_path: str, items: list[xml.Element], package: Package) -> Iterator[str]:
    """Yield the names of the parts that *items* of the manifest stand for, each once."""
    seen = set()
    for item in items:
        href = unquote(urldefrag(item.get("href") or "").url)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package_path), href))
        if name in package and name not in seen:
            seen.add(name)
            yield name
