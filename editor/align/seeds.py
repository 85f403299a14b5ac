"""What two texts have in common before anything is learnt: numbers, marks, names and words that look alike."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import regex

from editor.align.kinds import Floats, Ints
from editor.align.tokens import Side

Lexicon = Mapping[str, Mapping[str, float]]
"""How likely (0 … 1) each type of the right language stands for a type of the left one."""

_MARK, _SHORT, _LOOKALIKE = 0.7, 0.6, 0.9
_LEAST_DICE = 0.55
_CROWD = 60  # words that share a skeleton; more say nothing

_SPELLINGS = (  # of signs, one after another; "_" is none
    ("абвгдежзийклмнопрсту", "a b v g d e zh z i y k l m n o p r s t u"),
    ("фхцчшщъыьэюяіїєґђјљњћџўѓќѕ", "f h ts ch sh sch _ y _ e yu ya i yi ye g dj j lj nj c dz u g k dz"),
    ("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
    ("アイウエオカキクケコガギグゲゴ", "a i u e o ka ki ku ke ko ga gi gu ge go"),
    ("サシスセソザジズゼゾタチツテト", "sa si su se so za zi zu ze zo ta ti tu te to"),
    ("ダヂヅデドナニヌネノハヒフヘホ", "da di du de do na ni nu ne no ha hi hu he ho"),
    ("バビブベボパピプペポマミムメモ", "ba bi bu be bo pa pi pu pe po ma mi mu me mo"),
    ("ラリルレロァィゥェォャュョヤユヨ", "ra ri ru re ro a i u e o ya yu yo ya yu yo"),
    ("ワヲンッーヴ", "wa o n _ _ v"),
    ("ßøæœłđðþı", "ss o ae oe l d d th i"),
)
_LATIN = str.maketrans(
    {sign: spelling.strip("_") for signs, row in _SPELLINGS for sign, spelling in zip(signs, row.split(), strict=True)}
)
_VOWELS = str.maketrans("", "", "aeiouy")
_COMBINING = regex.compile(r"\p{M}+")


@dataclass(frozen=True, slots=True)
class Seeds:
    """Pairs of types that may translate each other, and how much speaks for each (0 … 1)."""

    left: Ints
    right: Ints
    weight: Floats


def latin(word: str) -> str:
    """Spell a word in plain Latin letters as far as its script can be spelt so; any number of words, too.

    >>> latin("лузянин"), latin("Größe"), latin("ニュース")
    ('luzyanin', 'grosse', 'niyusu')
    """
    plain = word.translate(_LATIN)
    if plain.isascii():
        return plain.lower()
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).lower().translate(_LATIN))
    return _COMBINING.sub("", spread).translate(_LATIN)


def find(left: Side, right: Side, lexicon: Lexicon | None = None) -> Seeds:
    """Return the pairs of types that look alike or that *lexicon* knows."""
    found: dict[tuple[int, int], float] = {}
    _same(left, right, found)
    _alike([_spelt(side) for side in (left, right)], found)
    if lexicon:
        _known(left, right, lexicon, found)
    pairs = sorted(found)
    return Seeds(
        np.array([pair[0] for pair in pairs], np.int64),
        np.array([pair[1] for pair in pairs], np.int64),
        np.array([found[pair] for pair in pairs], np.float64),
    )


def _spelt(side: Side) -> list[str]:
    """Return the full words of a text's types in Latin letters, nothing for what is no word."""
    plain = latin("\n".join(form if form[0].isalpha() else "" for form in side.forms))
    return plain.split("\n")


def _same(left: Side, right: Side, found: dict[tuple[int, int], float]) -> None:
    """Pair types of one spelling."""
    spellings: dict[str, list[int]] = defaultdict(list)
    for number, kind in enumerate(right.types):
        spellings[_plain(kind)].append(number)
    for number, kind in enumerate(left.types):
        if kind == "\n":
            continue
        plain = _plain(kind)
        for other in spellings.get(plain, ()):
            found[number, other] = _sameness(plain)


def _plain(kind: str) -> str:
    return latin(kind) or kind if kind[0].isalpha() else kind


def _sameness(plain: str) -> float:
    if plain[0].isdigit():
        return 1.0
    if plain[0].isalpha():
        return _SHORT if len(plain) <= 2 else 1.0  # noqa: PLR2004 - "de", "a": many languages have them
    return _MARK


def _alike(spelt: Sequence[list[str]], found: dict[tuple[int, int], float]) -> None:
    """Pair words of like sound: names and loans."""
    mine, theirs = (_Sounds(words) for words in spelt)
    for key, numbers in mine.buckets.items():
        others = theirs.buckets.get(key, ())
        if len(others) > _CROWD:
            continue
        for number in numbers:
            shape = mine.shape(number)
            size = shape.bit_count()
            for other in others:
                its = theirs.shape(other)
                dice = 2 * (shape & its).bit_count() / (size + its.bit_count())
                if dice >= _LEAST_DICE and (number, other) not in found:
                    found[number, other] = min(_LOOKALIKE, (dice - 0.4) / 0.6)


class _Sounds:
    """The words of a text by how they sound: their first three consonants, and which pairs of sounds are in them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._folded = _fold("\n".join(word[:_TELLING] for word in words)).split("\n")
        self._shapes: dict[int, int] = {}
        self.buckets: dict[str, list[int]] = defaultdict(list)
        consonants = "\n".join(_fold("\n".join(words)).split("\n")).translate(_VOWELS).split("\n")
        for number, sounds in enumerate(consonants):
            if len(sounds) > 1 and len(words[number]) > 3:  # noqa: PLR2004 - shorter words are alike by chance
                self.buckets[sounds[:3]].append(number)

    def shape(self, number: int) -> int:
        """Return a bit for every pair of sounds that stand side by side."""
        found = self._shapes.get(number)
        if found is None:
            framed = "^" + self._folded[number]
            found = 0
            for pair in pairwise(framed):
                found |= _BITS[pair]
            self._shapes[number] = found
        return found


class _Bits(dict[tuple[str, str], int]):
    """Of each pair of sounds its own bit; what is no plain letter shares one."""

    def __missing__(self, pair: tuple[str, str]) -> int:
        one, other = (_SOUNDS.find(sound) + 1 for sound in pair)
        self[pair] = bit = 1 << (one * (len(_SOUNDS) + 1) + other)
        return bit


_SOUNDS = "^abcdefghijklmnopqrstuvwxyz"
_BITS = _Bits()
_TELLING = 9  # letters of a word that tell
_FOLD = str.maketrans("wgkcqszyjdpb", "vhkkkssiitfv")


def _fold(words: str) -> str:
    return words.replace("ch", "k").replace("ph", "f").replace("th", "t").replace("x", "ks").translate(_FOLD)


def _known(left: Side, right: Side, lexicon: Lexicon, found: dict[tuple[int, int], float]) -> None:
    numbers = {kind: number for number, kind in enumerate(right.types)}
    for number, kind in enumerate(left.types):
        for other, weight in lexicon.get(kind, {}).items():
            if other in numbers:
                pair = number, numbers[other]
                found[pair] = max(found.get(pair, 0.0), weight)
