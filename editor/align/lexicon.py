"""A translation table between two texts: seeds at first, then trained on their own links (IBM model 1, both ways)."""

from __future__ import annotations

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
    entries, entry = np.unique(met.key, return_inverse=True)
    entry = entry.astype(np.int32)
    known = seeds.left * size + seeds.right
    prior = np.zeros(len(entries), np.float64)
    if len(known) and len(entries):
        at = np.minimum(np.searchsorted(known, entries), len(known) - 1)
        prior = np.where(known[at] == entries, seeds.weight[at], 0.0)
    ones, others = np.divmod(entries, size)
    ahead = _expected(entry, met.weight, prior, (met.right, ones, len(left.types)))
    back = _expected(entry, met.weight, prior, (met.left, others, size))
    unmet = ~np.isin(known, entries)  # seeds that stand in no link keep their weight
    return _table(
        left,
        right,
        np.concatenate([ones, seeds.left[unmet]]),
        np.concatenate([others, seeds.right[unmet]]),
        (np.concatenate([ahead, seeds.weight[unmet]]), np.concatenate([back, seeds.weight[unmet]])),
    )


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Every pair of words that stand in one bead: its key, the bead's weight, the number of either word there."""

    key: Ints
    weight: Floats
    left: Ints
    right: Ints


def _meetings(left: Side, right: Side, links: Links) -> _Meetings:
    ones, others = _words(left, links.source, links.many), _words(right, links.target, links.much)
    width = np.diff(ones[1])  # words of the source side of each bead
    bead = np.repeat(np.arange(len(width)), np.diff(others[1]))  # of each target word
    across = width[bead]
    mine = ranges(ones[1][bead], across)
    theirs = np.repeat(np.arange(len(bead), dtype=np.int32), across)
    key = ones[0][mine].astype(np.int64) * len(right.types) + others[0][theirs]
    return _Meetings(key, links.weight[bead][theirs], mine.astype(np.int32), theirs)


def _words(side: Side, first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Return the words of groups of sentences that stand in more than one sentence, and where each group begins."""
    often = np.bincount(side.ids, minlength=len(side.types)) > 1
    kept = often[side.ids]
    ids = side.ids[kept]
    starts = np.concatenate([[0], np.cumsum(kept)])[side.starts]
    sizes = starts[first + count] - starts[first]
    return ids[ranges(starts[first], sizes)], np.concatenate([[0], np.cumsum(sizes)])


def _expected(entry: Ints, weight: Floats, prior: Floats, given: tuple[Ints, Ints, int]) -> Floats:
    """Return the expected counts of each pair after some steps of EM, discounted, and the prior.

    *given* are the word that each meeting explains, the word that each pair is given, and how many of these are.
    """
    group, from_, size = given
    chance = 1.0 + _SEEDED * prior
    groups = int(group.max(initial=-1)) + 1
    counts: Floats = prior
    for step in range(STEPS):
        value = chance[entry]
        value *= (weight / np.bincount(group, value, groups)[group]) if groups else 1.0
        counts = np.bincount(entry, value, len(prior)).astype(np.float64, copy=False)
        if step < STEPS - 1:
            counts = counts + prior
            chance = counts / (np.bincount(from_, counts, size)[from_] + SMOOTH)
    return np.asarray(np.maximum(counts - DISCOUNT, 0.0) + prior)
