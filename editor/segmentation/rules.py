"""Find where sentences end: one linear scan for candidates, each decided by what stands close to it."""

from __future__ import annotations

import functools
import itertools

import regex

from editor.segmentation import ideographs, lines, signs, stops
from editor.segmentation.spot import look
from editor.segmentation.tables import Table, known, table

# What a text is read as whose language nobody knows: its script decides.
_SCRIPTS = {
    r"\p{Kana}|\p{Hiragana}": "ja",
    r"\p{Hangul}": "ko",
    r"\p{Han}": "zh",
    r"\p{Arabic}": "ar",
    r"\p{Hebrew}": "he",
    r"\p{Cyrillic}": "ru",
    r"\p{Greek}": "el",
    r"\p{Armenian}": "hy",
    r"\p{Devanagari}": "hi",
}
_SAMPLE = 400


def sentences(text: str, language: str) -> list[str]:
    """Cut *text* (*language*: a BCP 47 tag) into sentences that, joined, are the text; space ends a sentence."""
    offsets = [0, *cuts(text, language), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(offsets)] if text else []


def cuts(text: str, language: str) -> list[int]:
    """Return the offsets in *text* at which its second and further sentences begin, in order."""
    lore = _lore(text, language)
    lead = len(text) - len(text.lstrip())
    found: list[int] = []
    piece = lead
    for match in signs.scanner(lore.stops).finditer(text, lead):
        at = match.end()
        if at < len(text) and _ends(match, piece, lore):
            found.append(at)
            piece = at
    return found


def _ends(match: regex.Match[str], piece: int, lore: Table) -> bool:
    text = match.string
    if match.start("line") >= 0:
        return lines.breaks(text, piece, match.start(), match.end())
    gap = match.start("gap")
    if any(sign in signs.LINE_ENDS for sign in text[gap : gap + 8]) and lines.breaks(text, piece, gap, match.end()):
        return True
    spot = look(match, piece)
    if spot is None:
        return False
    if signs.WIDE.match(text, spot.at) or (spot.glued and signs.WIDE.match(text, spot.next)):
        return ideographs.is_end(spot)
    return stops.is_end(spot, lore)


def _lore(text: str, language: str) -> Table:
    primary = language.replace("_", "-").partition("-")[0].lower()
    return table(primary if _is_known(primary) else _guess(text))


@functools.cache
def _is_known(primary: str) -> bool:
    return bool(regex.fullmatch("[a-z]{2,3}", primary)) and known(primary)


def _guess(text: str) -> str:
    sample = text[:_SAMPLE]
    counts = {language: len(regex.findall(script, sample)) for script, language in _SCRIPTS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
