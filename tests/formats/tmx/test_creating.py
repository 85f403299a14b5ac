from __future__ import annotations

from pathlib import Path

from lxml import etree

from editor.formats import WriteOptions, Written, tmx
from editor.model import Head, Mark, Note, Review, Segment, State, document
from editor.text import Code, Kind, Text

LINK = Code(Kind.OPEN, "1", "link", '<a href="x&y">'), Code(Kind.CLOSE, "1", "link", "</a>")
BOLD = Code(Kind.OPEN, "b", "bold", "<b>"), Code(Kind.CLOSE, "b", "bold", "</b>")
BREAK = Code(Kind.ALONE, "3", "line break", "<br>")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def made(*segments: Segment, head: Head | None = None) -> Written:
    return tmx.write(document(segments, head or Head("en", "ru")), WriteOptions())


def root(*segments: Segment, head: Head | None = None) -> etree._Element:
    return etree.fromstring(made(*segments, head=head).data)


def pair(number: int, state: State = State.TRANSLATED, *marks: Mark) -> Segment:
    return Segment(f"u/{number}", Text.of(f"One {number}"), Text.of(f"Раз {number}"), state, frozenset(marks))


def test_each_pair_is_a_tu_with_its_languages() -> None:
    (tu,) = root(pair(1)).iterfind("body/tu")
    assert [(tuv.get(LANG), tuv.findtext("seg")) for tuv in tu.iterfind("tuv")] == [("en", "One 1"), ("ru", "Раз 1")]


def test_a_memory_holds_what_is_sure() -> None:
    unsure = (pair(2, State.DRAFT), pair(3, State.TRANSLATED, Mark.NEEDS_WORK), Segment("u/4", Text.of("Empty")))
    done = made(pair(1), pair(5, State.FINAL), *unsure)
    assert [tu.get("tuid") for tu in etree.fromstring(done.data).iterfind("body/tu")] == ["u/1", "u/5"]
    assert len(done.losses) == 2
    assert done.untranslated == 1
    assert [tu.get("tuid") for tu in root(*unsure).iterfind("body/tu")] == ["u/2", "u/3"]


def test_what_marks_text_is_a_pair_and_a_half_stands_alone() -> None:
    text = Text.of(BOLD[0], "a", LINK[0], "b", BOLD[1], BREAK)
    (seg,) = root(Segment("1", text, Text.of("x"), State.TRANSLATED)).iterfind(".//tuv[1]/seg")
    assert [each.tag for each in seg] == ["bpt", "it", "ept", "ph"]
    assert [each.get("i") for each in seg] == ["1", None, "1", None]
    assert [each.text for each in seg] == ["<b>", LINK[0].data, "</b>", "<br>"]


def test_a_date_stands_only_where_one_is_known() -> None:
    assert b"date" not in made(pair(1)).data
    read = Segment("1", Text.of("a"), Text.of("b"), State.REVIEWED, review=Review("Ann", "2026-02-03"))
    (tuv,) = root(read).iterfind(".//tuv[2]")
    assert (tuv.get("changedate"), tuv.get("changeid")) == ("20260203T000000Z", "Ann")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made(pair(1), pair(2)).data == made(pair(1), pair(2)).data


def test_characters_that_xml_forbids_are_left_out_and_told() -> None:
    done = made(Segment("1", Text.of("a\x01b"), Text.of("\uffff"), State.TRANSLATED))
    assert etree.fromstring(done.data).findtext(".//seg") == "ab"
    assert done.losses[0].startswith("TMX cannot hold some characters")
    assert done.losses[0].endswith(": 1.")


def test_valid_against_the_dtd(shared: Path) -> None:
    text = Text.of(BOLD[0], "a", LINK[0], "b", BOLD[1], BREAK)
    full = Segment("1", text, text, State.FINAL, notes=(Note("n"),), review=Review("Ann", "2026-02-03"))
    dtd = etree.DTD(str(shared / "formats" / "schemas" / "tmx" / "tmx14.dtd"))
    for head in (Head("en", "ru", "Letter"), Head()):
        assert dtd.validate(root(full, pair(2), head=head)), dtd.error_log
    assert dtd.validate(root()), dtd.error_log
