"""Where the text of a part stands: its paragraphs, tables, notes and boxes included, and the words about pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.errors import FormatError
from editor.formats.runs.units import Spot
from editor.i18n import _

_DEEPEST = 256  # paragraphs within one another
_REST = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_TAG = re.compile(
    rf"<(?:(?P<p>text:[ph])(?=[\s>/]){_REST}>|/(?P<endp>text:[ph])>"
    rf"|(?P<end>/)?(?P<around>table:table-cell|text:list-item|text:note-body|text:tracked-changes|office:annotation)"
    rf"(?=[\s>/]){_REST}>"
    rf"|(?P<control>form:(?:button|checkbox|fixed-text|frame|radio|option|item))(?=\s){_REST}>"
    rf"|(?P<choice>text:label)(?=\s){_REST}(?:/>|>\s*</text:label>)(?:(?P<chosen>[^<]+)</text:drop-down>)?"
    rf"|(?P<word>svg:title|svg:desc|text:index-title-template)(?=[\s>]){_REST}>[^<]*</)"
)
_LABEL = re.compile(r"""\sform:label\s*=\s*(["'])((?:(?!\1).)*)\1""", re.DOTALL)
_CHOICE = re.compile(r"""\stext:value\s*=\s*(["'])((?:(?!\1).)*)\1""", re.DOTALL)
_NUMBERED = re.compile(
    rf"<text:(?:list-level-style-(?:number|bullet)|outline-level-style|notes-configuration)(?=\s){_REST}>"
)
_BESIDE = re.compile(
    r"""\s(?:style:num-(?:prefix|suffix)|\w+:num-list-format)\s*=\s*(["'])((?:(?!\1).)*)\1""", re.DOTALL
)
_PIECE = re.compile(r"(%\d+%)")  # the number in "Chapter %1%."
_WORD = re.compile(r"[^\W\d_]{3}")  # as "iii" or "a)" is none
_LETTERS = re.compile(r"[^\W\d_]{2}")  # beside a word: "Part %1% of %2%"
_FILE = re.compile(r"\s*(?:\S+\.\w{2,4}|\w+://\S+)\s*")
_NOT_TEXT = {"text:tracked-changes", "office:annotation"}  # what was deleted, and what people remarked
_ROLES = {"table:table-cell": "cell", "text:list-item": "list", "text:note-body": "note"}


@dataclass(slots=True)
class _Around:
    paragraphs: list[tuple[Spot, bool]] = field(default_factory=list)  # with whether it is text at all
    open: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return _NOT_TEXT.isdisjoint(self.open)

    @property
    def role(self) -> str:
        return next((_ROLES[name] for name in reversed(self.open) if name in _ROLES), "")


def spots(text: str) -> Iterator[Spot]:
    """Yield what people read in the part *text*, "p" the inside of a paragraph, "text" that of a plain element."""
    around = _Around()
    for match in _TAG.finditer(text):
        kind = match.lastgroup
        if kind == "p":
            if match[0].endswith("/>"):
                continue
            if len(around.paragraphs) == _DEEPEST:
                raise FormatError(_("The XML nests too deeply to be a document; ask for another copy of the file."))
            role = "heading" if match["p"] == "text:h" else around.role
            around.paragraphs.append((Spot(match.end(), -1, "p", role, tag=match[0]), around.is_text))
        elif kind == "endp":
            if around.paragraphs:
                spot, is_text = around.paragraphs.pop()
                spot.end = match.start()
                if is_text:
                    yield spot
        elif kind in {"control", "word", "choice", "chosen"}:
            yield from _said(match, around)
        else:
            _enter(match, around)


def labels(text: str) -> Iterator[Spot]:
    """Yield the words beside the numbers of lists, headings and notes, as in "Chapter 1"."""
    for level in _NUMBERED.finditer(text):
        for match in _BESIDE.finditer(level[0]):
            if not _WORD.search(match[2]):
                continue
            at = level.start() + match.start(2)
            for piece in _PIECE.split(match[2]):
                said = piece.strip()
                start = at + piece.index(said)
                if _LETTERS.search(said):
                    yield Spot(start, start + len(said), f"alt{match[1]}", "label")
                at += len(piece)


def _said(match: re.Match[str], around: _Around) -> Iterator[Spot]:
    """Yield the label of a control, or what is said of a picture."""
    if match["control"] or match["choice"]:
        label = (_LABEL if match["control"] else _CHOICE).search(match[0])
        if label and any(map(str.isalpha, label[2])):
            yield Spot(match.start() + label.start(2), match.start() + label.end(2), f"alt{label[1]}", "label")
        if match["chosen"] and any(map(str.isalpha, match["chosen"])):
            yield Spot(*match.span("chosen"), "text", "label")
        return
    text = match.string
    start, end = text.index(">", match.start()) + 1, match.end() - 2
    if around.is_text and text[start:end].strip() and not _FILE.fullmatch(text, start, end):
        yield Spot(start, end, "text")


def _enter(match: re.Match[str], around: _Around) -> None:
    name = match["around"]
    if match["end"]:
        if around.open and around.open[-1] == name:
            around.open.pop()
    elif not match[0].endswith("/>"):
        around.open.append(name)
