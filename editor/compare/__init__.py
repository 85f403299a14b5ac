"""Versions of one text: merged when two hands worked on it, updated from a newer original, compared."""

from __future__ import annotations

from editor.compare.merging import Conflict, Merged, merge

__all__ = ["Conflict", "Merged", "merge"]
