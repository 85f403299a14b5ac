"""A document of any origin as a new translation memory, TMX 1.4b: a tu for each segment that has been translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.options import Written
from editor.formats.spans.creation import attributes, escape, legal
from editor.formats.tmx.codes import to_xml
from editor.model import MARKS as MARKS_IN_ORDER
from editor.model import Mark, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.model import Document, Head, Segment

TOOL = "Diptych"
STATE, MARKS = "x-diptych-state", "x-diptych-marks"  # the types of our own props
_UNSURE = frozenset({Mark.NEEDS_WORK, Mark.SOURCE_CHANGED})
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d))?.*")


def create(document: Document) -> Written:
    """Write the translated segments of *document* as TMX.

    A memory teaches others: drafts and what needs work stay out, unless there is nothing else.
    """
    rows = [row for row in document.rows if row.source and row.target]
    sure = [row for row in rows if row.state is not State.DRAFT and not row.marks & _UNSURE]
    kept = sure or rows
    head = document.head
    source, target = head.source_language or "und", head.target_language or "und"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<tmx version="1.4">', f"  <header{_header(head)}/>", "  <body>"]
    for row in kept:
        lines += (f"    {line}" for line in _tu(row, source, target))
    lines += ["  </body>", "</tmx>", ""]
    text, _dropped = legal("\n".join(lines))
    untranslated = sum(row.translatable and not row.target for row in document.rows)
    return Written(text.encode(), (), untranslated)


def _header(head: Head) -> str:
    return attributes(
        {
            "creationtool": TOOL,
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": TOOL,
            "adminlang": "en",
            "srclang": head.source_language or "und",
            "datatype": "html" if head.skeleton and head.skeleton.format == "html" else "plaintext",
        }
    )


def _tu(row: Segment, source: str, target: str) -> Iterator[str]:
    """Yield the lines of one tu."""
    yield f"<tu{attributes({'tuid': row.id})}>"
    for note in row.notes:
        yield f"  <note>{escape(note.text)}</note>"
    for name, said in told(row).items():
        yield f"  {prop(name, said)}"
    review = row.review
    changed = attributes(
        {"changedate": stamp(review.date) if review else None, "changeid": (review.name or None) if review else None}
    )
    for language, text, more in ((source, row.source, ""), (target, row.target, changed)):
        yield f"  <tuv{attributes({'xml:lang': language})}{more}>"
        yield f"    <seg>{to_xml(text)}</seg>"
        yield "  </tuv>"
    yield "</tu>"


def told(row: Segment) -> dict[str, str]:
    """Return what our own props say: the state where it does not go without saying, and the marks."""
    usual = State.TRANSLATED if row.target else State.UNTRANSLATED
    said = {} if row.state is usual else {STATE: row.state.value}
    if row.marks:
        said[MARKS] = " ".join(mark.value for mark in MARKS_IN_ORDER if mark in row.marks)
    return said


def prop(name: str, said: str) -> str:
    """Return a prop of ours."""
    return f'<prop type="{name}">{said}</prop>'


def stamp(date: str) -> str | None:
    """Return an ISO 8601 date as TMX writes it; None where it is none.

    >>> stamp("2026-02-03")
    '20260203T000000Z'
    """
    match = _DAY.fullmatch(date)
    if match is None:
        return None
    year, month, day, hour, minute, second = (part or "00" for part in match.groups())
    return f"{year}{month}{day}T{hour}{minute}{second}Z"
