"""Decide whether a stop (".", "?!", "…", "։") ends the sentence, by what comes after it."""

from __future__ import annotations

import regex

from editor.segmentation import signs, words
from editor.segmentation.spot import Glyph, Spot
from editor.segmentation.tables import Kind, Table

_ASIDE = 3  # words in brackets that are no sentence: "(sic!)"
_SHORT = 3  # letters of a word that may be an abbreviation nobody listed
_YEAR = 4  # digits
_FEW = 2  # words before "…" after which a script without capitals goes on
_PAUSE = 3  # dots; more of them, and a capital right behind begins a sentence

# Truncated words end in a consonant, whole ones often in a vowel or with an ending.
_OPEN_END = regex.compile(r"(?:[aeiouyаеёиоуыэюяьйєіїαεηιοςω]|[аоеяиіы]м[и]?|[аяиы]х|[еиую]ть?)$")
_CLAUSE = regex.compile(r"[.!?…]")
# What goes on asking: "Куди ти? чи не додому?"
_OR = frozenset({"or", "oder", "ou", "o", "of", "czy", "nebo", "чи", "або", "или", "либо"})
# "And" and "but" where no capital tells that a sentence begins after "…".
_JOINED = regex.compile(r"[וوف]|لكن|بل|ثم|أو|אבל|אך|או|כי|और|लेकिन|मगर|या|اما|ولی|یا|که")
_SAYING = regex.compile(
    rf"{signs.SPACE}*+(?:[-–—―‒−]\s?)?(?:(\p{{L}}[\p{{L}}\p{{M}}'’.\-]*+)[,،]?(?:{signs.SPACE}+|$|(?=\p{{P}}))){{1,4}}"
)


def is_end(spot: Spot, table: Table) -> bool:
    """Tell whether a sentence ends at *spot*."""
    if _in_brackets(spot) or (spot.note and not _is_footnote(spot, table)):
        return False
    dash = spot.follow["dash"]
    if spot.glued and not (dash and dash[-1].isspace() and "-" not in dash):
        return _glued(spot, table)
    if spot.follow["sign"]:
        return _before_sign(spot, table)
    if spot.follow["number"]:
        return _before_number(spot, table)
    return _before_word(spot, table)


def _before_word(spot: Spot, table: Table) -> bool:
    word = spot.follow["word"]
    if signs.caseless(word[0]):
        return _before_caseless(spot, table)
    if word[0].islower() and not word[1:2].isupper():  # "iPhone" is a name
        return _before_small(spot, table)
    return _before_capital(spot, table)


def _before_capital(spot: Spot, table: Table) -> bool:
    if spot.glyph is Glyph.FULL:
        return _full_stop(spot, table)
    if spot.glyph is Glyph.SURE:
        return True
    quoted = signs.CLOSING_QUOTE.search(spot.closers) and not spot.follow["dash"] and not spot.follow["open"]
    if quoted and spot.glyph is Glyph.ASK and _is_said(spot, table):
        word = spot.follow["word"]
        return word != "I" and word.lower() in table.starts
    return not _is_aside(spot)


def _before_caseless(spot: Spot, table: Table) -> bool:
    quoted = signs.CLOSING_QUOTE.search(spot.closers) or spot.follow["dash"]
    if quoted and not spot.follow["open"] and _is_said(spot, table):
        return False
    if spot.glyph is Glyph.FULL:
        return _full_stop(spot, table)
    if spot.glyph is not Glyph.DOTS:
        return True
    clause = _CLAUSE.split(spot.before())[-1].split()
    return len(clause) > _FEW and not _JOINED.match(spot.follow["word"])


def _before_small(spot: Spot, table: Table) -> bool:
    """Sentences begin with small letters only in careless writing; edited text goes on after the stop."""
    if spot.match(signs.CLITIC):
        return _before_capital(spot, table)
    if spot.match(signs.ITEM):
        return spot.glyph is not Glyph.FULL or words.kind(spot, table) is Kind.PLAIN
    if spot.follow["dash"] or spot.closers or spot.follow["open"]:
        return False
    if spot.glyph is Glyph.ASK:
        said = table.kind(f"{spot.word}!") or _is_said(spot, table)
        asked = _CLAUSE.split(spot.before())[-1].split()
        long = len(asked) >= (2 if spot.text[spot.at] == "?" else 3)
        return long and not said and spot.follow["word"] not in _OR
    full = spot.glyph is Glyph.FULL and words.kind(spot, table) is Kind.PLAIN
    return full and _is_whole(spot, table, lax="lax" in table.flags)


def _is_whole(spot: Spot, table: Table, *, lax: bool) -> bool:
    """Tell whether the word before the stop is surely no abbreviation that nobody listed."""
    if not spot.word:
        return lax and spot.text[spot.at - 1] == ")"
    if spot.word.isdigit():
        return len(spot.word) >= _YEAR and "ordinals" not in table.flags
    if len(spot.word) < (_SHORT if lax else _SHORT + 1):
        return spot.word.lower() in table.starts
    return lax or bool(_OPEN_END.search(spot.word))


def _before_number(spot: Spot, table: Table) -> bool:
    if spot.glyph is not Glyph.FULL:
        return not (spot.follow["dash"] and spot.glyph is Glyph.DOTS)
    if spot.follow["dash"] or words.is_marker(spot):
        return False
    word = spot.word
    if not word:
        return bool(spot.closers) or spot.text[spot.at - 1] == ")"
    if words.kind(spot, table) is not Kind.PLAIN:
        return False
    short = len(word) < _SHORT and word.isalpha() and not signs.caseless(word[0])
    return not short or word.lower() in table.starts


def _before_sign(spot: Spot, table: Table) -> bool:
    """Let a bullet, an emoji or "@anna" head a sentence; trailing emoji and hashtags belong to the last one."""
    at = spot.follow.start("sign")
    sign = spot.follow["sign"]
    if sign == "#":
        return not signs.HASHTAGS.match(spot.text, at, at + len(spot.after()))
    if not signs.HEADING_SIGN.match(spot.text, at, at + len(spot.after())):
        return False
    return spot.glyph is not Glyph.FULL or words.kind(spot, table) is Kind.PLAIN


def _glued(spot: Spot, table: Table) -> bool:
    """Decide where no space follows: a file name, a number, an address; or a space was forgotten."""
    word = spot.follow["word"] or ""
    before = spot.before().rsplit(None, 1)[-1:]
    if spot.follow.start("word") != spot.next or spot.closers or not before or not before[0].isalpha():
        return False
    if not word[0].isupper() or signs.caseless(word[0]):
        return False
    if spot.glyph is Glyph.DOTS:
        return spot.end - spot.at > _PAUSE and word[1:].islower()
    behind = spot.text[spot.follow.end() : spot.follow.end() + 1]
    if spot.glyph is Glyph.ASK:
        return len(word) > 1 or behind.isspace()
    whole = before[0].islower() and len(before[0]) > _SHORT and (word[1:] or "a").islower()
    return whole and (behind.isspace() or behind == ",") and words.kind(spot, table) is Kind.PLAIN


def _full_stop(spot: Spot, table: Table) -> bool:
    """Decide a single full stop before a capital (or a letter of a script without any)."""
    kind = words.kind(spot, table)
    if words.is_marker(spot) or words.heads(spot, table) or _is_reference(spot, table):
        return False
    if kind is Kind.PLAIN:
        return True
    opening = spot.follow["dash"] or signs.OPENING_BRACKET.search(spot.follow["open"])
    if kind is Kind.TITLE or opening or signs.CLOSING_BRACKET.search(spot.closers):
        return False
    word, behind = spot.follow["word"], spot.text[spot.follow.end() : spot.follow.end() + 1]
    starts = word.lower() in table.starts and not (len(word) == 1 and behind == ".")
    if signs.ROMAN.fullmatch(word) and not starts and (len(word) > 1 or kind is Kind.NUMBER):
        return False  # "20-х гг. XIX в."
    return starts or kind in {Kind.END, Kind.WORD}


def _is_reference(spot: Spot, table: Table) -> bool:
    """Tell whether a reference goes on: "М., 1985. С. 15", "Теория. — М.: Наука"."""
    behind = spot.text[spot.follow.end() : spot.follow.end() + 4]
    if not behind.startswith(".") or spot.follow["open"]:
        return False
    word = spot.follow["word"]
    if spot.follow["dash"]:
        return len(word) == 1 and behind[1:2] in {":", ","}
    return spot.word.isdigit() and behind[1:].strip().isdigit() and table.kind(word.lower()) in {Kind.NUMBER, Kind.UNIT}


def _in_brackets(spot: Spot) -> bool:
    """Tell whether nothing but the stop stands in brackets: "(?)"."""
    return spot.text[max(spot.piece, spot.at - 1) : spot.at] in {"(", "["} and spot.glyph in {Glyph.ASK, Glyph.FULL}


def _is_aside(spot: Spot) -> bool:
    """Tell whether the stop ends a short aside in brackets inside a sentence: "(sic!)"."""
    if not signs.CLOSING_BRACKET.match(spot.closers):
        return False
    outside, bracket, inside = spot.before().rpartition("(")
    return bool(bracket) and len(inside.split()) <= _ASIDE and outside.rstrip()[-1:].isalnum()


def _is_footnote(spot: Spot, table: Table) -> bool:
    if spot.glyph is not Glyph.FULL:
        return True
    if not spot.word:
        return bool(spot.closers) or spot.text[spot.at - 1] == ")"
    return len(spot.word) > _SHORT and spot.word.isalpha() and words.kind(spot, table) is Kind.PLAIN


def _is_said(spot: Spot, table: Table) -> bool:
    """Tell whether the words after speech say who spoke: "“Why?” Mary asked"."""
    if not table.says:
        return False
    found = spot.match(_SAYING)
    return found is not None and any(word.lower().startswith(table.says) for word in found.captures(1))
