from __future__ import annotations

from editor.linking.names import fresh_id, paragraph_names
from editor.model import Document, Head, Mark, Place, Segment, Skeleton, document
from editor.text import Text


def sample(*units: str, places: str = "") -> Document:
    idle = frozenset({Mark.NOT_FOR_TRANSLATION})
    skeleton = Skeleton("plain", "a.txt", b"", tuple(Place(unit, n, n) for n, unit in enumerate(places.split())))
    rows = (
        Segment(f"{unit}/1", Text.of("…"), unit=unit, marks=idle if unit.startswith("menu") else frozenset())
        for unit in units
    )
    return document(rows, Head("en", "ru", skeleton=skeleton if places else None))


def test_a_fresh_id_is_nobody_elses() -> None:
    content = sample("u1", "u2")
    assert fresh_id(content, "u1/1", set()) == "u1/1.2"
    assert fresh_id(content, "u1/1", {"u1/1.2", "u1/1.3"}) == "u1/1.4"


def test_paragraphs_take_the_names_of_the_original_that_no_row_has() -> None:
    content = sample("u1", "menu1", "u4", places="u1 menu1 u2 u3 u4 u5")
    assert paragraph_names(content, ["u1", None, None, "u4"], {0, 1, 2, 3}) == {0: "u1", 1: "u2", 2: "u3", 3: "u4"}
    assert paragraph_names(content, ["u1", None, None, None], {3})[3] == "u3.2"


def test_without_an_original_they_take_their_own() -> None:
    content = sample("u1", "u1.2")
    assert paragraph_names(content, ["u1", None], {1}) == {0: "u1", 1: "u1.3"}
    assert paragraph_names(content, ["", None], {0, 1}) == {0: "", 1: ""}
    assert paragraph_names(content, ["u1", None], {0}) == {0: "u1"}
