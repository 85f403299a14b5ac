"""How alike two sentences are, in words and in letters, and which of many a changed one is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product

from editor.text import Code, Kind, Text, words

ALIKE = 0.5  # from here on a sentence is the other one changed
IN_PLACE = 0.34  # the same, where both stand alone between the same neighbours
FAR = 0.75  # the same, where it stands elsewhere
SLIP = 0.82  # the same but for a letter or a word, where a copy of it stands elsewhere
WITHIN = 0.6  # share of a part's words that the whole must have
_RARE = 12  # sentences at most that a word may stand in to tell one of them
_ENDS = ".,;:!?…。！？，；：؟، »”’\"'"
_BRIEF = 24  # letters of a sentence in which one wrong letter is much
_CHANCE = 0.6  # the share of letters in the same order that brief sentences may have by chance
_MOST_BRIEF = 4_000  # pairs of brief sentences without a word in common that are compared letter by letter
_SIGNS = {Kind.OPEN: "\ue000", Kind.CLOSE: "\ue001", Kind.ALONE: "\ue002"}  # of private use: no text means them


def key(text: Text) -> str:
    """Return *text* as far as it decides whether a sentence is the same: white space and what a link leads to do not.

    >>> key(Text.of("One  two three "))
    'One two three'
    """
    if len(text.runs) == 1 and isinstance(text.runs[0], str):
        return " ".join(text.runs[0].split())
    said = []
    for run in text.runs:
        if isinstance(run, str):
            said.append(run)
        elif isinstance(run, Code):
            said.append(f"{_SIGNS[run.kind]}{run.label}\ue003")
    return " ".join("".join(said).split())


@dataclass(frozen=True)
class Sentence:
    """What a sentence is compared by."""

    text: str

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, whatever their case."""
        return Counter(words(self.text.casefold()))

    @cached_property
    def letters(self) -> Counter[str]:
        """Its letters in threes."""
        text = f" {' '.join(self.text.casefold().split())} "
        return Counter(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def likeness(one: Sentence, two: Sentence) -> float:
    """Return 0 … 1: the largest of the shares of words and of letters in threes that both have (Dice 1945).

    Of brief sentences also the share of letters in the same order, of those without a word in common where it is more
    than any two of them may share.
    """
    found = _dice(one.words, two.words)
    if found < 1 and max(len(one.text), len(two.text)) <= _BRIEF:
        letters = SequenceMatcher(None, one.text, two.text, autojunk=False).ratio()
        found = max(found, letters if found or letters >= _CHANCE else 0.0)
    return found if found == 1 else max(found, _dice(one.letters, two.letters))


def is_piece(part: Sentence, whole: Sentence) -> bool:
    """Tell whether *part* stands in *whole* word for word; white space and the marks at its end do not count."""
    words = " ".join(part.text.casefold().split()).rstrip(_ENDS)
    return part.words.total() > 1 and words in " ".join(whole.text.casefold().split())


def is_within(part: Sentence, whole: Sentence) -> bool:
    """Tell whether most words of *part* are words of *whole*."""
    size, words = part.words.total(), whole.words
    return size > 0 and sum(min(count, words[word]) for word, count in part.words.items()) >= WITHIN * size


def _dice(one: Counter[str], two: Counter[str]) -> float:
    sizes = one.total(), two.total()
    size = sum(sizes)
    if not size or 2 * min(sizes) < IN_PLACE * size:  # so different in length that they cannot be alike
        return 0.0
    if len(one) > len(two):
        one, two = two, one
    common = sum(min(count, two[word]) for word, count in one.items() if word in two)
    return 2 * common / size


def candidates(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[tuple[float, int, int]]:
    """Yield how alike are the sentences that share a rare word, with their places, the most alike first.

    Brief ones need not share any: with a slip in each of its words "Thank you." has none in common with itself.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(old):
        for word in sentence.words:
            places[word].append(place)
    seen: set[tuple[int, int]] = set()
    for other, sentence in enumerate(new):
        for word in sentence.words:
            near = places.get(word, ())
            if len(near) <= _RARE:
                seen.update((place, other) for place in near)
    slips = set(_brief(old, new)) - seen
    found = [(likeness(old[place], new[other]), place, other) for place, other in seen]
    found = [each for each in found if each[0] >= ALIKE]
    found += [(like, *pair) for pair in slips if (like := likeness(old[pair[0]], new[pair[1]])) >= FAR]
    yield from sorted(found, key=lambda each: (-each[0], *each[1:]))


def _brief(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield the places of all pairs of brief sentences where they are few."""
    mine, others = ([place for place, each in enumerate(side) if len(each.text) <= _BRIEF] for side in (old, new))
    if len(mine) * len(others) <= _MOST_BRIEF:
        yield from product(mine, others)


def is_rest(part: Sentence, whole: Sentence, other: Sentence) -> bool:
    """Tell whether *part* is about what *whole* has besides *other*, which is a part of it."""
    words_left, rest = whole.words - other.words, []
    for word in reversed(words(whole.text.casefold())):  # of a word said twice, the later one: parts come in order
        if words_left[word]:
            words_left[word] -= 1
            rest.append(word)
    if not rest or not is_within(other, whole) or other.words.total() >= whole.words.total():
        return False
    return likeness(part, Sentence(" ".join(reversed(rest)))) >= ALIKE
