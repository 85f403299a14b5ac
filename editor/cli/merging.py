"""The command that makes one work file of two that were edited apart: merge."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from editor import formats
from editor.cli import words
from editor.cli.paths import BILINGUAL, aim, existing, opened
from editor.errors import FormatError
from editor.i18n import _, ngettext
from editor.model import State
from editor.model import apply as applied
from editor.model import document as made
from editor.storage.results import put
from editor.text import EMPTY

if TYPE_CHECKING:
    from editor.cli.arguments import Arguments
    from editor.compare import Conflict
    from editor.formats import Written
    from editor.model import Document, Segment

DONE, CONFLICTS = 0, 1


def merge(arguments: Arguments) -> int:
    """Merge two work files made from one; usable as git's merge driver."""
    from editor.compare import merge as run

    if formats.for_name(arguments.output, writing=True):  # git's names tell no format
        aim(arguments.output, [], BILINGUAL)
    ours, theirs = opened(arguments.file, arguments), opened(arguments.other, arguments)
    if not existing(arguments.base).stat().st_size:
        base = _in_common(ours, theirs)  # git's way of saying that both sides added the file
    else:
        base = opened(arguments.base, arguments)
        _refuse_others(base, {arguments.file: ours, arguments.other: theirs}, arguments.base)
    found = run(base, ours, theirs)
    document = applied(found.change, theirs)
    try:
        written = _written(document, arguments.output)
    except FormatError:  # a file that keeps its rows, where the other side has those that were added
        written = _written(applied(run(base, theirs, ours).change, ours), arguments.output)
    put(written.data, arguments.output)
    words.tell(written.losses)
    if arguments.json:
        print(json.dumps([_as_json(conflict, document) for conflict in found.conflicts], ensure_ascii=False))
    else:
        for line in _listed(found.conflicts, document):
            print(line)
    return CONFLICTS if found.conflicts else DONE


def _refuse_others(base: Document, sides: Mapping[str, Document], name: str) -> None:
    """Raise FormatError where one of the *sides* has not a sentence of the *base*, of which all would be taken away."""
    known = {row.source.plain for row in base.rows}
    for side, document in sides.items():
        if known and known.isdisjoint(row.source.plain for row in document.rows):
            said = _("Not one sentence of {name} is in {side}, so it is no version of it; check the names.")
            raise FormatError(said.format(name=name, side=side))


def _in_common(ours: Document, theirs: Document) -> Document:
    """Return what both sides may have begun with: the same sentences, those that differ without a translation."""
    others = {row.id: row for row in theirs.rows}
    rows = []
    for row in ours.rows:
        other = others.get(row.id)
        if other is not None and other.source == row.source:
            bare = replace(row, target=EMPTY, state=State.UNTRANSLATED, review=None, previous=None)
            rows.append(row if row == other else bare)
    return made(rows, theirs.head)


def _written(document: Document, name: str) -> Written:
    """Return the bytes in the format of the name, or in the file's own where that tells none (git's)."""
    origin = document.origin
    if formats.for_name(name, writing=True) or origin is None:
        return formats.write(document, name, formats.WriteOptions())
    return formats.named(origin.format).functions.write(document, formats.WriteOptions())


def _listed(conflicts: Sequence[Conflict], document: Document) -> Iterator[str]:
    if conflicts:
        number = len(conflicts)
        said = ngettext("{number} conflict; look at it:", "{number} conflicts; look at them:", number)
        yield said.format(number=number)
    for conflict in conflicts:
        if conflict.row is None:
            yield _("properties: {fields}").format(fields=", ".join(conflict.fields))
            continue
        yield f"{conflict.row + 1:5} {document.rows[conflict.row].id} ({', '.join(conflict.fields)})"
        for who, rows in (("<", conflict.ours), (">", conflict.theirs)):
            for row in rows:
                text = row.target.marked(row.source.codes) or _("(no translation)")
                yield f"      {who} {text} [{row.state.value}]"


def _as_json(conflict: Conflict, document: Document) -> dict[str, object]:
    row = conflict.row
    sides = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
    return {
        "row": None if row is None else row + 1,
        "id": None if row is None else document.rows[row].id,
        "fields": list(conflict.fields),
        **{name: [_segment(each) for each in rows] for name, rows in sides.items()},
    }


def _segment(segment: Segment) -> object:
    return json.loads(words.as_json(segment))
