"""OpenDocument texts: untouched they are the same file; translated, every place has changed and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from editor import formats, pseudo
from editor.errors import FormatError
from editor.formats import odt, packages
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, apply
from editor.segmentation.inline import segmenter
from editor.text import Text
from tests.formats.odt import making
from tests.formats.odt.making import document, paragraph, span

OPTIONS = ReadOptions(name="letter.odt", source_language="en", target_language="ru", segment=segmenter())


def read(data: bytes) -> Document:
    return odt.read(data, OPTIONS)


def texts(body: str) -> list[str]:
    return [row.source.marked() for row in read(document(body)).rows]


def written(made: Document) -> bytes:
    return odt.write(made, WriteOptions()).data


def translated(made: Document, *targets: str) -> Document:
    """Give the rows their targets in turn, with codes as ``marked`` writes them; "" gives none."""
    rows = made.rows
    for number, (row, wanted) in enumerate(zip(made.rows, targets, strict=False)):
        if wanted:
            rows = rows.spliced([(number, (row,), (replace(row, target=Text.parse(wanted, row.source.codes)),))])
    return replace(made, rows=rows)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {each.filename: package.read(each) for each in package.infolist()}


def body(data: bytes) -> str:
    return members(data)["content.xml"].decode().partition("<office:text>")[2].partition("</office:text>")[0]


def words(data: bytes) -> set[str]:
    """Return every text that another reader finds, names, dates and what was deleted left out."""
    found = set()
    for name in ("content.xml", "styles.xml", "meta.xml"):
        for each in etree.fromstring(members(data)[name]).iter():
            for near in (each, each.getparent()):
                if near is not None and etree.QName(near).localname in {"deletion", "note-citation", "change-info"}:
                    break
            else:
                found |= {said.strip() for said in (each.text, each.tail) if said and said.strip()}
    return found


def test_a_document_nobody_edited_is_the_same_file() -> None:
    data = making.everywhere()
    made = read(data)
    assert written(made) == data
    assert odt.write(replace(made, origin=None), WriteOptions()).data == data
    assert formats.sniff(data).name == "odt"
    assert formats.sniff(data, "a.odt").name == "odt"


def test_all_places_of_text_are_read_and_written() -> None:
    data = making.everywhere()
    made = read(data)
    assert len(made.rows) == 16
    after = written(apply(pseudo.translate(made), made))
    assert {pseudo.accented(each) for each in words(data)} == words(after)
    assert len(words(data)) == 16
    assert ">Gone.<" in body(after)
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_roles_and_the_title() -> None:
    made = read(making.everywhere())
    assert made.head.title == "Place fifteen is the title"
    roles = {row.source.plain.split()[1].strip("."): row.role for row in made.rows}
    assert [roles[each] for each in ("one", "three", "five", "seven", "ten", "fifteen", "two")] == [
        "heading",
        "cell",
        "note",
        "list",
        "alt",
        "title",
        "",
    ]


@pytest.mark.parametrize(
    ("level", "role"), [("1", "heading"), ("10", "heading"), ("", ""), ("x", ""), ("1" * 5_000, "")]
)
def test_a_style_with_a_level_makes_a_heading_whatever_its_name(level: str, role: str) -> None:
    parts = making.styles().replace(
        "</office:styles>",
        '<style:style style:name="P9" style:display-name="Above" style:family="paragraph" '
        f'style:default-outline-level="{level}"/></office:styles>',
    )
    made = packages.opened(document(paragraph("A word.", "P9")))
    assert [row.role for row in read(made.written({"styles.xml": parts.encode()})).rows] == [role]


@pytest.mark.parametrize(
    ("language", "country", "said"),
    [("ru", "RU", "ru-RU"), ("en", "none", "en"), ("zxx", "none", ""), ("none", "none", "")],
)
def test_the_language_that_the_document_says(language: str, country: str, said: str) -> None:
    parts = making.styles().replace('fo:language="en"', f'fo:language="{language}"')
    parts = parts.replace('fo:country="US"', f'fo:country="{country}"')
    made = packages.opened(document(paragraph("12")))
    head = odt.read(made.written({"styles.xml": parts.encode()}), ReadOptions(name="a.odt")).head
    assert head.source_language == said


@pytest.mark.parametrize("style", ["T2", "T3", "T4", "T7", "nowhere"])
def test_spans_that_look_alike_are_one_text(style: str) -> None:
    assert texts(paragraph(f"One {span('two', style)} three. {span('Four.', style)}")) == ["One two three.", "Four."]


@pytest.mark.parametrize(
    ("style", "label"), [("T1", "bold"), ("T5", "italic"), ("T6", "subscript"), ("Strong_20_Emphasis", "bold")]
)
def test_what_the_eye_sees_is_a_code(style: str, label: str) -> None:
    made = read(document(paragraph(f"One {span('two', style)} three.")))
    assert made.rows[0].source.marked() == "One {1}two{/1} three."
    assert made.rows[0].source.codes[0].label == label


def test_spans_within_spans() -> None:
    inner = paragraph(f"One {span('two ' + span('three', 'T5'), 'T1')} four.")
    assert texts(inner) == ["One {1}two {/1}{2}three{/2} four."]
    after = body(written(translated(read(document(inner)), "Раз {1}два {/1}{2}три{/2} четыре.")))
    assert after == paragraph(f"Раз {span('два ', 'T1')}{span(span('три', 'T5'), 'T1')} четыре.")


def test_a_space_that_holds_something_is_a_space() -> None:
    made = read(document(paragraph("One<text:s>lost</text:s>two")))
    assert [row.source for row in made.rows] == [Text.of("One two")]


def test_white_space_is_what_the_format_says() -> None:
    made = read(document(paragraph('  One\n  two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>five ')))
    assert made.rows[0].source.marked() == "One two   three{1/}four{2/}five"
    after = body(written(translated(made, "Раз  два{1/}три{2/} четыре")))
    assert after.startswith(paragraph("")[:-9] + "Раз <text:s/>два<text:tab/>три<text:line-break/><text:s/>четыре")


def test_a_note_stays_in_its_sentence_and_its_text_is_a_unit() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"{paragraph('A note.')}</text:note-body></text:note>"
    )
    made = read(document(paragraph(f"One{note} two. Three.")))
    assert [row.source.marked() for row in made.rows] == ["One{1/} two.", "Three.", "A note."]
    assert made.rows[0].source.codes[0].label == "footnote"
    after = body(written(translated(made, "Два{1/} раз.", "", "Сноска.")))
    assert after == paragraph(f"Два{note.replace('A note.', 'Сноска.')} раз. Three.")


def test_an_annotation_is_a_note_and_stays_with_its_sentence() -> None:
    remark = (
        '<office:annotation office:name="a1"><dc:creator>R.</dc:creator><dc:date>2024-05-01T10:00:00</dc:date>'
        "<text:p>Is it so?</text:p></office:annotation>"
    )
    made = read(document(paragraph(f'One. Two {remark}three<office:annotation-end office:name="a1"/>. Four.')))
    assert [row.source.marked() for row in made.rows] == ["One.", "Two three.", "Four."]
    assert [(note.text, note.author) for note in made.rows[1].notes] == [("Is it so?", "R.")]
    after = body(written(translated(made, "", "Два три.")))
    assert after == paragraph(f'One. {remark}Два три.<office:annotation-end office:name="a1"/> Four.')


def test_fields_are_protected_and_say_what_they_show() -> None:
    made = read(
        document(paragraph("Page <text:page-number>3</text:page-number> of <text:page-count>9</text:page-count>"))
    )
    assert made.rows[0].source.marked() == "Page {1/} of {2/}"
    assert made.rows[0].source.readable == "Page 3 of 9"


def test_the_language_and_the_direction_are_the_translations() -> None:
    made = read(document(paragraph("One.")))
    russian = members(written(translated(made, "Раз.")))["styles.xml"].decode()
    assert 'fo:language="ru" fo:country="none"' in russian
    assert 'style:writing-mode="lr-tb"' in russian
    arabic = replace(translated(made, "واحد."), head=replace(made.head, target_language="ar-EG"))
    changed = members(written(arabic))["styles.xml"].decode()
    assert 'style:language-complex="ar" style:country-complex="EG"' in changed
    assert changed.count('style:writing-mode="rl-tb"') == 2


def test_what_is_no_text_document_says_so() -> None:
    sheet = document(paragraph("x"), kind="application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FormatError, match="no text document"):
        read(sheet)
    with pytest.raises(FormatError, match="password"):
        read(document(paragraph("x"), locked=True))


def test_a_translation_into_it_is_refused_where_the_original_was_none() -> None:
    made = read(document(paragraph("One.")))
    foreign = replace(made, head=replace(made.head, skeleton=None))
    with pytest.raises(FormatError, match="OpenDocument"):
        odt.write(foreign, WriteOptions())


def test_the_labels_of_controls_are_units() -> None:
    form = '<office:forms><form:form><form:button form:label="Post &amp; go" form:name="b"/></form:form></office:forms>'
    plain = document(paragraph("Hello."))
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(whole, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            if each.filename == "content.xml":
                spaced = b'<office:text xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0">'
                data = data.replace(b"<office:text>", spaced + form.encode())
            new.writestr(each, data)
    made = read(whole.getvalue())
    label = next(row for row in made.rows if row.source.plain == "Post & go")
    out = written(translated(made, *("Пуск & “<”" if row is label else "" for row in made.rows)))
    assert 'form:label="Пуск &amp; “&lt;”"' in members(out)["content.xml"].decode()


def test_words_beside_numbers_of_lists_are_text() -> None:
    level = (
        '<text:list-level-style-number text:level="{}" loext:num-list-format="{}" style:num-prefix="{}" '
        'style:num-suffix="{}" style:num-format="1"/>'
    )
    levels = [("1", "Chapter %1%:", "Chapter ", ":"), ("2", "Chapter %1% of %2% pages", "Chapter ", " pages")]
    listed = "".join(level.format(*each) for each in levels) + level.format("3", "(%3%)", "(", ")")
    listed += '<text:list-level-style-bullet text:bullet-char="o"/>'
    styles = f'<text:list-style style:name="L1">{listed}</text:list-style>'
    data = document(paragraph("Hello."))
    content = members(data)["content.xml"].decode()
    assert "</office:automatic-styles>" in content
    content = content.replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>")
    content = content.replace(" xmlns:style=", ' xmlns:loext="urn:org:documentfoundation:loext" xmlns:style=', 1)
    data = packages.opened(data).written({"content.xml": content.encode()})
    made = read(data)
    assert sorted(row.source.plain for row in made.rows if row.role == "label") == ["Chapter", "of", "pages"]
    assert written(made) == data
    targets = {"Chapter": 'Глава "а"', "of": "из", "pages": "страниц"}
    out = written(translated(made, *(targets.get(row.source.plain, "") for row in made.rows)))
    after = members(out)["content.xml"].decode()
    assert after.count('num-prefix="Глава &quot;а&quot; "') == 2
    assert 'num-list-format="Глава &quot;а&quot; %1%:"' in after
    assert 'num-list-format="Глава &quot;а&quot; %1% из %2% страниц"' in after
    assert 'num-suffix=" страниц"' in after


def test_what_a_list_to_choose_from_offers_is_text() -> None:
    offered = '<text:label text:value="At the harbour"/><text:label text:value="7"/><text:label text:value="Under it"/>'
    field = f'<text:drop-down text:name="where">{offered}At the harbour</text:drop-down>'
    made = read(document(paragraph(f"We meet {field}.")))
    assert [row.source.plain for row in made.rows] == ["We meet .", "At the harbour", "Under it"]
    after = body(written(translated(made, "", "В порту", "Под ним")))
    assert after.count("В порту") == 2
    assert 'text:value="7"' in after
    assert "Under it" not in after


def test_a_page_that_libreoffice_saved_is_a_text_document() -> None:
    made = read(document(paragraph("One."), kind="application/vnd.oasis.opendocument.text-web"))
    assert [row.source.plain for row in made.rows] == ["One."]
