"""WebVTT subtitles (.vtt): cues with tags for voices, classes and ruby; remarks and style sheets stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats import encodings, subtitles
from editor.formats.subtitles import crossing
from editor.formats.subtitles.dialects import VTT

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document

_HEAD = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT(?:[ \t\r\n]|\Z)")


def sniff(data: bytes) -> bool:
    """Tell whether *data* begins as WebVTT does."""
    text = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return re.match(
        rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT(?:[ \t\r\n]|\Z)", text
    ) is not None and not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the cues in *data*. Raises FormatError."""
    return subtitles.read(data, options, VTT)


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets between the times, those of SubRip too. Raises FormatError where there are none."""
    return crossing.write(document, options, VTT)
