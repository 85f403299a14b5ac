from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.linking.beads import Window, is_linkable, kind, parts
from editor.model import Document, Head, Segment, document
from editor.text import EMPTY, Break, Text
from tests.linking.bitexts import bitexts
from tests.strategies import documents


@given(bitexts() | documents(), st.data())
def test_what_is_taken_apart_and_put_together_again_is_the_same(content: Document, data: st.DataObject) -> None:
    if not len(content.rows):
        return
    first = data.draw(st.integers(0, len(content.rows) - 1))
    last = data.draw(st.integers(first, len(content.rows) - 1))
    window = Window(content, first, last)
    assert window.beads[window.at(first)].row is content.rows[first]
    assert len(window.beads) == len(window.rows)
    for bead, row in zip(window.beads, window.rows, strict=True):
        assert (len(bead.source), len(bead.target)) == kind(row)
        assert (
            all(each.text for each in (*bead.source, *bead.target))
            or not is_linkable(row)
            or row.source.plain.isspace()
        )


@given(bitexts())
def test_links_nobody_touched_make_no_change(content: Document) -> None:
    window = Window(content, 0, len(content.rows) - 1, whole=True)
    assert not window.change("Nothing", window.beads)


def test_sentences_are_what_breaks_part_and_none_is_empty() -> None:
    one, two = Text.of("One. "), Text.of("Two.")
    assert parts(one + Text.of(Break()) + two) == [one, two]
    assert parts(Text.of(Break()) + one + Text.of(Break(), Break(paragraph=True)) + two + Text.of(Break())) == [
        one,
        two,
    ]
    assert parts(EMPTY) == []
    assert kind(Segment("1", one, Text.of(Break()))) == (1, 0)


def test_a_change_touches_no_row_that_stays() -> None:
    rows = [Segment(str(n), Text.of(f"s{n}."), Text.of(f"t{n}."), unit="u") for n in range(6)]
    window = Window(document(rows, Head("en", "ru")), 0, 5)
    beads = list(window.beads)
    beads[1] = replace(beads[1], target=())
    del beads[4]
    change = window.change("Some", beads)
    assert [(splice.at, len(splice.before), len(splice.after)) for splice in change.splices] == [(1, 1, 1), (4, 1, 0)]
