"""The constants of ``editor/align/confidence.py``, fitted to the gold sets: logistic regression by Newton's method.

``python -m tests.bench.confidence`` prints them as they should stand there. The weight of sentences alone is given, not
fitted: it is as small as it can be with the omission of the seeds' letter among its first three doubtful links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.align import aligner, confidence
from tests.bench import align as bench

if TYPE_CHECKING:
    from editor.align.kinds import Bools, Floats
    from editor.align.links import Links

_STEPS = 80


def judged(name: str) -> tuple[Links, Bools]:
    """Return the path through a gold set as the lattice found it, and which of its links are right."""
    one = bench.load(name)
    paths: list[Links] = []
    shown = confidence.shown

    def seen(path: Links) -> Floats:
        paths.append(path)
        return shown(path)

    confidence.shown = seen
    try:
        beads = aligner.align(one.left, one.right)
    finally:
        confidence.shown = shown
    true = set(one.gold)
    return paths[0], np.array([bench.pair(bead) in true for bead in beads])


def fitted(sets: list[tuple[Links, Bools]]) -> Floats:
    """Return the constant, the odds, those of links of several sentences beside them, and the text's."""
    tables = []
    for path, _right in sets:
        chance = np.clip(path.weight, 1e-4, 1 - 1e-11)
        odds = np.minimum(np.log(chance / (1 - chance)), confidence._MOST)
        more = (path.many > 0) & (path.much > 0) & (path.many + path.much > 2)
        text = np.full(len(odds), np.log(np.mean(1 - chance) + confidence._LEAST_TEXT))
        alone = (path.many == 0) | (path.much == 0)
        tables.append(np.stack([np.ones(len(odds)), odds, more, odds * more, text, alone], axis=1))
    whole, right = np.concatenate(tables), np.concatenate([each[1] for each in sets])
    known, given = whole[:, :-1], whole[:, -1] * confidence._ALONE
    weights = np.zeros(known.shape[1])
    for _step in range(_STEPS):
        chance = 1 / (1 + np.exp(-(known @ weights + given)))
        curve = (known * (chance * (1 - chance))[:, None]).T @ known + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(curve, known.T @ (right - chance))
    return np.asarray(weights)


def main() -> None:
    """Print the constants."""
    if not bench.GOLD.exists():
        print(f"confidence: no gold sets at {bench.GOLD}")
        return
    plain, odds, more, odds_of_more, text = fitted([judged(name) for name in bench.FLOORS]).tolist()
    print(f"_ODDS, _PLAIN = {odds:.3f}, {plain:.3f}")
    print(f"_ODDS_OF_MORE, _MORE = {odds + odds_of_more:.3f}, {plain + more:.3f}")
    print(f"_TEXT = {text:.3f}")


if __name__ == "__main__":
    main()
