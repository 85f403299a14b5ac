"""A new PO file from any document: an entry a row, our own header, what it cannot hold told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor.formats import losses
from editor.formats.options import Written
from editor.formats.po.reading import GENERATOR, LAYOUT, LAYOUT_FIELD, read
from editor.formats.po.remarks import Maker, Standing, needs_fuzzy, ours, said
from editor.formats.po.wrapping import Wrapping, written
from editor.i18n import _
from editor.model import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.model import Document, Head, Segment
    from editor.text import Code, Text

OURS = Wrapping()


def create(document: Document) -> Written:
    """Return *document* as a PO file that Diptych reads back, and what such a file cannot hold."""
    kept = [segment for segment in document.rows if segment.source.without_breaks()]
    entries = [_header(document.head), *(entry(segment) for segment in kept)]
    left = sum(segment.translatable and not segment.target for segment in kept)
    data = "\n".join(entries).encode("utf-8", "replace")  # what is no character, half a surrogate pair
    return losses.told(Written(data, tuple(_warned(kept)), left), document, read, "PO")


def _header(head: Head) -> str:
    fields = {
        "Project-Id-Version": head.title.replace("\n", " ") or GENERATOR,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": head.target_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": head.source_language,
        "X-Generator": GENERATOR,
        LAYOUT_FIELD: str(LAYOUT),
    }
    lines = [
        written("msgstr", f"{name}: {value}\n", Wrapping(1 << 20)).removeprefix("msgstr ")
        for name, value in fields.items()
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(line.removeprefix('""\n') for line in lines)


def entry(segment: Segment) -> str:
    """Return the lines of the entry that keeps *segment*."""
    codes = {code.mark: code for code in (*segment.target.codes, *segment.source.codes)}
    target = segment.target.marked(segment.source.codes)
    told = Standing(segment.state, segment.marks, segment.reason)
    before = previous_lines(segment) if Mark.SOURCE_CHANGED in segment.marks else ""
    line = ours(told, target=bool(target), changed=bool(before), maker=Maker.OURS)
    lines = [*said(segment.notes, own=True), *([line] if line else [])]
    if segment.role:
        lines.append(f"#. role: {' '.join(segment.role.split())}")
    lines += [code_line(code) for code in codes.values()]
    if needs_fuzzy(told, target=bool(target)):
        lines.append("#, fuzzy")
    return (
        "".join(f"{line}\n" for line in lines)
        + before
        + (
            written("msgctxt", segment.id, OURS)
            + written("msgid", segment.source.marked(segment.target.codes), OURS)
            + written("msgstr", target, OURS)
        )
    )


def code_line(code: Code) -> str:
    """Return the comment that says what a code stands for."""
    return f"#. {code.mark} {json.dumps([code.label, code.data, code.equiv, code.can.value], ensure_ascii=False)}"


def previous_lines(segment: Segment, wrapping: Wrapping = OURS, *, codes: bool = True) -> str:
    """Return the ``#|`` lines that keep the source before it changed."""
    if segment.previous is None:
        return ""
    before: Text = segment.previous.source
    block = written("msgid", before.marked(segment.source.codes) if codes else before.plain, wrapping)
    return "".join(f"#| {line}" for line in block.splitlines(keepends=True))


def _warned(kept: list[Segment]) -> Iterator[str]:
    uneven = sum(_uneven(segment) for segment in kept)
    if uneven:
        yield _(
            "{number} translations begin or end with a new line unlike their source; gettext will refuse them."
        ).format(number=uneven)


def _uneven(segment: Segment) -> bool:
    source, target = segment.source.plain, segment.target.plain
    ends = source.startswith("\n") != target.startswith("\n") or source.endswith("\n") != target.endswith("\n")
    return bool(target) and ends
