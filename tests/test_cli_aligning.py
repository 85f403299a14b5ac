"""Aligning by command: what goes in besides both texts, what is said, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.cli import main
from editor.cli.linking import ALONE

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

LEFT = "The house stands by the river.\nA mill turns there.\nNobody came on Monday.\n"
RIGHT = "Дом стоит у реки.\nТам вертится мельница.\nВ понедельник никто не пришёл.\n"
BOTH = ("align", "en.txt", "ru.txt", "-s", "en", "-t", "ru", "--sentences")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder that holds a text and its translation, one sentence a line."""
    monkeypatch.chdir(tmp_path)
    Path("en.txt").write_text(LEFT, encoding="utf-8")
    Path("ru.txt").write_text(RIGHT, encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def confidence(run: Run, *more: str) -> float:
    """Return how sure all links together are, with what is said besides."""
    status, _, err = run(*BOTH, *more, "-o", "out.xlf")
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in run("show", "out.xlf", "--json")[1].splitlines()]
    return float(sum(row["link"]["confidence"] for row in rows))


def test_each_kind_of_dictionary_makes_links_surer(run: Run) -> None:
    Path("words.tsv").write_text("# ours\nhouse\tдом\nmill\tмельница\nmonday\tпонедельник\n", encoding="utf-8")
    Path("star.idx").write_bytes(b"monday\0" + bytes(7) + bytes([len("понедельник".encode())]))
    Path("star.dict").write_bytes("понедельник".encode())
    Path("star.ifo").write_bytes(b"StarDict's dict ifo file")
    Path("net.index").write_bytes(b"monday\tA\tW\n")
    Path("net.dict").write_bytes("понедельник".encode())
    Path("known.tsv").write_text("# diptych lexicon 1\nhouse\tдом\t0.9\n", encoding="utf-8")
    without = confidence(run)
    for name in ("words.tsv", "star.ifo", "net.index", "known.tsv"):
        assert confidence(run, "--dictionary", name) > without, name
    assert confidence(run, "--dictionary", "words.tsv", "star.ifo") > without


def test_a_dictionary_without_its_other_half_is_told(run: Run) -> None:
    Path("star.ifo").write_bytes(b"StarDict's dict ifo file")
    status, out, err = run(*BOTH, "--dictionary", "star.ifo", "-o", "out.xlf")
    assert (status, out, "star.idx" in err) == (2, "", True)
    Path("words.tsv").write_bytes(b"\xff\xfe")
    assert "UTF-8" in run(*BOTH, "--dictionary", "words.tsv", "-o", "out.xlf")[2]
    assert not Path("out.xlf").exists()


def test_translated_texts_teach_in_either_direction(run: Run) -> None:
    without = confidence(run)
    rows = [
        ("The house is old.", "Дом стар."),
        ("A mill is old.", "Мельница стара."),
        ("Monday is old.", "Понедельник стар."),
    ]
    Path("old.tsv").write_text("".join(f"{one}\t{two}\n" for one, two in rows * 3), encoding="utf-8")
    Path("known.tsv").write_text("# diptych lexicon 1\nhouse\tдом\t0.9\n", encoding="utf-8")
    units = "".join(
        f'<tu><tuv xml:lang="ru"><seg>{two}</seg></tuv><tuv xml:lang="en"><seg>{one}</seg></tuv></tu>'
        for one, two in rows * 3
    )
    for language in ("en", "ru"):
        Path(f"{language}.tmx").write_text(
            f'<tmx version="1.4"><header srclang="{language}"/><body>{units}</body></tmx>', encoding="utf-8"
        )
    for name in ("old.tsv", "known.tsv", "en.tmx", "ru.tmx"):
        assert confidence(run, "--learn", name) > without, name


def test_anchors_are_certain_links(run: Run) -> None:
    Path("sure.path").write_text("[0]:[1]:0\n", encoding="utf-8")
    assert run(*BOTH, "--anchors", "sure.path", "-o", "out.path")[0] == 0
    assert "[0]:[1]:0" in Path("out.path").read_text(encoding="utf-8")
    Path("sure.path").write_text("[0]:[x]\n", encoding="utf-8")
    status, _, err = run(*BOTH, "--anchors", "sure.path", "-o", "other.path")
    assert (status, "sure.path" in err, "line 1" in err) == (2, True, True)


def test_what_was_found_is_counted_for_people_and_for_scripts(run: Run) -> None:
    assert run(*BOTH, "-o", "out.xlf")[1].startswith("out.xlf: 3 links (3 × 1-1); ")
    for links in ((), ("--links", "hand.path")):
        Path("hand.path").write_text("[0]:[0]:0\n[1]:[1]:0\n[2]:[2]:0.5\n", encoding="utf-8")
        told = json.loads(run(*BOTH, *links, "-o", "out.xlf", "--json", "--min-confidence", "0.6")[1])
        assert (told["beads"], told["kinds"], told["below"]) == (3, {"1-1": 3}, 0.6)
    assert told["doubtful"] == 1


@pytest.mark.parametrize("suffix", ALONE)
def test_links_of_a_text_that_counts_to_billions_are_refused_at_once(suffix: str, run: Run) -> None:
    wrong = {".path": "[0, 1, 999999999]:[0]\n", ".ladder": "0\t0\t1\n999999999\t3\t0\n"}
    Path(f"wrong{suffix}").write_text(wrong[suffix], encoding="utf-8")
    status, out, err = run(*BOTH, "--links", f"wrong{suffix}", "-o", "out.xlf")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"wrong{suffix}" in err


@pytest.mark.parametrize("line", ["² 0 1", f"{'9' * 5000} 0 1", "-1 0 1", "0"])
def test_a_rung_that_is_none_is_told(line: str, run: Run) -> None:
    Path("wrong.ladder").write_text(f"{line}\n", encoding="utf-8")
    status, _, err = run(*BOTH, "--links", "wrong.ladder", "-o", "out.xlf")
    assert (status, "rung" in err, "line 1" in err) == (2, True, True)


def test_texts_in_another_language_than_was_said_are_doubted(run: Run) -> None:
    Path("en.txt").write_text(LEFT * 4, encoding="utf-8")
    Path("ru.txt").write_text(RIGHT * 4, encoding="utf-8")
    status, _, err = run("align", "en.txt", "ru.txt", "-s", "ru", "-t", "en", "-o", "out.xlf")
    assert status == 0
    assert "en.txt seems to be in English, not in Russian" in err
    assert "ru.txt seems to be in Russian, not in English" in err


def test_lines_that_are_not_utf_8_are_told(run: Run) -> None:
    Path("en.txt").write_bytes("Привет.\n".encode("cp1251"))
    status, _, err = run(*BOTH, "-o", "out.xlf")
    assert (status, "en.txt is not UTF-8" in err) == (2, True)
