"""Word by word: what differs between two texts."""

from __future__ import annotations

from difflib import SequenceMatcher

import regex

_TOKEN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}\p{M}]+|\s+|.", regex.DOTALL)


def diff(old: str, new: str) -> list[tuple[str, str]]:
    """Return the runs that lead from *old* to *new*: ("=", kept), ("-", gone) or ("+", come).

    Matched over words, spaces and marks by ``difflib`` (Ratcliff and Obershelp 1988).

    >>> diff("not against people", "above all not against people")
    [('+', 'above all '), ('=', 'not against people')]
    """
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[tuple[str, str]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("=", "".join(one[start:end])))
            continue
        if end > start:
            runs.append(("-", "".join(one[start:end])))
        if new_end > new_start:
            runs.append(("+", "".join(two[new_start:new_end])))
    return runs
