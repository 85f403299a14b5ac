"""How sure a link is shown to be: its probability, corrected by how often links like it turned out to be right.

The lattice takes every word for a witness of its own and so is too sure of what it found. The correction is made of two
logistic curves, one for the borders of links and one for the links between them, fitted once to texts in several
languages whose true links are known and to harder ones made of them (``tests/bench/confidence.py`` fits them anew). The
table that ``tests/bench/align.py`` prints tells whether, of the links shown at 90 %, about 90 % are right.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from editor.align.borders import Borders
from editor.align.kinds import Bools, Floats
from editor.align.links import Links

_MOST = 16.0  # in the logarithm of odds
_LEAST_TEXT = 0.003  # how unsure a text is at least
_LEAST_ROOM = 3.0  # words
_LARGEST = 11.5
BORDER = (1.212, 0.468, -1.388, -0.330, -1.372, -3.089, -2.203)
LINK = (0.347, 0.986, -1.336, 0.282, -0.227, -0.432)
_ALONE = -1.0  # of a sentence without a counterpart and the pair beside it, the sentence alone is to be seen first


def of_borders(path: Links, borders: Borders) -> Floats:
    """Return what is known of each border, in columns as *BORDER* weighs them."""
    one_sided = _alone(path).astype(np.int64)
    beside = np.append(one_sided, 0) + np.append(0, one_sided)
    text = np.log(np.mean(1 - path.weight) + _LEAST_TEXT) if len(path) else 0.0
    across = np.where(beside > 0, 0.0, borders.across / np.sqrt(np.maximum(borders.room, _LEAST_ROOM)))
    columns = (
        np.ones(len(beside)),
        _odds(borders.through),
        beside,
        np.full(len(beside), text),
        across,
        borders.ends,
        borders.begins,
    )
    return np.stack(columns, axis=1)


def of_links(path: Links, borders: Borders, weights: Sequence[float] | Floats = BORDER) -> Floats:
    """Return what is known of each link, in columns as *LINK* weighs them, its borders weighed by *weights*."""
    size = np.where(_alone(path), 0, path.many + path.much - 2)
    more = size > 0
    sure = np.where(borders.given, _MOST, of_borders(path, borders) @ np.asarray(weights))
    wrong = np.logaddexp(0, -sure)  # -log of the chance that a border is right
    both = np.maximum(wrong[1:] + wrong[:-1], np.exp(-_MOST))
    good = -both - np.log(-np.expm1(-both))
    return np.stack([np.ones(len(path)), good, more, _odds(path.weight) * more, size, good * more], axis=1)


def given(path: Links) -> Floats:
    """Return what is added for each link in any case."""
    return np.asarray(_ALONE * _alone(path))


def shown(path: Links, borders: Borders) -> Floats:
    """Return for each link of one path through a text, in order, how sure it is to be shown."""
    return weighed(path, borders, BORDER, LINK)


def weighed(path: Links, borders: Borders, border: Sequence[float] | Floats, link: Sequence[float] | Floats) -> Floats:
    """Return how sure each link is with these weights of what is known of borders and of links."""
    score = of_links(path, borders, border) @ np.asarray(link) + given(path)
    return np.asarray(1 / (1 + np.exp(-np.minimum(score, _LARGEST))))


def _alone(path: Links) -> Bools:
    return np.asarray((path.many == 0) | (path.much == 0))


def _odds(chance: Floats) -> Floats:
    chance = np.clip(chance, 1e-4, 1 - 1e-11)
    return np.asarray(np.minimum(np.log(chance / (1 - chance)), _MOST))
