"""HTML's outer form: tags, text, comments and attributes with their exact offsets, in linear time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Sort(Enum):
    """What a token is. RAW is the content of an element that holds no tags: HIDDEN of script, RAW of title."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    RAW = "raw"
    HIDDEN = "hidden"


class Token(NamedTuple):
    """A stretch of a page; *name* is the element's, in small letters, for tags."""

    sort: Sort
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute; *start* and *end* are the offsets of its value; *quote* stands around it, "" where none does."""

    name: str
    start: int
    end: int
    quote: str


_VOID = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
_HIDDEN = "script style xmp iframe noembed noframes noscript"
VOID = frozenset(_VOID.split())
HIDDEN = frozenset(_HIDDEN.split())  # a browser's parser reads no tags in these
TEXT_ONLY = frozenset({"title", "textarea"})  # nor in these, but a reader reads them
_RAW = HIDDEN | TEXT_ONLY | {"plaintext"}

# WHATWG HTML, section 13.2.5, as far as it decides where a token ends. No pattern repeats a group: linear time, and
# little memory whatever comes.
_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_HIDING = re.compile(r"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|</(?![A-Za-z])[^>]*+(?:>|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/)?([A-Za-z][^\s/>]*+)")
_PLAIN = re.compile(r"[^>=\"']*+>")  # the rest of a tag whose attributes have no values
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+) (?>(?:\s*+=\s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s>]*+) ) )?)""", re.VERBOSE
)
_NAME = re.compile(r"<[^\s/>]*+")
_GAP = re.compile(r"[\s/]*+")


def tokens(page: str, start: int = 0, end: int | None = None, *, xml: bool = False) -> Iterator[Token]:
    """Yield the tokens of *page* from *start* to *end*, without gaps; a tag that never ends swallows the rest.

    In XML any element may be empty (``<title/>``).
    """
    at, size = start, len(page) if end is None else end
    while at < size:
        begin = at
        tag = _TAG.match(page, at, size) if page[at] == "<" else None
        if tag is None:
            hiding = _HIDING.match(page, at, size) if page[at] == "<" else None
            mark = None if hiding else _MARK.search(page, at, size)
            at = hiding.end() if hiding else mark.start() if mark else size
            yield Token(Sort.HIDDEN if hiding else Sort.TEXT, begin, at)
            continue
        at = tag.end()
        at = at + 1 if page.startswith(">", at, size) else _tag_end(page, at, size)
        if at < 0:
            yield Token(Sort.HIDDEN, begin, size)
            return
        name = tag[2].lower()
        yield Token(Sort.CLOSE if tag[1] else Sort.OPEN, begin, at, name)
        if name in _RAW and not tag[1] and not (xml and page.startswith("/>", at - 2)):
            close = _raw_end(page, at, name, size)
            if close > at:
                yield Token(Sort.RAW if name in TEXT_ONLY else Sort.HIDDEN, at, close)
            at = close


def _tag_end(page: str, at: int, size: int) -> int:
    """Return where the tag ends whose name ends at *at*, -1 where it never does."""
    plain = _PLAIN.match(page, at, size)
    if plain:
        return plain.end()
    while True:
        gap = _GAP.match(page, at, size)
        at = gap.end() if gap else at
        attribute = _ATTRIBUTE.match(page, at, size)
        if attribute is None:
            return at + 1 if page.startswith(">", at, size) else -1
        at = attribute.end()


def _raw_end(page: str, start: int, name: str, size: int) -> int:
    if name == "plaintext":
        return size
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, start, size)
    return match.start() if match else size


def attributes(page: str, tag: Token) -> Iterator[Attribute]:
    """Yield the attributes of the start tag *tag*; of those with one name the first alone counts."""
    seen = set()
    name = _NAME.match(page, tag.start)
    at = name.end() if name else tag.end
    while True:
        gap = _GAP.match(page, at, tag.end - 1)
        match = _ATTRIBUTE.match(page, gap.end() if gap else at, tag.end - 1)
        if match is None:
            return
        at = match.end()
        key = match[1].lower()
        if key in seen:
            continue
        seen.add(key)
        which = match.lastindex or 1
        start, end = match.span(which) if which > 1 else (at, at)
        yield Attribute(key, start, end, {2: '"', 3: "'"}.get(which, ""))


def is_bare(tag: Token) -> bool:
    """Tell whether a start tag is but a name: "<p>"."""
    return tag.end - tag.start == len(tag.name) + 2


def values(page: str, tag: Token) -> dict[str, str]:
    """Return the attributes of the start tag *tag* by name, references decoded."""
    if is_bare(tag):
        return {}
    if page.find("=", tag.start, tag.end) < 0:
        return dict.fromkeys(page[tag.start : tag.end - 1].lower().split()[1:], "")
    return {each.name: unescape(page[each.start : each.end]) for each in attributes(page, tag)}


_ENDLESS = re.compile(r"&#([0-9]{10,})")


def unescape(native: str) -> str:
    """Return character data with its references decoded (HTML, section 13.2.5.80).

    Python refuses numbers of more digits than it likes to count, so of those that no character has eight are left.
    """
    return html.unescape(_ENDLESS.sub(_brief, native) if "&#" in native else native)


def _brief(reference: re.Match[str]) -> str:
    return f"&#{reference[1].lstrip('0')[:8] or '0'}"


_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,10};?|#[0-9]{1,10};?|[A-Za-z][A-Za-z0-9]{1,40};?)|[\udc80-\udcff\0]")
# One space between words says itself; all else that is white space is a stretch of its own.
_SPLIT = re.compile(rf"({_REFERENCE.pattern})|(\A[ ]|(?:[\t\n\f\r]|[ ](?=[ \t\n\f\r]|\Z))[ \t\n\f\r]*)")


def characters(native: str, *, in_attribute: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield stretches of character data: what they say, how they are written, and whether they are white space.

    A reference, and a byte that is no character, is a stretch of its own. White space says itself.
    """
    if "&" not in native and "  " not in native and native.isprintable():
        yield from _plainly(native)
        return
    at = 0
    for match in _SPLIT.finditer(native):
        if match[2]:
            said = match[2]
        else:
            said = _said(match[1], native[match.end() : match.end() + 1] if in_attribute else "")
            if said == match[1]:
                continue
        if match.start() > at:
            yield native[at : match.start()], native[at : match.start()], False
        yield said, match[0], bool(match[2])
        at = match.end()
    if at < len(native):
        yield native[at:], native[at:], False


def _plainly(native: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the stretches of characters that say themselves, with one space at either end or none."""
    inner = native.strip(" ")
    if native[:1] == " ":
        yield " ", " ", True
    if inner:
        yield inner, inner, False
        if native[-1] == " ":
            yield " ", " ", True


def _said(reference: str, following: str) -> str:
    if not reference.startswith("&"):
        return "\ufffd"
    if following and not reference.endswith(";") and (following == "=" or following.isalnum()):
        return reference  # section 13.2.5.73: "&copy=1" in an attribute is no reference
    return _unescaped(reference)


_unescaped = lru_cache(maxsize=4_096)(unescape)


def is_seen(native: str) -> bool:
    """Tell whether a reader sees anything of the character data."""
    return bool(unescape(native).strip(_UNSEEN))


_SPACES = "\x7f\x85\xa0\xad\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_UNSEEN = "".join(map(chr, (*range(0x21), *range(0x2000, 0x2010)))) + _SPACES
