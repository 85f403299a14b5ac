"""A line written anew: texts as runs, codes as they were, what is hidden put back where its sentence went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from editor.formats.runs.lines import Hidden, Line
from editor.formats.skeletons import Part
from editor.formats.spans import ILLEGAL
from editor.text import Code, Kind, Text

Run = Callable[[str, str, str], str]
"""Writes characters with some run properties behind a character, "" at the start."""


def written(line: Line, sources: Sequence[Text], parts: Sequence[Part], run: Run) -> str:
    """Return a line with *parts* as its text; *run* writes characters.

    *sources* are the sentences and gaps that its text was, by which what is hidden finds its sentence.
    """
    pen = _Pen(line, run)
    hidden = _by_row(line.hidden, sources)
    texts = [part.text for part in parts]
    codes = {code.key for text in texts for code in text.codes}
    pen.text(line.pads[0])
    for index, part in enumerate(parts):
        own = hidden.pop(part.row, []) if index % 2 == 0 else []
        loose = [each for each in own if each.code not in codes]
        pen.anchored = {**pen.anchored, **_anchored(own, codes)}
        for each in loose:
            if each.before:
                pen.native(each.native)
        pen.write(part.text)
        for each in loose:
            if not each.before:
                pen.native(each.native)
    for each in (each for left in hidden.values() for each in left):
        pen.native(each.native)
    pen.finish()
    pen.text(line.pads[1])
    pen.flush()
    return "".join([line.front, *pen.written, line.back])


def _by_row(hidden: Sequence[Hidden], sources: Sequence[Text]) -> dict[int, list[Hidden]]:
    """Return what is hidden by the row in whose sentence, or in the gap behind it, it stands."""
    found: dict[int, list[Hidden]] = {}
    ends = []
    at = 0
    for text in sources:
        at += len(text)
        ends.append(at)
    last = max(0, len(sources) // 2 - 1)
    for each in hidden:
        row = next((n // 2 for n, end in enumerate(ends) if each.position < end + (not each.before)), last)
        found.setdefault(row, []).append(each)
    return found


def _anchored(hidden: Sequence[Hidden], codes: set[tuple[Kind, str]]) -> dict[tuple[Kind, str], list[Hidden]]:
    found: dict[tuple[Kind, str], list[Hidden]] = {}
    for each in hidden:
        if each.code is not None and each.code in codes:
            found.setdefault(each.code, []).append(each)
    return found


class _Pen:
    """Writes texts one after another, keeping what is open."""

    def __init__(self, line: Line, run: Run) -> None:
        self.line, self.run = line, run
        self.written: list[str] = []
        self.anchored: dict[tuple[Kind, str], list[Hidden]] = {}
        self._said = ""
        self._before = ""  # the last character written
        self._stack: list[Code] = []

    def write(self, text: Text) -> None:
        """Write a sentence or a gap."""
        for run in text.runs:
            if isinstance(run, str):
                self._said += run
            elif isinstance(run, Code):
                around = self.anchored.pop(run.key, [])
                self._marks(each for each in around if each.before)
                self._code(run)
                self._marks(each for each in around if not each.before)

    def text(self, said: str) -> None:
        """Write characters."""
        self._said += said

    def native(self, markup: str) -> None:
        """Write markup between runs."""
        self.flush()
        self.written.append(markup)

    def _marks(self, marks: Iterator[Hidden]) -> None:
        for each in marks:
            self.native(each.native)

    def _code(self, code: Code) -> None:
        ink = self.line.inks.get(code.key)
        if code.kind is Kind.ALONE:
            if ink is None:
                self._said += code.equiv
            else:
                self.native(ink.native)
                self._before = code.equiv[-1:] or "\ufffc"
        elif code.kind is Kind.OPEN and ink is not None:
            self.native(ink.native)
            self._stack.append(code)
        elif code.kind is Kind.CLOSE:
            self._close(code.pair)

    def _close(self, pair: str) -> None:
        """Close a pair; those opened within it that are still open close before it and open again behind."""
        place = next((n for n in range(len(self._stack) - 1, -1, -1) if self._stack[n].pair == pair), -1)
        if place < 0:
            return
        again = self._stack[place + 1 :]
        for each in reversed(self._stack[place:]):
            self.native(self._closing(each))
        del self._stack[place:]
        for each in again:
            self.native(self.line.inks[each.key].native)
            self._stack.append(each)

    def _closing(self, code: Code) -> str:
        ink = self.line.inks.get((Kind.CLOSE, code.pair))
        return ink.native if ink else ""

    def finish(self) -> None:
        """Close what is still open."""
        while self._stack:
            self._close(self._stack[-1].pair)
        self.flush()

    def flush(self) -> None:
        """Write the characters gathered as a run."""
        said, self._said = self._said, ""
        if not said:
            return
        top = self._stack[-1] if self._stack else None
        properties = self.line.inks[top.key].properties if top else self.line.base
        self.written.append(self.run(ILLEGAL.sub("", said), properties, self._before))
        self._before = said[-1]
