"""Decide whether a stop ends the sentence in Chinese and Japanese, which leave no space after it."""

from __future__ import annotations

import regex

from editor.segmentation.spot import Glyph, Spot

_AHEAD = 24
_BACK = 48
_QUOTED = 60  # a quotation no longer than twice this stays whole
_SHORT = 5  # what stands before an ellipsis in mid-sentence: "我……我不知道"

# What goes on with the sentence that quotes: a comma, a particle, a speaker.
_GOES_ON = regex.compile(r"[，、,；;：:—～~·）)】」』》〉”’]")
_CHINESE = regex.compile(
    r"[的是等和與与及而为為在中也都地得之则則就并並或]|这样|這樣|"
    r"(?![没沒无無不])[^。！？!?，,：:；;“”「」\s]{0,10}?(?:说|說|道|问|問|答|喊|叫|骂|罵|嚷|吼|哭|笑|想|叹|嘆|嘀咕|回应|回應|表示|写|寫)"
    r"(?:[道着著了过過]|[，,。：:；;！？!?]|$)"
)
_QUOTING = r"と(?!ころ|に|て|も|り|き|う)|って"
_JAPANESE = regex.compile(rf"{_QUOTING}|という|など|から|まで|[はがをにのでもなへやだか]")
_TO = regex.compile(_QUOTING)
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_CLAUSE = regex.compile(r"[，、,。！？!?：:“「]")
_OPENED = regex.compile(r"[“「『（(](?![^”」』）)]*+[”」』）)])")
_CLOSED = regex.compile(r"[^“「『（(\n]*?[”」』）)]")
_MARKER = regex.compile(r"[(（]?\p{Nd}{1,2}[.．]?")


def is_end(spot: Spot) -> bool:
    """Tell whether a sentence ends at *spot*, which an ideographic sign is or follows."""
    after, before = spot.after(_AHEAD), spot.before(_BACK)
    number = _MARKER.fullmatch(spot.text, spot.piece, spot.at) or (before[-1:].isdigit() and after[:1].isdigit())
    if number or _GOES_ON.match(after) or _quoted(spot):
        return False
    japanese = bool(_KANA.search(before + after))
    if spot.closers:
        return _after_quote(spot.closers[-1], after, japanese=japanese)
    if spot.glyph is Glyph.DOTS:
        return not japanese and len(_CLAUSE.split(before)[-1]) >= _SHORT
    if spot.glyph is Glyph.FULL:
        return not before[-1:].isascii() or not after[:1].isascii()
    return not (japanese and spot.glyph is Glyph.ASK and _TO.match(after))


def _after_quote(closer: str, after: str, *, japanese: bool) -> bool:
    """Tell whether the sentence ends after *closer*: not after a title, nor where a speaker or a particle follows."""
    if closer in "》〉>":
        return False
    return not (_JAPANESE if japanese else _CHINESE).match(after)


def _quoted(spot: Spot) -> bool:
    """Tell whether the stop lies inside a short quotation or brackets within the sentence."""
    before = spot.text[max(spot.piece, spot.at - _QUOTED) : spot.end]
    return bool(_OPENED.search(before)) and bool(_CLOSED.match(spot.text, spot.end, spot.end + _QUOTED))
