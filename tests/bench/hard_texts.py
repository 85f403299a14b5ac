"""Hard texts whose true links are known: gold sets taken apart as free translations and bad scans take texts apart.

Sentences are joined and cut, clauses move across borders or are lost, words stand in the place of others, and scraps
between. Each text has its own measure of all this. Gold sets by hand that are as hard are few, and those that there are
shall be measured, not learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.bench.align import Set, load

SIZE = 380  # sentences a side that a text is made of
UNSPACED = ("ntrex-en-ja-dev", "pydocs-en-ja")  # words are not parted in the right text
_CLAUSE = re.compile(r"(?<=[,;:、，；])\s*(?=\S)")
_SCRAPS = ("24 a !", ".:-- ,", 'h * "', "p. 12", "C ) .", "Fig. 3", "( * )", "1 .")
_STOPS = ".。"

Sentences = list[str]
Piece = tuple[Sentences, Sentences]  # the two sides of a link


@dataclass(frozen=True)
class Text:
    """A text that is being taken apart: what is left of it, and how it is treated."""

    pairs: Iterator[tuple[str, str]]
    words: Sequence[str]  # of the right side; signs, where words are not parted
    chance: Random
    joint: str  # between the words of the right side
    replaced: float  # words of the right side that give way to others
    lost: float  # sentences of several clauses that lose one

    def next(self) -> tuple[str, str]:
        """Return the next two sentences, the right one as a bad translator has it."""
        left, right = next(self.pairs)
        parts = _clauses(self._worded(right))
        if len(parts) > 1 and self.chance.random() < self.lost:
            del parts[self.chance.randrange(len(parts) - 1)]
        return left, self.joint.join(parts)

    def _worded(self, sentence: str) -> str:
        first, *middle, last = sentence.split(" ") if self.joint else list(sentence)
        share = self.replaced * self.chance.uniform(0.2, 1.8)
        other = [self._other(word) if self.chance.random() < share else word for word in middle]
        return self.joint.join([first, *other, last])

    def _other(self, word: str) -> str:
        other = self.chance.choice(self.words).strip(".,;:")
        return other if other and (self.joint or word.isalnum()) else word


def _clauses(sentence: str) -> Sentences:
    return [part for part in _CLAUSE.split(sentence) if part.strip()]


def _cut(text: Text, sentence: str, most: int, joint: str) -> Sentences:
    """Cut a sentence into at most so many at the borders of its clauses; most of the parts end in a full stop."""
    parts = _clauses(sentence)
    cuts = sorted(text.chance.sample(range(1, len(parts)), min(most, len(parts)) - 1)) if len(parts) > 1 else []
    found = [joint.join(parts[one:two]).strip() for one, two in zip([0, *cuts], [*cuts, len(parts)], strict=True)]
    for number, part in enumerate(found[:-1]):
        if part[-1] in ",、" and text.chance.random() < 0.7:
            found[number] = part[:-1] + ("." if part[-1] == "," else "。")
    return found


def _torn(text: Text, sentence: str) -> Sentences:
    """Tear a sentence where an abbreviation was taken for its end."""
    words = sentence.split(" ")
    if len(words) < 5:
        return [sentence]
    at = text.chance.randrange(2, len(words) - 1)
    return [" ".join(words[:at]) + text.chance.choice([" .", ".", " :"]), " ".join(words[at:])]


def _plain(text: Text) -> list[Piece]:
    left, right = text.next()
    return [([left], [right])]


def _right_cut(text: Text) -> list[Piece]:
    left, right = text.next()
    return [([left], _cut(text, right, text.chance.choice([2, 2, 2, 3, 3, 4, 5]), text.joint))]


def _left_cut(text: Text) -> list[Piece]:
    left, right = text.next()
    return [(_cut(text, left, text.chance.choice([2, 2, 3]), " "), [right])]


def _left_joined(text: Text) -> list[Piece]:
    (one, right), (two, further) = text.next(), text.next()
    return [([f"{one} {two}"], [right, further])]


def _right_joined(text: Text) -> list[Piece]:
    (one, right), (two, further) = text.next(), text.next()
    return [([one, two], [right.rstrip(_STOPS) + text.chance.choice(",;.") + text.joint + further])]


def _moved(text: Text) -> list[Piece]:
    """Let a clause stand in the sentence before or after its own, and perhaps cut or join what is beside it."""
    (one, right), (two, further) = text.next(), text.next()
    first, second = _clauses(right), _clauses(further)
    if text.chance.random() < 0.5 and len(second) > 1:
        rights = [text.joint.join([right.rstrip(_STOPS), second[0]]), text.joint.join(second[1:])]
    elif len(first) > 1:
        rights = [text.joint.join(first[:-1]), text.joint.join([first[-1].rstrip(_STOPS), further])]
    else:
        return [([one], [right]), ([two], [further])]
    lefts = [one, two]
    match text.chance.choice(["", "", "right cut", "left cut", "joined"]):
        case "right cut":
            rights[1:] = _cut(text, rights[1], 2, text.joint)
        case "left cut":
            lefts[1:] = _cut(text, two, 2, " ")
        case "joined":
            three, last = text.next()
            lefts.append(three)
            rights[1] = f"{rights[1].rstrip(_STOPS)},{text.joint}{last}"
    return [(lefts, rights)]


def _left_torn(text: Text) -> list[Piece]:
    left, right = text.next()
    return [(_torn(text, left), [right])]


def _both_torn(text: Text) -> list[Piece]:
    left, right = text.next()
    both = text.chance.random() < 0.3
    return [(_torn(text, left) if both else [left], _torn(text, right))]


def _swapped(text: Text) -> list[Piece]:
    (one, right), (two, further) = text.next(), text.next()
    return [([one, two], [further, right])]


def _added(text: Text) -> list[Piece]:
    return [([], [text.next()[1]])]


def _omitted(text: Text) -> list[Piece]:
    return [([text.next()[0]], [])]


def _scrap(text: Text) -> list[Piece]:
    return [([], [text.chance.choice(_SCRAPS)]), *_plain(text)]


# How often each stands in the hardest text.
_WAYS: dict[Callable[[Text], list[Piece]], float] = {
    _right_cut: 0.10,
    _left_cut: 0.06,
    _left_joined: 0.04,
    _right_joined: 0.05,
    _moved: 0.10,
    _left_torn: 0.04,
    _both_torn: 0.05,
    _swapped: 0.01,
    _added: 0.065,
    _omitted: 0.03,
    _scrap: 0.035,
}


def made(name: str, seed: int) -> Set:
    """Return a hard text made of a gold set; the same one for the same seed."""
    chance, one = Random(seed), load(name)
    joint = "" if name in UNSPACED else " "
    pairs = [(one.left[left[0]], one.right[right[0]]) for left, right in one.gold if len(left) == len(right) == 1]
    start = chance.randrange(max(1, len(pairs) - SIZE))
    pairs = [pair for pair in pairs[start : start + SIZE] if len(pair[1].split(joint or None)) > 1 or not joint]
    words = [word for _left, right in pairs for word in (right.split(" ") if joint else right)]
    text = Text(iter(pairs), words, chance, joint, chance.uniform(0, 0.45), chance.uniform(0, 0.25))
    hard = chance.uniform(0.3, 1.0)
    weights = [hard * often for often in _WAYS.values()]
    ways, weights = [*_WAYS, _plain], [*weights, 1 - sum(weights)]
    whole = Set([], [], [])
    while True:
        try:
            pieces = chance.choices(ways, weights)[0](text)
        except StopIteration:
            return whole
        for lefts, rights in pieces:
            before = len(whole.left), len(whole.right)
            whole.left.extend(lefts)
            whole.right.extend(rights)
            whole.gold.append((tuple(range(before[0], len(whole.left))), tuple(range(before[1], len(whole.right)))))
