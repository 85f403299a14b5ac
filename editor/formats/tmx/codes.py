"""The inside of a seg read as text with codes, and written again with the elements that the file has for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.formats.native import Names, chip, inside
from editor.formats.spans import CDATA, CLOSE, EMPTY, OPEN, PI, TEXT, Reference, Token, attributes, content, scan, value
from editor.formats.spans.creation import attributes as written_attributes
from editor.formats.spans.creation import escape
from editor.text import Code, Kind, Run, Text, nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HALVES = {"bpt": Kind.OPEN, "ept": Kind.CLOSE}
_NUMBER = re.compile(r"<bpt[^<>]*\si=[\"'](\d+)[\"']")


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
        self.begun: dict[str, Code] = {}

    def runs(self, tokens: Iterator[Token]) -> Iterator[Run]:
        for token in tokens:
            raw = self.text[token.start : token.end]
            if token.kind == TEXT:
                for piece in content(raw):
                    yield self.names.locked(piece[1:-1], piece) if isinstance(piece, Reference) else str(piece)
            elif token.kind == CDATA:
                yield raw[9:-3].replace("\r\n", "\n").replace("\r", "\n")
            elif token.kind == PI:
                yield self.names.locked(token.name, raw)
            elif token.kind == CLOSE and self.open:
                yield self.open.pop()
            elif token.kind in (OPEN, EMPTY):
                yield from self._element(token, tokens)

    def _element(self, token: Token, tokens: Iterator[Token]) -> Iterator[Run]:
        there = {name: value(self.text, one) for name, one in attributes(self.text, token.start).items()}
        if token.name not in {"bpt", "ept", "it", "ph", "ut"}:
            yield from self._around(token, there)
            return
        end, native = (token.end, "") if token.kind == EMPTY else inside(self.text, token.end, tokens)
        yield self._code(token.name, there, native, self.text[token.start : end])

    def _code(self, name: str, there: dict[str, str], native: str, raw: str) -> Code:
        kind = _HALVES.get(name, Kind.ALONE)
        if name == "it":
            kind = Kind.CLOSE if there.get("pos") == "end" else Kind.OPEN
        began = self.begun.get(there.get("i", "")) if name == "ept" else None
        pair = began.pair if began else self._pair(name, there, alone=kind is Kind.ALONE)
        label = there.get("type", began.label if began else "")
        if not label and not self.names.ours:
            label = chip(native)
        code = Code(kind, pair, label, native, raw=raw)
        if name == "bpt":
            self.begun[there.get("i", "")] = code
        return code

    def _pair(self, name: str, there: dict[str, str], *, alone: bool) -> str:
        """Return what a code is called: by ``x``, which source and target share, else by ``i``, else by its place."""
        family = name if alone else "pair"
        if "x" in there:
            return self.names.pair(family, f"x{there['x']}", there["x"], alone=alone)
        number = there.get("i") or self.names.numbered(name)
        return self.names.pair(family, number, number, alone=alone)

    def _around(self, token: Token, there: dict[str, str]) -> Iterator[Run]:
        """Yield the codes of an element that wraps text: ``hi``, or one that TMX does not know."""
        raw = self.text[token.start : token.end]
        ident = there.get("x") or self.names.numbered(token.name)
        pair = self.names.pair(token.name, ident, ident, alone=False)
        label = there.get("type", "") or token.name
        tag = f"{raw[:-2].rstrip()}>" if token.kind == EMPTY else raw
        yield Code(Kind.OPEN, pair, label, raw=tag)
        closing = Code(Kind.CLOSE, pair, label, raw=f"</{token.name}>")
        if token.kind == EMPTY:
            yield closing
        else:
            self.open.append(closing)


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes texts: the elements it has for codes, by their key and by themselves, and its line ends."""

    known: Mapping[tuple[Kind, str] | str, str] = field(default_factory=dict)
    end_of_line: str = "\n"

    def form(self, code: Code) -> str:
        """Return the element that the file has for *code*, or nothing."""
        return self.known.get(code.raw) or self.known.get(code.key, "")


NEW = Style()


def to_xml(text: Text, style: Style = NEW) -> str:
    """Write *text* as the inside of a seg; what marks text stands in bpt and ept, a half of it alone in it."""
    codes = text.codes
    first = max((int(match[1]) for raw in style.known.values() if (match := _NUMBER.match(raw))), default=0) + 1
    whole = _whole(codes, first)
    within = nested(codes)
    pieces = []
    for run in text.runs:
        if isinstance(run, str):
            pieces.append(escape(run).replace("\n", style.end_of_line))
        elif isinstance(run, Code):
            known = style.form(run)
            if not known:
                pieces.append(_element(run, whole))
            elif not _is_tag(run.kind, known) or run.pair in within:
                pieces.append(known)
    return "".join(pieces)


def _is_tag(kind: Kind, known: str) -> bool:
    """Tell whether what the file has is but one of the two tags of an element that wraps text."""
    return (
        known.startswith("</") if kind is Kind.CLOSE else kind is Kind.OPEN and "</" not in known and known[-2] != "/"
    )


def _whole(codes: tuple[Code, ...], first: int) -> dict[str, str]:
    """Return a number, from *first*, for each pair both of whose halves stand here once, in order."""
    times = Counter(code.key for code in codes)
    opened: set[str] = set()
    closed: set[str] = set()
    for code in codes:
        if code.kind is Kind.OPEN and times[code.key] == 1:
            opened.add(code.pair)
        elif code.kind is Kind.CLOSE and times[code.key] == 1 and code.pair in opened:
            closed.add(code.pair)
    pairs = [code.pair for code in codes if code.kind is Kind.OPEN and code.pair in closed]
    return {pair: str(number) for number, pair in enumerate(pairs, first)}


def _element(code: Code, whole: dict[str, str]) -> str:
    described = written_attributes({"x": code.pair, "type": code.label or None})
    if code.kind is Kind.ALONE:
        return f"<ph{described}>{escape(code.data)}</ph>"
    if code.pair not in whole:
        position = "begin" if code.kind is Kind.OPEN else "end"
        return f'<it pos="{position}"{described}>{escape(code.data)}</it>'
    number = whole[code.pair]
    if code.kind is Kind.OPEN:
        return f'<bpt i="{number}"{described}>{escape(code.data)}</bpt>'
    return f'<ept i="{number}">{escape(code.data)}</ept>'
