"""What another program makes of our work file, where it is installed."""

from __future__ import annotations

import pytest

from editor import edits
from editor.formats import ReadOptions, WriteOptions, xliff2
from editor.model import Mark, Segment, State, apply, document
from editor.text import Text
from tests.samples import letter


def test_translate_toolkit_reads_units_and_states() -> None:
    storage = pytest.importorskip("translate.storage.xliff2", reason="translate-toolkit is not installed")
    whole = letter()
    whole = apply(edits.set_target(whole, 4, Text.of("Приходите.")), whole)
    whole = apply(edits.confirm(whole, [4]), whole)
    units = storage.Xliff2File.parsestring(xliff2.write(whole, WriteOptions()).data).units
    assert [str(unit.source) for unit in units][::2] == ["One month ago we wrote.", "Thank you.", "Come."]
    assert str(units[4].target) == "Приходите."
    assert [unit.istranslated() for unit in units] == [False, True, False, False, True]


def test_what_poedit_writes_is_understood() -> None:
    """Poedit 3.2, which opens version 2.0 only, tells what needs work like this."""
    row = Segment("f1/u1/1", Text.of("One"), Text.of("Раз"), State.REVIEWED, unit="f1/u1")
    data = xliff2.write(document([row]), WriteOptions(version="2.0")).data
    saved = data.replace(b'state="reviewed"', b'state="translated" subState="poedit:fuzzy"')
    assert saved != data
    (back,) = xliff2.read(saved, ReadOptions()).rows
    assert (back.state, back.marks) == (State.TRANSLATED, frozenset({Mark.NEEDS_WORK}))
