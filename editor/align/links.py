"""Beads by the thousand, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

from editor.align.kinds import Floats, Ints


@dataclass(frozen=True, slots=True)
class Links:
    """Beads with how likely each is: arrays of the first sentences, the sizes and the probabilities."""

    source: Ints
    target: Ints
    many: Ints  # source sentences
    much: Ints  # target sentences
    weight: Floats

    def __len__(self) -> int:
        """Count the beads."""
        return len(self.weight)

    def where(self, chosen: Ints) -> Links:
        """Return some of them."""
        return Links(*(getattr(self, name)[chosen] for name in ("source", "target", "many", "much", "weight")))
