"""A newer template or PO file under translations of an older one, as ``msgmerge --previous`` leads them over.

The newer file's bytes, with the older one's header, plural forms and obsolete entries, are the original that an
update puts under the rows; saving patches the rows into them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.po.creating import create
from editor.formats.po.patching import patch
from editor.formats.po.reading import File, read
from editor.formats.po.wrapping import Wrapping, eol, written
from editor.model import Document, Origin, Skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.model import Segment

_PLURALS = re.compile(r"nplurals[ \t]*=[ \t]*(\d{1,2})(?!\d)")  # no language has a hundred forms
_CREATED = re.compile(r'"POT-Creation-Date:(?:[^"\\]|\\[^n])*\\n"')
_OBSOLETE = re.compile(r"(?:^#(?!~)[^\r\n]*(?:\r\n|\n|\r))*(?:^#~[^\r\n]*(?:\r\n|\n|\r|\Z))+", re.MULTILINE)


def renewed(document: Document, newer: Document) -> Document:
    """Return *newer* with the header of *document*, as many plural forms as it has, and its obsolete entries."""
    old, new = _file(document), _file(newer)
    if old is None or new is None or old.own:
        return newer
    entries = new.entries
    text = entries.text
    end = eol(text, 0)
    header = _header(old, new).replace(eol(old.entries.text, 0), end)
    found = _PLURALS.search(header)
    pieces = [] if entries.header >= 0 else [header, end]
    at = 0
    for number in range(len(entries)):
        entry = entries[number]
        if number == entries.header:
            pieces += [text[at : entry.start], header]
            at = entry.end
        elif entry.plural[0] >= 0 and found:
            forms = entries.forms(entry)
            wanted = max(1, int(found[1]))
            cut = forms[wanted].start if len(forms) > wanted else entry.end
            more = "".join(f'msgstr[{form}] ""{end}' for form in range(len(forms), wanted))
            pieces += [text[at:cut], more]
            at = entry.end
    pieces.append(text[at:])
    gone = [block for block in _OBSOLETE.findall(old.entries.text) if block not in text]
    whole = "".join([*pieces, *(f"{end}{block}" for block in gone)])
    data = old.page.encode(whole)
    name = newer.head.title or "template.pot"
    again = read(data, ReadOptions(name, newer.head.source_language, document.head.target_language))
    return replace(again, head=replace(again.head, skeleton=Skeleton("po", name, data, (), old.page.encoding)))


def write(document: Document, options: WriteOptions) -> Written:
    """Return the bytes of *document*: the file it came from, or the newer one under it, patched; else a new file."""
    origin, skeleton = document.origin, document.head.skeleton
    if origin is None or origin.format != "po":
        return create(document)
    if skeleton is not None and skeleton.format == "po":
        under = read(skeleton.data, ReadOptions(encoding=skeleton.encoding)).origin
        assert under is not None  # noqa: S101 - reading gives one
        bare = replace(document, head=replace(document.head, encoding=under.head.encoding))
        return _with_gone(patch(bare, under, options), document, under)
    if _is_own(origin) and not _has_same_entries(document, origin):
        made = create(document)
        return _with_gone(replace(made, data=_under_header(made.data, origin)), document, origin)
    return patch(document, origin, options)


def _file(document: Document) -> File | None:
    origin, skeleton = document.origin, document.head.skeleton
    if skeleton is not None and skeleton.format == "po":
        origin = read(skeleton.data, ReadOptions(encoding=skeleton.encoding)).origin
    return origin.spans if origin is not None and isinstance(origin.spans, File) else None


def _header(old: File, new: File) -> str:
    """Return the header entry of the older file, with the date of the newer template."""
    if old.entries.header < 0:
        return 'msgid ""\nmsgstr ""\n'
    entry = old.entries[old.entries.header]
    text = old.entries.text[entry.start : entry.end]
    dated = new.entries.header >= 0 and _CREATED.search(new.entries.text, *new.entries[new.entries.header].strings)
    return _CREATED.sub(lambda _old: dated[0], text, count=1) if dated else text


def _is_own(origin: Origin) -> bool:
    return isinstance(origin.spans, File) and origin.spans.own


def _has_same_entries(document: Document, origin: Origin) -> bool:
    if len(document.rows) != len(origin.rows):
        return False
    known = {id(chunk) for chunk in origin.rows.chunks}
    return all(
        id(chunk) in known
        or all(
            row.id == origin.rows[number].id and row.source == origin.rows[number].source
            for number, row in enumerate(chunk.rows, start)
        )
        for chunk, start in zip(document.rows.chunks, document.rows.starts, strict=False)
    )


def _under_header(data: bytes, origin: Origin) -> bytes:
    """Return a new file of ours under the header that the file had."""
    file = origin.spans
    assert isinstance(file, File)  # noqa: S101 - what read() stored
    if file.entries.header < 0:
        return data
    entry = file.entries[file.entries.header]
    _header, _blank, body = data.partition(b"\n\n")
    front = file.entries.text[: entry.end].rstrip("\r\n")
    return front.encode("utf-8", "replace") + b"\n\n" + body


# ── What is gone ─────────────────────────────────────────────────────────────────────────────────────────────────


def _with_gone(made: Written, document: Document, origin: Origin) -> Written:
    """Return the file with the translated entries that the newer original lacks as obsolete ones at its end."""
    file = origin.spans
    assert isinstance(file, File)  # noqa: S101 - what read() stored
    end = eol(file.entries.text, 0)
    blocks = "".join(f"{end}{block}" for block in _obsolete(document.head.gone, replace(file.wrapping, eol=end)))
    if not blocks:
        return made
    data = made.data if made.data.endswith(b"\n") else made.data + end.encode()
    return replace(made, data=data + file.page.encode(blocks).removeprefix(file.page.mark))


def _obsolete(gone: Iterable[Segment], wrapping: Wrapping) -> Iterator[str]:
    for _unit, run in groupby(gone, key=lambda row: row.unit or row.id):
        rows = list(run)
        if not any(row.target for row in rows):
            continue
        context = next((note.text for row in rows for note in row.notes if note.origin == "context"), "")
        lines = [written("msgctxt", context, wrapping)] if context else []
        lines.append(written("msgid", rows[0].source.plain, wrapping))
        if rows[0].form is None:
            lines.append(written("msgstr", rows[0].target.plain, wrapping))
        else:
            lines.append(written("msgid_plural", rows[-1].source.plain, wrapping))
            lines += [written(f"msgstr[{form}]", row.target.plain, wrapping) for form, row in enumerate(rows)]
        said = [f"# {line}" for note in rows[0].notes if not note.origin for line in note.text.split("\n")]
        text = "".join(lines)
        yield "".join(f"{line}{wrapping.eol}" for line in said) + "".join(
            f"#~ {line}" for line in text.splitlines(keepends=True)
        )
