"""How sure each link is and of which kind, as a column over all rows; which doubtful one comes next."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container
from typing import TYPE_CHECKING, Final

from editor.linking.beads import Side, is_linkable, kind
from editor.rows import Rows

if TYPE_CHECKING:
    from editor.model import Segment

DOUBTFUL: Final = 0.9  # a link less sure than this wants a look
WEAK: Final = 0.5  # one less sure than this is more likely wrong than right
# The bits of a byte of ``facts``.
LINKED, CONFIRMED, RECKONED, UNSURE, UNLIKELY = 1, 2, 4, 8, 16
OMISSION, ADDITION, UNEVEN = 32, 64, 128
_NONE = -1.0  # stands for no confidence in the column of confidences


def facts(rows: Rows[Segment]) -> bytes:
    """Return a byte a row that says how sure its link is and of which kind, 0 for rows of no link."""
    return b"".join(rows.column("links", lambda run: bytes([fact(segment) for segment in run])))


def known(rows: Rows[Segment]) -> bytes:
    """Return what ``facts`` does, with 0 for rows that nobody read yet."""
    return b"".join(facts(Rows((chunk,))) if chunk.decoded else bytes(chunk.size) for chunk in rows.chunks)


def fact(segment: Segment) -> int:
    """Return the byte that ``facts`` has for *segment*."""
    link = segment.link
    if link is None or not is_linkable(segment):
        return 0
    bits = LINKED
    if link.confirmed:
        bits |= CONFIRMED
    elif link.confidence is not None:
        bits |= RECKONED
        if link.confidence < DOUBTFUL:
            bits |= UNSURE
        if link.confidence < WEAK:
            bits |= UNLIKELY
    many, much = kind(segment)
    if not much:
        bits |= OMISSION
    elif not many:
        bits |= ADDITION
    elif many > 1 or much > 1:
        bits |= UNEVEN
    return bits


def likely_side(segment: Segment) -> Side:
    """Return the side of a doubtful link that is likelier to want a hand: that without a sentence, or with more."""
    many, much = kind(segment)
    return Side.SOURCE if not many or many > much > 0 else Side.TARGET


def tally(rows: Rows[Segment]) -> tuple[int, int, int]:
    """Return how many links are confirmed, how many doubtful, and how many there are."""
    counted = Counter(facts(rows))
    confirmed, doubtful, linked = (
        sum(number for bits, number in counted.items() if bits & bit) for bit in (CONFIRMED, UNSURE, LINKED)
    )
    return confirmed, doubtful, linked


def has_links(rows: Rows[Segment]) -> bool:
    """Tell whether the document was aligned, going by its first rows."""
    return any(segment.link is not None for chunk in rows.chunks[:1] for segment in chunk.rows)


def first(rows: Rows[Segment], chunks: int | None = None) -> int | None:
    """Return the first doubtful row (of the first *chunks*), None for none; what follows it stays unread."""
    for start, chunk in zip(rows.starts, rows.chunks[:chunks], strict=False):
        place = next((at for at, bits in enumerate(facts(Rows((chunk,)))) if bits & UNSURE), None)
        if place is not None:
            return start + place
    return None


def confidences(rows: Rows[Segment]) -> array[float]:
    """Return how sure each link is, -1 where nobody reckoned it."""
    whole: array[float] = array("f")
    for part in rows.column("confidences", lambda run: array("f", [_sure(segment) for segment in run])):
        whole += part
    return whole


def _sure(segment: Segment) -> float:
    link = segment.link
    return _NONE if link is None or link.confidence is None else link.confidence


def step(
    rows: Rows[Segment], start: int, by: int, within: Container[int] | None = None, *, worst_first: bool = False
) -> int | None:
    """Return the next doubtful row after *start* (*by* -1: before it), going round at the end; None for none.

    With *worst_first* the next is the least sure of those that are surer than *start*.
    """
    seen = facts(rows)
    doubtful = [row for row, bits in enumerate(seen) if bits & UNSURE and (within is None or row in within)]
    others = [row for row in doubtful if row != start]
    if not others:
        return doubtful[0] if doubtful else None
    if not worst_first:
        beyond = [row for row in others if (row > start) == (by > 0)]
        if by > 0:
            return (beyond or others)[0]
        return (beyond or others)[-1]
    sure = confidences(rows)
    ranked = sorted(others, key=lambda row: (sure[row], row))
    here = (sure[start], start) if start in doubtful else (_NONE, -1)
    if by > 0:
        return next((row for row in ranked if (sure[row], row) > here), ranked[0])
    return next((row for row in reversed(ranked) if (sure[row], row) < here), ranked[-1])
