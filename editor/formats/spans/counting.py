"""How many characters stand before places in UTF-8."""

from __future__ import annotations

import numpy as np

from editor.formats.spans.tags import Numbers

_WORD = 8
_ONES = np.uint64(0x0101010101010101)
_CONTINUES = -64  # bytes below this, as signed numbers, continue a character
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WORD)], dtype=np.uint64)


class Counting:
    """The characters of some UTF-8, counted once, eight bytes at a time."""

    def __init__(self, data: bytes) -> None:
        """Count the characters of *data*."""
        self._plain = data.isascii()
        if self._plain:
            return
        more = np.zeros(len(data) // _WORD * _WORD + _WORD, dtype=bool)
        np.less(np.frombuffer(data, dtype=np.int8), _CONTINUES, out=more[: len(data)])
        self._words = more.view("<u8")
        self._sums = np.zeros(len(self._words) + 1, dtype=np.int64)
        np.cumsum((self._words * _ONES) >> np.uint64(56), out=self._sums[1:])

    def before(self, places: Numbers) -> Numbers:
        """Return how many characters begin before each of *places*."""
        if self._plain:
            return places
        word, rest = places >> 3, places & 7
        part = ((self._words[word] & _MASKS[rest]) * _ONES) >> np.uint64(56)
        found: Numbers = places - self._sums[word] - part.astype(np.int64)
        return found
