"""Sentences of a text with inline codes: cuts are found in the characters, codes go to the side they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.segmentation.rules import cuts
from editor.text import Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def segmenter(find: Callable[[str, str], list[int]] = cuts) -> Callable[[Text, str], list[Text]]:
    """Return what cuts a text into sentences where *find* cuts its characters."""
    return lambda text, language: inline_sentences(text, language, find)


def inline_sentences(text: Text, language: str, find: Callable[[str, str], list[int]] = cuts) -> list[Text]:
    """Cut *text* into sentences that joined give it back exactly, white space at the end of each.

    A code that reads as characters (a line break) counts as these. At a cut, closing codes stay with the sentence
    before, opening codes go with the one behind, and a code that stands alone stays with what it touches.
    """
    characters: list[str] = []
    positions: list[int] = []  # the position of each character looked at
    for position, item in enumerate(text):
        if isinstance(item, str):
            characters.append(item)
            positions.append(position)
        elif isinstance(item, Code) and item.equiv:
            characters.append(item.equiv)
            positions.extend([position] * len(item.equiv))
    whole = "".join(characters)
    items = list(text)
    pieces: list[Text] = []
    start = 0
    for cut in find(whole, language):
        end = _side(items, positions[cut - 1] + 1, positions[cut])
        if start < end < len(items):
            pieces.append(text.part(start, end))
            start = end
    rest = text.part(start, len(items))
    return [*pieces, rest] if rest else pieces


def _side(items: Sequence[object], first: int, last: int) -> int:
    """Return the position between *first* and *last*, which only codes separate, where a sentence should end."""
    place = first
    for position in range(first, last):
        item = items[position]
        if isinstance(item, Code) and item.kind is not Kind.OPEN:
            place = position + 1
    return place
