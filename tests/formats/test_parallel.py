"""The parallel edition: valid, self-contained, harmless, every sentence facing its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, parallel
from editor.model import Document, Head, Mark, Segment, State, document
from editor.rows import Rows
from editor.text import EMPTY, Break, Code, Kind, Text
from tests.samples import LINK, LINK_END, letter
from tests.strategies import documents

HTML = etree.HTMLParser(recover=False)


def page(whole: Document, layout: str = "") -> str:
    return parallel.write(whole, WriteOptions(layout=layout)).data.decode()


def cells(text: str, side: str) -> list[str]:
    root = etree.HTML(text)
    return ["".join(cell.itertext()) for cell in root.iterfind(f'.//div[@class="{side}"]')]


def test_every_sentence_faces_its_own() -> None:
    text = page(letter())
    assert cells(text, "source")[2] == "See the list below."
    assert cells(text, "target")[2] == "См. список."
    assert cells(text, "target")[:2] == ["русский", "not translated yet"]
    assert '<a href="https://example.org/" rel="noreferrer">список</a>' in text
    assert text.count('class="unit first"') == 2
    assert parallel.sniff(text.encode())


def test_paragraphs_face_each_other_with_their_gaps() -> None:
    text = page(letter(), "paragraphs")
    assert cells(text, "source")[1] == "One month ago we wrote. See the list below. Thank you."
    assert len(cells(text, "source")) == 3
    assert [text.count(f'class="s{number}"') for number in range(4)] == [3, 3, 2, 0]


def test_furniture_is_left_out_and_told_and_omissions_are_shown() -> None:
    rows = [
        Segment("1", Text.of("menu"), marks=frozenset({Mark.NOT_FOR_TRANSLATION}), unit="u1"),
        Segment("2", Text.of("aside"), marks=frozenset({Mark.OMITTED}), unit="u2"),
    ]
    whole = document(rows, Head("ar", "en"))
    written = parallel.write(whole, WriteOptions())
    text = written.data.decode()
    assert cells(text, "source")[1:] == ["aside"]
    assert cells(text, "target")[1:] == ["left out on purpose"]
    assert "mirrored" in text
    assert 'lang="ar" dir="rtl"' in text
    assert written.losses


def test_the_title_stands_above_both_columns_once() -> None:
    rows = (Segment("t", Text.of("A letter"), Text.of("Письмо"), State.DRAFT, unit="t", role="title"), *letter().rows)
    text = page(replace(letter(), rows=Rows.of(rows)))
    assert "A letter" not in cells(text, "source")
    assert text.count("A letter</h1>") == 1
    assert '<p class="title" lang="ru" dir="ltr">Письмо</p>' in text


def test_a_heading_that_the_documents_title_names_is_the_title_and_what_browsers_show_is_no_row() -> None:
    rows = (
        Segment("1", Text.of("A letter to all | Our blog"), unit="u1", role="title"),
        Segment("2", Text.of("A letter to all"), Text.of("Письмо ко всем"), State.DRAFT, unit="u2", role="heading"),
        Segment("3", Text.of("Why"), Text.of("Почему"), State.DRAFT, unit="u3", role="heading"),
        Segment("4", Text.of("Hello."), unit="u4"),
    )
    text = page(document(rows, Head("en", "ru", "A letter to all | Our blog")))
    assert cells(text, "source") == ["EnglishA letter to all", "Why", "Hello."]
    assert cells(text, "target") == ["русскийПисьмо ко всем", "Почему", "not translated yet"]
    assert text.count("<h2") == 2
    assert "<title>Письмо ко всем</title>" in text


def test_the_running_title_in_the_style_sheet_cannot_leave_its_string() -> None:
    text = page(document([Segment("1", Text.of("x"), unit="u")], Head("en", "ru", 'a"; } </style><script>\n\\')))
    style = text[text.index("<style>") : text.index("</style>")]
    assert text.count("</style>") == 1
    assert re.search(r'content: "(?:[^"\\\n]|\\[0-9a-f]+ )*"; } }\n$', style)


def test_what_waits_for_a_translation_is_left_out_when_asked_or_stands_as_an_editors_sign() -> None:
    skipped = parallel.write(letter(), WriteOptions("skip")).data.decode()
    assert cells(skipped, "source")[1:] == ["See the list below."]
    assert cells(page(letter(), "paragraphs"), "target")[1] == "[…] См. список. […]"


def test_verse_keeps_its_lines_and_wrapped_prose_does_not() -> None:
    verse = document([Segment("1", Text.of("Rose,\noh pure"), unit="u")])
    prose = document([Segment("1", Text.of("word " * 20 + "\nword"), unit="u")])
    assert 'class="unit first verse"' in page(verse)
    assert "verse" not in page(prose)[page(prose).index("<body>") :]


def test_paragraphs_inside_a_segment_stay_apart() -> None:
    text = Text.of("One.", Break(paragraph=True), "Two.", Break(), " Three.")
    assert 'One.<br class="paragraph">Two. Three.' in page(document([Segment("1", text, unit="u")]))


def test_targets_in_another_order_are_put_right() -> None:
    rows = [
        Segment("1", Text.of("One."), Text.of("Раз."), unit="u", gap=Text.of(" "), order=2),
        Segment("2", Text.of("Two."), Text.of("Два."), unit="u", order=1),
    ]
    assert cells(page(document(rows, Head("en", "ru")), "paragraphs"), "target")[1] == "Два. Раз."


@pytest.mark.parametrize(
    "data",
    [
        '<a href="javascript:alert(1)">',
        '<a href=" data:text/html,x">',
        "<script>",
        '<img src=x onerror="y">',
        "<a>",
        "<svg>",
    ],
)
def test_markup_that_could_do_something_is_not_carried_over(data: str) -> None:
    text = Text.of(Code(Kind.OPEN, "1", "x", data), "word", Code(Kind.CLOSE, "1", "x", "</x>"))
    out = page(document([Segment("1", text, unit="u")]))
    assert ">word<" in out
    body = out[out.index("<body>") :]
    assert not re.search(r"<(?:script|svg|img)|javascript|onerror|data:text", body)


def test_overlapping_codes_are_nested_and_labels_do_where_there_is_no_markup() -> None:
    b, b_end = Code(Kind.OPEN, "1", "bold"), Code(Kind.CLOSE, "1", "bold")
    i, i_end = Code(Kind.OPEN, "2", "italic", "<em>"), Code(Kind.CLOSE, "2", "italic", "</em>")
    text = Text.of(b, "a", i, "b", b_end, "c", i_end, Code(Kind.ALONE, "3", "line break", "<br>", "\n"), LINK_END)
    out = page(document([Segment("1", text, unit="u")]))
    assert "<b>a<em>b</em></b><em>c</em><br>" in out


def test_a_code_open_at_the_end_of_a_sentence_goes_on_in_the_next() -> None:
    rows = [
        Segment("1", Text.of(LINK, "One."), unit="u", gap=Text.of(" ")),
        Segment("2", Text.of("Two.", LINK_END), unit="u"),
    ]
    out = page(document(rows), "paragraphs")
    assert out.count('<a href="https://example.org/"') == 2
    assert out.count("</a>") == 2


def test_it_refers_to_nothing_outside() -> None:
    out = page(letter())
    assert not re.search(r"<(?:script|link|img)|url\(|@import", out)


@settings(max_examples=25)
@given(whole=documents())
def test_any_document_makes_a_page_that_parses(whole: Document) -> None:
    for layout in ("sentences", "paragraphs"):
        etree.fromstring(page(whole, layout).replace("\0", "").encode("utf-8", "replace"), HTML)


def test_languages_that_are_none_and_editions_read() -> None:
    odd = document([Segment("1", Text.of("x"), EMPTY, unit="u")], Head("", "!!"))
    assert '<p class="language">!!</p>' in page(odd)
    with pytest.raises(FormatError, match="work file"):
        parallel.read(b"", ReadOptions())
