"""Cut text into sentences: rules of our own over tables of abbreviations, and a user's SRX rules before them."""

from __future__ import annotations

from editor.segmentation.rules import MOST, cuts, sentences
from editor.segmentation.ruleset import Rule, Rules
from editor.segmentation.srx import read as read_srx

__all__ = ["MOST", "Rule", "Rules", "cuts", "read_srx", "sentences"]
