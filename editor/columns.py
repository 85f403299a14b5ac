"""Columns over all rows, reckoned a chunk at a time and kept there: states, marks, lengths, words, progress."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

from editor.model import ANYTHING, MARKS, STATES, Mark, Segment, State
from editor.text import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from editor.rows import Rows

# Names under which a format's reader may fill a chunk's facts beforehand, without decoding its rows.
STATES_COLUMN = "states"  # bytes: the index of the state in STATES
MARKS_COLUMN = "marks"  # bytes: bit n set for MARKS[n]; bit 7 where there is nothing to translate for another reason
SOURCES_COLUMN = "sources"  # array("l"): characters of the source
TARGETS_COLUMN = "targets"  # array("l"): characters of the target
UNITS_COLUMN = "units"  # tuple of strings: the unit of each row
_BIT = {mark: 1 << number for number, mark in enumerate(MARKS)}
STATE_NUMBERS = {state: number for number, state in enumerate(STATES)}
LOCKED = 1 << 7
_IDLE = _BIT[Mark.NOT_FOR_TRANSLATION] | _BIT[Mark.OMITTED] | LOCKED


class Together:
    """The columns of several chunks, told at once when those of the first of them are asked for."""

    __slots__ = ("_ends", "_tell", "_told")

    def __init__(self, sizes: Iterable[int], tell: Callable[[], dict[str, Any]]) -> None:
        """Hold chunks of these *sizes*; *tell* gives each column of all their rows, or a function that does."""
        self._ends = [0, *accumulate(sizes)]
        self._tell = tell
        self._told: dict[str, Any] | None = None

    def part(self, number: int) -> dict[str, object]:
        """Return the columns of chunk *number*."""
        told = self._told
        if told is None:  # another thread may be at it too: both are told the same
            told = self._told = self._tell()
        start, end = self._ends[number : number + 2]
        return {
            name: partial(_part, column, start, end) if callable(column) else column[start:end]
            for name, column in told.items()
        }


def _part(column: Callable[[], Any], start: int, end: int) -> object:
    return column()[start:end]


def states(rows: Rows[Segment]) -> list[bytes]:
    """Return the states chunk by chunk, a byte a row: its index in STATES."""
    return rows.column(STATES_COLUMN, lambda run: bytes([STATE_NUMBERS[s.state] for s in run]))


def marks(rows: Rows[Segment]) -> list[bytes]:
    """Return the marks chunk by chunk, a byte a row: bit n for MARKS[n], bit 7 where the row is locked."""
    return rows.column(MARKS_COLUMN, lambda run: bytes([mark_bits(s) for s in run]))


def mark_bits(segment: Segment) -> int:
    """Return the byte that ``marks`` keeps for *segment*."""
    if segment.may is ANYTHING and not segment.marks:
        return 0  # nearly all rows
    bits = 0
    for mark in segment.marks:
        bits |= _BIT[mark]
    if not bits & _IDLE and not segment.translatable:
        bits |= LOCKED
    return bits


def sources(rows: Rows[Segment]) -> list[array[int]]:
    """Return the number of positions of each source, chunk by chunk."""
    return rows.column(SOURCES_COLUMN, lambda run: array("l", [len(s.source) for s in run]))


def targets(rows: Rows[Segment]) -> list[array[int]]:
    """Return the number of positions of each target, chunk by chunk."""
    return rows.column(TARGETS_COLUMN, lambda run: array("l", [len(s.target) for s in run]))


def units(rows: Rows[Segment]) -> list[tuple[str, ...]]:
    """Return the unit of each row, chunk by chunk."""
    return rows.column(UNITS_COLUMN, lambda run: tuple([s.unit for s in run]))


def words(rows: Rows[Segment]) -> list[array[int]]:
    """Return the words of each source, chunk by chunk; the first call reads every text."""
    return rows.column("words", lambda run: array("l", [count_words(s.source.plain) for s in run]))


def has(bits: int, mark: Mark) -> bool:
    """Tell whether a byte of ``marks`` holds *mark*."""
    return bool(bits & _BIT[mark])


def idle(bits: int) -> bool:
    """Tell whether a byte of ``marks`` says that there is nothing to translate in the row."""
    return bool(bits & _IDLE)


def untranslated(rows: Rows[Segment]) -> int:
    """Count the rows that are for translation and have none, without decoding rows whose columns are known."""
    none = STATE_NUMBERS[State.UNTRANSLATED]
    pairs = zip(states(rows), marks(rows), strict=True)
    return sum(state == none and not bits & _IDLE for run in pairs for state, bits in zip(*run, strict=True))


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is done. Rows and source words by state count only what is for translation."""

    rows: int
    by_state: dict[State, int]
    words_by_state: dict[State, int]
    by_mark: dict[Mark, int]
    idle: int

    @property
    def for_translation(self) -> int:
        """The rows that are for translation."""
        return sum(self.by_state.values())

    @property
    def done(self) -> int:
        """The rows confirmed at least by their translator."""
        return self.for_translation - self.by_state[State.UNTRANSLATED] - self.by_state[State.DRAFT]

    @property
    def words_left(self) -> int:
        """The source words of rows not yet confirmed."""
        return self.words_by_state[State.UNTRANSLATED] + self.words_by_state[State.DRAFT]


def progress(rows: Rows[Segment], *, with_words: bool = True) -> Progress:
    """Count *rows*. After an edit only the chunks it touched are counted again."""
    states(rows)
    marks(rows)
    if with_words:
        words(rows)
    name = "tally with words" if with_words else "tally"
    seen: Counter[tuple[int, int]] = Counter()
    said: Counter[int] = Counter()
    for chunk in rows.chunks:
        facts = chunk.facts
        if name not in facts:  # reckoned from other columns, so that no row is decoded
            facts[name] = _tally(facts, with_words=with_words)
        pairs, spoken = cast("_Tally", facts[name])
        seen.update(pairs)
        said.update(spoken)
    by_state = dict.fromkeys(STATES, 0)
    by_mark = dict.fromkeys(MARKS, 0)
    resting = 0
    for (state, bits), number in seen.items():
        for mark in MARKS:
            if bits & _BIT[mark]:
                by_mark[mark] += number
        if bits & _IDLE:
            resting += number
        else:
            by_state[STATES[state]] += number
    spoken_by_state = {state: said[number] for number, state in enumerate(STATES)}
    return Progress(len(rows), by_state, spoken_by_state, by_mark, resting)


_Tally = tuple[Counter[tuple[int, int]], Counter[int]]


def _tally(facts: dict[str, object], *, with_words: bool) -> _Tally:
    of_states, of_marks = facts[STATES_COLUMN], facts[MARKS_COLUMN]
    assert isinstance(of_states, bytes)  # noqa: S101 - what states() stores
    assert isinstance(of_marks, bytes)  # noqa: S101 - what marks() stores
    if any(of_marks):
        pairs = Counter(zip(of_states, of_marks, strict=True))
    else:
        pairs = Counter({(state, 0): of_states.count(state) for state in set(of_states)})
    said: Counter[int] = Counter()
    if with_words:
        of_words = facts["words"]
        assert isinstance(of_words, array)  # noqa: S101 - what words() stores
        for state, bits, number in zip(of_states, of_marks, of_words, strict=True):
            if not bits & _IDLE:
                said[state] += number
    return pairs, said
