"""The columns of some units told without making their rows: states, marks, lengths, units."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from editor import columns
from editor.formats.spans import Reference, content
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.names import GROUP, PREFIX, state
from editor.model import MARKS, Mark, Segment

CLOSED = 1 << MARKS.index(Mark.NOT_FOR_TRANSLATION)
_METADATA = (
    rf"(?>(?:<mda:metadata><mda:metaGroup category=\"{GROUP}\">"
    r"(?>(?:<mda:meta type=\"[^\"/]*+/(?:id|link|reason|reviewed|reviewer|role)\">[^<]*+</mda:meta>\s*+)+)"
    r"</mda:metaGroup></mda:metadata>\s*+)?)"
)


class _Patterns(NamedTuple):
    """A unit's beginning, its notes or a module, its original data, a segment, and a code, all as plain as can be."""

    unit: re.Pattern[str]
    module: re.Pattern[str]
    data: re.Pattern[str]
    part: re.Pattern[str]
    code: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(prefix: str) -> _Patterns:
    p = re.escape(prefix)
    space = r"(?>(?:\s+xml:space=\"\w++\")?)"
    said = r"(?>(?:\s+(?!translate)[\w:.\-]+=\"[^\"<&]*+\")*)"
    text = rf"((?>(?:[^<]++|<(?!/?{p}(?:source|target)|{p}(?:segment|unit)|!|\?))*))"
    inside = r"(?>(?:\s+[\w:.\-]+=(?:\"[^\"<>]*+\"|'[^'<>]*+'))*)\s*+"
    beside = rf"{'(?!' + p + ')' if prefix else ''}[\w.\-]+:[\w.\-]+"
    module = (
        rf"<(?P<name>{p}notes|{beside})(?=[\s/>])(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"
        r"(?:(?<=/)>|(?<!/)>(?>(?:[^<]++|<(?!/(?P=name)\s*+>|!|\?))*)</(?P=name)\s*+>)\s*+"
    )
    data = rf"(?>(?:<{p}originalData>(?>(?:[^<]++|<(?!/{p}originalData|!|\?))*)</{p}originalData>\s*+)?)"
    return _Patterns(
        re.compile(rf"<{p}unit{said}(\s+translate=\"(?:yes|no)\")?{said}\s*+>\s*+{_METADATA}"),
        re.compile(module),
        re.compile(data),
        re.compile(
            rf"<{p}(?:segment(?:\s+id=\"[^\"<&]*+\")?(?:\s+state=\"(\w*+)\")?|(ignorable)(?:\s+id=\"[^\"<&]*+\")?)>\s*+"
            rf"<{p}source{space}>{text}</{p}source>\s*+(?>(?:<{p}target{space}>{text}</{p}target>\s*+)?)"
            rf"</{p}(?:segment|ignorable)>\s*+"
        ),
        re.compile(rf"<{p}(?:(?:ph|sc|ec){inside}/>|pc{inside}>)|</{p}pc>"),
    )


def _length(raw: str, code: re.Pattern[str]) -> int | None:
    """Return the positions of a text, a code counting as one; None where it takes a reading to know them."""
    if "<" in raw:
        raw = code.sub("\0", raw)
        if "<" in raw:
            return None
    if "&" in raw or "\r" in raw:
        pieces = content(raw)
        return None if any(isinstance(piece, Reference) for piece in pieces) else sum(map(len, pieces))
    return len(raw)


@lru_cache(maxsize=64)
def number(written: str, *, filled: bool) -> int:
    """Return the number of the state that the file calls *written*."""
    return columns.STATE_NUMBERS[state(written, filled=filled)]


@dataclass(slots=True)
class Outline:
    """Columns as they grow."""

    states: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    sources: array[int] = field(default_factory=lambda: array("l"))
    targets: array[int] = field(default_factory=lambda: array("l"))
    units: list[str] = field(default_factory=list)

    def tell(self) -> dict[str, object]:
        """Return the columns by their names."""
        return {
            columns.STATES_COLUMN: bytes(self.states),
            columns.MARKS_COLUMN: bytes(self.marks),
            columns.SOURCES_COLUMN: self.sources,
            columns.TARGETS_COLUMN: self.targets,
            columns.UNITS_COLUMN: tuple(self.units),
        }

    def part(self, start: int, end: int) -> Outline:
        """Return some of the rows."""
        columns_ = (self.states, self.marks, self.sources, self.targets, self.units)
        return Outline(*(column[start:end] for column in columns_))  # type: ignore[arg-type]

    def unit(self, text: str, span: tuple[int, int], name: str, place: Place) -> bool:
        """Add the rows of a unit, or tell that it is not plain enough."""
        head, module, data, part, code = _patterns(place.prefix)
        opened = head.match(text, *span)
        if opened is None or place.again:
            return False
        at = opened.end()
        while not place.own and (match := module.match(text, at, span[1])) is not None:
            if PREFIX in match[0] or "xmlns" in match[0]:
                return False
            at = match.end()
        match = data.match(text, at, span[1])
        at = match.end() if match else at
        found = []
        while (match := part.match(text, at, span[1])) is not None:
            at = match.end()
            if match[2] is None:
                source, target = _length(match[3], code), _length(match[4] or "", code)
                if source is None or target is None:
                    return False
                found.append((match[1] or "", source, target))
        if not text.startswith(f"</{place.prefix}unit", at):
            return False
        closed = '"no"' in opened[1] if opened[1] else not place.translate
        for written, left, right in found:
            self.states.append(number(written, filled=right > 0))
            self.sources.append(left)
            self.targets.append(right)
        self.marks += [CLOSED if closed else 0] * len(found)
        self.units += [name] * len(found)
        return True

    def rows(self, rows: Sequence[Segment]) -> None:
        """Add rows that had to be read."""
        for row in rows:
            self.states.append(columns.STATE_NUMBERS[row.state])
            self.marks.append(columns.mark_bits(row))
            self.sources.append(len(row.source))
            self.targets.append(len(row.target))
            self.units.append(row.unit)
