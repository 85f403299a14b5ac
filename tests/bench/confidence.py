"""The constants of ``editor/align/confidence.py``: logistic regressions of borders and of links, by Newton's method.

``python -m tests.bench.confidence`` prints them as they should stand there, and the review of the gold sets with
constants that know nothing of the set, nor of others of its kind, nor of the hard texts made of these. The human text
*ASIDE* is measured only. What single sentences weigh is given, not fitted: it is as small as it can be with the
omission, the addition and the merged pair of the seeds' letter its first three doubtful links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from editor.align import aligner, confidence
from editor.align.borders import Borders
from editor.align.kinds import Bools, Floats
from editor.align.links import Links
from tests.bench import align as bench
from tests.bench import hard_texts

ASIDE = "textberg-dev"
KINDS = ("ntrex", "instguide", "pydocs", "dtm", "maligna", ASIDE)
_NOT_TAKEN = (ASIDE, "maligna-poznan-pl-de", "pydocs-large-en-fr")  # too short, and too like another
HARD = tuple(name for name in bench.FLOORS if name not in _NOT_TAKEN)  # what hard texts are made of
EACH = 12  # hard texts made of one set
_STEPS, _FLAT = 60, 0.01


@dataclass(frozen=True)
class Judged:
    """A path through a text as the lattice found it, and what of it is right."""

    name: str
    path: Links
    borders: Borders
    right: Bools
    right_borders: Bools


def judged(name: str, one: bench.Set) -> Judged:
    """Align a text whose true links are known."""
    seen: list[tuple[Links, Borders]] = []
    shown = confidence.shown

    def kept(path: Links, borders: Borders) -> Floats:
        seen.append((path, borders))
        return shown(path, borders)

    confidence.shown = kept
    try:
        beads = aligner.align(one.left, one.right)
    finally:
        confidence.shown = shown
    true = set(one.gold)
    path, borders = seen[0]
    nodes = _nodes(one.gold)
    found = [(bead.source.start, bead.target.start) for bead in beads]
    right = np.array([bench.pair(bead) in true for bead in beads])
    return Judged(name, path, borders, right, np.array([*(node in nodes for node in found), True]))


def _nodes(gold: Sequence[bench.Pair]) -> set[tuple[int, int]]:
    """Return where true links begin."""
    at = [0, 0]
    nodes = {(0, 0)}
    for link in gold:
        for which, side in enumerate(link):
            at[which] = max(at[which], *(number + 1 for number in side), 0)
        nodes.add((at[0], at[1]))
    return nodes


def weights(columns: Floats, right: Bools, given: Floats) -> Floats:
    """Return the weights of *columns* with which a logistic curve, *given* added, tells best what is right."""
    found = np.zeros(columns.shape[1])
    for _step in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found + given, -30, 30)))
        curve = (columns * (chance * (1 - chance))[:, None]).T @ columns + _FLAT * np.eye(len(found))
        found += np.linalg.solve(curve, columns.T @ (right - chance) - _FLAT * found)
    return found


def fitted(texts: Sequence[Judged]) -> tuple[Floats, Floats, Floats]:
    """Return the weights of borders, of links and of their scores; the last of the gold sets among the texts alone."""
    inner = [~each.borders.given for each in texts]
    columns = [confidence.of_borders(each.path, each.borders)[kept] for each, kept in zip(texts, inner, strict=True)]
    right = np.concatenate([each.right_borders[kept] for each, kept in zip(texts, inner, strict=True)])
    border = weights(np.concatenate(columns), right, np.zeros(len(right)))
    link = weights(*_links(texts, border))
    known, right, given = _links([each for each in texts if each.name in bench.FLOORS], border)
    return border, link, weights(confidence.of_scores(known @ link + given), right, np.zeros(len(right)))


def _links(texts: Sequence[Judged], border: Floats) -> tuple[Floats, Bools, Floats]:
    """Return what is known of links, which are right, and what is added for each."""
    return (
        np.concatenate([confidence.of_links(each.path, each.borders, border) for each in texts]),
        np.concatenate([each.right for each in texts]),
        np.concatenate([confidence.given(each.path) for each in texts]),
    )


def kind(name: str) -> str:
    """Return which kind of text a set is."""
    return next(each for each in KINDS if name.startswith(each))


def unseen(texts: Sequence[Judged]) -> dict[str, list[tuple[float, bool]]]:
    """Return how sure the links of the gold sets are to constants fitted to other kinds of texts, and what is right."""
    found = {}
    for one in KINDS:
        border, link, shown = fitted([each for each in texts if kind(each.name) not in {one, ASIDE}])
        for each in texts:
            if kind(each.name) == one and each.name in bench.FLOORS:
                score = confidence.of_scores(confidence.scores(each.path, each.borders, border, link)) @ shown
                found[each.name] = list(zip((1 / (1 + np.exp(-score))).tolist(), each.right.tolist(), strict=True))
    return found


def main() -> None:
    """Print the constants."""
    if not bench.GOLD.exists():
        print(f"confidence: no gold sets at {bench.GOLD}")
        return
    texts = [judged(name, bench.load(name)) for name in bench.FLOORS]
    hard = [judged(f"{name} {seed}", hard_texts.made(name, seed)) for name in HARD for seed in range(EACH)]
    judgements = unseen([*texts, *hard])
    bench.review(judgements)
    bench.calibration(judgements)
    kept = [each for each in (*texts, *hard) if each.name != ASIDE]
    for title, found in zip(("BORDER", "LINK", "SHOWN"), fitted(kept), strict=True):
        print(f"{title} = ({', '.join(f'{value:.3f}' for value in found)})")


if __name__ == "__main__":
    main()
