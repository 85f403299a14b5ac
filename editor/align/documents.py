"""Two documents and the links between them become one parallel document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from editor.align.beads import Bead
from editor.model import Document, Link, Mark, Segment, State
from editor.rows import Rows
from editor.text import EMPTY, Break, Code, Kind, Text

_WIDE = "\u2e80"  # from here on, signs stand side by side


def sentences(document: Document) -> list[int]:
    """Return the rows to align: those with text, but no blog's furniture."""
    return [
        number
        for number, row in enumerate(document.rows)
        if row.source.plain.strip() and Mark.NOT_FOR_TRANSLATION not in row.marks
    ]


def texts(document: Document) -> tuple[list[str], list[int]]:
    """Return the sentences to align, and the number of the paragraph of each."""
    rows = [document.rows[number] for number in sentences(document)]
    paragraphs: list[int] = []
    for number, row in enumerate(rows):
        same = number > 0 and bool(row.unit) and row.unit == rows[number - 1].unit
        paragraphs.append(paragraphs[-1] + (not same) if paragraphs else 0)
    return [row.source.readable for row in rows], paragraphs


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both documents, and which of their rows stand for the sentences that the beads count."""

    left: Document
    right: Document
    sources: Sequence[int]
    targets: Sequence[int]

    def source(self, bead: Bead) -> list[Segment]:
        """Return the source rows of a bead."""
        return [self.left.rows[self.sources[number]] for number in bead.source]

    def target(self, bead: Bead) -> list[Segment]:
        """Return the target rows of a bead; their text is their source."""
        return [self.right.rows[self.targets[number]] for number in bead.target]


def aligned(left: Document, right: Document, beads: Sequence[Bead], confirmed: Collection[Bead] = ()) -> Document:
    """Return the document whose rows are *beads*, counted over the ``sentences`` of both documents.

    What *left* holds besides, its bytes too, is kept, so that the translation can be exported. Sentences of one link
    are parted by a ``Break``; paragraphs that a link crosses become one unit. Linked rows are drafts, *confirmed* ones
    translated.
    """
    pair = _Pair(left, right, sentences(left), sentences(right))
    units = _units(pair, beads)
    sure = {(bead.source, bead.target) for bead in confirmed}
    rows: list[Segment] = []
    passed = 0
    for bead, unit in zip(beads, units, strict=True):
        if bead.source:
            rows += _between(pair, passed, bead.source.start)
            passed = bead.source.stop
        rows.append(_row(pair, bead, unit, sure=(bead.source, bead.target) in sure))
    rows += _between(pair, passed, len(pair.sources))
    head = replace(left.head, target_language=left.head.target_language or right.head.source_language)
    return replace(left, rows=Rows.of(_together(rows)), head=head, warnings=left.warnings + right.warnings)


def _between(pair: _Pair, passed: int, start: int) -> list[Segment]:
    """Return the rows that are not aligned before source sentence *start*, behind the last one before *passed*."""
    first = pair.sources[passed - 1] + 1 if passed else 0
    last = pair.sources[start] if start < len(pair.sources) else len(pair.left.rows)
    return [pair.left.rows[number] for number in range(first, last)]


def _together(rows: Sequence[Segment]) -> list[Segment]:
    """Return the rows so that those of a unit follow one another: what stood between its paragraphs comes behind."""
    last = {row.unit: number for number, row in enumerate(rows) if row.unit}
    ordered: list[Segment] = []
    waiting: list[Segment] = []
    open_until = -1
    for number, row in enumerate(rows):
        if number <= open_until and row.unit != rows[open_until].unit:
            waiting.append(row)
            continue
        ordered.append(row)
        if row.unit:
            open_until = max(open_until, last[row.unit])
        if number >= open_until:
            ordered += waiting
            waiting = []
    return ordered


# ── Units ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _units(pair: _Pair, beads: Sequence[Bead]) -> list[str]:
    """Return the unit of every bead: its paragraph, or the first of those that links hold together."""
    first: dict[str, str] = {}  # of each paragraph, the one that it is part of
    for bead in beads:
        names = [first.get(row.unit, row.unit) for row in pair.source(bead)]
        for name in names:
            first[name] = names[0]
    names = [_resolved(first, pair.source(bead)[0].unit) if bead.source else "" for bead in beads]
    paragraphs = texts(pair.right)[1]
    taken = {row.unit for row in pair.left.rows}
    for number, bead in enumerate(beads):
        if not bead.source:
            names[number] = _addition(names, beads, number, paragraphs) or _fresh(names, number, taken)
            taken.add(names[number])
    return names


def _resolved(first: dict[str, str], name: str) -> str:
    while first[name] != name:
        name = first[name]
    return name


def _addition(names: Sequence[str], beads: Sequence[Bead], number: int, paragraphs: Sequence[int]) -> str:
    """Return the unit that an addition stands in, "" where it is a paragraph of its own."""
    before = names[number - 1] if number else ""
    following = next((at for at in range(number + 1, len(beads)) if beads[at].source), None)
    after = names[following] if following is not None else ""
    if before and before == after:
        return before
    mine = {paragraphs[at] for at in beads[number].target}
    if before and mine & {paragraphs[at] for at in beads[number - 1].target}:
        return before
    if following is not None and mine & {paragraphs[at] for at in beads[following].target}:
        return after
    return ""


def _fresh(names: Sequence[str], number: int, taken: Collection[str]) -> str:
    known = next((name for name in (*reversed(names[:number]), *names[number:]) if name), "f1/u1")
    folder = known.rpartition("/")[0]
    stem = f"{folder}/a" if folder else "a"
    return next(name for name in (f"{stem}{count}" for count in range(1, len(taken) + 2)) if name not in taken)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _row(pair: _Pair, bead: Bead, unit: str, *, sure: bool) -> Segment:
    ones, others = pair.source(bead), pair.target(bead)
    source = _text(ones)
    target = _recoded(_text(others, spaced=True), source, keep=_same_format(pair))
    state = State.UNTRANSLATED if not target else State.TRANSLATED if sure else State.DRAFT
    link = Link(round(bead.confidence, 4), confirmed=sure)
    if not ones:
        return Segment(f"{unit}/t{bead.target.start + 1}", EMPTY, target, state, link=link, unit=unit)
    return replace(
        ones[0],
        source=source,
        target=target,
        state=state,
        link=link,
        unit=unit,
        gap=ones[-1].gap,
        notes=tuple(note for row in ones for note in row.notes),
    )


def _text(rows: Sequence[Segment], *, spaced: bool = False) -> Text:
    """Return the sentences of one side of a link, with breaks between them.

    Where they are *spaced*, a space parts paragraphs, too: as a translation they stand in one.
    """
    runs: list[Text] = []
    for number, row in enumerate(rows):
        runs.append(row.source)
        if number < len(rows) - 1:
            paragraph = row.unit != rows[number + 1].unit or not row.unit
            gap = (
                row.gap
                if row.gap or not (spaced and paragraph)
                else _space(row.source.plain, rows[number + 1].source.plain)
            )
            runs.append(gap + Text.of(Break(paragraph=paragraph)))
    return reduce(Text.__add__, runs, EMPTY)


def _space(before: str, after: str) -> Text:
    """Return what parts two sentences: a space, nothing between signs that need none."""
    parted = before[-1:].isspace() or after[:1].isspace() or not before or before[-1] >= _WIDE
    return EMPTY if parted else Text.of(" ")


def _same_format(pair: _Pair) -> bool:
    one, other = pair.left.head.skeleton, pair.right.head.skeleton
    return one is not None and other is not None and one.format == other.format


# ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _recoded(target: Text, source: Text, *, keep: bool) -> Text:
    """Return *target* with the source's codes where they mean the same; others stay only if *keep*."""
    if not target.codes:
        return target
    pairs = dict(_paired(target, source))
    used = {code.pair for code in source.codes}
    fresh = (f"t{number}" for number in range(1, len(target) + 2) if f"t{number}" not in used)
    runs: list[str | Code | Break] = []
    for run in target.runs:
        if not isinstance(run, Code):
            runs.append(run)
        elif run.pair in pairs:
            runs.append(pairs[run.pair][run.kind])
        elif keep:
            pairs[run.pair] = _renamed(target, run.pair, next(fresh))
            runs.append(pairs[run.pair][run.kind])
        elif run.equiv:
            runs.append(run.equiv)
    return Text.of(*runs)


def _paired(target: Text, source: Text) -> Iterator[tuple[str, dict[Kind, Code]]]:
    """Yield the target's codes that have a like among the source's: the same markup, or the same kind in order."""
    free = _codes(source)
    wanted = _codes(target)
    for same in (_same_data, _same_label):
        for pair, codes in list(wanted.items()):
            like = next((name for name, others in free.items() if same(codes, others)), None)
            if like is not None:
                yield pair, free.pop(like)
                del wanted[pair]


def _codes(text: Text) -> dict[str, dict[Kind, Code]]:
    found: dict[str, dict[Kind, Code]] = {}
    for code in text.codes:
        found.setdefault(code.pair, {})[code.kind] = code
    return found


def _same_data(mine: dict[Kind, Code], its: dict[Kind, Code]) -> bool:
    return mine.keys() == its.keys() and all(mine[kind].data == its[kind].data for kind in mine)


def _same_label(mine: dict[Kind, Code], its: dict[Kind, Code]) -> bool:
    return mine.keys() == its.keys() and all(mine[kind].label == its[kind].label for kind in mine)


def _renamed(target: Text, pair: str, name: str) -> dict[Kind, Code]:
    return {code.kind: replace(code, pair=name) for code in target.codes if code.pair == pair}
