"""The two ways to write subtitles: SubRip's and WebVTT's tags, characters and what follows a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from editor.formats import subtitles
from editor.formats.skeletons import Piece
from editor.formats.subtitles import Dialect
from editor.i18n import N_

_SRT_TAG = re.compile(
    r"</?(?:[bius]|font|c)(?:[ \t.][^<>\r\n]*)?>|\{\\[^{}\r\n]*\}|\{[yYcCsSfFp]:[^{}\r\n]*\}", re.IGNORECASE
)
_SRT_LABELS = {"b": N_("bold"), "i": N_("italic"), "u": N_("underline"), "s": N_("struck"), "font": N_("font")}
_TIME = re.compile(r"(\d[,.]\d{1,3}[ \t]*--)>")
_VTT_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|</>")
_REFERENCE = re.compile(r"(&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_VTT_LABELS = {
    "b": N_("bold"),
    "i": N_("italic"),
    "u": N_("underline"),
    "c": N_("style"),
    "v": N_("speaker"),
    "lang": N_("language"),
}


def _srt_label(name: str) -> str:
    return _SRT_LABELS.get(name, name if name.isalpha() else N_("style"))


def _srt_escape(line: str) -> str:
    return _TIME.sub(r"\1›", line)  # no sign says that a time is none


def _vtt_label(name: str) -> str:
    return _VTT_LABELS.get(name, name if name.isalpha() else N_("time"))


def _characters(native: str) -> Iterator[Piece]:
    for number, run in enumerate(_REFERENCE.split(native)):
        if number % 2:
            yield Piece(unescape(run), run)
        else:
            yield from subtitles.lines(run)


def _vtt_escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")


SRT = Dialect("srt", _SRT_TAG, _srt_label, subtitles.lines, _srt_escape, lambda _line: True)
VTT = Dialect("vtt", _VTT_TAG, _vtt_label, _characters, _vtt_escape, lambda _line: False)
