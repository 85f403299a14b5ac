"""A change as JSON: complete, exact, of a size that depends on its own rows, and refused by another document."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import edits
from editor.errors import StorageError
from editor.model import Change, Document, Head, Segment, Splice, document
from editor.storage import records
from editor.storage.growing import Growing
from editor.storage.records import change_in, change_out, text_in, text_out
from editor.text import Code, Kind, Text
from tests.strategies import codes, documents, heads, segments, texts


def there_and_back(change: Change, before: Document) -> Change:
    told = json.dumps(change_out(change), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return change_in(json.loads(told.decode("utf-8", "surrogatepass")), Growing(before))


@st.composite
def changes(draw: st.DrawFn, before: Document) -> Change:
    """Draw a change of any kind that fits *before*."""
    size = len(before.rows)
    splices = []
    at = 0
    while at <= size and draw(st.booleans()):
        start = draw(st.integers(at, size))
        end = draw(st.integers(start, min(size, start + 3)))
        after = draw(st.lists(segments(), max_size=3))
        splices.append(Splice(start, before.rows[start:end], tuple(after)))
        at = end + 1
    head = (before.head, draw(heads())) if draw(st.booleans()) else None
    return Change(draw(st.sampled_from(["Typing", ""])), tuple(splices), head)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_any_change_comes_back_exactly(data: st.DataObject) -> None:
    before = data.draw(documents())
    change = data.draw(changes(before))
    assert there_and_back(change, before) == change


@given(codes().flatmap(texts))
def test_any_text_comes_back_exactly(text: Text) -> None:
    assert text_in(json.loads(json.dumps(text_out(text)))) == text


def test_every_field_is_told() -> None:
    assert records.complete()


def test_what_equality_passes_over_is_told_too() -> None:
    raw = Text.of(Code(Kind.ALONE, "1", raw="<x  id='1'/>"))
    row = Segment("1", raw, Text.of(Code(Kind.ALONE, "1")))
    before = document([row])
    assert row.target == raw
    change = Change("", (Splice(0, (row,), (replace(row, target=raw),)),))
    back = there_and_back(change, before).splices[0].after[0].target.codes[0]
    assert back.raw == "<x  id='1'/>"


def test_the_size_of_a_record_is_that_of_its_rows() -> None:
    few = document(Segment(str(n), Text.of("One.")) for n in range(3))
    many = document((Segment(str(n), Text.of("One.")) for n in range(9_000)), Head(title="A letter"))
    sizes = {len(json.dumps(change_out(edits.set_target(each, 2, Text.of("Раз."))))) for each in (few, many)}
    assert len(sizes) == 1
    assert sizes.pop() < 120


def test_another_document_is_noticed() -> None:
    one = document([Segment("1", Text.of("One."), Text.of("Раз."))])
    told = change_out(edits.set_target(one, 0, Text.of("Один.")))
    other = document([Segment("1", Text.of("One."), Text.of("Два."))])
    with pytest.raises(StorageError, match="row 1"):
        change_in(told, Growing(other))
    with pytest.raises(StorageError, match="row 1"):
        change_in(told, Growing(document([])))
