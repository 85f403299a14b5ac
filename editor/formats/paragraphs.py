"""Units that links across paragraphs hold together, parted again into the paragraphs that the original has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from editor.model import Document, Mark, Segment
from editor.rows import Rows
from editor.text import EMPTY, Break, Run, Text


def parted(document: Document) -> Document:
    """Return *document* with a unit for each paragraph of the original, as its skeleton has places for.

    A translation that has as many paragraphs as its source is parted like it; any other goes where its source begins,
    and nothing stands in the place of the rest.
    """
    skeleton = document.head.skeleton
    if skeleton is None or not any(document.rows.column("paragraph breaks", _has_breaks)):
        return document
    places = list(dict.fromkeys(place.unit for place in skeleton.places))
    claimed = {row.unit for row in document.rows}
    rows: list[Segment] = []
    for name, run in groupby(document.rows, key=lambda row: row.unit):
        unit = list(run)
        wanted = sum(len(_pieces(row.source)) - 1 for row in unit)
        names = _names(name, places, claimed)[: wanted + 1] if wanted and name in places else []
        rows += _apart(unit, names) if len(names) > 1 else unit
    return replace(document, rows=Rows.of(rows))


def _has_breaks(run: Sequence[Segment]) -> bool:
    return any(isinstance(each, Break) and each.paragraph for row in run for each in row.source.runs)


def _names(name: str, places: Sequence[str], claimed: set[str]) -> list[str]:
    """Return *name* and those of the paragraphs behind it that no row claims, over others' in between."""
    behind = places[places.index(name) + 1 :]
    return [name, *(each for each in behind if each not in claimed)]


def _pieces(text: Text) -> list[Text]:
    """Return the paragraphs of a text."""
    found: list[list[Run]] = [[]]
    for run in text.runs:
        if isinstance(run, Break) and run.paragraph:
            found.append([])
        else:
            found[-1].append(run)
    return [Text(tuple(runs)) for runs in found]


def _apart(unit: Sequence[Segment], names: Sequence[str]) -> Iterator[Segment]:
    at = 0
    for row in unit:
        sources, targets = _pieces(row.source), _pieces(row.target)
        if len(sources) == 1:
            yield replace(row, unit=names[min(at, len(names) - 1)], order=None)
            continue
        alike = len(sources) == len(targets)
        for number, source in enumerate(sources):
            first, last = number == 0, number == len(sources) - 1
            yield replace(
                row,
                unit=names[min(at + number, len(names) - 1)],
                source=source,
                target=targets[number] if alike else row.target if first else EMPTY,
                marks=row.marks if alike or first or not row.target else row.marks | {Mark.OMITTED},
                gap=row.gap if last else EMPTY,
                target_gap=row.target_gap if last else None,
                order=None,
            )
        at += len(sources) - 1
