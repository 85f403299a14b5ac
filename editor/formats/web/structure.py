"""Furniture told by where it stands: elements, their names, how much of them is links, and where the prose is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, takewhile

from editor import resources
from editor.formats import markup
from editor.formats.web import repeats
from editor.formats.web.page import Block, Page
from editor.i18n import N_

_TAGS = {"nav": "navigation", "button": "button", "dialog": "dialog box", "select": "form"}
_TAGS_OUTSIDE = {"footer": "footer", "aside": "sidebar", "menu": "navigation"}
_FORMS = {"search": "search form", "comment": "comment form", "login": "login", "subscri": "newsletter form"}
_ROLES = {
    "navigation": "navigation",
    "search": "search form",
    "contentinfo": "footer",
    "banner": "site title",
    "complementary": "sidebar",
    "dialog": "dialog box",
    "alertdialog": "dialog box",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
}
_STATES = re.compile(
    r"(?:has|no|is|js|with|tag|category|status|type|format|wp-image|hide|align|size|col|page|elementor)-.*"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DASHES = re.compile(r"--+")
_LAYER = re.compile(r"wp-block-|[colmst]-(?=[a-z]{3})")  # what makers set before names: "c-" for a component
_ASIDES = frozenset({"aside", "footer", "nav"})
_PARTS = frozenset({"p", "li", "blockquote", "dd"})  # of an article, never all of it
_HEADINGS = frozenset({"h1", "h2", "h3"})
_OF_POST = frozenset({"about the post", "navigation"})  # what a heading of the article may be called all the same
_NEVER = frozenset({"html", "body", "article", "main"})  # their names speak of the whole page or post
_POSTS = frozenset({"hentry", "post", "h-entry"})
_PLAIN_PARTS = frozenset(
    {"header", "title", "footer", "logo", "time", "date", "menu"}
)  # of a block named "card__title"
_NAMING = (  # attributes whose values are names that the maker gave, sometimes the only ones that are words
    *("class", "id", "itemprop", "data-testid", "data-test-id", "data-qa", "data-component", "data-component-name"),
    *(
        "data-hook",
        "data-module",
        "data-module-type",
        "data-block",
        "data-block-type",
        "data-widget",
        "data-widget-type",
    ),
    *(
        "data-widget_type",
        "data-type",
        "data-name",
        "data-role",
        "data-region",
        "data-gu-name",
        "data-spacefinder-type",
    ),
)
_SPEAKING = frozenset({"a", "button", "img", "input", "svg", "p", "figure", "table"})  # their labels say what they hold
_LABEL = 3  # words of a label that is a name
_DATE = 30  # characters
_PROSE = 60  # characters of a block that reads as prose
_LINKED = 0.5  # the share of links above which it does not
_MUCH = 0.3
_NEAR = 8  # elements around the prose that may be a post of several
_SOME = 0.15  # under a first-level heading
_PICTURE = re.compile(r"(?:^|[\s_-])(?:image|img|photo|picture|figure|caption|media|thumb)", re.IGNORECASE)
_QUOTED = 4  # elements around a line that may be called a quotation
_QUOTE = re.compile(r"(?:^|[\s_-])(?:block|pull)?-?(?:quote|citation|zitat|cita)(?![a-z])", re.IGNORECASE)
_LARGE = 0.35  # of the prose of a page is too much for an advertisement or a newsletter form
_BULKY = frozenset({"readers’ comments", "related posts", "comment form", "navigation"})  # may outgrow an article
_DEPTH = 200  # elements around a block whose names are looked at
_MOST = 0.6  # of the prose of a page is in its article


REASONS = (
    repeats.BOX,
    N_("site title"),
    N_("sidebar"),
    N_("login"),
    N_("advertisement"),
    N_("edit link"),
    N_("table of contents"),
    N_("notes for editors"),
    N_("player"),
    N_("page tools"),
    N_("statistics"),
    N_("dialog box"),
    N_("button"),
    N_("form"),
    N_("hidden on the page"),
    N_("the page says so"),
)
"""Reasons besides those of ``phrases``."""


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = {}
    section = ""
    for line in resources.read_text("furniture/names.txt").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            table.setdefault(section, []).extend(line.split())
    wanted = f"{kind} "
    return tuple(
        (section.removeprefix(wanted), re.compile("|".join(names)))
        for section, names in table.items()
        if section.startswith(wanted)
    )


@cache
def _named(name: str, kind: str) -> str:
    if _STATES.fullmatch(name):
        return ""
    return next((reason for reason, pattern in _patterns(kind) if pattern.fullmatch(name)), "")


class Structure:
    """Why each element of a page is furniture."""

    def __init__(self, page: Page, texts: Sequence[str]) -> None:
        """Look at every element once, outer before inner."""
        self.page = page
        self._values = [markup.values(page.text, node.token) if node.token else {} for node in page.nodes]
        self.post: frozenset[int] = frozenset()
        self.posts: tuple[int, ...] = ()  # of a thread
        self._widespread = self._large()
        self.signatures = [
            repeats.signature(node.tag, values) for node, values in zip(page.nodes, self._values, strict=True)
        ]
        self.sums = repeats.Sums.of(page)
        self._marks = repeats.teasers(page, self.sums, self.signatures)
        self.around = self._core(self._spread(frozenset({0}), {}, outside=False))
        self.post = self._post()
        if not self.posts:
            self.posts = repeats.threads(page, texts, self.sums, self.signatures)
        for number in self.posts:
            self._marks.pop(number, None)
        forms = self._forms()
        self.within = self._spread(self.around, forms, outside=False)
        self.outside = self._spread(self.around, forms, outside=True)
        self.core = max(self.around)
        self.inner = descendants(page, self.core)
        self._middle = self._half()

    def _half(self) -> int:
        """Return where half of the article's prose is over."""
        prose = [block for block in self.page.blocks if block.node in self.inner and is_prose(block)]
        room = sum(block.size for block in prose) / 2
        for block in prose:
            room -= block.size
            if room < 0:
                return block.start
        return len(self.page.text)

    def of(self, block: Block) -> str:
        """Return why *block* is furniture by its elements' names, else ""."""
        reasons = self.within if block.node in self.inner else self.outside
        found = reasons[block.node] or self._by_tags(block)
        if found == "about the post" and (block.role == "quote" or self._is_quoted(block)):
            return ""  # who is quoted, not who wrote
        return found

    def _is_quoted(self, block: Block) -> bool:
        """Tell whether what a block stands in is called a quotation."""
        named = (self._values[number].get("class", "") for number in islice(self._upwards(block.node), _QUOTED))
        return any(_QUOTE.search(names) for names in named)

    def is_late(self, block: Block) -> bool:
        """Tell whether most of the article's prose stands before *block*."""
        return block.start > self._middle

    def _by_tags(self, block: Block) -> str:
        is_date = any(tag.name == "time" for tag in block.tags) or "<time" in self.page.text[block.start : block.end]
        if block.size <= _DATE and is_date:
            return "about the post"
        for tag in block.tags:
            values = markup.values(self.page.text, tag)
            reason = self._by_values(block.node, tag.name, values, outside=block.node not in self.inner)
            if reason:
                return reason
        return ""

    def _spread(self, around: frozenset[int], forms: dict[int, str], *, outside: bool) -> list[str]:
        """Return each element's reason: its own unless the article is in it, else that of the element around it."""
        found: list[str] = []
        for number, node in enumerate(self.page.nodes):
            own = ""
            if number not in around:
                own = forms.get(number, "")
                values = self._values[number]
                own = own or (self._by_values(number, node.tag, values, outside=outside) if values else "")
                own = own or _by_tag(node.tag, outside=outside)
                own = own or self._marks.get(number, "")
            reason = own or (found[node.parent] if node.parent >= 0 else "")
            found.append(reason)
        return found

    def _by_values(self, number: int, tag: str, values: dict[str, str], *, outside: bool) -> str:
        reason = _by_tag(tag, outside=outside)
        if not values:
            return reason
        in_post = number in self.post
        if values.get("translate", "").lower() == "no" or "notranslate" in values.get("class", "").lower().split():
            return "the page says so"
        role = values.get("role", "").lower()
        if (
            role in _ROLES
            and not (in_post and role == "banner")
            and (outside or role in {"navigation", "search", "dialog"})
        ):
            reason = reason or _ROLES[role]
        found = () if tag in _NEVER else _called(_names(tag, values), outside=outside)
        for name, meant in found:
            if name in self._widespread and meant not in _BULKY:
                continue
            if meant == "about the post" and _PICTURE.search(values.get("class", "")):
                continue  # who took it
            if not (in_post and meant == "site title") and not (tag in _HEADINGS and meant in _OF_POST):
                return meant
        if not reason and outside and ("hidden" in values or re.search(r"display:\s*none", values.get("style", ""))):
            return "hidden on the page"
        return reason

    def _core(self, reasons: list[str]) -> frozenset[int]:
        """Return the innermost element that holds most of the prose, and all around it."""
        weight = self._weigh(reasons)
        if not weight[0]:
            weight = self._weigh([""] * len(reasons))
        whole = self._likeliest(weight)
        best = max(
            (n for n in sorted(descendants(self.page, whole)) if weight[n] >= weight[whole] * _MOST > 0), default=whole
        )
        while best and self.page.nodes[best].tag in _PARTS:
            best = self.page.nodes[best].parent
        best = self._thread(best, weight)
        around: list[int] = []
        while best >= 0:
            around.append(best)
            best = self.page.nodes[best].parent
        return frozenset(around)

    def _likeliest(self, weight: list[int]) -> int:
        """Return the element to look in: all, or the post that holds much of the prose where most is not together."""
        together = max((n for n, prose in enumerate(weight) if prose and prose >= weight[0] * _MOST), default=0)
        if any(self._is_post(n) for n in self._upwards(together)):
            return 0
        headed: set[int] = set()
        for number, node in enumerate(self.page.nodes):
            if node.tag == "h1":
                headed.update(takewhile(lambda above: above not in headed, self._upwards(number)))
        posts = [
            n
            for n, prose in enumerate(weight)
            if prose and self._is_post(n) and prose >= weight[0] * (_SOME if n in headed else _MUCH)
        ]
        return max(posts, key=lambda n: (n in headed, weight[n], -n), default=0)

    def _thread(self, best: int, weight: list[int]) -> int:
        """Return the element around all posts where what holds most prose is one of several of a kind (a forum)."""
        around = [n for n in self._upwards(best) if self._values[n].get("class")]
        for number in around[:_NEAR]:
            node = self.page.nodes[number]
            names = self._values[number].get("class", "").split()
            if (node.tag != "article" and _POSTS.isdisjoint(names)) or not names:
                continue
            alike = [
                n
                for n, other in enumerate(self.page.nodes)
                if other.tag == node.tag and weight[n] and names == self._values[n].get("class", "").split()
            ]
            if len(alike) > 1:
                self.posts = tuple(alike)
                shared = set(self._upwards(number)).intersection(*(self._upwards(n) for n in alike))
                return max(shared)
        return best

    def _upwards(self, number: int) -> Iterator[int]:
        while number >= 0:
            yield number
            number = self.page.nodes[number].parent

    def _large(self) -> frozenset[str]:
        """Return the names of elements that together hold so much of the prose that they cannot mean furniture."""
        weight: dict[str, int] = {}
        held: dict[int, int] = {}  # the prose right in each element
        for block in filter(is_prose, self.page.blocks):
            held[block.node] = held.get(block.node, 0) + block.size
        whole = sum(held.values())
        own: dict[int, list[str]] = {}
        for holder, prose in held.items():
            names: set[str] = set()
            for number in islice(self._upwards(holder), _DEPTH):
                if number not in own:
                    own[number] = [name for name, _reason in self._meanings(number)]
                names.update(own[number])
            for name in names:
                weight[name] = weight.get(name, 0) + prose
        return frozenset(name for name, prose in weight.items() if prose >= whole * _LARGE)

    def _meanings(self, number: int) -> tuple[tuple[str, str], ...]:
        """Return the names of an element that mean furniture anywhere or outside the article, with the reasons."""
        node = self.page.nodes[number]
        return (
            ()
            if node.tag in _NEVER or not self._values[number]
            else _called(_names(node.tag, self._values[number]), outside=True)
        )

    def _weigh(self, reasons: list[str]) -> list[int]:
        """Return how much prose each element holds."""
        weight = [0] * len(self.page.nodes)
        aside = [False] * len(weight)
        for number, node in enumerate(self.page.nodes):
            aside[number] = node.tag in _ASIDES or (node.parent >= 0 and aside[node.parent])
        for block in self.page.blocks:
            if is_prose(block) and not reasons[block.node] and not aside[block.node]:
                weight[block.node] += block.size
        for number in range(len(weight) - 1, 0, -1):
            weight[self.page.nodes[number].parent] += weight[number]
        return weight

    def _forms(self) -> dict[int, str]:
        """Return why each form is furniture, but for one that the article stands in."""
        found = {}
        for number, node in enumerate(self.page.nodes):
            if node.tag == "form" and number not in self.around:
                said = " ".join(f"{name} {value}" for name, value in self._values[number].items()).lower()
                found[number] = next((reason for word, reason in _FORMS.items() if word in said), N_("form"))
        return found

    def _post(self) -> frozenset[int]:
        """Return the elements of the post around the prose: of the innermost article or main element, if any."""
        whole = [n for n in self.around if self._is_post(n)]
        return descendants(self.page, max(whole)) if whole else frozenset()

    def _is_post(self, number: int) -> bool:
        values = self._values[number]
        names = values.get("class", "").lower().split()
        return (
            self.page.nodes[number].tag in {"article", "main"}
            or values.get("role", "").lower() in {"main", "article"}
            or not _POSTS.isdisjoint(names)
        )


def _by_tag(tag: str, *, outside: bool) -> str:
    return _TAGS.get(tag, "") or (_TAGS_OUTSIDE.get(tag, "") if outside else "")


def _names(tag: str, values: dict[str, str]) -> str:
    """Return all that an element is called, parted by spaces."""
    names = [values[name] for name in _NAMING if name in values]
    names += [f"rel-{values['rel']}"] if "rel" in values else []
    said = values.get("aria-label", "")
    if said and tag not in _SPEAKING and len(said.split()) <= _LABEL:
        names.append("-".join(said.split()))
    return " ".join(names)


@lru_cache(maxsize=4_096)
def _called(names: str, *, outside: bool) -> tuple[tuple[str, str], ...]:
    """Return the names that mean furniture and the reasons they give, in order."""
    found = ((name, _named(name, "within") or (_named(name, "outside") if outside else "")) for name in _split(names))
    return tuple((name, reason) for name, reason in found if reason)


def _split(names: str) -> Iterator[str]:
    """Yield names in small letters, their words parted by hyphens."""
    for name in names.replace(".", " ").split():
        plain = _DASHES.sub("-", _CAMEL.sub("-", name).lower())
        block, _dashes, part = plain.strip("_").rpartition("__")
        if block and part not in _PLAIN_PARTS:
            yield part.replace("_", "-")
        yield _LAYER.sub("", _DASHES.sub("-", plain.replace("_", "-")))


def descendants(page: Page, top: int) -> frozenset[int]:
    """Return the numbers of an element and of all in it."""
    inner = {top}
    for number in range(top + 1, len(page.nodes)):
        if page.nodes[number].parent in inner:
            inner.add(number)
    return frozenset(inner)


def is_prose(block: Block) -> bool:
    """Tell whether a block reads as prose: long enough, and not mostly links."""
    return block.size >= _PROSE and block.linked < block.size * _LINKED
