"""Links made elsewhere, by the command line: InterText's three files, ladders and paths, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.align.intertext import read_links
from editor.cli import main
from editor.storage import locks
from tests.align.test_intertext import CZECH, ENGLISH, INTERTEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder that holds two texts and InterText's links between them."""
    monkeypatch.chdir(tmp_path)
    Path("walk.cs.xml").write_bytes(CZECH)
    Path("walk.en.xml").write_bytes(ENGLISH)
    Path("walk.cs.en.xml").write_bytes(INTERTEXT)

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def shown(run: Run, name: str) -> list[tuple[str, str, bool]]:
    lines = run("show", name, "--json")[1].splitlines()
    return [
        (row["source"], row["target"], bool(row["link"] and row["link"]["confirmed"])) for row in map(json.loads, lines)
    ]


def test_intertext_opens_by_its_links_and_goes_back(run: Run) -> None:
    status, _, err = run("convert", "walk.cs.en.xml", "-o", "work.xlf")
    assert (status, err) == (0, "")
    rows = shown(run, "work.xlf")
    assert [bool(row[0]) for row in rows] == [True, True, False]
    assert [row[2] for row in rows] == [True, False, False]
    Path("new").mkdir()
    assert run("convert", "work.xlf", "-o", "new/walk.cs.en.xml")[0] == 0
    assert sorted(path.name for path in Path("new").iterdir()) == ["walk.cs.en.xml", "walk.cs.xml", "walk.en.xml"]
    links, told = read_links(Path("new/walk.cs.en.xml").read_bytes()), read_links(INTERTEXT)
    assert [(each.source, len(each.target), each.manual, each.marked) for each in links.joined] == [
        (each.source, len(each.target), each.manual, each.marked) for each in told.joined
    ]
    assert run("convert", "new/walk.cs.en.xml", "-o", "again.xlf")[0] == 0
    assert shown(run, "again.xlf") == rows


def test_a_text_of_intertext_is_never_written_over(run: Run) -> None:
    run("convert", "walk.cs.en.xml", "-o", "work.xlf")
    status, _, err = run("convert", "work.xlf", "-o", "walk.cs.en.xml")
    assert (status, err.count("\n")) == (2, 1)
    assert Path("walk.cs.xml").read_bytes() == CZECH
    assert Path("walk.cs.en.xml").read_bytes() == INTERTEXT


def test_texts_that_are_not_beside_their_links_are_told(run: Run) -> None:
    Path("walk.en.xml").unlink()
    status, _, err = run("convert", "walk.cs.en.xml", "-o", "work.xlf")
    assert status == 2
    assert "walk.en.xml" in err
    assert not Path("work.xlf").exists()


def test_a_path_in_the_links_leads_nowhere_else(run: Run) -> None:
    Path("away").mkdir()
    Path("away/walk.en.xml").write_bytes(ENGLISH)
    Path("walk.en.xml").unlink()
    Path("walk.cs.en.xml").write_bytes(INTERTEXT.replace(b"walk.en.xml", b"away/walk.en.xml"))
    assert run("convert", "walk.cs.en.xml", "-o", "work.xlf")[0] == 2


def test_align_takes_links_as_they_are(run: Run) -> None:
    Path("a.txt").write_text("One.\nTwo.\nThree.\n", encoding="utf-8")
    Path("b.txt").write_text("Un et deux.\nTrois.\n", encoding="utf-8")
    Path("hand.ladder").write_text("0\t0\t0.5\n2\t1\t0.7\n3\t2\t0\n", encoding="utf-8")
    both = ("align", "a.txt", "b.txt", "-s", "en", "-t", "fr", "--sentences")
    assert run(*both, "--links", "hand.ladder", "-o", "work.xlf")[0] == 0
    assert [row[:2] for row in shown(run, "work.xlf")] == [("One.\nTwo.", "Un et deux."), ("Three.", "Trois.")]
    assert run("convert", "work.xlf", "-o", "out.path")[0] == 0
    assert [line.rpartition(":")[0] for line in Path("out.path").read_text(encoding="utf-8").splitlines()] == [
        "[0, 1]:[0]",
        "[2]:[1]",
    ]
    assert run(*both, "--links", "out.path", "-o", "back.ladder")[0] == 0
    rungs = [line.split()[:2] for line in Path("back.ladder").read_text(encoding="utf-8").splitlines()]
    assert rungs == [["0", "0"], ["2", "1"], ["3", "2"]]


def test_links_for_other_texts_are_refused(run: Run) -> None:
    Path("a.txt").write_text("One.\n", encoding="utf-8")
    Path("b.txt").write_text("Un.\n", encoding="utf-8")
    Path("hand.path").write_text("[0]:[0]\n[1]:[1]\n", encoding="utf-8")
    status, _, err = run(
        "align", "a.txt", "b.txt", "-s", "en", "-t", "fr", "--sentences", "--links", "hand.path", "-o", "work.xlf"
    )
    assert (status, err.count("\n")) == (2, 1)
    assert not Path("work.xlf").exists()


@pytest.mark.parametrize(
    ("output", "held"),
    [
        ("links.path", "links.path"),
        ("links.ladder", "links.ladder"),
        ("new.cs.en.xml", "new.cs.en.xml"),
        ("new.cs.en.xml", "new.cs.xml"),
        ("out.tmx", "out.tmx"),
    ],
)
def test_links_are_not_written_where_somebody_has_the_file_open(run: Run, output: str, held: str) -> None:
    command = ("convert", "walk.cs.en.xml", "-o", output)
    assert run(*command)[0] == 0
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    lock = locks.acquire(Path(held))
    assert isinstance(lock, locks.Lock)
    try:
        status, _out, said = run(*command)
    finally:
        lock.release()
    assert (status, said.splitlines()) == (
        2,
        [f"Another Diptych of yours has {held} open; close it there, or write to another file."],
    )
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before
    assert run(*command)[0] == 0


@pytest.mark.parametrize("output", ["walk.path", "walk.ladder"])
def test_the_links_of_an_alignment_are_not_written_where_somebody_has_the_file_open(run: Run, output: str) -> None:
    for name, text in (("a.txt", "One. Two."), ("b.txt", "Раз. Два.")):
        Path(name).write_text(text, encoding="utf-8")
    command = ("align", "a.txt", "b.txt", "-s", "en", "-t", "ru", "-o", output)
    assert run(*command)[0] == 0
    lock = locks.acquire(Path(output))
    assert isinstance(lock, locks.Lock)
    assert run(*command)[0] == 2
    lock.release()
    assert run(*command)[0] == 0
