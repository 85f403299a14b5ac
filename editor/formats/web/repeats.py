"""Furniture told by form alone: what repeats, what is one link, what asks for a click.

Teasers stand beside others that are built alike; a card is one link around several blocks; a box that asks for an
address or a gift holds a button and little text. None of it needs a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from editor.formats.web import phrases
from editor.formats.web.page import Block, Page
from editor.i18n import N_

TEASER = "related posts"
BOX = N_("box with a button")
_CONTAINERS = frozenset({"article", "aside", "div", "li", "section", "ul"})
_PICTURED = frozenset({"figure", "pre", "table", "details", "blockquote", "li", "dd", "td", "th"})
_TITLE = 8  # characters of a link that names something to read
_PROSE = 60
_LONGEST = 700  # characters of a teaser
_BOX = 420
_CALL = 30  # characters of a call to subscribe
_WHOLE = 0.9  # of a block is a link
_MINOR = 0.5  # of the page's prose at most is in teasers: else they are what the page is about
_ALIKE = 0.8  # of those built alike are teasers
_FEW = 2
_PARTS = 3  # of a post at least: who, when, what
_POSTS = frozenset({"article", "div", "li", "section", "table", "tbody", "tr"})
_NEAR = 6
_DEEP = 20  # elements around a button
DATE = regex.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|"
    r"\d{1,2}(?:\.|st|nd|rd|th|º)? (?:de |d[’'])?\p{L}{3,12}\.?,? (?:de )?\d{4}|\p{L}{3,12}\.? \d{1,2},? \d{4}|"
    r"\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
)
"""A date as pages write it, in figures or with the month's name."""
_EMBEDDED = re.compile(r"bookmark|embed", re.IGNORECASE)
_COUNTED = re.compile(r"\d+|\b(?:odd|even|first|last|alt|active|current|sticky)\b")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Sums:
    """What each element holds, its inner ones included: blocks, characters, links, titles that are links, prose."""

    blocks: list[int]
    sizes: list[int]
    titles: list[int]
    prose: list[int]  # characters of it
    paragraphs: list[int]  # of prose

    @classmethod
    def of(cls, page: Page) -> Sums:
        """Count from the innermost elements outwards."""
        sums = cls(*([0] * len(page.nodes) for _each in range(5)))
        for block in page.blocks:
            if not block.size:
                continue
            number, is_link = block.node, is_linked(block)
            sums.blocks[number] += 1
            sums.sizes[number] += block.size
            sums.titles[number] += is_link and block.size >= _TITLE
            if block.size >= _PROSE and not is_link:
                sums.prose[number] += block.size
                sums.paragraphs[number] += 1
        for number in range(len(page.nodes) - 1, 0, -1):
            parent = page.nodes[number].parent
            for each in (sums.blocks, sums.sizes, sums.titles, sums.prose, sums.paragraphs):
                each[parent] += each[number]
        return sums


def is_linked(block: Block) -> bool:
    """Tell whether all of a block is a link."""
    return bool(block.size) and block.linked >= block.size * _WHOLE


def signature(tag: str, values: dict[str, str]) -> str:
    """Return what elements that a program made alike have in common: the tag and the names, without their counts."""
    names = _SPACE.sub(" ", _COUNTED.sub("", values.get("class", "").lower()))
    return f"{tag} {' '.join(sorted(names.split()))}"


def inside(page: Page, tops: Collection[int]) -> dict[int, int]:
    """Return in which of *tops*, the outermost, each element is that is in one."""
    found: dict[int, int] = {}
    for number, node in enumerate(page.nodes):
        if node.parent in found:
            found[number] = found[node.parent]
        elif number in tops:
            found[number] = number
    return found


def teasers(page: Page, sums: Sums, signatures: Sequence[str]) -> dict[int, str]:
    """Return the elements that are one of several teasers, each with the reason."""
    groups: dict[tuple[int, str], list[int]] = {}
    for number, node in enumerate(page.nodes):
        if node.tag in _CONTAINERS and sums.blocks[number]:
            groups.setdefault((node.parent, signatures[number]), []).append(number)
    found: dict[int, str] = {}
    for members in groups.values():
        alike = [n for n in members if _is_teaser(n, sums)]
        prose = sum(sums.prose[n] for n in members)
        if len(alike) >= max(_FEW, len(members) * _ALIKE) and prose <= sums.prose[0] * _MINOR:
            found |= dict.fromkeys(members, TEASER)
    return found


def _is_teaser(number: int, sums: Sums) -> bool:
    return (
        sums.blocks[number] >= _FEW
        and sums.titles[number] >= 1
        and sums.sizes[number] <= _LONGEST
        and sums.paragraphs[number] <= _FEW
    )


def cards(page: Page) -> Iterator[int]:
    """Yield the numbers of blocks that share their link with another one."""
    run: list[int] = []
    link = -1
    for number, block in enumerate(page.blocks):
        if not block.size:
            continue
        is_free = is_linked(block) and page.nodes[block.node].tag != "figcaption" and not _in_figure(page, block.node)
        of_block = next((tag.start for tag in block.tags if tag.name == "a"), -1) if is_free else -1
        if of_block < 0 or of_block != link:
            yield from run if len(run) >= _FEW else ()
            run = []
        link = of_block
        if link >= 0:
            run.append(number)
    yield from run if len(run) >= _FEW else ()


def _in_figure(page: Page, number: int) -> bool:
    """Tell whether an element is in a picture's frame: what stands there, the author put there."""
    for _step in range(_NEAR):
        if number <= 0:
            return False
        token = page.nodes[number].token
        if page.nodes[number].tag == "figure" or (token and _EMBEDDED.search(page.text, token.start, token.end)):
            return True
        number = page.nodes[number].parent
    return False


def threads(page: Page, texts: Sequence[str], sums: Sums, signatures: Sequence[str]) -> tuple[int, ...]:
    """Return the elements that are posts of a thread: alike, most of the prose, each with a linked name and a date."""
    groups: dict[tuple[int, str], list[int]] = {}
    for number, node in enumerate(page.nodes):
        if node.tag in _POSTS and sums.blocks[number] >= _PARTS and not signatures[number].endswith(" "):
            groups.setdefault((node.parent, signatures[number]), []).append(number)
    large = [m for m in groups.values() if len(m) >= _FEW and sum(sums.prose[n] for n in m) > sums.prose[0] * _MINOR]
    for members in large[:_NEAR]:
        of = inside(page, members)
        named, dated = set(), set()
        for block, text in zip(page.blocks, texts, strict=True):
            if block.node in of and block.size < _PROSE:
                named |= {of[block.node]} if is_linked(block) else set()
                dated |= {of[block.node]} if DATE.search(text) else set()
        if named >= set(members) and dated >= set(members):
            return tuple(members)
    return ()


def boxes(page: Page, texts: Sequence[str], sums: Sums, kept: Collection[int], title: int) -> Iterator[int]:
    """Yield the numbers of blocks in small elements around a button that ask for an address or a gift."""
    seeds = [*page.controls]
    for block, text in zip(page.blocks, texts, strict=True):
        if 0 < block.size <= _CALL and phrases.subscribes(text):
            seeds.append(block.node)
    found = {best for seed in set(seeds) if (best := _box(page, seed, sums, kept)) > 0}
    of = inside(page, found)
    around: dict[int, list[int]] = {}
    for number, block in enumerate(page.blocks):
        if block.node in of:
            around.setdefault(of[block.node], []).append(number)
    for members in around.values():
        if title not in members and any(phrases.asks(texts[n]) for n in members):
            yield from members


def _box(page: Page, control: int, sums: Sums, kept: Collection[int]) -> int:
    """Return the largest small element around a button, -1 where it belongs to a picture, a table or a sentence."""
    number, best = control, -1
    for _step in range(_DEEP):
        if number <= 0 or number in kept or sums.sizes[number] > _BOX or sums.paragraphs[number] >= _FEW:
            break
        if page.nodes[number].tag in _PICTURED:
            return -1
        is_whole = sums.blocks[number] and page.nodes[number].tag in _CONTAINERS | {"form"}
        best = number if is_whole else best
        number = page.nodes[number].parent
    return best
