"""Bilingual dictionaries that a user has: tab-separated words, StarDict and dictd files."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterable, Iterator

import regex

from editor.align.learning import Lexicon
from editor.align.tokens import normal, stem_of, tokens
from editor.errors import FormatError
from editor.i18n import _

_WORD, _PHRASE, _LONGEST = 0.5, 0.3, 3  # weights of a word and of a word in a phrase of so many words
_LARGEST = 1 << 29  # bytes unpacked
_WORTHLESS = regex.compile(
    r"<[^>]*>|/[^/\n]{1,80}/|\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}|^\s*(?:\d+[.)]|[a-z]\))", regex.MULTILINE
)
_PARTS = regex.compile(r"[,;\n/|]|\s\d+[.)]\s")
_INDEX_ENTRY = struct.Struct(">II")


def lexicon(entries: Iterable[tuple[str, str]]) -> Lexicon:
    """Return what dictionary entries, each a headword and its explanation, say of words."""
    found: Lexicon = {}
    for headword, meaning in entries:
        words = _words(headword)
        if not 0 < len(words) <= _LONGEST:
            continue
        for part in _PARTS.split(_WORTHLESS.sub(" ", meaning)):
            others = _words(part)
            if not 0 < len(others) <= _LONGEST:
                continue
            weight = _WORD if len(words) == len(others) == 1 else _PHRASE
            for word in words:
                mine = found.setdefault(word, {})
                for other in others:
                    mine[other] = max(mine.get(other, 0.0), weight)
    return found


def _words(text: str) -> list[str]:
    return [stem_of(token) for token in tokens(normal(text)) if token[0].isalnum()]


def tsv(text: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of lines of headword, tab, translation; # begins a remark. Raises FormatError."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2:  # noqa: PLR2004 - two languages
            raise FormatError(_("A dictionary has a word, a tab and its translation on each line."), number)
        yield fields[0], fields[1]


def unpacked(data: bytes) -> bytes:
    """Return what a dictzip or gzip file holds, and other data as it is. Raises FormatError."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    engine = zlib.decompressobj(31)
    try:
        whole = engine.decompress(data, _LARGEST)
    except zlib.error:
        raise FormatError(_("The packed dictionary is damaged; install it again.")) from None
    if engine.unconsumed_tail:
        raise FormatError(_("The dictionary is too large; give one under 512 MB."))
    return whole


def stardict(index: bytes, words: bytes) -> Iterator[tuple[str, str]]:
    """Yield the entries of a StarDict dictionary from its .idx and .dict files, both unpacked. Raises FormatError."""
    at = 0
    while at < len(index):
        end = index.find(b"\0", at)
        if end < 0 or end + 9 > len(index):
            raise FormatError(_("The dictionary's index is cut short; install it again."))
        start, size = _INDEX_ENTRY.unpack_from(index, end + 1)
        yield index[at:end].decode("utf-8", "replace"), words[start : start + size].decode("utf-8", "replace")
        at = end + 9


def dictd(index: bytes, words: bytes) -> Iterator[tuple[str, str]]:
    """Yield the entries of a dictd dictionary from its .index and .dict files, both unpacked. Raises FormatError."""
    for number, line in enumerate(index.decode("utf-8", "replace").splitlines(), 1):
        fields = line.split("\t")
        if fields[0].startswith(("00-database", "00database")):
            continue
        try:
            start, size = _base64(fields[1]), _base64(fields[2])
        except (IndexError, binascii.Error, ValueError):
            raise FormatError(_("This is no line of a dictd index."), number) from None
        text = words[start : start + size].decode("utf-8", "replace")
        yield fields[0], text.partition("\n")[2] or text


def _base64(digits: str) -> int:
    """Return the number that dictd writes in base 64, without padding, most significant digit first."""
    padded = digits.rjust(-(-len(digits) // 4) * 4, "A")
    return int.from_bytes(base64.b64decode(padded, validate=True), "big")
