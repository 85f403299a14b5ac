"""The link of some source sentences with some target sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences that translate target sentences; an omission has no target, an addition no source."""

    source: range
    target: range
    confidence: float = 1.0

    @property
    def kind(self) -> tuple[int, int]:
        """Return how many sentences stand on each side."""
        return len(self.source), len(self.target)
