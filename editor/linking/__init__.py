"""Links between sentences as one edits them: rows are links, and every edit of them is a Change."""

from __future__ import annotations

from editor.linking.beads import Side, is_linkable, kind, parts
from editor.linking.doubts import facts, has_links
from editor.linking.moves import (
    free,
    is_addition,
    link,
    merge,
    move,
    neighbour,
    split,
    split_at,
    swap,
    unlink,
)
from editor.linking.verdicts import confirm, confirm_above, drop, keep_as_notes, take_back

__all__ = [
    "Side",
    "confirm",
    "confirm_above",
    "drop",
    "facts",
    "free",
    "has_links",
    "is_addition",
    "is_linkable",
    "keep_as_notes",
    "kind",
    "link",
    "merge",
    "move",
    "neighbour",
    "parts",
    "split",
    "split_at",
    "swap",
    "take_back",
    "unlink",
]
