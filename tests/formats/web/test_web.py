"""Articles and furniture of pages of many makers, each element of the article marked ``data-content`` in the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.formats import markup, skeletons, web
from editor.formats.html import blocks, inline
from editor.formats.web import phrases
from editor.formats.web.page import Block, Page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def judged(text: str) -> list[tuple[str, str, bool | None]]:
    """Return each block's text, why it is furniture, and whether the page's key says it is the article's."""
    page = blocks.page(text)
    texts = [skeletons.text_of(inline.pieces(text[each.start : each.end], each.kind)).readable for each in page.blocks]
    reasons = web.furniture(page, texts)
    keys = [None if each.role == "alt" else is_content(page, each) for each in page.blocks]
    return list(zip(texts, reasons, keys, strict=True))


def is_content(page: Page, block: Block) -> bool:
    if block.kind.startswith("content"):  # of a meta element
        start = page.text.rfind("<", 0, block.start)
        return "data-content" in page.text[start : page.text.index(">", block.end)]
    tags = list(block.tags)
    number = block.node
    while number > 0:
        node = page.nodes[number]
        tags += [node.token] if node.token else []
        number = node.parent
    return any("data-content" in markup.values(page.text, tag) for tag in tags)


def test_there_are_pages_of_many_makers() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_of_the_article_is_marked(path: Path) -> None:
    found = judged(path.read_text(encoding="utf-8"))
    assert [(reason, text) for text, reason, content in found if content and reason] == []


def test_hardly_any_furniture_is_left() -> None:
    left, furniture = [], 0
    for path in PAGES:
        for text, reason, content in judged(path.read_text(encoding="utf-8")):
            furniture += content is False
            if content is False and not reason:
                left.append((path.stem, text))
    assert len(left) <= furniture * 0.02, left


@pytest.mark.parametrize("inside", ["", ' class="paywall"'])
@pytest.mark.parametrize("around", ["", ' class="advertisement"', ' class="newsletter-form"'])
def test_a_name_that_holds_most_of_the_prose_marks_nothing(around: str, inside: str) -> None:
    sentences = "".join(
        f"<p{inside}>Sentence {number} of a letter from inside, long enough to be read as prose by anybody.</p>"
        for number in range(6)
    )
    page = f"<body><h1>Letter</h1><div{around}>{sentences}</div><div class='sponsored'><p>Buy.</p></div></body>"
    reasons = [reason for _text, reason, _key in judged(page)]
    assert reasons == ["", *[""] * 6, "advertisement"]


_PROSE = "<p>A sentence of a letter from inside, long enough to be read as prose by anybody who reads it.</p>"


def test_what_a_widget_says_again_and_again_is_marked_and_what_people_say_is_not() -> None:
    said = "<p>Yes.</p><div class='clip-credit'>Source</div>" * 3
    page = f"<head><link title='Feed'></head><body><h1>Letter</h1><div>{_PROSE * 3}{said}</div></body>"
    reasons = {text: reason for text, reason, _key in judged(page)}
    assert (reasons["Yes."], reasons["Source"], reasons["Feed"]) == ("", "page tools", "outside the article")


def test_short_paragraphs_of_a_language_that_says_much_in_few_signs_are_prose() -> None:
    said = "<p>我们在城里的街上见面，谈论了监狱里的同志们和他们的信，也说到明天要做的事情。</p>"
    page = f"<body><ul><li><a href='/'>首页</a></li></ul><div><h1>信</h1>{said * 3}</div></body>"
    assert [reason for _text, reason, _key in judged(page)] == ["navigation", "", "", "", ""]


@pytest.mark.parametrize("name", ["open-letter.en", "open-letter.ru", "open-letter.later.en"])
def test_the_letter_is_found_whole(seeds: Path, name: str) -> None:
    found = [(text, reason) for text, reason, _key in judged((seeds / f"{name}.html").read_text(encoding="utf-8"))]
    texts = [text for text, _reason in found]
    first = next(n for n, (_text, reason) in enumerate(found) if n and not reason)
    last = max(n for n, (_text, reason) in enumerate(found) if not reason)
    assert texts[first] == texts[0].split(" | ")[0]
    assert texts[last].startswith("[1]")
    assert [reason for _text, reason in found[first : last + 1] if reason] == ["about the post"]
    assert all(reason for _text, reason in found[1:first] + found[last + 1 :])


def test_an_article_without_any_names_is_all_article() -> None:
    texts = ["One", "Neighbours, " * 9, "Related", "Yours, the bakers", "April 2, 2026"]
    page = "".join(f"<p>{text}</p>" for text in texts)
    assert [reason for _text, reason, _key in judged(f"<h1>Letter</h1>{page}")] == [""] * 6


@pytest.mark.parametrize(
    "page",
    [
        "<title>Hello</title><div class=header><h1>Hello</h1></div><div class=content><p>{prose}</p></div>",
        "<div class='content-sidebar-wrap'><div class='comments-open has-sidebar'><p>{prose}</p></div></div>",
        "<form id=aspnetForm><div class=menu-page><p>{prose}</p></div></form>",
        "<main><section class='elementor-widget elementor-widget-text-editor'><p>{prose}</p></section></main>",
        "<article><p>{prose}</p><div class=signatures><p>Ida, baker</p><p>Wim, clock mender</p></div></article>",
        "<article><p>{prose}</p><blockquote><p>{prose}</p><p class=author>A reader of books</p></blockquote></article>",
        "<article><p>{prose}</p><footer><p>1. See the book.</p></footer><aside>A side note.</aside></article>",
    ],
)
def test_names_that_mislead_mark_nothing(page: str) -> None:
    assert {reason for _text, reason, _key in judged(page.format(prose="Neighbours, the door is open. " * 9))} == {""}


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        ("<h3>Related</h3><ul><li><a>A loom</a><li><a>A flood</a></ul><p>Yours</p>", ["related posts"] * 3 + [""]),
        ("<div><h3>2 comments</h3><p>{prose}</p><p>Me too</p></div>", ["readers’ comments"] * 3),
        ("<div hidden><p>Loading it</p></div>", [""]),
    ],
)
def test_what_follows_the_prose_in_a_page_without_names(tail: str, wanted: list[str]) -> None:
    prose = "Neighbours, the door is open. " * 9
    page = f"<div><p>{prose}</p><p>{prose}</p><p>{prose}</p>{tail.format(prose=prose)}</div>"
    assert [reason for _text, reason, _key in judged(page)][3:] == wanted


def test_what_is_hidden_outside_the_article_is_furniture() -> None:
    page = f"<div><p>{'The door is open. ' * 9}</p><p>So.</p></div><div style='display: none'>Loading it</div>"
    assert judged(page)[-1][1] == "hidden on the page"


def test_each_reason_is_one_that_is_known() -> None:
    known = set(web.REASONS)
    for path in PAGES:
        assert {reason for _text, reason, _key in judged(path.read_text(encoding="utf-8"))} <= known | {""}


LETTER = ["Neighbours, we write to you from the long table by the window, where the kettle is on. " * 2] * 3
FORM = ["Leave a Reply", "Fill in your details below or click an icon to log in:", "Connecting to %s"]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["a collective", *LETTER, "The bakers", *FORM], ["site title", "", "", "", "", *["comment form"] * 3]),
        (["A long table", *LETTER, *FORM, "Name"], ["", "", "", "", *["comment form"] * 4]),
        (
            ["Home", "About us", *LETTER, "Share this:", "Tweet"],
            ["navigation", "navigation", "", "", "", *["share buttons"] * 2],
        ),
        ([*LETTER, "Leave a Reply", "Home"], ["", "", "", "", ""]),
        (
            [*LETTER, "2 responses to “Neighbours”", LETTER[0], *FORM],
            ["", "", "", "readers’ comments", "readers’ comments", *["comment form"] * 3],
        ),
        (["Roses are red", "violets are blue"], ["", ""]),
        ([], []),
    ],
)
def test_a_page_as_plain_text(texts: list[str], wanted: list[str]) -> None:
    assert web.lines(texts) == wanted


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Leave a Reply to Noor Cancel reply", "comment form"),
        ("Оставьте комментарий", "comment form"),
        ("Поделиться ссылкой:", "share buttons"),
        ("Teile dies mit:", "share buttons"),
        ("12 commentaires", "readers’ comments"),
        ("Saltar al contenido", "navigation"),
        ("Ta strona używa plików cookie, aby działać.", "cookie banner"),
        ("Leave a reply on the table, said the mayor, and we did.", ""),
        ("Share what you have.", ""),
        ("x" * 500, ""),
    ],
)
def test_what_furniture_says_wherever_it_stands(said: str, reason: str) -> None:
    assert phrases.sure(said) == reason


@pytest.mark.parametrize(
    ("said", "reason"), [("Related", "related posts"), ("Главная", "navigation"), ("Home is here", "")]
)
def test_what_furniture_says_outside_an_article(said: str, reason: str) -> None:
    assert phrases.likely(said) == reason
