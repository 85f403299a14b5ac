"""The rows of a unit read by a regular expression a segment: only for units that hold nothing out of the ordinary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from editor.formats.spans import Reference, content
from editor.formats.xliff2 import drafts, inline
from editor.formats.xliff2.drafts import Around, Draft, Place
from editor.formats.xliff2.inline import Side
from editor.formats.xliff2.names import GROUP, PREFIX
from editor.model import Note, Segment
from editor.text import EMPTY, Text

_SAID = r"((?>(?:\s+[\w:.\-]+=\"[^\"<&\t\r\n]*+\")*))\s*+"
_ATTRIBUTE = re.compile(r"([\w:.\-]+)=\"([^\"]*)\"")
_META = re.compile(r"<mda:meta type=\"([^\"<&\t\r\n]*+)\">([^<]*+)</mda:meta>\s*+")
_METADATA = f'<mda:metadata><mda:metaGroup category="{GROUP}">'
_AFTER = "</mda:metaGroup></mda:metadata>"


class _Patterns(NamedTuple):
    """A unit's start tag, its notes and one of those, what other modules say, its original data, a segment."""

    unit: re.Pattern[str]
    notes: re.Pattern[str]
    note: re.Pattern[str]
    module: re.Pattern[str]
    original: re.Pattern[str]
    data: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(prefix: str) -> _Patterns:
    p = re.escape(prefix)
    inside = rf"((?>(?:[^<]++|<(?!/?{p}(?:source|target)|{p}(?:segment|unit)|!|\?))*))"
    other = rf"(?!{p})" if prefix else ""
    return _Patterns(
        re.compile(rf"<{p}unit{_SAID}>\s*+"),
        re.compile(rf"<{p}notes>\s*+((?>(?:<{p}note{_SAID}>[^<]*+</{p}note>\s*+)*))</{p}notes>\s*+"),
        re.compile(rf"<{p}note{_SAID}>([^<]*+)<"),
        re.compile(
            rf"<{other}([\w.\-]+:[\w.\-]+)(?=[\s/>])(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"
            r"(?:(?<=/)>|(?<!/)>(?>(?:[^<]++|<(?!/\1\s*+>|!|\?))*)</\1\s*+>)\s*+"
        ),
        re.compile(rf"<{p}originalData>\s*+((?>(?:<{p}data{_SAID}>[^<]*+</{p}data>\s*+)*))</{p}originalData>\s*+"),
        re.compile(rf"<{p}data{_SAID}>([^<]*+)<"),
        re.compile(
            rf"<{p}(segment|ignorable){_SAID}>\s*+<{p}source(?>(?:\s++xml:space=\"\w++\")?)>{inside}</{p}source>\s*+"
            rf"(?>(?:<{p}target{_SAID}>{inside}</{p}target>\s*+)?)</{p}(?:segment|ignorable)>\s*+"
        ),
    )


def rows(text: str, span: tuple[int, int], name: str, place: Place) -> Sequence[Segment] | None:
    """Return the rows of the unit at *span*, or None where it takes an exact reading to know them."""
    patterns = _patterns(place.prefix)
    start, end = span
    unit = patterns.unit.match(text, start, end)
    if unit is None or place.again:
        return None
    at = unit.end()
    words: dict[str, dict[str, str]] = {}
    if place.own and text.startswith(_METADATA, at):
        at = _words(text, at + len(_METADATA), words)
    said = _said(unit[1])
    told: list[Note] = []
    if not place.own:
        at = _beside(text, (at, end), patterns, told)
    data: dict[str, str] = {}
    original = patterns.original.match(text, at, end)
    if original is not None:
        at = original.end()
        for tag, raw in patterns.data.findall(original[1]):
            data[_said(tag).get("id", "")] = _plain(raw)
    sides = Side.both(place.prefix, data, words.get("", {}))
    found = []
    while (part := patterns.part.match(text, at, end)) is not None:
        at = part.end()
        target = None if part[5] is None else _text(part, 5, sides[1])
        order = _said(part[4]).get("order", "") if part[4] else ""
        found.append(Draft(part[1] == "segment", _said(part[2]), _text(part, 3, sides[0]), target, order))
    if not text.startswith(f"</{place.prefix}unit", at):
        return None
    drafts.name(found)
    natives = drafts.seen(name, said, found, place)
    first = next((draft.key for draft in found if draft.segment), "")
    notes = {first: told} if told else {}
    return drafts.rows(natives, found, Around(words, notes), []) if words or told else natives


def _beside(text: str, span: tuple[int, int], patterns: _Patterns, told: list[Note]) -> int:
    """Read the notes and pass over modules that do not concern us; return where something else begins."""
    at, end = span
    while True:
        notes = patterns.notes.match(text, at, end)
        if notes is not None:
            if PREFIX in notes[1]:
                return at
            told += [_note(said, raw) for said, raw in patterns.note.findall(notes[1])]
            at = notes.end()
            continue
        module = patterns.module.match(text, at, end)
        if module is None or PREFIX in module[0] or "xmlns" in module[0]:
            return at
        at = module.end()


def _note(said: str, raw: str) -> Note:
    return Note(_plain(raw), origin=_said(said).get("category", "file"))


def _text(part: re.Match[str], group: int, side: Side) -> Text:
    raw = part[group]
    if not raw:
        return EMPTY
    if "<" in raw or "&" in raw or "\r" in raw:
        return inline.read(part.string, part.start(group), part.end(group), side)
    return Text((raw,))


def _plain(raw: str) -> str:
    return "".join(piece for piece in content(raw) if not isinstance(piece, Reference))


def _said(raw: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(raw))


def _words(text: str, at: int, words: dict[str, dict[str, str]]) -> int:
    """Read our metadata; return where they end, or *at* where they are not as we write them."""
    done = at
    while (meta := _META.match(text, done)) is not None:
        key, _slash, name = meta[1].rpartition("/")
        words.setdefault(key, {})[name] = _plain(meta[2])
        done = meta.end()
    if not text.startswith(_AFTER, done):
        return at
    done += len(_AFTER)
    while text[done].isspace():
        done += 1
    return done
