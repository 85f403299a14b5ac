"""Posts of a thread: built alike, each with its author's words in an element of the same make."""

from __future__ import annotations

from collections.abc import Sequence

from editor.formats.web import repeats
from editor.formats.web.page import Page
from editor.formats.web.structure import is_prose

CHROME = "about the post"
_MOST = 0.8  # of a post's prose is in its body
_FEW = 2


def chrome(page: Page, posts: Sequence[int], signatures: Sequence[str], headline: int) -> dict[int, str]:
    """Return the blocks of posts that stand outside their authors' words, each with the reason.

    Which element holds the words, the longest post tells; a post without such an element stays as it is.
    """
    if len(posts) < _FEW:
        return {}
    inside = repeats.inside(page, frozenset(posts))
    weight = [0] * len(page.nodes)
    for block in page.blocks:
        weight[block.node] += block.size if is_prose(block) else 0
    for number in range(len(page.nodes) - 1, 0, -1):
        weight[page.nodes[number].parent] += weight[number]
    longest = max(posts, key=lambda n: weight[n])
    body = _body(page, longest, weight)
    if body == longest:
        return {}
    kind = signatures[body]
    words = repeats.inside(page, {n for n in inside if signatures[n] == kind and n not in posts})
    complete = {inside[n] for n in words}
    found = {}
    first = next(n for n, b in enumerate(page.blocks) if b.node in inside)
    for number in range(headline + 1, first if headline >= 0 else 0):
        if page.blocks[number].size and not is_prose(page.blocks[number]):
            found[number] = CHROME
    for number, block in enumerate(page.blocks):
        post = inside.get(block.node)
        if number != headline and post in complete and block.size and block.node not in words:
            found[number] = CHROME
    return found


def _body(page: Page, post: int, weight: Sequence[int]) -> int:
    """Return the innermost element with a name that holds most of a post's text."""
    best = post
    children: dict[int, list[int]] = {}
    for number in range(post + 1, len(page.nodes)):
        children.setdefault(page.nodes[number].parent, []).append(number)
    at = post
    while True:
        heavy = [n for n in children.get(at, ()) if weight[n] >= weight[post] * _MOST]
        if not heavy or page.nodes[heavy[0]].tag == "p":
            return best
        at = best = heavy[0]
