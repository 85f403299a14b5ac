"""The quotation marks of languages, and which of them belongs at a place in a text."""

from __future__ import annotations

from typing import NamedTuple

from editor.text import Text


class Quotes(NamedTuple):
    """The marks around a quotation, and around one inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_NARROW = "\u202f"
_CURLY = Quotes("“", "”", "‘", "’")
_POINTED = Quotes("«", "»", "„", "“")
_LOW = Quotes("„", "“", "‚", "‘")
_LOW_HIGH = Quotes("„", "”", "‚", "’")
_ROMANCE = Quotes("«", "»", "“", "”")
_TABLE = {
    "ru uk be kk ky tt": _POINTED,
    "de cs sk bg is lt sl mk sr hr": _LOW,
    "pl hu ro et": _LOW_HIGH,
    "fr": Quotes(f"«{_NARROW}", f"{_NARROW}»", "“", "”"),
    "es it pt-PT el ca gl hy fa ar eu no nb nn sq": _ROMANCE,
    "sv fi": Quotes("”", "”", "’", "’"),
    "da": Quotes("»", "«", "›", "‹"),
    "ja zh-Hant zh-TW zh-HK": Quotes("「", "」", "『", "』"),
}
_QUOTES = {tag: quotes for tags, quotes in _TABLE.items() for tag in tags.split()}
_BEFORE_OPENING = "([{—–-/"


def quotes(language: str) -> Quotes:
    """Return the quotation marks of the language with the tag *language*; curly ones where none are known."""
    return _QUOTES.get(language) or _QUOTES.get(language.partition("-")[0], _CURLY)


def opens(text: Text, position: int, marks: Quotes = _CURLY) -> bool:
    """Tell whether one of *marks* at *position* begins a quotation.

    It does where nothing, a space, a bracket, or a mark that only opens stands before.

    >>> opens(Text.of("he said "), 8), opens(Text.of("he said “yes"), 12)
    (True, False)
    """
    before = text.cut(position)[0].readable
    opening = {marks.opening, marks.inner_opening} - {marks.closing, marks.inner_closing}
    return not before or before[-1].isspace() or before[-1] in _BEFORE_OPENING or before.endswith(tuple(opening))
