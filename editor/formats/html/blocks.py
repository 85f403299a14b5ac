"""A page cut into blocks: runs of text between block tags, and attributes that people read, in the tree of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.errors import FormatError
from editor.formats import markup
from editor.formats.html import inline
from editor.formats.markup import Sort, Token
from editor.formats.web.page import Block, Node, Page, is_button
from editor.i18n import _

_TAGS = (
    "address article aside blockquote body button caption center col colgroup datalist dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend "
    "li link listing main menu meta nav ol optgroup option p param picture pre rp search section select source "
    "summary table tbody td textarea tfoot th thead title tr track ul"
)
BLOCKS = frozenset(_TAGS.split()) - {"iframe", "picture", "rp", "source", "track", "param", "link"}
_ENDS_PARAGRAPH = BLOCKS - {"button", "option", "optgroup", "title", "meta", "col"}
_ENDS = {  # an element that begins, and those still open that it ends
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"td", "th", "tr", "caption", "colgroup"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"},
    "thead": {"caption", "colgroup"},
    "tfoot": {"td", "th", "tr", "tbody", "thead", "caption", "colgroup"},
    "option": {"option"},
    "optgroup": {"option", "optgroup"},
    "body": {"head"},
}
_SCOPES = frozenset({"table", "td", "th", "caption"})  # an end tag within ends nothing outside
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "body", "html"})
_KEEP = frozenset({"pre", "listing", "textarea"})  # white space
_LOOKED_INTO = frozenset({"svg", "noscript", "template"})
_DRAWN = frozenset({"text", "desc"})  # elements of a drawing that hold words
_DEEPEST = 3
_MOST = 250_000  # tags, and texts between them; the largest pages on the Web have a tenth, a book of 10 MB fewer
ROLES = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "title": "title",
    "li": "list",
    "dt": "list",
    "dd": "list",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "button": "button",
    "option": "option",
    "legend": "heading",
    "summary": "heading",
    "pre": "code",
    "textarea": "field",
}
_ATTRIBUTES = {"alt": "alt", "title": "hint", "placeholder": "field", "aria-label": "label"}
_READ = re.compile(r"(?:alt|title|placeholder|aria-label|content|value|label)\s*=", re.IGNORECASE)
_META = {"description", "og:title", "og:description", "twitter:title", "twitter:description"}


def page(text: str, *, xml: bool = False) -> Page:
    """Cut *text* into blocks. Raises FormatError for a page of more than 250,000 tags."""
    walker = _Walker(Page(text))
    walker.walk(_bounded(text, xml=xml))
    walker.page.blocks.sort(key=lambda block: (block.start, -block.end))
    return walker.page


def _bounded(text: str, *, xml: bool) -> Iterator[Token]:
    for number, token in enumerate(markup.tokens(text, xml=xml)):
        if number == _MOST:
            raise FormatError(_("The page has far too many tags; save its parts as pages of their own."))
        yield token


def _inner(text: str, element: Token) -> Iterator[Token]:
    """Yield the tokens within an element, as they are where a browser looks into it."""
    begin = next(markup.tokens(text, element.start, element.end)).end
    yield from markup.tokens(text, begin, max(begin, text.rfind("</", begin, element.end)))


_DENSE = re.compile(r"[\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF66-\uFF9F]")  # signs that say as much as two letters


class _Walker:
    """Goes through the tokens once, keeping the open block elements and the text since the last block tag."""

    def __init__(self, into: Page, within: Sequence[str] = (), top: int = 0) -> None:
        self.page = into
        self._within = within  # the names of the elements whose inside this is
        self._blocks = BLOCKS | _DRAWN if "svg" in within else BLOCKS
        self._open = _Open(into.nodes, top)
        self._run: list[Token] = []
        self._size = self._linked = 0
        self._link: Token | None = None
        self._after_break = False

    def walk(self, found: Iterator[Token]) -> None:
        """Go through all tokens."""
        for token in inline.whole(self.page.text, found):
            self.take(token)
            if token.sort is Sort.HIDDEN and token.name in _LOOKED_INTO and len(self._within) < _DEEPEST:
                inside = _Walker(self.page, (*self._within, token.name), self._open.top)
                inside.walk(_inner(self.page.text, token))
        self.flush()

    def take(self, token: Token) -> None:
        """Go one token on."""
        if token.sort is Sort.OPEN:
            self._begin(token)
        elif token.sort is Sort.CLOSE:
            self._end(token)
        elif token.sort is Sort.RAW and token.name not in inline.PROTECTABLE:
            self._text_only(token)
        else:
            self._run.append(token)
            if token.sort is Sort.TEXT:
                self._count(token)

    def _count(self, token: Token) -> None:
        text = self.page.text[token.start : token.end].strip()
        size = len(text) if text.isascii() else len(text) + len(_DENSE.findall(text))
        if size:
            self._after_break = False
        self._size += size
        self._linked += size if self._link else 0

    def _begin(self, token: Token) -> None:
        if token.name in self._blocks:
            self.flush()
            self._open.begin(token)
        else:
            if token.name == "br":
                if self._after_break:
                    self.flush()  # two line breaks part paragraphs
                self._after_break = True
            elif token.name == "a":
                self._link = token
            self._run.append(token)
        if is_button(self.page, token):
            self.page.controls.append(self._open.top)
        self._attributes(token)

    def _end(self, token: Token) -> None:
        if token.name in self._blocks:
            self.flush()
            self._open.end(token.name)
            return
        if token.name == "a":
            self._link = None
        self._run.append(token)

    def flush(self) -> None:
        """Make a block of the text since the last block tag, if a reader sees any."""
        run, size, linked = self._run, self._size, self._linked
        self._run, self._size, self._linked, self._after_break = [], 0, 0, False
        where = inline.trim(self.page.text, run) if size else None
        if where is None:
            return
        tags = tuple(token for token in run if token.sort is Sort.OPEN and token.start < where[0])
        if self._link and (not run or self._link.start < run[0].start):
            tags = (self._link, *tags)
        kind = "pre" if self._open.keeps else ""
        self.page.blocks.append(Block(*where, kind, self._role(), self._open.top, tags, size, linked))

    def _role(self) -> str:
        number = self._open.top
        for _step in range(6):
            node = self.page.nodes[number]
            if node.tag in ROLES:
                return ROLES[node.tag]
            number = node.parent
            if number < 0:
                break
        return ""

    def _text_only(self, token: Token) -> None:
        text = self.page.text
        where = inline.trim(text, [Token(Sort.TEXT, token.start, token.end)])
        tag = self.page.nodes[self._open.top].tag
        if where and tag in markup.TEXT_ONLY:
            role = "alt" if "svg" in self._within else ROLES[tag]
            self.page.blocks.append(Block(*where, tag, role, self._open.top, (), where[1] - where[0]))

    def _attributes(self, token: Token) -> None:
        if markup.is_bare(token) or not _READ.search(self.page.text, token.start, token.end):
            return
        found = list(markup.attributes(self.page.text, token))
        if not found:
            return
        wanted = _ATTRIBUTES | _said_by(self.page.text, token, found)
        for each in found:
            role = wanted.get(each.name)
            if role and each.end > each.start:
                where = inline.trim(self.page.text, [Token(Sort.TEXT, each.start, each.end)])
                if where and any(character.isalpha() for character in self.page.text[slice(*where)]):
                    kind = each.name + (each.quote or "=")
                    span = where if each.quote else (each.start, each.end)
                    block = Block(*span, kind, role, self._open.top, (token,))
                    self.page.blocks.append(block)


def _said_by(text: str, token: Token, found: Sequence[markup.Attribute]) -> dict[str, str]:
    """Return further attributes that people read in this tag, each with its role."""
    if token.name == "meta":
        value = {each.name: text[each.start : each.end].lower() for each in found}
        about = value.get("name") or value.get("property") or ""
        return {"content": "title" if about.endswith("title") else "description"} if about in _META else {}
    if token.name == "input":
        kind = next((text[each.start : each.end].lower() for each in found if each.name == "type"), "")
        return {"value": "button"} if kind in {"submit", "button", "reset"} else {}
    return {"label": "option"} if token.name in {"option", "optgroup", "track"} else {}


class _Open:
    """The block elements that are open, and how many of each name since the table cell around them began."""

    def __init__(self, nodes: list[Node], top: int = 0) -> None:
        self.nodes = nodes
        self.stack = [top]
        self.keeps = 0  # open elements that keep white space
        self._counts: list[dict[str, int]] = [{}]
        self._all: dict[str, int] = {}

    @property
    def top(self) -> int:
        """Return the number of the innermost element."""
        return self.stack[-1]

    def begin(self, token: Token) -> None:
        """Open an element, ending those that it ends."""
        if token.name in _ENDS_PARAGRAPH and self._counts[-1].get("p"):
            self.end("p")
        for_ = _ENDS.get(token.name, ())
        while len(self.stack) > 1 and self.nodes[self.top].tag in for_:  # what is around is not this walk's
            self._pop()
        if token.name in markup.VOID:
            return
        self.nodes.append(Node(token.name, self.top, token))
        self.stack.append(len(self.nodes) - 1)
        for counts in (self._counts[-1], self._all):
            counts[token.name] = counts.get(token.name, 0) + 1
        if token.name in _SCOPES:
            self._counts.append({})
        self.keeps += token.name in _KEEP

    def end(self, name: str) -> None:
        """Close the innermost element of that name and all within it; none of that name changes nothing."""
        if not self._counts[-1].get(name) and (name not in _TABLE or not self._all.get(name)):
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        tag = self.nodes[self.stack.pop()].tag
        if tag in _SCOPES:
            self._counts.pop()
        self._counts[-1][tag] -= 1
        self._all[tag] -= 1
        self.keeps -= tag in _KEEP
        return tag
