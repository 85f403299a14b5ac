"""Find where sentences end: one linear scan for candidates, each decided by what stands close to it."""

from __future__ import annotations

import functools
import itertools

import regex

from editor.segmentation import ideographs, lines, ruleset, signs, spot, stops
from editor.segmentation.glance import Glance, Search, glancer, near
from editor.segmentation.ruleset import Rules
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
_REMEMBERED = 4096  # decisions
MOST = 80_000
"""Sentences of one text, more than the longest novel has; behind them the rest of it is one."""
_LOOKED_AT = 350_000  # places in one text
_SIMPLE = 2  # characters of a stop and one space


def sentences(text: str, language: str, rules: Rules | None = None) -> list[str]:
    """Cut *text* (*language*: a BCP 47 tag) into sentences that, joined, are the text; space ends a sentence.

    A user's *rules* decide first, ours where they are silent. Raises FormatError where such a rule takes too long.
    """
    offsets = [0, *cuts(text, language, rules), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(offsets)] if text else []


def cuts(text: str, language: str, rules: Rules | None = None) -> list[int]:
    """Return the offsets in *text* at which its second and further sentences begin, in order."""
    if rules is None:
        return _cuts(text, language)
    return ruleset.cuts(text, language, rules, [] if rules.alone else _cuts(text, language))


def _cuts(text: str, language: str) -> list[int]:
    lore, sign, scanner, glance = _crafts(_known(text, language))
    size, piece = len(text), len(text) - len(text.lstrip())
    found: list[int] = []
    decided: dict[tuple[str, str], bool] = {}
    looked, near = 0, sign(text, piece)
    while near is not None and looked < _LOOKED_AT and len(found) < MOST:
        looked += 1
        at = near.start()
        end = at + _SIMPLE
        if end < size and text[at] in ".!?" and text[at + 1] == " " and glance(text, piece, at):
            piece = end
            found.append(end)
        else:
            match = scanner.search(text, at)
            if match is None or match.end() == size:
                break
            end = match.end()
            if _decided(match, piece, lore, decided):
                piece = end
                found.append(end)
        near = sign(text, end)
    return found


def _decided(match: regex.Match[str], piece: int, lore: Table, decided: dict[tuple[str, str], bool]) -> bool:
    """Tell whether a sentence ends at *match*; a text that repeats itself is looked at once."""
    around = _surroundings(match, piece)
    end = decided.get(around)
    if end is None:
        end = _ends(match, piece, lore)
        if len(decided) < _REMEMBERED:
            decided[around] = end
    return end


def _surroundings(match: regex.Match[str], piece: int) -> tuple[str, str]:
    """Return all that a decision looks at."""
    text, at, next_ = match.string, match.start(), match.end()
    line = match["line"] or not match["gap"].isprintable()
    reach = lines.LOOK if line else spot.REACH
    return text[max(piece, at - reach) : at], text[at : next_ + reach]


def _ends(match: regex.Match[str], piece: int, lore: Table) -> bool:
    text = match.string
    if match["line"]:
        return lines.breaks(text, piece, match.start(), match.end())
    gap, next_ = match.span("gap")
    if gap == next_ and not signs.MAY_FOLLOW.match(text, next_):
        return False
    if signs.LINE_END.search(text, gap, gap + 8) and lines.breaks(text, piece, gap, next_):
        return True
    here = spot.look(match, piece)
    if here is None:
        return False
    if signs.WIDE.match(text, here.at) or (here.glued and signs.WIDE.match(text, here.next)):
        return ideographs.is_end(here)
    return stops.is_end(here, lore)


@functools.cache
def _crafts(primary: str) -> tuple[Table, Search, regex.Pattern[str], Glance]:
    """Return what is known of a language, what finds and reads the places to decide, and what decides most of them."""
    lore = table(primary)
    return lore, near(lore.stops), signs.scanner(lore.stops), glancer(lore)


def _known(text: str, language: str) -> str:
    """Return the primary subtag of the language whose rules cut *text*."""
    return _primary(language) or _guess(text)


@functools.lru_cache(maxsize=256)
def _primary(language: str) -> str:
    """Return the primary subtag of a language of which something is known, else nothing."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return primary if regex.fullmatch("[a-z]{2,3}", primary) and known(primary) else ""


def _guess(text: str) -> str:
    sample = text[:_SAMPLE]
    counts = {language: len(regex.findall(script, sample)) for script, language in _SCRIPTS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
