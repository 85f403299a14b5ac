"""The edits that make one trans-unit say what its rows say: target, state, notes, and what stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.spans import Edit, eol, space_before
from editor.formats.spans.creation import attributes
from editor.formats.xliff1 import states, trados
from editor.formats.xliff1.creating import note_attributes, own
from editor.formats.xliff1.inline import Style
from editor.formats.xliff1.page import Page
from editor.formats.xliff1.segments import laid_out, native_of, own_words
from editor.formats.xliff1.targets import text_edits
from editor.formats.xliff1.units import take
from editor.formats.xliff1.words import Said, group_edits, placed, tag_edits
from editor.model import STATES, Mark, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.formats.xliff1.index import Index
    from editor.model import Note, Segment
    from editor.text import Text

_ANYWHERE = ("reason", "reviewer", "reviewed")  # of our own attributes, those that make sense in any file


def unit_edits(found: Index, number: int, before: Sequence[Segment], after: Sequence[Segment]) -> list[Edit]:
    """Return the edits for unit *number*, whose rows were *before* when they were read and are *after* now."""
    page = _page(found, number, before)
    word, said, words = _state_edits(page, before, after)
    filled = any(row.target for row in after)
    on_unit, on_target, in_group = placed(page, words, filled=filled)
    edits = tag_edits(page, page.unit.start, said | on_unit)
    edits += trados.edits(page.text, _by_segment(page), ([row.name for row in page.layout], before, after))
    if word and states.MEMOQ_STATUS not in said:
        on_target = {"state": word, **on_target}
    if page.unit.target is not None:
        edits += tag_edits(page, page.unit.target.start, on_target)
    edits += text_edits(page, before, after, attributes(on_target))
    edits += group_edits(page, in_group)
    edits += _note_edits(page, before, after)
    edits += _previous_edits(page, before, after, word)
    return edits


def _page(found: Index, number: int, before: Sequence[Segment]) -> Page:
    source, context = found.source, found.contexts[found.context[number]]
    unit = take(source.text, found.starts[number], found.ends[number], (found.prefix, context.namespaces))
    written = [code for text in _texts(before) for code in text.codes if code.raw]
    known = {code.key: code.raw for code in written} | {code.raw: code.raw for code in written}
    style = Style(known, found.prefix, context.ours, eol(source.text, unit.start))
    layout = laid_out(source.text, unit, found.prefix)
    return Page(source, context, unit, layout, style)


def _texts(rows: Sequence[Segment]) -> Iterator[Text]:
    """Yield the texts that say how the file writes a code; the targets' own say it last."""
    for row in rows:
        yield row.gap
        yield row.source
    for row in rows:
        yield row.target


def together(rows: Sequence[Segment]) -> states.Status:
    """Return the state and the marks that the one target of several rows has: what is left to do in any of them."""
    flags = frozenset(mark for row in rows for mark in row.marks if mark in states.FLAGS)
    filled = [row.state for row in rows if row.target and row.state is not State.UNTRANSLATED]
    return min(filled, key=STATES.index, default=State.UNTRANSLATED), flags


def _state_edits(page: Page, before: Sequence[Segment], after: Sequence[Segment]) -> tuple[str, Said, Said]:
    """Return the value of ``state`` ("" where it stays as it is), attributes of the unit, and words of our own."""
    state, marks = wanted = together(after)
    previous = any(row.previous for row in after)
    native = native_of(page.text, page.unit)
    filled = state is not State.UNTRANSLATED
    word, said, words = "", Said(), Said()
    alone = _by_segment(page)
    if alone:
        words |= trados.words(alone, ([row.name for row in page.layout], before, after))
    elif _is_new(native, states.status(native, filled=filled, previous=previous), wanted, together(before)):
        dialect = native.dialect
        word = states.word(state, marks, dialect)
        approved = states.approved(state, marks, dialect)
        if approved or (approved is False and native.approved):
            said["approved"] = "yes" if approved else "no"
        if dialect is states.MEMOQ:
            said[states.MEMOQ_STATUS] = word
        own_word, own_marks = states.beyond(state, marks, previous=previous, dialect=dialect)
        words |= {"state": own_word or None, "marks": own_marks}
    words |= _own(page, before, after)
    was, is_ = (Mark.NOT_FOR_TRANSLATION in rows[0].marks for rows in (before, after))
    if was and not is_:
        said["translate"], words["reason"] = None if page.context.translate else "yes", None
    elif is_ and not was:
        said["translate"], words["reason"] = "no", after[0].reason  # which tells that it was one of us who said so
    return word, said, words


def _is_new(native: states.Native, read: states.Status, wanted: states.Status, before: states.Status) -> bool:
    """Tell whether the file must say another state: memoQ's word, beside the unit, stays while it says the same."""
    return read != wanted or (wanted != before and native.dialect is states.XLIFF)


def _by_segment(page: Page) -> dict[str, trados.Said]:
    """Return what the file says of each segment by itself; nothing where it says one thing of all."""
    text, unit = page.text, page.unit
    names = [row.name for row in page.layout]
    return trados.kept(text, unit, names, native_of(text, unit), own_words(text, unit)) if unit.defined else {}


def _own(page: Page, before: Sequence[Segment], after: Sequence[Segment]) -> Said:
    """Return those of our own words that changed; most make sense only in a file that Diptych created."""
    was, is_ = own(before[0]), own(after[0])
    names = is_ if page.context.ours else _ANYWHERE
    return {name: is_[name] for name in names if was[name] != is_[name]}


def _note_edits(page: Page, before: Sequence[Segment], after: Sequence[Segment]) -> list[Edit]:
    """Return the edits that make the file's notes those of the rows."""
    old, new = ([note for row in rows for note in row.notes] for rows in (before, after))
    parts = page.unit.notes
    edits = []
    if len(new) == len(old) == len(parts):
        written = zip(parts, old, new, strict=True)
        return [Edit(part.start, part.end, _note(page, note)) for part, was, note in written if was != note]
    for part, note in zip(parts, old, strict=False):
        if note not in new:
            edits.append(Edit(part.start - len(space_before(page.text, part.start)), part.end, ""))
    at = parts[-1].end if parts else page.unit.target.end if page.unit.target else page.unit.place
    edits += [Edit(at, at, page.indent + _note(page, note)) for note in new if note not in old]
    return edits


def _note(page: Page, note: Note) -> str:
    name = page.element("note")
    return f"<{name}{note_attributes(note)}>{page.style.characters(note.text)}</{name}>"


def _previous_edits(page: Page, before: Sequence[Segment], after: Sequence[Segment], word: str) -> list[Edit]:
    """Return the edits that take away or put in what stood before the source changed; *word* is the new state.

    What was history, because somebody had read the target since, goes once the target is open again.
    """
    old, new = ([row.previous for row in rows if row.previous] for rows in (before, after))
    native = native_of(page.text, page.unit)
    reopened = bool(word) and states.closed(native) and not states.closed(states.Native(word, dialect=native.dialect))
    if old == new and not (reopened and page.unit.previous):
        return []
    text, unit, edits = page.text, page.unit, list[Edit]()
    for whole, _source, _target in unit.previous:
        edits.append(Edit(whole.start - len(space_before(text, whole.start)), whole.end, ""))
    at = unit.notes[-1].end if unit.notes else unit.target.end if unit.target else unit.place
    alt, source, target = (page.element(name) for name in ("alt-trans", "source", "target"))
    for previous in new:
        inside = (
            f"<{source}>{page.xml(previous.source)}</{source}>",
            f"<{target}>{page.xml(previous.target)}</{target}>",
        )
        step = page.indent + ("  " if page.indent else "")
        body = "".join(step + line for line in inside)
        edits.append(Edit(at, at, f'{page.indent}<{alt} alttranstype="previous-version">{body}{page.indent}</{alt}>'))
    return edits
