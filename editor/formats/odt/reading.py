"""The units of a text document: the text of its paragraphs and what is said of pictures, part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from editor.formats import spans
from editor.formats.odt import contents, story
from editor.formats.odt.atoms import end_of, plain, read
from editor.formats.odt.looks import Eye, Looks, scripts
from editor.formats.packages import Package
from editor.formats.runs import lines
from editor.formats.runs.lines import Line
from editor.formats.runs.units import Found, Spot, Unit, placed
from editor.formats.spans import Source
from editor.model import Note
from editor.text import Text

_TITLE = re.compile(r"<dc:title>([^<]+)</dc:title>")
_STYLE = re.compile(r"""\btext:style-name\s*=\s*["']([^"']*)["']""")
_NAMED = {
    "Title": "title",
    "Subtitle": "heading",
    "Quotations": "quote",
    "Intense Quote": "quote",
    "Caption": "caption",
    "Illustration": "caption",
}
_HEADING = re.compile(r"Heading( \d+)?")
_ANNOTATION = re.compile(r"<office:annotation(?=[\s>])")
_SAID = re.compile(r"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL)
_WHO = re.compile(r"<dc:creator>([^<]*)</dc:creator>")
_WHEN = re.compile(r"<dc:date>([^<]*)</dc:date>")


def sources(package: Package) -> dict[str, Source]:
    """Return the parts with text by name, in the order of reading."""
    return {name: contents.text(package, name) for name in contents.TEXTS if name in package}


def units(parts: Mapping[str, Source], progress: Callable[[float], None]) -> Iterator[Unit]:
    """Yield the units in the order of reading."""
    known = {name: source.text for name, source in parts.items()}
    whole = sum(len(text) for text in known.values()) or 1
    done = number = 0
    labels: dict[Text, Unit] = {}  # each is written for every level, and twice for programs of another age
    for name, source in parts.items():
        found = []
        for each in _found(name, known):
            found.append(each)
            if len(found) % 256 == 0:
                progress((done + each.spot.start) / whole)
        for unit in placed(found, source, name):
            if unit.role == "label" and labels.setdefault(unit.text, unit) is not unit:
                labels[unit.text].places += unit.places
                continue
            number += 1
            unit.name = f"f1/u{number}"
            yield unit
        done += len(source.text)


def _found(name: str, known: Mapping[str, str]) -> Iterator[Found]:
    text = known[name]
    if name == contents.META:
        for match in _TITLE.finditer(text):
            yield Found(Spot(match.start(1), match.end(1), "title"), Text.of(_words(match[1])), "title")
        return
    styles = contents.styles(name, known)
    spots = [*story.labels(text), *story.spots(text)]
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        native = text[spot.start : spot.end]
        if spot.kind != "p":
            yield Found(spot, Text.of(_words(native)), spot.within if spot.within == "label" else "alt")
            continue
        style = style_of(spot.tag)
        line = line_of(native, style, styles)
        if line is not None:
            notes = _notes(native, line) if "<office:annotation" in native else ()
            yield Found(spot, line.text, _role(spot, styles, style), notes)


def line_of(native: str, style: str, styles: Looks) -> Line | None:
    """Read the inside of a paragraph; None where a reader sees no text."""
    return lines.line("", read(native), Eye(styles, style, scripts(native)))


def style_of(tag: str) -> str:
    """Return the style that a paragraph's start tag names, or nothing."""
    match = _STYLE.search(tag)
    return match[1] if match else ""


def _words(native: str) -> str:
    return " ".join("".join(spans.content(native)).split())


def _role(spot: Spot, styles: Looks, style: str) -> str:
    chain = styles.chain("paragraph", style)
    if not chain and style in _NAMED:
        return _NAMED[style]
    for each in chain:
        if each.name in _NAMED:
            return _NAMED[each.name]
        if each.level or _HEADING.fullmatch(each.name):
            return "heading"
    return spot.within


def _notes(native: str, line: Line) -> tuple[tuple[int, Note], ...]:
    """Return the annotations in a paragraph, each with its position in the text."""
    found = []
    for match in _ANNOTATION.finditer(native):
        whole = native[match.start() : end_of(native, "office:annotation", match.start())]
        words = "\n".join(plain(each) for each in _SAID.findall(whole)).strip()
        who, when = _WHO.search(whole), _WHEN.search(whole)
        inside = (each.position for each in line.hidden if each.native == whole)
        if words:
            note = Note(words, plain(who[1]) if who else "", when[1] if when else "", "comment")
            found.append((next(inside, 0 if whole in line.front else len(line.text)), note))
    return tuple(found)
