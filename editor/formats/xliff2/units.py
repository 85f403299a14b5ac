"""One unit of our own layout, made from its rows: a field a line, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from editor.formats.spans import escape
from editor.formats.xliff2.facts import told
from editor.formats.xliff2.markup import Ink, characters, write
from editor.formats.xliff2.names import (
    GROUP,
    PREFIX,
    PREVIOUS,
    fresh,
    mark,
    segment_id,
    state,
    sub_state,
    tail_of,
    written_state,
)
from editor.model import Mark, Note, Segment, State
from editor.text import Text, words

_LONGEST = 2_000  # words; beyond, nobody reckons how alike two texts are


@dataclass(slots=True)
class Unit:
    """Rows that share a unit, under the ids that they have in the file."""

    rows: Sequence[Segment]
    file: str
    id: str
    lost: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the unit's name as a reader derives it."""
        return f"{self.file}/{self.id}"

    @property
    def closed(self) -> bool:
        """Tell whether nothing in the unit is for translation."""
        return all(Mark.NOT_FOR_TRANSLATION in row.marks for row in self.rows)

    @property
    def role(self) -> str:
        """Return the role that the unit's type tells."""
        role = self.rows[0].role
        return role if ":" not in role and len(role.split()) == 1 and role == role.strip() else ""


def ids(unit: Unit) -> list[str]:
    """Return an id for each segment of the unit: what its row is called, where that can be."""
    taken: set[str] = set()
    found = []
    for row in unit.rows:
        start, _slash, tail = row.id.rpartition("/")
        wanted = segment_id(tail) if start == row.unit and tail else None
        found.append(fresh(wanted or "x", taken))
    return found


def lines(unit: Unit) -> Iterator[str]:
    """Yield the lines of the unit, without their ends; a text may hold more line ends of its own."""
    names = ids(unit)
    ink = Ink(set(names), lost=unit.lost)
    pairs = [pair for row in unit.rows for pair in ((row.source, row.target), (row.gap, row.target_gap))]
    places = orders(unit.rows)
    written = write(pairs, ink, reading(unit.rows, places))
    kind = ink.attribute("type", f"{PREFIX}:{unit.role}") if unit.role else ""
    closed = ' translate="no"' if unit.closed else ""
    yield f"    <unit{ink.attribute('id', unit.id)}{kind}{closed}>"
    yield from wrapped(list(_matches(unit, names)), "<mtc:matches>", "</mtc:matches>")
    group = f'<mda:metadata><mda:metaGroup category="{GROUP}">'
    yield from wrapped(list(_metas(unit, names, ink)), group, "</mda:metaGroup></mda:metadata>")
    notes = list(_notes(unit, names, ink))
    if notes:
        yield from ("      <notes>", *notes, "      </notes>")
    if ink.data:
        yield from ("      <originalData>", *data(ink, "        "), "      </originalData>")
    for at, row in enumerate(unit.rows):
        yield from _segment(row, names[at], written[2 * at], places[at])
        yield from _ignorable(row, written[2 * at + 1])
    yield "    </unit>"


def wrapped(records: list[str], before: str, after: str) -> Iterator[str]:
    """Yield records a line each, the first and the last with what stands around all: one more is one line more."""
    if records:
        records[0] = f"      {before}{records[0]}"
        records[1:] = [f"        {record}" for record in records[1:]]
        records[-1] += after
        yield from records


def data(ink: Ink, indent: str) -> Iterator[str]:
    """Yield the original data that codes refer to."""
    for content, name in ink.data.items():
        yield f'{indent}<data id="{name}">{characters(content)}</data>'


def _segment(row: Segment, name: str, texts: tuple[str, str | None], place: int | None) -> Iterator[str]:
    marked = sub_state(row.marks)
    also = f' subState="{marked}"' if marked else ""
    yield f'      <segment id="{name}" state="{written_state(row.state)}"{also}>'
    yield f"        <source>{texts[0]}</source>"
    if has_target(row):
        order = f' order="{place}"' if place else ""
        yield f"        <target{order}>{texts[1] or ''}</target>"
    yield "      </segment>"


def has_target(row: Segment) -> bool:
    """Tell whether the segment has a ``target``: where there is text, or a state that must have one."""
    return bool(row.target.without_breaks()) or row.state not in (State.UNTRANSLATED, State.DRAFT)


def has_ignorable(row: Segment) -> bool:
    """Tell whether something stands between this segment and the next."""
    return bool(row.gap.without_breaks()) or row.target_gap is not None or bool(row.gap)


def _ignorable(row: Segment, texts: tuple[str, str | None]) -> Iterator[str]:
    if has_ignorable(row):
        yield "      <ignorable>"
        yield f"        <source>{texts[0]}</source>"
        if texts[1] is not None:
            yield f"        <target>{texts[1]}</target>"
        yield "      </ignorable>"


def orders(rows: Sequence[Segment]) -> list[int | None]:
    """Return each target's ``@order``, which counts ignorables too; None where it is as it stands.

    Where the rows' own orders are no order of the unit, or a target is missing, nothing is said here.
    """
    slots, place = [], 1
    for row in rows:
        slots.append(place)
        place += 1 + has_ignorable(row)
    wanted = [row.order or at for at, row in enumerate(rows, 1)]
    fits = sorted(wanted) == list(range(1, len(rows) + 1))
    if not fits or not all(has_target(row) for row in rows if row.order):
        return [None] * len(rows)
    return [slots[row.order - 1] if row.order else None for row in rows]


def reading(rows: Sequence[Segment], places: Sequence[int | None]) -> list[int]:
    """Return in which order the texts of the rows and the gaps behind them are read in the target.

    >>> reading([Segment("1", Text.of("a")), Segment("2", Text.of("b"))], [2, 1])
    [2, 0, 1, 3]
    """
    if not any(places):
        return []
    slots, slot = [], 1
    for row, place in zip(rows, places, strict=True):
        slots += [place or slot, slot + 1]
        slot += 1 + has_ignorable(row)
    return sorted(range(len(slots)), key=lambda at: (slots[at], at))


def seen(unit: Unit, at: int, name: str, *, ordered: bool) -> Segment:
    """Return the row that XLIFF's own fields of the unit's segment *at* give."""
    row = unit.rows[at]
    marked = mark(sub_state(row.marks) or "")
    marks = {marked} if marked else set()
    if unit.closed:
        marks.add(Mark.NOT_FOR_TRANSLATION)
    filled = bool(row.target.without_breaks())
    return Segment(
        f"{unit.name}/{tail_of(name)}",
        row.source,
        state=state(written_state(row.state), filled=filled),
        marks=frozenset(marks),
        role=unit.role,
        order=row.order if ordered and row.order != at + 1 else None,
    )


def _metas(unit: Unit, names: list[str], ink: Ink) -> Iterator[str]:
    """Yield what the metadata module holds, an element a fact: ``s1/reason``."""
    if unit.rows[0].unit != unit.name:
        yield f'<mda:meta type="unit">{escape(ink.legal(unit.rows[0].unit))}</mda:meta>'
    yield from code_metas(ink)
    ordered = any(orders(unit.rows))
    for at, row in enumerate(unit.rows):
        for name, word in told(row, seen(unit, at, names[at], ordered=ordered)).items():
            yield f'<mda:meta type="{names[at]}/{name}">{escape(ink.legal(word))}</mda:meta>'


def code_metas(ink: Ink) -> Iterator[str]:
    """Yield what the metadata module holds of the codes that *ink* wrote."""
    for name, word in ink.told.items():
        yield f'<mda:meta type="{name}">{escape(word)}</mda:meta>'


def _notes(unit: Unit, names: list[str], ink: Ink) -> Iterator[str]:
    number = 0
    for name, row in zip(names, unit.rows, strict=True):
        for note in row.notes:
            number += 1
            yield f"        {note_element(note, f'n{number}', name, ink)}"


def note_element(note: Note, name: str, segment: str, ink: Ink) -> str:
    """Write one note about the segment called *segment*."""
    origin = ink.attribute("category", note.origin) if note.origin else ""
    author = ink.attribute(f"{PREFIX}:author", note.author) if note.author else ""
    date = ink.attribute(f"{PREFIX}:date", note.date) if note.date else ""
    about = ink.attribute(f"{PREFIX}:segment", segment)
    return f'<note id="{name}"{origin}{about}{author}{date}>{escape(ink.legal(note.text))}</note>'


def _matches(unit: Unit, names: list[str]) -> Iterator[str]:
    for name, row in zip(names, unit.rows, strict=True):
        if row.previous:
            yield match_element(row, name, unit.lost)


def match_element(row: Segment, name: str, lost: set[str]) -> str:
    """Write the source and target before the original changed, as the match that the specification has for it."""
    previous = row.previous
    assert previous is not None  # noqa: S101 - asked only where there is one
    ink = Ink(set(), lost=lost)
    [(source, target)] = write([(previous.source, previous.target)], ink)
    group = f'<mda:metadata><mda:metaGroup category="{GROUP}">{"".join(code_metas(ink))}</mda:metaGroup></mda:metadata>'
    told = group if ink.told else ""
    held = f"<originalData>{''.join(data(ink, ''))}</originalData>" if ink.data else ""
    alike = f' similarity="{_alike(previous.source, row.source)}"'
    about = f'ref="#{name}" type="tm" subType="{PREVIOUS}"{alike}'
    return f"<mtc:match {about}>{told}{held}<source>{source}</source><target>{target}</target></mtc:match>"


def _alike(one: Text, two: Text) -> int:
    left, right = words(one.plain), words(two.plain)
    if len(left) + len(right) > _LONGEST:
        return 0
    return int(100 * SequenceMatcher(None, left, right, autojunk=False).ratio())
