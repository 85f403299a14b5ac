"""States as SDLXLIFF keeps them: a word for each segment (``sdl:seg/@conf``), where XLIFF has but one for a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.formats.spans import Edit, set_attribute
from editor.formats.xliff1.states import FLAGS, Native, Status
from editor.formats.xliff1.units import told
from editor.model import Mark, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from editor.formats.xliff1.units import Unit
    from editor.model import Segment

_CONFIRMED = {
    State.DRAFT: "Draft",
    State.TRANSLATED: "Translated",
    State.REVIEWED: "ApprovedTranslation",
    State.FINAL: "ApprovedSignOff",
}
_REJECTED = {
    State.DRAFT: "Draft",
    State.TRANSLATED: "RejectedTranslation",
    State.REVIEWED: "RejectedSignOff",
    State.FINAL: "RejectedSignOff",
}
_READ = {word: (state, False) for state, word in _CONFIRMED.items()} | {
    "RejectedTranslation": (State.TRANSLATED, True),
    "RejectedSignOff": (State.REVIEWED, True),
}
_ASKING = frozenset({Mark.SOURCE_CHANGED, Mark.NEEDS_WORK})


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of one segment: where its ``sdl:seg`` stands, its words, and our own two words beside them."""

    start: int
    conf: str = ""
    locked: bool = False
    word: str = ""
    marks: str = ""


def kept(text: str, unit: Unit, names: Sequence[str], native: Native, own: Mapping[str, str]) -> dict[str, Said]:
    """Return what is said of each segment of *names*; nothing where XLIFF's own fields say the state, or of some."""
    if native.state or native.approved or native.word or not all(name in unit.defined for name in names):
        return {}
    found = {}
    for name, (start, end) in unit.defined.items():
        there = told(text, start, end)
        word, marks = own.get(f"state-{name}", ""), own.get(f"marks-{name}", "")
        found[name] = Said(start, there.get("conf", ""), there.get("locked") == "true", word, marks)
    return found


def _plain(conf: str, *, filled: bool, previous: bool) -> Status:
    marks = frozenset({Mark.SOURCE_CHANGED}) if previous else frozenset[Mark]()
    if not filled:
        return State.UNTRANSLATED, marks
    state, asks = _READ.get(conf, (State.TRANSLATED, False))
    return state, marks or (frozenset({Mark.NEEDS_WORK}) if asks else marks)


def status(said: Said, *, filled: bool, previous: bool) -> Status:
    """Read the state and the marks of one segment; our own words hold while the file's are those beside them."""
    found = _plain(said.conf, filled=filled, previous=previous)
    state = next((state for state in State if state.value == said.word), None)
    if state is None:
        return found
    names = said.marks.split()
    ours = (state, frozenset(mark for mark in FLAGS if mark.value in names))
    return ours if word(*ours) == said.conf and filled == (state is not State.UNTRANSLATED) else found


def word(state: State, marks: frozenset[Mark]) -> str:
    """Return the value of ``conf``, "" for none."""
    return (_REJECTED if marks & _ASKING else _CONFIRMED).get(state, "")


def _wanted(row: Segment) -> Status:
    return row.state, row.marks & frozenset(FLAGS)


def _changed(
    said: Mapping[str, Said], names: Sequence[str], before: Sequence[Segment], after: Sequence[Segment]
) -> Iterator[tuple[str, Said, Segment]]:
    for name, was, is_ in zip(names, before, after, strict=True) if said else ():
        if name in said and _wanted(was) != _wanted(is_):
            yield name, said[name], is_


def edits(
    text: str, said: Mapping[str, Said], rows: tuple[Sequence[str], Sequence[Segment], Sequence[Segment]]
) -> list[Edit]:
    """Return the edits of ``conf`` for the rows that changed: their names, how they were, how they are."""
    found = (
        set_attribute(text, one.start, "conf", word(*_wanted(row)) or None) for _name, one, row in _changed(said, *rows)
    )
    return [edit for edit in found if edit is not None]


def words(
    said: Mapping[str, Said], rows: tuple[Sequence[str], Sequence[Segment], Sequence[Segment]]
) -> dict[str, str | None]:
    """Return our own words for the rows that changed, None where ``conf`` says as much."""
    found: dict[str, str | None] = {}
    for name, one, row in _changed(said, *rows):
        wanted = _wanted(row)
        native = _plain(word(*wanted), filled=row.state is not State.UNTRANSLATED, previous=row.previous is not None)
        if native != wanted:
            found[f"state-{name}"] = row.state.value
            found[f"marks-{name}"] = " ".join(mark.value for mark in FLAGS if mark in row.marks) or None
        elif one.word:
            found |= {f"state-{name}": None, f"marks-{name}": None}
    return found
