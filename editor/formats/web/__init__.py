"""A saved page's article and its furniture: which blocks are not for translation, and why.

Nothing is dropped and every mark can be taken back. Three things tell: what an element is and is called, what a block
says, and where it stands beside the prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from editor.formats import markup
from editor.formats.web import phrases, places, repeats, threads
from editor.formats.web import structure as _structure
from editor.formats.web.page import Block, Page, is_button
from editor.formats.web.structure import Structure, descendants, is_prose
from editor.text import count_words

_OUTSIDE = places.OUTSIDE
REASONS = (*phrases.REASONS, *_structure.REASONS, _OUTSIDE)
"""Every reason there is, in English."""
_LISTS = frozenset({"related posts", "share buttons", "navigation"})  # a heading that says so speaks of links below it
_LINKS = 0.8  # the share of links in one of a list of links
_MOSTLY = 0.5
_UNSEEN = frozenset({"aside", "figure", "section", "div", "span", "ul"})  # what is said of these, nobody sees
_EDGES = frozenset({"header", "footer"})
_RUN = 3  # brief blocks between two that are marked
_BETWEEN = re.compile(r"\s[|·•»>/]\s")
_OFTEN = 3  # times
_LEAD = 30  # characters of a line that only points to what follows it
_WORD = 4  # characters of a word between a date and a name
_BRIEF = 120  # characters
_KEPT = frozenset({"title", "description"})  # roles of what the page says of itself


def furniture(page: Page, texts: Sequence[str]) -> list[str]:
    """Return for each block of a page why it is furniture, "" where it is the article's."""
    structure = Structure(page, texts)
    last = max((n for n, block in enumerate(page.blocks) if _is_in(block, structure) and is_prose(block)), default=-1)
    reasons = [
        phrases.sure(text)
        or _points(block, text)
        or structure.of(block)
        or _by_place(block, text, structure, behind=number > last >= 0)
        for number, (block, text) in enumerate(zip(page.blocks, texts, strict=True))
    ]
    _by_form(page, texts, reasons, structure)
    _keep_headline(page, texts, reasons)
    _mark_site(page, reasons)
    _fill(page, reasons, structure)
    _continue_lists(page, reasons)
    _continue_comments(page, reasons, last)
    _mark_pointed(page, texts, reasons)
    _mark_repeated(page, texts, reasons)
    return reasons


def _by_form(page: Page, texts: Sequence[str], reasons: list[str], structure: Structure) -> None:
    """Mark what needs no names: what is one link, what is around the words of posts, what stands where it stands."""
    title = places.headline(page, texts, reasons, structure.inner)
    for number in repeats.cards(page):
        if number != title and not reasons[number]:
            reasons[number] = repeats.TEASER
    for number, block in enumerate(page.blocks):
        if repeats.is_linked(block) and not reasons[number] and _is_in(block, structure) and _is_aside(page, block):
            reasons[number] = repeats.TEASER
    for number in repeats.boxes(page, texts, structure.sums, structure.around, title):
        reasons[number] = reasons[number] or repeats.BOX
    if structure.posts:
        for number, reason in threads.chrome(page, structure.posts, structure.signatures, title).items():
            reasons[number] = reasons[number] or reason
    last = max(
        (n for n, b in enumerate(page.blocks) if not reasons[n] and _is_in(b, structure) and is_prose(b)), default=-1
    )
    within = places.Within(page, structure.inner, structure.post, structure.signatures)
    places.before(page, texts, reasons, title, within)
    places.under_title(page, texts, reasons, title)
    if last >= 0:
        places.tail(page, texts, reasons, last)
        places.behind(page, texts, reasons, within)
    places.empty_headings(page, reasons, title)
    places.leftovers(page, texts, reasons, title, within)


def _is_in(block: Block, structure: Structure) -> bool:
    return block.node in structure.inner


def _points(block: Block, text: str) -> str:
    """Return why a block is furniture that leads to something else to read."""
    return "related posts" if block.linked > block.size * _MOSTLY and phrases.points(text) else ""


def _by_place(block: Block, text: str, structure: Structure, *, behind: bool) -> str:
    """Return why a block is furniture where it stands; *behind* tells that no prose of the article follows."""
    if block.role in _KEPT and "=" not in block.kind and (block.kind == "title" or block.kind.startswith("content")):
        return ""
    said = phrases.likely(text)
    if _is_in(block, structure):
        return _in_article(block, text, said, structure, behind=behind)
    if said or block.role == "label":
        return said or _OUTSIDE
    if block.role == "heading" and (_is_headline(block, structure.page) or block.node in structure.post):
        return ""
    if structure.post and block.node not in structure.post:
        return _OUTSIDE
    is_link = block.size and block.linked >= block.size * _MOSTLY and block.size < _BRIEF
    is_hint = block.role == "hint"  # what a link says when pointed at
    return ("navigation" if is_link else _OUTSIDE if is_hint else "") if structure.core else ""


def _in_article(block: Block, text: str, said: str, structure: Structure, *, behind: bool) -> str:
    """Return why a block in the article's element is furniture: a row of links, or one known that stands apart."""
    if block.role == "label" and block.tags and block.tags[0].name in _UNSEEN:
        return "page tools"
    words = sum(map(str.isalnum, text))
    if words and words <= block.linked and block.size < _BRIEF and _BETWEEN.search(text):
        return "navigation"
    if said and repeats.is_linked(block) and any(is_button(structure.page, tag) for tag in block.tags):
        return said
    if said == "readers’ comments" and block.role == "heading" and structure.is_late(block):
        return said
    if said and block.role != "heading" and _is_edge(structure.page, block):
        return said
    is_apart = block.role == "heading" or block.linked >= block.size * _LINKS
    return said if behind and said and said != "about the post" and is_apart and block.size else ""


def _is_aside(page: Page, block: Block) -> bool:
    node = page.nodes[block.node]
    return "aside" in {node.tag, page.nodes[max(node.parent, 0)].tag}


def _is_edge(page: Page, block: Block) -> bool:
    """Tell whether a block stands in the head or at the foot of a part of the article."""
    node = page.nodes[block.node]
    over = page.nodes[max(node.parent, 0)]
    return not _EDGES.isdisjoint((node.tag, over.tag, page.nodes[max(over.parent, 0)].tag))


def _is_headline(block: Block, page: Page) -> bool:
    node = page.nodes[block.node]
    return node.tag == "h1" or page.nodes[max(node.parent, 0)].tag == "h1"


def _keep_headline(page: Page, texts: Sequence[str], reasons: list[str]) -> None:
    """Keep the only first-level heading that is no link and with which the page's title begins, whatever it is in."""
    title = next(
        (text for block, text in zip(page.blocks, texts, strict=True) if block.kind == block.role == "title"), ""
    )
    heads = [n for n, block in enumerate(page.blocks) if _is_headline(block, page) and block.size]
    if len(heads) == 1 and not page.blocks[heads[0]].linked and title.lower().startswith(texts[heads[0]].lower()):
        reasons[heads[0]] = ""


def _mark_site(page: Page, reasons: list[str]) -> None:
    """Mark a first-level heading that is a link, where another is none: the site's name."""
    heads = [n for n, block in enumerate(page.blocks) if _is_headline(block, page) and block.size]
    if any(not page.blocks[n].linked for n in heads):
        for number in heads:
            if page.blocks[number].linked >= page.blocks[number].size:
                reasons[number] = reasons[number] or "site title"


def _fill(page: Page, reasons: list[str], structure: Structure) -> None:
    """Mark brief blocks between two that are marked (a lone "in", a heading), in the article the briefest."""
    title = next(
        (page.text[block.start : block.end] for block in page.blocks if block.kind == block.role == "title"), ""
    )

    def is_brief(block: Block) -> bool:
        is_in = _is_in(block, structure)
        if (is_in or block.node in structure.post) and page.text[block.start : block.end].endswith(_ENDING):
            return False  # an answer
        longest = _WORD if is_in else _BRIEF // 2
        is_of_post = block.role == "caption" and block.node in structure.post
        if is_of_post or block.role in _KEPT or _is_headline(block, page):
            return False
        said = page.text[block.start : block.end]
        return block.size < longest and not (said in title if block.role == "heading" else title.startswith(said))

    for number in range(1, len(reasons) - 1):
        if reasons[number] or not reasons[number - 1]:
            continue
        end = number
        while end < min(len(reasons) - 1, number + _RUN) and not reasons[end] and is_brief(page.blocks[end]):
            end += 1
        if reasons[end]:
            reasons[number:end] = [reasons[number - 1]] * (end - number)


def _continue_lists(page: Page, reasons: list[str]) -> None:
    """Mark the links under a heading that was marked as one of a list of links."""
    current = ""
    for number, block in enumerate(page.blocks):
        if reasons[number] in _LISTS and block.role == "heading":
            current = reasons[number]
        elif not reasons[number]:
            if current and block.size and block.linked >= block.size * _LINKS and block.size < _BRIEF:
                reasons[number] = current
            else:
                current = ""


def _continue_comments(page: Page, reasons: list[str], last: int) -> None:
    """Mark what follows a heading over readers' comments in the same element, if the article is over."""
    for number, block in enumerate(page.blocks):
        if reasons[number] == "readers’ comments" and block.role == "heading" and number > last / 2:
            around = descendants(page, max(page.nodes[block.node].parent, 0))
            for following in range(number + 1, len(page.blocks)):
                if not reasons[following] and page.blocks[following].node in around:
                    reasons[following] = "readers’ comments"
            return


def _mark_pointed(page: Page, texts: Sequence[str], reasons: list[str]) -> None:
    """Mark a brief line that points to something else to read ("Read also:"), and the link that it points to."""
    held = [number for number, block in enumerate(page.blocks) if block.size]
    for number, following in pairwise(held):
        block, target = page.blocks[number], page.blocks[following]
        is_lead = not reasons[number] and not block.linked and block.size < _LEAD and phrases.points(texts[number])
        if is_lead and target.linked >= target.size * _MOSTLY and target.size < _BRIEF:
            reasons[number] = "related posts"
            reasons[following] = reasons[following] or "related posts"


def _mark_repeated(page: Page, texts: Sequence[str], reasons: list[str]) -> None:
    """Mark brief texts that come again and again in elements of one name: what a widget says, not a paragraph."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, block in enumerate(page.blocks):
        token = page.nodes[block.node].token
        if not reasons[number] and 0 < block.size < _BRIEF // 2 and page.nodes[block.node].tag in _UNSEEN and token:
            names = markup.values(page.text, token).get("class", "")
            if names:
                places.setdefault((texts[number], names), []).append(number)
    for again in places.values():
        if len(again) >= _OFTEN:
            for number in again:
                reasons[number] = "page tools"


# ── The same page as plain text ──────────────────────────────────────────────────────────────────────────────────

_PROSE = 90  # characters of a line that is prose whatever it ends with
_ENDING = (".", "!", "?", "…", ":", ";", ",", "”", "»", '"', "。", "！", "？")
_ENOUGH = 2  # lines that are surely furniture make a text a saved page
_AFTER = frozenset({"comment form", "readers’ comments"})  # what an article never comes after


def lines(texts: Sequence[str]) -> list[str]:
    """Return for each text of a page saved as plain text why it is furniture, "" where it is the article's."""
    reasons = [phrases.sure(text) for text in texts]
    if sum(reason not in {"", "about the post"} for reason in reasons) < _ENOUGH:
        return [""] * len(texts)
    prose = [n for n, text in enumerate(texts) if not reasons[n] and _is_prose(text)]
    end = _end(reasons, prose)
    for number in range(end, len(texts)):
        reasons[number] = reasons[number] or phrases.likely(texts[number]) or _nearest(reasons, number)
    start = prose[0] if prose else 0
    for number in range(start):
        reasons[number] = reasons[number] or phrases.likely(texts[number])
    first = next((n for n in range(start) if not reasons[n]), None)
    if first is not None and _is_site_title(first, texts, prose):
        reasons[first] = "site title"
    return reasons


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE or (text.endswith(_ENDING) and count_words(text) > 6)  # noqa: PLR2004 - a short sentence


def _end(reasons: list[str], prose: list[int]) -> int:
    """Return where the article is over: at furniture behind its last prose, or at the comments.

    A sentence or two behind that are the furniture's own (a cookie banner's, a newsletter's).
    """
    marked = [n for n, reason in enumerate(reasons) if reason]
    for number in marked:
        behind = len(prose) - bisect_right(prose, number)
        if behind == 0 or (reasons[number] in _AFTER and behind * 2 <= len(prose)):
            return number
    return len(reasons)


def _nearest(reasons: list[str], number: int) -> str:
    """Return the reason of the furniture before, for a line of it that says nothing known."""
    return next((reasons[n] for n in range(number - 1, -1, -1) if reasons[n]), _OUTSIDE)


def _is_site_title(number: int, texts: Sequence[str], prose: Sequence[int]) -> bool:
    """Tell whether a brief line before the article names the site: none of its words comes again in the article."""
    words = {word for word in texts[number].lower().split() if len(word) > 4}  # noqa: PLR2004 - not "the", "with"
    article = " ".join(texts[n] for n in range(number + 1, len(texts)) if n in prose).lower()
    is_brief = count_words(texts[number]) <= 6 and not texts[number].endswith(_ENDING)  # noqa: PLR2004 - a name
    return is_brief and bool(prose) and not any(word.strip("«»“”\"'.,:;") in article for word in words)
