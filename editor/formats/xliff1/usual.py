"""The quick way to read a unit of the most usual kind: one source, at most one target, notes, nothing else.

What it gives is what ``segments.unit_rows`` gives; whatever is not plainly of this kind is left to that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from editor.formats.native import Names
from editor.formats.spans import content
from editor.formats.xliff1 import codes, states
from editor.formats.xliff1.segments import EDIT, HELD, as_ours, notes_in, review_in, tag_words
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import told
from editor.model import Mark, May, Segment, State
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.formats.xliff1.index import Context, Index

Traits = tuple[State, frozenset[Mark], May, dict[str, Any]]
_MORE = ("reason", "link", "role", "gap", "target_gap", "order", "form", "review")  # what a file of ours says besides
_OURS = ("xmlns", states.QUALIFIER, "&lt;")  # what is unusual in a file of ours: a gap with codes, words moved
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


def reader(found: Index) -> Callable[[int], Segment | None]:
    """Return what reads a unit by its number, or returns None where another must."""
    text, starts, ends, contexts, which = found.source.text, found.starts, found.ends, found.contexts, found.context
    match_at, repeated = _pattern(found.prefix).match, found.repeated
    seen: dict[tuple[str, str | None, bool, bool, bool], Traits | None] = {}

    def read(number: int) -> Segment | None:
        match = match_at(text, starts[number], ends[number])
        if match is None:
            return None
        context = contexts[which[number]]
        ident, rest, source, tag, target, tail = match.groups()
        key = (rest, tag, bool(target), context.translate, context.ours)
        if key not in seen:
            if len(seen) > _MANY:
                seen.clear()
            seen[key] = _traits(rest, tag, context, filled=bool(target))
        traits = seen[key]
        if traits is None or (repeated and (context.file, ident) in repeated):
            return None
        texts = _texts(match, source or "", target or "", (found.prefix, context.ours))
        if texts is None:
            return None
        state, marks, may, more = traits
        notes = notes_in(text, match.start(6), match.end(6), found.prefix) if tail else ()
        if context.ours:
            return Segment(ident, *texts, state, marks, unit=context.group, may=may, notes=notes, **more)
        name = f"f{context.file}/{ident}"
        return Segment(f"{name}/1", *texts, state, marks, unit=name, may=may, notes=notes)

    return read


def _texts(match: re.Match[str], source: str, target: str, named: tuple[str, bool]) -> tuple[Text, Text] | None:
    """Read source and target; None where something that only looks like a tag may have deceived the pattern."""
    if "<" not in source and "<" not in target:
        first, second = _text(source), _text(target)
        return None if first is None or second is None else (first, second)
    if "<!" in match[0] or "<?" in match[0] or "seg-source" in match[0]:
        return None
    names = Names(*named)
    first = codes.read(match.string, *match.span(3), names)
    names.side()
    return first, codes.read(match.string, *match.span(5), names) if target else EMPTY


_MANY = 5_000


def _traits(rest: str, tag: str | None, context: Context, *, filled: bool) -> Traits | None:
    """Return what the attributes of the unit and its target say; None where they say something unusual."""
    special = _OURS if context.ours else _SPECIAL
    if any(word in rest or (tag and word in tag) for word in special):
        return None
    there, own = told(rest, 0, len(rest)), tag_words(rest, (0, len(rest)))
    state = told(tag, 0, len(tag)).get("state", "") if tag else ""
    native = states.Native(state, there.get("approved") == "yes", own.get("state", ""), own.get("marks"))
    status, marks = states.status(native, filled=filled, previous=False)
    free = {"yes": True, "no": False}.get(there.get("translate", ""), context.translate)
    marks = marks if free else marks | HELD
    if not context.ours:
        return status, marks, EDIT | May.MARK if free else May.NOTHING, {}
    whole = as_ours(own, Segment("", EMPTY, reason=own.get("reason", ""), review=review_in(own)), Names(ours=True))
    return status, marks, EDIT | May.MARK, {name: getattr(whole, name) for name in _MORE}


def _text(raw: str) -> Text | None:
    if "&" not in raw and "\r" not in raw:
        return Text((raw,)) if raw else EMPTY
    pieces = content(raw)
    return Text((pieces[0],)) if len(pieces) == 1 and pieces[0].__class__ is str else None
