"""From one kind of subtitles to the other: times stay, tags that both have stay, the rest is told with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.formats import encodings, subtitles
from editor.formats.options import WriteOptions, Written
from editor.formats.subtitles import Cue, Dialect
from editor.formats.subtitles.dialects import SRT, VTT
from editor.i18n import ngettext
from editor.model import Document

_BOTH = re.compile(r"</?[biu]>", re.IGNORECASE)
_TOP = re.compile(r"\{\\an[789]\}")  # at the top of the screen
_AT_TOP = "line:0"
_FLAGS = re.compile(r"\A\s*(?:NOTE|STYLE|REGION)\b")
_BLANK = re.compile(r"(?:[ \t]*(?:\r\n|\r(?!\n)|\n)){2,}")
_HEAD = "WEBVTT\n\n"


@dataclass(slots=True)
class _Lost:
    codes: int = 0
    places: int = 0
    blocks: int = 0

    def told(self) -> tuple[str, ...]:
        """Return a sentence for each kind of thing that the other format cannot hold."""
        codes = ngettext(
            "{number} code for a font, a style, a speaker or a time was left out; this kind of subtitles has none.",
            "{number} codes for fonts, styles, speakers or times were left out; this kind of subtitles has none.",
            self.codes,
        )
        places = ngettext(
            "Where {number} subtitle stands on the screen was left out.",
            "Where {number} subtitles stand on the screen was left out.",
            self.places,
        )
        blocks = ngettext(
            "{number} remark or style sheet was left out.",
            "{number} remarks or style sheets were left out.",
            self.blocks,
        )
        counts = ((codes, self.codes), (places, self.places), (blocks, self.blocks))
        return tuple(said.format(number=number) for said, number in counts if number)


def write(document: Document, options: WriteOptions, into: Dialect) -> Written:
    """Put the targets between the times, of whichever kind they were. Raises FormatError where there are none."""
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format == into.name or skeleton.format not in {SRT.name, VTT.name}:
        return subtitles.write(document, options, into)
    was = VTT if into is SRT else SRT
    own = subtitles.write(document, WriteOptions(untranslated=options.untranslated), was)
    encoding = "utf-8" if own.losses else skeleton.encoding
    text, lost = _crossed(encodings.text_at(own.data, 0, len(own.data), encoding), was, into)
    wanted = encodings.named(options.encoding) if options.encoding else "utf-8"
    return Written(encodings.encoded(text, wanted, "replace"), lost.told(), own.untranslated)


def _crossed(text: str, was: Dialect, into: Dialect) -> tuple[str, _Lost]:
    lost = _Lost(blocks=sum(bool(_FLAGS.match(block)) for block in _BLANK.split(text)) if was is VTT else 0)
    cues = [
        _cue(number, text, cue, lost, (was, into)) for number, cue in enumerate(subtitles.cues(text, was.is_text), 1)
    ]
    return (_HEAD if into is VTT else "") + "\n".join(cues), lost


def _cue(number: int, text: str, cue: Cue, lost: _Lost, ways: tuple[Dialect, Dialect]) -> str:
    """Return a cue as the other kind writes it: its number, its times, its text."""
    was, into = ways
    said: list[str] = []
    settings = ""
    for piece in subtitles.pieces_of(text[cue.start : cue.end], was):
        if isinstance(piece.item, str):
            said.append(piece.item)
        elif _BOTH.fullmatch(piece.native):
            said.append(f"\0{piece.native.lower()}\0")
        elif into is VTT and _TOP.fullmatch(piece.native):
            settings = f" {_AT_TOP}"
        else:
            lost.codes += not piece.native.startswith("</")
    written = "".join(
        run if number % 2 else "\n".join(into.escape(line) for line in run.split("\n"))
        for number, run in enumerate("".join(said).split("\0"))
    )
    if cue.settings.startswith(_AT_TOP) and into is SRT:
        written = "{\\an8}" + written
    elif cue.settings:
        lost.places += 1
    times = f"{_clock(cue.shown, into)} --> {_clock(cue.hidden, into)}{settings}"
    return f"{number}\n{times}\n{written}\n"


def _clock(seconds: float, into: Dialect) -> str:
    minutes, thousandths = divmod(round(seconds * 1_000), 60_000)
    point = "." if into is VTT else ","
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths // 1_000:02}{point}{thousandths % 1_000:03}"
