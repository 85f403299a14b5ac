"""Align again what lies between confirmed links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor import align
from editor.align import learning
from editor.errors import EditError
from editor.i18n import N_, _
from editor.linking.beads import Bead, Run, Sentence, Window, is_linkable
from editor.model import Change, Link

if TYPE_CHECKING:
    from editor.align.learning import Lexicon
    from editor.model import Document, Segment

KNOWN = 600  # confirmed links to learn words from, those nearest


def stretch(document: Document, row: int) -> range:
    """Return the rows between the confirmed links around *row*, which is one of them. Raises EditError."""
    if _is_fixed(document.rows[row]):
        raise EditError(_("This link is confirmed; go to one between two confirmed links to realign there."))
    first = last = row
    while first > 0 and not _is_fixed(document.rows[first - 1]):
        first -= 1
    while last + 1 < len(document.rows) and not _is_fixed(document.rows[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_fixed(segment: Segment) -> bool:
    return segment.link is not None and segment.link.confirmed


def pairs(document: Document, around: int = -1, most: int = 0) -> list[tuple[str, str]]:
    """Return the texts of confirmed links, at most the *most* nearest to row *around*."""
    found = [
        (number, row)
        for number, row in enumerate(document.rows)
        if _is_fixed(row) and row.source and row.target and is_linkable(row)
    ]
    if most and len(found) > most:
        found = sorted(found, key=lambda each: abs(each[0] - around))[:most]
    return [(row.source.readable, row.target.readable) for _number, row in found]


def realign(
    document: Document,
    rows: range,
    lexicon: Lexicon | None = None,
    progress: Callable[[float], None] = lambda _share: None,
) -> Change:
    """Align the sentences of *rows* again; confirmed links stay as they are. Raises EditError."""
    if document.head.read_only:
        raise EditError(document.head.read_only)
    window = Window(document, rows.start, rows.stop - 1)
    inside = range(window.at(rows.start), window.at(rows.stop))
    loose = [window.beads[n] for n in inside if _is_loose(window.beads[n])]
    if not any(bead.source for bead in loose) or not any(bead.target for bead in loose):
        raise EditError(_("There is nothing to realign here: one side has no sentence."))
    texts = _Texts.of([window.beads[n] for n in inside if is_linkable(window.rows[n])])
    known = learning.learn(pairs(document, rows.start, KNOWN))
    found = align.align(
        [each.text.readable for each in texts.sources],
        [each.text.readable for _place, each in texts.targets],
        align.Options(
            source_language=document.head.source_language,
            target_language=document.head.target_language,
            left_paragraphs=[each.paragraph for each in texts.sources],
            right_paragraphs=_paragraphs([each for _place, each in texts.targets]),
            anchors=texts.anchors,
            lexicon=learning.merged([known, lexicon or {}]),
            progress=progress,
        ),
    )
    new = _rebuilt(texts, found)
    return window.change(N_("Realign"), _with_others(window, inside, texts, new))


def _is_loose(bead: Bead) -> bool:
    return bead.row is not None and is_linkable(bead.row) and not _is_fixed(bead.row)


def _paragraphs(run: Sequence[Sentence]) -> list[int]:
    """Return the number of the paragraph of each target sentence."""
    numbers, now = [], 0
    for each in run:
        numbers.append(now)
        now += each.ends
    return numbers


@dataclass(frozen=True, slots=True)
class _Texts:
    """Both sides of some links as lists of sentences, targets with their place, and the confirmed links as anchors."""

    beads: list[Bead]
    sources: list[Sentence]
    targets: list[tuple[tuple[int, ...], Sentence]]
    anchors: list[align.Bead]
    crossing: list[Bead]  # confirmed, and in another order than the rest: they take no part

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> _Texts:
        """Lay out *beads*."""
        highest: tuple[int, ...] = (-1,)
        crossing = []
        for bead in beads:
            if _is_loose(bead) or not bead.target:
                continue
            if bead.place < highest:
                crossing.append(bead)
            highest = max(highest, bead.place)
        taking = [bead for bead in beads if bead not in crossing]
        sources = [each for bead in taking for each in bead.source]
        spoken = sorted(taking, key=lambda bead: bead.place)
        targets = [((*bead.place, n), each) for bead in spoken for n, each in enumerate(bead.target)]
        starts: dict[int, int] = {}
        at = 0
        for bead in spoken:
            starts[id(bead)] = at
            at += len(bead.target)
        anchors, at = [], 0
        for bead in taking:
            if not _is_loose(bead) and (bead.source or bead.target):
                start = starts[id(bead)]
                anchors.append(align.Bead(range(at, at + len(bead.source)), range(start, start + len(bead.target))))
            at += len(bead.source)
        return cls(list(taking), sources, targets, anchors, crossing)


def _rebuilt(texts: _Texts, found: Sequence[align.Bead]) -> list[Bead]:
    """Return the links found; one that stood before keeps its row, and so does one that begins as a row began."""
    stood = {(bead.source, bead.target): bead for bead in texts.beads}
    by_source = {id(bead.source[0]): bead for bead in texts.beads if bead.source}
    used: set[str] = set()
    built: list[Bead] = []
    for each in found:
        source: Run = tuple(texts.sources[each.source.start : each.source.stop])
        placed = texts.targets[each.target.start : each.target.stop]
        target: Run = tuple(sentence for _place, sentence in placed)
        place = placed[0][0] if placed else (*(built[-1].place if built else (-1,)), 1)
        same = stood.get((source, target))
        before = same or (by_source.get(id(source[0])) if source else None)
        row = before.row if before is not None else None
        if row is not None and row.id in used:
            row = None
        if row is not None:
            used.add(row.id)
        link = (
            None
            if same is not None and same.row is not None and _is_fixed(same.row)
            else Link(round(each.confidence, 4))
        )
        built.append(Bead(source, target, row, same.place if same else place, link))
    return _with_their_notes(texts, built, used)


def _with_their_notes(texts: _Texts, built: list[Bead], used: set[str]) -> list[Bead]:
    """Return *built* with the notes of rows that are no more, on the link that has their first sentence."""
    for bead in texts.beads:
        if bead.row is None or bead.row.id in used or not bead.row.notes:
            continue
        first = (*bead.source, *bead.target)[0]
        at = next(n for n, each in enumerate(built) if first in (*each.source, *each.target))
        row = built[at].row
        if row is not None:
            built[at] = replace(built[at], row=replace(row, notes=(*row.notes, *bead.row.notes)))
    return built


def _with_others(window: Window, inside: range, texts: _Texts, new: Sequence[Bead]) -> list[Bead]:
    """Return all of the window's links with the new ones in place; what took no part stands where it stood."""
    taking = {id(bead) for bead in texts.beads}
    place_of = {id(each): n for n, bead in enumerate(new) for each in bead.source}
    beads = list(window.beads[: inside.start])
    put = 0
    for number in inside:
        if id(window.beads[number]) in taking:
            continue
        later = (bead for bead in window.beads[number + 1 : inside.stop] if id(bead) in taking and bead.source)
        following = next((bead.source[0] for bead in later), None)
        cut = len(new) if following is None else place_of[id(following)]
        if following is not None and new[cut].source[0] is not following:
            cut += 1  # a link reaches across
        beads += [*new[put:cut], window.beads[number]]
        put = max(put, cut)
    return [*beads, *new[put:], *window.beads[inside.stop :]]
