"""Furniture told by its place: before the title, between title and text, behind the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from editor.formats.web.page import Block, Page
from editor.formats.web.repeats import DATE, is_linked
from editor.i18n import N_

OUTSIDE = N_("outside the article")
ABOUT = "about the post"
_KEPT = frozenset({"title", "description", "alt"})
_PARTS = re.compile(r"[|·•—–/]|,\s|\s-\s")
_NOTE = regex.compile(
    r"(?:\[?[\d*†‡]{1,3}[\].):]?|[*†‡↑^]+|[\[(]?(?:\d{1,3}|[ivx]{1,4}|[a-z])[\])])\s", regex.IGNORECASE
)
_NOTES = re.compile(r"note|endnote|footnote|reference|cite|fn\b|source|biblio|примеч|сноск|quellen|fuss", re.IGNORECASE)
_BRIEF = 120
_DATED = 40  # characters of a line that is a date and little else
_PROSE = 60
_TAG = 30
_FAR = 40  # elements
_HALF = 0.5
_EARLY = 0.3  # of the prose at most stands before the title
_FEW = 2
_TITLES = 8  # different ones that a page says of itself; more are no page's
_SHARE = 0.2  # of the article's prose: less than that behind it is no part of it
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_LEAST = 4
_ARROWS = frozenset("←→«»↑[]")
_HEAD = 16  # blocks under a title
_ENDINGS = tuple(".!?…。！？,;»”")
_LABEL = 12  # characters before a title: "Topic:"


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def headline(page: Page, texts: Sequence[str], reasons: Sequence[str], inner: frozenset[int]) -> int:
    """Return the number of the block that is the article's title on the page, -1 where none can be told.

    It says what the page's own title says, more of it than any other, and little of the prose stands before it. Of
    two that say the same, the one that is not furniture by its name is it.
    """
    said_so = [_plain(text) for block, text in zip(page.blocks, texts, strict=True) if block.role == "title"]
    titles = tuple(dict.fromkeys(said_so))[:_TITLES]
    found = []
    for number, block in enumerate(page.blocks[: _early(page, inner)]):
        said = _plain(texts[number]) if block.size and block.role not in _KEPT else ""
        same = max((_same(said, title) for title in titles), default=0)
        if same:
            node = page.nodes[block.node]
            is_first = "h1" in {node.tag, page.nodes[max(node.parent, 0)].tag}
            holds = is_first and any(title and title in said for title in titles)
            begins = holds or any(title.startswith(said) for title in titles)
            named = not reasons[number]
            rank = (holds or said in titles, named, begins, is_first, block.role == "heading", not block.linked, same)
            found.append((same, rank, number))
    most = max((same for same, _rank, _number in found), default=0)
    return max(((rank, -n) for same, rank, n in found if same >= most * _HALF), default=((), 1))[1] * -1


def _same(said: str, title: str) -> int:
    """Return how many characters a block and a title share: one holds the other, and the block little else."""
    if len(said) < _LEAST or len(title) < _LEAST:
        return 0
    if said in title:
        return len(said)
    return len(title) if title in said and len(said) <= len(title) + _LABEL else 0


def _early(page: Page, inner: frozenset[int]) -> int:
    """Return how many blocks stand before most of the prose."""
    prose = [b.size if b.node in inner and b.size >= _PROSE and b.linked < b.size * _HALF else 0 for b in page.blocks]
    room = sum(prose) * _EARLY
    for number, size in enumerate(prose):
        room -= size
        if room < 0:
            return number
    return len(prose)


def before(page: Page, texts: Sequence[str], reasons: list[str], title: int, within: Within) -> None:
    """Mark what stands before the title, but for prose near it, and what shares its parent with it and is no link."""
    if title < 0:
        return
    said = _plain(texts[title])
    over = page.nodes[page.blocks[title].node].parent  # of a heading: not of what a link or a span in it is
    for number, block in enumerate(page.blocks[:title]):
        is_free = not reasons[number] and block.size and block.role not in _KEPT | {"caption"}
        is_kicker = block.linked == 0 and over >= 0 and page.nodes[block.node].parent == over
        is_prose = block.size >= _PROSE and block.linked < block.size * _HALF
        if is_prose and block.node not in within.inner | within.post and block.size < within.prose * _SHARE:
            is_prose = False
        if block.linked and said in _plain(texts[number]):  # the way to it: "Home › Letters › A long table"
            is_prose = False
        if is_free and not is_kicker and not is_prose:
            reasons[number] = OUTSIDE


def under_title(page: Page, texts: Sequence[str], reasons: list[str], title: int) -> None:
    """Mark dates, lines with a date and more, and lone links between the title and the first prose.

    A plain paragraph stays: a letter may begin with its date.
    """
    if title < 0:
        return
    for number in range(title + 1, min(len(page.blocks), title + _HEAD)):
        block, text = page.blocks[number], texts[number].strip()
        if reasons[number] or not block.size or block.role == "heading":
            continue
        if block.size >= _PROSE and not DATE.search(text):
            return
        found = DATE.search(text)
        is_line = found and (len(text) <= _DATED or (len(text) <= _BRIEF and _PARTS.search(text)))
        is_word = block.size <= _LEAST and not text.endswith(_ENDINGS)
        is_joint = is_word and number + 1 < len(reasons) and reasons[number + 1]
        is_link = is_linked(block) and block.size <= _DATED
        if is_joint or ((is_line or is_link) and not _is_plain(page, block)):
            reasons[number] = ABOUT


def _is_plain(page: Page, block: Block) -> bool:
    """Tell whether a block is a paragraph that nobody named."""
    node = page.nodes[block.node]
    return node.tag == "p" and node.token is not None and page.text[node.token.start : node.token.end].lower() == "<p>"


def is_note(page: Page, block: Block, text: str) -> bool:
    """Tell whether a block is a note under an article: it begins as one, or what it is in is called so."""
    if _NOTE.match(text.strip()):
        return True
    number = block.node
    for _step in range(4):
        token = page.nodes[number].token
        if token and _NOTES.search(page.text, token.start, token.end):
            return True
        number = page.nodes[number].parent
        if number <= 0:
            break
    return False


def tail(page: Page, texts: Sequence[str], reasons: list[str], last: int) -> None:
    """Mark rows of links behind the last prose: downloads, translations, what to go back to."""
    lists = _link_lists(page)
    for number in range(last + 1, len(page.blocks)):
        block = page.blocks[number]
        if reasons[number] or not block.size or block.size >= _BRIEF or block.role == "cell":
            continue
        links = page.text.count("<a", block.start, block.end) + sum(tag.name == "a" for tag in block.tags[:1])
        is_row = links >= _FEW and block.linked >= block.size * _HALF
        said = texts[number].strip()
        points = said[:1] in _ARROWS or said[-1:] in _ARROWS
        is_way = block.linked >= block.size * _HALF and points
        if (is_row or number in lists or is_way) and not is_note(page, block, texts[number]):
            reasons[number] = "navigation"


def _link_lists(page: Page) -> set[int]:
    """Return the numbers of blocks in lists that hold nothing but brief links, and have no heading over them."""
    runs: list[list[int]] = []
    tops: list[int] = []
    for number, block in enumerate(page.blocks):
        top = page.nodes[block.node].parent
        if runs and tops[-1] == top:
            runs[-1].append(number)
        elif block.size:
            runs.append([number])
            tops.append(top)
    found: set[int] = set()
    for run in runs:
        held = [page.blocks[n] for n in run if page.blocks[n].size]
        is_headed = run[0] > 0 and page.blocks[run[0] - 1].role == "heading"
        if len(held) >= _FEW and not is_headed and all(is_linked(b) and b.size <= _TAG for b in held):
            found.update(run)
    return found


def behind(page: Page, texts: Sequence[str], reasons: list[str], within: Within) -> None:
    """Mark what stands behind the article's element, but for notes, and for parts that are built as it is."""
    last = max((n for n, b in enumerate(page.blocks) if b.size and b.node in within.inner), default=-1)
    for number in range(last + 1, len(page.blocks)):
        block = page.blocks[number]
        if reasons[number] or not block.size or block.role in _KEPT or within.is_alike(block.node):
            continue
        is_prose = block.size >= _PROSE and block.linked < block.size * _HALF
        if is_prose and (block.node in within.post or block.size > within.prose * _SHARE):
            continue
        if block.node in within.post and (block.linked == 0 or block.role in {"caption", "cell"}):
            continue
        if not is_note(page, block, texts[number]):
            reasons[number] = OUTSIDE
    _keep_headings(page, reasons, last + 1)


def _keep_headings(page: Page, reasons: list[str], start: int) -> None:
    """Take the marks of headings from *start* on back under which text of the article stands in one element."""
    for number in range(len(page.blocks) - 2, start - 1, -1):
        block, following = page.blocks[number], page.blocks[number + 1]
        if reasons[number] == OUTSIDE and block.role == "heading" and not block.linked and not reasons[number + 1]:
            over = page.nodes[block.node].parent
            if following.size and over > 0 and over in _upwards(page, following.node):
                reasons[number] = ""


def _upwards(page: Page, number: int) -> list[int]:
    found: list[int] = []
    while number > 0 and len(found) < _FAR:
        found.append(number)
        number = page.nodes[number].parent
    return found


class Within:
    """Where the article is: its element's inside, the post around it, and what is built as it is."""

    def __init__(self, page: Page, inner: frozenset[int], post: frozenset[int], signatures: Sequence[str]) -> None:
        """Remember the elements around the article's."""
        self.inner, self.post = inner, post
        self.prose = sum(b.size for b in page.blocks if b.node in inner and b.size >= _PROSE)
        self._page, self._signatures = page, signatures
        self._around: dict[int, int] = {}  # an element around, and its child that leads to the article
        number = self._core = min(inner)
        while number > 0:
            parent = page.nodes[number].parent
            self._around[parent] = number
            number = parent

    def is_around(self, number: int) -> bool:
        """Tell whether an element is the article's or around it."""
        return number == self._core or number in self._around

    def is_alike(self, number: int) -> bool:
        """Tell whether what holds an element stands beside what holds the article and is built as it is."""
        for _step in range(_FAR):
            parent = self._page.nodes[max(number, 0)].parent
            if parent in self._around:
                mine = self._signatures[number]
                return not mine.endswith(" ") and mine == self._signatures[self._around[parent]]
            number = parent
        return False


def empty_headings(page: Page, reasons: list[str], title: int) -> None:
    """Mark headings under which all is marked, as what stands first under them is."""
    levels = [int(page.nodes[b.node].tag[1]) if _is_heading(page, b) else 0 for b in page.blocks]
    for number in range(len(page.blocks) - 1, -1, -1):
        if not levels[number] or reasons[number] or number == title:
            continue
        first = ""
        for following in range(number + 1, len(page.blocks)):
            block = page.blocks[following]
            if levels[following] and levels[following] <= levels[number]:
                break
            if not reasons[following] and (block.size or block.role == "alt"):
                first = ""
                break
            first = first or reasons[following]
        if first:
            reasons[number] = first


def leftovers(page: Page, texts: Sequence[str], reasons: list[str], title: int, within: Within) -> None:
    """Mark what is brief where all else in its element is marked, and numbers beside what is.

    A heading of the article stays: the date over it does not tell of what is below it.
    """
    members: dict[int, list[int]] = {}
    for number, block in enumerate(page.blocks):
        if block.size:
            for above in {block.node, page.nodes[block.node].parent}:
                members.setdefault(above, []).append(number)
    for above, numbers in members.items():
        marked = [n for n in numbers if reasons[n]]
        if within.is_around(above) or above <= 0 or title in numbers or not marked or len(numbers) > len(marked) * _FEW:
            continue
        left = [n for n in numbers if not reasons[n]]
        if all(_is_label(page.blocks[n], texts[n]) and not _is_own(page, page.blocks[n], within) for n in left):
            for number in left:
                reasons[number] = reasons[marked[0]]
    for number, block in enumerate(page.blocks):
        is_bare = block.size > 0 and not any(map(str.isalpha, texts[number])) and block.role in {"", "button"}
        if is_bare and not reasons[number] and number != title:
            reasons[number] = next((r for r in reasons[max(0, number - 1) : number + 2] if r), "")


def _is_own(page: Page, block: Block, within: Within) -> bool:
    """Tell whether a block is the article's by its form: a paragraph that nobody named, a heading within."""
    return _is_plain(page, block) or (block.node in within.inner and _is_heading(page, block))


def _is_label(block: Block, text: str) -> bool:
    return block.size <= _DATED and block.role in {"", "button", "heading"} and not text.rstrip().endswith(_ENDINGS)


def _is_heading(page: Page, block: Block) -> bool:
    tag = page.nodes[block.node].tag
    return len(tag) == _FEW and tag[0] == "h" and tag[1].isdigit() and bool(block.size)
