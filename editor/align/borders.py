"""What speaks against the borders between the links of a path: other paths, words on the wrong side, marks that differ.

A wrong link has a wrong border, and so has its neighbour; what a reader sees of it is seen at the border: a name that
one side says before it and the other behind it, a full stop where the other side goes on after a semicolon.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Bools, Floats, Ints
from editor.align.lexicon import ranges
from editor.align.links import Links
from editor.align.scores import Model
from editor.align.tokens import Side

_NO_KEY = -(1 << 62)
_TELLING = 10.0  # times as likely as at large: of such a pair of words one tells of the other


@dataclass(frozen=True, slots=True)
class Borders:
    """Of each border of a path, from the one before its first link to the one behind its last, what is known of it."""

    through: Floats  # how likely a path leads through it
    across: Floats  # words that nothing in their own link explains, and a word across the border does, in nats
    room: Ints  # words of the smaller link beside it
    ends: Floats  # how unusual it is that the sentences before it end unlike one another
    begins: Floats  # and that those behind it begin unlike one another
    given: Bools  # where a text ends, or a confirmed link stands


def seen(model: Model, found: Links, path: Links) -> Borders:
    """Look at the borders of *path*, a part of the likely links *found*."""
    size = np.zeros(len(path) + 1, np.int64)
    for side, first, count in ((model.left, path.source, path.many), (model.right, path.target, path.much)):
        size[1:] += side.starts[first + count] - side.starts[first]
    room = np.minimum(size, np.append(size[1:], 0))
    ends, begins = _unlike(model, path)
    given = np.ones(len(path) + 1, np.bool_)
    given[1:-1] = (path.source[1:] > (path.source + path.many)[:-1]) | (
        path.target[1:] > (path.target + path.much)[:-1]
    )
    across = np.where(given, 0.0, _across(model, path))
    return Borders(_through(found, path, given), across, room, np.append(0.0, ends), np.append(begins, 0.0), given)


def _through(found: Links, path: Links, given: Bools) -> Floats:
    """Add up the chances of all links that begin where one of the path does."""
    order = np.lexsort((found.target, found.source))
    wide = int(max(found.target.max(initial=0), path.target.max(initial=0))) + 1
    keys = (found.source * wide + found.target)[order]
    running = np.concatenate([[0.0], np.cumsum(found.weight[order])])
    wanted = path.source * wide + path.target
    sums = running[np.searchsorted(keys, wanted, "right")] - running[np.searchsorted(keys, wanted, "left")]
    return np.where(given, 1.0, np.append(np.minimum(sums, 1.0), 1.0))


def _unlike(model: Model, path: Links) -> tuple[Floats, Floats]:
    """Tell of each link whether its sides end, and begin, unlike one another; the more usual this is, the less."""
    both = np.flatnonzero((path.many > 0) & (path.much > 0))
    some = path.where(both)
    left, right = model.left.marks, model.right.marks
    found = []
    for unlike in (
        left.ends[some.source + some.many - 1] != right.ends[some.target + some.much - 1],
        left.begins[some.source] != right.begins[some.target],
    ):
        whole = np.zeros(len(path))
        whole[both] = unlike * (1 - unlike.mean()) if len(both) else 0.0
        found.append(whole)
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class _Words:
    """The types of one side of each link, each once: link * number of types + type, sorted; and their weights."""

    keys: Ints
    weights: Floats
    size: int


def _words(side: Side, first: Ints, count: Ints) -> tuple[_Words, Ints, Ints]:
    """Return the words of one side of links, and of each of its tokens the link and the type."""
    sizes = side.starts[first + count] - side.starts[first]
    link = np.repeat(np.arange(len(first)), sizes)
    kind = side.ids[ranges(side.starts[first], sizes)].astype(np.int64)
    keys = np.unique(link * len(side.types) + kind)
    return _Words(keys, side.weights[keys % len(side.types)], len(side.types)), link, kind


def _across(model: Model, path: Links) -> Floats:
    """Add up, for each border, the words on both sides that explain one another better than their own links do."""
    mine, link, kind = _words(model.left, path.source, path.many)
    theirs, _link, _kind = _words(model.right, path.target, path.much)
    pairs = _telling(model)
    sizes = (pairs.starts[1:] - pairs.starts[:-1])[kind]
    entry = ranges(pairs.starts[kind], sizes)
    link, kind = np.repeat(link, sizes), np.repeat(kind, sizes)
    here = np.searchsorted(mine.keys, link * mine.size + kind)
    own_left, own_right = np.zeros(len(mine.keys)), np.zeros(len(theirs.keys))
    other, met = _place(theirs, link, pairs.others[entry])
    np.maximum.at(own_left, here[met], pairs.back[entry[met]])
    np.maximum.at(own_right, other[met], pairs.ahead[entry[met]])
    result = np.zeros(len(path) + 1)
    both = (path.many > 0) & (path.much > 0)
    for step in (-1, 1):
        other, met = _place(theirs, link + step, pairs.others[entry])
        met = met[both[link[met]] & both[link[met] + step]]
        one, two = here[met], other[met]
        more = np.minimum(
            (pairs.back[entry[met]] - own_left[one]) * mine.weights[one],
            (pairs.ahead[entry[met]] - own_right[two]) * theirs.weights[two],
        )
        most = np.zeros(len(theirs.keys))
        np.maximum.at(most, two, more)
        result += np.bincount(theirs.keys // theirs.size + (step < 0), most, len(path) + 1)
    return result


def _place(words: _Words, link: Ints, kind: Ints) -> tuple[Ints, Ints]:
    """Return where types of links stand among *words*, and which of them do."""
    keys = link * words.size + kind
    at = np.searchsorted(words.keys, keys)
    met = np.flatnonzero(np.append(words.keys, _NO_KEY)[at] == keys)
    return at, met


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of types that tell of one another, sorted by the left one, and what each says of the other, in nats."""

    starts: Ints
    others: Ints
    ahead: Floats
    back: Floats


def _telling(model: Model) -> _Pairs:
    table = model.table
    ahead, back = (
        table.value / (side.counts * side.weights / max(1.0, float((side.counts * side.weights).sum())))[ids]
        for side, ids in ((model.right, table.right), (model.left, table.left))
    )
    kept = np.flatnonzero(np.minimum(ahead, back) >= _TELLING)
    order = kept[np.argsort(table.left[kept], kind="stable")]
    counts = np.bincount(table.left[order], minlength=len(model.left.types))
    return _Pairs(
        np.concatenate([[0], np.cumsum(counts)]),
        table.right[order].astype(np.int64),
        np.log1p(ahead[order] / _TELLING),
        np.log1p(back[order] / _TELLING),
    )
