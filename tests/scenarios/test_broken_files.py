"""Files that are not what they say: one sentence on what to do, status 2, and nothing written.

What is merely damaged, and can be worked on without touching the damage, opens with a warning.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from editor import cli

BROKEN = sorted((Path(__file__).resolve().parents[2] / "seeds" / "broken").iterdir())
RULES = [path for path in BROKEN if path.suffix == ".srx"]
DAMAGED = [path for path in BROKEN if path.name in {"broken-utf8.txt", "no-file.xlf", "no-msgstr.po"}]
DOCUMENTS = [path for path in BROKEN if path not in RULES + DAMAGED]


@pytest.fixture
def folder(tmp_path: Path, seeds: Path) -> Path:
    copy = tmp_path / "broken"
    shutil.copytree(seeds / "broken", copy)
    return copy


def refusal(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must be refused; return what it said."""
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    assert cli.main(arguments) == 2
    assert {path: path.read_bytes() for path in folder.rglob("*")} == before
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert 1 <= len(said.err.strip().splitlines()) <= 2
    return said.err


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda path: path.name)
def test_a_broken_document_is_refused(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(["show", str(folder / file.name)], folder, capsys)
    assert file.name in said


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda path: path.name)
def test_no_work_file_is_made_of_it(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = folder / "work.xlf"
    refusal(["new", str(folder / file.name), "-s", "en", "-t", "ru", "-o", str(work)], folder, capsys)
    assert not work.exists()


@pytest.mark.parametrize("file", DAMAGED, ids=lambda path: path.name)
def test_a_damaged_document_opens_with_a_warning_and_is_kept_as_it_is(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged, copy = folder / file.name, folder / f"copy{file.suffix}"
    assert cli.main(["show", str(damaged)]) == 0
    assert capsys.readouterr().err.strip()
    assert cli.main(["convert", str(damaged), "-s", "en", "-t", "ru", "-o", str(copy)]) == 0
    assert copy.read_bytes() == damaged.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("file", RULES, ids=lambda path: path.name)
def test_broken_rules_are_refused(file: Path, folder: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = str(seeds / "letter.zh.en.txt")
    said = refusal(["segment", text, "--lang", "en", "--srx", str(folder / file.name)], folder, capsys)
    assert file.name in said
