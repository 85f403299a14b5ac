"""What units and rows are called after an update: as before, so that two people's copies still merge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from editor.compare.carrying import Carried
from editor.model import Segment, Skeleton


@dataclass(frozen=True, slots=True)
class Names:
    """The name of each unit of the newer original, and the id of each row; as the original has them by default."""

    units: dict[str, str] = field(default_factory=dict)
    rows: tuple[str, ...] = ()

    def row(self, number: int, carried: Carried) -> Segment:
        """Return the row at *number* under its name."""
        row = carried.row
        unit = self.units.get(row.unit, row.unit)
        name = self.rows[number] if self.rows else row.id
        return row if (row.unit, row.id) == (unit, name) else replace(row, unit=unit, id=name)

    def skeleton(self, newer: Skeleton) -> Skeleton:
        """Return the newer original with the places of its units under their names."""
        places = tuple(replace(place, unit=self.units.get(place.unit, place.unit)) for place in newer.places)
        return newer if places == newer.places else replace(newer, places=places)


def named(
    old: Sequence[Segment], carried: Sequence[Carried], skeleton: Skeleton | None, gone: Iterable[Segment]
) -> Names:
    """Name each unit for the older one that most of its rows come from, and each row for its own; others anew."""
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for each in carried:
        for row in each.match.old if each.match else ():
            sources[each.row.unit][old[row].unit] += 1
    units: dict[str, str] = {}
    ranked = sorted(
        ((count, unit, name) for unit, counts in sources.items() for name, count in counts.items() if name),
        key=lambda each: -each[0],
    )
    taken: set[str] = set()
    for _count, unit, name in ranked:
        if unit not in units and name not in taken:
            units[unit] = name
            taken.add(name)
    taken |= {row.unit for row in (*old, *gone)}
    known = dict.fromkeys([*(each.row.unit for each in carried), *_places(skeleton)])
    for unit in known:
        if unit and unit not in units:
            units[unit] = _fresh(unit, taken)
    return Names(units, tuple(_ids(old, carried, units, {row.id for row in (*old, *gone)})))


def _places(skeleton: Skeleton | None) -> list[str]:
    return [place.unit for place in skeleton.places] if skeleton else []


def _ids(old: Sequence[Segment], carried: Sequence[Carried], units: dict[str, str], known: set[str]) -> Iterable[str]:
    used: set[str] = set()
    taken = set(known)
    for each in carried:
        unit = units.get(each.row.unit, each.row.unit)
        before = [old[row] for row in each.match.old if old[row].unit == unit] if each.match else []
        name = next((row.id for row in before if row.id not in used), "")
        if not name:
            name = _fresh(f"{unit}/1" if unit else each.row.id, taken, f"{unit}/" if unit else "")
        used.add(name)
        yield name


def _fresh(wanted: str, taken: set[str], front: str = "") -> str:
    """Return *wanted*, or the first name like it that is not *taken*; it is taken now."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{front}{number}" if front else f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
