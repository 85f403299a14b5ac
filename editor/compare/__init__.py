"""Versions of one text: merged when two hands worked on it, updated from a newer original, compared."""

from __future__ import annotations

from editor.compare.merging import Conflict, Merged, merge
from editor.compare.updating import UPDATE, Summary, Updated, update

__all__ = ["UPDATE", "Conflict", "Merged", "Summary", "Updated", "merge", "update"]
