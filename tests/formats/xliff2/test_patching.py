"""An edited file differs from the one that was read only where it was edited."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.edits import join, split
from editor.errors import EditError
from editor.formats.options import ReadOptions, WriteOptions
from editor.formats.xliff2 import read, write
from editor.model import Change, Document, Splice, apply
from tests import strategies


def opened(what: Document) -> Document:
    """Return *what* as it is after being saved and opened."""
    return read(write(what, WriteOptions()).data, ReadOptions())


def anew(what: Document) -> bytes:
    """Return the bytes of *what* as a file that was never read."""
    return write(replace(what, origin=None), WriteOptions()).data


@st.composite
def edited(draw: st.DrawFn, what: Document) -> Document:
    """Draw what *what* is after some edits of rows and head."""
    for _time in range(draw(st.integers(1, 3))):
        if not len(what.rows):
            break
        row = draw(st.integers(0, len(what.rows) - 1))
        old = what.rows[row]
        if draw(st.booleans()):
            new = draw(strategies.segments(old.id, old.unit))
            new = replace(new, order=old.order)
            what = apply(Change("", (Splice(row, (old,), (new,)),)), what)
        else:
            what = apply(draw(st.sampled_from([split_somewhere, join_behind, taken_away]))(what, row), what)
    return replace(what, head=draw(strategies.heads())) if draw(st.integers(0, 4)) == 0 else what


def split_somewhere(what: Document, row: int) -> Change:
    try:
        return split(what, row, len(what.rows[row].source) // 2)
    except EditError:
        return Change("")


def join_behind(what: Document, row: int) -> Change:
    try:
        return join(what, row)
    except EditError:
        return Change("")


def taken_away(what: Document, row: int) -> Change:
    return Change("", (Splice(row, (what.rows[row],), ()),))


@given(st.data(), strategies.documents())
def test_a_file_of_our_own_is_patched_to_what_would_be_created(data: st.DataObject, what: Document) -> None:
    there = opened(what)
    after = data.draw(edited(there))
    made = write(after, WriteOptions()).data
    assert read(made, ReadOptions()) == after
    assert made == anew(after)
