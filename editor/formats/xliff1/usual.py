"""The quick way to read a unit of the most usual kind: one source, at most one target, notes, nothing else.

What it gives is what ``segments.unit_rows`` gives; whatever is not plainly of this kind is left to that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.formats.native import Names
from editor.formats.spans import content
from editor.formats.xliff1 import codes, states
from editor.formats.xliff1.segments import EDIT, HELD, notes_in
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import told
from editor.model import Mark, May, Segment, State
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.formats.xliff1.index import Context, Index

Traits = tuple[State, frozenset[Mark], May]
_SPECIAL = (f"{PREFIX}:", "xmlns", states.QUALIFIER)
_REST = r"(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"


@lru_cache(maxsize=16)
def _pattern(prefix: str) -> re.Pattern[str]:
    before = re.escape(prefix)

    def inside(name: str) -> str:
        return rf"(?:(?<=/)>|>([^<]*+(?>(?:<(?!/{before}{name}>)[^<]*+)*))</{before}{name}>)\s*+"

    unit = rf"<{before}trans-unit\s++id=\"([^\"<&\t\r\n]*+)\"({_REST})(?<!/)>\s*+"
    source = rf"<{before}source(?=[\s/>]){_REST}{inside('source')}"
    target = rf"(?>(?:<{before}target((?=[\s/>]){_REST}){inside('target')})?)"
    notes = rf"((?>(?:<{before}note(?=[\s/>]){_REST}>[^<]*+</{before}note>\s*+)*))"
    return re.compile(f"{unit}{source}{target}{notes}</{before}trans-unit>")


def reader(found: Index, context: Context) -> Callable[[int], Segment | None]:
    """Return what reads a unit of *context* by its number, or returns None where another must."""
    text, starts, ends = found.source.text, found.starts, found.ends
    match_at, file, repeated = _pattern(found.prefix).match, context.file, found.repeated
    seen: dict[tuple[str, str | None, bool], Traits | None] = {}

    def read(number: int) -> Segment | None:
        match = match_at(text, starts[number], ends[number])
        if match is None:
            return None
        ident, rest, source, tag, target, tail = match.groups()
        key = (rest, tag, bool(target))
        if key not in seen:
            if len(seen) > _MANY:
                seen.clear()
            seen[key] = _traits(rest, tag, filled=bool(target), translate=context.translate)
        traits = seen[key]
        if traits is None or (repeated and (file, ident) in repeated):
            return None
        texts = _texts(match, source or "", target or "", found.prefix)
        if texts is None:
            return None
        name = f"f{file}/{ident}"
        state, marks, may = traits
        notes = notes_in(text, match.start(6), match.end(6), found.prefix) if tail else ()
        return Segment(f"{name}/1", *texts, state, marks, unit=name, may=may, notes=notes)

    return read


def _texts(match: re.Match[str], source: str, target: str, prefix: str) -> tuple[Text, Text] | None:
    """Read source and target; None where something that only looks like a tag may have deceived the pattern."""
    if "<" not in source and "<" not in target:
        first, second = _text(source), _text(target)
        return None if first is None or second is None else (first, second)
    if "<!" in match[0] or "<?" in match[0] or "seg-source" in match[0]:
        return None
    names = Names(prefix)
    first = codes.read(match.string, *match.span(3), names)
    names.side()
    return first, codes.read(match.string, *match.span(5), names) if target else EMPTY


_MANY = 5_000


def _traits(rest: str, tag: str | None, *, filled: bool, translate: bool) -> Traits | None:
    """Return what the attributes of the unit and its target say; None where they say something unusual."""
    if any(word in rest or (tag and word in tag) for word in _SPECIAL):
        return None
    there = told(rest, 0, len(rest))
    native = states.Native(told(tag, 0, len(tag)).get("state", "") if tag else "", there.get("approved") == "yes")
    state, marks = states.plain(native, filled=filled, previous=False)
    free = {"yes": True, "no": False}.get(there.get("translate", ""), translate)
    if not free:
        return state, marks | HELD, May.NOTHING
    return state, marks, EDIT | May.MARK


def _text(raw: str) -> Text | None:
    if "&" not in raw and "\r" not in raw:
        return Text((raw,)) if raw else EMPTY
    pieces = content(raw)
    return Text((pieces[0],)) if len(pieces) == 1 and pieces[0].__class__ is str else None
