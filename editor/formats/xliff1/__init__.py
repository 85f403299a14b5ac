"""XLIFF 1.2 (and 1.0, 1.1) of any tool: read, patched in place, created."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.xliff1.reading import read

if TYPE_CHECKING:
    from editor.formats.options import WriteOptions, Written
    from editor.model import Document

__all__ = ["read", "sniff", "write"]

_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff(?=[\s/>])(?P<attributes>[^>]*)")


def write(document: Document, options: WriteOptions) -> Written:  # noqa: ARG001 - the signature all formats share
    """Return the bytes of *document*: its own file patched where it came from XLIFF 1, else a new XLIFF 1.2 file."""
    from editor.formats import losses  # noqa: PLC0415 - whoever opens a file does without all this
    from editor.formats.xliff1.creating import create  # noqa: PLC0415
    from editor.formats.xliff1.patching import patch  # noqa: PLC0415

    origin = document.origin
    made = patch(document, origin) if origin is not None and origin.format == "xliff1" else None
    return made or losses.told(create(document), document, read, "XLIFF 1.2")


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like XLIFF 1."""
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "ignore")
    root = _ROOT.search(text)
    return root is not None and "urn:oasis:names:tc:xliff:document:2" not in root["attributes"]
