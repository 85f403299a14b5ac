from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor.formats.native import Names, chip, flat, retouched
from editor.formats.spans import escape

words = st.text(st.sampled_from("ab<>&\"]' \n—"), max_size=12)


def spelled(text: str, way: int) -> str:
    """Write *text* as XML in one of several ways."""
    ways = (
        escape,
        lambda each: escape(each).replace('"', "&quot;").replace(">", "&gt;"),
        lambda each: "".join(f"&#{ord(character)};" for character in each),
    )
    return ways[way](text)


@given(words, words, st.integers(0, 2))
def test_retouching_means_the_new_text_and_keeps_the_form_of_the_old(old: str, new: str, way: int) -> None:
    raw = spelled(old, way)
    head, tail, middle = retouched(raw, escape(new))
    written = raw[:head] + middle + raw[len(raw) - tail :]
    assert (etree.fromstring(f"<a>{written}</a>").text or "") == new
    if old == new and "]]>" not in raw:
        assert written == raw


def test_an_elements_name_is_its_own() -> None:
    names = Names()
    assert names.pair("g", "1", "1", alone=False) == "1"
    assert names.pair("p", "1", "1", alone=False) == "1-p"
    assert names.pair("x", "1", "1", alone=True) == "1"
    assert names.pair("g", "1", "1", alone=False) == "1"
    assert [names.numbered("ph"), names.numbered("ph")] == ["ph1", "ph2"]
    names.side()
    assert names.numbered("ph") == "ph1"


def test_chips() -> None:
    assert [chip(each) for each in ("</b>", "  %1$s ", "", "a\nb", "x" * 99)] == ["b", "%1$s", "", "", ""]


def test_flat_text_has_no_markup() -> None:
    raw = "a<!-- no --><b>&lt;</b><![CDATA[c]]>"
    assert flat(raw, 0, len(raw)) == "a<c"
