"""A document to which many changes are made one after the other, its chunks being made anew once, in the end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from editor.errors import EditError
from editor.i18n import _
from editor.model import Change, Document, Head, Segment, apply
from editor.rows import Chunk, Rows


class Growing:
    """What a document becomes."""

    def __init__(self, document: Document) -> None:
        """Begin with *document*."""
        self._document = document
        self._rows: dict[int, Segment] = {}  # what took the places of rows since the document was last made

    @property
    def head(self) -> Head:
        """The head as it is now."""
        return self._document.head

    def run(self, at: int, end: int) -> tuple[Segment, ...]:
        """Return the rows from *at* up to *end* as they are now."""
        stand = self._document.rows[at:end]
        return tuple(self._rows.get(row, segment) for row, segment in enumerate(stand, at)) if self._rows else stand

    def make(self, change: Change) -> None:
        """Make *change*, whose runs *before* are what ``run`` gave. Raises EditError where they do not fit together."""
        if any(len(splice.before) != len(splice.after) for splice in change.splices):
            self._document = apply(change, self.document())
            return
        done = 0
        for splice in change.splices:
            if splice.at < done:
                raise EditError(_("The text changed meanwhile at row {row}; try again.").format(row=splice.at + 1))
            done = splice.at + len(splice.before)
        for splice in change.splices:
            self._rows.update(enumerate(splice.after, splice.at))
        if change.head is not None:
            self._document = replace(self._document, head=change.head[1])

    def document(self) -> Document:
        """Return the document as it is now."""
        if self._rows:
            self._document = replace(self._document, rows=Rows(self._chunks()))
            self._rows = {}
        return self._document

    def _chunks(self) -> list[Chunk[Segment]]:
        """Return the chunks of the document, those in which rows gave way made anew."""
        rows = self._document.rows
        touched: dict[int, list[int]] = {}
        for row in self._rows:
            touched.setdefault(bisect_right(rows.starts, row) - 1, []).append(row)
        chunks = list(rows.chunks)
        for number, places in touched.items():
            new, first = list(chunks[number].rows), rows.starts[number]
            for row in places:
                new[row - first] = self._rows[row]
            chunks[number] = Chunk(len(new), tuple(new))
        return chunks
