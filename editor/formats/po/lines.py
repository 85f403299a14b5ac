"""The lines of a PO file told apart all at once: what each is, and how long the string that it holds.

Lines are looked at as bytes, a byte for each character, with whole-array operations instead of a loop. A line that is
not written just as gettext writes it is ODD: what stands there is for the exact reader to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.uint8]
Bytes = npt.NDArray[np.uint8]

REMARK, CONTEXT, MSGID, PLURAL, STRING, OBSOLETE, ODD = range(7)  # in the order in which they follow each other
_MORE = ODD + 1  # a further line of a string
_NEWLINE, _RETURN, _QUOTE, _SLASH, _HASH, _TILDE, _SMALL_X = b'\n\r"\\#~x'
_PAD = bytes(16)  # so that words may be read at any character
_WORD = 8


@dataclass(frozen=True, slots=True)
class Blocks:
    """Each comment or blank line, and each keyword with all the lines of its string."""

    starts: Numbers  # offset of the first character; one more number at the end: the length of the text
    kinds: Kinds
    quotes: Numbers  # offset of the first quote, where there is a string
    lengths: Numbers  # characters of the string, -1 where only reading it tells
    blank: Flags


def blocks(characters: bytes, most: int) -> Blocks:
    """Return the blocks of a text given as *characters*, a byte for each; what has more than *most* parts is ODD."""
    here = np.frombuffer(characters + _PAD, dtype=np.uint8)
    size = len(characters)
    starts, ends, strange = _borders(here, characters)
    kinds, lead = _kinds(here, starts)
    kinds[(kinds == ODD) & (starts == ends)] = REMARK
    kinds[strange] = ODD
    kinds[ends - starts > most] = ODD
    lengths = np.zeros(len(starts), dtype=np.int64)
    texts = np.flatnonzero((kinds != REMARK) & (kinds != OBSOLETE) & (kinds != ODD))
    well, lengths[texts], unsure = _strings(here, starts[texts] + lead[texts], ends[texts])
    kinds[texts[~well]] = ODD
    _settle(kinds)
    heads = np.flatnonzero(kinds != _MORE)
    told = np.add.reduceat(lengths, heads)
    doubtful = np.zeros(len(starts), dtype=np.int64)
    doubtful[texts] = unsure
    told[np.add.reduceat(doubtful, heads) > 0] = -1
    found = kinds[heads]
    found[np.diff(heads, append=len(starts)) > most] = ODD
    return Blocks(np.append(starts[heads], size), found, starts[heads] + lead[heads], told, (starts == ends)[heads])


def _borders(here: Bytes, characters: bytes) -> tuple[Numbers, Numbers, Numbers]:
    """Return where lines start and end, and the numbers of those with a carriage return that ends no line."""
    size = len(characters)
    newlines = np.flatnonzero(here[:size] == _NEWLINE)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), newlines + 1])
    ends = np.append(newlines, size)
    if starts[-1] == size:
        starts, ends = starts[:-1], ends[:-1]
    if b"\r" not in characters:
        return starts, ends, newlines[:0]
    returns = np.flatnonzero(here[:size] == _RETURN)
    strange = returns[here[returns + 1] != _NEWLINE]
    ends = ends - ((ends > starts) & (here[ends - 1] == _RETURN))
    return starts, ends, np.searchsorted(starts, strange, side="right") - 1


def _word(start: bytes) -> tuple[np.uint64, np.uint64]:
    """Return *start* as a number of eight bytes, and the bits of it that count."""
    padded = start.ljust(_WORD, b"\0")
    mask = b"\xff" * len(start)
    return np.uint64(int.from_bytes(padded, "little")), np.uint64(int.from_bytes(mask.ljust(_WORD, b"\0"), "little"))


_KEYWORDS = tuple(
    (kind, keyword.index(b'"'), _word(keyword[:_WORD]), _word(keyword[_WORD:]))
    for kind, keyword in (
        (CONTEXT, b'msgctxt "'),
        (MSGID, b'msgid "'),
        (PLURAL, b'msgid_plural "'),
        (STRING, b'msgstr "'),
    )
) + tuple((STRING, 10, _word(b"msgstr[%d" % form), _word(b'] "')) for form in range(6))


def _kinds(here: Bytes, starts: Numbers) -> tuple[Kinds, Numbers]:
    """Return what lines are by how they begin, and how many characters stand in front of the first quote."""
    words: npt.NDArray[Any] = np.ndarray((len(here) - _WORD + 1,), dtype="<u8", buffer=here.data, strides=(1,))
    first = words[starts]
    kinds = np.full(len(starts), ODD, dtype=np.uint8)
    lead = np.zeros(len(starts), dtype=np.int64)
    begins = here[starts]
    kinds[begins == _HASH] = REMARK
    kinds[(begins == _HASH) & (here[starts + 1] == _TILDE)] = OBSOLETE
    kinds[begins == _QUOTE] = _MORE
    keyed = np.flatnonzero(kinds == ODD)
    first = first[keyed]
    for kind, before, (word, mask), (rest, under) in _KEYWORDS:
        found = keyed[(first & mask) == word]
        if under:
            found = found[(words[starts[found] + _WORD] & under) == rest]
        kinds[found] = kind
        lead[found] = before
    return kinds, lead


def _strings(here: Bytes, quotes: Numbers, ends: Numbers) -> tuple[Flags, Numbers, Flags]:
    """Tell of lines whether one quoted string goes from *quotes* to *ends*; how long it is; whether that is unsure."""
    quoting = here == _QUOTE
    slashes = np.flatnonzero(here == _SLASH)
    escapes = slashes
    if len(slashes):
        places = np.arange(len(slashes))
        run = np.maximum.accumulate(np.where(np.diff(slashes, prepend=-2) != 1, places, 0))
        escapes = slashes[(places - run) % 2 == 0]  # the others are escaped themselves
        quoting[escapes + 1] = False
    marks = np.append(np.flatnonzero(quoting), [len(here)] * 2)
    first = np.searchsorted(marks, quotes)
    well = (marks[first] == quotes) & (marks[np.minimum(first + 1, len(marks) - 1)] == ends - 1)
    lengths = ends - quotes - 2
    unsure = np.zeros(len(quotes), dtype=bool)
    if len(escapes):
        before = np.searchsorted(escapes, quotes)
        lengths = lengths - (np.searchsorted(escapes, ends) - before)
        meant = here[escapes + 1]
        numeric = escapes[((meant >= ord("0")) & (meant <= ord("7"))) | (meant == _SMALL_X)]
        if len(numeric):
            unsure = np.searchsorted(numeric, ends) > np.searchsorted(numeric, quotes)
    return well, lengths, unsure


def _settle(kinds: Kinds) -> None:
    """Make what goes on with no string ODD."""
    more = kinds == _MORE
    before = np.maximum.accumulate(np.where(more, 0, np.arange(len(kinds))))
    owner = kinds[before]
    kinds[more & ((owner == REMARK) | (owner == OBSOLETE) | (owner == _MORE))] = ODD
