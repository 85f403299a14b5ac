"""Parallel texts for tests of links: documents of beads drawn at random, and what no edit may lose."""

from __future__ import annotations

from itertools import groupby

from hypothesis import strategies as st

from editor.linking.beads import parts
from editor.model import Document, Head, Link, Mark, Note, Segment, State, document
from editor.text import EMPTY, Break, Text

KINDS = [(1, 1), (1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1), (3, 1)]


@st.composite
def bitexts(draw: st.DrawFn, most: int = 4) -> Document:
    """Draw paragraphs of links; some links reach into the next paragraph, some paragraphs are furniture."""
    rows: list[Segment] = []
    said = 0
    for unit in range(draw(st.integers(1, 4))):
        name = f"u{unit}"
        if draw(st.integers(0, 6)) == 0:
            furniture = frozenset({Mark.NOT_FOR_TRANSLATION})
            rows.append(Segment(f"{name}/1", Text.of(f"Menu {unit}."), unit=name, marks=furniture))
            continue
        for number in range(draw(st.integers(1, most))):
            many, much = draw(st.sampled_from(KINDS))
            inner = draw(st.booleans()) and many > 1
            source = _text([f"s{said + n}." for n in range(many)], paragraph=inner)
            target = _text([f"t{said + n}." for n in range(much)], paragraph=draw(st.booleans()))
            said += max(many, much)
            confirmed = draw(st.booleans())
            link = Link(draw(st.none() | st.floats(0, 1)), confirmed)
            state = (State.TRANSLATED if confirmed else State.DRAFT) if target else State.UNTRANSLATED
            notes = (Note(f"note {said}"),) if draw(st.integers(0, 5)) == 0 else ()
            gap = Text.of(" ") if source else EMPTY
            rows.append(
                Segment(f"{name}/{number + 1}", source, target, state, link=link, unit=name, gap=gap, notes=notes)
            )
    return document(rows, Head("en", "ru"))


def _text(sentences: list[str], *, paragraph: bool) -> Text:
    runs: list[str | Break] = []
    for number, each in enumerate(sentences):
        last = number + 1 == len(sentences)
        runs += [each] if last else [f"{each} ", Break(paragraph=paragraph and number == 0)]
    return Text.of(*runs)


def sources(content: Document) -> list[str]:
    """Return the source sentences in order."""
    return [piece.plain.strip() for row in content.rows for piece in parts(row.source)]


def targets(content: Document) -> list[str]:
    """Return the target sentences in the translation's own order."""
    found = []
    for _unit, run in groupby(content.rows, key=lambda row: row.unit or row.id):
        rows = list(run)
        for number in sorted(range(len(rows)), key=lambda n: (rows[n].order or n + 1, n)):
            found += [piece.plain.strip() for piece in parts(rows[number].target)]
    return found


def running(content: Document) -> str:
    """Return the source with its gaps, breaks and borders of units: what restructuring never changes."""
    said = ""
    for number, row in enumerate(content.rows):
        said += "".join(run if isinstance(run, str) else "¶" if run.paragraph else "" for run in row.source.runs)  # type: ignore[union-attr]
        if not row.source:
            continue
        rest = [other for other in content.rows[number + 1 :] if other.source]
        said += row.gap.plain + ("¶" if rest and rest[0].unit != row.unit else "")
    return said


def borders(content: Document) -> list[str]:
    """Say what is wrong with the grouping: a unit in two places, ids twice, orders that are none."""
    wrong = []
    names = [name for name, _rows in groupby(content.rows, key=lambda row: row.unit)]
    wrong += [f"unit {name} stands in two places" for name in names if names.count(name) > 1]
    ids = [row.id for row in content.rows]
    wrong += [f"id {name} twice" for name in ids if ids.count(name) > 1]
    for name, run in groupby(content.rows, key=lambda row: row.unit):
        rows = list(run)
        places = [row.order or number for number, row in enumerate(rows, 1)]
        if sorted(places) != list(range(1, len(rows) + 1)):
            wrong.append(f"orders of {name}: {places}")
    return wrong
