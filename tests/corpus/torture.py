"""Random edits over the corpus: what comes out is valid where what went in was, and reads back as what was saved."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from editor import formats
from editor.errors import FormatError
from editor.formats import ReadOptions
from editor.model import Mark, May, Previous, Segment, Shared, State
from editor.session import Session
from editor.text import EMPTY, Code, Kind, Text
from tests.corpus.files import FOLDERS, TITLES, corpus, opened, saved
from tests.corpus.schemas import faults
from tests.operations import operation

if TYPE_CHECKING:
    from pathlib import Path

    from editor.model import Document

# A template says nothing of plural forms, and misses them as soon as one is translated.
# And gettext wants line ends in a translation where the source has them, which is for the translator to type.
_UNAVOIDABLE = re.compile("plural form translations|header entry lacks a … attribute|do not both (?:begin|end) with")
LOOKS = 5  # times that one file's campaign is saved, validated and read back


@dataclass
class Campaign:
    """What was done to the files of one format, and what came of it."""

    files: int = 0
    done: int = 0
    refused: int = 0
    saves: int = 0
    worse: list[str] = field(default_factory=list)


def played(name: str, operations: int, seed: int = 1, files: list[Path] | None = None) -> Campaign:
    """Play *operations* random edits over *files* (all) of format *name*."""
    campaign = Campaign()
    files = corpus(name) if files is None else files
    each = max(LOOKS, -(-operations // len(files)))
    for path in files:
        play(name, path, each, f"{seed} {path.name}", campaign)
    return campaign


def play(name: str, path: Path, operations: int, seed: str, campaign: Campaign) -> None:
    """Play random edits on one file, and look at it now and then."""
    start, random = opened(name, path), Random(seed)
    campaign.files += 1
    if not start.rows:
        return
    before = faults(name, path.read_bytes())
    session = Session(start)
    for number in range(1, operations + 1):
        change = operation(session.document, random)
        if random.random() < 0.1:
            session.undo()
        elif change is None:
            campaign.refused += 1
        else:
            session.do(change)
        campaign.done += 1
        if number % max(1, operations // LOOKS) == 0:
            trouble = _trouble(name, session.document, before)
            campaign.saves += 1
            if trouble:
                campaign.worse.append(f"{path.name} after {number} edits (seed {seed!r}): {trouble}")
                return
    while session.undo() is not None:
        pass
    if saved(name, session.document) != path.read_bytes():
        campaign.worse.append(f"{path.name} (seed {seed!r}): undone it is not what it was")


def _trouble(name: str, document: Document, before: object) -> str:
    """Return what is wrong with the file that *document* is saved as, "" where nothing is."""
    try:
        data = saved(name, document)
    except FormatError as error:
        return "" if name == "po" and "UTF-8" in str(error) else f"refused: {error}"
    now = faults(name, data)
    assert isinstance(before, type(now))
    fresh = {fault: number for fault, number in now.items() if fault not in before and not _UNAVOIDABLE.search(fault)}
    if fresh:  # more of a kind that was there is no more than a copy of it: a split repeats attributes
        return f"faults that were not there: {fresh}"
    head = document.head
    asked = ReadOptions(source_language=head.source_language, target_language=head.target_language)
    again = formats.named(name).functions.read(data, asked)
    return differs(name, list(document.rows), list(again.rows))


def differs(name: str, rows: list[Segment], again: list[Segment]) -> str:
    """Return in which respect the first row differs that does."""
    if len(rows) != len(again):
        return f"{len(rows)} rows read back as {len(again)}"
    for one, two in zip((comparable(name, row) for row in rows), (comparable(name, row) for row in again), strict=True):
        if one != two:
            names = [name for name in Segment.__slots__ if getattr(one, name) != getattr(two, name)]
            said = {name: (getattr(one, name), getattr(two, name)) for name in names}
            return f"row {one.id} reads back otherwise: {said}"
    old, new = _notes(rows), _notes(again)
    return "" if old == new else f"notes read back otherwise: {sorted((old - new) | (new - old))}"


def _notes(rows: list[Segment]) -> set[tuple[str, str]]:
    """Return all notes with their unit: a file knows no row that they are about, and no order."""
    return {(row.unit, piece) for row in rows for note in row.notes for piece in note.text.split("\n") if piece}


def comparable(name: str, row: Segment) -> Segment:
    """Return *row* as a file of format *name* can hold it, without its notes."""
    row = replace(row, may=May.NOTHING, shared=Shared.NOTHING, notes=())
    if row.target_gap == row.gap or not row.target:
        row = replace(row, target_gap=None)
    if name == "xliff2":
        row = replace(row, target=_ended(row.target))
        row = row if row.target else replace(row, state=State.UNTRANSLATED)
    if name == "po" and row.state is State.DRAFT:
        row = replace(row, marks=row.marks | {Mark.NEEDS_WORK})  # one flag says both
    if name == "po" and not row.target:
        row = replace(row, marks=row.marks - {Mark.NEEDS_WORK})  # an entry's other forms may be a draft
    if name == "po" and row.previous is not None:
        row = replace(row, previous=Previous(row.previous.source, EMPTY))
    if name in {"po", "tmx"}:
        row = replace(row, review=None)
    return replace(row, reason="", previous=None) if name == "tmx" else row


def _ended(text: Text) -> Text:
    """Return *text* without the ends of what did not begin in it: an annotation cannot end where none began."""
    begun = {code.pair for code in text.codes if code.kind is Kind.OPEN}
    return Text.of(
        *(r for r in text.runs if not (isinstance(r, Code) and r.kind is Kind.CLOSE and r.pair not in begun))
    )


def main(arguments: list[str]) -> int:
    """Play as many edits as the first argument says (10,000), over all formats or the one the second names."""
    operations = int(arguments[0]) if arguments else 10_000
    names = arguments[1:2] or list(FOLDERS)
    total = sum(len(corpus(name)) for name in FOLDERS)
    failed = 0
    for name in names:
        found = played(name, -(-operations * len(corpus(name)) // total), int(arguments[2]) if arguments[2:] else 1)
        print(f"{TITLES[name]:12}{found.files:5} files {found.done:6} edits {found.refused:6} not permitted")
        print(f"{'':12}{found.saves:5} saves, {len(found.worse)} worse or not read back alike")
        for line in found.worse:
            print(f"    {line[:600]}")
        failed += len(found.worse)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
