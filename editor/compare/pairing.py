"""Which rows of a newer text are which of an older: the same, changed, cut anew, moved; and what is gone or new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from editor.compare.likeness import (
    ALIKE,
    FAR,
    IN_PLACE,
    SLIP,
    Sentence,
    candidates,
    is_piece,
    is_rest,
    is_within,
    key,
    likeness,
)
from editor.compare.sequences import Pair, aligned, longest_increasing
from editor.model import Segment

_MOST = 4_000  # pairs of sentences in a stretch that are compared each with each
_MOST_PIECES = 4_000_000  # pairs of rows beyond which the texts are two, and nothing is looked for in pieces
_TELLING = 3  # words of a piece that nobody writes twice by chance
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True, slots=True)
class Match:
    """Rows of the older text, consecutive ones, that are rows of the newer; *same* where they say the same.

    A *part* is a piece of an older row of which the rest is in another match.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    same: bool = True
    moved: bool = False
    part: bool = False


def identity(row: Segment) -> Hashable:
    """Return what makes a row the same row in another version of the text."""
    if row.form is None and not any(note.origin == "context" for note in row.notes):
        return key(row.source)
    return key(row.source), row.form, tuple(note.text for note in row.notes if note.origin == "context")


def paired(old: Sequence[Segment], new: Sequence[Segment], known: Sequence[Match] = ()) -> list[Match]:
    """Return the matches of two texts, in the order of the newer; each row is in one at most.

    *known* ones stay, each of one row: those that did not move are in order. Method: the same sentences in the same
    order; then the very same ones elsewhere; in each stretch that is left the most alike ones, one to one or to two or
    three; at last what is much alike elsewhere.
    """
    keys = [identity(row) for row in old], [identity(row) for row in new]
    desk = _Desk(old, new)
    anchors = _in_order(keys, known)
    moved = {match.old[0]: match.new[0] for match in known if match.moved}
    moved |= dict(elsewhere(keys, [*anchors, *moved.items()]))
    matches = [Match((row,), (other,)) for row, other in anchors]
    matches += [Match((row,), (other,), moved=True) for row, other in moved.items()]
    gone = set(moved.values())
    start = first = 0
    for row, other in [*anchors, (len(old), len(new))]:
        rows = [place for place in range(start, row) if place not in moved]
        others = [place for place in range(first, other) if place not in gone]
        if rows and others:
            matches += desk.stretch(rows, others)
        start, first = row + 1, other + 1
    matches += desk.beside(matches)
    matches += desk.far(matches)
    matches += desk.pieces(matches)
    matches += desk.copied(matches, keys)
    matches += desk.rests(matches, keys[1])
    return sorted(matches, key=lambda match: match.new)


def _in_order(keys: tuple[list[Hashable], list[Hashable]], known: Sequence[Match]) -> list[Pair]:
    """Return the pairs of equal sentences that are in order, the known ones among them."""
    moved = {match.old[0] for match in known if match.moved}, {match.new[0] for match in known if match.moved}
    fixed = sorted((match.old[0], match.new[0]) for match in known if not match.moved)
    found: list[Pair] = []
    start = first = 0
    for row, other in [*fixed, (len(keys[0]), len(keys[1]))]:
        rows = [place for place in range(start, row) if place not in moved[0]]
        others = [place for place in range(first, other) if place not in moved[1]]
        if rows and others:
            inner = aligned([keys[0][place] for place in rows], [keys[1][place] for place in others])
            found += [(rows[one], others[two]) for one, two in inner]
        found.append((row, other))
        start, first = row + 1, other + 1
    return found[:-1]


def _left(size: int, taken: Iterator[int]) -> list[int]:
    gone = set(taken)
    return [number for number in range(size) if number not in gone]


@dataclass(slots=True)
class _Desk:
    """The rows of both texts and what was read of them to compare them."""

    old: Sequence[Segment]
    new: Sequence[Segment]
    known: dict[tuple[bool, int, int], Sentence] = field(default_factory=dict)
    solids: dict[tuple[bool, int], tuple[str, str]] = field(default_factory=dict)

    def sentence(self, start: int, end: int, *, newer: bool) -> Sentence:
        """Return the rows *start* … *end* of one side as one sentence."""
        place = (newer, start, end)
        if place not in self.known:
            rows = (self.new if newer else self.old)[start:end]
            self.known[place] = Sentence(" ".join(row.source.readable for row in rows))
        return self.known[place]

    def stretch(self, old: Sequence[int], new: Sequence[int]) -> Iterator[Match]:
        """Yield the matches of two stretches in which nothing stands alike in the same order."""
        if len(old) * len(new) > _MOST:
            yield from self._by_rare_words(old, new)
            return
        chosen = _path(len(old), len(new), lambda *bead: self._score(*_places(old, new, bead)))
        if len(old) == len(new) == 1 and not chosen and self._like(old[0], new[0]) >= IN_PLACE:
            chosen = [(0, 0, 1, 1)] if self._fits(old[0], new[0]) else []
        for bead in chosen:
            rows, others = _places(old, new, bead)
            yield Match(rows, others, same=self._is_recut(rows, others))

    def _by_rare_words(self, old: Sequence[int], new: Sequence[int]) -> Iterator[Match]:
        """Yield the most alike pairs of long stretches as far as they are in order, and what lies between them."""
        pairs = sorted(self._closest(old, new, ALIKE))
        anchors = [pairs[place] for place in longest_increasing([other for _row, other in pairs])]
        start = first = 0
        for row, other in [*anchors, (len(old), len(new))]:
            if 0 < (row - start) * (other - first) <= _MOST:
                yield from self.stretch(old[start:row], new[first:other])
            if row < len(old) and other < len(new):
                yield Match((old[row],), (new[other],), same=False)
            start, first = row + 1, other + 1

    def beside(self, matches: Sequence[Match]) -> Iterator[Match]:
        """Yield the matches of what changed beside something that moved: its neighbours moved with it."""
        before = {row: match.old for match in matches for row in match.new}
        used = {row for match in matches for row in match.old}
        new = _left(len(self.new), iter(before))
        for place, first in enumerate(new):
            if place and new[place - 1] == first - 1:
                continue
            last = first
            while last + 1 < len(self.new) and last + 1 not in before:
                last += 1
            near = set(self._free(before[first - 1][-1], 1, used)) if first else set()
            near |= set(self._free(before[last + 1][0], -1, used)) if last + 1 in before else set()
            for match in self.stretch(sorted(near), range(first, last + 1)) if near else ():
                yield match
                used.update(match.old)

    def _free(self, row: int, step: int, used: set[int]) -> Iterator[int]:
        """Yield the rows of the older text from *row* on up to one that is *used*."""
        row += step
        while 0 <= row < len(self.old) and row not in used:
            yield row
            row += step

    def far(self, matches: Sequence[Match]) -> Iterator[Match]:
        """Yield the matches of what changed and stands elsewhere."""
        old = _left(len(self.old), (row for match in matches for row in match.old))
        new = _left(len(self.new), (row for match in matches for row in match.new))
        for row, other in self._closest(old, new, FAR):
            yield Match((old[row],), (new[other],), same=False, moved=True)

    def pieces(self, matches: Sequence[Match]) -> Iterator[Match]:
        """Yield the matches of sentences of which one was a piece of the other, word for word."""
        same = {row for match in matches if match.same for row in match.old}
        used = {row for match in matches for row in match.old}
        gone = _left(len(self.old), iter(used))
        new = _left(len(self.new), (row for match in matches for row in match.new))
        if len(new) * len(self.old) > _MOST_PIECES:
            return
        parts: dict[int, list[int]] = defaultdict(list)  # those that were made one, by what they were made
        holds = self._holding(new, newer=True)
        for row in gone:
            for other in holds(self.sentence(row, row + 1, newer=False))[:1]:
                if self._fits(row, other):
                    parts[other].append(row)
                    used.add(row)
        for other, rows in parts.items():
            yield Match(tuple(rows), (other,), same=False, moved=True)
        holds = self._holding(_left(len(self.old), iter(same)), newer=False)
        for other in new:  # those that one was cut into
            for row in holds(self.sentence(other, other + 1, newer=True))[:1] if other not in parts else ():
                if self._fits(row, other):
                    yield Match((row,), (other,), same=False, moved=True, part=row in used)
                    used.add(row)

    def copied(self, matches: Sequence[Match], keys: tuple[list[Hashable], list[Hashable]]) -> Iterator[Match]:
        """Yield the matches of what changed while a copy of what it was stands elsewhere and took its place."""
        alone = [match for match in matches if match.same and len(match.old) == len(match.new) == 1]
        moved = {match.old[0] for match in alone if match.moved}
        more = Counter(keys[1]) - Counter(keys[0])
        moved |= {match.old[0] for match in alone if keys[0][match.old[0]] in more}
        rows = sorted(match.old[0] for match in alone)
        new = _left(len(self.new), (row for match in matches for row in match.new))
        if len(new) * len(rows) > _MOST_PIECES:
            return
        found: dict[int, int] = {}
        for among, least in ((rows, SLIP), (sorted(moved), FAR)):
            found |= {new[other]: among[row] for row, other in self._closest(among, new, least)}
        holds = self._holding(rows, newer=False)
        for other in new:
            said = self.sentence(other, other + 1, newer=True)
            if other in found:
                yield Match((found[other],), (other,), same=False)
                continue
            for row in [row for row in holds(said) if row in moved or said.words.total() >= _TELLING][:1]:
                if self._fits(row, other):
                    yield Match((row,), (other,), same=False, part=True)

    def rests(self, matches: Sequence[Match], keys: Sequence[Hashable]) -> Iterator[Match]:
        """Yield the matches of what stands beside a part of an older row and is the rest of it, perhaps with a slip.

        And of what says the very same as a sentence that changed: of two alike, nobody knows which is the copy.
        """
        before = {match.new[0]: match for match in matches if len(match.new) == 1 and not match.same}
        twins = {keys[other]: match.old[0] for other, match in before.items()}
        for other in _left(len(self.new), (row for match in matches for row in match.new)):
            said = self.sentence(other, other + 1, newer=True)
            row = twins.get(keys[other], -1) if said.words.total() >= _TELLING else -1
            for near in (other - 1, other + 1):
                match = before.get(near)
                if match is None or len(match.old) > 1 or self.new[near].unit != self.new[other].unit:
                    continue
                whole = self.sentence(match.old[0], match.old[0] + 1, newer=False)
                if is_rest(said, whole, self.sentence(near, near + 1, newer=True)):
                    row = match.old[0]
            if row >= 0 and self._fits(row, other):
                yield Match((row,), (other,), same=False, part=True)

    def _holding(self, rows: Sequence[int], *, newer: bool) -> Callable[[Sentence], list[int]]:
        """Return what finds those of *rows* of which a sentence is a piece."""
        places: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for word in self.sentence(row, row + 1, newer=newer).words:
                places[word].add(row)

        def holding(part: Sentence) -> list[int]:
            near = sorted((places.get(word, set()) for word in part.words), key=len)
            found = sorted(set.intersection(*near)) if near else []
            return [row for row in found if is_piece(part, self.sentence(row, row + 1, newer=newer))]

        return holding

    def _closest(self, old: Sequence[int], new: Sequence[int], least: float) -> list[Pair]:
        """Return the places of the most alike pairs, each place in one."""
        mine = [self.sentence(place, place + 1, newer=False) for place in old]
        other = [self.sentence(place, place + 1, newer=True) for place in new]
        fitting = (each for each in candidates(mine, other) if self._fits(old[each[1]], new[each[2]]))
        return _greedy(fitting, least)

    def _like(self, row: int, other: int) -> float:
        return likeness(self.sentence(row, row + 1, newer=False), self.sentence(other, other + 1, newer=True))

    def _fits(self, row: int, other: int) -> bool:
        """Tell whether two rows may be one: a plural form is another's only where it is the same form."""
        return self.old[row].form == self.new[other].form

    def _score(self, rows: Sequence[int], others: Sequence[int]) -> float:
        """Return what rows are worth as one bead, 0 where they are none."""
        row, other, count, size = rows[0], others[0], len(rows), len(others)
        if not self._fits(row, other):
            return 0.0
        if count == size:
            found = self._like(row, other)
            return 2 * found if found >= ALIKE else 0.0
        if not self._is_one_piece(rows, others):
            return 0.0
        if self._is_recut(rows, others):
            return count + size + 1.0
        one, two = self.sentence(row, row + count, newer=False), self.sentence(other, other + size, newer=True)
        parts = [self.sentence(row + n, row + n + 1, newer=False) for n in range(count)] if count > 1 else []
        parts += [self.sentence(other + n, other + n + 1, newer=True) for n in range(size)] if size > 1 else []
        whole = one if count == 1 else two
        if not all(is_within(part, whole) for part in parts):
            return 0.0
        found = likeness(one, two)
        closest = max(likeness(part, whole) for part in parts)
        return (count + size) * found if found >= max(ALIKE, closest) else 0.0

    def _is_one_piece(self, rows: Sequence[int], others: Sequence[int]) -> bool:
        """Tell whether rows follow one another within a unit, on both sides."""
        units = {self.old[row].unit for row in rows}, {self.new[other].unit for other in others}
        gaps = rows[-1] - rows[0] >= len(rows), others[-1] - others[0] >= len(others)
        return all(len(each) == 1 for each in units) and not any(gaps) and self.old[rows[0]].form is None

    def _is_recut(self, rows: Sequence[int], others: Sequence[int]) -> bool:
        """Tell whether rows say the same, cut otherwise."""
        if len(rows) == len(others):
            return False
        one = [self._solid(row, newer=False)[row == rows[-1]] for row in rows]
        two = [self._solid(other, newer=True)[other == others[-1]] for other in others]
        return sum(map(len, one)) == sum(map(len, two)) and "".join(one) == "".join(two)

    def _solid(self, row: int, *, newer: bool) -> tuple[str, str]:
        """Return what a row says without its white space: with the gap behind it, and without."""
        place = (newer, row)
        if place not in self.solids:
            segment = (self.new if newer else self.old)[row]
            alone = key(segment.source).replace(" ", "")
            self.solids[place] = alone + key(segment.gap).replace(" ", ""), alone
        return self.solids[place]


def _path(rows: int, others: int, score: Callable[..., float]) -> list[tuple[int, int, int, int]]:
    """Return the beads, each (row, other, count, size), that are worth most together, in order."""
    best = [[0.0] * (others + 1) for _row in range(rows + 1)]
    choice: dict[Pair, tuple[int, int, int, int]] = {}
    for row, other in product(range(rows, -1, -1), range(others, -1, -1)):
        here = max(best[row + 1][other] if row < rows else 0.0, best[row][other + 1] if other < others else 0.0)
        for count, size in _SHAPES:
            if row + count <= rows and other + size <= others:
                worth = score(row, other, count, size)
                if worth and worth + best[row + count][other + size] > here:
                    here = worth + best[row + count][other + size]
                    choice[row, other] = (row, other, count, size)
        best[row][other] = here
    found = []
    row = other = 0
    while row < rows and other < others:
        bead = choice.get((row, other))
        if bead is not None:
            found.append(bead)
            row, other = row + bead[2], other + bead[3]
        elif best[row + 1][other] >= best[row][other + 1]:
            row += 1
        else:
            other += 1
    return found


def _greedy(found: Iterator[tuple[float, int, int]], least: float) -> list[Pair]:
    """Return the most alike pairs, each place in one."""
    rows: set[int] = set()
    others: set[int] = set()
    pairs = []
    for like, row, other in found:
        if like >= least and row not in rows and other not in others:
            rows.add(row)
            others.add(other)
            pairs.append((row, other))
    return pairs


def _places(old: Sequence[int], new: Sequence[int], bead: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    row, other, count, size = bead
    return tuple(old[row : row + count]), tuple(new[other : other + size])


def elsewhere(keys: tuple[list[Hashable], list[Hashable]], anchors: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the very same sentences that stand elsewhere; what moved in one piece goes in one piece."""
    old = _left(len(keys[0]), (row for row, _other in anchors))
    new = _left(len(keys[1]), (other for _row, other in anchors))
    places: dict[Hashable, list[int]] = defaultdict(list)
    for row in reversed(old):
        places[keys[0][row]].append(row)
    found = set()
    for place, other in aligned([keys[0][row] for row in old], [keys[1][row] for row in new]):
        yield old[place], new[other]
        places[keys[0][old[place]]].remove(old[place])
        found.add(new[other])
    for other in new:
        if other not in found and places.get(keys[1][other]):
            yield places[keys[1][other]].pop(), other
