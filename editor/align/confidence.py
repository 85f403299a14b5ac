"""How sure a link is shown to be: its probability, corrected by how often links like it turned out to be right.

The lattice takes every word for a witness of its own and so is too sure of what it found. The correction is a logistic
curve for each of two kinds of links, fitted once to texts in several languages whose true links are known
(``tests/bench/confidence.py`` fits it anew); the table that ``tests/bench/align.py`` prints tells whether, of the links
shown at 90 %, about 90 % are right.
"""

from __future__ import annotations

import numpy as np

from editor.align.kinds import Floats
from editor.align.links import Links

_MOST = 16.0  # in the logarithm of odds
_ODDS, _PLAIN = 0.587, -1.142  # of links of a sentence with a sentence or with none
_ODDS_OF_MORE, _MORE = 0.534, -2.959  # of links of several sentences: most of the wrong ones are such
_ALONE = -1.35  # of a sentence without a counterpart and the pair beside it, the sentence alone is to be seen first
_TEXT, _LEAST_TEXT = -0.465, 0.003  # how much a text counts that is unsure on the whole, and how unsure one is at least
_LARGEST = 11.5


def shown(path: Links) -> Floats:
    """Return for each link of one path through a text, in order, how sure it is to be shown."""
    chance = np.clip(path.weight, 1e-4, 1 - 1e-11)
    odds = np.minimum(np.log(chance / (1 - chance)), _MOST)
    more = (path.many > 0) & (path.much > 0) & (path.many + path.much > 2)  # noqa: PLR2004 - more than 1-1
    text = np.log(np.mean(1 - chance) + _LEAST_TEXT) if len(path) else 0.0
    alone = (path.many == 0) | (path.much == 0)
    score = np.where(more, _MORE + _ODDS_OF_MORE * odds, _PLAIN + _ODDS * odds) + _ALONE * alone + _TEXT * text
    return np.asarray(1 / (1 + np.exp(-np.minimum(score, _LARGEST))))
