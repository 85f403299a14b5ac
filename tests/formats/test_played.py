"""Any edits on files of other programs: what is written reads back as it stood, and undone it is the file again."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.model import Change, Document, apply
from tests.formats.test_dialects import read, saved, x1, x2
from tests.operations import operation

SENTENCES = (
    "One stove.",
    "Two <g id='{0}'>mills</g> here.",
    "A<x id='{0}'/>line.",
    "Is it &lt; 3?",
    "<g id='{0}'>All.</g>",
)
GAPS = (" ", "  ", "\n", "", " <x id='{0}'/> ")
MODERN = (
    "One stove.",
    '<pc id="{0}" dataRefStart="d1" dataRefEnd="d2">Two</pc> mills here.',
    'A<ph id="{0}" dataRef="d3" disp="BR"/>line<cp hex="0007"/>.',
    '<sc id="{0}" type="fmt" subType="xlf:b"/>Is it<ec startRef="{0}"/> &lt; 3?',
    '<mrk id="{0}" type="term" translate="no">All</mrk> <pc id="{0}9" canDelete="no">of it</pc>.',
)
DATA = (
    '<originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data><data id="d3">&lt;br/></data></originalData>'
)
BESIDE = (
    "",
    '<notes><note id="n1" appliesTo="source">look</note></notes>',
    '<mda:metadata><mda:metaGroup category="x"><mda:meta type="k">v</mda:meta></mda:metaGroup></mda:metadata>',
    '<notes><note id="n1">a</note></notes>' + DATA,
    DATA,
)


def segmented(random: Random, number: int) -> str:
    """Write a unit of XLIFF 1.2 whose source is cut, and whose target holds all, some or none of the segments."""
    codes = iter(range(1, 99))
    pieces = [random.choice(SENTENCES).format(next(codes)) for _ in range(random.randint(1, 4))]
    gaps = [random.choice(GAPS).format(next(codes)) for _ in pieces]
    marks = [f'<mrk mtype="seg" mid="{n}">{said}</mrk>' for n, said in enumerate(pieces)]
    whole = "".join(said + gap for said, gap in zip(pieces, gaps, strict=True))
    cut = "".join(mark + gap for mark, gap in zip(marks, gaps, strict=True))
    some = [mark for mark in marks if random.random() < 0.6]
    target = random.choice(["", "<target/>", f"<target>{' '.join(some)}</target>", f"<target>{cut}</target>"])
    beside = random.choice(["", "<note>look</note>", '<alt-trans mid="0"><target>x</target></alt-trans>'])
    return (
        f'<trans-unit id="{number}"><source>{whole}</source><seg-source>{cut}</seg-source>{target}{beside}</trans-unit>'
    )


def modern(random: Random, number: int) -> str:
    """Write a unit of XLIFF 2 with codes of every kind, some segments translated, and what may stand beside them."""
    codes = iter(range(1, 99))
    parts = []
    for _ in range(random.randint(1, 4)):
        said = random.choice(MODERN).format(next(codes))
        target = random.choice(["", f"<target>{said}</target>", "<target>Раз.</target>"])
        state = random.choice(["", ' state="translated"', ' state="initial"', ' state="final" subState="x:y"'])
        parts.append(f"<segment{state}><source>{said}</source>{target}</segment>")
        if random.random() < 0.6:
            parts.append(
                random.choice(
                    [
                        "<ignorable><source> </source></ignorable>",
                        "<ignorable><source>\n</source><target> </target></ignorable>",
                    ]
                )
            )
    beside = random.choice(BESIDE)
    if DATA not in beside and "dataRef" in "".join(parts):
        beside += DATA
    lock = random.choice(["", "", ' canResegment="no"', ' name="n"', ' translate="no"'])
    return f'<unit id="{number}"{lock}>{beside}{"".join(parts)}</unit>'


def old_file(random: Random) -> bytes:
    return x1("\n".join(segmented(random, number) for number in range(random.randint(1, 3))))


def new_file(random: Random) -> bytes:
    units = "\n".join(modern(random, number) for number in range(random.randint(1, 3)))
    return x2(f'<file id="f">{units}</file>', ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"')


def told(document: Document) -> list[tuple[str, str]]:
    return [(row.source.without_breaks().marked(), row.target.without_breaks().marked()) for row in document.rows]


@pytest.mark.parametrize("made", [old_file, new_file])
@settings(max_examples=150)
@given(seed=st.integers(0, 1 << 40), most=st.integers(1, 6))
def test_what_is_played_on_a_file_is_in_it_and_undone_it_is_the_file(
    made: Callable[[Random], bytes], seed: int, most: int
) -> None:
    random = Random(seed)
    data = made(random)
    document = start = read("a.xlf", data)
    assert saved(start) == data
    done: list[Change] = []
    for _ in range(most):
        change = operation(document, random)
        if not change:
            continue
        document = apply(change, document)
        done.append(change)
        try:
            out = saved(document)
        except FormatError as error:
            assert str(error).endswith(".")  # noqa: PT017 - what a file cannot hold is refused in a sentence
            continue
        assert told(read("a.xlf", out)) == told(document)
    for change in reversed(done):
        document = apply(change.inverse, document)
    assert saved(document) == data
