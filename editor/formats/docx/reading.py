"""The units of a Word document: the text of its paragraphs and pictures' descriptions, part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from editor.formats import spans
from editor.formats.docx import contents, drawings, paragraphs, story
from editor.formats.docx.contents import Part
from editor.formats.docx.grammar import WORDS, grammar
from editor.formats.docx.looks import Looks
from editor.formats.packages import Package
from editor.formats.runs.lines import Line
from editor.formats.runs.units import Found, Spot, Unit, placed
from editor.model import Note
from editor.text import Text

TEXTS = frozenset({"title", "main", "notes", "header", "footer", "drawing", "shown", "numbering", "control"})
_OUTLINE = re.compile(r"""<(?:\w+:)?outlineLvl\s[^>]*?val\s*=\s*["']([0-8])["']""")
_LISTED = re.compile(r"""<(?:\w+:)?numPr\b(?!\s*/)""")
_COMMENT = re.compile(r"""commentReference\s[^>]*?id\s*=\s*["']([^"']*)["']""")
_TITLE = re.compile(r"<((?:\w+:)?title)(?:\s[^>]*)?>([^<]+)</\1>")
_NUMBERED = re.compile(r"""<(?:\w+:)?lvlText\s[^>]*?val\s*=\s*(["'])([^"'<>]*?[^\W\d_]{3}[^"'<>]*)\1""")
_CAPTION = re.compile(
    r"""<ax:ocxPr\s+ax:name\s*=\s*["']Caption["']\s+ax:value\s*=\s*(["'])([^"'<>]*?[^\W\d_][^"'<>]*)\1"""
)
_LABELLED = {"numbering": _NUMBERED, "control": _CAPTION}  # parts of nothing but words in attributes
_HEADING = re.compile(r"heading\s*\d", re.IGNORECASE)
_NAMED = {"title": "title", "subtitle": "heading", "quote": "quote", "intense quote": "quote", "caption": "caption"}
_BODY = 9  # the outline level of what is no heading


def units(package: Package, listed: Sequence[Part], progress: Callable[[float], None]) -> Iterator[Unit]:
    """Yield the units in the order of reading."""
    styles = contents.styles(package, list(listed))
    remarks = contents.comments(package, list(listed))
    wanted = [part for part in listed if part.kind in TEXTS]
    whole = sum(package.members[part.name].size for part in wanted) or 1
    done = number = 0
    waiting: dict[Text, list[Unit]] = {}  # texts of diagrams that are not drawn yet
    for part in wanted:
        source = contents.text(package, part.name)
        start, size = done / whole, package.members[part.name].size / whole
        shares = partial(_share, progress, start, size)
        found = list(_found(source.text, part, styles, remarks, shares))
        for unit in placed(found, source, part.name):
            if part.kind == "shown" and (drawn := waiting.get(unit.text)):
                drawn.pop(0).places += unit.places
                continue
            if part.kind == "drawing":
                waiting.setdefault(unit.text, []).append(unit)
            number += 1
            unit.name = f"f1/u{number}"
            yield unit
        done += package.members[part.name].size


def _share(progress: Callable[[float], None], start: float, size: float, share: float) -> None:
    progress(start + size * share)


def _found(
    text: str, part: Part, styles: Looks, remarks: Mapping[str, Note], progress: Callable[[float], None]
) -> Iterator[Found]:
    """Yield the texts of a part, sorted by where they start."""
    if part.kind == "title":
        for match in _TITLE.finditer(text):
            yield Found(Spot(match.start(2), match.end(2), "title"), Text.of(_said(match[2])), "title")
        return
    if part.kind in _LABELLED:
        for match in _LABELLED[part.kind].finditer(text):
            spot = Spot(*match.span(2), f"alt{match[1]}")
            yield Found(spot, Text.of(_said(match[2])), "label")
        return
    if part.kind in {"drawing", "shown"}:
        yield from _drawn(text)
        return
    spelling = grammar(text, WORDS)
    role = cache(partial(_role, styles=styles, part=part))
    for number, spot in enumerate(sorted(story.spots(text, spelling), key=lambda spot: (spot.start, -spot.end))):
        if number % 256 == 0:
            progress(spot.start / len(text))
        native = text[spot.start : spot.end]
        if spot.kind != "p":
            yield Found(spot, Text.of(_said(native)), spot.within or "alt")
            continue
        line = paragraphs.line(native, spelling, styles)
        if line is not None:
            notes = _notes(native, line, remarks) if remarks else ()
            yield Found(spot, line.text, role(line.properties, spot.within), notes)


def _drawn(text: str) -> Iterator[Found]:
    spelling = drawings.spelled(text)
    for spot in sorted(drawings.spots(text), key=lambda spot: spot.start):
        native = text[spot.start : spot.end]
        line = drawings.line(native, spelling) if spot.kind == "a" else None
        if spot.kind != "a":
            yield Found(spot, Text.of(_said(native)), "label")
        elif line is not None:
            yield Found(spot, line.text, "label")


def _said(native: str) -> str:
    return " ".join("".join(spans.content(native)).split())


def _role(properties: str, within: str, *, styles: Looks, part: Part) -> str:
    chain = styles.chain(paragraphs.style_of(properties))
    for each in chain:
        name = each.name.lower()
        if _HEADING.match(name) or each.outline < _BODY:
            return "heading"
        if name in _NAMED:
            return _NAMED[name]
    if _OUTLINE.search(properties):
        return "heading"
    if _LISTED.search(properties) or any(each.listed for each in chain):
        return "list"
    return within or ("note" if part.kind == "notes" else "")


def _notes(native: str, line: Line, remarks: Mapping[str, Note]) -> tuple[tuple[int, Note], ...]:
    """Return the comments that refer to a paragraph, each with the position of its sign in the text."""
    found = []
    for key in _COMMENT.findall(native):
        if key in remarks:
            inside = (each.position for each in line.hidden if _COMMENT.findall(each.native) == [key])
            found.append((next(inside, len(line.text)), remarks[key]))
    return tuple(found)
