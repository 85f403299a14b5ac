"""The simple types that attributes have: which words they allow, and how to say so (XML Schema part 2, BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from editor.i18n import N_, _

_NAME_CHAR = (
    r"\-.0-9:A-Z_a-z\xB7\xC0-\xD6\xD8-\xF6\xF8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NMTOKEN = re.compile(f"[{_NAME_CHAR}]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_POSITIVE = re.compile(r"\+?0*[1-9][0-9]*")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})*")
_PREFIXED = re.compile(r"[^ \t\r\n:]+:[^ \t\r\n:]+")
_DATE_TIME = re.compile(
    r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
)
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
_GRANDFATHERED_WORDS = (
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay "
    "i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min "
    "zh-min-nan zh-xiang"
)
_GRANDFATHERED = frozenset(_GRANDFATHERED_WORDS.split())
_BCP47 = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
)


@dataclass(frozen=True, slots=True)
class Type:
    """A simple type: whether a value is one of it, and what its values are, for a sentence."""

    allows: Callable[[str], bool]
    what: str

    def told(self) -> str:
        """Say what its values are, in the user's language."""
        return _(self.what)


def _collapsed(value: str) -> str:
    return " ".join(value.split())


def _matches(pattern: re.Pattern[str], value: str) -> bool:
    return pattern.fullmatch(value) is not None or pattern.fullmatch(_collapsed(value)) is not None


def _tokens(value: str) -> bool:
    parts = value.split()
    return bool(parts) and all(map(_NMTOKEN.fullmatch, parts))


def _between(pattern: re.Pattern[str], low: float, high: float, value: str) -> bool:
    word = _collapsed(value)
    return pattern.fullmatch(word) is not None and low <= float(word) <= high


def _uri(value: str) -> bool:
    word = value.strip()
    if _ESCAPE.search(word) or word.count("#") > 1:
        return False
    head, colon, _tail = word.partition(":")
    if not colon or any(sign in head for sign in "/?#"):
        return True
    return _SCHEME.fullmatch(head) is not None


def is_language(tag: str) -> bool:
    """Tell whether *tag* is well-formed by BCP 47 (RFC 5646, 2.2.9), whatever its case."""
    low = tag.lower()
    return _BCP47.fullmatch(low) is not None or low in _GRANDFATHERED


def is_name_token(value: str) -> bool:
    """Tell whether *value* is an NMTOKEN as it stands."""
    return _NMTOKEN.fullmatch(value) is not None


def one_of(words: Iterable[str]) -> Type:
    """Return the type whose values are these *words*."""
    listed = tuple(words)
    return Type(frozenset(listed).__contains__, ", ".join(listed))


def token_of(words: Iterable[str]) -> Type:
    """Return the type whose values are these *words*, white space around them meaning nothing."""
    listed = tuple(words)
    allowed = frozenset(listed)
    return Type(lambda value: value in allowed or _collapsed(value) in allowed, ", ".join(listed))


def either(*types: Type) -> Type:
    """Return the type of the values of any of *types*."""
    return Type(
        lambda value: any(each.allows(value) for each in types),
        "; ".join(dict.fromkeys(each.what for each in types)),
    )


def matching(pattern: str, what: str) -> Type:
    """Return the type of the values that *pattern* describes whole."""
    return Type(lambda value: re.fullmatch(pattern, value) is not None, what)


def list_of(item: Type) -> Type:
    """Return the type of the values of an *item*'s type with white space between them."""
    return Type(lambda value: all(map(item.allows, value.split())), item.what)


TYPES = {
    "string": Type(lambda _value: True, N_("any text")),
    "nmtoken": Type(partial(_matches, _NMTOKEN), N_("a name of letters, digits, “.”, “-”, “_” and “:”")),
    "nmtokens": Type(_tokens, N_("names with spaces between them")),
    "language": Type(partial(_matches, _LANGUAGE), N_("the tag of a language, such as en or pt-BR")),
    "language-or-none": Type(
        lambda value: value == "" or _matches(_LANGUAGE, value), N_("the tag of a language, such as en or pt-BR")
    ),
    "uri": Type(_uri, N_("a web address or another reference")),
    "positive": Type(partial(_matches, _POSITIVE), N_("a whole number above 0")),
    "integer": Type(partial(_matches, _INTEGER), N_("a whole number")),
    "percent": Type(partial(_between, _DECIMAL, 0, 100), N_("a number from 0 to 100")),
    "share": Type(partial(_between, _DOUBLE, 0, 1), N_("a number from 0 to 1")),
    "hex": Type(partial(_matches, _HEX), N_("hexadecimal digits in pairs")),
    "prefixed": Type(lambda value: _PREFIXED.fullmatch(value) is not None, N_("a prefix, “:” and a value")),
    "date-time": Type(partial(_matches, _DATE_TIME), N_("a date and time such as 2012-05-01T10:00:00Z")),
    "space": token_of(("default", "preserve")),
    "yes-no": one_of(("yes", "no")),
}
