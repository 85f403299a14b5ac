"""SubRip subtitles (.srt): numbered cues, with the tags that players know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats import encodings, subtitles
from editor.formats.subtitles import Dialect
from editor.i18n import N_

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions, Written
    from editor.model import Document

_LOOKS = re.compile(rb"^[ \t]*(?:\d{1,4}:)?\d{1,2}:\d{2},\d{1,3}[ \t]*-->", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:[bius]|font|c)(?:[ \t.][^<>\r\n]*)?>|\{\\[^{}\r\n]*\}|\{[yYcCsSfFp]:[^{}\r\n]*\}", re.IGNORECASE
)
_LABELS = {"b": N_("bold"), "i": N_("italic"), "u": N_("underline"), "s": N_("struck"), "font": N_("font")}
_TIME = re.compile(r"(\d[,.]\d{1,3}[ \t]*--)>")


def _label(name: str) -> str:
    return _LABELS.get(name, name if name.isalpha() else N_("style"))


def _escape(line: str) -> str:
    return _TIME.sub(r"\1›", line)  # no sign says that a time is none


_DIALECT = Dialect("srt", _TAG, _label, subtitles.lines, _escape, lambda _line: True)


def sniff(data: bytes) -> bool:
    """Tell whether *data* holds times as SubRip writes them."""
    text = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return bool(_LOOKS.search(text.replace(b"\r", b"\n"))) and not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the cues in *data*. Raises FormatError."""
    return subtitles.read(data, options, _DIALECT)


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets between the times. Raises FormatError."""
    return subtitles.write(document, options, _DIALECT)
