"""The edits of one unit as spans to rewrite: a target here, a state there, and nothing around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor.formats.spans import (
    CDATA,
    COMMENT,
    ILLEGAL,
    Edit,
    Element,
    attributes,
    eol,
    scan,
    scoped,
    set_attribute,
    space_before,
    value,
)
from editor.formats.xliff2 import records
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.facts import told
from editor.formats.xliff2.markup import Ink
from editor.formats.xliff2.names import (
    CODES,
    FIXED,
    OURS,
    PREFIX,
    fresh,
    mark,
    segment_id,
    state,
    sub_state,
    written_state,
)
from editor.formats.xliff2.parsing import Part, Unit
from editor.formats.xliff2.records import Desk
from editor.formats.xliff2.rendering import Renderer, Style
from editor.model import Mark, Segment, State
from editor.numbers import whole
from editor.text import EMPTY, Text


@dataclass(slots=True)
class Row:
    """A row on its way into the file: as it was read (None: it is new), as it is, and as XLIFF's own fields tell it."""

    new: Segment
    old: Segment | None
    seen: Segment
    part: Part
    key: str
    source: str | None = None  # the new XML, where the source is another
    target: str | None = None
    order: int | None = None  # the new @order
    edits: list[Edit] = field(default_factory=list)


def desk_for(text: str, unit: Unit, place: Place, lost: set[str]) -> Desk:
    """Lay out *unit* for editing."""
    scope = scoped(text, unit.element, place.scope)
    style = Style(place.prefix, eol(text, unit.element.start), scope.get(PREFIX) == OURS)
    taken = {
        value(text, one["id"])
        for part in unit.parts
        for element in part.element.walk()
        if "id" in (one := attributes(text, element.start))
    }
    ink = Ink(taken, {content: name for name, content in reversed(unit.sides[0].data.items())}, lost)
    left = unit.sides[0]
    ink.pairs, ink.fixed = dict(left.pairs), dict.fromkeys(unit.words.get("", {}).get(FIXED, "").split())
    return Desk(text, unit, place, style, scope, ink)


def edits(desk: Desk, rows: Sequence[Segment]) -> Iterator[Edit]:
    """Yield the edits after which the unit holds *rows*, the same rows as it has, whose fields may differ."""
    before = {name: content for content, name in desk.ink.data.items()}
    work = _started(desk, rows)
    written(desk, work)
    ordered(desk, work, slots=[at for at, part in enumerate(desk.unit.parts, 1) if part.segment])
    for row in work:
        yield from filled(desk, row)
    yield from around(desk, work, before)


def _started(desk: Desk, rows: Sequence[Segment]) -> list[Row]:
    """Return the rows as work to do. A segment that a match must name gets an id where it has none."""
    work = []
    for new, was, seen, part in zip(rows, desk.unit.rows, desk.unit.seen, desk.unit.segments, strict=True):
        row = Row(new, was, seen, part, part.key)
        if new.previous and "id" not in part.attributes:
            row.key = fresh(segment_id(part.tail) or "x", desk.ink.taken)
            edit = set_attribute(desk.text, part.element.start, "id", row.key)
            row.edits += [edit] if edit else []
        work.append(row)
    return work


def written(desk: Desk, work: Sequence[Row]) -> None:
    """Write the texts that are others than the file has. Nobody else's target is touched, even if it lost a code."""
    sources = [text for row in work for text in (row.new.source, row.new.gap)]
    targets = [text for row in work for text in (row.new.target, row.new.target_gap or EMPTY)]
    left = Renderer(sources, desk.style, desk.ink)
    for at, row in enumerate(work):
        if row.old is None or _differ(row.new.source, row.old.source):
            row.source = left.xml(2 * at)
    edited = {2 * at for at, row in enumerate(work) if row.old is None or _differ(row.new.target, row.old.target)}
    right = Renderer(targets, desk.style, desk.ink, sources, edited)
    for at in sorted(edited):
        work[at // 2].target = right.xml(at)


def _differ(one: Text, two: Text) -> bool:
    return one.without_breaks() != two.without_breaks()


# ── One segment ─────────────────────────────────────────────────────────────────────────────────────────────────────


def filled(desk: Desk, row: Row) -> Iterator[Edit]:
    """Yield the edits within one segment, and note in *row* what its own fields say afterwards."""
    yield from row.edits
    if row.source is not None and row.part.source is not None:
        yield _inner(desk, row.part.source, row.source)
    yield from _target(desk, row)
    yield from _state(desk, row)


def _inner(desk: Desk, element: Element, xml: str) -> Edit:
    """Return the edit that gives *element* other content, opening it where it is self-closed."""
    if not element.empty:
        return Edit(element.inner, element.close, _kept(desk.text, element, xml))
    tag = desk.text[element.start : element.end - 2].rstrip()
    return Edit(element.start + len(tag), element.end, f">{xml}</{element.name}>")


def _kept(text: str, element: Element, xml: str) -> str:
    """Return new content in the form of the old: CDATA stays CDATA, and comments are kept behind it."""
    raw = text[element.inner : element.close]
    if "<!" not in raw:
        return xml
    tokens = list(scan(text, element.inner, element.close))
    if [token.kind for token in tokens] == [CDATA]:
        plain = xml.replace("&lt;", "<").replace("&amp;", "&")
        if "<" not in xml and "&#" not in xml and "]]" not in plain and not ILLEGAL.search(plain):
            return f"<![CDATA[{plain}]]>"
    return xml + "".join(text[token.start : token.end] for token in tokens if token.kind == COMMENT)


def _target(desk: Desk, row: Row) -> Iterator[Edit]:
    """Yield the edits of the target: put in, opened, emptied, taken away, or given other content."""
    element, source = row.part.target, row.part.source
    must = row.new.state not in (State.UNTRANSLATED, State.DRAFT)
    wanted = must or bool(row.new.target.without_breaks())
    if element is None:
        if source is not None and wanted and (row.target is not None or must):
            yield _put_in(desk, row, source)
        return
    if row.target is not None and not wanted and _bare(desk, row, element):
        yield desk.removed(element)
        return
    if row.target is not None:
        yield _inner(desk, element, row.target)
    edit = set_attribute(desk.text, element.start, "order", str(row.order) if row.order else None)
    yield from [edit] if edit else []


def _put_in(desk: Desk, row: Row, source: Element) -> Edit:
    """Return the edit that puts a target behind its source, laid out and told to keep white space as that is."""
    space = space_before(desk.text, source.start)
    kept = attributes(desk.text, source.start).get("xml:space")
    also = desk.text[kept.start : kept.end] if kept else ""
    order = f' order="{row.order}"' if row.order else ""
    tag = f"{source.prefix}target"
    return Edit(source.end, source.end, f"{space}<{tag}{also}{order}>{row.target or ''}</{tag}>")


def _bare(desk: Desk, row: Row, element: Element) -> bool:
    """Tell whether nothing is lost with an empty target: no attributes, no twin, or it belongs to another row."""
    alone = len(row.part.element.all(element.uri, "target")) == 1
    return row.old is None or (alone and not attributes(desk.text, element.start))


def _state(desk: Desk, row: Row) -> Iterator[Edit]:
    """Yield the edits of ``@state`` and ``@subState``: a value we do not know stays until the state is another."""
    there, new, old = row.part.attributes, row.new, row.old
    now, sub = there.get("state"), there.get("subState")
    wanted = sub_state(new.marks)
    if old is None or new.state is not old.state:
        silent = new.state is State.UNTRANSLATED and wanted is None and (old is None or now is None)
        now, sub = None if silent else written_state(new.state), wanted
    elif wanted != sub_state(old.marks):
        now, sub = written_state(new.state) if wanted and now is None else now, wanted
    for name, word in (("state", now), ("subState", sub)):
        if word != there.get(name):
            edit = set_attribute(desk.text, row.part.element.start, name, word)
            yield from [edit] if edit else []
    marked = mark(sub or "")
    marks = row.seen.marks - {Mark.SOURCE_CHANGED, Mark.NEEDS_WORK, Mark.EDITED_AFTER_REVIEW}
    full = bool(new.target.without_breaks())
    row.seen = replace(row.seen, state=state(now or "", filled=full), marks=marks | ({marked} if marked else set()))


# ── The unit ────────────────────────────────────────────────────────────────────────────────────────────────────────


def ordered(desk: Desk, work: Sequence[Row], slots: Sequence[int], *, anew: bool = False) -> None:
    """Reckon each target's ``@order``; what XLIFF cannot say in it is left for the metadata.

    *slots* are the places of the segments among all parts of the unit. *anew*: the parts are others than they were.
    """
    old = [_order(desk.text, row.part.target) for row in work]
    loose = [part for part in desk.unit.parts if not part.segment and _order(desk.text, part.target)]
    same = all(row.old is not None and row.new.order == row.old.order for row in work)
    if (same and not anew) or (loose and not anew):
        for row, order in zip(work, old, strict=True):
            row.order = order
        return
    places = [row.new.order or at for at, row in enumerate(work, 1)]
    fits = sorted(places) == list(range(1, len(work) + 1))
    fits = fits and all(row.new.target.without_breaks() for row in work if row.new.order)
    for at, row in enumerate(work):
        place = row.new.order if fits else None
        row.order = slots[place - 1] if place else None
        row.seen = replace(row.seen, order=place if place != at + 1 else None)


def _order(text: str, target: Element | None) -> int | None:
    return whole(value(text, attributes(text, target.start).get("order"))) if target else None


def around(desk: Desk, work: Sequence[Row], before: dict[str, str]) -> Iterator[Edit]:
    """Yield the edits outside the segments: what is for translation, metadata, notes, matches, original data."""
    yield from _translate(desk, work)
    words: records.Words = {}
    name = {key: said for key, said in desk.unit.words.get("", {}).items() if key not in (CODES, FIXED)}
    words[""] = name | desk.ink.told
    for row in work:
        words.setdefault(row.key, {}).update(told(row.new, row.seen))
    old = {row.key: row.old for row in work if row.old is not None}
    yield from records.previous(desk, {row.key: row.new for row in work}, old)
    yield from records.metadata(desk, words)
    yield from records.notes(desk, [(row.key, note) for row in work for note in row.new.notes])
    yield from records.original_data(desk, before)


def _translate(desk: Desk, work: Sequence[Row]) -> Iterator[Edit]:
    """Yield the edit of the unit's ``@translate`` where rows became, or are no more, for translation."""
    closed = Mark.NOT_FOR_TRANSLATION
    if all(row.old is not None and (closed in row.new.marks) == (closed in row.old.marks) for row in work):
        return
    wanted = all(closed in row.new.marks for row in work)
    said = {"no": True, "yes": False}.get(desk.unit.attributes.get("translate", ""), not desk.place.translate)
    if wanted != said:
        edit = set_attribute(desk.text, desk.unit.element.start, "translate", "no" if wanted else "yes")
        yield from [edit] if edit else []
        for row in work:
            row.seen = replace(row.seen, marks=row.seen.marks | {closed} if wanted else row.seen.marks - {closed})
