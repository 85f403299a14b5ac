"""What the marks of sentences say: how they begin and end, and how many full stops stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from editor.align.kinds import Floats, Ints
from editor.align.links import Links

MOST = 4  # sentences on a side of a bead
STOPS = 6  # more full stops in a sentence count as so many
_ENDS = {".": 0, "。": 0, "．": 0, "।": 0, "۔": 0, "։": 0, "?": 1, "？": 1, "؟": 1, "!": 2, "！": 2}
_ENDS |= {":": 3, "：": 3, ";": 4, "；": 4, "؛": 4, ",": 5, "、": 5, "，": 5, "،": 5, "…": 6}
_OTHER, _QUOTED = 7, 8
_CLOSERS = "\"'”’»›“‘)]}」』）】〉》 \u00a0"
_BEGINS = regex.compile(
    r"(?P<quote>[\"'“‘„«»‹「『‚])|(?P<dash>[-–—―•*·▪●])|(?P<digit>[\p{Nd}#№])|(?P<bracket>[(\[{（【<])|"
    r"(?P<lower>\p{Ll})|(?P<letter>\p{L})"
)
_KINDS = ("quote", "dash", "digit", "bracket", "lower", "letter")
_STOP = regex.compile(  # but for "10 a.m. on", "Mr. Lee", "J. Lee"
    r"(?<!\b\p{L})(?<!\b\p{Lu}\p{L}\p{L}?)\.(?!\.)(?=[\"'”’»›)\]]*+(?:\s|$))|"
    r"(?:[!?…]|\.{2,})++(?=[\"'”’»›)\]]*+(?:\s|$))|[。．！？।۔։]++"
)
_BEGIN_KINDS = len(_KINDS) + 1
_EDGE_KINDS = 2 * _QUOTED * _BEGIN_KINDS
_MOST_STOPS = MOST * STOPS
_SAME = 0.7  # how often a sentence ends or begins as its translation does, before anything is learnt
_STRENGTH = 25.0  # sentences that this counts as
_STEPS = np.array([0.02, 0.08, 0.8, 0.08, 0.02])  # chances of 2 fewer … 2 more stops
EDGES, FULL_STOPS = 0.65, 0.5  # weights beside the other scores


@dataclass(frozen=True, slots=True)
class Marks:
    """Of every sentence of a text: the class of its end and its beginning, and its full stops."""

    ends: Ints
    begins: Ints
    stops: Ints
    running: Ints  # full stops before each sentence, and in all


@dataclass(frozen=True, slots=True)
class Habits:
    """What marks become in the translation: scores of all pairs."""

    edges: Floats  # of how a group ends and begins
    stops: Sequence[Floats]  # of numbers of full stops, for 1 … 4 target sentences


def read(sentences: Sequence[str]) -> Marks:
    """Look at the marks of *sentences*."""
    stops = np.array([min(len(_STOP.findall(sentence)), STOPS) for sentence in sentences], np.int64)
    return Marks(
        np.array([_end(sentence) for sentence in sentences], np.int64),
        np.array([_begin(sentence) for sentence in sentences], np.int64),
        stops,
        np.concatenate([[0], np.cumsum(stops)]),
    )


def _end(sentence: str) -> int:
    bare = sentence.rstrip(_CLOSERS)
    found = _ENDS.get(bare[-1:], _OTHER)
    if bare.endswith("..."):
        found = _ENDS["…"]
    return found + _QUOTED * (len(bare) < len(sentence.rstrip()))


def _begin(sentence: str) -> int:
    match = _BEGINS.match(sentence.lstrip())
    return _KINDS.index(match.lastgroup) if match and match.lastgroup else len(_KINDS)


def habits(left: Marks, right: Marks, links: Links | None = None) -> Habits:
    """Return what is usual, and what *links* teach beyond that."""
    pairs = []
    for which, size in (("ends", 2 * _QUOTED), ("begins", len(_KINDS) + 1)):
        mine, theirs = getattr(left, which), getattr(right, which)
        large = (np.bincount(theirs, minlength=size) + 0.5) / (len(theirs) + 0.5 * size)
        counts = _STRENGTH * (_SAME * np.eye(size) + (1 - _SAME) * large)
        if links is not None:
            last = (links.many - 1, links.much - 1) if which == "ends" else (0, 0)
            cell = mine[links.source + last[0]] * size + theirs[links.target + last[1]]
            counts = counts + np.bincount(cell, links.weight, size * size).reshape(size, size)
        pairs.append(np.log(counts / counts.sum(axis=1, keepdims=True) / large))
    steps = _STRENGTH * _STEPS
    if links is not None:
        change = _sums(right, links.target, links.much) - _sums(left, links.source, links.many)
        steps = steps + np.bincount(np.clip(change, -2, 2) + 2, links.weight, len(_STEPS))
    usual = _at_large(right.stops)
    return Habits(_edge_table(*pairs), [_stop_table(steps / steps.sum(), each) for each in usual])


def _sums(marks: Marks, first: Ints, count: Ints) -> Ints:
    return np.asarray(marks.running[np.minimum(first + count, len(marks.stops))] - marks.running[first])


def _at_large(stops: Ints) -> list[Floats]:
    one = (np.bincount(stops, minlength=STOPS + 1) + 0.2) / (len(stops) + 0.2 * (STOPS + 1))
    found = [one]
    for _more in range(MOST - 1):
        found.append(np.convolve(found[-1], one))
    return found


class Gathered:
    """What marks say of groups of *much* target sentences that begin at each of *columns*."""

    def __init__(self, habits: Habits, right: Marks, columns: Ints, much: int) -> None:
        last = np.minimum(columns + (much - 1), len(right.ends) - 1)
        self._edges = right.ends[last] * _BEGIN_KINDS + right.begins[columns]
        self._stops = np.minimum(_sums(right, columns, np.array(much)), _MOST_STOPS)
        self._edge_table = habits.edges
        self._stop_table = habits.stops[much - 1]

    def scores(self, left: Marks, rows: Ints, many: int) -> Floats:
        """Return the scores with groups of *many* source sentences that begin at *rows*; columns stand below each."""
        count = len(rows)
        last = np.minimum(rows + many, len(left.ends)) - 1
        first = np.minimum(rows, len(left.ends) - 1)
        edge = (left.ends[last] * _BEGIN_KINDS + left.begins[first]) * _EDGE_KINDS
        found = self._edge_table.take(edge[:, :, None] + self._edges[:count])
        stops = np.minimum(_sums(left, rows, np.array(many)), _MOST_STOPS) * (_MOST_STOPS + 1)
        found += self._stop_table.take(stops[:, :, None] + self._stops[:count])
        return np.asarray(found)


def _edge_table(ends: Floats, begins: Floats) -> Floats:
    whole = ends[:, None, :, None] + begins[None, :, None, :]
    return np.asarray(EDGES * whole.reshape(_EDGE_KINDS, _EDGE_KINDS), np.float32)


def _stop_table(steps: Floats, usual: Floats) -> Floats:
    """Return the scores by the chances of 2 fewer … 2 more full stops, and of how many there are at large."""
    number = np.arange(_MOST_STOPS + 1)
    chances = steps[np.clip(number - number[:, None], -2, 2) + 2]
    return np.asarray(FULL_STOPS * np.clip(np.log(chances / np.resize(usual, _MOST_STOPS + 1)), -6.0, 3.0), np.float32)
