"""Characters as XML writes them: references read, what must be escaped escaped, what XML cannot hold refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import codepoint2name

from editor.errors import FormatError
from editor.i18n import _

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML 1.0 file can hold
_MARKUP = re.compile(r"[&<\r]|(?<=\]\])>")
_CHARACTER = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([^\s&;<>\"']{1,256}));")
_NAMED_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
HTML_NAMES = {name: chr(code) for code, name in codepoint2name.items()}  # for formats that know HTML's entities


class Reference(str):
    """A reference to an entity that only the file's DTD knows, as written: ``&brand;``."""

    __slots__ = ()


def escape(text: str) -> str:
    """Write characters as element content: only what must be escaped is. Raises FormatError for what XML cannot hold.

    >>> escape("a < b && c ]]> d")
    'a &lt; b &amp;&amp; c ]]&gt; d'
    """
    _refuse(text)
    if "&" in text or "<" in text or "]]>" in text or "\r" in text:
        return _MARKUP.sub(lambda match: _CHARACTER[match[0]], text)
    return text


def quoted(text: str, mark: str = '"') -> str:
    """Write characters as the value of an attribute between *mark* and *mark*. Raises FormatError as ``escape``."""
    _refuse(text)
    other = "&quot;" if mark == '"' else "&apos;"
    return re.sub(rf"[&<\r\n\t{mark}]", lambda match: _CHARACTER.get(match[0], other), text)


def _refuse(text: str) -> None:
    if text.isprintable():
        return
    if match := ILLEGAL.search(text):
        message = _("The character U+{code:04X} cannot stand in an XML file; take it out of “{text}”.")
        near = text[max(0, match.start() - 20) : match.start() + 20]
        raise FormatError(message.format(code=ord(match[0]), text=ILLEGAL.sub("�", near)))


def content(raw: str, names: Mapping[str, str] = _NAMED_CHARACTERS) -> list[str]:
    """Read element content: characters, and a ``Reference`` for each entity that *names* does not know.

    Line ends are read as XML says: CR LF and a lone CR are one newline, unless written as a reference.

    >>> content("a &amp; &#x2014; &brand;")
    ['a & — ', '&brand;']
    """
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in raw:
        return [raw] if raw else []
    if names is _NAMED_CHARACTERS:
        usual = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
        if usual.count("&") == usual.count("&amp;"):
            return [usual.replace("&amp;", "&")]
    pieces: list[str] = []
    run, done = "", 0
    for match in _REFERENCE.finditer(raw):
        run += raw[done : match.start()]
        done = match.end()
        known = _referred(match, names)
        if known is None:
            pieces += [run] if run else []
            pieces.append(Reference(match[0]))
            run = ""
        else:
            run += known
    run += raw[done:]
    return [*pieces, run] if run else pieces


def _referred(match: re.Match[str], names: Mapping[str, str]) -> str | None:
    if match[3]:
        return names.get(match[3])
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code <= 0x10FFFF else None  # noqa: PLR2004 - the last code point
