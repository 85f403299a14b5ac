"""A TMX file with a document's edits spliced in, and every other byte as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.native import retouched
from editor.formats.options import Written
from editor.formats.spans import Edit, attributes, eol, set_attribute, space_before, splice
from editor.formats.spans.creation import attributes as written_attributes
from editor.formats.spans.creation import escape, legal_edits
from editor.formats.tmx.codes import Style, to_xml
from editor.formats.tmx.creating import prop, stamp, told
from editor.formats.tmx.index import Index
from editor.formats.tmx.units import Unit, seg, take
from editor.i18n import _
from editor.rows import changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.formats.spans import Element
    from editor.model import Document, Origin, Segment


def patch(document: Document, origin: Origin) -> Written | None:
    """Return the bytes that *document* was read from with its edits made.

    Where rows were added, taken away or given another source, None says that a file which Diptych created must be
    created anew; of any other FormatError tells.
    """
    found = origin.spans
    assert isinstance(found, Index)  # noqa: S101 - what read() put there
    try:
        return _patched(document, origin, found)
    except FormatError:
        if not found.ours:
            raise
        return None


def _patched(document: Document, origin: Origin, found: Index) -> Written:
    edits: list[Edit] = []
    for first, before, after in changed(origin.rows, document.rows):
        if [row.source for row in before] != [row.source for row in after]:
            raise FormatError(_("A TMX file keeps its own units and sources; save as a work file instead."))
        for number, (old, new) in enumerate(zip(before, after, strict=True), first):
            if old != new:
                edits += _unit_edits(found, number, old, new)
    edits, losses = legal_edits(edits)
    if origin.head != document.head:
        losses = (_("A TMX file keeps its own languages; the changed properties were left out."), *losses)
    return Written(splice(found.file, edits), losses)


def _unit_edits(found: Index, number: int, old: Segment, new: Segment) -> list[Edit]:
    """Return the edits for unit *number*, whose row was *old* when it was read."""
    unit = take(found, number)
    if unit is None or not unit.variants or (unit.source is None and old.target != new.target):
        raise FormatError(_("A TMX file keeps its own units and sources; save as a work file instead."))
    text = found.file.text
    written = [code for side in (old.source, old.target) for code in side.codes if code.raw]
    known = {code.key: code.raw for code in written} | {code.raw: code.raw for code in written}
    style = Style(known, eol(text, unit.whole.start))
    edits = [*_props(text, unit, old, new), *_notes(text, unit, old, new)]
    if old.target != new.target and unit.source is not None:
        edits += _target(found, unit, unit.source, to_xml(new.target.without_breaks(), style))
    if old.review != new.review and unit.target is not None:
        date = stamp(new.review.date) if new.review else None
        name = (new.review.name or None) if new.review else None
        for attribute, said in (("changedate", date), ("changeid", name)):
            edit = set_attribute(text, unit.target.start, attribute, said)
            edits += [edit] if edit else []
    return edits


def _target(found: Index, unit: Unit, source: Element, xml: str) -> Iterator[Edit]:
    """Yield the edit of the target's seg, of a variant that has none, or of a unit that has no such variant."""
    text, there = found.file.text, seg(unit.target)
    if there is not None and there.empty:
        yield Edit(there.start, there.end, f"{_tag(text, there)}{xml}</seg>")
    elif there is not None:
        head, tail, middle = retouched(text[there.inner : there.close], xml)
        yield Edit(there.inner + head, there.close - tail, middle)
    elif unit.target is None and xml:
        yield Edit(source.end, source.end, space_before(text, source.start) + _variant(found, source, xml))


def _variant(found: Index, source: Element, xml: str) -> str:
    """Return a variant for the target, laid out as that of the source is."""
    text, inner = found.file.text, seg(source)
    language = "xml:lang" if "xml:lang" in attributes(text, source.start) else "lang"
    before, behind = "", ""
    if inner is not None:
        before = space_before(text, inner.start)
        behind = text[inner.end : source.close] if text[inner.end : source.close].isspace() else ""
    return f"<tuv{written_attributes({language: found.target})}>{before}<seg>{xml}</seg>{behind}</tuv>"


def _props(text: str, unit: Unit, old: Segment, new: Segment) -> Iterator[Edit]:
    """Yield the edits of what our own props say of state and marks; the first variant stands behind them."""
    was, now = told(old), told(new)
    first = unit.variants[0].start
    for name in sorted({*was, *now}):
        said, there = now.get(name), unit.props.get(name)
        if said == was.get(name):
            continue
        if there is None and said is not None:
            yield Edit(first, first, prop(name, said) + space_before(text, first))
        elif there is not None and said is None:
            yield Edit(there.start - len(space_before(text, there.start)), there.end, "")
        elif there is not None and said is not None:
            yield Edit(there.start, there.end, prop(name, said))


def _tag(text: str, element: Element) -> str:
    """Return the start tag of an element that may be self-closed, open."""
    tag = text[element.start : element.inner]
    return f"{tag[:-2].rstrip()}>" if element.empty else tag


def _notes(text: str, unit: Unit, old: Segment, new: Segment) -> Iterator[Edit]:
    """Yield the edits that make the unit's notes those of the row."""
    first = unit.variants[0].start
    if len(unit.notes) == len(old.notes) == len(new.notes):
        for there, was, now in zip(unit.notes, old.notes, new.notes, strict=True):
            if was.text != now.text:
                yield Edit(there.start, there.end, f"{_tag(text, there)}{escape(now.text)}</note>")
        return
    for there, was in zip(unit.notes, old.notes, strict=False):
        if was not in new.notes:
            yield Edit(there.start - len(space_before(text, there.start)), there.end, "")
    for now in new.notes:
        if now not in old.notes:
            yield Edit(first, first, f"<note>{escape(now.text)}</note>{space_before(text, first)}")
