"""What Word documents hold besides plain runs: fields, changes, comments, controls, formulas, boxes, two directions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from editor.formats import docx, packages
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Mark
from editor.rows import Rows
from editor.text import Text
from tests.formats.docx import making
from tests.formats.docx.making import document, paragraph, run
from tests.formats.docx.test_docx import body, members, read, texts, translated, written


def field(order: str, *result: str) -> str:
    """Return a field of three signs."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    held = f'<w:r><w:instrText xml:space="preserve">{order}</w:instrText></w:r>'
    return f"{sign('begin')}{held}{sign('separate')}{''.join(result)}{sign('end')}"


@pytest.mark.parametrize(
    ("inner", "wanted", "readable"),
    [
        (field(" PAGE ", run("3")), "See {1/} there.", "See 3 there."),
        (field(" DATE ", run("May 1")), "See {1/} there.", "See May 1 there."),
        (field(' HYPERLINK "x" ', run("a page")), "See {1}a page{/1} there.", "See a page there."),
        (field(" REF _Ref1 ", run("Chapter")), "See {1}Chapter{/1} there.", "See Chapter there."),
        (field(" REF _Ref1 ", run("4.2")), "See {1/} there.", "See 4.2 there."),
        (field(" IF ", field(" PAGE ", run("1")), run("yes")), "See {1}{2/}yes{/1} there.", "See 1yes there."),
        ('<w:fldSimple w:instr=" AUTHOR ">' + run("A. B.") + "</w:fldSimple>", "See {1/} there.", "See A. B. there."),
        ('<w:fldSimple w:instr=" TITLE ">' + run("It") + "</w:fldSimple>", "See {1}It{/1} there.", "See It there."),
        (field(' XE "index" '), "See  there.", "See  there."),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "See {1/} there.", "See  there."),
        ("<w:r><w:tab/></w:r>", "See {1/} there.", "See \t there."),
        ("<w:r><w:br/></w:r>", "See {1/} there.", "See \n there."),
        ("<w:r><w:noBreakHyphen/></w:r>", "See \u2011 there.", "See \u2011 there."),
        ("<w:r><w:softHyphen/></w:r>", "See \u00ad there.", "See \u00ad there."),
        ('<w:r><w:sym w:font="Symbol" w:char="03B1"/></w:r>', "See {1/} there.", "See α there."),
        ('<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>', "See  there.", "See  there."),
        ('<w:moveFrom w:id="1">' + run("gone") + "</w:moveFrom>", "See  there.", "See  there."),
        ('<w:ins w:id="1">' + run("new") + "</w:ins>", "See {1}new{/1} there.", "See new there."),
        (run("secret", "<w:vanish/>"), "See  there.", "See  there."),
        ("<w:r><w:t><![CDATA[<b>&]]></w:t></w:r>", "See <b>& there.", "See <b>& there."),
        ("<!-- x --><w:r><w:t>a<!-- y -->b</w:t></w:r>", "See ab there.", "See ab there."),
        ("<w:customXml w:element='e'>" + run("it") + "</w:customXml>", "See {1}it{/1} there.", "See it there."),
        ("<w:smartTag w:element='e'>" + run("it") + "</w:smartTag>", "See it there.", "See it there."),
        ("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>", "See  there.", "See  there."),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt>"
            + run("a")
            + "</w:rt><w:rubyBase>"
            + run("b")
            + "</w:rubyBase></w:ruby></w:r>",
            "See {1/} there.",
            "See b there.",
        ),
    ],
)
def test_what_stands_in_a_paragraph(inner: str, wanted: str, readable: str) -> None:
    data = document(paragraph(run("See "), inner, run(" there.")))
    made = read(data)
    assert [row.source.marked() for row in made.rows] == [wanted]
    assert made.rows[0].source.readable == readable
    assert written(made) == data
    after = written(translated(made, u1_1=wanted.replace("See", "Глянь").replace("there", "там")))
    again = read(after)
    assert again.rows[0].source.marked() == wanted.replace("See", "Глянь").replace("there", "там")
    old, new = (etree.fromstring(members(each)["word/document.xml"]) for each in (data, after))
    for name in ("fldChar", "instrText", "del", "moveFrom", "ins", "oMath", "tab", "br", "sym", "ruby", "delText"):
        assert len(list(new.iter(f"{{*}}{name}"))) == len(list(old.iter(f"{{*}}{name}"))), name


def test_a_table_of_contents_is_text_in_every_paragraph() -> None:
    whole = field(' TOC \\o "1-3" ', run("One")).replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "")
    first = paragraph(whole, "<w:r><w:tab/></w:r>", field(" PAGEREF _Toc1 ", run("1")))
    last = paragraph(run("Two"), "<w:r><w:tab/></w:r>", field(" PAGEREF _Toc2 ", run("2")), whole[:0])
    end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    data = document(first + last + end)
    made = read(data)
    assert [row.source.readable for row in made.rows] == ["One\t1", "Two\t2"]
    after = body(written(translated(made, u1_1="Раз{1/}{2/}")))
    assert after.count('fldCharType="begin"') == after.count('fldCharType="end"') == 3
    assert after.index("TOC") < after.index("Раз") < after.index("PAGEREF _Toc1")


def test_a_comment_is_a_note_at_its_sentence_and_stays_there() -> None:
    comments = (
        f'{making.XML}<w:comments {making.SPACES}><w:comment w:id="0" w:author="R." w:date="2024-05-01T10:00:00Z">'
        f"{paragraph('<w:r><w:annotationRef/></w:r>', run('Is it so?'))}</w:comment></w:comments>"
    )
    marks = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    sign = '<w:r><w:commentReference w:id="0"/></w:r>'
    data = document(
        paragraph(run("One. Two "), marks[0], run("three"), marks[1], sign, run(". Four.")), comments=comments
    )
    made = read(data)
    assert [row.source.marked() for row in made.rows] == ["One.", "Two three.", "Four."]
    assert [[note.text for note in row.notes] for row in made.rows] == [[], ["Is it so?"], []]
    note = made.rows[1].notes[0]
    assert (note.author, note.date, note.origin) == ("R.", "2024-05-01T10:00:00Z", "comment")
    after = body(written(translated(made, u1_2="Два три.")))
    assert after.index("One.") < after.index(marks[0]) < after.index("Два три.") < after.index(marks[1])
    assert after.index(marks[1]) < after.index(sign) < after.index("Four.")


def test_a_bookmark_around_a_number_stays_around_it() -> None:
    number = field(" SEQ Figure ", run("7"))
    mark = '<w:bookmarkStart w:id="5" w:name="_Ref5"/>', '<w:bookmarkEnd w:id="5"/>'
    made = read(document(paragraph(run("The figure "), mark[0], number, mark[1], run(" shows it."))))
    assert made.rows[0].source.marked() == "The figure {1/} shows it."
    after = body(written(translated(made, u1_1="Это видно на рисунке {1/}.")))
    assert f"{mark[0]}{number}{mark[1]}" in after


def test_the_old_form_of_a_box_follows_the_new_one() -> None:
    made = read(making.fifteen())
    box = next(row for row in made.rows if "nine" in row.source.plain)
    number = box.id.removeprefix("f1/").replace("/", "_")
    after = body(written(translated(made, **{number: "В рамке."})))
    assert after.count("В рамке.") == 2
    assert "Place nine" not in after


def test_text_in_a_box_and_around_it_change_together() -> None:
    box = (
        '<w:r><w:pict><v:shape id="s" alt="A drawing"><v:textbox><w:txbxContent>'
        f"{paragraph(run('Inside.'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    made = read(document(paragraph(run("Before "), box, run(" behind."))))
    assert [row.source.marked() for row in made.rows] == ["Before {1/} behind.", "A drawing", "Inside."]
    after = body(written(translated(made, u1_1="До {1/} после.", u2_1='Рисунок "1"', u3_1="Внутри.")))
    root = etree.fromstring(
        members(written(translated(made, u1_1="До {1/} после.", u3_1="Внутри.")))["word/document.xml"]
    )
    assert "".join(root.itertext()) == "До Внутри. после."
    assert 'alt="Рисунок &quot;1&quot;"' in after


def test_a_translation_that_runs_the_other_way_says_so() -> None:
    made = read(document(paragraph(run("One "), run("two", "<w:i/>"), run("."), style="Heading1")))
    arabic = replace(translated(made, u1_1="واحد {1}اثنان{/1}."), head=replace(made.head, target_language="ar"))
    after = written(arabic)
    assert '<w:pPr><w:pStyle w:val="Heading1"/><w:bidi/></w:pPr>' in body(after)
    assert "<w:rPr><w:rtl/></w:rPr>" in body(after)
    assert "<w:rPr><w:i/><w:rtl/></w:rPr>" in body(after)
    assert 'w:bidi="ar"/>' in members(after)["word/styles.xml"].decode()
    again = docx.read(after, replace_options(source="ar", target="en"))
    back = translated(again, u1_1="One {1}two{/1}.")
    assert "bidi" not in body(written(back))
    assert "rtl" not in body(written(back))


def replace_options(source: str, target: str) -> ReadOptions:
    """Return options with other languages."""
    return ReadOptions(name="a.docx", source_language=source, target_language=target)


def test_the_source_language_goes_with_the_source() -> None:
    made = read(document(paragraph(run("One.", '<w:i/><w:lang w:val="en-GB"/>'))))
    after = written(translated(made, u1_1="Раз."))
    assert body(after) == paragraph("<w:r><w:rPr><w:i/></w:rPr><w:t>Раз.</w:t></w:r>")
    assert 'w:lang w:val="ru"' in members(after)["word/styles.xml"].decode()


def test_skipping_leaves_out_what_waits() -> None:
    made = translated(read(document(paragraph(run("One. Two. Three.")))), u1_1="Раз.", u1_3="Три.")
    after = docx.write(made, WriteOptions(untranslated="skip"))
    assert after.untranslated == 1
    assert body(after.data) == paragraph("<w:r><w:t>Раз. Три.</w:t></w:r>")


def test_a_sentence_left_out_on_purpose_leaves_its_marks() -> None:
    mark = '<w:bookmarkStart w:id="5" w:name="m"/><w:bookmarkEnd w:id="5"/>'
    made = read(document(paragraph(run("One. Tw"), mark, run("o. Three."))))
    rows = made.rows.spliced([(1, (made.rows[1],), (replace(made.rows[1], marks=frozenset({Mark.OMITTED})),))])
    after = body(written(replace(made, rows=rows)))
    assert "Two" not in after
    assert mark in after


def test_an_edited_source_goes_out_where_nothing_is_translated() -> None:
    made = read(document(paragraph(run("One."))))
    rows = made.rows.spliced([(0, (made.rows[0],), (replace(made.rows[0], source=Text.of("Won.")),))])
    assert "<w:t>Won.</w:t>" in body(written(replace(made, rows=rows)))


def test_other_prefixes_and_signs_in_attributes() -> None:
    plain = document(paragraph(run("One "), run("two", '<w:b/><w:color w:val="a&gt;b"/>')))
    odd = {
        name: content.replace(b"<w:", b"<x:")
        .replace(b"</w:", b"</x:")
        .replace(b" w:", b" x:")
        .replace(b"xmlns:w", b"xmlns:x")
        for name, content in members(plain).items()
        if name.startswith("word/") and not name.endswith(".rels")
    }
    odd = {name: content.replace(b"a&gt;b", b"a>b") for name, content in odd.items()}
    data = packages.opened(plain).written(odd)
    made = read(data)
    assert [row.source.marked() for row in made.rows] == ["One {1}two{/1}"]
    assert written(made) == data
    after = members(written(translated(made, u1_1="Раз {1}два{/1}")))["word/document.xml"]
    assert "".join(etree.fromstring(after).itertext()) == "Раз два"


def test_numbers_in_pages_are_not_for_translation() -> None:
    assert read(document(paragraph(field(" PAGE ", run("1"))))).rows == read(document("")).rows
    assert texts(document(paragraph(run("- "), field(" PAGE ", run("1")), run(" -")))) == ["- {1/} -"]


def test_words_in_numbers_of_headings_are_text() -> None:
    levels = "".join(f'<w:lvl><w:lvlText w:val="{said}"/></w:lvl>' for said in ("Chapter %1.", "%1.%2", "o", ""))
    numbering = f"{making.XML}<w:numbering {making.SPACES}><w:abstractNum>{levels}</w:abstractNum></w:numbering>"
    made = read(document(paragraph(run("One.")), numbering=numbering))
    assert [row.source.plain for row in made.rows] == ["One.", "Chapter %1."]
    after = members(written(translated(made, u2_1='Глава "%1".')))["word/numbering.xml"].decode()
    assert 'w:val="Глава &quot;%1&quot;."' in after
    assert after.count("%1.%2") == 1


def test_what_a_field_offers_to_choose_is_text() -> None:
    items = '<w:listItem w:displayText="At the harbour" w:value="At the harbour"/><w:listItem w:displayText="7"/>'
    choice = (
        f"<w:sdt><w:sdtPr><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{run('At the harbour')}</w:sdtContent></w:sdt>"
    )
    legacy = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:type="text" w:val="Where we meet"/>'
        '<w:ddList><w:listEntry w:val="Under the bridge"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = read(document(paragraph(run("We meet "), choice) + paragraph(run("Or "), legacy, ends)))
    offered = [row for row in made.rows if row.role == "label"]
    assert [row.source.plain for row in offered] == ["At the harbour", "7", "Where we meet", "Under the bridge"]
    assert [Mark.NOT_FOR_TRANSLATION in row.marks for row in offered] == [False, True, False, False]
    after = members(written(shouted(made)))["word/document.xml"].decode()
    assert 'displayText="AT THE HARBOUR" w:value="At the harbour"' in after
    assert ('w:val="WHERE WE MEET"' in after, 'w:val="UNDER THE BRIDGE"' in after) == (True, True)


def shouted(made: Document) -> Document:
    """Translate everything that is characters alone into capitals."""
    rows = [replace(row, target=Text.of(row.source.plain.upper())) for row in made.rows if not row.source.codes]
    by_id = {row.id: row for row in rows}
    return replace(made, rows=Rows.of(by_id.get(row.id, row) for row in made.rows))


def control(number: str, kind: str, inner: str = "") -> str:
    """Return a part of a form's control of the class *number*."""
    spaces = f'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="{making.R}"'
    return f'<ax:ocx {spaces} ax:classid="{{{number}}}" ax:persistence="{kind}" r:id="rId1">{inner}</ax:ocx>'


def test_labels_of_controls_are_text_where_they_stand_in_xml_and_told_where_not() -> None:
    button, box = "D7053240-CE69-11CD-A777-00DD01143C57", "8BD21D10-EC42-11CE-9E0D-00AA006002F3"
    caption = '<ax:ocxPr ax:name="Caption" ax:value="Send the letter"/>'
    parts = {
        "word/activeX/activeX1.xml": control(button, "persistPropertyBag", caption),
        "word/activeX/activeX2.xml": control(button, "persistStorage"),
        "word/activeX/activeX3.xml": control(box, "persistStorage"),
    }
    made = read(document(paragraph(run("Sign here.")), **parts))
    assert [row.source.plain for row in made.rows] == ["Sign here.", "Send the letter"]
    assert docx.write(made, WriteOptions()).losses == ()
    out = docx.write(shouted(made), WriteOptions())
    assert 'ax:value="SEND THE LETTER"' in members(out.data)["word/activeX/activeX1.xml"].decode()
    assert [told.partition(" is in ")[0] for told in out.losses] == ["1 label of a form’s button or box"]


def test_what_a_link_says_when_pointed_at_is_text() -> None:
    link = f'<w:hyperlink w:anchor="a" w:tooltip="To the end">{run("there")}</w:hyperlink>'
    made = read(document(paragraph(run("Look "), link)))
    assert [row.source.marked() for row in made.rows] == ["Look {1}there{/1}", "To the end"]
    both = translated(made, u1_1="Смотри {1}туда{/1}", u2_1="В конец")
    after = members(written(both))["word/document.xml"].decode()
    assert 'w:tooltip="В конец"' in after
    assert "To the end" not in after
    assert "".join(etree.fromstring(after.encode()).itertext()) == "Смотри туда"
