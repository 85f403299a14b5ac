"""The rows of PO entries: strings, how they stand, what people say of them, the codes of our own files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from editor.formats.making import Loose, made
from editor.formats.po import remarks
from editor.formats.po.entries import forms, string
from editor.formats.po.remarks import Maker, Standing
from editor.model import ANYTHING, Mark, May, Note, Previous, Segment, Shared, State
from editor.text import ALL, EMPTY, Can, Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

FOREIGN = May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK
OWN = ANYTHING & ~(May.SPLIT | May.JOIN | May.EDIT_SOURCE)
_SHARED = Shared.STATE | Shared.TRANSLATE
_TRANSLATED, _UNTRANSLATED = Standing(State.TRANSLATED), Standing(State.UNTRANSLATED)
_FOREIGN = Maker.FOREIGN
_CODE = re.compile(r"#\. (\{(/?)([^{}\s/]+)(/?)\}) (\S.*)?$")
_ROLE = re.compile(r"#\. role: (.*)")
_PREVIOUS = re.compile(r"#\|[ \t]*(msgctxt|msgid_plural|msgid)?[ \t]*(\".*\")")
_PLAIN = 'msgstr "'


class _Said(NamedTuple):
    """What an entry says of all its rows."""

    unit: str
    lines: list[str]
    comments: str
    context: str | None
    maker: Maker


def rows(text: str, maker: Maker, number: int, spans: Sequence[int]) -> list[Segment]:
    """Return the rows of entry *number*, whose place in *text* the row *spans* of the table tells."""
    start, end, context_at, context_end, msgid, msgid_end, plural, plural_end, strings, last, size = spans
    comments = text[start:end]
    context = string(text[context_at:context_end]) if context_at >= 0 else None
    said = _Said(f"f1/u{number}", remarks.texts(comments), comments, context, maker)
    source = string(text[msgid:msgid_end])
    if size == 1 and plural < 0 and maker is _FOREIGN and text.startswith(_PLAIN, strings):
        return [_single(said, source, string(text[strings:last]))]
    targets = [(form.number, form.text) for form in forms(text, strings, last)]
    sources = [source] + [string(text[plural:plural_end]) if plural >= 0 else source] * (len(targets) - 1)
    return _several(said, sources, targets)


def _single(said: _Said, source: str, target: str) -> Segment:
    """Return the row of an entry without forms in a file that is not ours: nearly all are such."""
    told, before = _standing(said, filled=bool(target))
    into = Text((target,)) if target else EMPTY
    return made(
        Loose(
            said.unit,
            Text((source,)) if source else EMPTY,
            into,
            told.state,
            told.marks,
            told.reason,
            _previous(told, before, into),
            unit=said.unit,
            may=FOREIGN,
            notes=_notes(said),
        )
    )


def _several(said: _Said, sources: list[str], targets: list[tuple[int | None, str]]) -> list[Segment]:
    """Return the rows of an entry, one for each form."""
    own, context = said.maker is not _FOREIGN, said.context
    codes = _codes(said.lines) if own else {}
    filled = any(target for _number, target in targets)
    told, before = _standing(said, filled=filled)
    role, notes, alone = _role(said.lines) if own else "", _notes(said), len(targets) == 1
    found = []
    for place, (words, (number, target)) in enumerate(zip(sources, targets, strict=True), 1):
        into = _text(target, codes)
        row = Segment(
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
        found.append(row)
    return found


def _notes(said: _Said) -> tuple[Note, ...]:
    own = said.maker is not _FOREIGN
    notes = remarks.notes(said.lines, own=own)
    return notes if own or said.context is None else (*notes, Note(said.context, origin="context"))


def standing(comments: str, maker: Maker, *, filled: bool) -> Standing:
    """Return how an entry with these *comments* stands, some form of which is *filled*."""
    return _standing(_Said("", remarks.texts(comments), comments, None, maker), filled=filled)[0]


def _standing(said: _Said, *, filled: bool) -> tuple[Standing, dict[str, str]]:
    """Return how an entry stands, and what its source was before."""
    if "fuzzy" not in said.comments and "diptych:" not in said.comments:
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
