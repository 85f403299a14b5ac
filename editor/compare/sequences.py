"""Two sequences laid beside each other: which items of one are which of the other, by content and context."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

_CELLS = 40_000  # of the table of a stretch without a unique item; a larger one is matched by counting
_CONTEXTS = ((0,), (0, 1), (-1, 0), (-1, 0, 1))  # what makes an item unique: itself, or itself beside its neighbours

Pair = tuple[int, int]
Window = tuple[int, int, int, int]


def aligned(one: Sequence[Hashable], two: Sequence[Hashable]) -> list[Pair]:
    """Return the places of the items that both sequences have in the same order, equal ones by what stands around.

    Method: patience diff (Cohen 2010), where an item that is not unique is told apart by its neighbours; what then
    is left of a stretch is a longest common subsequence.

    >>> aligned("abcxd", "acbxyd")
    [(0, 0), (2, 1), (3, 3), (4, 5)]
    """
    found: list[Pair] = []
    todo: list[Window] = [(0, len(one), 0, len(two))]
    while todo:
        start, end, first, last = todo.pop()
        if start == end or first == last:
            continue
        anchors = _anchors(one, two, (start, end, first, last))
        if not anchors:
            found += _leftover(one, two, (start, end, first, last))
            continue
        found += anchors
        for row, other in [*anchors, (end, last)]:
            todo.append((start, row, first, other))
            start, first = row + 1, other + 1
    return sorted(found)


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest increasing subsequence of different *numbers* (Fredman 1975).

    >>> longest_increasing([0, 4, 1, 2, 3])
    [0, 2, 3, 4]
    """
    ends: list[int] = []  # the smallest number that ends an increasing run of each length
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _anchors(one: Sequence[Hashable], two: Sequence[Hashable], window: Window) -> list[Pair]:
    """Return the pairs of items that are unique on both sides, with as little context as it takes, in order."""
    for context in _CONTEXTS:
        mine, other = _unique(one, window[:2], context), _unique(two, window[2:], context)
        common = sorted((mine[key], other[key]) for key in mine.keys() & other.keys())
        if common:
            return [common[place] for place in longest_increasing([there for _here, there in common])]
    return []


def _unique(items: Sequence[Hashable], span: Sequence[int], context: Sequence[int]) -> dict[Hashable, int]:
    start, end = span
    keys: list[Hashable] = [
        tuple(items[place + step] if start <= place + step < end else None for step in context)
        for place in range(start, end)
    ]
    counts = Counter(keys)
    return {key: place for place, key in enumerate(keys, start) if counts[key] == 1}


def _leftover(one: Sequence[Hashable], two: Sequence[Hashable], window: Window) -> Iterator[Pair]:
    """Yield pairs of a stretch in which nothing is unique: equal ends first, then what a table or counting tells."""
    start, end, first, last = window
    while start < end and first < last and one[start] == two[first]:
        yield start, first
        start, first = start + 1, first + 1
    while start < end and first < last and one[end - 1] == two[last - 1]:
        end, last = end - 1, last - 1
        yield end, last
    if (end - start) * (last - first) <= _CELLS:
        yield from _common(one, two, (start, end, first, last))
    else:
        yield from _counted(one, two, (start, end, first, last))


def _common(one: Sequence[Hashable], two: Sequence[Hashable], window: Window) -> Iterator[Pair]:
    """Yield a longest common subsequence (Wagner and Fischer 1974)."""
    start, end, first, last = window
    width = last - first + 1
    table = [[0] * width for _row in range(end - start + 1)]
    for row in range(end - start - 1, -1, -1):
        below, here = table[row + 1], table[row]
        for column in range(width - 2, -1, -1):
            same = one[start + row] == two[first + column]
            here[column] = below[column + 1] + 1 if same else max(below[column], here[column + 1])
    row = column = 0
    while row < end - start and column < width - 1:
        if one[start + row] == two[first + column]:
            yield start + row, first + column
            row, column = row + 1, column + 1
        elif table[row + 1][column] >= table[row][column + 1]:
            row += 1
        else:
            column += 1


def _counted(one: Sequence[Hashable], two: Sequence[Hashable], window: Window) -> Iterator[Pair]:
    """Yield pairs of the n-th of equal items on both sides, as many as are in order."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in range(window[3] - 1, window[2] - 1, -1):
        places[two[place]].append(place)
    common = [(row, places[one[row]].pop()) for row in range(*window[:2]) if places.get(one[row])]
    for place in longest_increasing([there for _here, there in common]):
        yield common[place]
