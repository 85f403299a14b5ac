"""The bilingual table: every field in its place, nothing that a spreadsheet would run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, tsv
from editor.model import Mark, Note, Segment, State, document
from editor.text import Text
from tests.samples import letter

MEANT = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def unescaped(field: str) -> str:
    out, at = "", 0
    while at < len(field):
        pair = field[at : at + 2]
        out += MEANT.get(pair, field[at])
        at += 2 if pair in MEANT else 1
    return out[1:] if out.startswith("'") and out.lstrip("'")[:1] in set("=+-@") - {""} and out.lstrip("'") else out


@given(text=st.text(st.sampled_from("='+-@\\\t\n\rab ntr"), max_size=12))
def test_a_field_gives_its_text_back_and_is_no_formula(text: str) -> None:
    field = tsv.cell(text)
    assert not set(field) & set("\t\n\r")
    assert field[:1] not in {"=", "+", "-", "@"}
    assert unescaped(field) == text


def test_every_segment_is_a_line() -> None:
    row = Segment(
        "f1/u1/1", Text.of("a\tb"), Text.of("=1+1"), State.REVIEWED, frozenset({Mark.NEEDS_WORK}), notes=(Note("x\ny"),)
    )
    written = tsv.write(document([row]), WriteOptions())
    assert written.data.decode() == (
        "id\tsource\ttarget\tstate\tmarks\tnotes\nf1/u1/1\ta\\tb\t'=1+1\treviewed\tneeds-work\tx\\ny\n"
    )
    assert written.losses == ()
    assert tsv.sniff(written.data)


def test_codes_are_written_as_on_the_command_line_and_what_is_left_counted() -> None:
    written = tsv.write(letter(), WriteOptions())
    assert b"See {1}the list{/1} below." in written.data
    assert written.untranslated == 4


def test_tables_are_not_read() -> None:
    with pytest.raises(FormatError, match="work file"):
        tsv.read(b"", ReadOptions())
