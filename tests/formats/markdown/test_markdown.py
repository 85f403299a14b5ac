"""Markdown: what is text and what is markup, untouched bytes, and targets that read back as they were typed."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from editor import pseudo
from editor.errors import FormatError
from editor.formats import markdown
from editor.formats.markdown.writing import guarded
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Segment, State, apply, document
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Code, Kind, Text

PIECES = [
    "# Bread\n", "Bread #\n", "Two *ovens* and **loaves**. ", "More! ", "soft\n", "hard  \n", "hard\\\n", "\n\n", "\n",
    "> ", "> > ", "- ", "1. ", "2) ", "    ", "\t", "  ", "`code`", "``a ` b``", "```\n", "~~~\n",
    '[link](a.md "Title")',
    "[x](<a b> 'it''s')", "![pic *a*](p.png)", "![](p.png)", "[ref]", "[a][ref]", "[b][]", '[ref]: /u "Tip"\n',
    "<http://a.b/c>", "<b>", "</b>", "<br>", "<!-- x -->", "<div>\n", "</div>\n", "&amp;", "&nbsp;", "&#42;", "&zzz;",
    "\\*", "\\q", "\\", "*", "**", "_", "__", "~~", "a_b_c", "слово ", "字。",
    "| a | b \\| c |\n|---|:-:|\n| d | `e\\|f` |\n",
    "|", "---\n", "===\n", "***\n", "[^1]", "[^1]: note\n", ": def\n", ":::tip\n", ":::\n", "{{ x }}", "{% if %}",
    "{: .a}\n",
    "{#id}", "[!NOTE]\n", "[ ] ", "- [x] ", "$$\n", "$x$", "\r\n", "\r", "\x0c", "\u2028", "\x85", "x" * 70,
    "<details><summary>S</summary>\n", "<img src='a' alt='b'>\n", "***a** b*", "*a **b***", "![[x]](y)", "[![p](q)](r)",
]  # fmt: skip
FRONT = [
    "", "---\ntitle: A page\ndate: 1\n---\n", '---\ntitle: "A \\"b\\""\n---\n', "+++\ntitle = 'it'\n+++\n", "---\n",
    "---\ndescription: >\n  One\n  two\n\nsummary: |\n  a\n  b\n---\n", "---\ntitle: it's # so\n---\n",
    "---\ntitle: 'it''s'\n---\n",
]  # fmt: skip
PAGES = st.tuples(st.sampled_from(FRONT), st.lists(st.sampled_from(PIECES), max_size=14)).map(
    lambda parts: parts[0] + "".join(parts[1])
)


def read(text: str, segment: bool = True) -> Document:
    options = ReadOptions("page.md", "en", "ru", segment=segmenter() if segment else None)
    return markdown.read(text.encode("utf-8", "surrogateescape"), options)


def written(made: Document, **more: str) -> str:
    return markdown.write(made, WriteOptions(**more)).data.decode("utf-8", "surrogateescape")


def translated(made: Document, targets: Mapping[int, Text | str]) -> Document:
    rows = []
    for number, row in enumerate(made.rows):
        target = targets.get(number, row.target)
        rows.append(replace(row, target=Text.of(target) if isinstance(target, str) else target))
    return replace(made, rows=Rows.of(rows))


def sources(made: Document) -> list[str]:
    return [row.source.marked() for row in made.rows]


def shapes(text: Text) -> list[str]:
    return [run if isinstance(run, str) else run.label for run in text.runs if isinstance(run, str | Code)]


def squeezed(text: Text) -> list[str]:
    """Leave out white space, of which one may go where two sentences meet at a code."""
    return [said for shape in shapes(text) if (said := "".join(shape.split()))]


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(PAGES)
def test_what_nobody_translated_is_byte_for_byte_what_was_read(text: str) -> None:
    made = read(text)
    assert written(made) == text
    assert written(replace(made, origin=None)) == text
    places = made.head.skeleton.places if made.head.skeleton else ()
    for one, two in pairwise(places):
        assert one.start <= two.start
        assert one.end <= two.start or two.end <= one.end


@given(PAGES)
def test_accented_it_reads_back_accented_and_all_else_stands(text: str) -> None:
    made = read(text)
    again = read(written(apply(pseudo.translate(made), made)), segment=False)
    wanted = [
        Text.of(*(pseudo.accented(run) if isinstance(run, str) else run for run in row.source.runs))
        for row in read(text, segment=False).rows
    ]
    assert [squeezed(row.source) for row in again.rows] == [squeezed(text) for text in wanted]


@given(PAGES, st.data())
def test_an_edit_changes_its_own_place_alone(text: str, data: st.DataObject) -> None:
    made = read(text, segment=False)
    if not made.rows:
        return
    chosen = data.draw(st.integers(0, len(made.rows) - 1))
    unit = made.rows[chosen].unit
    skeleton = made.head.skeleton
    assert skeleton is not None
    place = next(place for place in skeleton.places if place.unit == unit)
    out = markdown.write(translated(made, {chosen: "Хлеб"}), WriteOptions()).data
    assert out.startswith(skeleton.data[: place.start])
    assert out.endswith(skeleton.data[place.end :])


PLAIN = (
    "{}\n", "# {}\n", "{}\n===\n", "> {}\n> more\n", "- {}\n", "1. {}\n\n   more\n", "| {} |\n|---|\n", "a\n\n{}\n\nb",
    "![{}](p.png)", "[^1]: {}\n", "- > {}\n", "* [ ] {}\n",
)  # fmt: skip
NASTY = "ab я*_`[]()<>&;#!~|\\{}\"'\n\t=-+:.1$^%/ é"
TARGETS = st.text(st.sampled_from(NASTY), min_size=1, max_size=12).map(lambda text: f"{text}x")


@given(st.sampled_from(PLAIN), TARGETS)
def test_any_characters_can_be_a_target(page: str, target: str) -> None:
    made = read(page.replace("{}", "Bread"), segment=False)
    number = next(n for n, row in enumerate(made.rows) if "Bread" in row.source.plain)
    tail = made.rows[number].source.plain.removeprefix("Bread")
    out = written(translated(made, {number: target + tail}))
    again = read(out, segment=False)
    assert again.rows[number].source.runs == (target + tail,)
    assert len(again.rows) == len(made.rows)


@given(TARGETS)
def test_another_parser_reads_the_same_characters(target: str) -> None:
    out = written(translated(read("Bread\n"), {0: target}))
    tokens = MarkdownIt("commonmark").parse(out)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == target


CODED = read('A *b* **c** ~~d~~ [e](f "g") `h` <i>j</i> ![k](l)  \nm [n]\n\n[n]: /o\n', segment=False)


@given(st.data())
def test_any_text_among_codes_that_nest_reads_back(data: st.DataObject) -> None:
    alone = [code for code in CODED.rows[0].source.codes if code.kind is Kind.ALONE]
    pairs: list[tuple[Code, Code]] = [
        (code, next(c for c in CODED.rows[0].source.codes if c.pair == code.pair and c.kind is Kind.CLOSE))
        for code in CODED.rows[0].source.codes
        if code.kind is Kind.OPEN and code.label != "link"
    ]
    wrapped: list[tuple[Code, Code | None]] = [*pairs, *((code, None) for code in alone)]
    runs: list[str | Code] = [data.draw(TARGETS)]
    for opening, closing in data.draw(st.lists(st.sampled_from(wrapped), max_size=3, unique=True)):
        at = data.draw(st.integers(0, len(runs)))
        text = data.draw(TARGETS)
        runs[at:at] = [opening, text, closing] if closing else [opening]
    target = Text.of(*runs)
    again = read(written(translated(CODED, {0: target})), segment=False)
    assert shapes(again.rows[0].source) == shapes(target)


@given(st.sampled_from(FRONT), TARGETS)
def test_any_line_can_be_a_value_in_front(front: str, target: str) -> None:
    made = read(front + "\nText\n", segment=False)
    wanted = " ".join(target.split())
    targets = {n: wanted for n, row in enumerate(made.rows) if row.role in {"title", "description"}}
    again = read(written(translated(made, targets)), segment=False)
    assert [row.source.plain for row in again.rows] == [*[wanted] * len(targets), "Text"]


@given(st.binary(max_size=60), st.sampled_from([b"", b"- ", b"[a]: ", codecs.BOM_UTF16_LE, codecs.BOM_UTF8]))
def test_any_bytes_are_read_exactly_or_refused_in_a_sentence(data: bytes, before: bytes) -> None:
    try:
        made = markdown.read(before + data, ReadOptions(segment=segmenter()))
    except FormatError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most bytes are no text, which is right
    else:
        assert markdown.write(made, WriteOptions()).data == before + data


@given(st.integers(0, 30), st.sampled_from(["> ", "- ", "[", "![", "*", "**a ", "`", "<", "[^1]: ", ": ", "{{"]))
def test_depth_has_a_bound(power: int, part: str) -> None:
    text = part * (1 << power // 3) + "x"
    assert written(read(text)) == text


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paragraphs_lists_quotes_cells_and_notes_are_units() -> None:
    page = """# Head

A line
goes on.

> Quoted
> twice.

- one
  - two

| h | i |
|---|---|
| c \\| d | e |

Term[^n]
: Meaning

[^n]: Note

    and more
"""
    made = read(page)
    assert [(row.role, row.source.marked()) for row in made.rows] == [
        ("heading", "Head"),
        ("", "A line goes on."),
        ("quote", "Quoted twice."),
        ("list", "one"),
        ("list", "two"),
        ("cell", "h"),
        ("cell", "i"),
        ("cell", "c | d"),
        ("cell", "e"),
        ("", "Term{1/}"),
        ("list", "Meaning"),
        ("footnote", "Note"),
        ("footnote", "and more"),
    ]
    assert made.head.title == "Head"


@pytest.mark.parametrize(
    "page",
    [
        "```\ncode\n```\n",
        "    code\n",
        "~~~ py\ncode\n",
        "<script>x</script>\n",
        "{% include x %}\n",
        ":::\n",
        "$$\na+b\n$$\n",
        "---\ndate: 2026\n---\n",
        "{: .note}\n",
        "![](p.png)\n",
        "[a]: /b\n",
        "import A from './a'\n",
        "***\n",
        "`code`\n",
        '{{< figure src="a" >}}\n',
        "<!-- note -->\n",
    ],
)
def test_what_is_for_programs_is_no_unit(page: str) -> None:
    assert sources(read(page)) == []


def test_codes_carry_their_markup_and_a_word_for_it() -> None:
    page = '*a* __b__ ~~c~~ [d](e "f") [g] `h` <i>j</i> <http://k.l> ![m](n)  \no[^p] {{ q }}\n\n[g]: /r\n'
    codes = read(page).rows[0].source.codes
    assert [(code.label, code.data) for code in codes if code.kind is not Kind.OPEN] == [
        ("italic", "*"), ("bold", "__"), ("struck", "~~"), ("link", '](e "f")'), ("link", "][g]"), ("code", "`h`"),
        ("italic", "</i>"), ("link", "<http://k.l>"), ("image", "![m](n)"), ("line break", "  \n"), ("footnote",
        "[^p]"),
        ("placeholder", "{{ q }}"),
    ]  # fmt: skip


def test_a_link_whose_text_names_its_address_keeps_it() -> None:
    made = read("See [the oven].\n\n[the oven]: /o\n")
    source = made.rows[0].source
    assert written(translated(made, {0: Text.of("См. ", source.codes[0], "печь", source.codes[1], ".")})) == (
        "См. [печь][the oven].\n\n[the oven]: /o\n"
    )


@pytest.mark.parametrize(
    ("page", "target", "wanted"),
    [
        ("Bread\n", "1986. A year", "1986\\. A year\n"),
        ("Bread\n", "# 1", "\\# 1\n"),
        ("Bread\n", "2 * 3 < 7 & [sic] #1", "2 * 3 < 7 & [sic] #1\n"),
        ("Bread\n", "a *b* c", "a \\*b\\* c\n"),
        ("# Bread\n", "1. Bread", "# 1. Bread\n"),
        ("| Bread |\n|-|\n", "a|b", "| a\\|b |\n|-|\n"),
        ("---\ntitle: Bread\n---\n", "Bread: more", '---\ntitle: "Bread: more"\n---\n'),
        ("---\ntitle: Bread\n---\n", "Хлеб и соль", "---\ntitle: Хлеб и соль\n---\n"),
        ("[a](b 'Bread')\n", "it's", "[a](b 'it\\'s')\n"),
        ("<p>Bread</p>\n", "a<b", "<p>a&lt;b</p>\n"),
    ],
)
def test_what_would_be_markup_by_accident_is_escaped_and_nothing_else(page: str, target: str, wanted: str) -> None:
    made = read(page)
    number = next(n for n, row in enumerate(made.rows) if row.source.plain == "Bread")
    assert written(translated(made, {number: target})) == wanted


def test_emphasis_that_would_not_show_beside_a_letter_becomes_a_tag() -> None:
    made = read("It is *bread* then.\n")
    codes = made.rows[0].source.codes
    target = Text.of("это", codes[0], "«хлеб»", codes[1], "потом")
    assert written(translated(made, {0: target})) == "это<em>«хлеб»</em>потом\n"


def test_lines_broken_by_hand_stay_so_where_nobody_typed() -> None:
    made = read("One sentence\nin two lines. Another\none here.\n")
    assert sources(made) == ["One sentence in two lines.", "Another one here."]
    assert written(translated(made, {1: "Другое."})) == "One sentence\nin two lines. Другое.\n"


def test_carriage_returns_and_marks_stay() -> None:
    page = "\ufeff> One\r\n> two.\r\n\r\nThree\r\n"
    made = read(page)
    assert sources(made) == ["One two.", "Three"]
    assert written(translated(made, {1: "Три"})) == "\ufeff> One\r\n> two.\r\n\r\nТри\r\n"


def test_a_document_of_another_kind_becomes_a_page() -> None:
    rows = [
        Segment("1", Text.of("Bread"), Text.of("# Хлеб"), State.TRANSLATED, unit="a", role="heading"),
        Segment("2", Text.of("x"), Text.of("1. *а*"), State.TRANSLATED, unit="b"),
        Segment("3", Text.of("y"), unit="c", role="list"),
    ]
    assert written(document(rows)) == "## \\# Хлеб\n\n1\\. \\*а\\*\n\n- y\n"
    assert written(document(rows), untranslated="skip") == "## \\# Хлеб\n\n1\\. \\*а\\*\n"


def test_the_beginning_of_a_paragraph_is_guarded() -> None:
    assert [guarded(text) for text in ("- a", "-a", "+", "---", "> a", "#a", "1) b", "1)b")] == [
        "\\- a", "-a", "\\+", "\\---", "\\> a", "#a", "1\\) b", "1)b",
    ]  # fmt: skip


def test_it_can_be_written_in_another_encoding() -> None:
    made = translated(read("Bread\n"), {0: "Хлеб — 字"})
    assert markdown.write(made, WriteOptions(encoding="cp1251")).data == "Хлеб — &#23383;\n".encode("cp1251")


def test_a_paragraph_of_a_thousand_pages_is_refused() -> None:
    with pytest.raises(FormatError, match="too long"):
        markdown.read(b"One. " * 500_001 + b"\n\nTwo.", ReadOptions())


def test_a_page_of_too_many_tables_is_refused_while_it_is_parsed() -> None:
    with pytest.raises(FormatError, match="signs and paragraphs"):
        markdown.read(b"| a | b |\n|---|---|\n" + b"| c | d |\n" * 40_000, ReadOptions())


def test_a_page_of_too_many_lines_is_refused() -> None:
    with pytest.raises(FormatError, match="too large"):
        markdown.read(b"\n" * 1_000_001, ReadOptions())


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("---\nlang: en-GB\n---\n", "---\nlang: ru\n---\n"),
        ('+++\nlanguage = "en"\n+++\n', '+++\nlanguage = "ru"\n+++\n'),
        ("---\nlang: fr\n---\n", "---\nlang: fr\n---\n"),
        ("---\ntags: lang: en\n---\n", "---\ntags: lang: en\n---\n"),
    ],
)
def test_the_language_in_front_is_the_translations(front: str, wanted: str) -> None:
    made = read(front + "\nOne.\n")
    assert written(made) == front + "\nOne.\n"
    assert written(translated(made, {len(made.rows) - 1: "Раз."})) == wanted + "\nРаз.\n"
