"""States and marks as XLIFF 1.2 writes them: ``target/@state``, ``@approved``, and our own words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.model import MARKS, Mark, State

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
OURS = "urn:diptych:1"  # the namespace of what XLIFF 1.2 has no word for; its prefix is dtyc
PREFIX = "dtyc"
PREVIOUS = "previous-version"  # the alttranstype of what stood before the source changed

_ASKING = frozenset({Mark.SOURCE_CHANGED, Mark.NEEDS_WORK})
FLAGS = tuple(mark for mark in MARKS if mark is not Mark.NOT_FOR_TRANSLATION)  # that one is ``translate="no"``
_BY_WORD = {mark.value: mark for mark in FLAGS}
_STATE_BY_WORD = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words in which files tell states: what each means, what is read as asking for work, and what is written.

    *approves*: whether the unit is also said to be approved.
    """

    read: dict[str, State]
    asking: frozenset[str]
    written: dict[State, str]
    asks: str
    approves: bool = True


XLIFF = Dialect(
    {
        "new": State.DRAFT,
        "needs-translation": State.DRAFT,
        "needs-adaptation": State.DRAFT,
        "needs-l10n": State.DRAFT,
        "signed-off": State.REVIEWED,
        "reviewed": State.REVIEWED,  # this and the next ones are in no specification, but in files
        "final": State.FINAL,
    },
    frozenset(
        {
            "needs-review-translation",
            "needs-review-l10n",
            "needs-review-adaptation",
            "needs-review",
            "needs-work",
            "rejected",
        }
    ),
    {
        State.UNTRANSLATED: "new",
        State.DRAFT: "needs-translation",
        State.TRANSLATED: "translated",
        State.REVIEWED: "signed-off",
        State.FINAL: "final",
    },
    "needs-review-translation",
)
MEMOQ = Dialect(
    {
        "NotStarted": State.DRAFT,
        "PreTranslated": State.DRAFT,
        "Pretranslated": State.DRAFT,
        "MachineTranslated": State.DRAFT,
        "AssembledFromFragments": State.DRAFT,
        "AutoJoined": State.DRAFT,
        "AutoSplit": State.DRAFT,
        "AutoSplitAndEmpty": State.DRAFT,
        "PartiallyEdited": State.DRAFT,
        "Reviewer1Confirmed": State.REVIEWED,
        "Reviewer2Confirmed": State.FINAL,
        "Proofread": State.FINAL,
    },
    frozenset({"Rejected"}),
    {
        State.UNTRANSLATED: "NotStarted",
        State.DRAFT: "PartiallyEdited",
        State.TRANSLATED: "ManuallyConfirmed",
        State.REVIEWED: "Reviewer1Confirmed",
        State.FINAL: "Proofread",
    },
    "Rejected",
    approves=False,
)
MEMOQ_STATUS, MEMOQ_LOCKED = "mq:status", "mq:locked"  # attributes of a unit


@dataclass(frozen=True, slots=True)
class Native:
    """What a file says of one target: its state ("" none), whether the unit is approved, and our own two words."""

    state: str = ""
    approved: bool = False
    word: str = ""
    marks: str | None = None
    dialect: Dialect = XLIFF


def native(unit: Mapping[str, str], state: str, own: Mapping[str, str]) -> Native:
    """Return what the attributes of a *unit* and the *state* of its target say; memoQ's word where that is silent."""
    approved, word, marks = unit.get("approved") == "yes", own.get("state", ""), own.get("marks")
    if not state and MEMOQ_STATUS in unit:
        return Native(unit[MEMOQ_STATUS], approved, word, marks, MEMOQ)
    return Native(state, approved, word, marks)


Status = tuple[State, frozenset[Mark]]


def closed(native: Native) -> bool:
    """Tell whether somebody read the target since: what stood before the source changed is history then."""
    return native.approved or native.dialect.read.get(native.state) in {State.REVIEWED, State.FINAL}


def plain(native: Native, *, filled: bool, previous: bool) -> Status:
    """Read what every tool would read; *previous* tells of a previous version kept beside the target."""
    marks = frozenset({Mark.SOURCE_CHANGED}) if previous and not closed(native) else frozenset()
    if not filled:
        return State.UNTRANSLATED, marks
    if native.state in native.dialect.asking:
        return State.TRANSLATED, marks or frozenset({Mark.NEEDS_WORK})
    if not native.state:
        return (State.FINAL if native.approved else State.TRANSLATED), marks
    return native.dialect.read.get(native.state, State.TRANSLATED), marks


def status(native: Native, *, filled: bool, previous: bool) -> Status:
    """Read the state and the marks.

    Our own words say more than the file's, but they hold only while the file's say what they said beside them:
    whoever else changes the state has the last word.
    """
    found = plain(native, filled=filled, previous=previous)
    state = _STATE_BY_WORD.get(native.word)
    if state is None:
        return found
    marks = found[1]
    if native.marks is not None:
        marks = frozenset(_BY_WORD[word] for word in native.marks.split() if word in _BY_WORD)
    ours = (state, marks)
    return ours if filled == (state is not State.UNTRANSLATED) and agrees(native, ours) else found


def agrees(native: Native, ours: Status) -> bool:
    """Tell whether the file's own words are those we would write beside *ours*."""
    silent = not native.state and ours[0] is State.UNTRANSLATED  # where there is no target, no state is written
    dialect = native.dialect
    said = silent or native.state == word(*ours, dialect)
    return said and (native.approved or not approved(*ours, dialect))


def word(state: State, marks: frozenset[Mark], dialect: Dialect = XLIFF) -> str:
    """Return the value of ``state``: the one native field tells what is most urgent."""
    if state is not State.UNTRANSLATED and marks & _ASKING:
        return dialect.asks
    return dialect.written[state]


def approved(state: State, marks: frozenset[Mark], dialect: Dialect = XLIFF) -> bool | None:
    """Return what ``approved`` becomes; None where it may stay as it is."""
    if not dialect.approves or word(state, marks) in {"signed-off", "new"}:
        return None
    return word(state, marks) == "final"


def beyond(state: State, marks: frozenset[Mark], *, previous: bool, dialect: Dialect = XLIFF) -> tuple[str, str | None]:
    """Return our own words for state and marks, "" and None where the file's words already say as much."""
    own = marks & frozenset(FLAGS)
    native = Native(word(state, own, dialect), approved=bool(approved(state, own, dialect)), dialect=dialect)
    read_state, read_marks = plain(native, filled=state is not State.UNTRANSLATED, previous=previous)
    if (read_state, read_marks) == (state, own):
        return "", None
    return state.value, " ".join(mark.value for mark in FLAGS if mark in own) if own != read_marks else None


QUALIFIER = "x-dtyc:"  # begins a state-qualifier of ours, which every version and schema permits


def qualifier(state: str | None, marks: str | None) -> str | None:
    """Return our own words as the value of ``state-qualifier``.

    >>> qualifier("draft", "needs-work omitted"), qualifier("final", None)
    ('x-dtyc:draft:needs-work,omitted', 'x-dtyc:final')
    """
    if state is None:
        return None
    return f"{QUALIFIER}{state}" if marks is None else f"{QUALIFIER}{state}:{marks.replace(' ', ',')}"


def qualified(value: str) -> dict[str, str]:
    """Read our own words in the value of ``state-qualifier``, by name; nothing from another tool's value."""
    if not value.startswith(QUALIFIER):
        return {}
    state, colon, marks = value.removeprefix(QUALIFIER).partition(":")
    return {"state": state, "marks": marks.replace(",", " ")} if colon else {"state": state}
