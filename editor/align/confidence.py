"""How sure a link is shown to be: its probability, corrected by how often links like it turned out to be right.

The lattice takes every word for a witness of its own and so is too sure of what it found. The correction is a logistic
curve with a few knots, fitted once to texts in several languages whose true links are known (``tests/bench/align.py``
prints the table): of the links shown at 90 %, about 90 % are right.
"""

from __future__ import annotations

import numpy as np

from editor.align.kinds import Floats
from editor.align.links import Links

_MOST = 9.0  # in the logarithm of odds
_PLAIN, _ODDS = -0.396, 0.728
_NOT_ONE_TO_ONE, _UNLINKED, _TEXT = -2.323, 2.347, -0.269  # the second comes on top of the first
_LEAST_TEXT = 0.003  # how unsure a text is at least, on average
_KNOTS = (-2.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
_VALUES = (-1.05, 0.1, 1.0, 1.45, 2.85, 3.45, 6.15, 9.15)


def shown(path: Links) -> Floats:
    """Return for each link of one path through a text how sure it is to be shown."""
    chance = np.clip(path.weight, 1e-4, 1 - 1e-9)
    odds = np.minimum(np.log(chance / (1 - chance)), _MOST)
    unlinked = (path.many == 0) | (path.much == 0)
    other = (path.many != 1) | (path.much != 1)
    text = np.log(np.mean(1 - chance) + _LEAST_TEXT) if len(path) else 0.0
    score = _PLAIN + _ODDS * odds + _NOT_ONE_TO_ONE * other + _UNLINKED * unlinked + _TEXT * text
    return np.asarray(1 / (1 + np.exp(-np.interp(score, _KNOTS, _VALUES))))
