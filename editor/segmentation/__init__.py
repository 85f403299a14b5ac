"""Cut text into sentences: rules of our own over tables of abbreviations, and a user's SRX rules before them."""

from __future__ import annotations

from editor.segmentation.rules import cuts, sentences

__all__ = ["cuts", "sentences"]
