"""The words of XLIFF 2 and of our layout of it: namespaces, states and marks, labels of codes, ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from editor.model import MARKS, STATES, Mark, State
from editor.text import Break, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

CORE = {
    "2.0": "urn:oasis:names:tc:xliff:document:2.0",
    "2.1": "urn:oasis:names:tc:xliff:document:2.0",
    "2.2": "urn:oasis:names:tc:xliff:document:2.2",
}
USUAL = "2.1"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OURS = "urn:diptych:1"
LAYOUT = 1  # of the files that this version writes; a file with a higher number opens read-only
PREFIX = "dtyc"
GROUP = "dtyc:segments"  # the category of the metadata about segments
ABOUT = "dtyc:document"  # the category of the metadata about the document
PREVIOUS = "dtyc:previous-source"  # the subType of the match that keeps what stood before the original changed

# ── States ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_WRITTEN = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "reviewed",
    State.FINAL: "final",
}
_READ = {"initial": State.DRAFT, "reviewed": State.REVIEWED, "final": State.FINAL}
_URGENT = (Mark.SOURCE_CHANGED, Mark.NEEDS_WORK, Mark.EDITED_AFTER_REVIEW)


def state(written: str, *, filled: bool) -> State:
    """Return the state that ``@state`` and a *filled* or empty target mean; no state is a translator's word."""
    return _READ.get(written, State.TRANSLATED) if filled else State.UNTRANSLATED


def written_state(wanted: State) -> str:
    """Return the value of ``@state``."""
    return _WRITTEN[wanted]


def mark(sub_state: str) -> Mark | None:
    """Return the mark that ``@subState`` means, if we know it."""
    if sub_state.endswith(":fuzzy"):
        return Mark.NEEDS_WORK
    return next((one for one in _URGENT if sub_state == f"{PREFIX}:{one.value}"), None)


def sub_state(marks: frozenset[Mark]) -> str | None:
    """Return the value of ``@subState`` for the most urgent of *marks*, or None."""
    urgent = next((one for one in _URGENT if one in marks), None)
    return urgent and f"{PREFIX}:{urgent.value}"


def words_of(marks: frozenset[Mark]) -> str:
    """Write marks as words in their order."""
    return " ".join(one.value for one in MARKS if one in marks)


def marks_of(words: str) -> frozenset[Mark]:
    """Read what ``words_of`` wrote, leaving out words we do not know."""
    said = words.split()
    return frozenset(one for one in MARKS if one.value in said)


def state_named(word: str) -> State | None:
    """Return the state whose word in files is *word*."""
    return next((one for one in STATES if one.value == word), None)


# ── Codes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_TYPES = {
    "link": ("link", ""),
    "image": ("image", ""),
    "quote": ("quote", ""),
    "bold": ("fmt", "xlf:b"),
    "strong": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "emphasis": ("fmt", "xlf:i"),
    "underline": ("fmt", "xlf:u"),
    "line break": ("fmt", "xlf:lb"),
    "page break": ("fmt", "xlf:pb"),
}
_LABELS = {
    "xlf:b": "bold",
    "xlf:i": "italic",
    "xlf:u": "underline",
    "xlf:lb": "line break",
    "xlf:pb": "page break",
    "xlf:var": "variable",
}


def types(label: str) -> tuple[str, str]:
    """Return the ``@type`` and ``@subType`` that a code's label has in XLIFF, each perhaps empty."""
    return _TYPES.get(label, ("", ""))


def label(type_: str, sub_type: str) -> str:
    """Return the short word for a code that has no ``@disp``."""
    if sub_type:
        return _LABELS.get(sub_type) or sub_type.partition(":")[2]
    return type_ if type_ in _TYPES else ""


CODES, FIXED = "codes", "fixed"  # the types of the metadata about codes: their names, and which stay where they are


def written_pairs(pairs: Mapping[str, str]) -> str:
    """Write which code of ours each id stands for.

    >>> written_pairs({"1-2": "1", "c": "two words"})
    '1-2=1 c=two%20words'
    """
    return " ".join(f"{name}={quote(pair, errors='surrogatepass')}" for name, pair in pairs.items())


def read_pairs(words: str) -> dict[str, str]:
    """Read what ``written_pairs`` wrote."""
    pairs = (word.partition("=") for word in words.split())
    return {name: unquote(pair, errors="surrogatepass") for name, _sign, pair in pairs}


# ── Ids ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

NMTOKEN = re.compile(r"[-.:0-9A-Za-z_]+")  # of those XML permits, the ones that every validator does
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def segment_id(tail: str) -> str | None:
    """Return the id of the segment whose row id ends in *tail*; None where *tail* cannot be one.

    >>> segment_id("2.2"), segment_id("intro"), segment_id("a b")
    ('s2.2', 'intro', None)
    """
    if _NUMBER.fullmatch(tail):
        return f"s{tail}"
    return tail if NMTOKEN.fullmatch(tail) and tail_of(tail) == tail else None


def tail_of(element_id: str) -> str:
    """Return what the row id of the segment *element_id* ends in."""
    return element_id[1:] if element_id[:1] == "s" and _NUMBER.fullmatch(element_id, 1) else element_id


def fresh(wanted: str, taken: set[str]) -> str:
    """Return *wanted*, or with the first number behind it that is not *taken*; it is taken now."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found


# ── Breaks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


_BREAKS = re.compile(r"(?:[0-9]{1,9}p?(?: |(?=/)))*/[0-9]{1,9}")


def written_breaks(text: Text) -> str:
    """Write where the breaks of *text* stand, and how long it is without them.

    >>> written_breaks(Text.of("One.", Break(), "Two.", Break(paragraph=True)))
    '4 8p/8'
    """
    breaks = text.breaks
    places = " ".join(f"{position}{'p' if one.paragraph else ''}" for position, one in breaks)
    return f"{places}/{len(text) - len(breaks)}" if breaks else ""


def with_breaks(text: Text, written: str) -> Text | None:
    """Put the breaks that ``written_breaks`` told back; None where *text* has not that length any more."""
    places, _slash, length = written.partition("/")
    if not _BREAKS.fullmatch(written) or int(length) != len(text) - len(text.breaks):
        return None
    return text.with_breaks((int(word.removesuffix("p")), Break(word.endswith("p"))) for word in places.split())
