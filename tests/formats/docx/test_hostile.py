"""Word documents that bite: nothing is fetched, run or unpacked elsewhere; our own error alone, the rest carried."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from editor.errors import FormatError
from editor.formats import docx, packages
from editor.formats.options import ReadOptions
from tests.formats.docx import making
from tests.formats.docx.making import document, paragraph, run
from tests.formats.docx.test_docx import members, read, translated, written


def test_macros_and_what_lies_elsewhere_are_carried_and_nothing_more() -> None:
    outside = (
        f'<Relationship Id="r9" Type="{making.R}/attachedTemplate" Target="http://127.0.0.1:9/evil.dotm" '
        f'TargetMode="External"/><Relationship Id="r8" Type="{making.R}/image" Target="file:///etc/passwd" '
        'TargetMode="External"/>'
    )
    data = making.package(
        {
            "document": making.body(paragraph(run("One."))),
            "styles": making.STYLES,
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 AutoOpen",
            "word/embeddings/oleObject1.bin": b"\0" * 100,
        },
        outside,
    )
    after = members(written(translated(read(data), u1_1="Раз.")))
    before = members(data)
    for name in ("word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/_rels/document.xml.rels"):
        assert after[name] == before[name]


BLOWN = "".join(f'<!ENTITY a{depth} "{f"&a{depth - 1};" * 20 if depth > 1 else "&a;" * 20}">' for depth in range(1, 5))


@pytest.mark.parametrize(
    "trap",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x">%e;]>',
        f'<!DOCTYPE x [<!ENTITY a "{"a" * 1_000}">{BLOWN}<!ENTITY e "{"&a4;" * 20}">]>',
    ],
)
def test_entities_that_reach_out_or_blow_up_are_refused(trap: str) -> None:
    main = making.body(paragraph(run("&e;"))).replace(making.XML, making.XML + trap)
    with pytest.raises(FormatError, match="DTD"):
        read(making.package({"document": main}))


@pytest.mark.parametrize("part", ["document", "styles", "footnotes", "comments"])
def test_a_part_that_is_broken_says_so(part: str) -> None:
    parts = {"document": making.body(paragraph(run("One."))), "styles": making.STYLES} | {part: "<w:a><w:b></w:a>"}
    with pytest.raises(FormatError, match="well-formed"):
        read(making.package(parts))


def test_tags_may_end_in_space() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    made = read(document(f"<w:p>{run.format('One')}</w:p ><w:p>{run.format('Two')}</w:p\n>"))
    assert [row.source.plain for row in made.rows] == ["One", "Two"]


def test_what_nests_without_end_is_refused() -> None:
    for depth, tag in ((5_000, "w:sdt"), (5_000, "w:r"), (300, "w:p")):
        inner = f"<{tag}>" * depth + f"</{tag}>" * depth
        try:
            read(document(f"<w:p>{inner}<w:r><w:t>x</w:t></w:r><w:r><v:shape/></w:r></w:p>"))
        except FormatError as error:
            assert "deeply" in str(error)  # noqa: PT017 - some of them are harmless


def test_what_is_no_document_of_word_says_so() -> None:
    with pytest.raises(FormatError, match="no Word document"):
        read(making.package({"word/other.xml": "<a/>"}))
    with pytest.raises(FormatError, match="lacks"):
        read(packages.opened(document("")).written({}).replace(b"[Content_Types].xml", b"[Content_Typos].xml"))
    with pytest.raises(FormatError, match="password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000))
    with pytest.raises(FormatError, match="no package"):
        read(b"PK\3\4 and then nothing")


def test_cancelling_stops_the_reading() -> None:
    class EnoughError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0:
            raise EnoughError

    with pytest.raises(EnoughError):
        docx.read(document(paragraph(run("One.")) * 2_000), ReadOptions(name="a.docx", progress=stop))


def test_progress_only_grows() -> None:
    shares: list[float] = []
    docx.read(making.fifteen(), ReadOptions(name="a.docx", progress=shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1


TEXT = st.sampled_from(["One. ", "two ", " ", "&amp;", "x", "Three.", ""])
PROPERTIES = st.sampled_from(["", "", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", "<w:rPr/>"])
THINGS = st.sampled_from(
    [
        "<w:tab/>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>', "<w:instrText> PAGE </w:instrText>", "<w:instrText> REF a </w:instrText>",
        "<w:lastRenderedPageBreak/>", "<w:noBreakHyphen/>", '<w:footnoteReference w:id="1"/>', "<w:drawing/>",
    ]
)  # fmt: skip
RUNS = st.builds("<w:r>{}{}<w:t xml:space='preserve'>{}</w:t></w:r>".format, PROPERTIES, THINGS | st.just(""), TEXT)
MARKS = st.sampled_from(
    ['<w:bookmarkStart w:id="1"/>', '<w:bookmarkEnd w:id="1"/>', "<w:proofErr/>", "<!-- x -->", "\n", "<w:ins/>"]
)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    frames = [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins>{}</w:ins>",
        "<w:del>{}</w:del>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr='REF a'>{}</w:fldSimple>",
        "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>",
        "<w:r><mc:AlternateContent><mc:Fallback><w:p>{0}</w:p></mc:Fallback></mc:AlternateContent></w:r>",
    ]
    return st.builds(
        lambda frame, held: frame.format("".join(held)), st.sampled_from(frames), st.lists(inner, max_size=4)
    )


PARAGRAPHS = st.lists(st.recursive(RUNS | MARKS, _wrapped, max_leaves=12), max_size=8).map("".join)


def _crosses(root: etree._Element) -> bool:
    """Tell whether a field ends that began in another element or nowhere: Word writes none, and may hide the text."""
    begun = []
    for mark in root.iter("{*}fldChar"):
        run = mark.getparent()
        assert run is not None
        kind = next(value for name, value in mark.items() if name.endswith("fldCharType"))
        if kind == "begin":
            begun.append(run.getparent())
        elif kind == "end" and (not begun or begun.pop() is not run.getparent()):
            return True
    return False


@given(PARAGRAPHS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_paragraph_comes_back(inner: str) -> None:
    data = document(f"<w:p>{inner}</w:p>")
    made = read(data)
    assert written(made) == data
    assume(not _crosses(etree.fromstring(members(data)["word/document.xml"])))
    targets = {row.id.removeprefix("f1/").replace("/", "_"): row.source.marked().upper() for row in made.rows}
    after = written(translated(made, **targets))
    before, now = (etree.fromstring(members(each)["word/document.xml"]) for each in (data, after))
    for name in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "fldChar", "instrText", "del", "sdt", "pict"):
        assert len(list(now.iter(f"{{*}}{name}"))) == len(list(before.iter(f"{{*}}{name}"))), name
    again = read(after)
    said = sorted(row.source.plain.upper().split() for row in made.rows)
    assert sorted(row.source.plain.split() for row in again.rows) == said  # a box in a deletion goes with its sentence


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_damage_raises_our_own_error_alone(at: int, noise: bytes) -> None:
    data = making.fifteen()
    at %= len(data)
    try:
        made = read(data[:at] + noise + data[at + len(noise) :])
    except FormatError:
        return
    assert written(made)
