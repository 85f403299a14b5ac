"""Paragraphs of nothing but runs of one text each, as nearly all are, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, repeat
from typing import NamedTuple

from editor.formats.docx.grammar import Grammar
from editor.formats.runs import Atom, Sort
from editor.formats.spans import content

_GROUPS = 5  # a piece between, then a run as written, its properties, what its text's tag says, the characters


class Soup(NamedTuple):
    """The runs of a paragraph, column by column, and the paragraph's own properties."""

    front: str
    natives: Sequence[str]
    texts: Sequence[str]
    properties: Sequence[str]

    @property
    def atoms(self) -> list[Atom]:
        """The runs as atoms."""
        return list(map(Atom, repeat(Sort.TEXT), self.natives, self.texts, self.properties))


def said(raw: str, *, keeps: bool) -> str:
    """Return what the characters of a text say; white space at its ends counts only where the text *keeps* it."""
    if "&" in raw or "\r" in raw:
        raw = "".join(content(raw))
    return raw if keeps else raw.strip(" \t\r\n")


def read(native: str, grammar: Grammar) -> Soup | None:
    """Return the runs in the inside of a paragraph, None where anything else that counts is there."""
    head = grammar.head.match(native)
    at = head.end() if head else 0
    pieces = grammar.soup.split(native[at:])
    if "<" in "".join(pieces[::_GROUPS]):
        return None
    natives, properties, spaces, raws = (pieces[group::_GROUPS] for group in range(1, _GROUPS))
    if None in raws:  # what nobody reads stands between the runs
        properties, spaces, raws, natives = (
            list(compress(column, natives)) for column in (properties, spaces, raws, natives)
        )
    keeps = {space: grammar.keeps or "preserve" in (space or "") for space in set(spaces)}
    if not all(keeps.values()) or "&" in native or "\r" in native:
        raws = [said(raw, keeps=keeps[space]) for raw, space in zip(raws, spaces, strict=True)]
    return Soup(native[:at], natives, raws, [each or "" for each in properties])
