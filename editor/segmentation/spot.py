"""A stop in its text, with what stands right before it and what comes right after."""

from __future__ import annotations

import enum
from typing import NamedTuple

import regex

from editor.segmentation import signs

REACH = 80  # characters looked at before a stop and after it
_AHEAD = REACH - 8
_BACK = REACH


class Glyph(enum.Enum):
    """What the stop is."""

    FULL = enum.auto()  # one full stop, which an abbreviation may own
    DOTS = enum.auto()  # an ellipsis
    ASK = enum.auto()  # a question or an exclamation
    SURE = enum.auto()  # ends sentences and does nothing else


class Spot(NamedTuple):
    """A stop in *text*; the numbers are offsets."""

    text: str
    piece: int  # where the sentence began
    at: int  # the first sign
    end: int  # behind the last sign and all that closes
    next: int  # what follows, behind any space
    glyph: Glyph
    closers: str  # the quotes and brackets that close after the stop
    note: bool  # a footnote's number is attached
    words: tuple[str, ...]  # the words before that are tied by full stops, without these: ("и", "т", "д")
    earlier: str  # the word before them, if only a space is between
    follow: regex.Match[str]  # signs.FOLLOW

    @property
    def word(self) -> str:
        """The word right before the stop, if one is."""
        return self.words[-1] if self.words else ""

    @property
    def glued(self) -> bool:
        """Whether no space stands between the stop and what follows."""
        return self.next == self.end

    def before(self, length: int = _BACK) -> str:
        """Return at most *length* characters of the sentence up to the stop."""
        return self.text[max(self.piece, self.at - length) : self.at]

    def after(self, length: int = _AHEAD) -> str:
        """Return at most *length* characters of what follows."""
        return self.text[self.next : self.next + length]

    def match(self, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
        """Match *pattern* with what follows, not looking far."""
        return pattern.match(self.text, self.next, self.next + _AHEAD)


def look(found: regex.Match[str], piece: int) -> Spot | None:
    """Make a Spot of what the scanner found in the sentence that began at *piece*; None where no text follows."""
    text, at, stops = found.string, found.start(), found.end("stops")
    follow = signs.FOLLOW.match(text, found.end(), found.end() + _AHEAD)
    if follow is None:
        return None
    before = signs.BEFORE.match(text, max(piece, at - _BACK), at)
    return Spot(
        text=text,
        piece=piece,
        at=at,
        end=found.start("gap"),
        next=found.end(),
        glyph=_glyph(text[at : min(stops, at + 8)], more=found.end("more") > found.start("more")),
        closers=text[stops : min(found.end("more"), stops + 24)],
        note=found.start("note") >= 0,
        words=tuple(before["chain"].replace(".", " ").split()) if before else (),
        earlier=(before["earlier"] or "") if before else "",
        follow=follow,
    )


def _glyph(stops: str, *, more: bool) -> Glyph:
    if more:
        return Glyph.SURE
    if any(sign in "!?！？؟‼‽⁇⁈⁉;\u037e" for sign in stops):
        return Glyph.ASK
    if stops in {".", "․"}:
        return Glyph.FULL
    return Glyph.DOTS if all(sign in ".…‥⋯" for sign in stops) else Glyph.SURE
