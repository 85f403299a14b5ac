from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from editor.qt.clippings import clean, packed, unpacked
from editor.text import Text
from tests.samples import LINK, LINK_END
from tests.strategies import codes, texts


@given(codes().flatmap(lambda among: st.tuples(st.just(among), texts(among))))
def test_a_text_comes_through_the_clipboard_with_each_known_code_once(pair: tuple[list, Text]) -> None:  # type: ignore[type-arg]
    known, text = pair
    back = unpacked(packed(text), known, newlines=True)
    assert back.plain == text.plain
    assert [code.key for code in back.codes] == list(dict.fromkeys(code.key for code in text.codes))


def test_codes_that_do_not_belong_here_are_left_out_and_their_words_stay() -> None:
    mime = packed(Text.of("see ", LINK, "here", LINK_END))
    assert unpacked(mime, [], newlines=False) == Text.of("see here")
    assert mime.text() == "see here"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text, newlines=False)
    assert clean(once, newlines=False) == once
    assert not set("\r\n\t\u2028\0\ufffc") & set(once)


@pytest.mark.parametrize(
    ("pasted", "newlines", "kept"),
    [
        ("One\r\ntwo\n", False, "One two"),
        ("One \n\n\n two", False, "One two"),
        ("One\r\ntwo", True, "One\ntwo"),
        ("«Да»\u00a0— нет\u202f!", False, "«Да»\u00a0— нет\u202f!"),
        ("cell\tcell", False, "cell cell"),
        ("我们的\n呼吁。\n释放", False, "我们的呼吁。释放"),
        ("\ufeffBOM\x0bline\x07", False, "BOM line"),
        ("soft\u00adhyphen", False, "soft\u00adhyphen"),
    ],
)
def test_paste_from_a_word_processor_is_its_words(pasted: str, newlines: bool, kept: str) -> None:
    mime = QMimeData()
    mime.setText(pasted)
    mime.setHtml("<p style='color:red'>ignored</p>")
    assert unpacked(mime, [], newlines=newlines) == Text.of(kept)
