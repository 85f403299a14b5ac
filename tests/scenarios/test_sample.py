"""What `make run` does without a display: the letter becomes a work file, is translated, and comes out as a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sample")
    home = {"DIPTYCH_HOME": str(place / "home")}
    command = [sys.executable, str(ROOT / ".ci" / "sample.py"), str(place)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **home}, capture_output=True, encoding="utf-8", check=True
    )
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines() == [
        "3 segments are not translated",
        "74 segments not for translation stay as they are",
    ]
    (place / "printed.txt").write_text(done.stdout, encoding="utf-8")
    return place


def article(page: str) -> str:
    return page[page.index('<div class="entry-content">') : page.index('<div id="jp-post-flair"')]


def test_the_exported_article_is_the_translation_but_for_what_nobody_translated(folder: Path, seeds: Path) -> None:
    """Links, emphasis and the picture's description included; one sentence left out, two made one, one added."""
    exported = article((folder / "open-letter.ru.html").read_text(encoding="utf-8"))
    wanted = article((seeds / "open-letter.ru.html").read_text(encoding="utf-8"))
    wanted = wanted.replace(" Заседание открытое, приходите.", "").replace("otkrytoe-pismo", "open-letter")
    wanted = wanted.replace(
        "Мы называем это не нехваткой денег, а <em>выбором</em>.",
        "We do not call this a lack of money. We call it a <em>choice</em>.",
    )
    wanted = wanted.replace("«Док и причал»</em>.", "«Док и причал»</em>. Not one councillor has denied it.")
    assert exported == wanted


def test_what_stands_round_the_article_is_as_it_was(folder: Path, seeds: Path) -> None:
    exported = (folder / "open-letter.ru.html").read_text(encoding="utf-8")
    original = (seeds / "open-letter.en.html").read_text(encoding="utf-8")
    assert (
        exported[exported.index('<div id="jp-post-flair"') :] == original[original.index('<div id="jp-post-flair"') :]
    )


def test_it_prints_the_table_and_where_the_results_lie(folder: Path) -> None:
    printed = (folder / "printed.txt").read_text(encoding="utf-8")
    assert re.search(r"✓ The reading room stays open.* Читальня остаётся открытой", printed)
    for name in ("open-letter.xlf", "open-letter.ru.html", "window.png"):
        assert str(folder / name) in printed


def test_the_picture_is_of_a_window(folder: Path) -> None:
    from PySide6.QtGui import QImage  # noqa: PLC0415 - read here alone

    picture = QImage(str(folder / "window.png"))
    assert picture.width() >= 800
    assert picture.height() >= 600
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 20, "more than an empty frame"
