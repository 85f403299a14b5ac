"""A web page as the rules about its furniture see it: block elements, and the blocks of text in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from editor.formats.markup import Token

_BUTTON = re.compile(r"""\sclass\s*=\s*["']?(?:[^"'>]*[\s_-])?(?:btn|button|cta)(?=[\s"'_>-])""", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """A block element: its start tag, None for the page itself, and the number of the element around it."""

    tag: str
    parent: int
    token: Token | None = None


@dataclass(slots=True)
class Block:
    """What may become a unit: where it stands in the page, and what is around and within it.

    *node* is the number of the element it stands in, *tags* the inline tags before it, *linked* how many of its
    *size* characters are links.
    """

    start: int
    end: int
    kind: str
    role: str
    node: int
    tags: tuple[Token, ...] = ()
    size: int = 0
    linked: int = 0


@dataclass(slots=True)
class Page:
    """A page's text, its block elements in the order in which they begin, and its blocks in reading order.

    *controls* are the numbers of elements that are, or directly hold, something to click or to fill in.
    """

    text: str
    nodes: list[Node] = field(default_factory=lambda: [Node("", -1)])
    blocks: list[Block] = field(default_factory=list)
    controls: list[int] = field(default_factory=list)


def is_button(page: Page, tag: Token) -> bool:
    """Tell whether a start tag is that of something to click or to fill in."""
    return tag.name in {"button", "input"} or (
        tag.name == "a" and _BUTTON.search(page.text, tag.start, tag.end) is not None
    )
