from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from editor.cli import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open-letter.xlf", "open-letter.later.en.html", "open-letter.ru.html"):
        shutil.copy(seeds / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)


def test_update_says_what_it_found_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", "open-letter.xlf", "open-letter.later.en.html"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "open-letter.xlf: 52 same, 3 changed, 1 moved, 1 new, 1 gone"
    assert len(lines) == 7
    assert main(["update", "open-letter.xlf", "open-letter.later.en.html"]) == 0
    assert capsys.readouterr().out.startswith("open-letter.xlf: 57 same, 0 changed, 0 moved, 0 new, 0 gone")


def test_update_writes_elsewhere_when_asked_and_tells_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("open-letter.xlf").read_bytes()
    assert main(["update", "open-letter.xlf", "open-letter.later.en.html", "-o", "later.xlf", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {name: len(told[name]) for name in ("changed", "moved", "new", "gone")} == {
        "changed": 3,
        "moved": 1,
        "new": 1,
        "gone": 1,
    }
    assert told["same"] == 52
    assert told["gone"][0]["target"].startswith("Дважды к дверям")
    assert Path("open-letter.xlf").read_bytes() == before


def test_update_refuses_the_translation_as_a_newer_original(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("open-letter.xlf").read_bytes()
    status = main(["update", "open-letter.xlf", "open-letter.ru.html"])
    assert (status, Path("open-letter.xlf").read_bytes()) == (2, before)
    assert "the language of the translation" in capsys.readouterr().err


def test_update_refuses_another_document_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("open-letter.xlf").read_bytes()
    Path("other.txt").write_text("Hello world.\n", encoding="utf-8")
    assert main(["update", "open-letter.xlf", "other.txt"]) == 2
    assert "Next to nothing of open-letter.xlf is in other.txt" in capsys.readouterr().err
    assert Path("open-letter.xlf").read_bytes() == before
    assert main(["update", "open-letter.xlf", "other.txt", "--force"]) == 0
    assert "0 same, 0 changed, 0 moved, 1 new, 57 gone" in capsys.readouterr().out


def test_compare_shows_words_and_its_status_says_whether_any_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "open-letter.xlf", "open-letter.xlf"]) == 0
    assert capsys.readouterr().out == "no differences\n"
    main(["update", "open-letter.xlf", "open-letter.later.en.html", "-o", "later.xlf"])
    capsys.readouterr()
    assert main(["compare", "open-letter.xlf", "later.xlf"]) == 1
    out = capsys.readouterr().out
    assert "[-Three-]{+Seven+} weeks ago" in out
    assert out.endswith("6 differences\n")
    assert main(["compare", "open-letter.xlf", "later.xlf", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["what"] for each in told] == [
        ["source", "marks"],
        ["source", "marks"],
        ["removed"],
        ["source", "marks"],
        ["added"],
        ["moved"],
    ]
    assert ["-", "Three"] in told[0]["diff"]["source"]


XLIFF = (
    '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
    'source-language="en" target-language="ru" datatype="plaintext"><body>{}</body></file></xliff>\n'
)
UNIT = '\n<trans-unit id="{}"><source>{}</source>{}</trans-unit>'


def test_a_file_of_another_program_follows_its_newer_one(tmp_path: Path) -> None:
    old = [("1", "One stove.", "<target>Печь.</target>"), ("2", "Two mills.", "<target>Мельницы.</target>")]
    new = [("0", "A letter came from afar.", ""), ("1", "One stove.", ""), ("2", "Two old mills.", "")]
    for name, units in (("old.xlf", old), ("new.xlf", new)):
        (tmp_path / name).write_text(XLIFF.format("".join(UNIT.format(*unit) for unit in units)), encoding="utf-8")
    assert main(["update", str(tmp_path / "old.xlf"), str(tmp_path / "new.xlf")]) == 0
    said = (tmp_path / "old.xlf").read_text(encoding="utf-8")
    assert said.startswith(XLIFF.partition("{}")[0] + UNIT.format(*new[0]))
    assert "Печь.</target>" in said
    assert 'alttranstype="previous-version"><source>Two mills.</source>' in said


def test_a_file_of_another_program_from_which_something_is_gone_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [
        ("1", "One stove.", "<target>Печь.</target>"),
        ("2", "Many a mill by the sea.", "<target>Мельницы.</target>"),
    ]
    for name, held in (("old.xlf", units), ("new.xlf", units[:1])):
        (tmp_path / name).write_text(XLIFF.format("".join(UNIT.format(*unit) for unit in held)), encoding="utf-8")
    before = (tmp_path / "old.xlf").read_bytes()
    order = ["update", str(tmp_path / "old.xlf"), str(tmp_path / "new.xlf")]
    assert main(order) == 2
    assert "name a new file with -o" in capsys.readouterr().err
    assert (tmp_path / "old.xlf").read_bytes() == before
    assert main([*order, "-o", str(tmp_path / "led.xlf")]) == 0
    assert "Печь." in (tmp_path / "led.xlf").read_text(encoding="utf-8")
