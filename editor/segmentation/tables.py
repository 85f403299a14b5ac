"""What is known of a language's abbreviations and first words: our tables, then sentence-splitter's prefixes."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources as installed
from importlib.resources.abc import Traversable

import regex

from editor import resources


class Kind(enum.Enum):
    """How a word behaves before a full stop (the names of the sections in resources/segmentation)."""

    TITLE = "title"  # something always follows: never the end
    NUMBER = "number"  # no end before a number; else as NAME
    WORD = "word"  # no end before a number; else a word like any other
    UNIT = "unit"  # after a number as END, elsewhere as TITLE
    END = "end"  # the end before a capital letter
    NAME = "name"  # the end only before one of the language's first words
    PLAIN = "plain"  # no abbreviation at all


@dataclass(frozen=True, slots=True)
class Table:
    """The words of one language."""

    kinds: Mapping[str, Kind]
    starts: frozenset[str]  # words that begin sentences and are no names, in lower case
    tails: tuple[tuple[str, Kind], ...]  # ends of compounds: "-str" of "Goethestr"
    heads: frozenset[str]  # the first two words of "т.е", "EE.UU", "z.B" in lower case
    says: tuple[str, ...]  # beginnings of verbs of saying, in lower case
    flags: frozenset[str]  # "ordinals", "nouns", "lax", "consonants": resources/segmentation/README.md
    stops: str  # signs that end sentences in this language only

    def kind(self, word: str, *, first: bool = True) -> Kind | None:
        """Return how *word* (its inner full stops without spaces) behaves.

        A capitalised entry matches its capitals too ("INC"), one in small letters its capitalised form: inside a
        sentence (not *first*) only as a title or before a number, for "Max." is a name and "max." is none.
        """
        found = self.kinds.get(word)
        if found or len(word) < 2:  # noqa: PLR2004
            return found
        if word[0].islower():
            return next((kind for tail, kind in self.tails if word.endswith(tail)), None)
        if word.isupper():
            return self.kinds.get(word.capitalize())
        found = self.kinds.get(word[0].lower() + word[1:])
        if first or found is None or found is Kind.TITLE:
            return found or next((kind for tail, kind in self.tails if word.endswith(tail)), None)
        return Kind.WORD if found in {Kind.NUMBER, Kind.WORD} else None


@functools.cache
def table(language: str) -> Table:
    """Return the table of the primary *language* subtag; what it leaves out comes from the languages it is like."""
    sections = _read(language)
    kinds = dict(_prefixes(language))
    for other in sections.get("like", ()):
        kinds |= table(other).kinds
    for kind in Kind:
        kinds |= dict.fromkeys(sections.get(kind.value, ()), kind)
    return Table(
        kinds={word.replace("_", " "): kind for word, kind in kinds.items()},
        starts=frozenset(sections.get("start", ())),
        tails=tuple((word[1:], kind) for word, kind in kinds.items() if word.startswith("-")),
        heads=frozenset(".".join(word.lower().split(".")[:2]) for word in kinds if "." in word),
        says=tuple(sections.get("say", ())),
        flags=frozenset(sections.get("flags", ())),
        stops="".join(sections.get("stops", ())),
    )


def known(language: str) -> bool:
    """Tell whether anything is known of the primary *language* subtag."""
    return resources.path(f"segmentation/{language}.txt").is_file() or _prefix_file(language).is_file()


def _read(language: str) -> dict[str, list[str]]:
    file = resources.path(f"segmentation/{language}.txt")
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        bare = line.partition("#")[0].strip()
        if bare.startswith("[") and bare.endswith("]"):
            words = sections.setdefault(bare[1:-1], [])
        else:
            words += bare.split()
    return sections


def _prefix_file(language: str) -> Traversable:
    return installed.files("sentence_splitter") / "non_breaking_prefixes" / f"{language}.txt"


def _prefixes(language: str) -> Iterator[tuple[str, Kind]]:
    """Read sentence-splitter's table; numbers and Roman numerals are left to the flag "ordinals"."""
    file = _prefix_file(language)
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        word, _, mark = line.partition("#")
        word = regex.sub(r"\s+", "", word)
        if word and not regex.fullmatch(r"\d+|[IVXivx]{2,}|.", word):
            yield word, Kind.WORD if "NUMERIC_ONLY" in mark else Kind.NAME
