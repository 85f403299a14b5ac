"""Paragraphs of nothing but runs of one text each, as nearly all are, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, repeat
from typing import NamedTuple

from editor.formats.docx.grammar import Grammar
from editor.formats.runs import Atom, Sort
from editor.formats.spans import content

_GROUPS = 4  # a piece between, then a run's properties, what its text's tag says, the characters


class Soup(NamedTuple):
    """The runs of a paragraph, column by column, and the paragraph's own properties."""

    front: str
    inner: str  # what stands behind those, as written
    texts: Sequence[str]
    properties: Sequence[str]

    def atoms(self, grammar: Grammar) -> list[Atom]:
        """Return the runs as atoms; *grammar* is the one they were read by."""
        natives = (match[0] for match in grammar.run.finditer(self.inner))
        return list(map(Atom, repeat(Sort.TEXT), natives, self.texts, self.properties))


def said(raw: str, *, keeps: bool) -> str:
    """Return what the characters of a text say; white space at its ends counts only where the text *keeps* it."""
    if "&" in raw or "\r" in raw:
        raw = "".join(content(raw))
    return raw if keeps else raw.strip(" \t\r\n")


def read(native: str, grammar: Grammar) -> Soup | None:
    """Return the runs in the inside of a paragraph, None where anything else that counts is there."""
    head = grammar.head.match(native)
    at = head.end() if head else 0
    inner = native[at:]
    pieces = grammar.soup.split(inner)
    if "<" in "".join(pieces[::_GROUPS]):
        return None
    properties, spaces, raws = (pieces[group::_GROUPS] for group in range(1, _GROUPS))
    if None in raws:  # what nobody reads stands between the runs
        runs = [each is not None for each in raws]
        properties, spaces, raws = (list(compress(column, runs)) for column in (properties, spaces, raws))
    keeps = {space: grammar.keeps or "preserve" in (space or "") for space in set(spaces)}
    if not all(keeps.values()) or "&" in native or "\r" in native:
        raws = [said(raw, keeps=keeps[space]) for raw, space in zip(raws, spaces, strict=True)]
    if None in properties:
        properties = [each or "" for each in properties]
    return Soup(native[:at], inner, raws, properties)
