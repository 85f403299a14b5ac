from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from editor.formats import WriteOptions, xliff1
from editor.model import Head, Link, Mark, Note, Previous, Review, Segment, Skeleton, State, document
from editor.text import EMPTY, Break, Code, Kind, Text

NS = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
LINK = Code(Kind.OPEN, "1", "link", '<a href="x&y">'), Code(Kind.CLOSE, "1", "link", "</a>")
BOLD = Code(Kind.OPEN, "2", "bold"), Code(Kind.CLOSE, "2", "bold")
BREAK = Code(Kind.ALONE, "3", "line break", "<br>", "\n")
IMAGE = Code(Kind.ALONE, "4", "image")


def written(*segments: Segment, head: Head | None = None) -> etree._Element:
    data = xliff1.write(document(segments, head or Head("en", "ru")), WriteOptions()).data
    return etree.fromstring(data)


def one(root: etree._Element, path: str) -> etree._Element:
    (found,) = root.findall(path, NS)
    return found


def said(state: State, *marks: Mark, target: str = "Да") -> tuple[str | None, str | None]:
    segment = Segment("1", Text.of("Yes"), Text.of(target), state, frozenset(marks))
    unit = one(written(segment), ".//x:trans-unit")
    return one(unit, "x:target").get("state"), unit.get("approved")


def test_states_as_the_table_says() -> None:
    assert said(State.UNTRANSLATED, target="") == ("new", None)
    assert said(State.DRAFT) == ("needs-translation", None)
    assert said(State.TRANSLATED) == ("translated", None)
    assert said(State.REVIEWED) == ("signed-off", None)
    assert said(State.FINAL) == ("final", "yes")
    assert said(State.TRANSLATED, Mark.NEEDS_WORK) == ("needs-review-translation", None)
    assert said(State.FINAL, Mark.NEEDS_WORK) == ("needs-review-translation", None)
    assert said(State.REVIEWED, Mark.EDITED_AFTER_REVIEW) == ("signed-off", None)


def test_a_changed_source_keeps_the_version_before() -> None:
    previous = Previous(Text.of("Old"), Text.of("Старое"))
    segment = Segment(
        "1", Text.of("New"), Text.of("Новое"), State.TRANSLATED, frozenset({Mark.SOURCE_CHANGED}), previous=previous
    )
    root = written(segment)
    assert one(root, ".//x:trans-unit/x:target").get("state") == "needs-review-translation"
    kept = one(root, ".//x:alt-trans")
    assert kept.get("alttranstype") == "previous-version"
    assert [each.text for each in kept] == ["Old", "Старое"]


def test_codes_are_elements_that_hold_their_native_markup() -> None:
    text = Text.of(LINK[0], "here", LINK[1], BREAK, BOLD[0], "so", BOLD[1], IMAGE)
    source = one(written(Segment("1", text)), ".//x:source")
    assert [etree.QName(each).localname for each in source] == ["bpt", "ept", "ph", "g", "x"]
    assert [each.get("id") for each in source] == ["1", "1", "3", "2", "4"]
    assert [each.get("ctype") for each in source] == ["link", None, "lb", "bold", "image"]
    assert source[0].text == LINK[0].data
    assert source[2].get("equiv-text") == "\n"


def test_halves_and_crossing_pairs_stay_well_formed() -> None:
    italic = Code(Kind.OPEN, "5", "italic"), Code(Kind.CLOSE, "5", "italic")
    text = Text.of(BOLD[0], "a", italic[0], "b", BOLD[1], "c", LINK[0], "d", Code(Kind.CLOSE, "6", "", "</i>"))
    names = [etree.QName(each).localname for each in one(written(Segment("1", text)), ".//x:source").iter()][1:]
    assert names == ["bx", "bx", "ex", "it", "it"]


def test_text_survives_xml() -> None:
    text = "\t a < b & c ]]> \r\n \"q\" 'a' مرحبا 🎉 "
    assert one(written(Segment("1", Text.of(text))), ".//x:source").text == text


def test_not_for_translation_is_said_in_the_formats_own_word() -> None:
    segment = Segment("1", Text.of("Log Out"), marks=frozenset({Mark.NOT_FOR_TRANSLATION}), reason="blog")
    assert one(written(segment), ".//x:trans-unit").get("translate") == "no"


def test_a_paragraph_is_a_group() -> None:
    root = written(*(Segment(f"u1/{n}", Text.of("x"), unit="u1") for n in range(2)), Segment("u2/1", Text.of("y")))
    assert [len(group) for group in root.iterfind(".//x:group", NS)] == [2]
    assert len(root.findall(".//x:trans-unit", NS)) == 3


def test_what_xliff_1_2_cannot_hold_is_told() -> None:
    segment = Segment(
        "1",
        Text.of("a", Break(), "b\x03"),
        notes=(Note("n", date="2026-01-01"),),
    )
    head = Head("en", "ru", "T", skeleton=Skeleton("html", "a.html", b"<p>"), gone=(segment,))
    losses = xliff1.write(document([segment], head), WriteOptions()).losses
    assert len(losses) == 5
    assert xliff1.write(document([Segment("1", Text.of("a"))]), WriteOptions()).losses == ()


def test_the_same_document_gives_the_same_bytes_one_field_a_line() -> None:
    segment = Segment("1", Text.of("One"), Text.of("Раз"), State.TRANSLATED, notes=(Note("n"),))
    data = xliff1.write(document([segment]), WriteOptions()).data
    assert data == xliff1.write(document([segment]), WriteOptions()).data
    assert b"\r" not in data
    lines = data.decode().splitlines()
    assert '          <target state="translated">Раз</target>' not in lines
    assert '        <target state="translated">Раз</target>' in lines


@pytest.fixture(scope="module")
def everything() -> list[Segment]:
    text = Text.of(LINK[0], "here", LINK[1], BREAK, BOLD[0], "so", BOLD[1], IMAGE)
    rows = [
        Segment(
            f"u/{state.value}", text, EMPTY if state is State.UNTRANSLATED else text, state, unit="u", gap=Text.of(" ")
        )
        for state in State
    ]
    changed = Segment(
        "v/1",
        text,
        text,
        State.REVIEWED,
        frozenset({Mark.SOURCE_CHANGED, Mark.EDITED_AFTER_REVIEW, Mark.NOT_FOR_TRANSLATION}),
        "because",
        Previous(text, text),
        Link(0.5, confirmed=True),
        role="heading",
        order=2,
        form=1,
        notes=(Note("a"), Note("b", "Ann", origin="developer")),
        review=Review("Ann", "2026-01-02"),
    )
    return [*rows, changed]


def schema(shared: Path, kind: str) -> etree.XMLSchema:
    folder = shared / "formats" / "schemas"
    text = (folder / "xliff12" / f"xliff-core-1.2-{kind}.xsd").read_bytes()
    local = (folder / "xml.xsd").as_uri().encode()
    return etree.XMLSchema(etree.fromstring(text.replace(b"http://www.w3.org/2001/xml.xsd", local)))


def test_valid_against_the_schemas(shared: Path, everything: list[Segment]) -> None:
    root = written(*everything, head=Head("en", "ru", "Letter"))
    schema(shared, "transitional").assertValid(root)
    simple = written(*(Segment(str(n), row.source, row.target, row.state) for n, row in enumerate(everything[:5])))
    schema(shared, "strict").assertValid(simple)
