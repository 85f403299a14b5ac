"""What the length of a sentence says of its company: in a text, short ones may mostly be joined, or mostly unlinked.

How long the sentences are that stand one to one, in groups, or without a counterpart is learnt from the links found.
A scrap of a bad scan, a heading, a name before a colon: what becomes of them is a habit of the two texts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.align.kinds import Bools, Floats, Ints
from editor.align.links import Links
from editor.align.tokens import Side

_CLASSES = (6, 12, 20, 32, 50, 80, 120, 180)  # letters, from which on a sentence is of the next class
_STRENGTH = 60.0  # sentences that say beforehand that length says nothing
_WEIGHT = 0.5  # beside the other scores


@dataclass(frozen=True, slots=True)
class Company:
    """Of a text, the scores before each sentence, and in all, for standing one to one and in a group."""

    single: Floats
    grouped: Floats

    def scores(self, first: Ints, count: int) -> Floats:
        """Return the scores of groups of *count* sentences, or of single ones, that begin at *first*."""
        running = self.single if count == 1 else self.grouped
        last = len(running) - 1
        return np.asarray(running[np.minimum(first + count, last)] - running[np.minimum(first, last)])


def learnt(left: Side, right: Side, found: Links) -> tuple[Company, Company]:
    """Return what the likely links *found* teach, of both texts; sentences without a counterpart score nothing."""
    return (
        _learnt(left.lengths, (found.source, found.many), found.much > 0, found.weight),
        _learnt(right.lengths, (found.target, found.much), found.many > 0, found.weight),
    )


def _learnt(lengths: Floats, place: tuple[Ints, Ints], linked: Bools, weight: Floats) -> Company:
    kind = np.digitize(lengths, _CLASSES)
    size = len(_CLASSES) + 1
    large = (np.bincount(kind, minlength=size) + 0.5) / (len(kind) + 0.5 * size)
    first, count = place
    shares = []
    for among in (linked & (count == 1), linked & (count > 1), ~linked & (count > 0)):
        change = np.zeros(len(lengths) + 1)
        np.add.at(change, first[among], weight[among])
        np.subtract.at(change, (first + count)[among], weight[among])
        counts = np.bincount(kind, np.cumsum(change)[:-1], size) + _STRENGTH * large
        shares.append(np.log(counts / counts.sum()))
    single, grouped, alone = shares
    return Company(*(np.append(0.0, np.cumsum(_WEIGHT * (each - alone)[kind])) for each in (single, grouped)))
