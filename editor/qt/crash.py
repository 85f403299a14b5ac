"""When the program itself fails: the work is made safe, one card says so in human words, a report can be had."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QSize, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from editor.errors import DiptychError
from editor.i18n import _
from editor.qt.cards import Card
from editor.storage import places
from editor.storage.reports import Failure, failure, report
from editor.storage.results import put

if TYPE_CHECKING:
    from editor.qt.program import Program
    from editor.qt.window import Window

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

CRASH = "crash"  # the subject of the card
_LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO, QtMsgType.QtWarningMsg: logging.INFO}


class Hook(QObject):
    """What Python and Qt call with what nobody caught, in whatever thread."""

    _elsewhere = Signal(object)

    def __init__(self, program: Program) -> None:
        """Serve the windows of *program*."""
        super().__init__(program)
        self._program = program
        self._told: set[str] = set()
        self._faults: IO[str] | None = None
        self._elsewhere.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Let everything that nobody catches come here."""
        sys.excepthook = self
        threading.excepthook = self._in_thread
        qInstallMessageHandler(_qt_said)
        with contextlib.suppress(OSError):  # where the interpreter itself dies, it still says where
            self._faults = (places.made(places.reports()) / "faults.txt").open("w", encoding="utf-8")
            faulthandler.enable(self._faults)

    def remove(self) -> None:
        """Let go of Qt and the interpreter before they end."""
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Say what happened in the window, and keep the program running."""
        if issubclass(kind, KeyboardInterrupt):
            self._program.quit()
        elif isinstance(error, DiptychError):
            with contextlib.suppress(RuntimeError, IndexError):
                self._window().say(str(error))
        else:
            log.critical("unexpected", exc_info=(kind, error, trace))
            self.tell(failure(error, trace))

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical("unexpected", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))
            self._elsewhere.emit(failure(args.exc_value, args.exc_traceback))

    def tell(self, failed: Failure) -> None:
        """Make all work safe and say on a card what happened; what fails again and again is told once."""
        for window in self._program.windows:
            keeper = window.desk.keeper if window.desk is not None else None
            if keeper is not None:
                with contextlib.suppress(RuntimeError):
                    keeper.note()
                    keeper.journal.settle()
        if failed.key in self._told:
            return
        self._told.add(failed.key)
        with contextlib.suppress(RuntimeError, IndexError):
            self._show(self._window(), failed)

    def _show(self, window: Window, failed: Failure) -> None:
        desk = window.desk
        if desk is None:
            window.say(_("Something in Diptych failed ({name}).").format(name=failed.kind))
            return
        if desk.keeper is not None and not desk.keeper.journal.trouble:
            words = _("Something in Diptych failed ({name}). Nothing is lost: your work is in the journal.")
        else:
            words = _("Something in Diptych failed ({name}). Your text is still here: save it.")
        card = Card(words.format(name=failed.kind))
        card.button(_("Show the report"), lambda: show_report(window, failed))
        card.button(_("Go on working"))
        desk.cards.put(CRASH, card)

    def _window(self) -> Window:
        active = [window for window in self._program.windows if window.isActiveWindow()]
        return (active or self._program.windows)[0]


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, words: str | None) -> None:
    qt_log.log(_LEVELS.get(kind, logging.CRITICAL), "%s", words)


def facts(window: Window) -> dict[str, str]:
    """Return what may matter about *window* and its document, and nothing of the text."""
    desk = window.desk
    if desk is None:
        return {"Qt": qVersion(), "Document": "none"}
    document = desk.session.document
    origin = document.origin
    return {
        "Qt": qVersion(),
        "Document": f"{origin.format if origin is not None else 'new'}, {len(document.rows)} segments",
        "Languages": f"{document.head.source_language} → {document.head.target_language}",
        "Journal": "safe" if desk.keeper is not None and not desk.keeper.journal.trouble else "not written",
    }


def show_report(window: Window, failed: Failure) -> None:
    """Lay the report over the window, for the user to read before it goes anywhere."""
    window.lay_over(ReportSheet(window, failed), QSize(760, 520), _("What failed"))


class ReportSheet(QWidget):
    """The report as it would be saved; the text of the document is in it only where the user says so."""

    def __init__(self, window: Window, failed: Failure) -> None:
        """Show the report about *failed*."""
        super().__init__()
        self._window = window
        self._failed = failed
        self.setAccessibleName(_("What failed"))
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setAccessibleName(_("The report"))
        self.text = QCheckBox(_("with the text of the active segment and the error's own words"))
        self.save = QPushButton(_("Save the report…"))
        self.save.setProperty("kind", "main")
        self.text.toggled.connect(lambda _on: self._fill())
        self.save.clicked.connect(lambda: window.guard(self._save))
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.view, 1)
        column.addLayout(line)
        self.setFocusProxy(self.save)
        self._fill()

    def _fill(self) -> None:
        self.view.setPlainText(report(self._failed, facts(self._window), text=self._segment()))

    def _segment(self) -> str | None:
        desk = self._window.desk
        if not self.text.isChecked() or desk is None or desk.grid.row < 0:
            return "" if self.text.isChecked() else None
        segment = desk.session.document.rows[desk.grid.row]
        return f"{segment.source.marked()}\n{segment.target.marked(segment.source.codes)}"

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save the report"), str(Path.home() / "diptych-report.txt"), _("All files (*)")
        )
        if name:
            put(self.view.toPlainText().encode("utf-8", "replace"), name)
            self._window.say(_("Saved as {name}.").format(name=Path(name).name))
