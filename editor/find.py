"""Find and replace over the whole document: plain words or regular expressions, codes left where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from editor.edits import on_rows, retyped
from editor.errors import EditError
from editor.i18n import N_, _
from editor.model import Change, Document, May, Segment
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.text import Break

SECONDS = 0.25  # for one text: a pattern that needs longer is refused, so that no search hangs the window


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for and where. *sides* is any of "source", "target", "notes"."""

    text: str
    as_regex: bool = False
    case: bool = False
    whole_words: bool = False
    sides: frozenset[str] = frozenset({"source", "target"})

    def pattern(self) -> regex.Pattern[str]:
        """Return what to search with. Raises EditError with the place where a regular expression is wrong."""
        body = self.text if self.as_regex else regex.escape(self.text)
        if self.whole_words:
            body = rf"\b(?:{body})\b"
        try:
            return regex.compile(body, 0 if self.case else regex.IGNORECASE)
        except regex.error as error:
            raise EditError(_("The regular expression is not one: {reason}.").format(reason=error)) from None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: the document row, the side, and the positions in that side's text (breaks not counted)."""

    row: int
    side: str
    start: int
    end: int


def spans(text: str, pattern: regex.Pattern[str]) -> list[tuple[int, int]]:
    """Return where *pattern* matches in *text*, empty matches left out. Raises EditError where it takes too long."""
    try:
        return [match.span() for match in pattern.finditer(text, timeout=SECONDS) if match.end() > match.start()]
    except TimeoutError:
        raise EditError(_("This regular expression takes too long; make it simpler.")) from None


def flat(text: Text) -> str:
    """Return *text* as searched: a code is one character that no pattern for words matches."""
    return "".join(run if isinstance(run, str) else "\ufffc" for run in text.without_breaks().runs)


def hits(document: Document, query: Query, rows: Iterable[int] | None = None) -> Iterator[Hit]:
    """Yield each place where *query* is found in *rows* (all), in reading order. Raises EditError."""
    if not query.text:
        return
    pattern = query.pattern()
    for row in range(len(document.rows)) if rows is None else rows:
        segment = document.rows[row]
        for side, text in _texts(segment, query.sides):
            for start, end in spans(text, pattern):
                yield Hit(row, side, start, end)


def _texts(segment: Segment, sides: frozenset[str]) -> Iterator[tuple[str, str]]:
    if "source" in sides:
        yield "source", flat(segment.source)
    if "target" in sides:
        yield "target", flat(segment.target)
    if "notes" in sides:
        for note in segment.notes:
            yield "notes", note.text


def replaced(text: Text, query: Query, replacement: str, at: int | None = None) -> Text:
    r"""Return *text* with every hit replaced, or only the one that begins at *at* (breaks not counted).

    Codes inside a hit stay, behind the new words; sentence breaks stay where they were, one inside a hit behind it. In
    a regular expression *replacement* may name groups (``\1``, ``\g<name>``). Raises EditError.
    """
    pattern = query.pattern()
    whole = flat(text)
    plain = text.without_breaks()
    breaks = list(text.breaks)
    pieces: list[Text] = []
    end = 0
    for start, stop in spans(whole, pattern):
        if at is not None and start != at:
            continue
        new = _filled(pattern, whole, start, replacement) if query.as_regex else replacement
        codes = Text(plain.part(start, stop).codes)
        here = [Text.of(new.replace("\ufffc", "")), codes]
        pieces += [_with(plain.part(end, start), breaks, end), *here]
        inside = [brk for position, brk in breaks if start < position <= stop]
        pieces += [Text((brk,)) for brk in inside]
        breaks = [(position, brk) for position, brk in breaks if position > stop]
        end = stop
    if not pieces:
        return text
    pieces.append(_with(plain.part(end, len(plain)), breaks, end))
    return Text.of(*(run for piece in pieces for run in piece.runs))


def _with(part: Text, breaks: list[tuple[int, Break]], start: int) -> Text:
    """Return the part of a text that begins at *start* with the breaks that stand in it."""
    return part.with_breaks((position - start, brk) for position, brk in breaks if position <= start + len(part))


def _filled(pattern: regex.Pattern[str], whole: str, start: int, replacement: str) -> str:
    match = pattern.match(whole, start, timeout=SECONDS)
    if match is None:
        return replacement
    try:
        return match.expand(replacement)
    except (regex.error, IndexError) as error:
        message = _("The replacement names a group that is not there: {reason}.")
        raise EditError(message.format(reason=error)) from None


def place(text: Text, position: int) -> int:
    """Return where *position*, told without counting breaks, is in *text* when they count."""
    return position + sum(before <= position for before, _brk in text.breaks)


def replace_all(document: Document, query: Query, replacement: str, rows: Iterable[int] | None = None) -> Change:
    """Return the one change that replaces every hit in the targets of *rows* (all). Raises EditError."""

    def edited(segment: Segment) -> Segment:
        if not segment.target or May.TRANSLATE not in segment.may:
            return segment
        return retyped(segment, replaced(segment.target, query, replacement))

    chosen = range(len(document.rows)) if rows is None else rows
    return on_rows(N_("Replace all"), document, chosen if query.text else (), edited)
