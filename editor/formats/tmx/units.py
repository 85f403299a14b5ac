"""One tu taken apart: its notes and props, its two variants, and the row that they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.native import Names, flat
from editor.formats.spans import attributes, tree, value
from editor.formats.tmx import codes
from editor.formats.tmx.creating import MARKS, STATE
from editor.formats.tmx.index import language_of
from editor.model import Mark, May, Note, Review, Segment, State
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from editor.formats.spans import Element
    from editor.formats.tmx.index import Index

_REST = r"(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)"
_TUV = rf"<tuv(?=[\s/>])({_REST})>\s*+<seg>([^<]*+)</seg>\s*+</tuv>\s*+"
_PLAIN = re.compile(rf"<tu(?=[\s>]){_REST}>\s*+{_TUV}{_TUV}</tu\s*>")
EDIT = May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK
_MARKS = {mark.value: mark for mark in Mark}
_STATES = {state.value: state for state in State}


@dataclass(slots=True)
class Unit:
    """The parts of one tu. *props* are our own ones by their type."""

    whole: Element
    notes: list[Element] = field(default_factory=list)
    props: dict[str, Element] = field(default_factory=dict)
    variants: list[Element] = field(default_factory=list)
    source: Element | None = None
    target: Element | None = None


def take(found: Index, number: int) -> Unit | None:
    """Take unit *number* apart; None where it nests too deeply to be one."""
    text = found.file.text
    try:
        whole = tree(text, found.starts[number], found.ends[number])
    except FormatError:
        return None
    unit = Unit(whole)
    for child in whole.children:
        if child.name == "note":
            unit.notes.append(child)
        elif child.name == "prop":
            kind = value(text, attributes(text, child.start).get("type"))
            if kind in {STATE, MARKS}:
                unit.props.setdefault(kind, child)
        elif child.name == "tuv":
            unit.variants.append(child)
            language = language_of(text, child.start).lower()
            if language == found.source.lower() and unit.source is None:
                unit.source = child
            elif language == found.target.lower():
                unit.target = unit.target or child
    return unit


def seg(variant: Element | None) -> Element | None:
    """Return the seg of a variant."""
    return None if variant is None else variant.first("", "seg")


def row(found: Index, number: int, *, quick: bool = True) -> Segment:
    """Return the row that unit *number* is; the quick way takes two plain variants only, and gives the same."""
    name = f"f1/{number + 1}"
    usual = _usual(found, number, name) if quick and not found.ours else None
    return usual or _row(found, number, name)


def _usual(found: Index, number: int, name: str) -> Segment | None:
    match = _PLAIN.fullmatch(found.file.text, found.starts[number], found.ends[number])
    if match is None or "&" in match[0] or "\r" in match[0]:
        return None
    first, one, second, two = match.groups()
    languages = _language(first), _language(second)
    if languages == (found.source.lower(), found.target.lower()):
        source, target = one, two
    elif languages == (found.target.lower(), found.source.lower()):
        source, target = two, one
    else:
        return None
    first_text, second_text = (Text((each,)) if each else EMPTY for each in (source, target))
    state = State.TRANSLATED if target else State.UNTRANSLATED
    return Segment(f"{name}/1", first_text, second_text, state, unit=name, may=EDIT)


@lru_cache(maxsize=4_096)
def _language(rest: str) -> str:
    return language_of(f"<tuv{rest}>", 0).lower()


def _row(found: Index, number: int, name: str) -> Segment:
    """Return the row that a unit of any kind is."""
    unit = take(found, number)
    if unit is None:
        return Segment(f"{name}/1", EMPTY, may=May.NOTHING, unit=name)
    text, names = found.file.text, Names(ours=found.ours)
    source = _text(text, seg(unit.source), names)
    names.side()
    target = _text(text, seg(unit.target), names)
    said = {kind: flat(text, one.inner, one.close) for kind, one in unit.props.items()}
    state = _STATES.get(said.get(STATE, ""), State.TRANSLATED)
    if not target or state is State.UNTRANSLATED:
        state = State.TRANSLATED if target else State.UNTRANSLATED
    marks = frozenset(_MARKS[word] for word in said.get(MARKS, "").split() if word in _MARKS)
    notes = tuple(Note(flat(text, one.inner, one.close), origin="" if found.ours else "file") for one in unit.notes)
    ident = value(text, attributes(text, unit.whole.start).get("tuid")) if found.ours else ""
    return Segment(
        ident or f"{name}/1",
        source,
        target,
        state,
        marks,
        unit="" if ident else name,
        may=EDIT if seg(unit.source) else May.NOTHING,
        notes=notes,
        review=_review(text, unit.target) if found.ours else None,
    )


def _text(text: str, inside: Element | None, names: Names) -> Text:
    return EMPTY if inside is None else codes.read(text, inside.inner, inside.close, names)


def _review(text: str, variant: Element | None) -> Review | None:
    """Read who changed a target and when, which Diptych writes only for a review."""
    there = attributes(text, variant.start) if variant else {}
    name, date = (value(text, there.get(said)) for said in ("changeid", "changedate"))
    day = f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date else ""
    return Review(name, day) if name or day else None
