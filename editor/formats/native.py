"""What XLIFF 1 and TMX have in common: inline elements that hold native markup, and what their codes are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.formats.spans import CDATA, CLOSE, OPEN, TEXT, Token, content, scan
from editor.text import Can, Code, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"</?([A-Za-z][\w:.-]*)")
_ATOM = re.compile(r"&[^;&<]*;|\r\n|[^<]")
_LONGEST = 16  # characters on a chip


@dataclass(slots=True)
class Names:
    """What the codes of one unit are called: the same element bears the same name in source and target.

    *ours*: the file is one that Diptych created, and says in full what its codes are called.
    """

    prefix: str = ""
    ours: bool = False
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[tuple[bool, str]] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def side(self) -> None:
        """Begin the targets, or the sources: elements without an id are counted anew."""
        self.counts.clear()

    def numbered(self, word: str) -> str:
        """Return a name for an element without an id."""
        number = self.counts[word] = self.counts.get(word, 0) + 1
        return f"{word}{number}"

    def pair(self, family: str, key: str, wanted: str, *, alone: bool) -> str:
        """Return the name of the element that *key* tells apart within its family."""
        if self.ours:
            return wanted
        found = self.pairs.get((family, key))
        if found is None:
            found = wanted or self.numbered(family)
            while (alone, found) in self.taken:
                found = f"{found}-{family}"
            self.pairs[family, key] = found
            self.taken.add((alone, found))
        return found

    def locked(self, name: str, raw: str) -> Code:
        """Carry what is neither text nor an element as a code that stays."""
        return Code(Kind.ALONE, self.numbered(name), name, data=raw, can=Can.NOTHING, raw=raw)


def chip(shown: str) -> str:
    """Return the word for a code of which only its native markup is known: the tag's name, or all of it if short.

    >>> [chip(each) for each in ('<a href="x">', "%s", "{Formatted by hand in RTF}")]
    ['a', '%s', '']
    """
    shown = shown.strip()
    tag = _WORD.match(shown)
    if tag is not None:
        return tag[1][:_LONGEST]
    return shown if len(shown) <= _LONGEST and shown.isprintable() else ""


def inside(text: str, end: int, tokens: Iterator[Token]) -> tuple[int, str]:
    """Pass over what an element holds; return where it ends, and the native markup in it."""
    depth, native = 1, ""
    for token in tokens:
        end = token.end
        depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
        raw = text[token.start : token.end]
        if token.kind == TEXT:
            native += "".join(content(raw))
        elif token.kind == CDATA:
            native += raw[9:-3]
        if not depth:
            break
    return end, native


def flat(text: str, start: int, end: int) -> str:
    """Return the characters between two offsets, whatever markup is among them."""
    raw = text[start:end]
    if "<" not in raw:
        return "".join(content(raw))
    found = []
    for token in scan(text, start, end):
        if token.kind == TEXT:
            found += content(text[token.start : token.end])
        elif token.kind == CDATA:
            found.append(text[token.start + 9 : token.end - 3])
    return "".join(found)


def retouched(old: str, new: str) -> tuple[int, int, str]:
    """Return how much of *old* stays in front and behind, and what comes between.

    Characters that mean the same stay as the file wrote them, so that retyping one word leaves every other
    reference as it was.

    >>> retouched("&quot;a&quot; b", '"a" c')
    (14, 0, 'c')
    """
    was, now = _atoms(old), _atoms(new)
    head = 0
    while head < min(len(was), len(now)) and was[head][1] == now[head][1] != "":
        head += 1
    tail = 0
    while tail < min(len(was), len(now)) - head and was[-1 - tail][1] == now[-1 - tail][1] != "":
        tail += 1
    parts = (was[:head], now[head : len(now) - tail], was[len(was) - tail :])
    before, middle, behind = ("".join(raw for raw, _means in part) for part in parts)
    if "]]>" in before + middle + behind:
        return 0, 0, new
    return len(before), len(behind), middle


def _atoms(raw: str) -> list[tuple[str, str]]:
    """Cut XML into characters and tags, each with what it means; a tag means none."""
    found, at = [], 0
    while at < len(raw):
        match = _ATOM.match(raw, at)
        end = match.end() if match else raw.index(">", at) + 1
        found.append((raw[at:end], "".join(content(raw[at:end])) if match else ""))
        at = end
    return found
