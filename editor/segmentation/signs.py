"""The characters that sentences turn on: stops, what closes after them, what opens before the next word."""

from __future__ import annotations

import functools

import regex

# What may end a sentence in any script; a language may add to it (Armenian ":", Greek ";").
_STOPS = r"\p{Sentence_Terminal}…‥⋯"
_INVISIBLE = r"\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF"
_EMOJI = r"\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F\u20E3"
_CLOSERS = rf"\p{{Pe}}\p{{Pf}}\"'`´*_{_INVISIBLE}{_EMOJI}"
_OPENERS = rf"\p{{Ps}}\p{{Pi}}\p{{Pf}}\"'`´„‚¿¡*_{_INVISIBLE}"

SPACE = r"[\s\x1c-\x1f]"
BLANKS = " \t\u00a0\u202f\u2009\u3000"
_LINE_ENDS = r"\n\r\u2028\u2029\x0b\x0c\x85\x1c-\x1e"
LINE_END = regex.compile(f"[{_LINE_ENDS}]")

# A footnote's mark right after the stop: "[12]", "²".
_NOTE = r"\[(?:\p{Nd}{1,3}|[a-z]|\*)\]|[¹²³⁰⁴-⁹]"
# Some quotation marks close in one language and open in another: here they close unless a word leans on them.
_AMBIGUOUS = r"[«“‘](?![\p{L}\p{N}])"
# A French quotation closes after a space: "? »".
_SPACED = r"[ \u00a0\u202f]»(?![\p{L}\p{N}])"


@functools.cache
def scanner(extra: str) -> regex.Pattern[str]:
    """Return the pattern of every place where a sentence may end, with the stops *extra* of a language.

    It never fails once a stop or a line's end is met, so a scan is linear whatever the text.
    """
    stops = f"[{_STOPS}{regex.escape(extra)}]"
    closers = rf"(?:[{_CLOSERS}]|{_AMBIGUOUS}|{_NOTE}|{_SPACED})*+"
    return regex.compile(
        rf"""
        (?P<stops>{stops}++) (?P<closers>{closers}) (?P<more>(?:{stops}++{closers})*+)
        (?P<note>\p{{Nd}}{{1,3}}(?:[ ,–]\p{{Nd}}{{1,3}}){{0,3}}(?={SPACE}))?+
        (?P<gap>{SPACE}*+)
        | (?P<line>[{_LINE_ENDS}]{SPACE}*+)
        """,
        regex.VERBOSE,
    )


# What comes next: a dash, opening quotes and brackets, then a word, a number or another sign.
FOLLOW = regex.compile(
    rf"(?P<dash>[-–—―‒−]{{1,3}}+{SPACE}?)?+"
    rf"(?P<open>(?:[{_OPENERS}]++[ \u00a0\u202f]?)*+)"
    r"(?:(?P<word>\p{L}[\p{L}\p{M}'’ʼ\-]*+)|(?P<number>\p{Sc}?[\p{Nd}\p{Nl}])|(?P<sign>\S))"
)
# What may begin a sentence right after a stop, with no space between.
MAY_FOLLOW = regex.compile(r"[\p{Lu}\p{Lt}\p{Lo}–—―\p{Ps}\p{Pi}\p{Han}\p{So}\p{N}]")
OPENING_BRACKET = regex.compile(r"\p{Ps}")
CLOSING_BRACKET = regex.compile(r"[\p{Pe}]")
CLOSING_QUOTE = regex.compile(r"[\p{Pf}\"'`´«“‘」』]")
# Signs that may stand at the head of a sentence: bullets, emoji, "@name"; a word or a number must follow.
HEADING_SIGN = regex.compile(
    r"(?:…|\.{2,3})[^\W_]|(?![№°©®™])(?:[\p{So}\p{Sc}\p{Sk}•·‣⁃●○▪■□◆★►▶→⇒@>~|]\uFE0F?\u200D?)++[ \u00a0]?[^\W_]"
)
# "(a)", "(2)": an item of a list inside running text.
ITEM = regex.compile(r"\((?:\p{Nd}{1,2}|\p{Ll}|[ivx]{1,4})\)\s")
# Dutch "’s Avonds": the capital comes after the clitic.
CLITIC = regex.compile(r"['’‘`][stnkmd] \p{Lu}")
HASHTAGS = regex.compile(rf"(?:#\w++{SPACE}*+)++(?!\w)")

# The word before a stop, with the shorter ones before it that are tied by full stops ("и т. д", "z. B", "U.S"),
# and the word before them ("до н. э"). Read backwards from the stop.
WORD = r"[\p{L}\p{M}\p{N}'’ʼ\-/&°%№]"
BEFORE = regex.compile(
    rf"(?r)(?:(?P<earlier>{WORD}{{1,24}})[ \u00a0\u202f])?"
    rf"(?P<chain>(?:{WORD}{{1,12}}\.[ \u00a0\u202f]?){{0,4}}{WORD}{{1,40}})[{_INVISIBLE}]?"
)

WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef]")
ROMAN = regex.compile(r"[IVXLCDM]{1,7}|[ivxl]{1,6}")
MARKER = regex.compile(rf"[\p{{Ps}}№#•·*{BLANKS}]*+(?:\p{{Nd}}{{1,3}}|\p{{L}}|[IVXLC]{{1,5}}|[ivxlc]{{1,5}})")


def caseless(letter: str) -> bool:
    """Tell whether *letter* belongs to a script without capitals (Georgian counts: its capitals start nothing)."""
    return not (letter.isupper() or letter.islower() or letter.istitle()) or "\u10d0" <= letter <= "\u10ff"
