"""The parallel edition on paper: every sentence in its column, and a PDF that says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication

from editor import edits
from editor.model import Mark, apply
from editor.qt.printing import edition, pdf
from editor.text import Text
from tests.samples import letter


def table(page: object) -> list[list[str]]:
    frames = page.rootFrame().childFrames()  # type: ignore[attr-defined]
    found = next(frame for frame in frames if isinstance(frame, QTextTable))
    rows = []
    for row in range(found.rows()):
        cells = (found.cellAt(row, column) for column in (0, 2))
        rows.append([c.firstCursorPosition().block().text().replace("\u2028", "/") for c in cells])
    return rows


def test_paragraphs_face_each_other_and_furniture_is_left_out(qapp: QApplication) -> None:
    whole = letter()
    whole = apply(edits.set_mark(whole, [4], Mark.NOT_FOR_TRANSLATION, on=True), whole)
    whole = apply(edits.set_target(whole, 0, Text.of("Месяц назад мы писали.")), whole)
    page = edition(whole)
    assert table(page) == [
        ["One month ago we wrote. See the list below. Thank you.", "Месяц назад мы писали. См. список."],
        ["Address:/a street.", ""],
    ]
    assert page.firstBlock().text() == "A letter"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")
def test_the_pdf_holds_the_words(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf(letter()))
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "One month ago" in words
    assert "список" in words


def test_the_bytes_are_a_pdf(qapp: QApplication) -> None:
    data = pdf(letter())
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
