"""Small documents for tests, written out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.model import Head, Segment, State, document
from editor.text import Code, Kind, Text

if TYPE_CHECKING:
    from editor.model import Document

LINK = Code(Kind.OPEN, "1", "link", '<a href="https://example.org/">')
LINK_END = Code(Kind.CLOSE, "1", "link", "</a>")
BREAK = Code(Kind.ALONE, "2", "line break", "<br>", equiv="\n")
SPACE = Text.of(" ")


def letter() -> Document:
    """Return two paragraphs of three and two sentences, English to Russian, one of them translated."""
    return document(
        [
            Segment("f1/u1/1", Text.of("One month ago we wrote."), unit="f1/u1", gap=SPACE),
            Segment(
                "f1/u1/2",
                Text.of("See ", LINK, "the list", LINK_END, " below."),
                Text.of("См. ", LINK, "список", LINK_END, "."),
                State.TRANSLATED,
                unit="f1/u1",
                gap=SPACE,
            ),
            Segment("f1/u1/3", Text.of("Thank you."), unit="f1/u1"),
            Segment("f1/u2/1", Text.of("Address:", BREAK, "a street."), unit="f1/u2", gap=SPACE),
            Segment("f1/u2/2", Text.of("Come."), unit="f1/u2"),
        ],
        Head("en", "ru", "A letter"),
    )
