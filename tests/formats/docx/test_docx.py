"""Word documents: untouched they are the same file; translated, every place of text has changed and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from editor import formats, pseudo
from editor.formats import docx
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Mark, apply
from editor.segmentation.inline import segmenter
from editor.text import Text
from tests.formats.docx import making
from tests.formats.docx.making import document, paragraph, run

OPTIONS = ReadOptions(name="letter.docx", source_language="en", target_language="ru", segment=segmenter())


def read(data: bytes) -> Document:
    return docx.read(data, OPTIONS)


def texts(data: bytes) -> list[str]:
    return [row.source.marked() for row in read(data).rows]


def translated(made: Document, **targets: str) -> Document:
    """Give the rows whose ids end so their targets, with codes as ``marked`` writes them."""
    rows = made.rows
    for number, row in enumerate(made.rows):
        wanted = targets.get(row.id.removeprefix("f1/").replace("/", "_"))
        if wanted is not None:
            rows = rows.spliced([(number, (row,), (replace(row, target=Text.parse(wanted, row.source.codes)),))])
    return replace(made, rows=rows)


def written(made: Document) -> bytes:
    return docx.write(made, WriteOptions()).data


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {each.filename: package.read(each) for each in package.infolist()}


def words(data: bytes) -> list[str]:
    """Return every text that another reader finds, deleted ones left out."""
    found = []
    for name, content in members(data).items():
        if not name.endswith(".xml"):
            continue
        root = etree.fromstring(content)
        found += [each.text or "" for each in root.iter(f"{{{making.W}}}t", "{http://purl.org/dc/elements/1.1/}title")]
        found += [str(each) for each in root.xpath("//@descr | //@alt")]
    return [each for each in found if each.strip()]


def test_a_document_nobody_edited_is_the_same_file() -> None:
    data = making.fifteen()
    made = read(data)
    assert written(made) == data
    assert docx.write(replace(made, origin=None), WriteOptions()).data == data
    assert docx.sniff(data[:65_536])
    assert formats.sniff(data).name == "docx"
    assert formats.sniff(data, "a.docx").name == "docx"


def test_all_fifteen_places_of_text_are_read_and_written() -> None:
    data = making.fifteen()
    made = read(data)
    assert len(made.rows) == 16
    after = written(apply(pseudo.translate(made), made))
    assert len(words(after)) == len(words(data)) == 18  # the box and its description stand there twice
    assert {pseudo.accented(each) for each in words(data)} == set(words(after))
    assert b"Gone." in members(after)["word/document.xml"]
    changed = {name for name, content in members(after).items() if members(data)[name] != content}
    assert changed == {
        "docProps/core.xml",
        *(f"word/{name}.xml" for name in ("document", "styles", "footnotes", "endnotes", "header1", "footer1")),
    }


def test_roles_and_the_title() -> None:
    made = read(making.fifteen())
    assert made.head.title == "Place fifteen is the title"
    roles = {row.source.plain.split()[1]: row.role for row in made.rows}
    assert roles | {"two": "", "so": ""} == roles
    assert (roles["one"], roles["three"], roles["four"], roles["five"]) == ("heading", "cell", "cell", "note")
    assert (roles["ten"], roles["fifteen"]) == ("alt", "title")


# ── What the eye does not see ───────────────────────────────────────────────────────────────────────────────────────

SOUP = (
    '<w:p w:rsidR="00A1" w:rsidRDefault="00B2"><w:r w:rsidRPr="00C3"><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    '<w:t xml:space="preserve">The </w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>quik</w:t></w:r>'
    '<w:proofErr w:type="spellEnd"/><w:r w:rsidR="00D4"><w:rPr><w:noProof/></w:rPr><w:t xml:space="preserve"> brown'
    '</w:t></w:r><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:lastRenderedPageBreak/>'
    '<w:t xml:space="preserve"> fox</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="24"/></w:rPr>'
    '<w:t>.</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:color w:val="auto"/></w:rPr><w:t xml:space="preserve"> It runs.'
    "</w:t></w:r></w:p>"
)


def test_runs_that_look_alike_are_one_text() -> None:
    assert texts(document(SOUP)) == ["The quik brown fox.", "It runs."]


def test_what_is_hidden_is_still_there_when_its_paragraph_is_written() -> None:
    made = read(document(SOUP))
    after = members(written(translated(made, u1_1="Лиса.")))["word/document.xml"].decode()
    assert after.count('<w:bookmarkStart w:id="0" w:name="_GoBack"/>') == after.count('<w:bookmarkEnd w:id="0"/>') == 1
    assert "<w:t>Лиса.</w:t>" in after.replace(' xml:space="preserve"', "") or "Лиса. It runs." in after


@pytest.mark.parametrize(
    ("properties", "label"),
    [
        ("<w:b/>", "bold"),
        ("<w:i/>", "italic"),
        ('<w:u w:val="single"/>', "underline"),
        ("<w:strike/>", "struck"),
        ('<w:vertAlign w:val="superscript"/>', "superscript"),
        ('<w:color w:val="FF0000"/>', "colour"),
        ('<w:highlight w:val="yellow"/>', "highlight"),
        ('<w:rStyle w:val="Strong"/>', "bold"),
        ('<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>', "font"),
        ('<w:sz w:val="48"/>', "size"),
        ("<w:smallCaps/>", "small capitals"),
    ],
)
def test_what_the_eye_sees_is_a_code(properties: str, label: str) -> None:
    made = read(document(paragraph(run("One "), run("two", properties), run(" three."))))
    assert made.rows[0].source.marked() == "One {1}two{/1} three."
    assert {code.label for code in made.rows[0].source.codes} == {label}


@pytest.mark.parametrize(
    "properties",
    [
        '<w:lang w:val="fr-FR"/>',
        "<w:noProof/>",
        '<w:szCs w:val="40"/>',
        "<w:bCs/>",
        '<w:sz w:val="24"/>',
        '<w:u w:val="none"/>',
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Arial" w:eastAsia="SimSun"/>',
        '<w:vertAlign w:val="baseline"/>',
        '<w:rPrChange w:id="1" w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange>',
    ],
)
def test_what_it_does_not_see_is_none(properties: str) -> None:
    assert texts(document(paragraph(run("One "), run("two", properties), run(" three.")))) == ["One two three."]


def test_bold_in_a_bold_heading_is_no_code_and_the_style_strong_there_is_one() -> None:
    assert texts(document(paragraph(run("A "), run("bold", "<w:b/>"), run(" one"), style="Heading1"))) == ["A bold one"]
    heading = paragraph(run("A long "), run("bold", '<w:rStyle w:val="Strong"/>'), run(" one"), style="Heading1")
    made = read(document(heading))
    assert made.rows[0].source.marked() == "A long {1}bold{/1} one"
    assert made.rows[0].source.codes[0].label == "regular"


def test_a_space_that_is_bold_alone_is_no_code() -> None:
    assert texts(document(paragraph(run("One"), run(" ", "<w:b/>"), run("two")))) == ["One two"]
    assert texts(document(paragraph(run("One"), run(" ", '<w:u w:val="single"/>'), run("two")))) == ["One{1} {/1}two"]


# ── Codes come through ──────────────────────────────────────────────────────────────────────────────────────────────


def body(data: bytes) -> str:
    return members(data)["word/document.xml"].decode().partition("<w:body>")[2].removesuffix("</w:body></w:document>")


def test_a_translation_is_written_in_runs_that_look_as_before() -> None:
    made = read(document(paragraph(run("One "), run("two", "<w:b/>"), run(" three."))))
    after = body(written(translated(made, u1_1="Раз {1}два{/1} три.")))
    assert after == paragraph(run("Раз "), run("два", "<w:b/>"), run(" три.")).replace(
        '<w:t xml:space="preserve">два', "<w:t>два"
    )


def test_codes_that_cross_close_and_open_again() -> None:
    link = '<w:hyperlink r:id="r1">' + run("two") + "</w:hyperlink>"
    made = read(document(paragraph(run("One "), link, run(" and ", ""), run("three", "<w:i/>"), run("."))))
    assert made.rows[0].source.marked() == "One {1}two{/1} and {2}three{/2}."
    after = written(translated(made, u1_1="{1}Раз {2}два{/1} три{/2}."))
    root = etree.fromstring(members(after)["word/document.xml"])
    assert "".join(root.itertext()) == "Раз два три."
    assert len(root.findall(f".//{{{making.W}}}hyperlink")) == 1
    italic = root.xpath("//w:r[w:rPr/w:i]/w:t/text()", namespaces={"w": making.W})
    assert italic == ["два", " три"]


def test_only_the_paragraph_that_was_edited_changes() -> None:
    first, second = SOUP, paragraph(run("Another one."))
    made = read(document(first + second))
    assert body(written(translated(made, u2_1="Другой."))) == first + paragraph("<w:r><w:t>Другой.</w:t></w:r>")


def test_a_paragraph_of_figures_is_not_for_translation() -> None:
    made = read(document(paragraph(run("12.5")) + paragraph(run("Words")) + paragraph() + paragraph(run(" "))))
    marked = [(row.source.plain, Mark.NOT_FOR_TRANSLATION in row.marks) for row in made.rows]
    assert marked == [("12.5", True), ("Words", False)]


@pytest.mark.parametrize(
    ("properties", "source", "target", "wanted"),
    [
        ("<w:tblPr/>", "en", "ar", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
        (
            '<w:tblPr><w:tblStyle w:val="a"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>',
            "en",
            "he",
            '<w:tblPr><w:tblStyle w:val="a"/><w:bidiVisual/><w:tblW w:w="0" w:type="auto"/></w:tblPr>',
        ),
        ("<w:tblPr><w:bidiVisual/></w:tblPr>", "ar", "en", "<w:tblPr></w:tblPr>"),
        ("<w:tblPr><w:bidiVisual/></w:tblPr>", "ar", "he", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
        ("<w:tblPr/>", "en", "ru", "<w:tblPr/>"),
    ],
)
def test_columns_run_the_way_of_the_translation(properties: str, source: str, target: str, wanted: str) -> None:
    table = f"<w:tbl>{properties}<w:tr><w:tc>{paragraph(run('Year'))}</w:tc></w:tr></w:tbl>"
    made = docx.read(document(table), ReadOptions(name="a.docx", source_language=source, target_language=target))
    row = replace(made.rows[0], target=Text.of("1"))
    whole = written(replace(made, rows=made.rows.spliced([(0, (made.rows[0],), (row,))])))
    assert f"<w:tbl>{wanted}<w:tr>" in members(whole)["word/document.xml"].decode()
