"""Pseudo-translation: every letter accented, codes where they were, everything reversible."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import pseudo
from editor.cli import main
from editor.model import Document, Mark, Shared, State, apply
from editor.text import Code
from tests.strategies import documents


def bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if each not in pseudo.ACCENTS)


@given(st.text())
def test_every_letter_is_another_one_and_comes_back_without_its_accent(text: str) -> None:
    made = pseudo.accented(text)
    assert bare(made) == bare(text)
    assert [each for each in made if not each.isalpha() and each not in pseudo.ACCENTS] == [
        each for each in text if not each.isalpha() and each not in pseudo.ACCENTS
    ]
    for letter in filter(str.isalpha, text):
        assert unicodedata.normalize("NFC", pseudo.accented(letter)) != unicodedata.normalize("NFC", letter)


@given(st.text("abcжé 1", max_size=300), st.integers(0, 300))
def test_so_many_letters_more(text: str, longer: int) -> None:
    letters = sum(map(str.isalpha, text))
    assert sum(map(str.isalpha, pseudo.accented(text, longer))) == letters + letters * longer // 100


@given(documents())
def test_all_that_is_for_translation_is_translated_and_nothing_else_changes(made: Document) -> None:
    change = pseudo.translate(made)
    after = apply(change, made)
    shared = {row.unit for row in made.rows if row.unit and Shared.STATE in row.shared}  # theirs go in step
    for before, row in zip(made.rows, after.rows, strict=True):
        if before.translatable and before.source.without_breaks():
            assert row.target.codes == before.source.codes
            assert bare(row.target.plain) == bare(before.source.plain)
            assert row.state in {State.TRANSLATED, State.REVIEWED, State.FINAL} or row.unit in shared
            assert row.marks.isdisjoint({Mark.NEEDS_WORK, Mark.SOURCE_CHANGED}) or row.unit in shared
            assert all(run.__class__ in {str, Code} for run in row.target.runs)
        elif row.unit in shared:
            assert (row.source, row.target) == (before.source, before.target)
        else:
            assert row == before
    assert apply(change.inverse, after) == made


PAGE = "<html lang=en><title>Bread</title><p>The <b>oven</b> is warm. Come in!</p></html>"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    return "page.html"


def test_a_document_is_accented_where_it_stands(page: str) -> None:
    assert main(["pseudo", page, "-o", "out.html"]) == 0
    made = Path("out.html").read_text(encoding="utf-8")
    assert 'lang="en-XA"' in made
    assert bare(made.replace('"en-XA"', "en")) == PAGE
    assert f"<b>{pseudo.accented('oven')}</b>" in made


def test_a_work_file_becomes_another(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pseudo", page, "-o", "work.xlf", "--longer", "100"]) == 0
    capsys.readouterr()
    assert main(["show", "work.xlf", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in rows] == ["translated"] * 3
    assert bare(rows[1]["target"]) == "TThhee {1}oovveenn{/1} iiss wwaarrmm."


def test_it_refuses_to_replace_what_it_reads_or_what_it_cannot_make(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pseudo", page, "-o", page]) == 2
    assert main(["new", page, "-t", "ru", "-o", "work.po"]) == 0
    assert main(["pseudo", "work.po", "-o", "out.html"]) == 2
    assert "does not hold the original" in capsys.readouterr().err
    assert not Path("out.html").exists()
    with pytest.raises(SystemExit):
        main(["pseudo", page, "-o", "out.html", "--longer", "301"])
