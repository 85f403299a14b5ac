"""Furniture told by form and place alone, on pages whose elements have no names that say so."""

from __future__ import annotations

import pytest

from tests.formats.web.test_web import judged

PROSE = "Neighbours, the door is open and the kettle is on. " * 4
ARTICLE = f"<p>{PROSE}</p>" * 6
HEAD = "<title>A long table – The Weir</title>"


def marked(body: str) -> dict[str, str]:
    return {text: reason for text, reason, _key in judged(HEAD + body) if not text.startswith("Neighbours")}


def test_teasers_are_alike_and_lead_elsewhere() -> None:
    card = "<div class='k k{n}'><h3><a>A ladder {n}</a></h3><p>It had been broken since the autumn, they say.</p></div>"
    cards = "".join(card.format(n=n) for n in range(3))
    found = marked(f"<div><h1>A long table</h1>{ARTICLE}<div class=x><h2>Ladders</h2>{cards}</div></div>")
    assert found["A ladder 1"] == found["Ladders"] == "related posts"
    assert found["A long table"] == ""


def test_an_article_made_of_parts_alike_is_no_list_of_teasers() -> None:
    part = f"<section class=s><h2><a>Step {{n}}</a></h2><p>{PROSE}</p></section>"
    found = marked(f"<div><h1>A long table</h1>{''.join(part.format(n=n) for n in range(4))}</div>")
    assert set(found.values()) == {""}


def test_a_link_around_several_blocks_is_a_card_unless_the_author_put_it_there() -> None:
    link = "<a href=x><div>A ladder</div><div>It had been broken.</div></a>"
    assert marked(f"<main>{ARTICLE}<div>{link}</div>{ARTICLE}</main>")["A ladder"] == "related posts"
    assert marked(f"<main>{ARTICLE}<figure>{link}</figure>{ARTICLE}</main>")["A ladder"] == ""


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div><p>Get one letter a week.</p><form><input><button>Subscribe</button></form></div>", "box with a button"),
        ("<div><div>Help us</div><div>Please donate.</div><button>Give</button></div>", "box with a button"),
        ("<div><p>Recipes of the week</p><button>Show</button></div>", ""),
        ("<figure><figcaption>Donate your chairs</figcaption><button>Larger</button></figure>", ""),
    ],
)
def test_a_small_box_that_asks(box: str, reason: str) -> None:
    found = marked(f"<main>{ARTICLE}{box}{ARTICLE}</main>")
    assert next(iter(list(found.values())[1:])) == reason


def test_the_words_of_posts_are_kept_and_what_is_around_them_is_not() -> None:
    post = (
        "<div class=q><div><a>{who}</a></div><div>2026-03-0{n}</div><h3>Re: table</h3>"
        "<div class=w><p>{said}</p></div></div>"
    )
    posts = "".join(
        post.format(who=who, n=n, said=said)
        for n, (who, said) in enumerate([("ida", PROSE), ("wim", PROSE), ("noor", "No.")], 1)
    )
    found = marked(f"<h1>A long table</h1><div>{posts}</div>")
    assert found["Re: table"] == "about the post"
    assert found["No."] == found["A long table"] == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<div class=d>2026-03-14</div>", "about the post"),
        ("<div class=d>Nora | 14.03.2026 12:10 | Letters</div>", "about the post"),
        ("<p>14 March 2026</p>", ""),
        ("<h2>March 14, 2026</h2>", ""),
    ],
)
def test_dates_under_the_title(line: str, reason: str) -> None:
    found = marked(f"<div><h1>A long table</h1>{line}{ARTICLE}</div>")
    assert list(found.values())[2] == reason


def test_dates_in_the_text_are_text() -> None:
    found = marked(f"<div><h1>A long table</h1>{ARTICLE}<div class=d>2026-03-14</div><p>Yours</p>{ARTICLE}</div>")
    assert found["2026-03-14"] == ""


def test_what_stands_before_the_title_and_behind_the_article() -> None:
    tail = "<div class=n><p>1. The minutes were never sent.</p></div><div class=z><p>Nothing more to see</p></div>"
    found = marked(f"<div>nora <a>log</a></div><div><h1>A long table</h1><div class=t>{ARTICLE}</div></div>{tail}")
    assert found["nora log"] == found["Nothing more to see"] == "outside the article"
    assert found["1. The minutes were never sent."] == ""


def test_a_heading_over_nothing_but_furniture_goes_with_it() -> None:
    found = marked(f"<main>{ARTICLE}<h2>Ladders</h2><nav><a>One</a></nav><h2>Tables</h2><p>Four.</p></main>")
    assert (found["Ladders"], found["Tables"]) == ("navigation", "")
