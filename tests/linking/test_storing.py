"""Whatever is done to links, our own XLIFF holds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor import formats
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document
from tests.linking.bitexts import bitexts
from tests.linking.test_moves import SWAPPING, played


@settings(max_examples=60)
@given(bitexts(), st.data())
def test_links_come_back_as_they_were_saved(content: Document, data: st.DataObject) -> None:
    after = played(content, data, SWAPPING)
    written = formats.write(after, "work.xlf", WriteOptions())
    assert written.losses == ()
    again = formats.read(written.data, ReadOptions(name="work.xlf"))
    assert tuple(again.rows) == tuple(after.rows)


@settings(max_examples=60)
@given(bitexts(), st.data())
def test_edits_of_a_saved_file_are_patched_into_it(content: Document, data: st.DataObject) -> None:
    saved = formats.write(content, "work.xlf", WriteOptions()).data
    opened = formats.read(saved, ReadOptions(name="work.xlf"))
    after = played(opened, data, SWAPPING)
    again = formats.read(formats.write(after, "work.xlf", WriteOptions()).data, ReadOptions(name="work.xlf"))
    assert tuple(again.rows) == tuple(after.rows)
