from __future__ import annotations

from dataclasses import replace

import pytest

from editor.compare import restore
from editor.errors import EditError
from editor.model import Mark, Segment, State, apply
from editor.text import Text
from tests.samples import letter

GONE = Segment("f1/u9/1", Text.of("It rains."), Text.of("Идёт дождь."), State.REVIEWED)


def test_a_gone_translation_goes_to_a_segment_that_has_none() -> None:
    start = letter()
    start = replace(start, head=replace(start.head, gone=(GONE,)))
    change = restore(start, GONE, 0)
    after = apply(change, start)
    row = after.rows[0]
    assert (row.target.plain, row.state, after.head.gone) == ("Идёт дождь.", State.DRAFT, ())
    assert Mark.SOURCE_CHANGED in row.marks
    assert row.previous is not None
    assert row.previous.source.plain == "It rains."
    assert apply(change.inverse, after) == start


def test_it_replaces_no_translation_and_is_restored_once() -> None:
    start = letter()
    with pytest.raises(EditError):
        restore(replace(start, head=replace(start.head, gone=(GONE,))), GONE, 1)
    with pytest.raises(EditError):
        restore(start, GONE, 0)
