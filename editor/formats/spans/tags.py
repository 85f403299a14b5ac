"""Where all tags of an XML text stand, as arrays of numbers: to look at many units at once rather than one by one.

All offsets are offsets into the text's UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Keys = NDArray[np.uint64]

_BEHIND = 16  # bytes that may be looked at behind the last
_QUOTE, _APOSTROPHE, _SLASH, _LESS, _GREATER, _EXCLAMATION, _QUESTION = b"\"'/<>!?"
STEP = 8  # bytes that are compared at once
_BLOCK = 1 << 20  # bytes that are looked through at once: they stay at hand meanwhile
_AFTER_NAME = np.zeros(1 << 8, dtype=bool)
_AFTER_NAME[list(b"\t\n\r />")] = True
_HIDDEN = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!", b">"))
_WIDE, _SLACK, _RUN = 0xFF, 4, 1 << 14  # bytes of a stretch, how many times as many are taken, stretches at once
_MANY = 1 << 40  # combinations
_FEW, _SHORT = 40, 80  # kinds of stretches that are told apart all at once, and how many bytes those have at most


_MASKS = np.array([(1 << 8 * size) - 1 for size in range(STEP + 1)], dtype=np.uint64)


def padded(data: bytes) -> Bytes:
    """Return the bytes, with some zeros behind them."""
    chars = np.empty(len(data) + _BEHIND, dtype=np.uint8)  # large arrays lie in large pages, which bytes do not
    chars[: len(data)] = np.frombuffer(data, dtype=np.uint8)
    chars[len(data) :] = 0
    return chars


def places(chars: Bytes, byte: int, mask: int = 0xFF) -> Numbers:
    """Return where *byte* stands, once the bits that *mask* lacks are no matter."""
    found = []
    for start in range(0, len(chars), _BLOCK):
        block = chars[start : start + _BLOCK]
        found.append(np.flatnonzero((block if mask == 0xFF else block & np.uint8(mask)) == byte) + start)  # noqa: PLR2004
    return np.concatenate(found)


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The tags of a text in order: where each starts, where it ends, and whether that end is certain.

    In well-formed XML a ``<`` is always markup. A comment, a CDATA section or an instruction is one tag here, of no
    kind that anybody asks for; what looks like tags in it is none.
    """

    characters: Bytes
    starts: Numbers
    ends: Numbers
    sure: Flags
    closing: Flags
    hides: bool = True  # some may hide what they hold
    said: bytes | None = None  # what they are called and say but for plain ids, at least once each, if that is known

    @classmethod
    def of(cls, data: bytes, start: int = 0) -> Tags:
        """Find the tags of *data*, from *start* on; what stands there is no DOCTYPE."""
        chars, both = _ends(data, start)
        plain = cls._plain(chars, both)
        if plain is not None:
            return plain
        first = chars[both + 1]
        deceptive = ((first == _EXCLAMATION) | (first == _QUESTION)) & (chars[both] == _LESS)
        if deceptive.any():
            both = _seen(data, both, both[deceptive])
        starts, greater = both[::2], both[1::2]
        less = chars[both] == _LESS
        if len(both) % 2 == 0 and less[::2].all() and not less[1::2].any():
            sure = np.ones(len(starts), dtype=bool)
            return cls(chars, starts, greater + 1, sure, chars[starts + 1] == _SLASH)
        starts, greater = both[less], both[~less]
        ends = np.append(greater, len(data))[np.searchsorted(greater, starts)]
        quotes, others = (places(chars, mark) for mark in (_QUOTE, _APOSTROPHE))
        pairs = np.searchsorted(quotes, ends) - np.searchsorted(quotes, starts)
        sure = (pairs % 2 == 0) & (np.searchsorted(others, ends) == np.searchsorted(others, starts))
        hides = chars[starts + 1]
        sure |= (hides == _EXCLAMATION) | (hides == _QUESTION)
        return cls(chars, starts, ends + 1, sure, hides == _SLASH)

    @classmethod
    def plain(cls, data: bytes, start: int = 0) -> Tags | None:
        """Find the tags of what need not be well-formed; None where one hides something or has a doubtful end."""
        return cls._plain(*_ends(data, start))

    @classmethod
    def _plain(cls, chars: Bytes, both: Numbers) -> Tags | None:
        """Return the tags where each ``<`` has its ``>`` behind it, and none of them hides anything."""
        starts, greater = both[::2].copy(), both[1::2].copy()
        if len(starts) != len(greater) or (chars[greater] != _GREATER).any():
            return None
        begins = np.ndarray((len(chars) - 1,), dtype="<u2", buffer=chars, strides=(1,))[starts]
        first = (begins >> 8).astype(np.uint8)
        if (begins.astype(np.uint8) != _LESS).any() or ((first == _EXCLAMATION) | (first == _QUESTION)).any():
            return None
        greater += 1
        return cls(chars, starts, greater, np.ones(len(starts), dtype=bool), first == _SLASH, hides=False)

    def __len__(self) -> int:
        """Count the tags."""
        return len(self.starts)

    def some(self, which: Numbers | slice) -> Tags:
        """Return some of the tags."""
        kept = self.starts[which], self.ends[which], self.sure[which], self.closing[which]
        return Tags(self.characters, *kept, self.hides, self.said)

    def may_say(self, word: bytes) -> bool:
        """Tell whether a tag may say *word*, or a name hold it; false only where that is certain."""
        return self.said is None or word in self.said

    def hiding(self) -> Flags:
        """Tell which are no tags, but hide what they hold."""
        if not self.hides:
            return np.zeros(len(self), dtype=bool)
        first = self.characters[self.starts + 1]
        found: Flags = (first == _EXCLAMATION) | (first == _QUESTION)
        return found

    def empty(self) -> Flags:
        """Tell which are self-closed."""
        found: Flags = self.characters[self.ends - 2] == _SLASH
        return found

    def begin(self, which: Numbers, word: str) -> Flags:
        """Tell of some tags by their numbers whether they begin with *word*."""
        return stands(self.characters, self.starts[which], word.encode())

    def kinds(self, prefix: str, names: Sequence[str]) -> NDArray[np.int8]:
        """Return for each tag which of *names*, after *prefix*, it bears; -1 for all others."""
        chars, at = self.characters, self.starts + 1
        at += self.closing
        if not prefix:
            return _named(chars, at, names)
        found = np.full(len(self), -1, dtype=np.int8)
        fits = np.flatnonzero(stands(chars, at, prefix.encode()))
        found[fits] = _named(chars, at[fits] + len(prefix.encode()), names)
        return found


def _ends(data: bytes, start: int) -> tuple[Bytes, Numbers]:
    """Return the bytes, and where ``<`` and ``>`` stand from *start* on."""
    chars = padded(data)
    both = places(chars[start:], _LESS, 0xFF ^ (_LESS ^ _GREATER))
    both += start
    return chars, both


def _named(chars: Bytes, at: Numbers, names: Sequence[str]) -> NDArray[np.int8]:
    """Return which of *names* stands at each place, with nothing else of a name behind it; -1 where none does.

    Two letters say which it may be; that one alone is compared.
    """
    words = [name.encode() for name in names]
    by_letters, more = _by_letters(words)
    begun = keys(chars)[at]
    found = by_letters.take(begun.astype(np.uint16))
    all_words = (*words, b"")  # the last for what is none
    first = begun & np.array([_mask(word[:STEP]) for word in all_words]).take(found, mode="wrap")
    fits = first == np.array([_key(word[:STEP]) for word in all_words]).take(found, mode="wrap")
    behind = np.array([len(word) for word in all_words]).take(found, mode="wrap")
    behind += at
    fits &= _AFTER_NAME.take(chars.take(behind))
    np.copyto(found, -1, where=~fits)
    for number in [number for number, word in enumerate(words) if len(word) > STEP and number not in more]:
        which = np.flatnonzero(found == number)
        found[which[~stands(chars, at[which] + STEP, words[number][STEP:])]] = -1
    for number in more:
        which = np.flatnonzero(begins(begun, words[number]))
        which = which[stands(chars, at[which], words[number])]
        found[which[_AFTER_NAME[chars[at[which] + len(words[number])]]]] = number
    return found


def _by_letters(words: Sequence[bytes]) -> tuple[NDArray[np.int8], list[int]]:
    """Return which of *words* begins with two letters, by their number, -1 for none; and those that others hide."""
    table, more = np.full(1 << 16, -1, dtype=np.int8), list[int]()
    for number, word in enumerate(words):
        ends = [byte << 8 for byte in np.flatnonzero(_AFTER_NAME).tolist()]
        letters = [word[0] | end for end in ends] if len(word) == 1 else [int.from_bytes(word[:2], "little")]
        if (table[letters] >= 0).any():
            more.append(number)
        else:
            table[letters] = number
    return table, more


def _seen(data: bytes, both: Numbers, suspects: Numbers) -> Numbers:
    """Return which of the ``<`` and ``>`` are the ends of tags, or of what hides some; *suspects* may begin that."""
    starts, ends = [], []
    done = 0
    for start in suspects.tolist():
        if start < done:
            continue
        mark, close = next(pair for pair in _HIDDEN if data.startswith(pair[0], start))
        done = data.index(close, start + len(mark)) + len(close)
        starts.append(start)
        ends.append(done - 1)
    around = np.searchsorted(np.array(starts), both, side="right") - 1
    first, last = np.array(starts)[around], np.array(ends)[around]
    seen: Numbers = both[(around < 0) | (both == first) | (both >= last)]
    return seen


def keys(chars: Bytes) -> Keys:
    """Return eight bytes as one number, for each place."""
    return np.ndarray((len(chars) - STEP + 1,), dtype="<u8", buffer=chars, strides=(1,))


def _key(word: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(word, "little"))


def _mask(word: bytes) -> np.uint64:
    return np.uint64((1 << 8 * len(word)) - 1)


def begins(found: Keys, word: bytes) -> Flags:
    """Tell of some ``keys`` whether *word* begins there; more than eight bytes of it are not looked at."""
    flags: Flags = (found & _mask(word[:STEP])) == _key(word[:STEP])
    return flags


def masked(found: Keys, sizes: Numbers) -> Keys:
    """Return some ``keys`` without what stands behind the first bytes, as many as *sizes* says."""
    cut: Keys = found & _MASKS.take(sizes, mode="clip")
    return cut


def stands(chars: Bytes, where: Numbers, word: bytes) -> Flags:
    """Tell of each place whether *word* stands there."""
    there, found = keys(chars), np.ones(len(where), dtype=bool)
    last = len(chars) - STEP
    for step in range(0, len(word), STEP):
        part = word[step : step + STEP]
        found &= begins(there[np.minimum(where + step, last)], part)
    return found


def distinct(chars: Bytes, starts: Numbers, ends: Numbers) -> tuple[Numbers, list[bytes]]:
    """Return the different stretches of bytes between *starts* and *ends*, and which of them each is."""
    sizes, which, found = ends - starts, np.full(len(starts), -1, dtype=np.int64), list[bytes]()
    left = np.flatnonzero(sizes <= _SHORT)
    while len(left) and len(found) < _FEW:
        first = left[0]
        word = chars[starts[first] : ends[first]].tobytes()
        same = sizes[left] == sizes[first]
        same[same] = stands(chars, starts[left[same]], word)
        which[left[same]] = len(found)
        found.append(word)
        left = left[~same]
    left = np.flatnonzero(which < 0)
    numbers = {word: number for number, word in enumerate(found)}
    data = chars.data
    spans = zip(starts[left].tolist(), ends[left].tolist(), strict=True)
    which[left] = [numbers.setdefault(bytes(data[start:end]), len(numbers)) for start, end in spans]
    return which, list(numbers)


def combined(numbered: Sequence[tuple[Numbers, int]]) -> tuple[Numbers, Numbers]:
    """Tell apart the combinations of numbers that several arrays have at the same place.

    Each array comes with what its numbers are below. The result is a place for each combination that there is, and
    which combination each place has.
    """
    code, size = np.zeros(len(numbered[0][0]), dtype=np.int64), 1
    for which, below in numbered:
        if size * below > _MANY:
            known, code = np.unique(code, return_inverse=True)
            size = len(known)
        code, size = code * below + which, size * below
    known = np.sort(code)  # ``unique`` would bring in masked arrays, which a start has no time for
    known = known[np.append(True, known[1:] != known[:-1])] if len(known) else known
    found = np.searchsorted(known, code)
    places = np.empty(len(known), dtype=np.int64)
    places[found] = np.arange(len(code))
    return places, found


def gathered(chars: Bytes, starts: Numbers, ends: Numbers) -> bytes:
    """Return the stretches between *starts* and *ends*, a line end behind each."""
    sizes = ends - starts + 1
    longest, total = int(sizes.max(initial=0)), int(sizes.sum())
    if 0 < longest <= _WIDE and longest * len(sizes) < _SLACK * total and int(starts.max()) + longest <= len(chars):
        return b"".join(_alike(chars, starts, sizes - 1, longest))
    runs = range(0, len(starts), _RUN)
    return b"".join(_one_by_one(chars, starts[run : run + _RUN], sizes[run : run + _RUN]) for run in runs)


def _one_by_one(chars: Bytes, starts: Numbers, sizes: Numbers) -> bytes:
    """Return stretches of any lengths, of which the last byte of each is a line end instead."""
    sums = np.cumsum(sizes)
    taken = np.repeat(starts - (sums - sizes), sizes) + np.arange(sums[-1])
    joined = chars.take(taken, mode="clip")
    joined[sums - 1] = ord("\n")
    return joined.tobytes()


def _alike(chars: Bytes, starts: Numbers, sizes: Numbers, longest: int) -> Iterator[bytes]:
    """Yield stretches of about the same length: all are taken as long as the longest, and then cut off."""
    windows = np.ndarray((len(chars) - longest + 1,), dtype=f"V{longest}", buffer=chars, strides=(1,))
    columns = np.arange(longest, dtype=np.uint8)
    for first in range(0, len(starts), _RUN):
        rows = windows[starts[first : first + _RUN]].view(np.uint8).reshape(-1, longest)
        size = sizes[first : first + _RUN].astype(np.uint8)
        rows[np.arange(len(rows)), size] = ord("\n")
        yield rows[columns <= size[:, None]].tobytes()


def strings(chars: Bytes, starts: Numbers, ends: Numbers, before: str = "") -> list[str] | None:
    """Return the stretches between *starts* and *ends* as strings with *before* in front, made all at once.

    None where one has a line end.
    """
    if not len(starts):
        return []
    joined = before + gathered(chars, starts, ends)[:-1].decode()
    found = (joined.replace("\n", f"\n{before}") if before else joined).split("\n")
    return found if len(found) == len(starts) else None
