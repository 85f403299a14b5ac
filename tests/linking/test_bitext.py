from __future__ import annotations

import pytest

from editor import align
from editor.align import Options
from editor.errors import FormatError
from editor.linking import bitext
from editor.model import Document, Head, Segment, document
from editor.text import Text
from tests.linking.test_realigning import PAIRS


def text(sentences: list[str], language: str) -> Document:
    rows = (Segment(f"u1/{n}", Text.of(each), unit="u1", gap=Text.of(" ")) for n, each in enumerate(sentences, 1))
    return document(rows, Head(language))


ONES, OTHERS = ([pair[side] for pair in PAIRS] for side in (0, 1))
NAMES = ("one.txt", "other.txt")


def test_a_text_and_its_translation_become_links() -> None:
    shares: list[float] = []
    parallel = bitext.aligned(text(ONES, "en"), text(OTHERS, "ru"), NAMES, Options(progress=shares.append))
    assert [(row.source.plain, row.target.plain) for row in parallel.rows] == PAIRS
    assert parallel.warnings == ()
    assert shares[-1] == 1.0


def test_what_cannot_be_aligned_is_said() -> None:
    with pytest.raises(FormatError, match=r"other\.txt holds no sentence"):
        bitext.aligned(text(ONES, "en"), text([], "ru"), NAMES)
    with pytest.raises(FormatError, match="hold the same text"):
        bitext.aligned(text(ONES, "en"), text(ONES, "ru"), NAMES)


def test_texts_that_do_not_belong_together_are_warned_about() -> None:
    lines = ["And a sentence that nobody ever put into another language."] * 20
    longer = bitext.aligned(text(ONES, "en"), text([*OTHERS, *lines], "ru"), NAMES)
    assert any("times as long" in each for each in longer.warnings)
    unsure = [align.Bead(range(n, n + 1), range(n, n + 1), 0.4) for n in range(5)]
    (warning,) = bitext.doubts(text(ONES, "en"), text(OTHERS, "ru"), unsure)
    assert "Few links are sure" in warning
