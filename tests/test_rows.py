"""An immutable sequence of rows: splicing equals the same on a list, and shares what it leaves alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import rows as module
from editor.errors import EditError
from editor.rows import Chunk, Rows, changed

Splices = list[tuple[int, tuple[int, ...], tuple[int, ...]]]


@st.composite
def spliced(draw: st.DrawFn) -> tuple[list[int], Splices, list[int]]:
    base = draw(st.lists(st.integers(0, 99), max_size=40))
    splices: Splices = []
    after: list[int] = []
    at = 0
    while at <= len(base):
        if draw(st.integers(0, 4)) == 0:
            size = draw(st.integers(0, min(6, len(base) - at)))
            new = tuple(draw(st.lists(st.integers(100, 199), max_size=5)))
            splices.append((at, tuple(base[at : at + size]), new))
            after += new
            at += size
            if size:
                continue
        after += base[at : at + 1]
        at += 1
    return base, splices, after


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 4)


@given(case=spliced())
def test_splicing_does_what_it_does_on_a_list(case: tuple[list[int], Splices, list[int]]) -> None:
    base, splices, after = case
    rows = Rows.of(base).spliced(splices)
    assert list(rows) == after
    assert [rows[index] for index in range(len(rows))] == after
    assert rows == Rows.of(after)
    assert rows.starts[-1] == len(after)


@given(case=spliced(), start=st.integers(-5, 45), stop=st.integers(-5, 45))
def test_slices_are_those_of_a_list(case: tuple[list[int], Splices, list[int]], start: int, stop: int) -> None:
    base, splices, after = case
    assert list(Rows.of(base).spliced(splices)[start:stop]) == after[start:stop]


def test_chunks_that_no_splice_touches_are_shared() -> None:
    rows = Rows.of(range(40))
    edited = rows.spliced([(20, (20,), (99,))])
    assert sum(chunk not in rows.chunks for chunk in edited.chunks) == 1


def test_a_splice_that_does_not_fit_is_refused() -> None:
    rows = Rows.of(range(10))
    with pytest.raises(EditError, match="row 4"):
        rows.spliced([(3, (7,), ())])
    with pytest.raises(EditError):
        rows.spliced([(11, (), (1,))])


def test_a_chunk_decodes_when_it_is_first_looked_at() -> None:
    asked = []

    def decode() -> tuple[int, ...]:
        asked.append(True)
        return 1, 2, 3

    rows = Rows([Chunk(3, None, decode)])
    assert len(rows) == 3
    assert not asked
    assert rows[1] == 2
    assert rows[2] == 3
    assert asked == [True]


@given(case=spliced())
def test_the_runs_that_changed_lead_from_one_to_the_other(case: tuple[list[int], Splices, list[int]]) -> None:
    base, splices, after = case
    before = Rows.of(base)
    there = before.spliced(splices)
    runs = list(changed(before, there))
    assert before.spliced(runs) == there
    assert all(was != now for _first, was, now in runs)
    assert list(changed(before, before)) == []
    assert list(before.spliced(runs)) == after


def test_a_column_is_reckoned_once_a_chunk() -> None:
    rows = Rows.of(range(10))
    looked: list[tuple[int, ...]] = []

    def reckon(run: tuple[int, ...]) -> int:
        looked.append(run)
        return sum(run)

    assert sum(rows.column("sum", reckon)) == 45
    edited = rows.spliced([(0, (0,), (5,))])
    assert sum(edited.column("sum", reckon)) == 50
    assert len(looked) == len(rows.chunks) + 1


def test_columns_that_a_reader_knows_are_told_once_and_decode_nothing() -> None:
    asked = []

    def tell() -> dict[str, object]:
        asked.append(1)
        return {"known": 7, "later": later}

    def later() -> int:
        asked.append(2)
        return 8

    def decode() -> tuple[int, ...]:
        return (1, 2)

    chunk = Chunk(2, None, decode, tell)
    assert [chunk.fact("known", len), chunk.fact("known", len), chunk.fact("size", len)] == [7, 7, 2]
    assert asked == [1]
    assert [chunk.fact("later", len), chunk.fact("later", len)] == [8, 8]
    assert asked == [1, 2]


def test_indexes_beyond_the_end_are_refused() -> None:
    rows = Rows.of([1, 2])
    assert rows[-1] == 2
    assert rows[::-1] == (2, 1)
    with pytest.raises(IndexError):
        rows[2]
    assert rows != [1, 2]
    assert repr(rows) == "<2 rows>"


def test_garbage_is_looked_for_again_once_rows_are_made() -> None:
    def rows() -> Iterator[int]:
        assert not gc.isenabled()
        yield 1
        raise EditError

    with pytest.raises(EditError):
        Rows.of(rows())
    assert gc.isenabled()
