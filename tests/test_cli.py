"""The command line: a volunteer's whole job without a window, and every refusal one sentence with status 2."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from editor import __version__, i18n, resources
from editor.cli import main
from editor.cli.arguments import COMMANDS
from editor.cli.words import as_json, table
from editor.model import Head, Link, Mark, Note, Segment, State, document
from editor.text import Text
from tests.samples import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

LETTER = "Dear friends.\n\nOne month ago we wrote. Thank you for your answer!\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder; return its status and what it said on each stream."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.fixture
def work(run: Run) -> str:
    """Make a work file of the letter; return its name."""
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    assert run("new", "letter.txt", "-s", "en", "-t", "ru", "-o", "work.xlf")[0] == 0
    return "work.xlf"


def shown(run: Run, name: str) -> list[dict[str, object]]:
    status, out, _ = run("show", name, "--json")
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def edits(*lines: dict[str, object]) -> str:
    Path("edits.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return "edits.jsonl"


def test_a_letter_is_translated_and_delivered(run: Run, work: str) -> None:
    rows = shown(run, work)
    assert [row["source"] for row in rows] == [
        "Dear friends.",
        "One month ago we wrote.",
        "Thank you for your answer!",
    ]
    assert {row["state"] for row in rows} == {"untranslated"}
    words = ["Дорогие друзья.", "Месяц назад мы писали.", "Спасибо за ответ!"]
    lines = [{"id": row["id"], "target": word, "state": "translated"} for row, word in zip(rows, words, strict=True)]
    status, out, err = run("apply", work, edits(*lines), "-o", work)
    assert (status, out, err) == (0, "3 segments edited\n", "")
    assert {row["state"] for row in shown(run, work)} == {"translated"}
    status, out, err = run("export", work, "-o", "letter.ru.txt")
    assert (status, out, err) == (0, "letter.ru.txt: everything is translated\n", "")
    exported = Path("letter.ru.txt").read_text(encoding="utf-8")
    assert exported == "Дорогие друзья.\n\nМесяц назад мы писали. Спасибо за ответ!\n"


def test_an_export_without_targets_is_the_original(run: Run, work: str) -> None:
    status, out, _ = run("export", work, "-o", "same.txt")
    assert status == 0
    assert "3 untranslated segments keep their source" in out
    assert Path("same.txt").read_bytes() == LETTER.encode()
    status, out, _ = run("export", work, "-o", "less.txt", "--untranslated", "skip")
    assert "3 untranslated segments were left out" in out
    assert "Dear" not in Path("less.txt").read_text(encoding="utf-8")


def test_an_edition_does_not_say_that_what_it_leaves_out_stays(run: Run, seeds: Path) -> None:
    assert run("new", str(seeds / "open-letter.en.html"), "-s", "en", "-t", "ru", "-o", "page.xlf")[0] == 0
    _status, _out, told = run("export", "page.xlf", "-o", "page.parallel.html")
    assert "left out of the edition" in told
    assert "stay as they are" not in told
    assert "stay as they are" in run("export", "page.xlf", "-o", "page.html")[2]


def test_a_po_work_file_comes_home_with_its_original(run: Run) -> None:
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    assert run("new", "letter.txt", "-s", "en", "-t", "ru", "-o", "work.po")[0] == 0
    first = shown(run, "work.po")[0]["id"]
    run("apply", "work.po", edits({"id": first, "target": "Друзья.", "state": "translated"}), "-o", "work.po")
    status, _, err = run("export", "work.po", "-o", "letter.ru.txt")
    assert (status, err.count("\n")) == (2, 1)
    assert "--original" in err
    assert not Path("letter.ru.txt").exists()
    status, _, err = run("export", "work.po", "--original", "letter.txt", "-o", "letter.ru.txt")
    assert status == 0, err
    assert Path("letter.ru.txt").read_text(encoding="utf-8").startswith("Друзья.\n\nOne month ago")
    Path("other.txt").write_text("Something else.\n", encoding="utf-8")
    assert run("export", "work.po", "--original", "other.txt", "-o", "letter.ru.txt")[0] == 2
    assert run("export", "work.po", "--original", "letter.txt", "-o", "letter.txt")[0] == 2
    assert run("export", "work.po", "-o", "work.xlf")[1] == "work.xlf: 3 segments to translate, 12 words\n"


def test_unknown_ids_and_empty_states_are_problems_and_the_rest_is_done(run: Run, work: str) -> None:
    rows = shown(run, work)
    name = edits(
        {"id": "nowhere", "target": "x"},
        {"id": rows[0]["id"], "target": "Друзья.", "note": "Ask Anna"},
        {"id": rows[1]["id"], "state": "reviewed"},
    )
    status, out, err = run("apply", work, name, "-o", "out.xlf")
    assert status == 1
    assert "nowhere" in err
    assert "cannot be reviewed" in err
    assert out == "1 segment edited\n"
    after = shown(run, "out.xlf")
    assert (after[0]["target"], after[0]["state"], after[0]["notes"]) == ("Друзья.", "draft", ["Ask Anna"])
    assert shown(run, work)[0]["target"] == ""


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        '{"id": 1}',
        '{"id": "a", "target": 5}',
        '{"id": "a", "state": "good"}',
        '{"id": "a", "taget": "b"}',
        "[" * 5000,
    ],
)
def test_edits_that_are_none_change_nothing(line: str, run: Run, work: str) -> None:
    before = Path(work).read_bytes()
    Path("edits.jsonl").write_text(line, encoding="utf-8")
    status, out, err = run("apply", work, "edits.jsonl", "-o", work)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "line 1" in err
    assert Path(work).read_bytes() == before
    Path("edits.jsonl").write_bytes(b"\xff\xfe\x00x")
    assert run("apply", work, "edits.jsonl", "-o", work)[0] == 2


def test_edits_come_from_a_pipe_as_show_prints_them(run: Run, work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run("show", work, "--json")[1].replace('"target": ""', '"target": "Да."')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert run("apply", work, "-", "-o", work)[1] == "3 segments edited\n"
    assert [(row["target"], row["state"]) for row in shown(run, work)] == [("Да.", "draft")] * 3


def test_many_times_more_edits_than_segments_are_a_mistake(run: Run, work: str) -> None:
    before = Path(work).read_bytes()
    edit: dict[str, object] = {"id": "a", "target": "b"}
    status, out, err = run("apply", work, edits(*[edit] * 10_001), "-o", work)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "10001 edits" in err
    assert Path(work).read_bytes() == before


def test_a_work_file_with_translations_is_not_replaced_unasked(run: Run, work: str) -> None:
    first = shown(run, work)[0]["id"]
    run("apply", work, edits({"id": first, "target": "Друзья."}), "-o", work)
    before = Path(work).read_bytes()
    status, _, err = run("new", "letter.txt", "-t", "ru", "-o", work)
    assert (status, Path(work).read_bytes()) == (2, before)
    assert "--force" in err
    assert run("new", "letter.txt", "-t", "ru", "-o", work, "--force")[0] == 0
    assert run("new", "letter.txt", "-t", "ru", "-o", "letter.txt")[0] == 2


REFUSED: list[tuple[list[str], str]] = [
    (["show", "none.txt"], "no file"),
    (["show", "."], "folder"),
    (["show", "binary.txt"], "binary.txt"),
    (["show", "broken.xlf"], "line"),
    (["show", "file.unknown"], "kind"),
    (["new", "letter.txt", "-s", "en", "-t", "en", "-o", "x.xlf"], "both English"),
    (["new", "letter.txt", "-t", "!!", "-o", "x.xlf"], "!!"),
    (["new", "letter.txt", "-t", "ru", "-o", "x.docx9"], "x.docx9"),
    (["new", "letter.txt", "-t", "ru", "-o", "nowhere/x.xlf"], "no folder"),
    (["new", "letter.txt", "-t", "ru", "--encoding", "klingon", "-o", "x.xlf"], "klingon"),
    (["new", "letter.txt", "-t", "ru"], "--output"),
    (["new", "letter.txt", "-t", "ru", "-o", "x.tmx"], ".xlf"),
    (["new", "letter.txt", "-t", "ru", "-o", "x.html"], ".xlf"),
    (["new", "letter.txt", "-t", "ru", "-o", ""], "“”"),
    (["show", ""], "no file"),
    (["apply", "letter.txt", "edits.jsonl", "-o", "letter.txt"], ".xlf"),
    (["update", "letter.txt", "later.txt"], "no work file"),
    (["update", "letter.txt", "later.txt", "-o", "later.txt"], ".xlf"),
    (["export", "letter.txt", "-o", "letter.txt"], "another name"),
    (["export", "letter.txt", "-o", "./letter.txt"], "another name"),
    (["convert", "letter.txt", "-o", "letter.txt"], "another name"),
    (["pseudo", "letter.txt", "-o", "letter.txt"], "another name"),
    (["align", "letter.txt", "later.txt", "-o", "later.txt"], ".tmx"),
    (["align", "letter.txt", "later.txt", "-o", "nowhere/x.xlf"], "no folder"),
    (["align", "letter.txt", "later.txt", "--links", "hand.path", "-o", "hand.path"], "another name"),
    (["segment", "binary.txt"], "UTF-8"),
    (["stats", "letter.txt", "later.txt"], "“diptych stats --help”"),
    (["pseudo", "letter.txt", "--longer", "301", "-o", "x.txt"], "from 0 to 300"),
    (["align", "letter.txt", "later.txt", "--min-confidence", "2", "-o", "x.xlf"], "from 0 to 1"),
    (["stats", "none.xlf"], "no file"),
    (["convert", "letter.txt", "-o", "x.unknown"], "x.unknown"),
    (["none.xlf"], "no file"),
]


@pytest.mark.parametrize(
    ("arguments", "word"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(arguments: list[str], word: str, run: Run) -> None:
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    Path("binary.txt").write_bytes(bytes(range(256)) * 4)
    Path("broken.xlf").write_text("<xliff>\n<file>\n</xliff>", encoding="utf-8")
    Path("file.unknown").write_text("?", encoding="utf-8")
    Path("later.txt").write_text(LETTER + "More.\n", encoding="utf-8")
    Path("hand.path").write_text("[0]:[0]:0.1\n", encoding="utf-8")
    Path("edits.jsonl").write_text('{"id": "f1/u1/1", "target": "x"}', encoding="utf-8")
    before = [(path, path.read_bytes()) for path in sorted(Path().iterdir())]
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert [(path, path.read_bytes()) for path in sorted(Path().iterdir())] == before


def test_statistics_count_states_and_words(run: Run, work: str) -> None:
    status, out, _ = run("stats", work, "--json")
    told = json.loads(out)
    assert status == 0
    assert (told["segments"], told["words"], told["words_left"]) == (3, 12, 12)
    assert told["states"]["untranslated"] == 3
    assert "0 of 3 segments translated, 12 words left" in run("stats", work)[1]


def test_a_language_is_named_by_its_name_too_and_a_word_that_is_none_is_refused(run: Run, work: str) -> None:
    assert run("new", "letter.txt", "-s", "english", "-t", "Русский", "-o", "named.xlf")[0] == 0
    assert Path("named.xlf").read_bytes() == Path(work).read_bytes()
    status, _out, told = run("new", "letter.txt", "-s", "englisch", "-t", "ru", "-o", "none.xlf")
    assert (status, "“englisch” is not a language" in told, Path("none.xlf").exists()) == (2, True, False)


def test_sentences_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("t.txt").write_text("Это г. Тверь. Здесь\nхолодно!\n", encoding="utf-8")
    assert run("segment", "t.txt", "--lang", "ru")[1].splitlines() == ["Это г. Тверь.", "Здесь холодно!"]
    assert run("segment", "t.txt", "-s", "russian")[1].splitlines() == ["Это г. Тверь.", "Здесь холодно!"]
    assert run("segment", "t.txt")[1].splitlines() == ["Это г. Тверь.", "Здесь холодно!"]
    lines = '{"lang": "en", "text": "Mr. A came. He left."}\n\n{"lang": "zh", "text": "好。走吧。"}\n'
    stream = io.TextIOWrapper(io.BytesIO(lines.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    out = run("segment", "--jsonl")[1].splitlines()
    assert [json.loads(line) for line in out] == [["Mr. A came. ", "He left."], ["好。", "走吧。"]]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Она пришла. Он ушёл.".encode())))
    assert run("segment", "-")[1].splitlines() == ["Она пришла.", "Он ушёл."]
    for wrong in ("[]", '{"lang": 1, "text": "a"}', '{"text": 1}', "x"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(wrong.encode())))
        status, out_, err = run("segment", "--jsonl")
        assert (status, out_, err.count("\n")) == (2, "", 1)


def test_files_convert_and_tell_what_is_lost(run: Run, work: str) -> None:
    for name in ("work.po", "work.tmx", "work.tsv"):
        status, out, err = run("convert", work, "-o", name)
        assert (status, out.startswith(name)) == (0, True), err
    status, _, _ = run("convert", work, "-o", "work12.xlf", "--xliff", "1.2")
    assert status == 0
    assert b'version="1.2"' in Path("work12.xlf").read_bytes()
    for version in ("2.0", "2.2"):
        assert run("convert", work, "-o", "other.xlf", "--xliff", version)[0] == 0
        assert f'version="{version}"'.encode() in Path("other.xlf").read_bytes()


def test_the_table_for_people_wraps_both_sides(run: Run, work: str) -> None:
    rows = [
        Segment(
            "1",
            Text.of("A long sentence that will not fit on one line of the terminal."),
            Text.of("你好" * 30),
            unit="u",
        ),
        Segment("2", Text.of("menu"), marks=frozenset({Mark.NOT_FOR_TRANSLATION}), reason="navigation", unit="v"),
    ]
    lines = list(table(document(rows, Head("en", "zh")), 60))
    assert max(len(line) for line in lines) <= 60
    assert "(not for translation:" in " ".join(lines)
    assert "navigation)" in " ".join(lines)
    assert "" in lines
    assert "One month ago we wrote." in run("show", work)[1]


def test_the_table_for_people_keeps_a_number_whole() -> None:
    said = "Насчитали\n  в прошлом году\u00a0—\u00a061\u00a0480 посещений"
    for width in range(44, 70):
        lines = list(table(document([Segment("1", Text.of("One."), Text.of(said))], Head("en", "ru")), width))
        assert any("61\u00a0480" in line for line in lines)


def test_json_says_everything() -> None:
    row = letter().rows[1]
    full = Segment(
        "9", row.source, row.target, State.REVIEWED, frozenset({Mark.NEEDS_WORK}), link=Link(0.5), notes=(Note("n"),)
    )
    told = json.loads(as_json(full))
    assert told == {
        "id": "9",
        "unit": "",
        "source": "See {1}the list{/1} below.",
        "target": "См. {1}список{/1}.",
        "state": "reviewed",
        "marks": ["needs-work"],
        "notes": ["n"],
        "link": {"confidence": 0.5, "confirmed": False},
    }


def test_help_names_every_command(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    for name in COMMANDS:
        assert re.search(rf"^    {name} +\w", out, re.MULTILINE)
        status, told, _ = run(name, "--help")
        assert (status, told.startswith(f"usage: diptych {name} ")) == (0, True)
    assert run("--version")[1] == f"diptych {__version__}\n"


def test_the_command_line_speaks_the_user_s_language(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "ru"}
    catalogue.append(polib.POEntry(msgid="There is no file {path}; check the name.", msgstr="Нет файла {path}."))
    catalogue.append(polib.POEntry(msgid="print the segments of a file", msgstr="показать сегменты файла"))
    folder = tmp_path / "translations" / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "diptych.mo"))
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    monkeypatch.setattr(i18n, "_translations", i18n._translations)
    monkeypatch.setenv("LANGUAGE", "ru")
    assert run("show", "none.txt")[2] == "Нет файла none.txt.\n"
    assert "показать сегменты файла" in run("--help")[1]
    assert "Показать сегменты файла." in run("show", "--help")[1]


def test_a_command_mistyped_is_told_from_a_file(run: Run) -> None:
    status, _out, told = run("exprot", "work.xlf")
    assert (status, told) == (
        2,
        "There is neither a command nor a file “exprot”; “diptych --help” lists the commands.\n",
    )
    assert "There is no file" in run("letter.xlf")[2]


def test_without_a_display_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    status, _, err = run()
    assert status == 2
    assert "no display" in err


def test_only_opening_a_window_imports_qt(work: str) -> None:
    code = (
        "import sys; from editor.cli import main; main(['show', sys.argv[1]]); main(['stats', sys.argv[1]]);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code, work], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("file", "version", "needed"), [("w.xlf", "2.1", "xliff2"), ("w.xlf", "1.2", "xliff1"), ("w.po", "", "po")]
)
def test_what_needs_no_qt_is_there_before_qt_and_no_more_formats_than_the_file_s(
    run: Run, work: str, file: str, version: str, needed: str
) -> None:
    assert run("convert", work, "-o", file, *(["--xliff", version] if version else []))[0] == 0
    code = (
        "import sys; from pathlib import Path; from editor.cli import BEFORE_QT, ahead; ahead(map(Path, sys.argv[1:]));"
        "assert not any(name.startswith('PySide6') for name in sys.modules);"
        "assert {f'editor.{name}' for name in BEFORE_QT} <= sys.modules.keys();"
        "print(*(name for name in ('xliff1', 'xliff2', 'po') if f'editor.formats.{name}' in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file, ".", "none.po"], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == [needed]


def test_a_reader_that_leaves_early_is_no_error(work: str) -> None:
    command = [sys.executable, "-m", "editor", "show", work]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_subtitles_that_are_hard_to_read_are_told(run: Run) -> None:
    cues = "".join(f"{n}\n0:0:{n},0 --> 0:0:{n + 1},0\n{'x' * (n * 14)}\n\n" for n in range(1, 5))
    Path("film.srt").write_text(cues, encoding="utf-8")
    status, out, _err = run("stats", "film.srt")
    assert status == 0
    assert "Lines of more than 42 characters: 4\n" in out
    assert "More than 17 characters a second: 2–4\n" in out


def test_an_original_left_out_is_asked_for_and_must_be_the_same(run: Run) -> None:
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    assert run("new", "letter.txt", "-s", "en", "-t", "ru", "--external", "-o", "work.xlf")[0] == 0
    status, _, said = run("export", "work.xlf", "-o", "out.txt")
    assert (status, "letter.txt" in said, "--original" in said) == (2, True, True)
    assert run("export", "work.xlf", "--original", "letter.txt", "-o", "out.txt")[0] == 0
    assert Path("out.txt").read_text(encoding="utf-8") == LETTER
    Path("letter.txt").write_text(LETTER + "More.\n", encoding="utf-8")
    assert run("export", "work.xlf", "--original", "letter.txt", "-o", "again.txt")[0] == 2
    assert not Path("again.txt").exists()


def test_a_heavy_original_is_told(run: Run) -> None:
    Path("letter.txt").write_text(LETTER + "\n" * 2_100_000, encoding="utf-8")
    said = run("new", "letter.txt", "-s", "en", "-t", "ru", "-o", "work.xlf")[2]
    assert "holds the original, 2 MB" in said
    assert "original" not in run("new", "letter.txt", "-s", "en", "-t", "ru", "--external", "-o", "other.xlf")[2]
