"""The columns of all rows of a PO file told at once: only entries that say something special are looked at."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from editor import columns
from editor.formats.po.entries import string
from editor.formats.po.remarks import Maker
from editor.formats.po.segments import FOREIGN, OWN, SPECIAL, rows, standing
from editor.formats.po.usual import COMMENTS, CONTEXT_AT, CONTEXT_END, END, MSGID_AT, SIZE, START
from editor.model import Mark, Segment, State
from editor.text import EMPTY

if TYPE_CHECKING:
    import numpy.typing as npt

    from editor.formats.po.entries import Entries
    from editor.formats.po.lines import Numbers

_TRANSLATED, _UNTRANSLATED = (columns.STATE_NUMBERS[state] for state in (State.TRANSLATED, State.UNTRANSLATED))
_CODE = "{"  # without it a string of our own file has no codes


def tell(entries: Entries, maker: Maker) -> dict[str, object]:
    """Return the columns of all rows."""
    sizes = entries.table[:, SIZE]
    of_row = np.repeat(np.arange(len(entries)), sizes)
    shown = of_row != entries.header
    of_row = of_row[shown]
    firsts = np.searchsorted(of_row, np.arange(len(entries) + 1))
    sources, targets = (each[shown] for each in entries.lengths)
    unknown = set(of_row[(sources < 0) | (targets < 0)].tolist())
    if maker is not Maker.FOREIGN:
        unknown |= _holding(entries, _CODE, MSGID_AT, END)
    for number in unknown - {entries.header}:
        read = rows(entries.text, maker, number, entries.table[number].tolist())
        sources[firsts[number] : firsts[number + 1]] = [len(row.source) for row in read]
        targets[firsts[number] : firsts[number + 1]] = [len(row.target) for row in read]
    states, marks = _standings(entries, maker, firsts, targets)
    return {
        columns.STATES_COLUMN: states.tobytes(),
        columns.MARKS_COLUMN: marks.tobytes(),
        columns.SOURCES_COLUMN: array("l", sources.astype("l").tobytes()),
        columns.TARGETS_COLUMN: array("l", targets.astype("l").tobytes()),
        columns.UNITS_COLUMN: tuple(_units(entries, maker, of_row)),
    }


def _holding(entries: Entries, word: str, start: int, end: int) -> set[int]:
    """Return the numbers of the entries that hold *word* between two columns of the table."""
    text, places = entries.text, list[int]()
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + len(word))
    where = np.array(places, dtype=np.int64)
    numbers = np.searchsorted(entries.table[:, START], where, side="right") - 1
    where, numbers = where[numbers >= 0], numbers[numbers >= 0]
    inside = (where >= entries.table[numbers, start]) & (where < entries.table[numbers, end])
    return set(numbers[inside].tolist())


def _standings(
    entries: Entries, maker: Maker, firsts: Numbers, targets: Numbers
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return the state and the marks of each row, as the columns keep them."""
    states = np.where(targets > 0, _TRANSLATED, _UNTRANSLATED).astype(np.uint8)
    marks = np.zeros(len(states), dtype=np.uint8)
    bits = dict[frozenset[Mark], int]()
    special = set[int]().union(*(_holding(entries, word, START, COMMENTS) for word in SPECIAL))
    for number in special - {entries.header}:
        start, end = entries.table[number, START : COMMENTS + 1].tolist()
        first, last = firsts[number : number + 2].tolist()
        lengths = targets[first:last].tolist()
        filled = any(lengths)
        told = standing(entries.text[start:end], maker, filled=filled)
        if told.marks not in bits:
            bits[told.marks] = columns.mark_bits(_speaking(told.marks, maker))
        marks[first:last] = bits[told.marks]
        state = columns.STATE_NUMBERS[told.state]
        states[first:last] = [state if length or not filled else _UNTRANSLATED for length in lengths]
    return states, marks


def _speaking(marks: frozenset[Mark], maker: Maker) -> Segment:
    return Segment("", EMPTY, marks=marks, may=FOREIGN if maker is Maker.FOREIGN else OWN)


def _units(entries: Entries, maker: Maker, of_row: Numbers) -> list[str]:
    """Return the unit of each row."""
    if maker is Maker.FOREIGN:
        names = [f"f1/u{number}" for number in range(len(entries))]
    else:
        text = entries.text
        contexts = entries.table[:, [CONTEXT_AT, CONTEXT_END]].tolist()
        said = [string(text[start:end]) if start >= 0 else "" for start, end in contexts]
        names = [each.rpartition("/")[0] if each else f"f1/u{number}" for number, each in enumerate(said)]
    return [names[number] for number in of_row.tolist()]
