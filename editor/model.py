"""The parallel text as a value: segments, their states and marks, the document, and the one shape of every edit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, Flag, auto
from typing import TYPE_CHECKING, Any, cast

from editor.errors import EditError
from editor.i18n import N_, _
from editor.rows import Rows
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(Enum):
    """How far a segment has come; the value is its word in files and on the command line."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Mark(Enum):
    """What lies across the states; most urgent first."""

    SOURCE_CHANGED = "source-changed"
    NEEDS_WORK = "needs-work"
    EDITED_AFTER_REVIEW = "edited-after-review"
    NOT_FOR_TRANSLATION = "not-for-translation"
    OMITTED = "omitted"


STATE_NAMES = {
    State.UNTRANSLATED: N_("Untranslated"),
    State.DRAFT: N_("Draft"),
    State.TRANSLATED: N_("Translated"),
    State.REVIEWED: N_("Reviewed"),
    State.FINAL: N_("Final"),
}
MARK_NAMES = {
    Mark.SOURCE_CHANGED: N_("Source changed"),
    Mark.NEEDS_WORK: N_("Needs work"),
    Mark.EDITED_AFTER_REVIEW: N_("Edited after review"),
    Mark.NOT_FOR_TRANSLATION: N_("Not for translation"),
    Mark.OMITTED: N_("Omitted on purpose"),
}
STATES = tuple(State)
MARKS = tuple(Mark)


class May(Flag):
    """What the file permits in a segment."""

    NOTHING = 0
    SPLIT = auto()
    JOIN = auto()
    EDIT_SOURCE = auto()
    TRANSLATE = auto()
    ADD_CODES = auto()
    DELETE_CODES = auto()
    MARK = auto()  # the mark "not for translation" may be set and taken away


ANYTHING = May.SPLIT | May.JOIN | May.EDIT_SOURCE | May.TRANSLATE | May.ADD_CODES | May.DELETE_CODES | May.MARK


class Shared(Flag):
    """What all rows of a unit have in common because the file keeps it once: one change sets it on all of them."""

    NOTHING = 0
    STATE = auto()  # the state and the marks "needs work" and "source changed" (plural forms of a PO entry)
    TRANSLATE = auto()  # the mark "not for translation"


@dataclass(frozen=True, slots=True)
class Previous:
    """The source and the target as they stood before the original changed."""

    source: Text
    target: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Link:
    """How sure the alignment is (0 … 1, None where nobody reckoned it), and whether a person confirmed it."""

    confidence: float | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for people. *origin* tells who made it: the translators' own notes are "" and may be changed."""

    text: str
    author: str = ""
    date: str = ""  # ISO 8601
    origin: str = ""  # "", or "developer", "reference", "file" … as the format knows it


@dataclass(frozen=True, slots=True)
class Review:
    """Who read the segment against the original, and on which day (ISO 8601)."""

    name: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One row of the parallel text."""

    id: str  # a derived path ("f1/u3/2"), unique in the document, never spliced into a foreign file
    source: Text
    target: Text = EMPTY
    state: State = State.UNTRANSLATED
    marks: frozenset[Mark] = frozenset()
    reason: str = ""  # why it is not for translation, in a few words
    previous: Previous | None = None
    link: Link | None = None
    unit: str = ""  # the paragraph or entry it belongs to; consecutive rows share it
    role: str = ""  # what the unit is to a reader: "" a paragraph, "heading", "title", "list", "quote", "alt", …
    gap: Text = EMPTY  # what stands between this sentence and the next in its unit, behind the last one too
    target_gap: Text | None = None  # the same in the target; None where it follows from *gap* and the language
    order: int | None = None  # the place of the target within its unit, from 1, where it differs
    form: int | None = None  # plural form of an entry with forms
    may: May = ANYTHING
    shared: Shared = Shared.NOTHING
    notes: tuple[Note, ...] = ()
    review: Review | None = None

    @property
    def translatable(self) -> bool:
        """Tell whether there is work to do here: a source that is for translation."""
        return (
            May.TRANSLATE in self.may and Mark.NOT_FOR_TRANSLATION not in self.marks and Mark.OMITTED not in self.marks
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """What many rows of a file have in common."""

    state: State
    marks: frozenset[Mark] = frozenset()
    may: May = ANYTHING
    shared: Shared = Shared.NOTHING
    role: str = ""
    gap: Text = EMPTY


class _Fresh:
    """A segment while its fields are filled in: frozen dataclasses take five times as long for that."""

    __slots__ = Segment.__slots__  # the same, so that one can become the other


def segment(name: str, texts: tuple[Text, Text], unit: str, usual: Usual, notes: tuple[Note, ...] = ()) -> Segment:
    """Return the segment with the id *name* and these fields, quickly: for readers of many rows."""
    made: Any = _Fresh()
    made.id = name
    made.source, made.target = texts
    made.state = usual.state
    made.marks = usual.marks
    made.reason = ""
    made.role = usual.role
    made.unit = unit
    made.previous = made.link = made.target_gap = made.order = made.form = made.review = None
    made.gap = usual.gap
    made.may = usual.may
    made.shared = usual.shared
    made.notes = notes
    made.__class__ = Segment
    return cast("Segment", made)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit's text stands in the original document: byte offsets, and what kind of place it is."""

    unit: str
    start: int
    end: int
    kind: str = ""  # the format's own word: "" text, 'alt"' an attribute in double quotes, …
    part: str = ""  # the part of a package the offsets are in, "" where the original is one file


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The original document inside the work file: its format, file name, bytes, and the places of its units.

    Where the work file does not hold the bytes, *digest* is their SHA-256 and *data* is empty.
    """

    format: str
    name: str
    data: bytes = field(repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    encoding: str = "utf-8"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What is true of the whole document and may be edited; languages are BCP 47 tags, "" where unknown."""

    source_language: str = ""
    target_language: str = ""
    title: str = ""
    encoding: str = "utf-8"
    skeleton: Skeleton | None = None
    read_only: str = ""  # a sentence that says why, else ""
    gone: tuple[Segment, ...] = ()  # segments whose source an update took away


@dataclass(frozen=True, slots=True)
class Origin:
    """The bytes a document was read from and what patching them needs; private to their format."""

    format: str
    data: bytes = field(repr=False)
    rows: Rows[Segment] = field(repr=False)
    head: Head = field(repr=False)
    spans: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """The parallel text: rows, head, and (no part of equality) where it came from and what reading noticed."""

    rows: Rows[Segment]
    head: Head = field(default_factory=Head)
    origin: Origin | None = field(default=None, compare=False)
    warnings: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Splice:
    """At document row *at* the run *before* gives way to the run *after*."""

    at: int
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of any kind: sorted, disjoint splices (rows as they stand before it) and, if it changes, the head."""

    label: str
    splices: tuple[Splice, ...] = ()
    head: tuple[Head, Head] | None = None

    def __bool__(self) -> bool:
        """Tell whether the change changes anything."""
        return any(s.before != s.after for s in self.splices) or (
            self.head is not None and self.head[0] != self.head[1]
        )

    @property
    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        shift = 0
        splices = []
        for splice in self.splices:
            splices.append(Splice(splice.at + shift, splice.after, splice.before))
            shift += len(splice.after) - len(splice.before)
        return Change(self.label, tuple(splices), self.head and (self.head[1], self.head[0]))

    def to(self, row: int) -> int:
        """Return where document row *row* stands afterwards (the first row of the run that took its place)."""
        shift = 0
        for splice in self.splices:
            if row < splice.at:
                break
            if row < splice.at + len(splice.before):
                inside = min(row - splice.at, max(len(splice.after) - 1, 0))
                return splice.at + shift + inside
            shift += len(splice.after) - len(splice.before)
        return row + shift


def apply(change: Change, document: Document) -> Document:
    """Return *document* with *change* made. Raises EditError where what it expects to stand there does not."""
    head = document.head
    if change.head is not None:
        if change.head[0] != head:
            raise EditError(_("The document's properties changed meanwhile; try again."))
        head = change.head[1]
    rows = document.rows.spliced((s.at, s.before, s.after) for s in change.splices)
    return replace(document, rows=rows, head=head)


def rebase(change: Change, over: Change) -> Change | None:
    """Return *change*, made for the document before *over*, as it is after; None where both touch the same rows."""
    if change.head is not None and over.head is not None:
        return None
    moved = []
    for splice in change.splices:
        end = splice.at + len(splice.before)
        for other in over.splices:
            other_end = other.at + len(other.before)
            if splice.at < other_end and other.at < end:
                return None
            if splice.at == other.at and not (splice.before and other.before):
                return None
        moved.append(replace(splice, at=splice.at + _shift(over, splice.at)))
    return replace(change, splices=tuple(moved))


def _shift(over: Change, row: int) -> int:
    return sum(len(s.after) - len(s.before) for s in over.splices if s.at + len(s.before) <= row)


def document(segments: Iterable[Segment], head: Head | None = None) -> Document:
    """Build a document that comes from no file."""
    return Document(Rows.of(segments), head or Head())
