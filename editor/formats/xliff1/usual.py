"""The quick way to read a unit of the most usual kind: one source, at most one target, notes, nothing else.

What it gives is what ``segments.unit_rows`` gives; whatever is not plainly of this kind is left to that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from editor import columns
from editor.formats.native import Names
from editor.formats.spans import content, scan
from editor.formats.xliff1 import codes, states
from editor.formats.xliff1.segments import EDIT, HELD, as_ours, notes_in, review_in, tag_words
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import PURPOSE, told
from editor.model import Mark, May, Note, Segment, State
from editor.text import EMPTY, Code, Run, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.formats.xliff1.index import Context, Index

Traits = tuple[State, frozenset[Mark], May, dict[str, Any], tuple[int, int]]  # at last its columns
_MORE = ("reason", "link", "role", "gap", "target_gap", "order", "form", "review")  # what a file of ours says besides
BESIDE = ("alt-trans", "context-group", "count-group", "prop-group")  # elements of XLIFF that a row may stand beside
SPEAKING = (states.PREVIOUS, PURPOSE, "xmlns")  # what may say there more of the row
_OURS = ("xmlns", states.QUALIFIER, "&lt;")  # what is unusual in a file of ours: a gap with codes, words moved
TELLING = ("approved", "translate", states.MEMOQ_STATUS)  # attributes that concern a row
FORBIDDING = (states.MEMOQ_LOCKED,)  # those with which a unit is unusual
_TELLING = re.compile(rf"\s(?:{'|'.join(TELLING)})\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_SPECIAL = (f"{PREFIX}:", "xmlns", states.QUALIFIER, *FORBIDDING)
_is_special = re.compile("|".join(_SPECIAL)).search
_speaks = re.compile("|".join(SPEAKING)).search
_may_tell = re.compile(f"approved|translate|{states.MEMOQ_STATUS}").search
_REST = r"(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"
_tag = re.compile(f"<{_REST}>")


@lru_cache(maxsize=16)
def _pattern(prefix: str) -> re.Pattern[str]:
    before = re.escape(prefix)

    def inside(name: str) -> str:
        return rf"(?:(?<=/)>|(?<!/)>([^<]*+(?>(?:<(?!/{before}{name}>)[^<]*+)*))</{before}{name}>)\s*+"

    def within(name: str) -> str:
        return rf"(?:(?<=/)>|(?<!/)>(?>(?:[^<]++|<(?!/{before}{name}[\s>]|!|\?))*)</{before}{name}\s*+>)\s*+"

    unit = rf"<{before}trans-unit\s++id=\"([^\"<&\t\r\n]*+)\"({_REST})(?<!/)>\s*+"
    source = rf"<{before}source(?=[\s/>]){_REST}{inside('source')}"
    target = rf"(?>(?:<{before}target((?=[\s/>]){_REST}){inside('target')})?)"
    note = rf"<{before}note(?=[\s/>]){_REST}>[^<]*+</{before}note>\s*+"
    more = "|".join(rf"<{before}{name}(?=[\s/>]){_REST}{within(name)}" for name in BESIDE)
    return re.compile(f"{unit}{source}{target}((?>(?:{note}|{more})*))</{before}trans-unit>")


def _matcher(found: Index) -> Callable[[int], tuple[re.Match[str], Traits, Context] | None]:
    """Return what finds the parts and the traits of a unit by its number, or returns None where another must."""
    contexts, which = found.contexts, found.context
    match_at, repeated = _pattern(found.prefix).match, found.repeated

    def take(number: int) -> tuple[re.Match[str], Traits, Context] | None:
        match = match_at(found.text(number))
        if match is None or (repeated and found.names[number] in repeated):
            return None
        context = contexts[which[number]]
        rest, tag, target = match.group(2, 4, 5)
        if rest and not context.ours:
            rest = telling(rest)
        there = traits(rest, tag, filled=bool(target), translate=context.translate, ours=context.ours)
        return None if there is None else (match, there, context)

    return take


def telling(rest: str) -> str:
    """Return those of the attributes *rest* of a unit in a file that is not ours that concern a row."""
    if _is_special(rest):
        return rest
    return "".join(_TELLING.findall(rest)) if _may_tell(rest) else ""


def reader(found: Index) -> Callable[[int], Segment | None]:
    """Return what reads a unit by its number, or returns None where another must."""
    take = _matcher(found)

    def read(number: int) -> Segment | None:
        taken = take(number)
        if taken is None:
            return None
        match, (state, marks, may, more, _columns), context = taken
        ident, source, target, tail = match.group(1, 3, 5, 6)
        texts = _texts(match, source or "", target or "", (found.prefix, context.ours))
        if texts is None:
            return None
        notes = _notes(match, found.prefix) if tail else ()
        if notes is None:
            return None
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
    tags = tuple(_tag.findall(source)), tuple(_tag.findall(target))
    known = _coded(tags, named)
    if known is not None:
        first, second = _filled(source, known[0]), _filled(target, known[1])
        if first is not None and second is not None:
            return first, second
    return _read(match.string, (match.span(3), match.span(5)), named)


def _read(text: str, spans: tuple[tuple[int, int], tuple[int, int]], named: tuple[str, bool]) -> tuple[Text, Text]:
    names = Names(*named)
    first = codes.read(text, *spans[0], names)
    names.side()
    return first, codes.read(text, *spans[1], names) if spans[1][0] < spans[1][1] else EMPTY


@lru_cache(maxsize=2_000)
def _coded(
    tags: tuple[tuple[str, ...], tuple[str, ...]], named: tuple[str, bool]
) -> tuple[tuple[Code, ...], tuple[Code, ...]] | None:
    """Return the codes that the tags of a source and a target stand for, one each.

    They depend on nothing else. None where a code is more than one tag, or a tag more than one code.
    """
    written = tuple("x".join(("", *each, "")) for each in tags)
    if any(len(list(scan(each))) != 2 * len(some) + 1 for each, some in zip(written, tags, strict=True) if some):
        return None
    whole = "".join(written)
    size = len(written[0])
    first, second = _read(whole, ((0, size), (size, len(whole))), named)
    for text, some in ((first, tags[0]), (second, tags[1])):
        if some and text.runs[::2] != ("x",) * (len(some) + 1):
            return None
    return first.codes, second.codes


def _filled(raw: str, known: tuple[Code, ...]) -> Text | None:
    """Return a text with *known* codes instead of its tags; None where a reference is a code too."""
    if not known:
        return _text(raw)
    runs = list[Run]()
    for piece, code in zip_longest(_tag.split(raw), known):
        if piece:
            read = content(piece)
            if len(read) != 1 or read[0].__class__ is not str or "<" in piece:
                return None
            runs.append(read[0])
        if code is not None:
            runs.append(code)
    return Text(tuple(runs))


def _notes(match: re.Match[str], prefix: str) -> tuple[Note, ...] | None:
    """Read the notes behind the target; None where what stands there says more than that."""
    tail = match[6]
    if tail.count("<") == 2 * tail.count(f"</{prefix}note>"):
        return notes_in(match.string, *match.span(6), prefix)
    if _speaks(tail):
        return None
    if f"<{prefix}note" not in tail:
        return ()
    outside = _outside(prefix).sub(lambda other: " " * len(other[0]), match.string[match.start(6) : match.end(6)])
    return notes_in(outside, 0, len(outside), prefix)


@lru_cache(maxsize=16)
def _outside(prefix: str) -> re.Pattern[str]:
    """Return what matches an element beside the notes, which may hold notes of its own."""
    before = re.escape(prefix)
    return re.compile(
        "|".join(
            rf"<{before}{name}(?=[\s/>]){_REST}(?:(?<=/)>|(?<!/)>(?s:.*?)</{before}{name}\s*+>)" for name in BESIDE
        )
    )


@lru_cache(maxsize=5_000)
def traits(rest: str, tag: str | None, *, filled: bool, translate: bool, ours: bool) -> Traits | None:
    """Return what the attributes of the unit and its target say; None where they say something unusual."""
    special = _OURS if ours else _SPECIAL
    if any(word in rest or (tag and word in tag) for word in special):
        return None
    there, own = _said(rest), tag_words(rest, (0, len(rest)))
    state = _said(tag).get("state", "") if tag else ""
    native = states.native(there, state, own)
    status, marks = states.status(native, filled=filled, previous=False)
    free = {"yes": True, "no": False}.get(there.get("translate", ""), translate)
    marks = marks if free else marks | HELD
    may = EDIT | May.MARK if free or ours else May.NOTHING
    known = columns.STATE_NUMBERS[status], columns.mark_bits(Segment("", EMPTY, marks=marks, may=may))
    if not ours:
        return status, marks, may, {}, known
    whole = as_ours(own, Segment("", EMPTY, reason=own.get("reason", ""), review=review_in(own)), Names(ours=True))
    return status, marks, may, {name: getattr(whole, name) for name in _MORE}, known


def _said(tag: str) -> dict[str, str]:
    """Return the attributes in a start tag."""
    return told(tag, 0, len(tag))


def _text(raw: str) -> Text | None:
    if "&" not in raw and "\r" not in raw:
        return Text((raw,)) if raw else EMPTY
    pieces = content(raw)
    return Text((pieces[0],)) if len(pieces) == 1 and pieces[0].__class__ is str else None
