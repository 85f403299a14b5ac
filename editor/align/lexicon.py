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
_LONG, _EVERYWHERE = 2_000, 0.2  # in a text of so many sentences, words in so many of them teach nothing
_HOPELESS = 0.3  # counts that will not outgrow the discount any more
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


def train(left: Side, right: Side, seeds: Seeds, links: Links, steps: int = STEPS) -> Table:
    """Return the table learnt from *links*, with the seeds as if they had been counted."""
    met = _meetings(left, right, links)
    size = len(right.types)
    known = seeds.left * size + seeds.right
    at = np.searchsorted(met.pairs, known)
    unmet = np.append(met.pairs, -1)[at] != known  # seeds that stand in no link keep their weight
    prior = np.zeros(len(met.pairs))
    prior[at[~unmet]] = seeds.weight[~unmet]
    ones, others = np.divmod(met.pairs, size)
    ahead = _expected(met, prior, met.right, (ones, len(left.types)), steps)
    back = _expected(met, prior, met.left, (others, size), steps)
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
    unsorted = ones.ids[mine] * np.int64(len(right.types))
    unsorted += others.ids[theirs]
    key, order = _sorted(unsorted, len(left.types) * len(right.types))
    del unsorted
    mine, theirs = mine[order], theirs[order]
    del order
    new = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, np.int64)
    return _Meetings(key[new], np.append(new, len(key)), (mine, ones.weight), (theirs, others.weight))


def _sorted(keys: Ints, most: int) -> tuple[Ints, Ints]:
    """Return keys below *most*, sorted, and their order: as one number each, which sorts several times as fast."""
    bits = len(keys).bit_length()
    if most.bit_length() + bits >= 63:  # noqa: PLR2004 - bits of a number
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    keys <<= bits
    keys |= np.arange(len(keys))
    keys.sort()
    order = keys & ((1 << bits) - 1)
    keys >>= bits
    return keys, order


def _words(side: Side, first: Ints, count: Ints, weight: Floats) -> _Words:
    """Return the words of groups of sentences that stand in more than one sentence of the text, and not everywhere."""
    often = np.bincount(side.ids, minlength=len(side.types))
    most = _EVERYWHERE * len(side) if len(side) > _LONG else np.inf
    kept = ((often > 1) & (often < most))[side.ids]
    ids = side.ids[kept]
    starts = np.concatenate([[0], np.cumsum(kept)])[side.starts]
    sizes = starts[first + count] - starts[first]
    return _Words(ids[ranges(starts[first], sizes)], np.concatenate([[0], np.cumsum(sizes)]), np.repeat(weight, sizes))


def _expected(
    met: _Meetings, prior: Floats, explained: tuple[Ints, Floats], given: tuple[Ints, int], steps: int
) -> Floats:
    """Return the expected counts of each pair after some steps of EM, discounted, and the prior.

    *explained* are the words that are shared out, *given* the type that each pair is given and how many there are.
    After each step the pairs of which the discount will leave nothing keep what they have: the most by far, which meet
    *once*, after the first.
    """
    word, weight = explained
    from_, size = given
    once = (np.diff(met.starts) == 1) & (prior == 0)
    live, dead = np.flatnonzero(~once), np.flatnonzero(once)
    lone = word[met.starts[dead]]
    shared = _Shares(met.starts, word, weight).only(live)
    result, chance = prior.copy(), 1.0 + _SEEDED * prior[live]
    large = np.full(size, SMOOTH)
    counts, share = shared.counts(chance, np.bincount(lone, minlength=len(weight)).astype(np.float64))
    result[live] += counts
    result[dead] = share[lone]
    chance = result[dead] / (np.bincount(from_, result, size) + large)[from_[dead]]
    drawn = np.asarray(np.bincount(lone, chance, len(weight)), np.float64)  # of integers where there is none
    large += np.bincount(from_[dead], result[dead], size)
    for step in range(1, steps):
        chance = result[live] / (np.bincount(from_[live], result[live], size) + large)[from_[live]]
        if step > 1:
            gone = (result[live] < _HOPELESS) & (prior[live] == 0)
            drawn += shared.drawn(np.flatnonzero(gone), chance)
            large += np.bincount(from_[live[gone]], result[live[gone]], size)
            shared, live, chance = shared.only(np.flatnonzero(~gone)), live[~gone], chance[~gone]
        result[live] = shared.counts(chance, drawn)[0] + prior[live]
    return np.asarray(np.maximum(result - prior - DISCOUNT, 0.0) + prior)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Words that are shared out among the pairs that meet them."""

    starts: Ints
    word: Ints
    weight: Floats

    def only(self, pairs: Ints) -> _Shares:
        """Return those of some pairs."""
        sizes = self.starts[pairs + 1] - self.starts[pairs]
        return _Shares(
            np.concatenate([[0], np.cumsum(sizes)]), self.word[ranges(self.starts[pairs], sizes)], self.weight
        )

    def drawn(self, pairs: Ints, chance: Floats) -> Floats:
        """Return how much some pairs draw from each word."""
        some = self.only(pairs)
        return np.asarray(
            np.bincount(some.word, np.repeat(chance[pairs], np.diff(some.starts)), len(self.weight)), float
        )

    def counts(self, chance: Floats, drawn: Floats) -> tuple[Floats, Floats]:
        """Return how much of the words each pair draws to itself, and what of each word goes to a chance of 1.

        This much is *drawn* from each word in any case.
        """
        sizes = np.diff(self.starts)
        parts = _parts(self.starts)
        total = drawn.copy()
        for one, two in parts:
            near = slice(self.starts[one], self.starts[two])
            total += np.bincount(self.word[near], np.repeat(chance[one:two], sizes[one:two]), len(total))
        share = self.weight / np.maximum(total, 1e-300)
        counts = np.zeros(len(chance))
        for one, two in parts:
            value = share.take(self.word[self.starts[one] : self.starts[two]])
            counts[one:two] = chance[one:two] * np.add.reduceat(value, self.starts[one:two] - self.starts[one])
        return counts, share


def _parts(starts: Ints) -> list[tuple[int, int]]:
    """Cut the pairs into parts of about a million meetings, so that memory stays bounded."""
    cuts = np.searchsorted(starts, np.arange(0, int(starts[-1]), _PART))
    edges = np.unique(np.append(cuts, len(starts) - 1)).tolist()
    return list(itertools.pairwise(edges))
