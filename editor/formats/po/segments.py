"""The rows of PO entries: strings, how they stand, what people say of them, the codes of our own files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from editor.formats.making import LooseSegment
from editor.formats.making import text as made_text
from editor.formats.po import remarks
from editor.formats.po.entries import forms, string
from editor.formats.po.remarks import Maker, Standing
from editor.formats.po.usual import LEAD
from editor.model import ANYTHING, Mark, May, Note, Previous, Segment, Shared, State
from editor.text import ALL, EMPTY, Can, Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

FOREIGN = May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK
OWN = ANYTHING & ~(May.SPLIT | May.JOIN | May.EDIT_SOURCE)
_SHARED = Shared.STATE | Shared.TRANSLATE
_TRANSLATED, _UNTRANSLATED = Standing(State.TRANSLATED), Standing(State.UNTRANSLATED)
_FOREIGN = Maker.FOREIGN
_UNMARKED: frozenset[Mark] = frozenset()
_NOT_SHARED = Shared.NOTHING
_FILLED, _EMPTY = State.TRANSLATED, State.UNTRANSLATED
_CODE = re.compile(r"#\. (\{(/?)([^{}\s/]+)(/?)\}) (\S.*)?$")
_ROLE = re.compile(r"#\. role: (.*)")
_PREVIOUS = re.compile(r"#\|[ \t]*(msgctxt|msgid_plural|msgid)?[ \t]*(\".*\")")
_PLAIN = 'msgstr "'
_FUZZY, _OURS = SPECIAL = ("fuzzy", "diptych:")  # without these in its comments an entry is translated or it is not


class _Said(NamedTuple):
    """What an entry says of all its rows."""

    unit: str
    comments: str
    lines: list[str]
    context: str | None
    maker: Maker


def rows(text: str, maker: Maker, number: int, spans: Sequence[int]) -> list[Segment]:
    """Return the rows of entry *number*, whose place in *text* the row *spans* of the table tells."""
    start, end, context_at, context_end, msgid, msgid_end, plural, plural_end, strings, last, size, plain = spans
    comments = text[start:end]
    lines = remarks.texts(comments)
    context = string(text[context_at:context_end]) if context_at >= 0 else None
    unit = f"f1/u{number}"
    if size == 1 and plural < 0 and maker is _FOREIGN and text.startswith(_PLAIN, strings):
        if plain:
            source, target = text[msgid + 1 : msgid_end - 2], text[strings + LEAD : last - 2]
        else:
            source, target = string(text[msgid:msgid_end]), string(text[strings:last])
        row = _single(unit, source, target, remarks.notes(lines, context))
        return [row if _FUZZY not in comments and _OURS not in comments else _special(row, comments, lines)]
    source = string(text[msgid:msgid_end])
    targets = [(form.number, form.text) for form in forms(text, strings, last)]
    sources = [source] + [string(text[plural:plural_end]) if plural >= 0 else source] * (len(targets) - 1)
    return _several(_Said(unit, comments, lines, context, maker), sources, targets)


def _single(unit: str, source: str, target: str, notes: tuple[Note, ...]) -> Segment:
    """Return the row of an entry without forms in a file that is not ours: nearly all are such."""
    row: Segment = LooseSegment(  # by place: names would cost half as much again
        unit,
        made_text(source),
        made_text(target),
        _FILLED if target else _EMPTY,
        _UNMARKED,
        "",
        None,
        None,
        unit,
        "",
        EMPTY,
        None,
        None,
        None,
        FOREIGN,
        _NOT_SHARED,
        notes,
    )
    row.__class__ = Segment
    return row


def _special(row: Segment, comments: str, lines: list[str]) -> Segment:
    """Return a single row as its comments say that it stands."""
    told, before = _standing(_Said("", comments, lines, None, _FOREIGN), filled=bool(row.target))
    previous = _previous(told, before, row.target)
    return replace(row, state=told.state, marks=told.marks, reason=told.reason, previous=previous)


def _several(said: _Said, sources: list[str], targets: list[tuple[int | None, str]]) -> list[Segment]:
    """Return the rows of an entry, one for each form."""
    own, context = said.maker is not _FOREIGN, said.context
    codes = _codes(said.lines) if own else {}
    filled = any(target for _number, target in targets)
    told, before = _standing(said, filled=filled)
    notes = remarks.own_notes(said.lines) if own else remarks.notes(said.lines, context)
    role, alone = _role(said.lines) if own else "", len(targets) == 1
    found = []
    for place, (words, (number, target)) in enumerate(zip(sources, targets, strict=True), 1):
        into = _text(target, codes)
        row: Segment = LooseSegment(
            id=context if own and context else said.unit if alone else f"{said.unit}/{place}",
            source=_text(words, codes),
            target=into,
            state=told.state if into or not filled else State.UNTRANSLATED,
            marks=told.marks,
            reason=told.reason,
            previous=_previous(told, before, into),
            unit=context.rpartition("/")[0] if own and context else said.unit,
            role=role,
            form=number,
            may=OWN if own else FOREIGN,
            shared=Shared.NOTHING if alone else _SHARED,
            notes=notes,
        )
        row.__class__ = Segment
        found.append(row)
    return found


def standing(comments: str, maker: Maker, *, filled: bool) -> Standing:
    """Return how an entry with these *comments* stands, some form of which is *filled*."""
    return _standing(_Said("", comments, remarks.texts(comments), None, maker), filled=filled)[0]


def _standing(said: _Said, *, filled: bool) -> tuple[Standing, dict[str, str]]:
    """Return how an entry stands, and what its source was before."""
    if _FUZZY not in said.comments and _OURS not in said.comments:
        return _TRANSLATED if filled else _UNTRANSLATED, {}
    before = _before(said.lines)
    return remarks.standing(said.lines, changed=bool(before), target=filled, maker=said.maker), before


def _previous(told: Standing, before: dict[str, str], target: Text) -> Previous | None:
    return remarks.previous(before, target) if told.marks and Mark.SOURCE_CHANGED in told.marks else None


def _before(lines: Sequence[str]) -> dict[str, str]:
    """Return the strings of the ``#|`` lines by keyword."""
    found: dict[str, str] = {}
    keyword = ""
    for line in lines:
        match = _PREVIOUS.match(line)
        if match is not None:
            keyword = match[1] or keyword
            found[keyword] = found.get(keyword, "") + string(match[2])
    return found


def _text(words: str, codes: dict[str, Code]) -> Text:
    return Text.parse(words, codes.values()) if codes else Text.of(words)


def _role(lines: Sequence[str]) -> str:
    return next((match[1] for line in lines if (match := _ROLE.match(line))), "")


def _codes(lines: Sequence[str]) -> dict[str, Code]:
    """Return the codes that the developers' lines of our own file describe, by their marks."""
    found = {}
    for line in lines:
        match = _CODE.match(line)
        if match is None:
            continue
        try:
            label, data, equiv, can = json.loads(match[5] or "")
        except (ValueError, TypeError):
            continue
        kind = Kind.CLOSE if match[2] else Kind.ALONE if match[4] else Kind.OPEN
        found[match[1]] = Code(kind, match[3], label, data, equiv, Can(can) if can != ALL.value else ALL)
    return found
