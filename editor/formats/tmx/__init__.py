"""Translation memories in TMX 1.4b (and 1.1 to 1.4): read as a bilingual document, patched in place, created."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats import losses
from editor.formats.tmx.creating import create
from editor.formats.tmx.patching import patch
from editor.formats.tmx.reading import read

if TYPE_CHECKING:
    from editor.formats.options import WriteOptions, Written
    from editor.model import Document

__all__ = ["read", "sniff", "write"]

_ROOT = re.compile(r"<(?:[\w.-]+:)?tmx[\s>]")


def write(document: Document, options: WriteOptions) -> Written:  # noqa: ARG001 - the signature all formats share
    """Return the bytes of *document*: its own file patched where it came from TMX, else a new TMX 1.4 file."""
    origin = document.origin
    made = patch(document, origin) if origin is not None and origin.format == "tmx" else None
    return made or losses.told(create(document), document, read, "TMX")


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like TMX."""
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "ignore")
    return _ROOT.search(text) is not None
