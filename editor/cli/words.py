"""What the command line says about documents: lines, tables, JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

from editor.columns import progress
from editor.i18n import _, ngettext
from editor.model import MARK_NAMES, MARKS, STATE_NAMES, STATES, Mark, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.model import Document, Segment

GLYPHS = {
    State.UNTRANSLATED: "○",
    State.DRAFT: "✎",
    State.TRANSLATED: "✓",
    State.REVIEWED: "✔",
    State.FINAL: "■",
}
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # where a line may end: a non-breaking space keeps its number whole
MARK_GLYPHS = {
    Mark.SOURCE_CHANGED: "↻",
    Mark.NEEDS_WORK: "⚑",
    Mark.EDITED_AFTER_REVIEW: "≠",
    Mark.NOT_FOR_TRANSLATION: "⊘",
    Mark.OMITTED: "–",
}


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def as_json(segment: Segment) -> str:
    """Return a segment as one line of JSON."""
    codes = segment.source.codes
    link = segment.link and {"confidence": segment.link.confidence, "confirmed": segment.link.confirmed}
    record = {
        "id": segment.id,
        "unit": segment.unit,
        "source": segment.source.marked(segment.target.codes),
        "target": segment.target.marked(codes),
        "state": segment.state.value,
        "marks": [mark.value for mark in MARKS if mark in segment.marks],
        "notes": [note.text for note in segment.notes],
        "link": link,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def table(document: Document, width: int | None = None) -> Iterator[str]:
    """Yield the document as lines for people: glyph, source, target, paragraphs apart."""
    room = max(40, (width or shutil.get_terminal_size((100, 25)).columns) - 7)
    left = room // 2 - 1
    unit = None
    for number, segment in enumerate(document.rows, 1):
        if unit is not None and segment.unit != unit:
            yield ""
        unit = segment.unit
        glyphs = "".join(MARK_GLYPHS[mark] for mark in MARKS if mark in segment.marks)[:1] or GLYPHS[segment.state]
        said = segment.target.marked(segment.source.codes)
        if not said and segment.marks:
            said = _why(segment)
        one, two = _wrap(segment.source.marked(segment.target.codes), left), _wrap(said, left)
        for line in range(max(len(one), len(two), 1)):
            start = f"{number:4} {glyphs}" if line == 0 else " " * 6
            source = one[line] if line < len(one) else ""
            target = two[line] if line < len(two) else ""
            yield f"{start} {_pad(source, left)} {target}".rstrip()


def _why(segment: Segment) -> str:
    names = [_(MARK_NAMES[mark]) for mark in MARKS if mark in segment.marks]
    return "(" + ", ".join(names).lower() + (f": {segment.reason}" if segment.reason else "") + ")"


def _columns(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - _columns(text))


def _wrap(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in _SPACES.sub(" ", text).strip(" ").split(" "):
        while _columns(word) > width:  # a word or a run of ideographs longer than the column
            take = next(n for n in range(len(word), 0, -1) if _columns(line) + _columns(word[:n]) <= width or n == 1)
            line, word = line + word[:take], word[take:]  # noqa: PLW2901
            lines.append(line)
            line = ""
        joined = f"{line} {word}" if line else word
        if line and _columns(joined) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line] if line else lines


def statistics(document: Document) -> dict[str, object]:
    """Return the counts of a document as JSON would show them."""
    told = progress(document.rows)
    return {
        "segments": told.rows,
        "for_translation": told.for_translation,
        "translated": told.done,
        "states": {state.value: told.by_state[state] for state in STATES},
        "marks": {mark.value: told.by_mark[mark] for mark in MARKS},
        "words": sum(told.words_by_state.values()),
        "words_left": told.words_left,
        "source_language": document.head.source_language,
        "target_language": document.head.target_language,
    }


def statistics_lines(document: Document) -> Iterator[str]:
    """Yield the counts of a document for people."""
    told = progress(document.rows)
    yield _("{done} of {all} segments translated, {words} words left").format(
        done=told.done, all=told.for_translation, words=told.words_left
    )
    for state in STATES:
        yield f"{told.by_state[state]:7} {GLYPHS[state]} {_(STATE_NAMES[state])}"
    for mark in MARKS:
        if told.by_mark[mark]:
            yield f"{told.by_mark[mark]:7} {MARK_GLYPHS[mark]} {_(MARK_NAMES[mark])}"


def summary(document: Document) -> str:
    """Return one line that says how much there is to do."""
    told = progress(document.rows)
    number = told.for_translation
    said = ngettext("{number} segment to translate", "{number} segments to translate", number).format(number=number)
    if told.by_mark[Mark.NOT_FOR_TRANSLATION]:
        said += _(", {number} not for translation").format(number=told.by_mark[Mark.NOT_FOR_TRANSLATION])
    return said + _(", {words} words").format(words=sum(told.words_by_state.values()))


def numbers(rows: Sequence[int]) -> str:
    """Return numbers of rows as people say them, runs of them in short.

    >>> numbers([1, 2, 3, 7, 9])
    '1–3, 7, 9'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def tell(sentences: Iterable[str]) -> None:
    """Print what a person should know, on standard error."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)
