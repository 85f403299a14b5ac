"""Runs become a line of text with codes where looks change, and a line becomes runs again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.formats.runs import Atom, Sort, lines
from editor.formats.runs.lines import Line, Look
from editor.formats.runs.units import Found, Spot, placed
from editor.formats.runs.writing import written
from editor.formats.skeletons import Part
from editor.formats.spans import decode
from editor.text import Code, Kind, Text


class Eye:
    """Sees capitals: properties are letters, and small ones show nothing."""

    def look(self, properties: str) -> Look:
        return frozenset((letter, "1") for letter in properties if letter.isupper())

    def label(self, look: Look, among: Look) -> str:
        return "".join(sorted(letter for letter, _one in look - among)) or "plain"

    def is_ink(self, one: Look, two: Look) -> bool:
        return ("U", "1") not in one ^ two


def text(said: str, properties: str = "") -> Atom:
    return Atom(Sort.TEXT, f"[{properties}:{said}]", said, properties)


def run(said: str, properties: str, _before: str) -> str:
    return f"[{properties}:{said}]"


LINK = Atom(Sort.OPEN, "<a>", "", "", "link"), Atom(Sort.CLOSE, "</a>", "", "", "link")
MARK, PICTURE = Atom(Sort.HIDDEN, "<m/>"), Atom(Sort.ALONE, "<p/>", "", "", "image")


def line(*atoms: Atom) -> Line:
    found = lines.line("", list(atoms), Eye())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("atoms", "wanted"),
    [
        ((text("One "), text("two", "a")), "One two"),
        ((text("One "), text("two", "B")), "One {1}two{/1}"),
        ((text("One", "B"), text(" ", "I"), text("two", "B")), "One two"),
        ((text("One"), text(" ", "U"), text("two")), "One{1} {/1}two"),
        ((text("Long one "), text("two", "B"), PICTURE, text("six", "B"), text(".")), "Long one {1}two{2/}six{/1}."),
        ((text("One "), text("two", "B"), PICTURE, text("three.")), "One {1}two{/1}{2/}three."),
        ((PICTURE, text(" One "), PICTURE), "One"),
        ((LINK[0], text("One"), LINK[1]), "One"),
        ((LINK[0], text("One"), LINK[1], text(" two")), "{1}One{/1} two"),
        ((text("One "), LINK[0], text("two", "B"), LINK[1]), "One {1}two{/1}"),
        ((LINK[0], PICTURE, text("One"), LINK[1], text(" two")), "{1}{2/}One{/1} two"),
        ((text("One "), MARK, text("two")), "One two"),
    ],
)  # fmt: skip
def test_codes_stand_only_where_looks_change(atoms: tuple[Atom, ...], wanted: str) -> None:
    assert line(*atoms).text.marked() == wanted


def test_what_nobody_reads_is_no_line() -> None:
    assert lines.line("", [PICTURE, text("  "), MARK], Eye()) is None
    assert lines.line("", [], Eye()) is None


@given(
    st.lists(
        st.builds(text, st.text("ab .", min_size=1, max_size=4), st.sampled_from(["", "B", "I", "a"]))
        | st.sampled_from([MARK, PICTURE]),
        max_size=8,
    )
)
@example([text("a"), MARK, text(" ", "B"), text("a", "I")])
def test_a_line_written_as_it_was_read_looks_the_same(atoms: list[Atom]) -> None:
    found = lines.line("", atoms, Eye())
    if found is None:
        return
    parts = [Part(found.text, 0, 0), Part(Text(), 1, 0)]
    after = written(found, [found.text, Text()], parts, run)
    assert after.count("<m/>") == atoms.count(MARK)
    assert after.count("<p/>") == atoms.count(PICTURE)
    seen = [(letter, "B" in atom.properties) for atom in atoms if atom.text for letter in atom.text]
    shown = []
    for each in after.split("[")[1:]:
        properties, _colon, said = each.partition("]")[0].partition(":")
        shown += [(letter, "B" in properties) for letter in said]
    assert [letter for letter, _bold in shown] == [letter for letter, _bold in seen]
    assert [each for each in shown if each[0] != " "] == [each for each in seen if each[0] != " "]


def test_what_is_hidden_goes_where_its_sentence_goes() -> None:
    start, end = Atom(Sort.HIDDEN, "<xStart/>"), Atom(Sort.HIDDEN, "<xEnd/>")
    found = line(text("One. "), text("Tw"), start, text("o thr"), end, text("ee. Four."))
    sources = [Text.of("One."), Text.of(" "), Text.of("Two three."), Text.of(" "), Text.of("Four."), Text()]
    parts = [
        Part(Text.of("4."), -1, 2),
        Part(Text.of(" "), 1, 0),
        Part(Text.of("23."), -1, 1),
        Part(Text.of(" "), 3, 1),
        Part(Text.of("1."), -1, 0),
        Part(Text(), 5, 2),
    ]
    assert written(found, sources, parts, run) == "[:4. ]<xStart/>[:23.]<xEnd/>[: 1.]"


def test_a_mark_at_a_code_goes_with_it() -> None:
    found = line(text("One "), Atom(Sort.HIDDEN, "<xStart/>"), PICTURE, Atom(Sort.HIDDEN, "<xEnd/>"), text(" two"))
    picture = Code(Kind.ALONE, "1")
    parts = [Part(Text.of("Two ", picture, " one"), -1, 0), Part(Text(), 1, 0)]
    assert written(found, [found.text, Text()], parts, run) == "[:Two ]<xStart/><p/><xEnd/>[: one]"


def test_codes_that_were_never_there_leave_no_trace() -> None:
    found = line(text("One "), text("two", "B"))
    odd = Text.of(
        Code(Kind.CLOSE, "1"), "a", Code(Kind.OPEN, "9"), "b", Code(Kind.ALONE, "8", equiv="\t"), Code(Kind.OPEN, "1")
    )
    assert written(found, [found.text, Text()], [Part(odd, -1, 0), Part(Text(), 1, 0)], run) == "[:ab\t]"


def test_a_text_in_its_old_form_is_the_same_unit() -> None:
    source = decode(b"<a>aa bb aa</a>")
    found = [
        Found(Spot(3, 5, "p", choice=1), Text.of("aa"), ""),
        Found(Spot(6, 8, "p", choice=1, fallback=True), Text.of("bb"), ""),
        Found(Spot(9, 11, "p", choice=1, fallback=True), Text.of("aa"), ""),
    ]
    units = list(placed(found, source, "x.xml"))
    assert [[(place.start, place.part) for place in unit.places] for unit in units] == [
        [(3, "x.xml"), (9, "x.xml")],
        [(6, "x.xml")],
    ]
