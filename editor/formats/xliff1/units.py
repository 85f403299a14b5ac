"""One trans-unit taken apart: where its source, segments, target, notes and alternatives stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from editor.errors import FormatError
from editor.formats.spans import attributes, content, tree, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.spans import Element


class Part(NamedTuple):
    """An element: ``start <tag> inner … close </tag> end``; a self-closed one has inner = close = end."""

    start: int
    inner: int
    close: int
    end: int

    @property
    def self_closed(self) -> bool:
        """Whether there is but one tag."""
        return self.inner == self.end


class Piece(NamedTuple):
    """One ``mrk mtype="seg"``: its id and where it stands; *depth* counts the elements around it."""

    mid: str
    part: Part
    depth: int


@dataclass(slots=True)
class Unit:
    """The parts of one trans-unit that concern a translator; *head* is its own start tag."""

    start: int
    head: int
    close: int
    end: int
    source: Part | None = None
    segments: Part | None = None
    target: Part | None = None
    notes: list[Part] = field(default_factory=list)
    previous: list[tuple[Part, Part | None, Part | None]] = field(default_factory=list)  # alt-trans, its texts
    words: Part | None = None  # the context-group that holds what Diptych says in other tools' files
    defined: dict[str, tuple[int, int]] = field(default_factory=dict)  # by id, the start tags of sdl:seg
    foreign: bool = False  # something here refers to the segments by their ids

    @property
    def place(self) -> int:
        """Where a target goes that is not there yet."""
        before = self.segments or self.source
        return before.end if before else self.head


PURPOSE = "x-diptych"
SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
_NAME = re.compile(r"[\w.-]+", re.ASCII)
_TEXT = r"[^<]*+(?>(?:<(?!/{name}>)[^<]*+)*)"
_REST = r"(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"  # of a start tag after the name
_ATTRIBUTES = rf"(?=[\s/>])({_REST})"
_TAG = re.compile(rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/)?([^\s<>/!?]++){_ATTRIBUTES}>", re.DOTALL)
_WHITE = re.compile(r"\r\n|[\r\n\t]")
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")


@cache
def _note(prefix: str) -> re.Pattern[str]:
    before = re.escape(prefix)
    return re.compile(rf"<{before}note{_ATTRIBUTES}>([^<]*+)</{before}note>")


@cache
def _usual(prefix: str) -> re.Pattern[str]:
    """Return what matches a unit of the usual kind: source, seg-source, target in this order, then notes if any."""
    before = re.escape(prefix)

    def element(name: str) -> str:
        inside = _TEXT.format(name=before + name)
        return rf"<{before}{name}{_ATTRIBUTES}(?:(?<=/)>|(?<!/)>({inside})</{before}{name}>)\s*+"

    head = rf"<{before}trans-unit{_ATTRIBUTES}>\s*+"
    note = rf"<{before}note(?=[\s/>]){_REST}>[^<]*+</{before}note>\s*+"
    tail = rf"((?>(?:{note})*))</{before}trans-unit>"
    return re.compile(f"({head}){element('source')}(?>(?:{element('seg-source')})?)(?>(?:{element('target')})?){tail}")


def take(text: str, start: int, end: int, place: tuple[str, Mapping[str, str]], *, quick: bool = True) -> Unit:
    """Take the trans-unit between two offsets apart; *place* is the file's prefix and the prefixes in force.

    The quick way takes units of the usual kind only, and gives what the slow way gives.
    """
    prefix, namespaces = place
    if quick and text.find("<!", start, end) < 0 and text.find("<?", start, end) < 0:
        match = _usual(prefix).fullmatch(text, start, end)
        if match is not None and "xmlns" not in match[1]:
            return _matched(match, prefix)
    try:
        return _walked(text, tree(text, start, end, namespaces))
    except FormatError:
        return Unit(start, end, end, end)


def _matched(match: re.Match[str], prefix: str) -> Unit:
    unit = Unit(match.start(), match.end(1), match.end(9), match.end())
    unit.source = _part(match, 3, prefix + "source")
    unit.segments = _part(match, 5, prefix + "seg-source")
    unit.target = _part(match, 7, prefix + "target")
    if match[9]:
        unit.notes += note_parts(match.string, match.start(9), match.end(9), prefix)
    return unit


def note_parts(text: str, start: int, end: int, prefix: str) -> list[Part]:
    """Return the notes that stand one after the other between two offsets."""
    size = len(prefix) + len("</note>")
    found = _note(prefix).finditer(text, start, end)
    return [Part(one.start(), one.start(2), one.end(2), one.end(2) + size) for one in found]


def _part(match: re.Match[str], group: int, name: str) -> Part | None:
    """Return the element whose attributes are *group* and whose inside is the group after it."""
    if match.start(group) < 0:
        return None
    start = match.start(group) - len(name) - 1
    if match.start(group + 1) < 0:
        return Part(start, *(3 * [match.end(group) + 1]))
    return Part(start, match.start(group + 1), match.end(group + 1), match.end(group + 1) + len(name) + 3)


def _walked(text: str, root: Element) -> Unit:
    unit = Unit(root.start, root.inner, root.close, root.end)
    for child in root.children:
        part = _placed(child)
        if child.uri != root.uri:
            _define(text, child, unit)
        elif child.local == "source":
            unit.source = unit.source or part
        elif child.local == "seg-source":
            unit.segments = unit.segments or part
        elif child.local == "target":
            unit.target = unit.target or part
        elif child.local == "note":
            unit.notes.append(part)
        elif child.local == "context-group" and _says(text, child, "purpose") == PURPOSE:
            unit.words = part
        elif child.local == "alt-trans":
            unit.foreign = unit.foreign or bool(_says(text, child, "mid"))
            if _says(text, child, "alttranstype") != "previous-version":
                continue
            before = [child.first(root.uri, name) for name in ("source", "target")]
            source, target = (_placed(found) if found else None for found in before)
            unit.previous.append((part, source, target))
    return unit


def _define(text: str, child: Element, unit: Unit) -> None:
    """Take what another tool says of the segments."""
    unit.foreign = unit.foreign or child.local == "seg-defs"
    if child.local == "seg-defs" and child.uri == SDL:
        found = {_says(text, one, "id"): (one.start, one.inner) for one in child.children if one.local == "seg"}
        unit.defined |= {name: tag for name, tag in found.items() if _NAME.fullmatch(name)}


def _placed(element: Element) -> Part:
    return Part(element.start, element.inner, element.close, element.end)


def _says(text: str, element: Element, name: str) -> str:
    return value(text, attributes(text, element.start).get(name))


def told(text: str, start: int, end: int) -> dict[str, str]:
    """Return what the attributes of the start tag between two offsets say."""
    found = {}
    for name, double, single in _ATTRIBUTE.findall(text, start, end):
        raw = double or single
        plain = "&" not in raw and "\n" not in raw and "\t" not in raw and "\r" not in raw
        found[name] = raw if plain else "".join(content(_WHITE.sub(" ", raw)))
    return found


def pieces(text: str, part: Part | None, prefix: str) -> list[Piece]:
    """Return the segments inside a seg-source or target: each outermost ``mrk mtype="seg"``."""
    found: list[Piece] = []
    if part is None or text.find(f"{prefix}mrk", part.inner, part.close) < 0:
        return found
    depth, held, tag, since = 0, "", (0, 0), 0
    for match in _TAG.finditer(text, part.inner, part.close):
        if match[2] is None:
            continue
        closed = match[3].endswith("/")
        if match[1]:
            depth -= 1
            if held and depth == since:
                found.append(Piece(held, Part(*tag, match.start(), match.end()), since))
                held = ""
            continue
        if not held and match[2] == f"{prefix}mrk":
            there = told(text, match.start(3), match.end(3))
            if there.get("mtype") == "seg" and closed:
                found.append(Piece(there.get("mid", ""), Part(match.start(), *(3 * [match.end()])), depth))
            elif there.get("mtype") == "seg":
                held, tag, since = there.get("mid", "") or "?", match.span(), depth
        depth += not closed
    return found


def segmented(text: str, unit: Unit, prefix: str) -> list[Piece]:
    """Return the segments that are rows of their own; none where the unit is one row.

    One row it is, too, where the target has text that no segment holds, or where ids are missing or given twice.
    """
    found = pieces(text, unit.segments, prefix)
    if not found or len({piece.mid for piece in found}) < len(found) or "?" in {piece.mid for piece in found}:
        return []
    target = unit.target
    if target and not pieces(text, target, prefix) and text[target.inner : target.close].strip():
        return []
    return found
