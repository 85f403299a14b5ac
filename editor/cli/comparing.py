"""The commands that lay versions of a text beside each other: update, compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor import formats
from editor.cli import words
from editor.cli.paths import BILINGUAL, aim, existing, opened
from editor.diff import diff
from editor.errors import FormatError
from editor.i18n import _, ngettext
from editor.model import MARKS
from editor.model import apply as applied
from editor.storage.results import put

if TYPE_CHECKING:
    from editor.cli.arguments import Arguments
    from editor.compare import Difference, Summary
    from editor.model import Document, Segment

DONE, DIFFERENT = 0, 1
_LISTED = {"changed": "↻", "moved": "⇅", "new": "+"}


# ── update ───────────────────────────────────────────────────────────────────────────────────────────────────────


def update(arguments: Arguments) -> int:
    """Lead a work file over to a newer original."""
    from editor.compare import into_newer, refuse_translation
    from editor.compare import update as run

    output = _result(arguments)
    work = opened(arguments.file, arguments)
    asked = type(arguments)(**{**vars(arguments), "source": work.head.source_language or None, "target": None})
    newer = opened(arguments.other, asked)
    refuse_translation(work, newer, arguments.other)
    found = run(work, newer)
    if found.summary.is_another and not arguments.force:
        raise _another(arguments)
    document = applied(found.change, work)
    filled = into_newer(work, document, newer)
    if filled is not None and found.change:
        if found.summary.gone and output == arguments.file:
            raise FormatError(
                _(
                    "{name} belongs to another program and has no place for what is gone; name a new file with -o."
                ).format(name=arguments.file)
            )
        document = filled
    written = formats.write(document, output, formats.WriteOptions())
    put(written.data, output)
    words.tell((*newer.warnings, *written.losses))
    if arguments.json:
        print(json.dumps(_summary(found.summary, document), ensure_ascii=False))
        return DONE
    print(f"{output}: {found.summary}")
    for name, sign in _LISTED.items():
        for row in getattr(found.summary, name):
            print(f"{row + 1:5} {sign} {document.rows[row].source.marked()}")
    for segment in found.summary.gone:
        print(f"      – {segment.source.marked()}")
    return DONE


def _result(arguments: Arguments) -> str:
    """Return the name of the file to write, the work file itself where none is named. Raises DiptychError."""
    output = arguments.output or arguments.file
    if output == arguments.file and {row.role for row in formats.for_name(existing(output).name)} == {"document"}:
        raise FormatError(_("{name} is no work file; “diptych new” makes one of it.").format(name=output))
    aim(output, [arguments.other, arguments.srx], BILINGUAL)
    return output


def _another(arguments: Arguments) -> FormatError:
    told = _(
        "Next to nothing of {name} is in {other}, which seems to be another document; check the name, or add --force."
    )
    return FormatError(told.format(name=arguments.file, other=arguments.other))


def _summary(summary: Summary, document: Document) -> dict[str, object]:
    told: dict[str, object] = {"same": summary.same}
    for name in _LISTED:
        told[name] = [_segment(document.rows[row]) for row in getattr(summary, name)]
    return {**told, "gone": [_segment(segment) for segment in summary.gone]}


def _segment(segment: Segment) -> object:
    return json.loads(words.as_json(segment))


# ── compare ──────────────────────────────────────────────────────────────────────────────────────────────────────


def compare(arguments: Arguments) -> int:
    """Tell where two documents, or two versions of one, differ."""
    from editor.compare import compare as run

    one, two = opened(arguments.file, arguments), opened(arguments.other, arguments)
    found = run(one, two)
    if arguments.json:
        print(json.dumps([_record(each, one, two) for each in found], ensure_ascii=False))
        return DIFFERENT if found else DONE
    for each in found:
        for line in _lines(each, one, two):
            print(line)
    number = len(found)
    print(
        ngettext("{number} difference", "{number} differences", number).format(number=number)
        if found
        else _("no differences")
    )
    return DIFFERENT if found else DONE


def _rows(each: Difference, one: Document, two: Document) -> tuple[list[Segment], list[Segment]]:
    return [one.rows[row] for row in each.one], [two.rows[row] for row in each.two]


def _lines(each: Difference, one: Document, two: Document) -> Iterator[str]:
    from editor.compare import said

    old, new = _rows(each, one, two)
    numbers = ["+".join(str(row + 1) for row in rows) or "–" for rows in (each.one, each.two)]
    yield f"{numbers[0]} → {numbers[1]} ({', '.join(each.what)})"
    for side in ("source", "target"):
        before, after = said(old, side), said(new, side)
        if before or after:
            yield "    " + "".join(_shown(sign, run) for sign, run in diff(before, after))
    for name in ("state", "marks", "notes"):
        if name in each.what:
            yield f"    {name}: {_told(old, name)} → {_told(new, name)}"


def _shown(sign: str, run: str) -> str:
    return run if sign == "=" else f"[-{run}-]" if sign == "-" else f"{{+{run}+}}"


def _told(rows: list[Segment], name: str) -> str:
    if name == "state":
        return ", ".join(dict.fromkeys(row.state.value for row in rows)) or "–"
    if name == "marks":
        return ", ".join(mark.value for mark in MARKS if any(mark in row.marks for row in rows)) or "–"
    return " | ".join(note.text for row in rows for note in row.notes) or "–"


def _record(each: Difference, one: Document, two: Document) -> dict[str, object]:
    from editor.compare import said

    old, new = _rows(each, one, two)
    return {
        "what": list(each.what),
        "rows": [[row + 1 for row in each.one], [row + 1 for row in each.two]],
        "old": [_segment(row) for row in old],
        "new": [_segment(row) for row in new],
        "diff": {side: diff(said(old, side), said(new, side)) for side in ("source", "target")},
    }
