"""Diptych: a parallel-text translation editor."""

from __future__ import annotations

__version__ = "0.1.0"
