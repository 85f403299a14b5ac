"""How many characters stretches of XML stand for, reckoned for many at once."""

from __future__ import annotations

import numpy as np

from editor.formats.spans.counting import Counting
from editor.formats.spans.tags import Numbers, padded, places, stands

_LONGEST = 10  # bytes of a reference to a character, such that no zeros in front make it another thing
_NAMED = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


class Lengths:
    """How many characters stretches of UTF-8 stand for: references and line ends are one, some tags are one each."""

    def __init__(self, data: bytes, codes: tuple[Numbers, Numbers]) -> None:
        """Count what stands between the starts and the ends of *codes*, which are sorted, as one character each."""
        self._counting = Counting(data)
        self.doubtful = np.empty(0, dtype=np.int64)  # places of references that take a reading to know them
        starts, ends = codes
        before = self._counting.before
        self._parts = [_Part(starts, before(ends) - before(starts) - 1)] if len(starts) else []
        if b"&" in data:
            chars = padded(data)
            amps = _outside(codes, places(chars, ord("&")))
            semicolons = np.append(places(chars, ord(";")), len(chars) + _LONGEST)
            size = semicolons[np.searchsorted(semicolons, amps)] - amps
            known = (chars[amps + 1] == ord("#")) & (size < _LONGEST)
            for name in _NAMED:
                known |= stands(chars, amps + 1, name)
            self.doubtful = amps[~known]
            self._parts.append(_Part(amps[known], size[known]))
        if b"\r\n" in data:
            chars = padded(data)
            returns = places(chars, ord("\r"))
            returns = _outside(codes, returns[chars[returns + 1] == ord("\n")])
            self._parts.append(_Part(returns, np.ones(len(returns), dtype=np.int64)))

    def between(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Return the length of each stretch."""
        found = self._counting.before(ends) - self._counting.before(starts)
        for part in self._parts:
            found = found - part.between(starts, ends)
        return found


class _Part:
    """What stands at some places takes up more characters than it stands for."""

    def __init__(self, where: Numbers, more: Numbers) -> None:
        self.where = where
        self.sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(more)])

    def between(self, starts: Numbers, ends: Numbers) -> Numbers:
        found: Numbers = self.sums[np.searchsorted(self.where, ends)] - self.sums[np.searchsorted(self.where, starts)]
        return found


def _outside(codes: tuple[Numbers, Numbers], where: Numbers) -> Numbers:
    """Return those places that are in no code."""
    starts, ends = codes
    if not len(starts):
        return where
    before = np.searchsorted(starts, where, side="right") - 1
    return where[(before < 0) | (where >= ends[before])]
