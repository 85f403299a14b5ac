"""Files of links between numbered sentences: read as InterText, XCES and TEI write them, and written again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.align import intertext
from editor.align.beads import Bead
from editor.align.documents import aligned, sentences
from editor.errors import FormatError
from editor.model import Document, Head, Link, Mark, Segment, State, document
from editor.text import Break, Text

CZECH = b"""<?xml version='1.0' encoding='utf-8'?>
<!DOCTYPE doc SYSTEM "http://example.org/nowhere.dtd">
<doc id="walk" language="cs">
<p id="1">
<s id="1:1">\xc5\xa0li jsme <b>daleko</b>. </s>
</p>
<p id="2">
<s id="2:1">Pr\xc5\xa1elo.</s>
<s id="2:2">Nikdo nemluvil.</s>
</p>
</doc>
"""
ENGLISH = b"""<doc language="en">
<p id="1"><s id="1:1">We walked <b>far</b>.</s>
<s id="1:2">It rained &amp; rained, and nobody spoke.</s></p>
<p id="2"><s id="2:1">Added later.</s></p>
</doc>
"""
INTERTEXT = b"""<?xml version='1.0' encoding='utf-8'?>
<linkGrp toDoc='walk.en.xml' fromDoc='walk.cs.xml'>
<link type='1-1' xtargets='1:1;1:1' status='man'/>
<link type='1-2' xtargets='1:2;2:1 2:2' status='auto' mark='1'/>
<link type='1-0' xtargets='2:1;' status='plain'/>
</linkGrp>
"""


def read(links: bytes) -> Document:
    return intertext.parallel(
        intertext.read_links(links), intertext.read_text(CZECH, "cs"), intertext.read_text(ENGLISH, "en")
    )


def kinds(found: Document) -> list[tuple[int, int]]:
    def count(text: Text) -> int:
        return (1 + len(text.breaks)) if text else 0

    return [(count(row.source), count(row.target)) for row in found.rows]


def test_intertext_names_the_right_text_first() -> None:
    found = read(INTERTEXT)
    assert kinds(found) == [(1, 1), (2, 1), (0, 1)]
    first, second, third = found.rows
    assert first.link == Link(None, confirmed=True)
    assert first.state is State.TRANSLATED
    assert second.link == Link(None, confirmed=False)
    assert Mark.NEEDS_WORK in second.marks
    assert first.source.readable == "Šli jsme daleko."
    assert [code.label for code in first.source.codes] == ["b", "b"]
    assert second.target.readable == "It rained & rained, and nobody spoke."
    assert third.target.readable == "Added later."
    assert (found.head.source_language, found.head.target_language) == ("cs", "en")


def test_xces_names_the_left_text_first() -> None:
    xces = (
        b"<cesAlign version='1.0'><linkGrp fromDoc='cs.xml' toDoc='en.xml'><link xtargets='1:1;1:1'/>"
        b"<link xtargets='2:1 2:2;1:2'/></linkGrp></cesAlign>"
    )
    assert kinds(read(xces)) == [(1, 1), (2, 1), (0, 1)]


def test_sides_that_are_the_wrong_way_round_are_turned() -> None:
    turned = INTERTEXT.replace(b"1:2;2:1 2:2", b"2:1 2:2;1:2").replace(b"2:1;' status='plain'", b";2:1' status='plain'")
    assert kinds(read(turned)) == [(1, 1), (2, 1), (0, 1)]


def test_tei_pointers_are_sorted_by_who_knows_them() -> None:
    left = intertext.read_text(b'<TEI><p><s xml:id="a1">One.</s><s xml:id="a2">Two.</s></p></TEI>')
    right = intertext.read_text(b'<TEI><p><seg xml:id="b1">Un et deux.</seg></p></TEI>')
    links = intertext.read_links(b'<linkGrp><link target="en.xml#a1 en.xml#a2 fr.xml#b1"/></linkGrp>')
    assert kinds(intertext.parallel(links, left, right)) == [(2, 1)]


def test_words_of_a_corpus_are_no_codes() -> None:
    found = intertext.read_text(b'<text><s id="s1"><w id="w1">One</w> <w id="w2">word</w><c>.</c></s></text>')
    assert found.document.rows[0].source == Text.of("One word.")


def test_sentences_without_a_link_stand_alone() -> None:
    found = read(b"<linkGrp toDoc='e' fromDoc='c'><link xtargets='1:2;2:1'/></linkGrp>")
    assert kinds(found) == [(1, 0), (0, 1), (1, 1), (1, 0), (0, 1)]


@pytest.mark.parametrize(
    "link",
    [
        b"<link xtargets='9:9;1:1'/>",
        b"<link xtargets='1:1;1:1'/><link xtargets='1:1;2:1'/>",
        b"<link xtargets='1:1 2:1;1:1'/>",
        b"<link xtargets='1:2;1:1'/><link xtargets='1:1;2:1'/>",
    ],
)
def test_links_that_cannot_be_followed_are_told_with_their_line(link: bytes) -> None:
    with pytest.raises(FormatError) as trouble:
        read(b"<linkGrp>\n" + link + b"</linkGrp>")
    assert trouble.value.line == 2


@pytest.mark.parametrize("data", [b"<doc/>", b"<linkGrp", b"", b"<a><linkGrp/><linkGrp/></a>"])
def test_what_is_no_file_of_links_is_told(data: bytes) -> None:
    with pytest.raises(FormatError):
        intertext.read_links(data)


@pytest.mark.parametrize("data", [b"<doc><p>No number.</p></doc>", b"<doc><s id='1'>", b"\xff"])
def test_what_is_no_numbered_text_is_told(data: bytes) -> None:
    with pytest.raises(FormatError):
        intertext.read_text(data)


def test_a_file_of_links_is_known_by_its_look() -> None:
    assert intertext.is_links(INTERTEXT)
    assert not intertext.is_links(CZECH)


@st.composite
def parallels(draw: st.DrawFn) -> Document:
    words = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\x00"), min_size=1, max_size=8)
    shapes = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8))
    sides: list[list[Segment]] = [[], []]
    beads, manual, at = [], [], [0, 0]
    for shape in shapes:
        for which in (0, 1):
            for _each in range(shape[which]):
                paragraph = draw(st.integers(0, 1)) or not sides[which]
                last = int(sides[which][-1].unit[4:]) if sides[which] else 0
                unit = f"f1/u{last + paragraph}"
                sides[which].append(Segment(f"{unit}/{len(sides[which])}", Text.of(draw(words)), unit=unit))
        runs = [range(at[which], at[which] + shape[which]) for which in (0, 1)]
        beads.append(Bead(runs[0], runs[1], 0.5))
        manual += [beads[-1]] if draw(st.booleans()) else []
        at = [run.stop for run in runs]
    left, right = (document(rows, Head(source_language=tag)) for rows, tag in zip(sides, ("cs", "en"), strict=True))
    found = aligned(left, right, beads, manual)
    assert len(sentences(left)) == len(sides[0])
    return found


@given(found=parallels())
def test_what_is_written_comes_back(found: Document) -> None:
    files = intertext.write(found, ("a.cs.xml", "a.en.xml"))
    links = intertext.read_links(files.links)
    assert (links.source, links.target) == ("a.cs.xml", "a.en.xml")
    back = intertext.parallel(links, intertext.read_text(files.source), intertext.read_text(files.target))

    def told(each: Document) -> list[tuple[list[str], list[str], bool]]:
        return [(parts(row.source), parts(row.target), bool(row.link and row.link.confirmed)) for row in each.rows]

    def parts(text: Text) -> list[str]:
        return [str(run).strip() for run in text.runs if not isinstance(run, Break) and str(run).strip()]

    assert told(back) == told(found)
    assert back.head.source_language == "cs"


@given(data=st.binary(max_size=60))
def test_any_bytes_are_refused_with_one_sentence(data: bytes) -> None:
    for function in (intertext.read_links, intertext.read_text):
        with pytest.raises(FormatError):
            function(b"<linkGrp>" + data)
