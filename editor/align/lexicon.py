"""A translation table between two texts: seeds at first, then trained on their own links (IBM model 1, both ways)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Floats, Ints
from editor.align.links import Links
from editor.align.seeds import Seeds
from editor.align.tokens import Side

STEPS = 4
DISCOUNT = 0.9  # taken from every count at last: what was seen once proves little
LEAST = 0.004
SMOOTH = 0.5
_PART = 1 << 20
_SEEDED = 10.0  # how much likelier than others a seed is at first


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs of types with how strongly they translate each other, sorted by the left type, and by the right one."""

    left: Ints
    right: Ints
    value: Floats


def from_seeds(left: Side, right: Side, seeds: Seeds) -> Table:
    """Return the table that the seeds alone give."""
    return _table(left, right, seeds.left, seeds.right, (seeds.weight, seeds.weight))


def _table(left: Side, right: Side, ones: Ints, others: Ints, counts: tuple[Floats, Floats]) -> Table:
    ahead = counts[0] / (np.bincount(ones, counts[0], len(left.types)) + SMOOTH)[ones]
    back = counts[1] / (np.bincount(others, counts[1], len(right.types)) + SMOOTH)[others]
    value = np.sqrt(ahead * back)
    keep = value >= LEAST
    return Table(ones[keep], others[keep], value[keep].astype(np.float32))


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """Return the numbers start … start + size - 1 of every range, one after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - sizes), sizes))


def train(left: Side, right: Side, seeds: Seeds, links: Links) -> Table:
    """Return the table learnt from *links*, with the seeds as if they had been counted."""
    met = _meetings(left, right, links)
    size = len(right.types)
    known = seeds.left * size + seeds.right
    at = np.searchsorted(met.pairs, known)
    unmet = np.append(met.pairs, -1)[at] != known  # seeds that stand in no link keep their weight
    prior = np.zeros(len(met.pairs))
    prior[at[~unmet]] = seeds.weight[~unmet]
    ones, others = np.divmod(met.pairs, size)
    ahead = _expected(met, prior, met.right, (ones, len(left.types)))
    back = _expected(met, prior, met.left, (others, size))
    return _table(
        left,
        right,
        np.concatenate([ones, seeds.left[unmet]]),
        np.concatenate([others, seeds.right[unmet]]),
        (np.concatenate([ahead, seeds.weight[unmet]]), np.concatenate([back, seeds.weight[unmet]])),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one side of some beads, and how likely each one's bead is."""

    ids: Ints
    starts: Ints  # where each bead begins
    weight: Floats


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Every two words that stand in one bead, sorted by what pair of types they are."""

    pairs: Ints  # left type * number of right types + right type, each once
    starts: Ints  # where the meetings of each pair begin, and the end
    left: tuple[Ints, Floats]  # of each meeting, which word of all left sides; and of each such word the weight
    right: tuple[Ints, Floats]


def _meetings(left: Side, right: Side, links: Links) -> _Meetings:
    ones = _words(left, links.source, links.many, links.weight)
    others = _words(right, links.target, links.much, links.weight)
    bead = np.repeat(np.arange(len(links.weight)), np.diff(others.starts))  # of each right word
    across = np.diff(ones.starts)[bead]
    mine = ranges(ones.starts[bead], across).astype(np.int32)
    theirs = np.repeat(np.arange(len(bead), dtype=np.int32), across)
    small = len(left.types) * len(right.types) < 2**31
    kind = np.int32 if small else np.int64
    key = (ones.ids[mine] * kind(len(right.types)) + others.ids[theirs]).astype(kind, copy=False)
    order = np.argsort(key)
    key, mine, theirs = key[order], mine[order], theirs[order]
    del order
    new = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, np.int64)
    return _Meetings(key[new].astype(np.int64), np.append(new, len(key)), (mine, ones.weight), (theirs, others.weight))


def _words(side: Side, first: Ints, count: Ints, weight: Floats) -> _Words:
    """Return the words of groups of sentences that stand in more than one sentence of the text."""
    often = np.bincount(side.ids, minlength=len(side.types)) > 1
    kept = often[side.ids]
    ids = side.ids[kept]
    starts = np.concatenate([[0], np.cumsum(kept)])[side.starts]
    sizes = starts[first + count] - starts[first]
    return _Words(ids[ranges(starts[first], sizes)], np.concatenate([[0], np.cumsum(sizes)]), np.repeat(weight, sizes))


def _expected(met: _Meetings, prior: Floats, explained: tuple[Ints, Floats], given: tuple[Ints, int]) -> Floats:
    """Return the expected counts of each pair after some steps of EM, discounted, and the prior.

    *explained* are the words that are shared out, *given* the type that each pair is given and how many there are.
    """
    word, weight = explained
    from_, size = given
    chance = 1.0 + _SEEDED * prior
    counts: Floats = prior
    sizes = np.diff(met.starts)
    parts = _parts(met.starts)
    for step in range(STEPS):
        total = np.zeros(len(weight))
        for one, two in parts:
            near = slice(met.starts[one], met.starts[two])
            total += np.bincount(word[near], np.repeat(chance[one:two], sizes[one:two]), len(weight))
        share = weight / np.maximum(total, 1e-300)
        counts = np.zeros(len(prior))
        for one, two in parts:
            near = slice(met.starts[one], met.starts[two])
            value = share[word[near]]
            counts[one:two] = chance[one:two] * np.add.reduceat(value, met.starts[one:two] - met.starts[one])
        if step < STEPS - 1:
            counts = counts + prior
            chance = counts / (np.bincount(from_, counts, size)[from_] + SMOOTH)
    return np.asarray(np.maximum(counts - DISCOUNT, 0.0) + prior)


def _parts(starts: Ints) -> list[tuple[int, int]]:
    """Cut the pairs into parts of about a million meetings, so that memory stays bounded."""
    cuts = np.searchsorted(starts, np.arange(0, int(starts[-1]), _PART))
    edges = np.unique(np.append(cuts, len(starts) - 1)).tolist()
    return list(itertools.pairwise(edges))
