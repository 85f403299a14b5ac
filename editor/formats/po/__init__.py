"""GNU gettext's PO and POT: read, patched in the file's own wrapping, created."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.po.creating import create
from editor.formats.po.patching import patch
from editor.formats.po.reading import read

if TYPE_CHECKING:
    from editor.formats.options import WriteOptions, Written
    from editor.model import Document

__all__ = ["read", "sniff", "write"]

_FIRST = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\r\n]*(?:#[^\r\n]*|domain[^\r\n]*)?[\r\n])*[ \t]*(?:msgid|msgctxt)[ \t\r\n]*\""
)


def write(document: Document, options: WriteOptions) -> Written:
    """Return the bytes of *document*: its own file patched where it came from PO, else a new one."""
    origin = document.origin
    return patch(document, origin, options) if origin is not None and origin.format == "po" else create(document)


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like PO: an entry after nothing but comments."""
    return _FIRST.match(data) is not None
