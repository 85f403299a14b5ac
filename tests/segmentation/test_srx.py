from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.segmentation import Rule, Rules, cuts, icu, read_srx, ruleset, sentences
from tests.segmentation.test_segmentation import PROSE

HEAD = '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="{cascade}"/><body>'


def rule(breaks: str, before: str = "", after: str = "") -> str:
    return f'<rule break="{breaks}"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>'


def srx(groups: dict[str, list[str]], maps: list[tuple[str, str]], cascade: str = "yes") -> bytes:
    body = "".join(f'<languagerule languagerulename="{name}">{"".join(r)}</languagerule>' for name, r in groups.items())
    mapped = "".join(f'<languagemap languagepattern="{tag}" languagerulename="{name}"/>' for tag, name in maps)
    text = f"{HEAD.format(cascade=cascade)}<languagerules>{body}</languagerules><maprules>{mapped}</maprules>"
    return f"{text}</body></srx>".encode()


USUAL = {
    "default": [rule("yes", r"[.?!]+", r"\s")],
    "english": [rule("no", r"\bMr\.", r"\s"), rule("yes", ";", r"\s")],
}
MAPS = [("[Ee][Nn].*", "english"), (".*", "default")]


def test_rules_alone_cut_where_they_say_and_nowhere_else() -> None:
    rules = read_srx(srx(USUAL, MAPS), alone=True)
    assert sentences("Mr. X. a; b.\n\nC", "en-GB", rules) == ["Mr. X. ", "a; ", "b.\n\n", "C"]
    assert sentences("Mr. X. a; b.\n\nC", "de", rules) == ["Mr. ", "X. ", "a; b.\n\n", "C"]


def test_without_cascade_the_first_map_that_fits_counts() -> None:
    rules = read_srx(srx(USUAL, MAPS, cascade="no"), alone=True)
    assert sentences("Mr. X. a; b.", "en", rules) == ["Mr. X. a; ", "b."]


def test_the_first_rule_that_fits_a_place_decides() -> None:
    first = {"r": [rule("yes", "a", "b"), rule("no", "a", "")]}
    last = {"r": [rule("no", "a", ""), rule("yes", "a", "b")]}
    assert sentences("abac", "en", read_srx(srx(first, [(".*", "r")]), alone=True)) == ["a", "bac"]
    assert sentences("abac", "en", read_srx(srx(last, [(".*", "r")]), alone=True)) == ["abac"]


def test_where_the_rules_are_silent_ours_decide() -> None:
    rules = read_srx(srx({"r": [rule("no", r"Foo\.", r"\s"), rule("yes", ";", r"\s")]}, [(".*", "r")]))
    assert sentences("At Foo. Bar; baz. Dr. X came. Yes.", "en", rules) == [
        "At Foo. Bar; ",
        "baz. ",
        "Dr. X came. ",
        "Yes.",
    ]


def test_a_break_before_and_one_behind_space_are_the_same_cut() -> None:
    for before, after in [(r"\.", r"\s"), (r"\.\s+", r"\S"), (r"\.\s", "")]:
        rules = read_srx(srx({"r": [rule("yes", before, after)]}, [(".*", "r")]), alone=True)
        assert sentences("a.   b. c", "xx", rules) == ["a.   ", "b. ", "c"]


def test_the_first_version_of_the_format_is_read_too() -> None:
    data = b"""<?xml version="1.0"?><srx version="1.0"><header segmentsubflows="yes"/><body>
      <languagerules><languagerule languagerulename="d"><rule break="yes"><beforebreak>\\.</beforebreak></rule>
      </languagerule></languagerules><maprules><maprule maprulename="m">
      <languagemap languagepattern="EN_.*" languagerulename="d"/></maprule></maprules></body></srx>"""
    rules = read_srx(data, alone=True)
    assert sentences("a. b", "en-US", rules) == ["a. ", "b"]
    assert sentences("a. b", "fr", rules) == ["a. b"]


@pytest.mark.parametrize(
    ("before", "after", "text", "pieces"),
    [
        (r"\Q.*\E", "", "a.*b.c", ["a.*", "b.c"]),
        (r"x\h", "", "x\u00a0y", ["x\u00a0", "y"]),
        (r"[\h]y", "", "x\ty z", ["x\ty ", "z"]),
        (r"\x{3002}", "", "一。二", ["一。", "二"]),
        (r"(?i)mr\.", r"\s", "MR. X", ["MR. ", "X"]),
        (r"(?iu)mr\.", r"\s", "MR. X", ["MR. ", "X"]),
        (r"(?i-m:MR)\.", r"\s", "mr. X", ["mr. ", "X"]),
        (r"[\p{L}&amp;&amp;[^rwn]]\.", r"\s", "ax. r. b", ["ax. ", "r. b"]),
        (r"\p{IsCyrillic}\.", r"\s\pL", "a. я. b", ["a. я. ", "b"]),
        (r"\p{javaLowerCase}++\.", r"\s*+\u0041", "ab. A", ["ab. ", "A"]),
        (r"a", r"b\z", "ab ab", ["ab a", "b"]),
        (r"a\R", "", "a\r\nb", ["a\r\n", "b"]),
        (r"^1\.", "", "1. 1.a", ["1. ", "1.a"]),
    ],
)
def test_expressions_of_icu_and_java_are_understood(before: str, after: str, text: str, pieces: list[str]) -> None:
    rules = read_srx(srx({"r": [rule("yes", before, after)]}, [(".*", "r")]), alone=True)
    assert sentences(text, "en", rules) == pieces


@pytest.mark.parametrize(
    "data",
    [b"", b"<srx", b"<tmx/>", b"\x00", srx({"r": [rule("yes", "(")]}, []), srx({"r": [rule("no", "", "[a")]}, [])],
)
def test_what_is_no_srx_file_says_so(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_srx(data)


@pytest.mark.parametrize("expression", ["((a{1000}){1000}){1000}", "a" * 10_000, "(" * 4_000 + ")" * 4_000])
def test_an_expression_out_of_bounds_is_refused(expression: str) -> None:
    with pytest.raises(FormatError, match="regular expression"):
        read_srx(srx({"r": [rule("yes", expression)]}, [(".*", "r")]))


def test_an_expression_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset, "_PATIENCE", 0.05)
    rules = read_srx(srx({"r": [rule("yes", "c(a|aa|a?)+b")]}, [(".*", "r")]))
    with pytest.raises(FormatError, match="too long"):
        sentences("a" * 5_000 + "b", "en", rules)


def test_a_map_that_is_no_expression_fits_nothing() -> None:
    rules = Rules(languages=(("(", "r"), (".*", "nobody")), groups=(("r", (Rule(breaks=True, before="a", after=""),)),))
    assert rules.of("en") == ()


@given(PROSE)
def test_rules_conserve_the_text(text: str) -> None:
    for alone in (True, False):
        rules = read_srx(srx(USUAL, MAPS), alone=alone)
        assert "".join(sentences(text, "en", rules)) == text
        assert all(not piece[0].isspace() for piece in sentences(text, "en", rules)[1:])


@given(PROSE)
def test_no_rules_change_nothing(text: str) -> None:
    silent = Rules(languages=(), groups=())
    assert cuts(text, "ru", silent) == cuts(text, "ru")


@given(st.text(max_size=12))
def test_what_java_quotes_is_matched_as_it_stands(text: str) -> None:
    literal = text.replace("\\", "").replace("\x00", "")
    assert regex.fullmatch(icu.translate(f"\\Q{literal}\\E"), literal, regex.V1)


def test_files_made_by_others_load_and_cut(shared: Path) -> None:
    files = sorted((shared / "formats" / "corpus" / "srx").glob("*.srx"))
    assert files
    for file in files:
        rules = read_srx(file.read_bytes(), alone=True)
        assert len(sentences("He came. She left? Yes! Nobody knows why.", "en", rules)) > 1, file.name
