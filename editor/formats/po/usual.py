"""The entries of a PO file that are written as usual, found all at once from its lines.

An entry is told here only if the exact pattern of ``entries``, set at its start, would find the same; where a line
is odd, and in front of it, that pattern must be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from editor.formats.po.lines import (
    CONTEXT,
    MSGID,
    OBSOLETE,
    ODD,
    PLURAL,
    REMARK,
    STRING,
    Blocks,
    Flags,
    Numbers,
    blocks,
)

Table = npt.NDArray[np.signedinteger[Any]]
# A row of the table: where the entry starts, its comments end, the strings of its context, msgid and msgid_plural
# start and end (-1 for one that is not there), its first msgstr starts, the entry ends; how many msgstr it has; 1 where
# it is known to have but a msgid and a msgstr, each of one line that ends in a newline alone and has no escapes.
START, COMMENTS, CONTEXT_AT, CONTEXT_END, MSGID_AT, MSGID_END, PLURAL_AT, PLURAL_END, STRINGS, END, SIZE, PLAIN = range(
    12
)
WIDTH = 12
LEAD = len('msgstr "')
MOST_FORMS = 6  # no language has more
_MOST_LINES = 100_000  # of a string or of comments: fewer than the exact pattern takes
_INT32 = 1 << 31
_BRIEF = 3  # characters of a line, below which a file has more lines than there is room to look at them together
_PORTION = 1 << 20  # characters looked at in one go: they and what is reckoned of them stay in the processor's cache
_BETWEEN = re.compile(r"\n(?=\r?\n(?:#|msgid|msgctxt))")  # what goes before ends here, however it ends


@dataclass(frozen=True, slots=True)
class Stretches:
    """The whole text in stretches, one after another: an entry each, or what stands between entries."""

    starts: Numbers  # offsets
    sure: Flags  # whether the exact pattern need not be asked
    entry: Numbers  # the number in *table* of the entry that it is, -1 where it is none
    table: Table
    lengths: tuple[Table, Table]  # of source and target of each msgstr of *table*, -1 where unknown


def stretches(text: str, portion: int = _PORTION) -> Stretches:
    """Return the stretches of *text*, which is not empty, looking at about *portion* characters at a time."""
    parts: list[Stretches] = []
    small: type[np.signedinteger[Any]] = np.int32 if len(text) < _INT32 else np.int64
    at = entries = 0
    while at < len(text):
        between = _BETWEEN.search(text, at + portion)
        end = between.end() if between else len(text)
        part = _portion(text[at:end].encode("ascii", "replace"))
        table = np.where(part.table < 0, -1, part.table + at)
        table[:, SIZE:] = part.table[:, SIZE:]
        numbers = np.where(part.entry < 0, -1, part.entry + entries)
        lengths = part.lengths[0].astype(small), part.lengths[1].astype(small)
        parts.append(Stretches(part.starts + at, part.sure, numbers, table.astype(small), lengths))
        at, entries = end, entries + len(table)
    sources: Table = np.concatenate([part.lengths[0] for part in parts])
    targets: Table = np.concatenate([part.lengths[1] for part in parts])
    table = np.concatenate([part.table for part in parts])
    if not text.endswith("\n"):
        table[table[:, END] == len(text), PLAIN] = 0
    return Stretches(
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.sure for part in parts]),
        np.concatenate([part.entry for part in parts]),
        table,
        (sources, targets),
    )


def _portion(characters: bytes) -> Stretches:
    """Return the stretches of a text given as *characters*, a byte for each."""
    if characters.count(b"\n") * _BRIEF > len(characters):
        none, table = np.zeros(0, dtype=np.int64), np.zeros((0, WIDTH), dtype=np.int64)
        return Stretches(np.zeros(1, dtype=np.int64), np.zeros(1, bool), np.full(1, -1), table, (none, none))
    told = blocks(characters, _MOST_LINES)
    kinds = told.kinds
    ends = np.flatnonzero((kinds[:-1] != kinds[1:]) & ((kinds[:-1] == STRING) | (kinds[:-1] == OBSOLETE))) + 1
    firsts = np.concatenate([np.zeros(1, dtype=np.int64), ends])
    which = np.zeros(len(kinds), dtype=np.int64)
    which[ends] = 1
    which = np.cumsum(which)  # the stretch of each block
    orderly = _orderly(told, firsts, which)
    count = [np.bincount(which[kinds == kind], minlength=len(firsts)) for kind in range(ODD + 1)]
    forms = count[STRING]
    entry = orderly & (count[MSGID] == 1) & (count[CONTEXT] <= 1) & (count[PLURAL] <= 1) & (count[OBSOLETE] == 0)
    entry &= (forms >= 1) & (forms <= MOST_FORMS) & ((forms == 1) | (count[PLURAL] == 1))
    gone = orderly & (count[OBSOLETE] > 0) & (count[REMARK] + count[OBSOLETE] == np.diff(firsts, append=len(kinds)))
    taken = np.flatnonzero(entry)
    numbers = np.full(len(firsts), -1, dtype=np.int64)
    numbers[taken] = np.arange(len(taken))
    mine = np.flatnonzero(entry[which])
    table, lengths = _table(told, mine, numbers[which[mine]], forms[taken])
    table[:, START] = told.starts[firsts[taken]]
    return Stretches(told.starts[firsts], entry | gone, numbers, table, lengths)


def _orderly(told: Blocks, firsts: Numbers, which: Numbers) -> Flags:
    """Tell of each stretch whether its blocks follow each other as they should, and nothing odd is in it or next."""
    kinds = told.kinds
    orderly = np.diff(firsts, append=len(kinds)) <= _MOST_LINES
    falls = np.flatnonzero(kinds[:-1] > kinds[1:]) + 1
    orderly[which[falls[which[falls] == which[falls - 1]]]] = False
    odd = np.flatnonzero(kinds == ODD)
    orderly[which[odd]] = False
    filled = np.flatnonzero(~told.blank)
    before = np.searchsorted(filled, odd) - 1  # the last that is not blank in front of it
    orderly[which[filled[before[before >= 0]]]] = False
    return orderly


def _table(told: Blocks, mine: Numbers, number: Numbers, forms: Numbers) -> tuple[Table, tuple[Numbers, Numbers]]:
    """Return the rows for the entries that the blocks *mine* belong to, and the lengths of their texts."""
    table = np.full((len(forms), WIDTH), -1, dtype=np.int64)
    table[:, SIZE] = forms
    kinds = told.kinds[mine]
    lengths = np.zeros((2, len(forms)), dtype=np.int64)
    for kind, column in ((CONTEXT, CONTEXT_AT), (MSGID, MSGID_AT), (PLURAL, PLURAL_AT)):
        block, entry = mine[kinds == kind], number[kinds == kind]
        table[entry, column] = told.quotes[block]
        table[entry, column + 1] = told.starts[block + 1]
        if kind == MSGID:
            table[entry, COMMENTS] = told.starts[block]
            lengths[:, entry] = told.lengths[block]
        elif kind == PLURAL:
            lengths[1, entry] = told.lengths[block]
        else:
            contexts = block, entry
    table[contexts[1], COMMENTS] = told.starts[contexts[0]]
    strings = mine[kinds == STRING]
    last = np.cumsum(forms) - 1
    first = last - forms + 1
    table[:, STRINGS] = told.starts[strings[first]]
    table[:, END] = told.starts[strings[last] + 1]
    plain = (forms == 1) & (table[:, PLURAL_AT] < 0)
    plain &= lengths[0] == table[:, MSGID_END] - table[:, MSGID_AT] - len('""\n')
    plain &= told.lengths[strings[first]] == table[:, END] - table[:, STRINGS] - LEAD - len('"\n')
    table[:, PLAIN] = plain
    sources = np.repeat(lengths[1], forms)
    sources[first] = lengths[0]
    return table, (sources, told.lengths[strings])
