"""A saved page's article and its furniture: which blocks are not for translation, and why."""

from __future__ import annotations


def lines(texts: list[str]) -> list[str]:
    """Return for each text of a page saved as plain text why it is furniture, "" where it is the article's."""
    return [""] * len(texts)
