"""What a reader of the delivered document should not be the first to find: untranslated, without a link, left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.i18n import ngettext
from editor.model import Document, Mark, Segment
from editor.text import missing

LOOK = frozenset({Mark.SOURCE_CHANGED, Mark.NEEDS_WORK})


@dataclass(frozen=True, slots=True)
class Report:
    """Rows of a document as it was delivered, by what is the matter with them."""

    untranslated: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()  # a link, an emphasis of the source is missing in the target
    marked: tuple[int, ...] = ()  # translated, yet marked "source changed" or "needs work"
    omitted: tuple[int, ...] = ()  # left out on purpose
    furniture: tuple[int, ...] = ()  # not for translation: they stay as they are

    def __bool__(self) -> bool:
        """Tell whether anything is to be looked at; what was left on purpose is not."""
        return bool(self.untranslated or self.codes or self.marked)


def report(document: Document) -> Report:
    """Look through *document* as it goes out."""
    found: dict[str, list[int]] = {}
    for row, segment in enumerate(document.rows):
        for kind in _kinds(segment):
            found.setdefault(kind, []).append(row)
    return Report(**{kind: tuple(rows) for kind, rows in found.items()})


def _kinds(segment: Segment) -> Iterator[str]:
    if not segment.source:
        return
    if Mark.OMITTED in segment.marks:
        yield "omitted"
    elif Mark.NOT_FOR_TRANSLATION in segment.marks:
        yield "furniture"
    elif segment.translatable and not segment.target.without_breaks():
        yield "untranslated"
    elif segment.translatable:
        if segment.source.codes and missing(segment.source, segment.target):
            yield "codes"
        if segment.marks & LOOK:
            yield "marked"


def sentences(found: Report) -> list[str]:
    """Say each kind of thing in one line, in the order in which they matter."""
    lines = (
        (found.untranslated, ngettext("{number} segment is not translated", "{number} segments are not translated",
                                      len(found.untranslated))),
        (found.codes, ngettext("{number} translation lacks a code of its source (a link, an emphasis)",
                               "{number} translations lack codes of their source (links, emphasis)",
                               len(found.codes))),
        (found.marked, ngettext("{number} translation is marked “source changed” or “needs work”",
                                "{number} translations are marked “source changed” or “needs work”",
                                len(found.marked))),
        (found.omitted, ngettext("{number} segment is left out on purpose",
                                 "{number} segments are left out on purpose", len(found.omitted))),
        (found.furniture, ngettext("{number} segment not for translation stays as it is",
                                   "{number} segments not for translation stay as they are",
                                   len(found.furniture))),
    )  # fmt: skip
    return [said.format(number=len(rows)) for rows, said in lines if rows]
