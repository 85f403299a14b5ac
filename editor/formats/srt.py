"""SubRip subtitles (.srt): numbered cues, with the tags that players know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats import encodings, subtitles
from editor.formats.subtitles import crossing
from editor.formats.subtitles.dialects import SRT

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document

_LOOKS = re.compile(rb"^[ \t]*(?:\d{1,4}:)?\d{1,2}:\d{2},\d{1,3}[ \t]*-->", re.MULTILINE)


def sniff(data: bytes) -> bool:
    """Tell whether *data* holds times as SubRip writes them."""
    text = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return bool(_LOOKS.search(text.replace(b"\r", b"\n"))) and not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the cues in *data*. Raises FormatError."""
    return subtitles.read(data, options, SRT)


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets between the times, those of WebVTT too. Raises FormatError where there are none."""
    return crossing.write(document, options, SRT)
