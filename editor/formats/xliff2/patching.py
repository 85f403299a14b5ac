"""The bytes a document was read from with its edits made: unchanged units are never looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from editor.errors import FormatError
from editor.formats.options import Written
from editor.formats.spans import Edit, Element, attributes, eol, set_attribute, space_before, splice, value
from editor.formats.xliff2 import creating, resegmenting, splicing, units
from editor.formats.xliff2.index import Index
from editor.formats.xliff2.names import METADATA, NMTOKEN, OURS
from editor.formats.xliff2.reading import File, opening, tag_end
from editor.i18n import _
from editor.model import Document, Head, Segment

if TYPE_CHECKING:
    from editor.rows import Rows

Run: TypeAlias = Sequence[Segment]


class _AnewError(Exception):
    """The file's own frame cannot take the edits; it is to be written anew."""


def patch(document: Document, file: File) -> Written:
    """Return the bytes of *file* with the edits of *document* made.

    Raises FormatError where units were added to, or taken from, a file that Diptych did not make.
    """
    origin = document.origin
    assert origin is not None  # noqa: S101 - it is where the file comes from
    lost: set[str] = set()
    try:
        edits = [*_head(file, origin.head, document.head, lost)]
        edits += _rows(file, origin.rows, document.rows, lost)
    except _AnewError:
        return creating.create(document, file.index.root.attributes.get("version", ""))
    edits += _target_language(file, document, edits)
    losses = creating.losses(lost)
    if not file.index.root.layout and origin.head.title != document.head.title:
        losses += (_("A title is kept only in work files that Diptych made; this one goes without."),)
    return Written(splice(file.source, edits), losses)


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def stretches(before: Rows[Segment], after: Rows[Segment]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Yield where rows may differ: the first and last row before, and the rows now; shared chunks are passed over."""
    places = {id(chunk): number for number, chunk in enumerate(before.chunks)}
    following, run = 0, list[Segment]()
    for chunk in after.chunks:
        number = places.get(id(chunk), -1)
        if number < following:
            run += chunk.rows
            continue
        if run or number > following:
            yield before.starts[following], before.starts[number], run
        following, run = number + 1, []
    if run or following < len(before.chunks):
        yield before.starts[following], len(before), run


def _rows(file: File, before: Rows[Segment], after: Rows[Segment], lost: set[str]) -> Iterator[Edit]:
    firsts: array[int] | None = None
    gone: list[int] = []
    for start, end, now in stretches(before, after):
        if firsts is None:
            firsts = array("q", accumulate(file.index.sizes, initial=0))
        was = before[start:end]
        if len(was) == len(now) and all(one is two for one, two in zip(was, now, strict=True)):
            continue
        number = bisect_right(firsts, start) - 1 if start < end else -1
        old: list[tuple[int, Run]] = []
        while number >= 0 and number < len(file.index.sizes) and firsts[number] < end:
            if file.index.sizes[number]:
                old.append((number, was[firsts[number] - start : firsts[number + 1] - start]))
            number += 1
        runs = list(creating.runs(now))
        names = {_key(run) for run in runs}
        gone += [number for number, run in old if _key(run) not in names]
        yield from _stretch(file, old, runs, lost)
    _nowhere_empty(file, gone)


def _nowhere_empty(file: File, gone: Sequence[int]) -> None:
    """Have the file written anew where a ``file`` element would be left without units."""
    left: Counter[str] = Counter()
    if gone:
        left.update(file.index.place(number).file for number in range(len(file.index.starts)))
        left.subtract(file.index.place(number).file for number in gone)
    if any(number <= 0 for number in left.values()):
        raise _AnewError


def _key(run: Run) -> tuple[str, str]:
    return (run[0].unit, "") if run[0].unit else ("", run[0].id)


def _stretch(file: File, old: list[tuple[int, Run]], new: list[Run], lost: set[str]) -> Iterator[Edit]:
    """Yield the edits that make the units *old* into *new*."""
    places = {_key(run): at for at, (_number, run) in enumerate(old)}
    order = [places[key] for run in new if (key := _key(run)) in places]
    if order != sorted(order) or len(places) != len(old) or len(set(map(_key, new))) != len(new) or not (old and order):
        if not old and not new:
            return
        _refuse(file)
    kept = set(order)
    for at, (number, _run) in enumerate(old):
        if at not in kept:
            _refuse(file, soft=True)
            yield _removed(file, number)
    last = -1
    for run in new:
        at = places.get(_key(run), -1)
        if at < 0:
            _refuse(file, soft=True)
            yield _added(file, old[max(last, 0)][0], run, lost, behind=last >= 0)
        else:
            last = at
            yield from _unit(file, *old[at], run, lost)


def _refuse(file: File, *, soft: bool = False) -> None:
    """Say that somebody else's file keeps its units; a file of our own is written anew, or (*soft*) goes on."""
    if not file.index.root.layout:
        message = _("This file keeps its own paragraphs; save under another name, as a new work file.")
        raise FormatError(message)
    if not soft:
        raise _AnewError


def _unit(file: File, number: int, old: Run, new: Run, lost: set[str]) -> Iterator[Edit]:
    """Yield the edits of one unit. What reads exactly as we would write it is written so again; all else is spliced."""
    if len(old) == len(new) and all(one is two or one == two for one, two in zip(old, new, strict=True)):
        return
    text, index = file.source.text, file.index
    start, end = index.starts[number], index.ends[number]
    place = index.place(number)
    if place.own:
        name = index.names[number][len(place.file) + 1 :]
        if _ours(units.Unit(old, place.file, name), text, start) == text[start:end]:
            yield Edit(start, end, _ours(units.Unit(new, place.file, name, lost), text, start))
            return
    desk = splicing.desk_for(text, file.unit(number), place, lost)
    gaps = [(row.id, row.gap.without_breaks(), row.target_gap) for row in new]
    same = gaps == [(row.id, row.gap.without_breaks(), row.target_gap) for row in desk.unit.rows]
    yield from (splicing if same else resegmenting).edits(desk, new)


def _ours(unit: units.Unit, text: str, at: int) -> str:
    """Return the unit in our own layout, with the line ends in use at *at*."""
    written = "\n".join(units.lines(unit)).lstrip()
    end = eol(text, at)
    return written if end == "\n" else written.replace("\n", end)


def _removed(file: File, number: int) -> Edit:
    start = file.index.starts[number]
    return Edit(start - len(space_before(file.source.text, start)), file.index.ends[number], "")


def _added(file: File, number: int, run: Run, lost: set[str], *, behind: bool) -> Edit:
    """Return the edit that puts a new unit behind (or before) unit *number*."""
    index: Index = file.index
    text, at = file.source.text, index.starts[number]
    place = index.place(number)
    head, _slash, name = run[0].unit.partition("/")
    wanted = name if head == place.file and NMTOKEN.fullmatch(name) else "u"
    written = _ours(units.Unit(run, place.file, _free(index, place.file, wanted), lost), text, at)
    space = space_before(text, at)
    # Before a unit it goes before the space in front, which goes with that unit where it is taken away.
    where = index.ends[number] if behind else at - len(space)
    return Edit(where, where, f"{space}{written}")


def _free(index: Index, file: str, wanted: str) -> str:
    """Return an id that no unit of the file has."""
    found, number = wanted, 2
    while f"{file}/{found}" in index.taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


# ── What is true of the whole ───────────────────────────────────────────────────────────────────────────────────────


def _head(file: File, before: Head, after: Head, lost: set[str]) -> Iterator[Edit]:
    text, root = file.source.text, file.index.root
    for name, old, new in (
        ("srcLang", before.source_language, after.source_language),
        ("trgLang", before.target_language, after.target_language),
    ):
        edit = set_attribute(text, root.start, name, new or "und") if old != new else None
        yield from [edit] if edit else []
    if not root.layout or not file.index.files:
        return
    changed = {
        "skeleton": before.skeleton != after.skeleton,
        "metadata": (before.title, before.encoding) != (after.title, after.encoding),
        "gone": before.gone != after.gone,
    }
    if any(changed.values()):
        yield _file_tag(file, before, after, lost)
        yield from _opening(file, after, changed, lost)


def _file_tag(file: File, before: Head, after: Head, lost: set[str]) -> Edit:
    """Return the edit of the first file's start tag, which names the original."""
    text, start = file.source.text, file.index.files[0]
    end = tag_end(text, start)
    name = value(text, attributes(text, start).get("id"))
    if text[start:end] == creating.file_tag(before, name, set()):
        return Edit(start, end, creating.file_tag(after, name, lost))
    original = after.skeleton.name if after.skeleton else None
    return set_attribute(text, start, "original", original) or Edit(start, start, "")


def _opening(file: File, head: Head, changed: Mapping[str, bool], lost: set[str]) -> Iterator[Edit]:
    """Yield the edits of what stands before the first unit, a whole element each."""
    text = file.source.text
    there = {_kind(element): element for element in opening(file)}
    at = tag_end(text, file.index.files[0])
    name = value(text, attributes(text, file.index.files[0]).get("id"))
    for kind, lines in creating.opening(head, name, lost):
        element = there.get(kind)
        if changed[kind]:
            written = "".join(f"\n{line}" for line in lines).replace("\n", eol(text, at))
            start = element.start - len(space_before(text, element.start)) if element else at
            yield Edit(start, element.end if element else at, written)
        if element:
            at = element.end


def _kind(element: Element) -> str:
    if element.uri in (METADATA, OURS):
        return element.local
    return "skeleton" if element.local == "skeleton" else ""


def _target_language(file: File, document: Document, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edit that names the target language where the file has none yet and now has targets."""
    root = file.index.root
    if not edits or "trgLang" in root.attributes or document.head.target_language == "":
        return
    if any(edit.start < root.end for edit in edits) or not any("target" in edit.text for edit in edits):
        return
    edit = set_attribute(file.source.text, root.start, "trgLang", document.head.target_language)
    yield from [edit] if edit else []
