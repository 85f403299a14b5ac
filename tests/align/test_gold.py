"""F1 on gold sets that lie beside the project does not fall; ``tests/bench/align.py`` prints the whole table."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.align import Bead, align
from tests.bench import align as bench

SMALL = ("textberg-dev", "ntrex-en-ru-dev", "ntrex-en-ja-dev", "maligna-gpl-pl-en")


@pytest.mark.parametrize("name", SMALL)
def test_gold(shared: Path, name: str) -> None:
    if not (shared / "alignment" / "gold" / name).exists():
        pytest.skip(f"no gold set {name}")
    one = bench.load(name)
    assert bench.score(one.gold, align(one.left, one.right)).f1 >= bench.FLOORS[name]


def test_a_perfect_alignment_scores_one_and_an_empty_one_nothing() -> None:
    gold = [((0,), (0,)), ((1,), ()), ((2, 3), (1,))]
    beads = [Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1)), Bead(range(2, 4), range(1, 2))]
    assert bench.score(gold, beads).f1 == 1
    assert bench.score(gold, []).f1 == 0


def test_windows_cut_all_links_into_letters() -> None:
    gold = [((n,), (n,)) for n in range(40)]
    letters = list(bench.windows(gold))
    assert [link for letter in letters for link in letter] == gold
    assert [len(letter) for letter in letters] == [15, 15, 10]
