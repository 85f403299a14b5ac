"""Sentences of a text with inline codes: cuts are found in the characters, codes go to the side they belong to."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.segmentation.rules import cuts
from editor.text import Code, Kind, Run, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def segmenter(find: Callable[[str, str], list[int]] = cuts) -> Callable[[Text, str], list[Text]]:
    """Return what cuts a text into sentences where *find* cuts its characters."""
    return lambda text, language: inline_sentences(text, language, find)


def inline_sentences(text: Text, language: str, find: Callable[[str, str], list[int]] = cuts) -> list[Text]:
    """Cut *text* into sentences that joined give it back exactly, white space at the end of each.

    A code that reads as characters (a line break) counts as these. At a cut, closing codes stay with the sentence
    before, opening codes go with the one behind, and a code that stands alone stays with what it touches.
    """
    only = text.runs[0] if len(text.runs) == 1 else None
    if not isinstance(only, str):
        return list(_parts(text, _ends(text.runs, language, find)))
    ends = find(only, language)
    if not ends:
        return [text]
    return [Text((only[start:end],)) for start, end in pairwise((0, *ends, len(only))) if start < end]


def _ends(runs: Sequence[Run], language: str, find: Callable[[str, str], list[int]]) -> list[int]:
    """Return the positions at which sentences of runs that hold codes end."""
    said: list[str] = []
    which: list[int] = []  # the run that each of those is
    offsets, positions = [0], [0]  # where they begin in the characters; where each run begins in the text
    for number, run in enumerate(runs):
        positions.append(positions[-1] + (len(run) if isinstance(run, str) else 1))
        plain = run if isinstance(run, str) else run.equiv if isinstance(run, Code) else ""
        if plain:
            said.append(plain)
            which.append(number)
            offsets.append(offsets[-1] + len(plain))
    found = []
    for cut in find("".join(said), language):
        before, behind = (bisect_right(offsets, cut - 1) - 1, bisect_right(offsets, cut) - 1)
        run = runs[which[before]]
        if before == behind and isinstance(run, str):
            found.append(positions[which[before]] + cut - offsets[before])
        else:
            end = which[before] + 1
            found.append(positions[_side(runs, end, which[behind] if before < behind else end)])
    return found


def _parts(text: Text, ends: Sequence[int]) -> Iterator[Text]:
    """Yield the text from each of *ends* to the next; what is empty is left out."""
    size = len(text)
    wanted = iter([*(end for end in ends if end < size), size])
    end = next(wanted)
    at = 0
    part: list[Run] = []
    for run in text.runs:
        if not isinstance(run, str):
            while at >= end:
                if part:
                    yield Text(tuple(part))
                    part = []
                end = next(wanted)
            part.append(run)
            at += 1
            continue
        start = 0
        while at + len(run) - start > end:
            cut = start + end - at
            if cut > start:
                part.append(run[start:cut])
                at, start = at + cut - start, cut
            if part:
                yield Text(tuple(part))
                part = []
            end = next(wanted)
        part.append(run[start:])
        at += len(run) - start
    if part:
        yield Text(tuple(part))


def _side(runs: Sequence[Run], first: int, last: int) -> int:
    """Return the run between *first* and *last*, which are all codes, where the next sentence should begin."""
    place = first
    for number in range(first, last):
        run = runs[number]
        if isinstance(run, Code) and run.kind is not Kind.OPEN:
            place = number + 1
    return place
