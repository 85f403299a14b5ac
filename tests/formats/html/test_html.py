"""Web pages: any page comes back byte for byte, and targets stand where their sources stood."""

from __future__ import annotations

import codecs
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import edits
from editor.errors import FormatError
from editor.formats import html
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Head, Mark, Place, Segment, apply, document
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Code, Kind, Text

SOUP = """\
<p>|</p>|<div class='x'>|</div>|<b>|</b>|<i>|</i>|<a href="x" title='Hé t'>|</a>|<br>|<br/>| |  |word|One. |Two! |&amp;|
&nbsp;|&#8217;|&copy|&notit;|&|<|>|<img alt="pic ture">|<img alt=foo>|<!-- c -->|<!--|<script>x<p>y</script>|<style>|
<td>|<table>|</table>|<li>|<ul>|</ul>|<h1>|</h1>|<pre>|</pre>|<textarea>|</textarea>|<title>|</title>|<svg>|</svg>|
<span translate=no>|</span>|<span>|é|я|中文。|<html lang=en>|<meta name=description content='des cr'>|"|'|=|<option>|
<input type=submit value=Go>|<a|</|]]>|<blockquote>|<noscript>|\u200b|<p class="share|\t\n|<nav>|</nav>|<form>"""
SOUPS = st.lists(st.sampled_from(SOUP.replace("\n", "").split("|")), max_size=16).map("".join)


def read(page: str, source: str = "en", target: str = "ru") -> Document:
    options = ReadOptions(source_language=source, target_language=target, segment=segmenter(), name="page.html")
    return html.read(page.encode(), options)


def written(made: Document, **more: str) -> str:
    return html.write(made, WriteOptions(**more)).data.decode()


def translated(made: Document, targets: dict[int, Text | str]) -> Document:
    def typed(number: int, row: Segment) -> Segment:
        target = targets.get(number, row.target)
        return replace(row, target=Text.of(target) if isinstance(target, str) else target)

    return replace(made, rows=Rows.of(typed(number, row) for number, row in enumerate(made.rows)))


def sources(made: Document) -> list[str]:
    return [row.source.marked() for row in made.rows]


def squeezed(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@given(SOUPS)
def test_what_nobody_translated_is_byte_for_byte_what_was_read(page: str) -> None:
    made = read(page)
    assert written(made) == page
    assert written(replace(made, origin=None)) == page
    for unit, run in groupby(made.rows, key=lambda row: row.unit):
        assert [row.id for row in run][0].startswith(unit + "/")  # noqa: RUF015 - the run is spent


@given(SOUPS)
def test_places_are_sorted_and_stand_apart_or_one_within_another(page: str) -> None:
    skeleton = read(page).head.skeleton
    assert skeleton is not None
    around: list[Place] = []
    assert list(skeleton.places) == sorted(skeleton.places, key=lambda place: (place.start, -place.end))
    for place in skeleton.places:
        assert 0 <= place.start < place.end <= len(skeleton.data)
        while around and around[-1].end <= place.start:
            around.pop()
        assert not around or place.end <= around[-1].end
        around.append(place)


@given(SOUPS, st.sets(st.integers(0, 12)))
def test_targets_come_back_as_sources(page: str, chosen: set[int]) -> None:
    made = read(page)

    def accented(text: Text) -> Text:
        return Text.of(*(run.upper() + "X" if isinstance(run, str) else run for run in text.runs))

    made = translated(made, {n: accented(row.source) for n, row in enumerate(made.rows) if n in chosen})
    again = read(written(made), "ru")
    goes = [row.target if row.target and not row.marks else row.source for row in made.rows]
    assert squeezed([text.marked() for text in goes]) == squeezed(sources(again))


@given(st.binary(max_size=40), st.sampled_from([b"", b"<p>", codecs.BOM_UTF8, b"<meta charset=windows-1251>"]))
def test_any_bytes_are_read_exactly_or_refused_in_a_sentence(data: bytes, before: bytes) -> None:
    try:
        made = html.read(before + data, ReadOptions())
    except FormatError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most bytes are no page, which is right
    else:
        assert html.write(made, WriteOptions()).data == before + data


@given(st.text(st.sampled_from("ab я&;<>\"'` =\n\xa0é"), min_size=1))
def test_any_characters_can_be_a_target(target: str) -> None:
    page = "<title>t</title><p>a <b>b</b></p><img alt=\"x\"><img alt='x'><img alt=x><textarea>x</textarea>"
    made = read(page)
    again = read(written(translated(made, dict.fromkeys(range(6), f"x{target}x"))), "ru")
    assert squeezed(sources(again)) == squeezed([f"x{target}x"] * 6)


def test_text_between_tags_is_exactly_once_in_a_unit() -> None:
    page = "<div>one<p>two</p>three<ul><li>four<li>five</ul></div>six<table><td>seven<td>eight</table>nine<h2>ten"
    assert sources(read(page)) == "one two three four five six seven eight nine ten".split(" ")


def test_codes_that_enclose_a_unit_or_hold_no_text_stay_outside() -> None:
    page = '<p><a name="x"></a><b><i>All of it</i></b><br></p><p>Some <b>of</b> it<img src="e.gif"></p>'
    assert sources(read(page)) == ["All of it", "Some {1}of{/1} it"]


def test_codes_carry_their_markup_and_a_word_for_it() -> None:
    page = '<p>See <a href="x">here</a>,<br> now <img src="i.png"> and <i class="icon"></i> or <wbr>x</p>'
    codes = read(page).rows[0].source.codes
    assert [(code.label, code.kind, code.data) for code in codes] == [
        ("link", Kind.OPEN, '<a href="x">'),
        ("link", Kind.CLOSE, "</a>"),
        ("line break", Kind.ALONE, "<br>"),
        ("image", Kind.ALONE, '<img src="i.png">'),
        ("italic", Kind.ALONE, '<i class="icon"></i>'),
        ("wbr", Kind.ALONE, "<wbr>"),
    ]
    assert [code.equiv for code in codes] == ["", "", "\n", "", "", ""]


def test_white_space_collapses_as_on_the_screen_and_keeps_its_bytes() -> None:
    page = "<p>\n One\n\ttwo <b> three</b>&nbsp; <br>\n four. Five\n  six. </p><pre>\n a\r\n  b </pre>"
    made = read(page)
    assert [row.source.readable for row in made.rows] == ["One two three\xa0\nfour.", "Five six.", "a\n  b"]
    made = translated(made, {1: "Пять шесть."})
    assert written(made) == page.replace("Five\n  six.", "Пять шесть.")


def test_misnested_and_unclosed_inline_tags_are_lone_codes() -> None:
    page = "<p>a <b>b <i>c</b> d</i> e</p><p>f <b>g</p><p>h</b> i</p>"
    assert sources(read(page)) == ["a {1}b {2}c{/1} d{/2} e", "f {1/}g", "h{1/} i"]


def test_two_line_breaks_part_paragraphs() -> None:
    page = "<div>One<br><br />\n<br>Two<br>lines<span><br></span><i><br></i>three</div>"
    assert sources(read(page)) == ["One", "Two{1/}lines", "three"]


def test_scripts_styles_and_lines_of_drawings_are_never_text() -> None:
    page = "<style>p{}</style><p>a<script>'<p>no'</script>b<svg><style>no</style><path d='no'/></svg>c</p>"
    assert sources(read(page)) == ["a{1/}b{2/}c"]


def test_attributes_that_people_read_are_units() -> None:
    page = (
        '<meta name="description" content="What it is"><meta name=viewport content="no">'
        "<p title='Hint'>See <img alt=\"A &quot;boat&quot;\" src=b.png> there</p>"
        "<input placeholder=Name value=no><input type=submit value=Send><option label=First></option><img alt='12'>"
    )
    made = read(page)
    assert [(row.role, row.source.readable) for row in made.rows] == [
        ("description", "What it is"),
        ("hint", "Hint"),
        ("", "See  there"),
        ("alt", 'A "boat"'),
        ("field", "Name"),
        ("button", "Send"),
        ("option", "First"),
    ]
    made = translated(made, {1: "Под'сказка", 3: 'Лодка "<"', 4: "Ваше имя"})
    done = written(made)
    assert "title='Под&#39;сказка'" in done
    assert 'See <img alt="Лодка &quot;<&quot;" src=b.png> there' in done
    assert "placeholder=Ваше&#32;имя " in done


def test_a_picture_within_a_translated_sentence_has_its_words_translated_too() -> None:
    made = read('<p>See <img alt="boat"> there</p>')
    image = made.rows[0].source.codes[0]
    made = translated(made, {0: Text.of("Там ", image), 1: "лодка"})
    assert written(made) == '<p>Там <img alt="лодка"></p>'


def test_what_the_page_says_is_not_for_translation_is_not() -> None:
    page = '<p translate="no">No</p><p class="notranslate x">No</p><p>Use <span translate=no>git add</span> first</p>'
    made = read(page)
    assert [row.reason for row in made.rows] == ["the page says so", "the page says so", ""]
    assert made.rows[2].source.readable == "Use git add first"
    assert made.rows[2].source.codes[0].data == "<span translate=no>git add</span>"


def test_entities_of_untranslated_sentences_stay_beside_translated_ones() -> None:
    page = "<p>It&#8217;s&nbsp;one.\n  It&rsquo;s two.  <b>It</b>&apos;s three.</p>"
    made = read(page)
    assert written(translated(made, {1: "Это два."})) == page.replace("It&rsquo;s two.", "Это два.")
    made = translated(made, {1: "Это два."})
    assert written(made, untranslated="skip") == "<p>Это два.</p>"


def test_split_join_order_and_edited_sources_keep_native_bytes() -> None:
    page = "<p>It&#8217;s one.\n It&#8217;s two,&nbsp;and <b>so</b>\n  on.</p>"
    made = read(page)
    made = apply(edits.split(made, 1, 9), made)
    assert len(made.rows) == 3
    assert written(made) == page
    moved = translated(made, {0: "Раз.", 1: "Два,", 2: Text.of("и <так>")})
    moved = replace(moved, rows=Rows.of(replace(row, order=3 - n) for n, row in enumerate(moved.rows)))
    assert written(moved) == "<p>и &lt;так&gt;\n Два,&nbsp;Раз.</p>"
    made = apply(edits.join(made, 0), made)
    assert written(made) == page
    made = apply(edits.edit_source(made, 0, Text.of("It’s <1>")), made)
    assert written(made) == "<p>It’s &lt;1&gt;&nbsp;and <b>so</b>\n  on.</p>"


def test_omitted_sentences_go_and_kept_ones_stay() -> None:
    made = read("<p>One&#46; Two. Three.</p>")
    made = replace(
        made,
        rows=Rows.of(
            replace(row, marks=frozenset({mark}))
            for row, mark in zip(made.rows, (Mark.NOT_FOR_TRANSLATION, Mark.OMITTED, Mark.NEEDS_WORK), strict=True)
        ),
    )
    made = translated(made, {0: "Раз.", 2: "Три."})
    assert written(made) == "<p>One&#46; Три.</p>"


@pytest.mark.parametrize(
    ("root", "target", "wanted"),
    [
        ('<html lang="en">', "ru", '<html lang="ru">'),
        ("<html lang=en dir=ltr>", "ar", '<html lang="ar" dir="rtl">'),
        ("<html class=x>", "he", '<html lang="he" dir="rtl" class=x>'),
        ('<html dir="rtl" lang="ar">', "en-GB", '<html dir="ltr" lang="en-GB">'),
        ('<html xml:lang="en" lang="en">', "pl", '<html xml:lang="pl" lang="pl">'),
        ("<body>", "ru", "<body>"),
    ],
)
def test_a_translated_page_says_its_language_and_direction(root: str, target: str, wanted: str) -> None:
    page = f"<!DOCTYPE html>\n{root}<p>One.</p>"
    made = read(page, target=target)
    assert written(made) == page
    assert written(translated(made, {0: "x"})) == f"<!DOCTYPE html>\n{wanted}<p>x</p>"


def test_encodings_of_pages() -> None:
    page = '<html lang="ru"><meta charset="windows-1251"><p>Да — нет.</p>'
    made = html.read(page.encode("cp1251"), ReadOptions(target_language="zh"))
    assert (made.head.encoding, made.head.source_language) == ("cp1251", "ru")
    made = translated(made, {0: "是 & 否"})
    assert html.write(made, WriteOptions()).data.decode("cp1251").endswith("<p>&#26159; &amp; &#21542;</p>")
    recoded = html.write(made, WriteOptions(encoding="utf-8")).data.decode()
    assert recoded == '<html lang="zh"><meta charset="utf-8"><p>是 &amp; 否</p>'
    wide = codecs.BOM_UTF16_LE + page.encode("utf-16-le")
    made = html.read(wide, ReadOptions(target_language="en"))
    assert made.head.encoding == "utf-16-le"
    changed = html.write(translated(made, {0: "Yes"}), WriteOptions()).data
    assert changed.decode("utf-16") == page.replace('"ru"', '"en"').replace("Да — нет.", "Yes")


@pytest.mark.parametrize(
    ("told", "text", "wanted", "doubts"),
    [
        ("ru", "Neighbours, the door is open. ", "ru", 0),
        ("ru", "Neighbours, the door is open and we are all here. " * 20, "en", 1),
        ("en-GB", "Neighbours, the door is open and we are all here. " * 20, "en-GB", 0),
        ("oc", "Nous sommes tous ici et la porte est ouverte. " * 20, "oc", 0),
        ("no such tag", "Neighbours, we have opened the door. ", "en", 0),
    ],
)
def test_the_language_a_page_says_is_believed_unless_it_is_plainly_wrong(
    told: str, text: str, wanted: str, doubts: int
) -> None:
    made = html.read(f'<html lang="{told}"><p>{text}</p>'.encode(), ReadOptions())
    assert (made.head.source_language, len(made.warnings)) == (wanted, doubts)


@pytest.mark.parametrize("inner", ["<li>Two.", "<p>Two.", "<td>Two.", "</li>Two.", "<option>Two."])
@pytest.mark.parametrize("hidden", ["noscript", "template"])
def test_what_is_hidden_ends_nothing_around_it(hidden: str, inner: str) -> None:
    page = f"<ul><li>One.<{hidden}>{inner}</{hidden}>Three.</li></ul>"
    made = read(page)
    assert sorted(row.source.plain for row in made.rows) == ["One.Three.", "Two."]
    assert written(made) == page


def test_what_looks_like_a_page() -> None:
    assert html.sniff(b"<!DOCTYPE html><p>")
    assert html.sniff(codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"))
    assert html.sniff(b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y">')
    assert not html.sniff(b'<?xml version="1.0"?>\n<xliff version="2.1"><p>')
    assert not html.sniff(b"a < b")
    with pytest.raises(FormatError, match="no web page"):
        html.read(b"\x89PNG\0", ReadOptions())


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>x", "<p>x", "<b>x</b>", "<td>", "</p>", "<i><b>", "<svg>", "&lt; ", "<br>"]
)
def test_a_great_deal_of_one_thing_is_read_or_refused(piece: str) -> None:
    data = (piece * 3_000).encode() + b"x"
    assert html.write(html.read(data, ReadOptions()), WriteOptions()).data == data


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(FormatError, match="too many tags"):
        html.read(b"<b>" * 250_001, ReadOptions())


def test_a_document_from_elsewhere_becomes_a_page() -> None:
    rows = [
        Segment("a", Text.of("Title"), Text.of("Имя & <b>"), unit="u1", role="heading"),
        Segment("b", Text.of("One."), Text.of("Раз."), unit="u2", gap=Text.of(" ")),
        Segment("c", Text.of("Two."), Text.of(Code(Kind.ALONE, "1", "line break", "x", "\n"), "Два."), unit="u2"),
        Segment("d", Text.of("item"), unit="u3", role="list"),
    ]
    page = written(document(rows, Head("en", "ar", title="A & B")))
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>A &amp; B</title>" in page
    assert "<h2>Имя &amp; &lt;b&gt;</h2>\n<p>Раз.<br>\nДва.</p>\n<ul>\n<li>item</li>\n</ul>" in page
    assert "<html>" in written(document(rows, Head()))


@pytest.mark.parametrize(
    ("name", "count"), [("open-letter.en.html", 57), ("open-letter.ru.html", 56), ("open-letter.later.en.html", 57)]
)
def test_the_letter_as_a_page(seeds: Path, name: str, count: int) -> None:
    data = (seeds / name).read_bytes()
    made = html.read(data, ReadOptions(name=name, segment=segmenter()))
    assert sum(row.translatable for row in made.rows) == count
    assert made.head.title == made.rows[0].source.plain
    result = html.write(made, WriteOptions())
    assert (result.data, result.untranslated) == (data, count)


def test_elements_that_hold_only_white_space_are_white_space() -> None:
    page = "<p>one<span>&nbsp;</span>two<b> </b><i> </i>three<b><br></b>four"
    page += "<a href=x> <img src=y> </a>five<!-- no -->.</p>"
    row = read(page).rows[0]
    assert row.source.readable == "one\xa0two three\nfour five."
    assert [code.label for code in row.source.codes] == ["line break", "image"]


def test_an_empty_element_with_another_ones_end_in_it_is_codes() -> None:
    assert sources(read("<p>a <b>b<i></b></i> c</p>")) == ["a {1}b{2}{/1}{/2} c"]


def test_words_in_drawings_templates_and_for_those_without_scripts_are_units() -> None:
    page = (
        "<p>One <svg><title>An oven</title><text x=1>Hot <tspan>bread</tspan></text></svg> two</p>"
        "<noscript><p>Switch <b>it</b> on</p></noscript><template><li>Row</template><!--[if IE]><p>old</p><![endif]-->"
    )
    made = read(page)
    assert sources(made) == ["One {1/} two", "An oven", "Hot {1}bread{/1}", "Switch {1}it{/1} on", "Row"]
    assert made.head.title != "An oven"
    out = written(translated(made, {1: "Печь", 3: "Включите"}))
    assert out == page.replace("An oven", "Печь").replace("Switch <b>it</b> on", "Включите")


def test_depth_and_unclosed_elements_within_are_bounded() -> None:
    for part in ("<template>", "<noscript><title>", "<svg><text>", "<template><svg><noscript>"):
        page = part * 3_000 + "x" + "</noscript></svg></template>" * 3_000
        assert written(read(page)) == page
