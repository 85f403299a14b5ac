"""diptych validate: what it prints, in words and as JSON, and its status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.cli import main
from tests.formats.validation.examples import po, tmx, xliff2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.xlf").write_bytes(xliff2({}))
    (tmp_path / "bad.xlf").write_bytes(xliff2({"unit": ' translate="maybe"', "target": '<target order="9"/>'}))
    (tmp_path / "doubt.tmx").write_bytes(tmx({"unit": ' usagecount="often"'}))
    (tmp_path / "bad.po").write_bytes(po({"target": "\\nДрузья"}))
    return tmp_path


def test_a_valid_file_has_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "good.xlf"]) == 0
    assert capsys.readouterr().out == "good.xlf: valid\n"


def test_errors_have_status_1_and_say_line_rule_and_section(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "bad.xlf"]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("bad.xlf:8: error: The attribute translate of <unit")
    assert first.endswith("[attribute-value; 4.2.2.5 unit]")
    assert second.endswith("[order-range; 4.3.1.24 order]")
    assert last == "bad.xlf: invalid, 2 errors"


def test_a_warning_alone_leaves_a_file_valid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "doubt.tmx"]) == 0
    said = capsys.readouterr().out
    assert ": warning: " in said
    assert said.endswith("doubt.tmx: valid\n")


def test_several_files_are_checked_and_the_worst_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "good.xlf", "bad.po", "--json"]) == 1
    (record,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert record["file"] == "bad.po"
    assert record["rule"] == "po-newline-begin"
    assert record["severity"] == "error"
    assert record["line"] > 1
    assert record["section"]
    assert record["message"].endswith(".")


def test_what_cannot_be_checked_has_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letter.txt").write_text("Dear friends", encoding="utf-8")
    for name in ("letter.txt", "nowhere.xlf", "."):
        assert main(["validate", name]) == 2, name
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1


def test_a_file_that_is_not_well_formed_is_invalid_and_says_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "torn.xlf").write_bytes(xliff2({})[:-20])
    assert main(["validate", "torn.xlf"]) == 1
    assert "[well-formed; XML 1.0" in capsys.readouterr().out


def test_the_others_are_checked_where_one_cannot_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "nowhere.xlf", "bad.po", "good.xlf"]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "nowhere.xlf" in said.err
    assert said.out.endswith("good.xlf: valid\n")
    assert "bad.po: invalid" in said.out
