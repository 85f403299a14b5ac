"""GNU gettext's PO and POT: read, patched in the file's own wrapping, created."""

from __future__ import annotations

import re

from editor.formats.po.reading import read
from editor.formats.po.renewing import renewed, write

__all__ = ["read", "renewed", "sniff", "write"]

_FIRST = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\r\n]*|domain[^\r\n]*)?[\r\n])*[ \t]*(?:msgid|msgctxt)[ \t\r\n]*\""
)


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like PO: an entry after nothing but comments."""
    return _FIRST.match(data) is not None
