"""The outer form of HTML: tokens without gaps, attributes and references as browsers read them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import markup
from editor.formats.markup import Sort

PARTS = "< > / = ' \" ! - -- --> <!-- </ <? & ; a p <p> </p> <script> </script> <title> </title> <plaintext> é \n"
SOUP = st.lists(st.sampled_from(PARTS.split(" ")), max_size=20).map("".join)


def sorts(page: str) -> list[tuple[str, str, str]]:
    return [(token.sort.value, page[token.start : token.end], token.name) for token in markup.tokens(page)]


@given(SOUP)
def test_tokens_cover_any_page_without_gaps(page: str) -> None:
    found = list(markup.tokens(page))
    assert all(one.end == two.start for one, two in pairwise(found))
    assert "".join(page[token.start : token.end] for token in found) == page
    assert all(token.start < token.end for token in found)
    for token in found:
        if token.sort is Sort.OPEN:
            for each in markup.attributes(page, token):
                assert token.start < each.start <= each.end < token.end


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("a < b <3", [("text", "a < b <3", "")]),
        ("<P Class=x>", [("open", "<P Class=x>", "p")]),
        ("<a href='>'>", [("open", "<a href='>'>", "a")]),
        ('<a title=don"t>x', [("open", '<a title=don"t>', "a"), ("text", "x", "")]),
        ("<p>x<a href=", [("open", "<p>", "p"), ("text", "x", ""), ("hidden", "<a href=", "")]),
        ("<!-->x<!--->y", [("hidden", "<!-->", ""), ("text", "x", ""), ("hidden", "<!--->", ""), ("text", "y", "")]),
        ("<!-- > -- --!>x", [("hidden", "<!-- > -- --!>", ""), ("text", "x", "")]),
        ("<!-- x", [("hidden", "<!-- x", "")]),
        ("</ x>y", [("hidden", "</ x>", ""), ("text", "y", "")]),
        ("<?php > ?>", [("hidden", "<?php >", ""), ("text", " ?>", "")]),
        ("</p >", [("close", "</p >", "p")]),
    ],
)
def test_tokens_are_those_of_browsers(page: str, wanted: list[tuple[str, str, str]]) -> None:
    assert sorts(page) == wanted


def test_elements_without_tags_hold_none() -> None:
    assert sorts("<script>if (a<b) '</p>'</SCRIPT>")[1] == ("hidden", "if (a<b) '</p>'", "")
    assert sorts("<title>a <b></title>")[1] == ("raw", "a <b>", "")
    assert sorts("<textarea>a <b>")[1] == ("raw", "a <b>", "")
    assert sorts("<plaintext></plaintext>")[1] == ("hidden", "</plaintext>", "")


def test_attributes_are_found_where_they_stand() -> None:
    page = """<a href=x TITLE="a &amp; b" title='second' alt = 'c' checked data-x=1/2 / >"""
    token = next(markup.tokens(page))
    found = {each.name: (page[each.start : each.end], each.quote) for each in markup.attributes(page, token)}
    assert found == {
        "href": ("x", ""),
        "title": ("a &amp; b", '"'),
        "alt": ("c", "'"),
        "checked": ("", ""),
        "data-x": ("1/2", ""),
    }
    assert markup.values(page, token)["title"] == "a & b"


@given(st.text(st.sampled_from("a &;#x1n\t\nbsp<\x00\udc80é"), max_size=30))
def test_stretches_of_characters_are_all_of_them(native: str) -> None:
    found = list(markup.characters(native))
    assert "".join(written for _said, written, _space in found) == native


@pytest.mark.parametrize(
    ("native", "said"),
    [
        ("a&nbsp;b", ["a", "\xa0", "b"]),
        ("&#8217;&#x2019;&copy", ["’", "’", "©"]),
        ("&notit; &bogus;", ["¬it;", " &bogus;"]),
        ("&amp;lt;", ["&", "lt;"]),
        ("x\x00\udcffy", ["x", "\ufffd", "\ufffd", "y"]),
        (" a  b\nc ", [" ", "a", "  ", "b", "\n", "c", " "]),
        ("&#x110000;&#xD800;", ["\ufffd", "\ufffd"]),
    ],
)
def test_references_are_decoded_as_browsers_do(native: str, said: list[str]) -> None:
    assert [each for each, _written, _space in markup.characters(native)] == said


@pytest.mark.parametrize("zeros", [0, 3, 20, 5_000])
def test_a_reference_of_many_digits_is_no_trouble(zeros: int) -> None:
    assert markup.unescape(f"a&#{'0' * zeros}65;b") == "aAb"
    assert markup.unescape(f"a&#{'0' * zeros}0;b") == "a\ufffdb"
    assert markup.unescape(f"a&#{'0' * zeros}{'9' * 5_000};b") == "a\ufffdb"


def test_in_an_attribute_a_reference_needs_its_semicolon() -> None:
    def said(native: str) -> str:
        return "".join(each for each, _written, _space in markup.characters(native, in_attribute=True))

    assert said("?a=1&copy=2&copy;&lt") == "?a=1&copy=2©<"


@pytest.mark.parametrize("native", ["", " \n", "&nbsp;&#8203;", "\u200b\ufeff"])
def test_what_nobody_sees(native: str) -> None:
    assert not markup.is_seen(native)
    assert markup.is_seen(native + "&mdash;")


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "</", "<p a='", "&", "<a" + " " * 99, "<title>", "a=b "])
def test_a_megabyte_of_anything_is_no_trouble(piece: str) -> None:
    page = "<p " + piece * (1_000_000 // len(piece))
    assert sum(token.end - token.start for token in markup.tokens(page)) == len(page)
    assert sum(1 for _each in markup.attributes(page + ">", next(markup.tokens(page + ">")))) < len(page)


@given(st.text(alphabet="ab .,é☂\u00a0\t", max_size=12))
def test_white_space_that_collapses_is_a_stretch_of_its_own(native: str) -> None:
    found = list(markup.characters(native))
    assert "".join(written for _said, written, _blank in found) == native
    blanks = [written for _said, written, blank in found if blank]
    wanted = re.compile(r"\A |(?:\t| (?=[ \t]|\Z))[ \t]*")
    assert blanks == [each[0] for each in wanted.finditer(native)]
    assert all(said == written for said, written, _blank in found)
