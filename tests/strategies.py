"""Hypothesis strategies for texts, segments and documents: everything a document may hold, and nothing it may not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from editor.formats.spans import ILLEGAL
from editor.model import (
    ANYTHING,
    Document,
    Head,
    Link,
    Mark,
    May,
    Note,
    Place,
    Previous,
    Review,
    Segment,
    Shared,
    Skeleton,
    State,
    document,
)
from editor.text import EMPTY, Break, Can, Code, Kind, Run, Text

WORDS = [
    "One",
    " two",
    "Слово. ",
    " מילה",
    "字。",
    "<b>",
    "&amp;",
    "]]>",
    '"',
    "'",
    " ",
    "  ",
    "\n",
    "\t",
    "{1}",
    "🙂",
    "é",
]
ODD = ["\x00", "\x1b", "\ud800", "\ufffe", "\r", "\r\n", "\u2028", "\x85", "\xa0", "\u202e"]  # some no XML can hold
BREAKS = [Break(), Break(paragraph=True)]
LABELS = ["", "link", "bold", "strong", "line break", "image", 'a "b"\n<c>']
NAMES = ["1", "2", "3", "s1", "g-1", "n.2", "two words", "ключ", ""]
CANS = [Can.NOTHING, Can.DELETE, Can.COPY | Can.DELETE, Can.COPY | Can.DELETE | Can.REORDER]

legal = st.text(max_size=8).map(lambda text: ILLEGAL.sub("", text))  # what XML can hold without help
characters = st.sampled_from(WORDS + ODD) | st.text(max_size=8)
dates = st.sampled_from(["", "2026-01-31", "2026-01-31T12:00:00Z"])
notes = st.builds(Note, legal, legal, dates, st.sampled_from(["", "developer", "file", "x y"]))
links = st.builds(Link, st.none() | st.floats(0, 1), st.booleans())
reviews = st.builds(Review, legal, dates)


@st.composite
def codes(draw: st.DrawFn) -> list[Code]:
    """Draw the codes of one unit: each alone, or a pair's two."""
    found: list[Code] = []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
        label, data, can, alone = draw(
            st.tuples(st.sampled_from(LABELS), characters, st.sampled_from(CANS), st.booleans())
        )
        if alone:
            found.append(Code(Kind.ALONE, name, label, data, "\n" if label == "line break" else "", can))
        else:
            found += [
                Code(Kind.OPEN, name, label, data, "", can),
                Code(Kind.CLOSE, name, label, data and "</b>", "", can),
            ]
    return found


def texts(among: list[Code], *, breaks: bool = True) -> st.SearchStrategy[Text]:
    """Draw a text that may hold the codes *among*: nested, overlapping, one half of a pair, or again and again."""
    pool: list[Run] = [*WORDS, *ODD, *among, *among, *among, *among, *(BREAKS if breaks else ())]
    return st.lists(st.sampled_from(pool), max_size=8).map(lambda runs: Text.of(*runs))


def _fields(among: list[Code], size: int) -> dict[str, st.SearchStrategy[object]]:
    return {
        "marks": st.frozensets(st.sampled_from(Mark)),
        "previous": st.builds(Previous, texts(among), texts(among)),
        "link": links,
        "role": st.sampled_from(["heading", "title", "block quote"]),
        "gap": st.sampled_from([EMPTY, Text.of(" "), Text.of("\n\n"), Text.of("\t")]),
        "target_gap": texts(among, breaks=False),
        "order": st.integers(1, size),
        "form": st.integers(0, 5),
        "may": st.sampled_from([May.NOTHING, ANYTHING & ~May.SPLIT]),
        "shared": st.sampled_from(Shared),
        "notes": st.lists(notes, max_size=2).map(tuple),
        "review": reviews,
    }


@st.composite
def segments(draw: st.DrawFn, name: str = "f1/u1/1", unit: str = "f1/u1", size: int = 1) -> Segment:
    """Draw one row of a unit of *size* rows."""
    among = draw(codes())
    source, target, state = draw(st.tuples(texts(among), texts(among), st.sampled_from(State)))
    row = Segment(name, source, target, state, unit=unit)
    fields = _fields(among, size)
    for field in draw(st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True)):
        row = replace(row, **{field: draw(fields[field])})  # type: ignore[arg-type]
    if Mark.NOT_FOR_TRANSLATION in row.marks:
        row = replace(row, reason=draw(st.sampled_from(["", "comment form", "a\nb"])))
    return row


@st.composite
def units(draw: st.DrawFn, unit: str, most: int = 3) -> list[Segment]:
    """Draw the rows of one unit; some units have their targets in another order."""
    size = draw(st.integers(1, most))
    rows = [draw(segments(f"{unit}/{number}", unit, size)) for number in range(1, size + 1)]
    places = draw(st.permutations(range(1, size + 1))) if size > 1 and draw(st.booleans()) else ()
    for at, place in enumerate(places):
        rows[at] = replace(rows[at], order=place if place != at + 1 else None)
    return rows


skeletons = st.builds(
    Skeleton,
    st.sampled_from(["html", "plain"]),
    st.sampled_from(["letter.html", "Письмо 1.txt"]),
    st.binary(max_size=40),
    st.lists(
        st.builds(Place, st.just("f1/u1"), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", 'alt"'])),
        max_size=3,
    ).map(tuple),
    st.sampled_from(["utf-8", "cp1251"]),
)


@st.composite
def heads(draw: st.DrawFn) -> Head:
    """Draw what is true of a document."""
    numbers = draw(st.lists(st.integers(90, 99), max_size=2, unique=True))
    return Head(
        draw(st.sampled_from(["", "en", "ru", "zh-Hant"])),
        draw(st.sampled_from(["", "de", "ar", "sr-Latn-RS"])),
        draw(legal),
        draw(st.sampled_from(["utf-8", "cp1251"])),
        draw(st.none() | skeletons),
        gone=tuple(draw(segments(f"f1/u{number}/1", f"f1/u{number}")) for number in numbers),
    )


@st.composite
def documents(draw: st.DrawFn, most: int = 3) -> Document:
    """Draw a document of up to *most* units, in one file or two."""
    rows: list[Segment] = []
    files = draw(st.lists(st.sampled_from(["f1", "f2"]), max_size=most).map(sorted))
    for number, file in enumerate(files, 1):
        rows += draw(units(f"{file}/u{number}"))
    return document(rows, draw(heads()))
