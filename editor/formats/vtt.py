"""WebVTT subtitles (.vtt): cues with tags for voices, classes and ruby; remarks and style sheets stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from editor.formats import encodings, subtitles
from editor.formats.skeletons import Piece
from editor.formats.subtitles import Dialect
from editor.i18n import N_

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document

_HEAD = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT(?:[ \t\r\n]|\Z)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|</>")
_REFERENCE = re.compile(r"(&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_LABELS = {
    "b": N_("bold"),
    "i": N_("italic"),
    "u": N_("underline"),
    "c": N_("style"),
    "v": N_("speaker"),
    "lang": N_("language"),
}


def _label(name: str) -> str:
    return _LABELS.get(name, name if name.isalpha() else N_("time"))


def _characters(native: str) -> Iterator[Piece]:
    for number, run in enumerate(_REFERENCE.split(native)):
        if number % 2:
            yield Piece(unescape(run), run)
        else:
            yield from subtitles.lines(run)


def _escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")


_DIALECT = Dialect("vtt", _TAG, _label, _characters, _escape, lambda _line: False)


def sniff(data: bytes) -> bool:
    """Tell whether *data* begins as WebVTT does."""
    text = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return re.match(
        rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT(?:[ \t\r\n]|\Z)", text
    ) is not None and not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the cues in *data*. Raises FormatError."""
    return subtitles.read(data, options, _DIALECT)


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets between the times. Raises FormatError."""
    return subtitles.write(document, options, _DIALECT)
