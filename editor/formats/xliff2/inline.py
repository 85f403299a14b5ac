"""The inline elements of XLIFF 2 read as text with codes, each code keeping the element as the file wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.spans import (
    CDATA,
    CLOSE,
    COMMENT,
    EMPTY,
    OPEN,
    PI,
    TEXT,
    Reference,
    Token,
    attributes,
    content,
    scan,
    value,
)
from editor.formats.xliff2.names import CODES, FIXED, PREFIX, label, read_pairs
from editor.text import ALL, Can, Code, Kind, Run, Text

_ENDS = {"ec", "em"}


@dataclass(slots=True)
class Side:
    """What the sources (or the targets) of one unit have in common.

    *prefix* stands in front of XLIFF's own element names, *data* is the original data by id, *pairs* and *fixed* are
    what our metadata tell of codes by id (as ``Ink`` has it), *starts* the opening codes seen so far by their id.
    *sources* are those of the sources, on the side of the targets: what a code is called does not change when somebody
    edits another target.
    """

    prefix: str = ""
    data: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    starts: dict[str, Code] = field(default_factory=dict)
    sources: dict[str, Code] = field(default_factory=dict)

    @classmethod
    def both(cls, prefix: str, data: dict[str, str], told: Mapping[str, str]) -> tuple[Side, Side]:
        """Return the side of the sources and that of the targets; *told* are our metadata about the unit."""
        pairs = read_pairs(told[CODES]) if CODES in told else {}
        fixed = frozenset(told[FIXED].split()) if FIXED in told else frozenset[str]()
        left = cls(prefix, data, pairs, fixed)
        return left, cls(prefix, data, pairs, fixed, sources=left.starts)

    def can(self, there: dict[str, str], name: str) -> Can:
        """Return what may be done with the code *name*, whose attributes are *there*."""
        found = _can(there)
        return found & ~Can.REORDER if name in self.fixed else found

    def pair(self, there: dict[str, str]) -> str:
        """Return what the code with the attributes *there* is called."""
        name = there.get("id", "")
        return there.get(f"{PREFIX}:pair", self.pairs.get(name, name))


def read(text: str, start: int, end: int, side: Side) -> Text:
    """Read what stands between two offsets, the inside of a ``source`` or ``target``."""
    raw = text[start:end]
    if "<" not in raw:
        pieces = content(raw)
        if len(pieces) < 2 and (not pieces or pieces[0].__class__ is str):  # noqa: PLR2004 - one run
            return Text(tuple(pieces))
    reading = _Reading(text, side)
    tokens = scan(text, start, end)
    for token in tokens:
        if token.kind == TEXT:
            reading.characters(text[token.start : token.end])
        elif token.kind == CDATA:
            inside = text[token.start + 9 : token.end - 3]
            reading.runs.append(inside.replace("\r\n", "\n").replace("\r", "\n"))
        elif token.kind == PI:
            reading.lock(token.name, text[token.start : token.end])
        elif token.kind == CLOSE:
            reading.close()
        elif token.kind != COMMENT:
            whole = token
            name = token.name.removeprefix(side.prefix)
            if token.kind == OPEN and name not in ("pc", "mrk"):
                whole = _whole(token, tokens)
            reading.element(token, whole.end)
    return Text.of(*reading.runs)


def _whole(first: Token, tokens: object) -> Token:
    """Pass over what an element holds; return its end tag."""
    depth, last = 1, first
    for token in tokens:  # type: ignore[attr-defined]
        last = token
        depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
        if not depth:
            break
    return last


class _Reading:
    """One text being read: its runs so far, and the paired elements still open."""

    def __init__(self, text: str, side: Side) -> None:
        self.text = text
        self.side = side
        self.runs: list[Run] = []
        self.open: list[tuple[Code, Code]] = []
        self.locked: dict[str, int] = {}

    def characters(self, raw: str) -> None:
        for piece in content(raw):
            if isinstance(piece, Reference):
                self.lock(piece[1:-1], piece)
            else:
                self.runs.append(piece)

    def lock(self, name: str, raw: str) -> None:
        """Carry what is neither text nor a code of XLIFF as a code that stays where it is."""
        number = self.locked[name] = self.locked.get(name, 0) + 1
        pair = name if number == 1 else f"{name}-{number}"
        self.runs.append(Code(Kind.ALONE, pair, name, can=Can.NOTHING, equiv="", raw=raw))

    def close(self) -> None:
        if self.open:
            self.runs.append(self.open.pop()[1])

    def element(self, token: Token, end: int) -> None:
        """Take an element; a paired one goes on until its end tag, any other ends at *end*."""
        raw = self.text[token.start : end]
        local = token.name.removeprefix(self.side.prefix)
        there = {name: value(self.text, one) for name, one in attributes(self.text, token.start).items()}
        if local == "cp":
            self.runs.append(_point(there.get("hex", "")) or Code(Kind.ALONE, raw, "cp", can=Can.NOTHING, raw=raw))
        elif local in ("pc", "mrk"):
            self._pair(token, there, raw)
        elif local in ("sc", "sm"):
            code = _start(there, raw, self.side, local)
            self.side.starts[there.get("id", "")] = code
            self.runs.append(code)
        elif local in _ENDS:
            self.runs.append(_end(there, raw, self.side))
        elif local == "ph":
            self.runs.append(_alone(there, raw, self.side))
        else:
            self.lock(local, raw)

    def _pair(self, token: Token, there: dict[str, str], raw: str) -> None:
        local = token.name.removeprefix(self.side.prefix)
        tag = f"{raw[:-2].rstrip()}>" if token.kind == EMPTY else raw
        opening = _start(there, tag, self.side, local)
        self.side.starts[there.get("id", "")] = opening
        closing = _closing(there, opening, self.side, f"</{token.name}>")
        self.runs.append(opening)
        if token.kind == EMPTY:
            self.runs.append(closing)
        else:
            self.open.append((opening, closing))


def _point(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return ""


def _start(there: dict[str, str], raw: str, side: Side, local: str) -> Code:
    end = "Start" if local == "pc" else ""
    named = label(there.get("type", ""), there.get("subType", "")) if local in ("pc", "sc") else _annotation(there)
    return Code(
        Kind.OPEN,
        side.pair(there),
        there.get(f"disp{end}", named),
        side.data.get(there.get(f"dataRef{end}", ""), ""),
        there.get(f"equiv{end}", ""),
        side.can(there, there.get("id", "")),
        raw,
    )


def _closing(there: dict[str, str], opening: Code, side: Side, raw: str) -> Code:
    data = side.data.get(there.get("dataRefEnd", ""), "")
    said = there.get("dispEnd", opening.label), data, there.get("equivEnd", "")
    return Code(Kind.CLOSE, opening.pair, *said, opening.can, raw)


def _end(there: dict[str, str], raw: str, side: Side) -> Code:
    reference = there.get("startRef")
    start = side.starts.get(reference) if reference is not None else None
    first = side.sources.get(reference, start) if reference is not None else None
    pair = start.pair if start else reference if reference is not None else side.pair(there)
    named = first.label if first else label(there.get("type", ""), there.get("subType", ""))
    data = side.data.get(there.get("dataRef", ""), "")
    can = side.can(there, there.get("id", "") if reference is None else f"/{reference}")
    return Code(Kind.CLOSE, pair, there.get("disp", named), data, there.get("equiv", ""), can, raw)


def _alone(there: dict[str, str], raw: str, side: Side) -> Code:
    named = label(there.get("type", ""), there.get("subType", ""))
    data = side.data.get(there.get("dataRef", ""), "")
    said = there.get("disp", named), data, there.get("equiv", "")
    return Code(Kind.ALONE, side.pair(there), *said, side.can(there, there.get("id", "")), raw)


def _annotation(there: dict[str, str]) -> str:
    if there.get("translate") == "no":
        return "protected"
    return there.get("type", "").rpartition(":")[2]


def _can(there: dict[str, str]) -> Can:
    found = ALL
    if there.get("canCopy") == "no":
        found &= ~Can.COPY
    if there.get("canDelete") == "no":
        found &= ~Can.DELETE
    if there.get("canReorder") in ("no", "firstNo") or there.get(f"{PREFIX}:canReorder") == "no":
        found &= ~Can.REORDER
    return found
