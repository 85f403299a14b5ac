"""An XLIFF 1 file with a document's edits spliced in, and every other byte as it was."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from editor.errors import FormatError
from editor.formats.options import Written
from editor.formats.spans import Edit, set_attribute, splice
from editor.formats.spans.creation import legal_edits
from editor.formats.xliff1.index import Index, files
from editor.formats.xliff1.rewriting import unit_edits
from editor.i18n import _
from editor.rows import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.model import Document, Head, Origin, Segment

Run: TypeAlias = "tuple[Segment, ...]"


def patch(document: Document, origin: Origin) -> Written | None:
    """Return the bytes that *document* was read from with its edits made.

    Where the edits reach beyond what the file's own units can hold, None says that a file which Diptych created must be
    created anew; of any other FormatError tells.
    """
    found = origin.spans
    assert isinstance(found, Index)  # noqa: S101 - what read() put there
    try:
        return _patched(document, origin, found)
    except FormatError:
        if not all(context.ours for context in files(found)):
            raise
        return None


def _patched(document: Document, origin: Origin, found: Index) -> Written:
    edits = [*_head_edits(found, origin.head, document.head)]
    for first, before, after in changed(origin.rows, document.rows):
        for number, old, new in _by_unit(found, first, before, after):
            edits += unit_edits(found, number, old, new)
    edits, losses = legal_edits(edits)
    if origin.head.title != document.head.title and not all(context.ours for context in files(found)):
        losses = (_("XLIFF 1.2 has no title of the document; the file keeps the name it has."), *losses)
    return Written(splice(found.source, edits), losses)


def _by_unit(found: Index, first: int, before: Run, after: Run) -> Iterator[tuple[int, Run, Run]]:
    """Pair the rows of each unit as they were and as they are; a group of ours holds units of one row each."""
    row = first
    groups = [[tuple(rows) for _unit, rows in groupby(run, key=lambda row: row.unit)] for run in (before, after)]
    for old, new in zip_longest(*groups, fillvalue=()):
        number = found.unit_of(row)
        one = bool(old) and found.rows[number + 1] - row == len(old)
        if not old or not new or old[0].unit != new[0].unit or (not one and len(old) != len(new)):
            raise FormatError(
                _("An XLIFF 1.2 file keeps its own units; save the document as a Diptych work file instead.")
            )
        if one and old != new:
            yield number, old, new
        elif not one:
            for place, (was, is_) in enumerate(zip(old, new, strict=True)):
                if was != is_:
                    yield found.unit_of(row + place), (was,), (is_,)
        row += len(old)


def _head_edits(found: Index, before: Head, after: Head) -> Iterator[Edit]:
    """Yield the edits that tell each file's languages, and the title of ours, where the document's were changed."""
    text = found.source.text
    pairs = (
        ("source-language", before.source_language, after.source_language),
        ("target-language", before.target_language, after.target_language),
    )
    changed_pairs = [pair for pair in pairs if pair[1] != pair[2]]
    retitled = before.title != after.title
    for context in files(found) if changed_pairs or retitled else ():
        at = found.place(context)
        if context.ours and retitled:
            yield from filter(None, [set_attribute(text, at, "product-name", after.title)])
        for name, _was, is_ in changed_pairs:
            edit = set_attribute(text, at, name, is_ or None)
            if edit is not None:
                yield edit
