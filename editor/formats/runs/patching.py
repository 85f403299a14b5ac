"""Targets written into the places of a part: paragraphs run by run, attributes and plain elements as characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from editor.formats import skeletons, spans
from editor.formats.runs.lines import Line
from editor.formats.runs.writing import written
from editor.formats.skeletons import Part, Where
from editor.languages import Language
from editor.model import Document, Segment
from editor.text import Text

Flow = Callable[[Sequence[Segment]], list[Part]]
"""Returns the sentences of a unit as they go out."""
Patched = Callable[[Sequence[Segment], Where], str | None]
"""Returns the new native text of a place, None where it stays."""


class Manner(Protocol):
    """How a format writes."""

    def run(self, said: str, properties: str, before: str, /) -> str:
        """Write characters, with run properties, behind a character or the start."""

    def of_paragraph(self, written: str, /) -> str:
        """Return the properties of a paragraph as they are in a translation."""


def direction(document: Document) -> str:
    """Return the way the translation runs ("ltr", "rtl") where it is another than the original's."""
    head = document.head
    if not head.target_language:
        return ""
    target = Language(head.target_language).direction
    source = Language(head.source_language).direction if head.source_language else "ltr"
    return "" if target == source else target


def patcher(flow: Flow, read: Callable[[str, Where], Line | None], manner: Manner) -> Patched:
    """Return what writes the places of one part anew; *read* reads the native text of a paragraph in its place."""

    def patched(unit: Sequence[Segment], where: Where) -> str | None:
        parts = flow(unit)
        sources = [text for row in unit for text in (row.source.without_breaks(), row.gap.without_breaks())]
        unmoved = [each.index for each in parts] == list(range(len(sources)))
        if where.place.kind not in {"p", "a"}:
            said = Text.of(*(run for each in parts for run in each.text.runs)).readable
            native = _characters(said, where.place.kind)
            return None if unmoved or native == where.native else native
        line = read(skeletons.with_inner(where), where)
        if line is None or (unmoved and Text.of(*(run for text in sources for run in text.runs)) == line.text):
            return None
        return manner.of_paragraph(line.properties) + written(line, sources, parts, manner.run)

    return patched


def _characters(text: str, kind: str) -> str:
    text = spans.ILLEGAL.sub("", text)
    return spans.quoted(text, kind[-1]) if kind.startswith("alt") else spans.escape(text)
