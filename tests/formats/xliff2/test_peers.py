"""What another program makes of our work file, where it is installed."""

from __future__ import annotations

import pytest

from editor import edits
from editor.formats import WriteOptions, xliff2
from editor.model import apply
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
