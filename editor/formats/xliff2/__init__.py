"""XLIFF 2.0, 2.1 and 2.2: any file read and patched, and Diptych's own work file.

A file that somebody else wrote comes back byte for byte but for what was edited. A new file has our own layout, which
keeps all that a document holds: a field a line, so that retyping a target changes one line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.xliff2 import reading
from editor.formats.xliff2.names import CORE, USUAL
from editor.i18n import _

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the document in *data*. Raises FormatError where it is not well-formed or no XLIFF 2."""
    return reading.read(data, options)


def write(document: Document, options: WriteOptions) -> Written:
    """Return the document's bytes: those it was read from with its edits made, or a new file.

    Raises FormatError where the version is none of XLIFF 2, or the file that was read cannot take the edits.
    """
    from editor.formats import besides  # noqa: PLC0415 - whoever opens a file does without all this
    from editor.formats.xliff2 import creating, patching, versions  # noqa: PLC0415

    if options.version and options.version not in CORE:
        message = _("There is no XLIFF {version} that Diptych writes; choose 2.0, 2.1 or 2.2.")
        raise FormatError(message.format(version=options.version))
    origin = document.origin
    if origin is not None and isinstance(origin.spans, reading.File):
        version = origin.spans.index.root.attributes.get("version", "")
        made = patching.patch(document, origin.spans)
        return made if options.version in ("", version) else versions.converted(made, options.version)
    created = creating.create(document, options.version)
    name = f"XLIFF {options.version or USUAL}"
    return replace(created, losses=(*created.losses, *besides.told(document, name)))


def sniff(data: bytes) -> bool:
    """Tell whether *data* (perhaps only its first 4 KiB) looks like XLIFF 2."""
    return b"urn:oasis:names:tc:xliff:document:2." in data.replace(b"\0", b"")
