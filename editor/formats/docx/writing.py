"""A paragraph written anew: runs for the texts, codes as they were, what is hidden put back where its sentence went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.formats.docx.grammar import Grammar
from editor.formats.docx.lines import Hidden, Line
from editor.formats.skeletons import Part
from editor.formats.spans import ILLEGAL, escape
from editor.text import Code, Kind, Text

_SIGN = re.compile("([\t\n\u2011\u00ad])")
_ELEMENTS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
# What comes before w:bidi and before w:rtl in a schema's order (ECMA-376, 17.3.1.26 and 17.3.2.28).
_BEFORE_BIDI = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN"
)
_BEFORE_RTL = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How this part is written, and which way the translation runs ("ltr", "rtl", "" as the original)."""

    grammar: Grammar
    direction: str = ""

    def properties(self, written: str) -> str:
        """Return run properties without the source's language, in the translation's direction."""
        p = self.grammar.prefix
        if "lang" in written:
            written = re.sub(rf"<{self.grammar.any_prefix}lang(?:\s[^>]*)?/>", "", written)
        written = self._directed(written, "rtl", _BEFORE_RTL, f"{p}rPr")
        return "" if written == f"<{p}rPr></{p}rPr>" else written

    def of_paragraph(self, written: str) -> str:
        """Return paragraph properties in the translation's direction."""
        return self._directed(written, "bidi", _BEFORE_BIDI, f"{self.grammar.prefix}pPr")

    def _directed(self, written: str, flag: str, before: str, holder: str) -> str:
        p = self.grammar.prefix
        if not self.direction:
            return written
        if f"{p}{flag}" in written:
            written = re.sub(rf"<{p}{flag}(?:\s[^>]*)?/>", "", written)
        if self.direction != "rtl":
            return written
        if not written or written.endswith("/>"):
            return f"<{holder}><{p}{flag}/></{holder}>"
        at = written.index(">") + 1
        tag = self.grammar.tag
        names = set(before.split())
        while (match := tag.match(written, at)) and match[2] is not None and match[3] in names:
            at = match.end() if match[0].endswith("/>") else self.grammar.end(written, at, f"{match[2]}{match[3]}")
        return f"{written[:at]}<{p}{flag}/>{written[at:]}"


def paragraph(line: Line, sources: Sequence[Text], parts: Sequence[Part], manner: Manner) -> str:
    """Return the inside of the paragraph with *parts* as its text.

    *sources* are the sentences and gaps that its text was, by which what is hidden finds its sentence.
    """
    pen = _Pen(line, manner)
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
    return "".join([manner.of_paragraph(line.properties), line.front, *pen.written, line.back])


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

    def __init__(self, line: Line, manner: Manner) -> None:
        self.line, self.manner = line, manner
        self.written: list[str] = []
        self.anchored: dict[tuple[Kind, str], list[Hidden]] = {}
        self._said = ""
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
        p = self.manner.grammar.prefix
        top = self._stack[-1] if self._stack else None
        properties = self.line.inks[top.key].properties if top else self.line.base
        self.written.append(f"<{p}r>{self.manner.properties(properties)}")
        for piece in _SIGN.split(ILLEGAL.sub("", said)):
            if piece in _ELEMENTS:
                self.written.append(f"<{p}{_ELEMENTS[piece]}/>")
            elif piece:
                space = "" if piece == piece.strip() and "  " not in piece else ' xml:space="preserve"'
                self.written.append(f"<{p}t{space}>{escape(piece)}</{p}t>")
        self.written.append(f"</{p}r>")
