"""Where the text of a part stands: its paragraphs, tables and boxes included, and the words that describe pictures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from editor.errors import FormatError
from editor.formats.docx.grammar import Grammar, unhidden
from editor.formats.runs.units import Spot
from editor.i18n import _

_NESTING = ("drawing", "pict", "object", "ffData")  # elements with pictures, paragraphs or words to help in them
_DEEPEST = 256  # paragraphs within one another
_ALT = re.compile(r"""\s(descr|title|alt)\s*=\s*(["'])((?:(?!\2).)*)\2""", re.DOTALL)
_FORM = re.compile(r"""\s(?:\w+:)?(displayText|val|tooltip)\s*=\s*(["'])((?:(?!\2).)*)\2""", re.DOTALL)
_FILE = re.compile(r"\S+\.\w{2,4}|\w+://\S+")  # a name that a program put there


@dataclass(slots=True)
class _Around:
    """What is open around a place."""

    paragraphs: list[Spot] = field(default_factory=list)
    cells: int = 0
    choices: list[tuple[int, bool, bool]] = field(default_factory=list)  # number, in the old form, already before
    passed: int = 0


@lru_cache(maxsize=64)
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    p, rest = grammar.any_prefix, grammar.rest
    return re.compile(
        rf"<(?:{p}(?P<p>p)(?:\s{rest})?>|/{p}(?P<endp>p)\s*>|(?P<end>/)?(?:{p}(?P<cell>tc)|[\w.-]+:(?P<choice>AlternateContent"
        rf"|Fallback)|(?P<alt>\w+:(?:docPr|cNvPr|shape|rect|roundrect|oval))"
        rf"|(?P<form>\w+:(?:listItem|listEntry|helpText|statusText|hyperlink|hlinkClick)))(?=[\s>/]){rest}>)"
    )


def spots(text: str, grammar: Grammar) -> Iterator[Spot]:
    """Yield what people read in the part *text*, in the order of its starts but for what is around something else."""
    if _has_nesting(text, grammar):
        yield from _nested(text, grammar)
        return
    opening, cell = _plain(grammar)
    closing = f"</{grammar.prefix}p>"
    starts = [match.end() for match in opening.finditer(text)]
    ends = [text.find(closing, start) for start in starts]
    if -1 in ends or any(start < end for start, end in zip(starts[1:], ends, strict=False)):
        yield from _nested(text, grammar)
        return
    found = cell.finditer(text) if f"{grammar.prefix}tc" in text else ()
    cells = [(match.start(), -1 if match[1] else 1) for match in found]
    tags, depths = [at for at, _step in cells], [0, *accumulate(step for _at, step in cells)]
    for start, end in zip(starts, ends, strict=True):
        yield Spot(start, end, "p", "cell" if depths[bisect_right(tags, start)] else "")


def _has_nesting(text: str, grammar: Grammar) -> bool:
    """Tell whether anything but paragraphs in tables may hold text, or the part is written in an unusual way."""
    if "|" in grammar.any_prefix or grammar.careful or "AlternateContent" in text:
        return True
    if any(f"</{grammar.prefix}{name}" in text for name in _NESTING) or f"{grammar.prefix}displayText" in text:
        return True
    return f"</{grammar.prefix}hyperlink" in text and "tooltip" in text


@lru_cache(maxsize=64)
def _plain(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the starts of paragraphs, and the tags of cells."""
    p, rest = grammar.any_prefix, grammar.rest
    return re.compile(rf"<{p}p(?:>|\s{rest}(?<!/)>)"), re.compile(rf"<(/)?{p}tc(?:>|\s{rest}(?<!/)>)")


def _nested(text: str, grammar: Grammar) -> Iterator[Spot]:
    around = _Around()
    for match in _pattern(grammar).finditer(unhidden(text)):
        kind = match.lastgroup
        if kind == "p":
            if match[0].endswith("/>"):
                continue
            if len(around.paragraphs) == _DEEPEST:
                raise FormatError(_("The XML nests too deeply to be a document; ask for another copy of the file."))
            choice, fallback = around.choices[-1][:2] if around.choices else (0, False)
            within = "cell" if around.cells else ""
            around.paragraphs.append(Spot(match.end(), -1, "p", within, choice, fallback))
        elif kind == "endp":
            if around.paragraphs:
                spot = around.paragraphs.pop()
                spot.end = match.start()
                yield spot
        elif kind in {"alt", "form"}:
            yield from _attributes(match, around)
        else:
            _enter(match, around)


def _enter(match: re.Match[str], around: _Around) -> None:
    name, ends = match["cell"] or match["choice"], match["end"] is not None
    if match[0].endswith("/>"):
        return
    if name == "tc":
        around.cells += -1 if ends else 1
    elif name == "AlternateContent":
        if ends and around.choices:
            around.choices.pop()
        elif not ends:
            around.passed += 1
            number, old, _before = around.choices[-1] if around.choices else (0, False, False)
            around.choices.append((number if old else around.passed, old, old))
    elif around.choices:
        number, _old, before = around.choices[-1]
        around.choices[-1] = number, before or not ends, before


def _attributes(match: re.Match[str], around: _Around) -> Iterator[Spot]:
    if match["end"]:
        return
    choice, fallback = around.choices[-1][:2] if around.choices else (0, False)
    within = "label" if match["form"] else ""
    for found in (_FORM if within else _ALT).finditer(match[0]):
        if found[3].strip() and not _FILE.fullmatch(found[3]):
            start = match.start() + found.start(3)
            yield Spot(start, start + len(found[3]), f"alt{found[2]}", within, choice, fallback)
