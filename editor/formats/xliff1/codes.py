"""The inside of a source or target read as text with codes, each code keeping its element as the file wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.native import Names, chip, inside
from editor.formats.spans import CDATA, CLOSE, COMMENT, EMPTY, OPEN, PI, TEXT, Reference, Token, content, scan
from editor.formats.xliff1 import inline
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import told
from editor.text import Can, Code, Kind, Run, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = frozenset({"ex", "ept"})
_PAIRED = frozenset({"g", "mrk"})
_HALVES = frozenset({"bx", "ex", "bpt", "ept", "it"})
_NATIVE = frozenset({"bpt", "ept", "it", "ph"})  # what they hold is no text
_FAMILY = {"bx": "g", "ex": "g", "bpt": "p", "ept": "p"}  # what may stand for the same code
_UNNAMED = frozenset({"g", "x", "bx", "ex"})  # placeholders, of which the file says nothing more


def read(text: str, start: int, end: int, names: Names) -> Text:
    """Read what stands between two offsets."""
    raw = text[start:end]
    if "<" not in raw and "&" not in raw and "\r" not in raw:
        return Text((raw,)) if raw else Text()
    return Text.of(*_Reading(text, names).runs(scan(text, start, end)))


class _Reading:
    """One text being read."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.open: list[Code] = []

    def runs(self, tokens: Iterator[Token]) -> Iterator[Run]:
        for token in tokens:
            raw = self.text[token.start : token.end]
            if token.kind == TEXT:
                yield from self._characters(raw)
            elif token.kind == CDATA:
                yield raw[9:-3].replace("\r\n", "\n").replace("\r", "\n")
            elif token.kind == PI:
                yield self.names.locked(token.name, raw)
            elif token.kind == CLOSE and self.open:
                yield self.open.pop()
            elif token.kind in (OPEN, EMPTY):
                yield from self._element(token, tokens)
            elif token.kind not in (COMMENT, CLOSE):
                raise AssertionError(token.kind)

    def _characters(self, raw: str) -> Iterator[Run]:
        for piece in content(raw):
            yield self.names.locked(piece[1:-1], piece) if isinstance(piece, Reference) else str(piece)

    def _element(self, token: Token, tokens: Iterator[Token]) -> Iterator[Run]:
        local = token.name.removeprefix(self.names.prefix)
        there = told(self.text, token.start, token.end)
        if local in _NATIVE or local in {"bx", "ex", "x"}:
            end, native = (token.end, "") if token.kind == EMPTY else inside(self.text, token.end, tokens)
            yield self._code(local, there, native, self.text[token.start : end])
            return
        opening, closing = self._around(local, token, there)
        yield opening
        if token.kind == EMPTY:
            yield closing
        else:
            self.open.append(closing)

    def _code(self, local: str, there: dict[str, str], native: str, raw: str) -> Code:
        """Return the code that an element stands for which wraps no text."""
        kind = Kind.ALONE
        if local in _HALVES:
            ends = local in _ENDS or there.get("pos") == "close"
            kind = Kind.CLOSE if ends else Kind.OPEN
        ident = there.get("id", "")
        key = there.get("rid", ident) if kind is not Kind.ALONE else ident
        family = _FAMILY.get(local, local)
        pair = self.names.pair(family, key, ident or key, alone=kind is Kind.ALONE)
        self.names.pairs.setdefault((family, ident), pair)
        label = self._label(local, there, native, self.names.labels.get(pair, "") if kind is Kind.CLOSE else "")
        if kind is Kind.OPEN:
            self.names.labels[pair] = label
        return Code(kind, pair, label, native, there.get("equiv-text", ""), self._can(there), raw)

    def _around(self, local: str, token: Token, there: dict[str, str]) -> tuple[Code, Code]:
        """Return the codes for both tags of an element that wraps text."""
        raw = self.text[token.start : token.end]
        tag = f"{raw[:-2].rstrip()}>" if token.kind == EMPTY else raw
        if local in _PAIRED:
            ident = there.get("mid" if local == "mrk" else "id", "")
            label = there.get("mtype", "") if local == "mrk" else self._label(local, there, "", "")
        else:
            ident, label = "", local
        ident = ident if ident or self.names.ours else self.names.numbered(local)
        pair = self.names.pair(local, ident, ident, alone=False)
        can = self._can(there)
        opening = Code(Kind.OPEN, pair, label, "", there.get("equiv-text", ""), can, tag)
        return opening, Code(Kind.CLOSE, pair, label, "", "", can, f"</{token.name}>")

    def _label(self, local: str, there: dict[str, str], native: str, known: str) -> str:
        """Return the word on the chip: what the file says, else the name of the native markup."""
        said = there.get(f"{PREFIX}:label")
        if said is not None:
            return said
        if "ctype" in there:
            return inline.label(there["ctype"])
        if known or self.names.ours:
            return known
        return chip(there.get("equiv-text") or native) or ("" if local in _UNNAMED else local)

    def _can(self, there: dict[str, str]) -> Can:
        can = inline.can(there.get(f"{PREFIX}:can"))
        return can & ~Can.COPY if there.get("clone") == "no" else can
