"""Where all tags of an XML text stand, as arrays of numbers: to look at many units at once rather than one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Characters = NDArray[np.uint16]

_BEHIND = 16  # characters that may be looked at behind the last
_ASTRAL = 0xFFFF  # stands for each character beyond what 16 bits hold
_QUOTE, _AMPERSAND, _APOSTROPHE, _SLASH, _SEMICOLON, _LESS, _GREATER, _RETURN = (ord(one) for one in "\"&'/;<>\r")
_LONGEST = 10  # characters of a reference to a character, such that no zeros in front make it another thing
_STEP = 4  # characters that are compared at once
_AFTER_NAME = np.zeros(1 << 16, dtype=bool)
_AFTER_NAME[[ord(one) for one in "\t\n\r />"]] = True
_NAMED = ("amp;", "lt;", "gt;", "quot;", "apos;")


def characters(text: str) -> Characters:
    """Return a number for each character and some zeros; all characters beyond U+FFFF are the same one."""
    raw = text.encode("utf-16-le")
    if len(raw) != 2 * len(text):
        wide = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        raw = np.minimum(wide, _ASTRAL).astype("<u2").tobytes()
    return np.frombuffer(raw + bytes(2 * _BEHIND), dtype="<u2")


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The tags of a text in order: where each starts, where it ends, and whether that end is certain.

    In well-formed XML a ``<`` is always markup; what begins with ``<!`` or ``<?``, and tags in it, are here too and of
    no kind that anybody asks for, or must be looked for by whoever asks.
    """

    characters: Characters
    starts: Numbers
    ends: Numbers
    sure: Flags
    closing: Flags

    @classmethod
    def of(cls, text: str) -> Tags:
        """Find the tags of *text*."""
        chars = characters(text)
        starts, greater = np.flatnonzero(chars == _LESS), np.flatnonzero(chars == _GREATER)
        if len(starts) == len(greater) and bool(np.all(starts < greater) and np.all(greater[:-1] < starts[1:])):
            ends, sure = greater, np.ones(len(starts), dtype=bool)
        else:
            ends = np.append(greater, len(text))[np.searchsorted(greater, starts)]
            quotes, others = (np.flatnonzero(chars == mark) for mark in (_QUOTE, _APOSTROPHE))
            pairs = np.searchsorted(quotes, ends) - np.searchsorted(quotes, starts)
            sure = (pairs % 2 == 0) & (np.searchsorted(others, ends) == np.searchsorted(others, starts))
        return cls(chars, starts, ends + 1, sure, chars[starts + 1] == _SLASH)

    def __len__(self) -> int:
        """Count the tags."""
        return len(self.starts)

    def empty(self, which: Numbers) -> Flags:
        """Tell of some tags by their numbers whether they are self-closed."""
        found: Flags = self.characters[self.ends[which] - 2] == _SLASH
        return found

    def begin(self, which: Numbers, word: str) -> Flags:
        """Tell of some tags by their numbers whether they begin with *word*."""
        return _stands(self.characters, self.starts[which], word)

    def kinds(self, prefix: str, names: Sequence[str]) -> NDArray[np.int8]:
        """Return for each tag which of *names*, after *prefix*, it bears; -1 for all others."""
        found = np.full(len(self), -1, dtype=np.int8)
        at = self.starts + 1 + self.closing
        fits = np.arange(len(self))
        if prefix:
            fits = fits[_stands(self.characters, at, prefix)]
            at = at[fits] + len(prefix)
        first = _keys(self.characters)[at]
        for number, name in enumerate(names):
            begins = np.flatnonzero((first & _mask(name[:_STEP])) == _key(name[:_STEP]))
            place = at[begins]
            exact = (
                _stands(self.characters, place, name[_STEP:], _STEP) & _AFTER_NAME[self.characters[place + len(name)]]
            )
            found[fits[begins[exact]]] = number
        return found


def _keys(chars: Characters) -> NDArray[np.uint64]:
    """Return four characters as one number, for each place."""
    return np.ndarray((len(chars) - _STEP + 1,), dtype="<u8", buffer=chars, strides=(2,))


def _key(word: str) -> np.uint64:
    return np.uint64(int.from_bytes(word.encode("utf-16-le"), "little"))


def _mask(word: str) -> np.uint64:
    return np.uint64((1 << 16 * len(word)) - 1)


def _stands(chars: Characters, places: Numbers, word: str, after: int = 0) -> Flags:
    """Tell of each place whether *word* stands so many characters *after* it."""
    keys, found = _keys(chars), np.ones(len(places), dtype=bool)
    last = len(chars) - _STEP
    for step in range(0, len(word), _STEP):
        part = word[step : step + _STEP]
        found &= (keys[np.minimum(places + (after + step), last)] & _mask(part)) == _key(part)
    return found


class Lengths:
    """How many characters stretches of text stand for: references and line ends as one, some tags as one each."""

    def __init__(self, tags: Tags, codes: Numbers) -> None:
        """Count the tags with the numbers *codes* as one character each."""
        chars, starts, ends = tags.characters, tags.starts, tags.ends
        self.doubtful = np.empty(0, dtype=np.int64)  # places of references that take a reading to know them
        self._parts = [_Part(starts[codes], ends[codes] - starts[codes] - 1)] if len(codes) else []
        if len(amps := _outside(tags, np.flatnonzero(chars == _AMPERSAND))):
            semicolons = np.append(np.flatnonzero(chars == _SEMICOLON), len(chars) + _LONGEST)
            size = semicolons[np.searchsorted(semicolons, amps)] - amps
            known = (chars[amps + 1] == ord("#")) & (size < _LONGEST)
            for name in _NAMED:
                known |= _stands(chars, amps, name, 1)
            self.doubtful = amps[~known]
            self._parts.append(_Part(amps[known], size[known]))
        returns = np.flatnonzero(chars == _RETURN)
        if len(returns):
            returns = _outside(tags, returns[chars[returns + 1] == ord("\n")])
            self._parts.append(_Part(returns, np.ones(len(returns), dtype=np.int64)))

    def between(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Return the length of each stretch."""
        found = ends - starts
        for part in self._parts:
            found = found - part.between(starts, ends)
        return found


class _Part:
    """What stands at some places takes up more characters than it stands for."""

    def __init__(self, places: Numbers, more: Numbers) -> None:
        self.places = places
        self.sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(more)])

    def between(self, starts: Numbers, ends: Numbers) -> Numbers:
        found: Numbers = self.sums[np.searchsorted(self.places, ends)] - self.sums[np.searchsorted(self.places, starts)]
        return found


def _outside(tags: Tags, places: Numbers) -> Numbers:
    """Return those of *places* that are in no tag."""
    if not len(places):
        return places
    before = np.searchsorted(tags.starts, places) - 1
    if not len(tags.ends):
        return places
    return places[(before < 0) | (places >= tags.ends[before])]
