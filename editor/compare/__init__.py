"""Versions of one text: merged when two hands worked on it, updated from a newer original, compared."""

from __future__ import annotations

from editor.compare.comparing import Difference, compare, said
from editor.compare.foreign import beneath, into_newer
from editor.compare.merging import Conflict, Merged, merge
from editor.compare.restoring import restore
from editor.compare.updating import UPDATE, Summary, Updated, refuse_translation, update

__all__ = [
    "UPDATE",
    "Conflict",
    "Difference",
    "Merged",
    "Summary",
    "Updated",
    "beneath",
    "compare",
    "into_newer",
    "merge",
    "refuse_translation",
    "restore",
    "said",
    "update",
]
