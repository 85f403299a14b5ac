"""The text of charts and diagrams: paragraphs of DrawingML, and the names that a chart took from its table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.formats.docx.atoms import read
from editor.formats.docx.grammar import DRAWING, Grammar, grammar
from editor.formats.runs import lines
from editor.formats.runs.lines import Line, Look
from editor.formats.runs.units import Spot
from editor.formats.spans import attributes, escape, value
from editor.i18n import N_

_PARAGRAPH = re.compile(r"<a:p(?:\s[^>]*)?(?<!/)>(.*?)</a:p>", re.DOTALL)
_NAMES = re.compile(r"<c:strCache>.*?</c:strCache>", re.DOTALL)
_NAME = re.compile(r"<c:v>([^<]*[^\W\d_][^<]*)</c:v>")
_UNSEEN = frozenset({"lang", "altLang", "dirty", "err", "smtClean", "noProof", "kern", "bmk"})
_OFF = frozenset({"0", "none", "noStrike", "false"})
_LABELS = {"b": N_("bold"), "i": N_("italic"), "u": N_("underline"), "strike": N_("struck"), "sz": N_("size")}
_PLAIN, _OTHER = N_("regular"), N_("style")


def spots(text: str) -> Iterator[Spot]:
    """Yield what people read in the part *text* of a chart or a diagram."""
    for match in _PARAGRAPH.finditer(text):
        yield Spot(*match.span(1), "a")
    for cache in _NAMES.finditer(text):
        for match in _NAME.finditer(text, cache.start(), cache.end()):
            yield Spot(*match.span(1), "text")


class Eye:
    """Sees what run properties of DrawingML say."""

    def look(self, properties: str) -> Look:
        """Return how text with these properties looks."""
        said = {name: value(properties, one) for name, one in attributes(properties, 0).items()}
        inner = "" if properties.endswith("/>") else properties.partition(">")[2]
        kept = {(name, each) for name, each in said.items() if name not in _UNSEEN and each not in _OFF}
        return frozenset(kept | ({("inner", inner)} if inner else set()))

    def label(self, look: Look, among: Look) -> str:
        """Return the short word for text of some *look* among text of another."""
        more = {name for name, _said in look - among}
        return next((word for name, word in _LABELS.items() if name in more), _OTHER if more else _PLAIN)

    def is_ink(self, one: Look, two: Look) -> bool:
        """Tell whether two looks differ only in what a space does not show."""
        return {name for name, _said in one ^ two} <= {"b", "i", "sz", "inner"}


def line(native: str, spelling: Grammar) -> Line | None:
    """Read the inside of a paragraph; None where a reader sees no text."""
    properties, atoms = read(native, spelling)
    return lines.line(properties, atoms, Eye())


def spelled(text: str) -> Grammar:
    """Return how a part writes DrawingML."""
    return grammar(text, DRAWING)


class Manner:
    """Writes runs of DrawingML."""

    def of_paragraph(self, written: str) -> str:
        """Return a paragraph's properties, which stay."""
        return written

    def run(self, said: str, properties: str, _before: str) -> str:
        """Write characters as runs, and breaks between them."""
        runs = (f"<a:r>{properties}<a:t>{escape(each)}</a:t></a:r>" if each else "" for each in said.split("\n"))
        return "<a:br/>".join(runs)
