"""Print the parallel edition from the window, or keep it as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor.i18n import _
from editor.qt import printing
from editor.storage.results import put

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window


def print_edition(window: Window) -> None:
    """Let the system's own dialog choose a printer, then print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    desk = _ready(window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(desk.name)
    dialog = QPrintDialog(printer, window)
    if dialog.exec():
        printing.draw(desk.session.document, printer)
        window.say(_("Sent to the printer."))


def save_pdf(window: Window) -> None:
    """Ask for a file and write the edition there."""
    desk = _ready(window)
    proposed = desk.file.proposed(desk.session.document.head, ".pdf")
    name, _kind = QFileDialog.getSaveFileName(window, _("Save as PDF"), str(proposed), "PDF (*.pdf)")
    if not name:
        return
    path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
    put(printing.pdf(desk.session.document), path)
    window.say(_("Saved as {name}.").format(name=path.name))


def _ready(window: Window) -> Desk:
    desk = window.desk
    assert desk is not None  # noqa: S101 - the command asked for a document
    desk.grid.commit()
    return desk
