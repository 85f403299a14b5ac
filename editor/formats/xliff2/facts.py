"""What a segment says beyond XLIFF's own fields, as words for the metadata module, and read back from there."""

from __future__ import annotations

from dataclasses import replace
from enum import Flag
from typing import TYPE_CHECKING, TypeVar

from editor.formats.xliff2.names import marks_of, state_named, with_breaks, words_of, written_breaks
from editor.i18n import _
from editor.model import Link, May, Previous, Review, Segment, Shared
from editor.numbers import whole
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

F = TypeVar("F", bound=Flag)


def told(row: Segment, seen: Segment) -> dict[str, str]:
    """Return what must be told so that *seen*, which XLIFF's own fields give, is read as *row*."""
    words = {
        "id": row.id if row.id != seen.id else None,
        "state": row.state.value if row.state != seen.state else None,
        "marks": words_of(row.marks - seen.marks) or None,
        "unmarked": words_of(seen.marks - row.marks) or None,
        "reason": row.reason or None,
        "role": row.role if row.role != seen.role else None,
        "link": _link(row.link) if row.link else None,
        "order": str(row.order or "") if row.order != seen.order else None,
        "form": str(row.form) if row.form is not None else None,
        "may": _flags(row.may) if row.may != seen.may else None,
        "shared": _flags(row.shared) if row.shared != seen.shared else None,
        "reviewer": row.review.name if row.review else None,
        "reviewed": (row.review.date or None) if row.review else None,
    }
    for name, text in _texts(row).items():
        words[f"{name}-breaks"] = written_breaks(text) or None
    return {name: word for name, word in words.items() if word is not None}


def _texts(row: Segment) -> dict[str, Text]:
    found = {"source": row.source, "target": row.target, "gap": row.gap, "target_gap": row.target_gap or EMPTY}
    if row.previous:
        found |= {"previous-source": row.previous.source, "previous-target": row.previous.target}
    return found


def heard(seen: Segment, words: Mapping[str, str], warnings: list[str]) -> Segment:
    """Return *seen* with what *words* tell of it; sentences for what no longer fits are added to *warnings*."""
    if not words:
        return seen
    marks = (seen.marks | marks_of(words.get("marks", ""))) - marks_of(words.get("unmarked", ""))
    found = replace(
        seen,
        id=words.get("id", seen.id),
        state=state_named(words.get("state", "")) or seen.state,
        marks=marks,
        reason=words.get("reason", seen.reason),
        role=words.get("role", seen.role),
        link=_read_link(words.get("link")),
        order=whole(words["order"]) if "order" in words else seen.order,
        form=whole(words.get("form", "")),
        may=_read_flags(May, words["may"]) if "may" in words else seen.may,
        shared=_read_flags(Shared, words["shared"]) if "shared" in words else seen.shared,
        review=Review(words["reviewer"], words.get("reviewed", "")) if "reviewer" in words else seen.review,
    )
    return _broken(found, words, warnings)


def _broken(row: Segment, words: Mapping[str, str], warnings: list[str]) -> Segment:
    """Put the breaks back into the texts of *row*."""
    if not any(name.endswith("-breaks") for name in words):
        return row
    texts = _texts(row)
    for name, text in texts.items():
        written = words.get(f"{name}-breaks", "")
        again = with_breaks(text, written) if written else text
        if again is None:
            message = _("Segment {id} was changed elsewhere; the sentence breaks inside it are left out.")
            warnings.append(message.format(id=row.id))
        texts[name] = text if again is None else again
    previous = row.previous and Previous(texts["previous-source"], texts["previous-target"])
    target_gap = None if row.target_gap is None else texts["target_gap"]
    return replace(
        row,
        source=texts["source"],
        target=texts["target"],
        gap=texts["gap"],
        target_gap=target_gap,
        previous=previous,
    )


def _link(link: Link) -> str:
    confidence = "unknown" if link.confidence is None else repr(link.confidence)
    return f"{confidence} confirmed" if link.confirmed else confidence


def _read_link(words: str | None) -> Link | None:
    if words is None:
        return None
    first, _space, last = words.partition(" ")
    try:
        confidence = float(first)
    except ValueError:
        return Link(None, last == "confirmed")
    return Link(confidence, last == "confirmed")


def _flags(flags: Flag) -> str:
    return " ".join(str(one.name).lower().replace("_", "-") for one in type(flags) if one in flags)


def _read_flags(kind: type[F], words: str) -> F:
    found = kind(0)
    for one in kind:
        if str(one.name).lower().replace("_", "-") in words.split():
            found |= one
    return found
