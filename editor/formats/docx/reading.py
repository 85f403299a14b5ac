"""The units of a Word document: the text of its paragraphs and pictures' descriptions, part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from editor.formats import spans
from editor.formats.docx import contents, lines, story
from editor.formats.docx.contents import Part
from editor.formats.docx.grammar import WORDS, grammar
from editor.formats.docx.lines import Line
from editor.formats.docx.looks import Looks
from editor.formats.docx.story import Spot
from editor.formats.packages import Package, byte_offsets
from editor.formats.spans import Source
from editor.model import Note, Place
from editor.text import Text

TEXTS = frozenset({"title", "main", "notes", "header", "footer"})
_STYLE = re.compile(r"""<(?:\w+:)?pStyle\s[^>]*?val\s*=\s*["']([^"']*)["']""")
_OUTLINE = re.compile(r"""<(?:\w+:)?outlineLvl\s[^>]*?val\s*=\s*["']([0-8])["']""")
_LISTED = re.compile(r"""<(?:\w+:)?numPr\b(?!\s*/)""")
_COMMENT = re.compile(r"""commentReference\s[^>]*?id\s*=\s*["']([^"']*)["']""")
_TITLE = re.compile(r"<((?:\w+:)?title)(?:\s[^>]*)?>([^<]+)</\1>")
_HEADING = re.compile(r"heading\s*\d", re.IGNORECASE)
_NAMED = {"title": "title", "subtitle": "heading", "quote": "quote", "intense quote": "quote", "caption": "caption"}
_BODY = 9  # the outline level of what is no heading


@dataclass(slots=True)
class Unit:
    """A text that people read and where it stands: more than one place where the document holds it twice."""

    name: str
    text: Text
    places: list[Place]
    role: str = ""
    notes: tuple[tuple[int, Note], ...] = ()


class _Found(NamedTuple):
    spot: Spot
    text: Text
    role: str
    notes: tuple[tuple[int, Note], ...] = ()


def units(package: Package, listed: Sequence[Part], progress: Callable[[float], None]) -> Iterator[Unit]:
    """Yield the units in the order of reading."""
    styles = contents.styles(package, list(listed))
    remarks = contents.comments(package, list(listed))
    wanted = [part for part in listed if part.kind in TEXTS]
    whole = sum(package.members[part.name].size for part in wanted) or 1
    done = number = 0
    for part in wanted:
        source = contents.text(package, part.name)
        start, size = done / whole, package.members[part.name].size / whole
        shares = partial(_share, progress, start, size)
        found = list(_found(source.text, part, styles, remarks, shares))
        for unit in _placed(found, source, part):
            number += 1
            unit.name = f"f1/u{number}"
            yield unit
        done += package.members[part.name].size


def _share(progress: Callable[[float], None], start: float, size: float, share: float) -> None:
    progress(start + size * share)


def _found(
    text: str, part: Part, styles: Looks, remarks: Mapping[str, Note], progress: Callable[[float], None]
) -> Iterator[_Found]:
    """Yield the texts of a part, sorted by where they start."""
    if part.kind == "title":
        for match in _TITLE.finditer(text):
            yield _Found(Spot(match.start(2), match.end(2), "title"), Text.of(_said(match[2])), "title")
        return
    spelling = grammar(text, WORDS)
    for number, spot in enumerate(sorted(story.spots(text, spelling), key=lambda spot: (spot.start, -spot.end))):
        if number % 256 == 0:
            progress(spot.start / len(text))
        native = text[spot.start : spot.end]
        if spot.kind != "p":
            yield _Found(spot, Text.of(_said(native)), "alt")
            continue
        style = style_of(native)
        line = lines.line(native, spelling, styles, style)
        if line is not None:
            notes = _notes(native, line, remarks) if remarks else ()
            yield _Found(spot, line.text, _role(line.properties, style, styles, spot, part), notes)


def style_of(native: str) -> str:
    """Return the style of the paragraph whose inside is *native*, or nothing."""
    match = _STYLE.search(native, 0, 400)
    return match[1] if match else ""


def _said(native: str) -> str:
    return " ".join("".join(spans.content(native)).split())


def _role(properties: str, style: str, styles: Looks, spot: Spot, part: Part) -> str:
    chain = styles.chain(style)
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
    return spot.within or ("note" if part.kind == "notes" else "")


def _notes(native: str, line: Line, remarks: Mapping[str, Note]) -> tuple[tuple[int, Note], ...]:
    """Return the comments that refer to a paragraph, each with the position of its sign in the text."""
    found = []
    for key in _COMMENT.findall(native):
        if key in remarks:
            inside = (each.position for each in line.hidden if _COMMENT.findall(each.native) == [key])
            found.append((next(inside, len(line.text)), remarks[key]))
    return tuple(found)


def _placed(found: Sequence[_Found], source: Source, part: Part) -> Iterator[Unit]:
    """Yield the units of a part; what a thing says again in its old form, or of its picture, is no unit of its own."""
    offsets = byte_offsets(source, (offset for each in found for offset in (each.spot.start, each.spot.end)))
    made: list[Unit] = []
    known: dict[tuple[int, str], list[Unit]] = {}
    for each in found:
        spot = each.spot
        place = Place("", offsets[spot.start], offsets[spot.end], spot.kind, part.name)
        again = _twin(each, known, made)
        if again is not None:
            again.places.append(place)
            continue
        unit = Unit("", each.text, [place], each.role, each.notes)
        made.append(unit)
        if spot.choice and not spot.fallback:
            known.setdefault((spot.choice, _shape(each.text)), []).append(unit)
    yield from made


def _twin(each: _Found, known: Mapping[tuple[int, str], list[Unit]], made: Sequence[Unit]) -> Unit | None:
    """Return the unit that says the same in the same thing."""
    spot = each.spot
    if spot.fallback:
        waiting = known.get((spot.choice, _shape(each.text)), [])
        return next((unit for unit in waiting if len(unit.places) == 1), None)
    if spot.kind != "p":
        recent = (unit for unit in made[-3:] if unit.role == "alt" and unit.text == each.text)
        return next(recent, None)
    return None


def _shape(text: Text) -> str:
    return text.marked()
