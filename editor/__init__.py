"""Diptych: a parallel-text translation editor."""
