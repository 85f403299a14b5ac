from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from editor.qt.desk import Desk
from editor.qt.window import Window


def test_the_edition_is_printed_once_a_printer_is_chosen(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "paper.pdf"

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    window.run("file.print")
    assert out.read_bytes().startswith(b"%PDF")
    assert "printer" in desk.status.sentence.text()


def test_giving_no_name_makes_no_pdf(
    window: Window, desk: Desk, choose_file: Callable[[Path | str], list[str]]
) -> None:
    asked = choose_file("")
    window.run("file.pdf")
    assert asked[0].endswith("letter.ru.pdf")
