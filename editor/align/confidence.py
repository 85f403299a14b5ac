"""How sure a link is shown to be: its probability, corrected by how often links like it turned out to be right.

The lattice takes every word for a witness of its own and so is too sure of what it found. The correction is made of two
logistic curves, one for the borders of links and one for the links between them, fitted once to texts in several
languages whose true links are known and to harder ones made of them; how sure to be on the whole the former alone tell
(``tests/bench/confidence.py`` fits all this anew). The table that ``tests/bench/align.py`` prints tells whether, of the
links shown at 90 %, about 90 % are right.
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
_KNEE, _LARGEST = 4.0, 11.5
BORDER = (1.212, 0.468, -1.388, -0.330, -1.372, -3.089, -2.203)
LINK = (0.141, 1.003, -1.226, 0.285, -0.233, -0.433)
SHOWN = (0.474, 0.655, 1.303)
# A sentence without a counterpart falls by so much and the pair beside it rises: the former is to be looked at first.
_ALONE = 0.5


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


def of_links(path: Links, borders: Borders, weights: Sequence[float] | Floats) -> Floats:
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
    alone = _alone(path)
    beside = np.append(alone[1:], [False]) | np.append([False], alone[:-1])
    return np.asarray(_ALONE * (1.0 * (beside & ~alone) - alone))


def of_scores(score: Floats) -> Floats:
    """Return what the scores of links say, in columns as *SHOWN* weighs them: a line that bends once."""
    return np.stack([np.ones(len(score)), np.minimum(score, _KNEE), np.clip(score, _KNEE, _LARGEST) - _KNEE], axis=1)


def scores(path: Links, borders: Borders, border: Sequence[float] | Floats, link: Sequence[float] | Floats) -> Floats:
    """Return the score of each link with these weights of what is known of borders and of links."""
    return np.asarray(of_links(path, borders, border) @ np.asarray(link) + given(path))


def shown(path: Links, borders: Borders) -> Floats:
    """Return for each link of one path through a text, in order, how sure it is to be shown."""
    return np.asarray(1 / (1 + np.exp(-of_scores(scores(path, borders, BORDER, LINK)) @ np.array(SHOWN))))


def _alone(path: Links) -> Bools:
    return np.asarray((path.many == 0) | (path.much == 0))


def _odds(chance: Floats) -> Floats:
    chance = np.clip(chance, 1e-4, 1 - 1e-11)
    return np.asarray(np.minimum(np.log(chance / (1 - chance)), _MOST))
