"""Whole numbers as files write them."""

from __future__ import annotations

_MOST = 9  # digits: none of our files counts further, and Python itself refuses some thousands of them


def whole(said: str) -> int | None:
    """Return the number that *said* writes, None where it is anything but one to nine ASCII digits.

    >>> whole("012"), whole("²"), whole("-1"), whole("9" * 5000)
    (12, None, None, None)
    """
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _MOST else None
