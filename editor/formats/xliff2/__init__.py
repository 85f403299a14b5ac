"""XLIFF 2.0, 2.1 and 2.2: any file read and patched, and Diptych's own work file.

A file that somebody else wrote comes back byte for byte but for what was edited. A new file has our own layout, which
keeps all that a document holds: a field a line, so that retyping a target changes one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.xliff2 import creating, patching, reading

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document

SUFFIXES = (".xlf", ".xliff")


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*. Raises FormatError where it is not well-formed or no XLIFF 2."""
    return reading.read(data, options)


def write(document: Document, options: WriteOptions) -> Written:
    """Return the document's bytes: those it was read from with its edits made, or a new file."""
    origin = document.origin
    if origin is not None and isinstance(origin.spans, reading.File):
        version = origin.spans.index.root.attributes.get("version", "")
        if options.version in ("", version):
            return patching.patch(document, origin.spans)
    return creating.create(document, options.version)


def sniff(data: bytes) -> bool:
    """Tell whether *data* (perhaps only its first 4 KiB) looks like XLIFF 2."""
    return b"urn:oasis:names:tc:xliff:document:2." in data.replace(b"\0", b"")
