"""Tell what the word before a full stop is: an abbreviation of some kind, an initial, an ordinal, or just a word."""

from __future__ import annotations

import regex

from editor.segmentation import signs
from editor.segmentation.spot import Spot
from editor.segmentation.tables import Kind, Table

_INITIAL = regex.compile(r"(?:\p{L}{1,2}[-'’])?\p{Lu}|\p{L}")
_ORDINAL = regex.compile(r"\p{Nd}{1,3}")
_VOWEL = regex.compile(r"[aeiouyаеёиоуыэюяєіїўαεηιουωәөүұіæøœıא-ת\u0600-\u06ff]|\p{M}|[à-ÿą-žά-ώ]", regex.IGNORECASE)
LONGEST_ITEM = 10
"""Characters of a sentence that may be but the sign of a list's item."""
_LEADING = " \t\n\r\u00a0-–—―([{«»„“”\"'‘’¿¡*_•"  # what a sentence may begin with before its first word


def kind(spot: Spot, table: Table) -> Kind:
    """Tell how the word before the full stop behaves; never UNIT, which what stands before it resolves."""
    if not spot.words:
        return Kind.PLAIN
    found = _listed(spot, table)
    if found is Kind.UNIT:
        return _unit(spot, table)
    return found or _unlisted(spot, table)


def heads(spot: Spot, table: Table) -> bool:
    """Tell whether the word and the next begin a spaced abbreviation: "EE. UU.", "z. B."."""
    behind = spot.follow.end("word")
    return (
        spot.text[behind : behind + 1] == "."
        and not spot.follow["open"]
        and f"{spot.word}.{spot.follow['word']}".lower() in table.heads
    )


def is_marker(spot: Spot) -> bool:
    """Tell whether the sentence so far is a list's "1." or "IV." or "b."."""
    if spot.at - spot.piece > LONGEST_ITEM or spot.word in {"I", "Я", "я", "Є", "є"}:
        return False
    return bool(signs.MARKER.fullmatch(spot.text, spot.piece, spot.at))


def is_word(word: str, table: Table) -> bool:
    """Tell whether *word*, of letters alone and of no list, is just a word where nothing is tied to it."""
    return len(word) > 1 and not _is_mute(word, table) and not _is_roman(word, table)


def _listed(spot: Spot, table: Table) -> Kind | None:
    """Look the longest chain up first: "до н.э", "и т.д", then "т.д", then "д"."""
    words = spot.words
    first = len(spot.before().replace(".", " ").lstrip(_LEADING).split()) == len(words)
    if spot.earlier and (found := table.kind(f"{spot.earlier} {'.'.join(words)}")):
        return found
    for start in range(len(words)):
        if found := table.kind(".".join(words[start:]), first=first and not start):
            return found
    for mark in "'’-/":
        tail = spot.word.rpartition(mark)[2]
        if tail != spot.word and len(tail) > 1 and (found := table.kind(tail)):
            return found
    return None


def _unit(spot: Spot, table: Table) -> Kind:
    """Tell a unit ("1985 г.", "1,5 млн. руб.") from a name's first word ("г. Тверь")."""
    tied = len(spot.words) > 1
    before = spot.words[-2] if tied else spot.earlier
    number = before[-1:].isdigit() or before[:1].isdigit() or signs.ROMAN.fullmatch(before)
    if not number and not (tied and table.kind(before) is Kind.UNIT):
        return Kind.NAME
    return Kind.NAME if "nouns" in table.flags or _opens(spot, table) else Kind.END


def _opens(spot: Spot, table: Table) -> bool:
    """Tell whether the sentence has only begun: "В 1941 г. Германия …"; a verb may not follow such a beginning."""
    so_far = spot.before().split()
    if len(so_far) > 4 or spot.at - spot.piece > 40 or so_far[0].lower() not in table.starts:  # noqa: PLR2004
        return False
    return not (spot.follow["word"] or "").endswith(("ся", "сь"))


def _unlisted(spot: Spot, table: Table) -> Kind:
    last = spot.word.strip("'’-/&")
    if not last or not last[-1].isalpha():
        return _number(last, spot, table)
    if _INITIAL.fullmatch(last):
        before = spot.before(3)[:-1].strip()
        return Kind.PLAIN if before[-1:].isdigit() or before[-1:] == "°" else Kind.NAME
    if len(spot.words) > 1 and spot.text[spot.at - len(last) - 1] == ".":
        return _dotted(last)
    return Kind.NAME if _is_roman(last, table) or _is_mute(last, table) else Kind.PLAIN


def _is_roman(word: str, table: Table) -> bool:
    return "ordinals" in table.flags and signs.ROMAN.fullmatch(word) is not None


def _is_mute(word: str, table: Table) -> bool:
    """Tell whether nobody could say *word*: it must be short for something."""
    if "consonants" in table.flags or not word.islower() or not word.isalpha():
        return False
    return not _VOWEL.search(word) and not signs.caseless(word[0])


def _dotted(last: str) -> Kind:
    """Tell "Ph.D" from "example.org" (no small letter begins a sentence after that) and "Л.Н.Толстой"."""
    if last.islower():
        return Kind.END
    return Kind.NAME if len(last) == 2 else Kind.PLAIN  # noqa: PLR2004


def _number(word: str, spot: Spot, table: Table) -> Kind:
    if "ordinals" not in table.flags or not _ORDINAL.fullmatch(word):
        return Kind.PLAIN
    return Kind.PLAIN if spot.text[spot.at - len(word) - 1 : spot.at - len(word)] in {",", ":"} else Kind.NAME
