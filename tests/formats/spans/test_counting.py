"""Characters counted in UTF-8 are those of the text before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.spans.counting import Counting

TEXTS = st.text(st.sampled_from("aб\U0001f600é") | st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_characters_before_each_place_are_counted(text: str) -> None:
    places = [len(text[:end].encode()) for end in range(len(text) + 1)]
    assert Counting(text.encode()).before(np.array(places)).tolist() == list(range(len(text) + 1))
