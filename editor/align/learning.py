"""What confirmed links teach: a lexicon of a pair of languages that makes the next short letter align like a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from editor.align import lexicon, tokens
from editor.align.links import Links
from editor.align.seeds import Seeds
from editor.errors import FormatError
from editor.i18n import _

Lexicon = dict[str, dict[str, float]]
_HEADER = "# diptych lexicon 1"
_LEAST = 0.02
_NONE = Seeds(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def learn(pairs: Sequence[tuple[str, str]]) -> Lexicon:
    """Return what *pairs* of texts that translate each other say of words (by type, as ``tokens.stem_of`` has them)."""
    both = [pair for pair in pairs if pair[0].strip() and pair[1].strip()]
    if not both:
        return {}
    left, right = tokens.read([pair[0] for pair in both]), tokens.read([pair[1] for pair in both])
    number = np.arange(len(both))
    one = np.ones(len(both), np.int64)
    table = lexicon.train(left, right, _NONE, Links(number, number, one, one, np.ones(len(both))))
    found: Lexicon = {}
    for mine, other, value in zip(table.left.tolist(), table.right.tolist(), table.value.tolist(), strict=True):
        if value >= _LEAST:
            found.setdefault(left.types[mine], {})[right.types[other]] = round(value, 3)
    return found


def merged(lexicons: Iterable[Mapping[str, Mapping[str, float]]]) -> Lexicon:
    """Return all that several lexicons know; where two tell of one pair, the higher word counts."""
    found: Lexicon = {}
    for each in lexicons:
        for word, others in each.items():
            mine = found.setdefault(word, {})
            for other, weight in others.items():
                mine[other] = max(mine.get(other, 0.0), weight)
    return found


def reversed_(known: Mapping[str, Mapping[str, float]]) -> Lexicon:
    """Return a lexicon for the other direction."""
    found: Lexicon = {}
    for word, others in known.items():
        for other, weight in others.items():
            found.setdefault(other, {})[word] = weight
    return found


def write(known: Mapping[str, Mapping[str, float]]) -> str:
    """Write a lexicon as lines of word, word and weight, sorted, so that two versions can be compared."""
    lines = [
        f"{word}\t{other}\t{weight:.3g}\n" for word in sorted(known) for other, weight in sorted(known[word].items())
    ]
    return f"{_HEADER}\n{''.join(lines)}"


def read(text: str) -> Lexicon:
    """Read what ``write`` wrote. Raises FormatError."""
    found: Lexicon = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        try:
            word, other, weight = fields[0], fields[1], float(fields[2])
        except (IndexError, ValueError):
            raise FormatError(_("A lexicon has two words and a weight on each line, parted by tabs."), number) from None
        found.setdefault(word, {})[other] = min(1.0, max(0.0, weight))
    return found


def is_lexicon(text: str) -> bool:
    """Tell whether *text* is what ``write`` wrote."""
    return text.startswith(_HEADER)
