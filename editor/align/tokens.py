"""Words, numbers and punctuation of sentences as numbered types, the same in every script where they can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from editor.align import marks
from editor.align.kinds import Floats, Ints
from editor.align.marks import Marks

STEM = 6  # letters of a word that count: a poor man's stemmer, good for most of Europe
_SHORTER = {"HANGUL": 2}  # syllables, where a sign is one
_HALF = 0.5  # what one sign or a pair of signs counts where words are not parted
_WIDE = 2.2  # letters that one ideograph is worth

_MARKS = {
    **dict.fromkeys("«»“”„‟‹›「」『』〝〞＂《》〈〉", '"'),
    **dict.fromkeys("‘’‚‛`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("。．।۔։።", "."),
    **dict.fromkeys("、，،፣", ","),
    **dict.fromkeys("؟¿՞;", "?"),
    **dict.fromkeys("¡", "!"),
    **dict.fromkeys("؛；", ";"),
    "…": "...",
}
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")  # several times as fast as str.translate
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー"
_TOKEN = regex.compile(
    r"\n|\p{Nd}{1,3}(?:[ .,']\p{Nd}{3})+(?![\p{Nd}])|\p{Nd}+(?:[.,]\p{Nd}+)*|[\p{L}\p{M}]+|\.{2,}|[^\s\p{L}\p{M}\p{Nd}]"
)
_RUN = regex.compile(
    rf"[\p{{Katakana}}ー]+|\p{{Han}}+|\p{{Hiragana}}+|[\p{{Thai}}\p{{Lao}}\p{{Khmer}}\p{{Myanmar}}]+|[^{_UNSPACED}]+"
)
_HAS_UNSPACED = regex.compile(f"[{_UNSPACED}]")
_MAY_BE_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u1950-\u19ff\u2e80-\U0010ffff]")  # far faster
_WIDE_SIGN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_FOREIGN_DIGIT = regex.compile(r"[^\P{Nd}0-9]")
_SEPARATORS = str.maketrans("", "", " .,'")


@dataclass(frozen=True, slots=True)
class Side:
    """One text: its types, and for every sentence which of them it holds (each once) and how long it is."""

    types: list[str]
    forms: list[str]  # the first full word of each type
    weights: Floats  # of each type
    starts: Ints  # where each sentence begins in *ids*, and the end
    ids: Ints
    counts: Ints  # how often each type stands in the text
    lengths: Floats
    running: Floats  # letters before each sentence, and in all
    marks: Marks

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self.starts) - 1


class _Numbers(dict[str, int]):
    """A dictionary that numbers words as they come, by their stem."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self.forms: list[str] = []

    def __missing__(self, word: str) -> int:
        stem = stem_of(word)
        number = self.stems.setdefault(stem, len(self.stems))
        if number == len(self.forms):
            self.forms.append(word)
        self[word] = number
        return number


def stem_of(word: str) -> str:
    """Return the type of a token: a number without its separators, a word's beginning, a mark as it is."""
    first = word[0]
    if first.isdigit():
        return word.translate(_SEPARATORS)
    if first.isalpha():
        return word[: 2 if "\uac00" <= first <= "\ud7a3" else STEM]
    return word


def normal(text: str) -> str:
    """Return *text* with one spelling for what scripts and keyboards spell differently."""
    text = _MARK.sub(lambda mark: _MARKS[mark[0]], unicodedata.normalize("NFKC", text).lower())
    if _FOREIGN_DIGIT.search(text):
        text = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return text


def tokens(text: str) -> list[str]:
    """Return the tokens of a normal text.

    >>> tokens(normal("C'est «1 000 €»."))
    ['c', "'", 'est', '"', '1 000', '€', '"', '.']
    """
    found: list[str] = _TOKEN.findall(text)
    if not _MAY_BE_UNSPACED.search(text) or not _HAS_UNSPACED.search(text):
        return found
    return [piece for token in found for piece in (_pieces(token) if token[0].isalpha() else (token,))]


def _pieces(token: str) -> list[str]:
    """Cut what is written without spaces: signs and pairs of signs; katakana and other scripts stay words."""
    found: list[str] = []
    for run in _RUN.findall(token):
        name = unicodedata.name(run[0], "").partition(" ")[0]
        if name == "HIRAGANA":
            found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        elif name in {"CJK", "THAI", "LAO", "KHMER", "MYANMAR"}:
            found += run
            found += [run[at : at + 2] for at in range(len(run) - 1)]
        else:
            found.append(run)
    return found


def _weight(kind: str) -> float:
    return _HALF if _HAS_UNSPACED.match(kind) and not "\u30a0" <= kind[0] <= "\u30ff" else 1.0


def read(sentences: Sequence[str]) -> Side:
    """Return *sentences* with their types numbered."""
    lines = [" ".join(sentence.split()) for sentence in sentences]
    numbers = _Numbers()
    end = numbers["\n"]
    found = tokens(normal("\n".join(lines))) if lines else []
    every = np.fromiter(map(numbers.__getitem__, found), np.int64, len(found))
    ends = every == end
    size = len(numbers.stems)
    place = np.cumsum(ends)[~ends]
    every = every[~ends]
    keys = np.sort(place * size + every)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    place, ids = np.divmod(keys, size)
    starts = np.zeros(len(lines) + 1, np.int64)
    np.cumsum(np.bincount(place, minlength=len(lines)), out=starts[1:])
    types = list(numbers.stems)
    lengths = np.array(list(map(_length, lines)), np.float64)
    return Side(
        types=types,
        forms=numbers.forms,
        weights=np.array([_weight(kind) for kind in types], np.float32),
        starts=starts,
        ids=ids.astype(np.int32),
        counts=np.bincount(every, minlength=size),
        lengths=lengths,
        running=np.concatenate([[0.0], np.cumsum(lengths)]),
        marks=marks.read(lines),
    )


def _length(line: str) -> float:
    narrow = line.isascii() or not _MAY_BE_UNSPACED.search(line)
    return len(line) + 1 if narrow else len(line) + 1 + (_WIDE - 1) * len(_WIDE_SIGN.findall(line))
