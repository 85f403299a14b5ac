from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from editor import edits
from editor.cli import main
from editor.delivery import Report, report, sentences
from editor.model import Mark, apply
from editor.text import Text
from tests.samples import letter


def test_what_is_left_is_told_by_kind() -> None:
    document = letter()
    assert report(document) == Report(untranslated=(0, 2, 3, 4))
    document = apply(edits.set_target(document, 1, Text.of("См. список.")), document)
    document = apply(edits.set_mark(document, [1], Mark.NEEDS_WORK, on=True), document)
    document = apply(edits.set_mark(document, [0], Mark.OMITTED, on=True), document)
    document = apply(edits.set_mark(document, [4], Mark.NOT_FOR_TRANSLATION, on=True), document)
    found = report(document)
    assert found == Report(untranslated=(2, 3), codes=(1,), marked=(1,), omitted=(0,), furniture=(4,))
    assert found
    assert len(sentences(found)) == 5
    assert not replace(found, untranslated=(), codes=(), marked=())


def test_export_says_it_on_standard_error_and_to_scripts(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out.html")
    assert main(["export", str(seeds / "open-letter.xlf"), "-o", out]) == 0
    said = capsys.readouterr()
    assert "not for translation" in said.err
    assert main(["export", str(seeds / "open-letter.xlf"), "-o", out, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"untranslated", "codes", "marked", "omitted", "furniture", "losses"}
    assert len(told["untranslated"]) > 0
    assert len(told["furniture"]) > 0
