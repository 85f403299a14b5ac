"""Word diffs lead from the old text to the new one."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from editor import diff as module
from editor.diff import diff

some = st.text(st.sampled_from("ab c.яю\u00a0字\n"), max_size=20)


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(old=some, new=some)
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    runs = diff(old, new)
    assert "".join(text for kind, text in runs if kind != "+") == old
    assert "".join(text for kind, text in runs if kind != "-") == new
    assert all(text for _, text in runs)


def test_one_changed_word_is_one_word() -> None:
    assert diff("Мы просили вас", "Мы просим вас") == [("=", "Мы "), ("-", "просили"), ("+", "просим"), ("=", " вас")]
