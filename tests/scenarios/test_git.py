"""Two people, two clones of one repository: git merges their work files by our command, sentence by sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editor import edits, formats, storage
from editor.model import Document, Mark, State, apply
from editor.text import Text

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, status: int = 0) -> str:
    identity = ["-c", "user.name=A translator", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def load(path: Path) -> Document:
    return storage.load(path, formats.ReadOptions(name=path.name)).document


def translate(path: Path, row: int, words: str) -> None:
    document = load(path)
    document = apply(edits.set_target(document, row, Text.of(words)), document)
    document = apply(edits.confirm(document, [row]), document)
    path.write_bytes(formats.write(document, path.name, formats.WriteOptions()).data)


@pytest.fixture(params=["open-letter.xlf", "open-letter.po"])
def clones(request: pytest.FixtureRequest, tmp_path: Path, seeds: Path) -> tuple[Path, Path]:
    """Make a repository with a work file in it and two clones that know the merge driver; return the work files."""
    name: str = request.param
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "-q")
    shutil.copy(seeds / name, home / name)
    (home / ".gitattributes").write_text("*.xlf merge=diptych\n*.po merge=diptych\n", encoding="utf-8")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "The letter")
    for each in ("ours", "theirs"):
        git(tmp_path, "clone", "-q", str(home), each)
        driver = f'PYTHONPATH="{ROOT}" "{sys.executable}" -m editor merge %O %A %B -o %A'
        git(tmp_path / each, "config", "merge.diptych.driver", driver)
    return tmp_path / "ours" / name, tmp_path / "theirs" / name


def pull(ours: Path, theirs: Path, *, status: int = 0) -> str:
    git(theirs.parent, "commit", "-q", "-a", "-m", "Theirs")
    git(ours.parent, "commit", "-q", "-a", "-m", "Ours")
    git(ours.parent, "fetch", "-q", str(theirs.parent), "main")
    return git(ours.parent, "merge", "-q", "--no-edit", "FETCH_HEAD", status=status)


@pytest.mark.slow
def test_sentences_translated_apart_come_together(clones: tuple[Path, Path]) -> None:
    ours, theirs = clones
    free = [row for row, segment in enumerate(load(ours).rows) if segment.translatable]
    translate(ours, free[3], "Наше предложение.")
    translate(theirs, free[4], "Их предложение.")  # the next one: neighbours in the file
    said = pull(ours, theirs)
    assert "onflict" not in said
    merged = load(ours)
    assert b"<<<<<<<" not in ours.read_bytes()
    assert merged.rows[free[3]].target.plain == "Наше предложение."
    assert merged.rows[free[4]].target.plain == "Их предложение."
    assert {merged.rows[row].state for row in free[3:5]} == {State.TRANSLATED}


@pytest.mark.slow
def test_one_sentence_translated_twice_is_a_conflict_with_both_in_the_file(clones: tuple[Path, Path]) -> None:
    ours, theirs = clones
    row = next(row for row, segment in enumerate(load(ours).rows) if segment.translatable)
    translate(ours, row, "Наше предложение.")
    translate(theirs, row, "Их предложение.")
    said = pull(ours, theirs, status=1)
    assert "Наше предложение." in said
    assert "Их предложение." in said
    segment = load(ours).rows[row]  # it opens: no markers of a merge by lines in it
    assert Mark.NEEDS_WORK in segment.marks
    both = segment.target.plain + "".join(note.text for note in segment.notes)
    assert "Наше предложение." in both
    assert "Их предложение." in both
