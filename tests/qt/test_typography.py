from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.qt import typography
from editor.text import Code, Kind, Text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "«…„…“…»"),
        ("de", "„…‚…‘…“"),
        ("de-AT", "„…‚…‘…“"),
        ("en", "“…‘…’…”"),
        ("fr", "«\u202f…“…”…\u202f»"),
        ("pt", "“…‘…’…”"),
        ("pt-PT", "«…“…”…»"),
        ("ja", "「…『…』…」"),
        ("", "“…‘…’…”"),
        ("xx-private", "“…‘…’…”"),
    ],
)
def test_each_language_has_its_own_marks(language: str, said: str) -> None:
    opening, closing, inner_opening, inner_closing = typography.quotes(language)
    assert f"{opening}…{inner_opening}…{inner_closing}…{closing}" == said


@pytest.mark.parametrize(
    ("before", "opens"),
    [("", True), ("he said ", True), ("(", True), ("— ", True), ("“", True), ("word", False), ("yes.", False)],
)
def test_what_stands_before_decides_whether_a_mark_opens(before: str, opens: bool) -> None:
    assert typography.opens(Text.of(before, "rest"), len(before)) is opens


@given(st.text(max_size=5), st.integers(0, 8))
def test_a_code_before_the_caret_decides_nothing(words: str, position: int) -> None:
    text = Text.of(words)
    code = Text.of(Code(Kind.OPEN, "1", "link"))
    first, second = text.cut(position)
    assert typography.opens(first + code + second, len(first) + 1) is typography.opens(text, len(first))


@pytest.mark.parametrize(
    ("language", "before", "opens"), [("ru", "«", True), ("ru", "„да“", False), ("sv", "”", False)]
)
def test_a_mark_that_closes_in_one_language_may_open_in_another(language: str, before: str, opens: bool) -> None:
    assert typography.opens(Text.of(before), len(before), typography.quotes(language)) is opens
