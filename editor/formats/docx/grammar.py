"""How WordprocessingML is written in one part: the patterns that find runs, tags and the ends of elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from editor.errors import FormatError
from editor.i18n import _

# ECMA-376, transitional and strict.
WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
DRAWING = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
_DECLARED = re.compile(r"""xmlns(?::([^\s=]+))?\s*=\s*["']([^"']*)["']""")
_BLOCK = 1 << 16  # bytes
_HIDING = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns for one spelling of the namespace's prefix.

    *run* is a run of one text, the way nearly all are written: its start tag, properties, space and text. *tag* is
    any tag: a slash, the prefix with its colon where it is the namespace's, the local or foreign name, the rest.
    *head* is what a paragraph says of itself, *soup* such a run or what nobody reads.
    """

    prefix: str  # "w:", with which new elements are written
    any_prefix: str
    rest: str  # what stands in a tag behind its name
    run: re.Pattern[str]
    tag: re.Pattern[str]
    head: re.Pattern[str]
    soup: re.Pattern[str]
    keeps: bool = False  # white space at the ends of texts always counts
    careful: bool = False  # a ">" may stand where no tag ends, or a tag where it is none

    def end(self, text: str, at: int, name: str) -> int:
        """Return where the element ends whose start tag, of the written name *name*, begins at *at*."""
        depth = 0
        for match in _named(name, self.rest).finditer(text, at):
            if match[1]:
                depth -= 1
            elif not match[0].endswith("/>"):
                depth += 1
            if depth == 0:
                return match.end()
        raise FormatError(_("The XML is broken: a tag is not closed; ask for another copy of the file."))


@lru_cache(maxsize=256)
def _named(name: str, rest: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>]){rest}>")


def grammar(text: str, namespaces: tuple[str, ...] = WORDS) -> Grammar:
    """Return how the part *text* writes the elements of *namespaces*.

    Raises FormatError where a prefix of theirs stands for something else elsewhere in the part.
    """
    prefixes: dict[str, bool] = {}
    at = text.find("xmlns")
    while at >= 0:
        match = _DECLARED.match(text, at)
        at = text.find("xmlns", at + 1)
        if match is None:
            continue
        prefix, ours = match[1] or "", match[2] in namespaces
        if prefixes.setdefault(prefix, ours) != ours:
            raise FormatError(_("The document uses one prefix for two things; save it again with another program."))
    own = sorted((prefix for prefix, ours in prefixes.items() if ours), key=lambda prefix: -len(prefix)) or ["w"]
    spelt = tuple(f"{prefix}:" if prefix else "" for prefix in own)
    return _grammar(spelt, careful=_deceives(text), keeps=namespaces == DRAWING)


def _deceives(text: str) -> bool:
    """Tell whether a ">" may stand where no tag ends, or a tag where it is none."""
    chars = np.frombuffer(text.encode(), dtype=np.uint8)
    less, greater, mark = b"<>!"
    surplus = 0
    for start in range(0, len(chars), _BLOCK):  # a long part: three signs are sought in what is at hand
        block = chars[start : start + _BLOCK]
        surplus += int(np.count_nonzero(block == less) - np.count_nonzero(block == greater))
        if (chars[np.flatnonzero(block == mark) + (start - 1)] == less).any():
            return True
    return surplus != 0


@lru_cache(maxsize=64)
def _grammar(prefixes: tuple[str, ...], *, careful: bool, keeps: bool) -> Grammar:
    own = "|".join(map(re.escape, prefixes))
    p = f"(?:{own})" if len(prefixes) > 1 else own
    rest = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*" if careful else "[^>]*"
    run = (
        rf"<{p}r(?:>|\s{rest}>)(<{p}rPr>(?:<(?!/?{p}rPr){rest}>|\s+)*</{p}rPr>|<{p}rPr\s*/>)?"
        rf"(?:<{p}lastRenderedPageBreak\s*/>)?<{p}t(\s{rest})?>([^<]*)</{p}t></{p}r>"
    )
    tag = re.compile(rf"<(/?)({own})?([^\s/>!?][^\s/>]*){rest}>")
    head = re.compile(rf"(?:<{p}pPr>(?:<(?!/?{p}pPr[\s/>]){rest}>|\s+)*</{p}pPr>)?")
    soup = re.compile(rf"{run}|<{p}(?:proofErr|lastRenderedPageBreak)(?:\s{rest})?(?<=/)>")
    return Grammar(prefixes[0], p, rest, re.compile(run), tag, head, soup, keeps, careful)


def unhidden(text: str) -> str:
    """Return *text* with comments, marked sections and instructions blanked, every offset as before."""
    if "<!" not in text and text.find("<?", 1) < 0:
        return text
    return _HIDING.sub(lambda match: " " * len(match[0]), text)
