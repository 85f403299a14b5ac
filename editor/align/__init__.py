"""Sentence alignment: which sentences of a translation render which of its original."""

from __future__ import annotations

from editor.align.aligner import Options, align
from editor.align.beads import Bead

__all__ = ["Bead", "Options", "align"]
