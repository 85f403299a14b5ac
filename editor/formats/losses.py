"""What a document lost on its way into another format: the file is read back and held against it, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.formats import besides
from editor.formats.options import ReadOptions
from editor.i18n import N_, _
from editor.text import Code

if TYPE_CHECKING:
    from editor.formats.options import Written
    from editor.model import Document, Note, Previous, Segment
    from editor.rows import Rows
    from editor.text import Text

Read = Callable[[bytes, ReadOptions], "Document"]
Pair = tuple["Segment", "Segment"]

# Each kind of loss, in the order in which they are told.
SENTENCES = {
    "no source": N_("{format} takes no segment without a source: {n} left out."),
    "no target": N_("{format} takes no segment without a translation: {n} left out."),
    "unsure": N_("{format} takes no draft and nothing that needs work: {n} left out."),
    "text": N_("{format} cannot hold some characters; the segments that lose any: {n}."),
    "codes": N_("{format} cannot hold inline codes as they are here: {n}."),
    "handling": N_("{format} cannot hold how codes read as text and whether they may be moved: {n}."),
    "breaks": N_("{format} cannot hold sentence breaks inside a segment, its text is whole: {n}."),
    "state": N_("{format} cannot hold the state of some segments: {n}."),
    "marks": N_("{format} cannot hold some marks and the reasons for them: {n}."),
    "previous": N_("{format} cannot hold what stood there before a source changed: {n}."),
    "previous target": N_("{format} cannot hold the translation before a source changed, only the source: {n}."),
    "notes": N_("{format} cannot hold some notes: {n}."),
    "hands": N_("{format} cannot hold all about who wrote a note and when, its text is kept: {n}."),
    "review": N_("{format} cannot hold who reviewed a segment and when: {n}."),
    "paragraphs": N_("{format} cannot hold which segments are one paragraph: {n}."),
    "role": N_("{format} cannot hold which paragraphs are headings, lists or quotations: {n}."),
    "gap": N_("{format} cannot hold the space between sentences: {n}."),
    "order": N_("{format} cannot hold translations in another order: {n}."),
    "form": N_("{format} cannot hold plural forms of one entry together: {n}."),
    "link": N_("{format} cannot hold how sure links between two texts are: {n}."),
}


def told(made: Written, document: Document, read: Read, name: str) -> Written:
    """Return *made*, which is *document* in the format called *name*, with one sentence for each kind of loss."""
    back = read(made.data, ReadOptions())
    found = Counter(between(document.rows, back.rows))
    sentences = [_(said).format(format=name, n=found[kind]) for kind, said in SENTENCES.items() if found[kind]]
    return replace(made, losses=(*sentences, *_head(document, back, name), *besides.told(document, name), *made.losses))


def between(before: Rows[Segment], after: Rows[Segment]) -> Iterator[str]:
    """Yield the kind of each loss in *after*, which are the rows of *before* in their order, without some."""
    whole = len(before) == len(after)
    there = iter(after)
    back = next(there, None)
    last: Pair | None = None
    for row in before:
        if back is None or not (whole or back.id == row.id):
            yield "no source" if not row.source else "no target" if not row.target else "unsure"
            continue
        yield from dict.fromkeys(_of_row(row, back))
        if row.notes != back.notes:
            yield from _of_notes(row.notes, back.notes)
        if last is not None and _joined(last[0], row) != _joined(last[1], back):
            yield "paragraphs"
        last, back = (row, back), next(there, None)


def _of_row(row: Segment, back: Segment) -> Iterator[str]:
    yield from _of_texts([(row.source, back.source), (row.target, back.target)])
    yield from (kind for kind, same in _FIELDS.items() if not same(row, back))
    if row.previous != back.previous:
        yield from _of_previous(row.previous, back.previous)


_FIELDS: dict[str, Callable[[Segment, Segment], bool]] = {
    "state": lambda row, back: row.state is back.state,
    "marks": lambda row, back: (row.marks, row.reason) == (back.marks, back.reason),
    "review": lambda row, back: row.review == back.review,
    "role": lambda row, back: row.role == back.role,
    "gap": lambda row, back: (row.gap, row.target_gap) == (back.gap, back.target_gap),
    "order": lambda row, back: row.order == back.order,
    "form": lambda row, back: row.form == back.form,
    "link": lambda row, back: row.link == back.link,
}


def _of_texts(texts: list[tuple[Text, Text]]) -> Iterator[str]:
    """Yield what the texts of one row lost, each kind once."""
    different = [(was, is_) for was, is_ in texts if was != is_]
    if not different:
        return
    if any(was.plain != is_.plain for was, is_ in different):
        yield "text"
    if any(was.breaks != is_.breaks for was, is_ in different):
        yield "breaks"
    if any(_shape(was) != _shape(is_) for was, is_ in different):
        yield "codes"
    elif any([(c.equiv, c.can) for c in was.codes] != [(c.equiv, c.can) for c in is_.codes] for was, is_ in different):
        yield "handling"


def _shape(text: Text) -> list[object]:
    """Return the codes of a text by what they are and mark, and where they stand among its characters."""
    shape, at = list[object](), 0
    for run in text.runs:
        if isinstance(run, str):
            at += len(run)
        elif isinstance(run, Code):
            shape.append((at, run.key, run.label, run.data))
    return shape


def _of_previous(was: Previous | None, is_: Previous | None) -> Iterator[str]:
    if was is None or is_ is None or was.source.without_breaks() != is_.source.without_breaks():
        yield "previous"
    elif was.target.without_breaks() != is_.target.without_breaks():
        yield "previous target"
    else:
        yield "breaks"


def _of_notes(was: tuple[Note, ...], is_: tuple[Note, ...]) -> Iterator[str]:
    """Yield what became of each note that is not as it was."""
    texts = Counter(note.text for note in is_)
    left = Counter(is_)
    for note in was:
        if left[note]:
            left[note] -= 1
            texts[note.text] -= 1
    for note in (Counter(was) - Counter(is_)).elements():
        yield "hands" if texts[note.text] > 0 else "notes"
        texts[note.text] -= 1


def _joined(one: Segment, other: Segment) -> bool:
    return bool(one.unit) and one.unit == other.unit


def _head(document: Document, back: Document, name: str) -> Iterator[str]:
    """Yield a sentence for each thing that was true of the whole document and is not said any more."""
    was, is_ = document.head, back.head
    if was.skeleton is not None and is_.skeleton is None:
        said = _(
            "{format} does not carry the original document {original}; keep the work file to export the translation."
        )
        yield said.format(format=name, original=was.skeleton.name)
    if was.title != is_.title:
        yield _("{format} cannot hold the title of the document.").format(format=name)
    if (was.source_language, was.target_language) != (is_.source_language, is_.target_language):
        yield _("{format} cannot hold the document's languages as they are.").format(format=name)
    if was.gone:
        said = _("{format} cannot hold segments that an update took away: {n}.")
        yield said.format(format=name, n=len(was.gone))
