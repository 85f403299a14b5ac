from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.align import Bead, Options, align
from editor.errors import EditError

WORDS = "зима река дом book 1926 Marta ладья “да” сорок 図書館 café ? . 12,5 лампа тень Okafor".split()
sentences = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=14)
free_sentences = st.lists(st.text(max_size=30), max_size=8)


def covers(beads: Sequence[Bead], left: int, right: int) -> bool:
    """Tell whether every sentence stands in one bead, in order."""
    source = [number for bead in beads for number in bead.source]
    target = [number for bead in beads for number in bead.target]
    return source == list(range(left)) and target == list(range(right))


@given(sentences, sentences)
def test_every_sentence_once_and_in_order(left: list[str], right: list[str]) -> None:
    beads = align(left, right)
    assert covers(beads, len(left), len(right))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert all(max(bead.kind) <= 4 and any(bead.kind) for bead in beads)


@given(free_sentences, free_sentences)
def test_any_characters_will_do(left: list[str], right: list[str]) -> None:
    assert covers(align(left, right), len(left), len(right))


@given(sentences, sentences)
@settings(max_examples=20)
def test_the_same_texts_give_the_same_beads(left: list[str], right: list[str]) -> None:
    assert align(left, right) == align(left, right)


@given(sentences, sentences, st.data())
def test_anchors_stand(left: list[str], right: list[str], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(left)))
    column = data.draw(st.integers(0, len(right)))
    bead = Bead(
        range(row, data.draw(st.integers(row, min(row + 4, len(left))))),
        range(column, data.draw(st.integers(column, min(column + 4, len(right))))),
    )
    if not any(bead.kind):
        return
    beads = align(left, right, Options(anchors=[bead]))
    assert bead in beads
    assert covers(beads, len(left), len(right))


@pytest.mark.parametrize("size", [1, 2, 7, 40])
def test_a_text_with_itself_is_one_to_one(size: int) -> None:
    chance = random.Random(size)
    text = [" ".join(chance.choices(WORDS, k=chance.randint(4, 12))) for _ in range(size)]
    beads = align(text, text)
    assert [bead.kind for bead in beads] == [(1, 1)] * size
    assert min(bead.confidence for bead in beads) > 0.5


def test_anchors_that_cross_are_refused() -> None:
    crossing = [Bead(range(1), range(1, 2)), Bead(range(1, 2), range(1))]
    with pytest.raises(EditError, match="cross"):
        align(["a", "b"], ["c", "d"], Options(anchors=crossing))


def test_anchors_of_another_text_are_refused() -> None:
    with pytest.raises(EditError, match="do not have"):
        align(["a"], ["b"], Options(anchors=[Bead(range(4, 5), range(4, 5))]))


def test_progress_rises_and_may_cancel() -> None:
    shares: list[float] = []
    align(["a b", "c d"], ["a b", "c d"], Options(progress=shares.append))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)

    def stop(share: float) -> None:
        if share > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        align(["a b", "c d"], ["a b", "c d"], Options(progress=stop))
