"""A link in ink and in words: how its band is drawn, what stands on it, what a screen reader says of it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.i18n import N_, _
from editor.linking import is_linkable, kind
from editor.linking.doubts import DOUBTFUL, WEAK
from editor.model import Segment


@dataclass(frozen=True, slots=True)
class Ink:
    """How a link's band is drawn: the theme's colour by name, strokes in one direction or two, a solid edge."""

    colour: str
    strokes: int = 0
    solid: bool = False


CONFIRMED, SURE, BY_HAND = Ink("translated", solid=True), Ink("translated"), Ink("reviewed")
UNSURE, UNLIKELY = Ink("draft", 1), Ink("changed", 2)


def ink(segment: Segment) -> Ink:
    """Return how the band of *segment* is drawn."""
    link = segment.link
    if link is None or (link.confidence is None and not link.confirmed):
        return BY_HAND
    if link.confirmed:
        return CONFIRMED
    sure = link.confidence or 0.0
    return SURE if sure >= DOUBTFUL else UNSURE if sure >= WEAK else UNLIKELY


def label(segment: Segment) -> str:
    """Return the few words on a band: how many sentences a side unless one, and how sure."""
    many, much = kind(segment)
    words = [] if (many, much) == (1, 1) or not many or not much else [f"{many} : {much}"]
    link = segment.link
    if segment.order is not None:
        words.append(_("crossed"))
    if link is not None and not link.confirmed:
        words.append(
            _("by hand") if link.confidence is None else _("{number} %").format(number=percent(link.confidence))
        )
    return " · ".join(words)


def percent(confidence: float) -> int:
    """Return *confidence* in per cent; 100 only where nothing else is true."""
    return 100 if confidence >= 1 else min(int(100 * confidence), 99)


WORDS = {
    CONFIRMED: N_("confirmed"),
    SURE: N_("sure"),
    UNSURE: N_("doubtful"),
    UNLIKELY: N_("very doubtful"),
    BY_HAND: N_("made by hand"),
}


def spoken(segment: Segment) -> str:
    """Return the link of *segment* in words: "2 sentences to 1, doubtful, 71 %"; "" for a row of none."""
    if segment.link is None or not is_linkable(segment):
        return ""
    many, much = kind(segment)
    if not much:
        words = [_("no translation")]
    elif not many:
        words = [_("addition without an original")]
    else:
        words = [_("{many} to {much}").format(many=many, much=much)]
    words.append(_(WORDS[ink(segment)]))
    if segment.link.confidence is not None and not segment.link.confirmed:
        words.append(_("{number}\u00a0%").format(number=percent(segment.link.confidence)))
    if segment.order is not None:
        words.append(_("crossed"))
    return ", ".join(words)
