from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor import edits, formats, storage
from editor.cli import main
from editor.model import Document, apply
from editor.storage import locks
from editor.text import Text
from tests.samples import letter


def save(name: str, text: Document) -> str:
    Path(name).write_bytes(formats.write(text, name, formats.WriteOptions()).data)
    return name


def load(name: str) -> Document:
    return storage.load(Path(name), formats.ReadOptions(name=name)).document


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def typed(text: Document, row: int, words: str) -> Document:
    return apply(edits.set_target(text, row, Text.of(words)), text)


def test_both_hands_are_in_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    base = letter()
    names = [
        save("base.xlf", base),
        save("ours.xlf", typed(base, 0, "Раз.")),
        save("theirs.xlf", typed(base, 2, "Два.")),
    ]
    assert main(["merge", *names, "-o", "out.xlf"]) == 0
    assert [load("out.xlf").rows[row].target.plain for row in (0, 2)] == ["Раз.", "Два."]
    assert capsys.readouterr().out == ""


def test_conflicts_are_listed_and_make_the_status_one(capsys: pytest.CaptureFixture[str]) -> None:
    base = letter()
    names = [
        save("base.xlf", base),
        save("ours.xlf", typed(base, 0, "Раз.")),
        save("theirs.xlf", typed(base, 0, "Два.")),
    ]
    assert main(["merge", *names, "-o", "out.xlf"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("1 conflict")
    assert "< Раз. [draft]" in said
    assert "> Два. [draft]" in said
    assert main(["merge", *names, "-o", "out.xlf", "--json"]) == 1
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["row"], record["id"], record["fields"]) == (1, "f1/u1/1", ["target"])
    assert record["ours"][0]["target"] == "Раз."


def test_git_s_names_tell_no_format_and_an_empty_base_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    base = letter()
    ours, theirs = typed(base, 0, "Раз."), typed(base, 2, "Два.")
    for name, text in ((".merge_file_a", ours), (".merge_file_b", theirs)):
        Path(name).write_bytes(formats.write(text, "x.xlf", formats.WriteOptions()).data)
    Path(".merge_file_o").write_bytes(b"")
    names = [".merge_file_o", ".merge_file_a", ".merge_file_b"]
    assert main(["merge", *names, "-o", ".merge_file_a"]) == 0
    merged = formats.read(Path(".merge_file_a").read_bytes(), formats.ReadOptions())
    assert [merged.rows[row].target.plain for row in (0, 2)] == ["Раз.", "Два."]


def test_a_base_that_is_not_there_is_said() -> None:
    save("ours.xlf", letter())
    assert main(["merge", "base.xlf", "ours.xlf", "ours.xlf", "-o", "out.xlf"]) == 2
    assert not Path("out.xlf").exists()


def test_another_document_named_by_mistake_takes_nothing_away(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("base.xlf", "ours.xlf"):
        save(name, letter())
    Path("other.txt").write_text("Something else.\n", encoding="utf-8")
    for sides in (["ours.xlf", "other.txt"], ["other.txt", "ours.xlf"]):
        assert main(["merge", "base.xlf", *sides, "-o", "out.xlf"]) == 2
        assert "Not one sentence of base.xlf is in other.txt" in capsys.readouterr().err
    assert main(["merge", "base.xlf", "ours.xlf", "ours.xlf", "-o", "out.html"]) == 2
    assert not list(Path().glob("out.*"))


@pytest.mark.parametrize(
    "command",
    [
        ["merge", "base.xlf", "ours.xlf", "theirs.xlf", "-o", "open.xlf"],
        ["update", "open.xlf", "newer.xlf"],
        ["convert", "ours.xlf", "-o", "open.xlf"],
        ["pseudo", "ours.xlf", "-o", "open.xlf"],
    ],
)
def test_a_file_that_somebody_has_open_is_not_written_under_their_hands(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    base = letter()
    save("base.xlf", base)
    save("ours.xlf", typed(base, 0, "Раз."))
    for name in ("theirs.xlf", "newer.xlf", "open.xlf"):
        save(name, typed(base, 2, "Два."))
    before = Path("open.xlf").read_bytes()
    held = locks.acquire(Path("open.xlf"))
    assert isinstance(held, locks.Lock)
    try:
        status = main(command)
        said = capsys.readouterr().err
        assert Path("open.xlf").read_bytes() == before
        assert status == 2
        assert "has open.xlf open; close it there" in said
        assert len(said.splitlines()) == 1
    finally:
        held.release()
    assert main(command) == 0
    assert list(Path().glob(".*")) == [], "no lock stays behind"
