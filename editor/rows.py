"""An immutable sequence of rows in chunks, shared between versions and decoded when first looked at."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Generic, TypeVar, cast, overload

from editor.errors import EditError
from editor.i18n import _

CHUNK = 512

T = TypeVar("T")
C = TypeVar("C")


class Chunk(Generic[T]):
    """Some consecutive rows, decoded by *decode* when they are first looked at.

    *facts* is a place where a column (states, lengths …) computed from the rows is kept by name; *tell* is how a
    reader that knows some columns without decoding gives them, when the first of any is asked for: each column, or
    a function that returns it.
    """

    __slots__ = ("_decode", "_rows", "_tell", "facts", "size")

    def __init__(
        self,
        size: int,
        rows: tuple[T, ...] | None,
        decode: Callable[[], tuple[T, ...]] | None = None,
        tell: Callable[[], dict[str, object]] | None = None,
    ) -> None:
        """Hold *rows*, or *size* rows that *decode* will return."""
        self.size = size
        self._rows = rows
        self._decode = decode
        self._tell = tell
        self.facts: dict[str, object] = {}

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows themselves."""
        rows = self._rows
        if rows is None:
            decode = self._decode  # another thread may be at it too: both decode the same, and either may be last
            with unswept():
                rows = self._rows if decode is None else decode()
            assert rows is not None  # noqa: S101 - one of the two was given
            self._rows = rows
            self._decode = None
        return rows

    @property
    def decoded(self) -> bool:
        """Whether the rows are at hand without reading them."""
        return self._rows is not None

    def fact(self, name: str, reckon: Callable[[tuple[T, ...]], C]) -> C:
        """Return column *name*, reckoned once from the rows."""
        facts = self.facts
        tell = self._tell
        if tell is not None and name not in facts:
            facts.update(tell())
            self._tell = None
        if name not in facts:
            facts[name] = reckon(self.rows)
        found = facts[name]
        if callable(found):
            found = facts[name] = found()
        return cast("C", found)


@contextmanager
def unswept() -> Iterator[None]:
    """Keep Python from looking for garbage among thousands of rows while they are made; there is none among them."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Rows(Sequence[T]):
    """An immutable sequence of rows, held in chunks of about 512."""

    __slots__ = ("_starts", "chunks")

    def __init__(self, chunks: Iterable[Chunk[T]] = ()) -> None:
        """Hold *chunks*, leaving out empty ones."""
        self.chunks = tuple(chunk for chunk in chunks if chunk.size)
        starts = [0]
        for chunk in self.chunks:
            starts.append(starts[-1] + chunk.size)
        self._starts = starts

    @classmethod
    def of(cls, rows: Iterable[T]) -> Rows[T]:
        """Hold *rows* as they are."""
        with unswept():
            made = tuple(rows)
        return cls(_chunks(made))

    @property
    def starts(self) -> Sequence[int]:
        """Return the first row of each chunk, and the number of rows at the end."""
        return self._starts

    def __len__(self) -> int:
        """Count the rows."""
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Return one row, or a tuple of some."""
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return self._run(start, stop)
            return tuple(self[i] for i in range(start, stop, step))
        size = len(self)
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError(index)
        which = bisect_right(self._starts, index) - 1
        return self.chunks[which].rows[index - self._starts[which]]

    def span(self, first: int, last: int) -> tuple[T, ...]:
        """Return the rows of the chunks from number *first* up to *last*."""
        return tuple(chain.from_iterable(chunk.rows for chunk in self.chunks[first:last]))

    def _run(self, start: int, stop: int) -> tuple[T, ...]:
        found: list[T] = []
        which = bisect_right(self._starts, start) - 1
        while start < stop and which < len(self.chunks):
            first = self._starts[which]
            found += self.chunks[which].rows[start - first : stop - first]
            which += 1
            start = self._starts[which]
        return tuple(found)

    def __iter__(self) -> Iterator[T]:
        """Yield the rows."""
        return chain.from_iterable(chunk.rows for chunk in self.chunks)

    def __eq__(self, other: object) -> bool:
        """Compare row by row, passing over chunks that are shared."""
        if not isinstance(other, Rows):
            return NotImplemented
        if len(self) != len(other):
            return False
        if self._starts == other._starts:
            return all(a is b or a.rows == b.rows for a, b in zip(self.chunks, other.chunks, strict=True))
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Show the number of rows, never their text."""
        return f"<{len(self)} rows>"

    def column(self, name: str, reckon: Callable[[tuple[T, ...]], C]) -> list[C]:
        """Return column *name* chunk by chunk, reckoning only chunks that have none yet."""
        return [chunk.fact(name, reckon) for chunk in self.chunks]

    def spliced(self, splices: Iterable[tuple[int, tuple[T, ...], tuple[T, ...]]]) -> Rows[T]:
        """Put *after* in the place of *before* at each row *at*; splices are sorted and disjoint.

        Chunks that no splice touches are shared with the result. Raises EditError where *before* does not stand
        there.
        """
        chunks: list[Chunk[T]] = []
        open_rows: list[T] = []  # rows of a chunk being rewritten
        which, done = 0, 0  # the chunk being read and how many rows of it went out already
        for at, before, after in splices:
            which, done = self._copy(chunks, open_rows, (which, done), at)
            if self._starts[which] + done != at or self._run(at, at + len(before)) != before:
                raise EditError(_("The text changed meanwhile at row {row}; try again.").format(row=at + 1))
            open_rows += after
            end = at + len(before)
            if len(before):
                which = max(bisect_right(self._starts, end - 1) - 1, 0)
                done = end - self._starts[which]
        self._copy(chunks, open_rows, (which, done), len(self))
        chunks.extend(_chunks(tuple(open_rows)))
        return Rows(chunks)

    def _copy(self, chunks: list[Chunk[T]], open_rows: list[T], place: tuple[int, int], to: int) -> tuple[int, int]:
        """Send out the rows from *place* up to row *to*, whole chunks unopened where none of their rows changed."""
        which, done = place
        while which < len(self.chunks):
            chunk = self.chunks[which]
            first = self._starts[which]
            if done == 0 and first + chunk.size <= to:
                if open_rows:
                    chunks.extend(_chunks(tuple(open_rows)))
                    open_rows.clear()
                chunks.append(chunk)
            elif to < first + chunk.size:
                if to > first + done:
                    open_rows += chunk.rows[done : to - first]
                    done = to - first
                return which, done
            else:
                open_rows += chunk.rows[done:]
            which, done = which + 1, 0
        return which, done


def _chunks(rows: tuple[T, ...]) -> Iterator[Chunk[T]]:
    if len(rows) <= CHUNK + CHUNK // 2:
        if rows:
            yield Chunk(len(rows), rows)
        return
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        yield Chunk(len(part), part)


def changed(before: Rows[T], after: Rows[T]) -> Iterator[tuple[int, tuple[T, ...], tuple[T, ...]]]:
    """Yield the runs of rows that differ, each with its first row before; chunks that both share stay unopened."""
    places = {id(chunk): number for number, chunk in enumerate(before.chunks)}
    kept = [(number, place) for number, chunk in enumerate(after.chunks) if (place := places.get(id(chunk), -1)) >= 0]
    old, new = 0, 0
    for number, place in [*kept, (len(after.chunks), len(before.chunks))]:
        if place < old:
            continue
        was, now = before.span(old, place), after.span(new, number)
        if was != now:
            yield before.starts[old], was, now
        old, new = place + 1, number + 1
