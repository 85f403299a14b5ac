"""Native text in stretches, each with what it is in the model; what the native text of a part of a unit is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from editor.text import Code, Text

_CODE = "\ud800"  # stands for a code where texts are compared; no text holds it


class Piece(NamedTuple):
    """A stretch of native text and what it is in the model: characters, or one code.

    Where both are the same characters the stretch may be cut anywhere; else (an entity, white space that collapses)
    it stays whole. What no reader sees (a comment) has an empty item.
    """

    item: str | Code
    native: str


def text_of(pieces: Iterable[Piece]) -> Text:
    """Return what the pieces are in the model."""
    runs: list[str | Code] = []
    said: list[str] = []
    for piece in pieces:
        if isinstance(piece.item, str):
            said.append(piece.item)
            continue
        runs += ["".join(said), piece.item]
        said.clear()
    return Text(tuple(run for run in (*runs, "".join(said)) if run))


def natives(pieces: Sequence[Piece], texts: Sequence[Text]) -> list[str | None]:
    """Return the native text of each of the *texts* that follow one another in a unit, None where it has none.

    Texts are matched from the front and from the back, so that an edited one in the middle hides no other.
    """
    flat = "".join(piece.item if isinstance(piece.item, str) else _CODE for piece in pieces)
    codes = [piece.item for piece in pieces if isinstance(piece.item, Code)]
    found: list[str | None] = [None] * len(texts)
    cutter = _Cutter(pieces)
    at = code = 0
    front = 0
    while front < len(texts) and _stands(texts[front], flat, codes, (at, code)):
        end = at + len(texts[front])
        found[front] = cutter.cut(at, end)
        at, code, front = end, code + len(texts[front].codes), front + 1
    at_end, code_end = len(flat), len(codes)
    for back in range(len(texts) - 1, front, -1):
        text = texts[back]
        start = at_end - len(text), code_end - len(text.codes)
        if start[0] < at or start[1] < code or not _stands(text, flat, codes, start):
            break
        found[back] = cutter.cut(start[0], at_end)
        at_end, code_end = start
    if front == len(texts) and at != len(flat):
        return [None] * len(texts)
    return found


def _stands(text: Text, flat: str, codes: Sequence[Code], at: tuple[int, int]) -> bool:
    shape = "".join(run if isinstance(run, str) else _CODE for run in text.runs)
    if not flat.startswith(shape, at[0]):
        return False
    return all(_same(mine, its) for mine, its in zip(text.codes, codes[at[1] :], strict=False))


def _same(mine: Code, its: Code) -> bool:
    return mine.kind is its.kind and (mine.data == its.data if mine.data else mine.pair == its.pair)


class _Cutter:
    """Cuts native text at positions of the model's text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.starts = [0, *accumulate(len(p.item) if isinstance(p.item, str) else 1 for p in pieces)]
        self.natives = [0, *accumulate(len(p.native) for p in pieces)]
        self.text = "".join(piece.native for piece in pieces)

    def cut(self, start: int, end: int) -> str | None:
        """Return the native text of the positions from *start* to *end*, None where an end is within an entity."""
        first, last = self._offset(start), self._offset(end)
        return None if first is None or last is None else self.text[first:last]

    def _offset(self, position: int) -> int | None:
        if position == self.starts[-1]:
            return len(self.text)
        which = bisect_right(self.starts, position) - 1
        while which and self.starts[which - 1] == position:
            which -= 1  # what nobody sees stays with what follows
        inside = position - self.starts[which]
        piece = self.pieces[which]
        if inside and piece.item != piece.native:
            return None
        return self.natives[which] + inside
