"""Export: in which format, what becomes of untranslated segments, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from editor import columns, formats, storage
from editor.formats import ReadOptions, WriteOptions, Written
from editor.i18n import N_, _, ngettext
from editor.model import Document, State
from editor.qt import delivering
from editor.qt.languagebox import Box
from editor.qt.sentences import cutter
from editor.storage.results import put

if TYPE_CHECKING:
    from editor.qt.window import Window
    from editor.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to export to: how it is called, its suffix, and what the writer is told."""

    title: str
    suffix: str
    version: str = ""
    layout: str = ""
    takes_untranslated: bool = False


ORIGINAL = Kind(N_("Translated document, from its original…"), "", takes_untranslated=True)
OTHERS = (
    Kind(N_("Parallel edition, sentence by sentence"), ".parallel.html", layout="sentences"),
    Kind(N_("Parallel edition, paragraph by paragraph"), ".parallel.html", layout="paragraphs"),
    Kind(N_("XLIFF 2.1"), ".xlf", version="2.1"),
    Kind(N_("XLIFF 1.2"), ".xlf", version="1.2"),
    Kind(N_("Gettext PO"), ".po"),
    Kind(N_("Translation memory (TMX)"), ".tmx"),
    Kind(N_("Bilingual table (TSV)"), ".tsv"),
)


def kinds(document: Document) -> tuple[Kind, ...]:
    """Return what *document* can be exported to, its own format first."""
    skeleton = document.head.skeleton
    name = skeleton.format if skeleton is not None else document.origin.format if document.origin is not None else ""
    own = [row for row in formats.FORMATS if row.name == name and row.role == "document"]
    if not own or (skeleton is not None and skeleton.digest):
        return (*OTHERS, ORIGINAL) if document.origin is not None else OTHERS
    suffix = Path(skeleton.name).suffix if skeleton is not None else ""
    if suffix.lower() not in own[0].suffixes:
        suffix = own[0].suffixes[0]
    title = _("Translated document: {format}").format(format=_(own[0].title))
    return (Kind(title, suffix, takes_untranslated=True), *OTHERS)


class ExportSheet(QWidget):
    """Choose how to export."""

    def __init__(self, window: Window, document: Document) -> None:
        """Offer what *document* can be exported to."""
        super().__init__()
        self._window = window
        self._kinds = kinds(document)
        self.setAccessibleName(_("Export"))
        self.kind = Box()
        self.kind.setAccessibleName(_("Export as"))
        for kind in self._kinds:
            self.kind.addItem(_(kind.title))
        self.source = QRadioButton(_("keep the words of the source"))
        self.skip = QRadioButton(_("are left out"))
        group = QButtonGroup(self)
        for button in (self.source, self.skip):
            group.addButton(button)
        (self.skip if window.choices.now.untranslated == "skip" else self.source).setChecked(True)
        self.told = QLabel(_untranslated(document))
        self.told.setWordWrap(True)
        self.export = QPushButton(_("Export…"))
        self.export.setProperty("kind", "main")
        self.export.clicked.connect(lambda: window.guard(self._export))
        self.kind.currentIndexChanged.connect(lambda _row: self._fit())
        self._lay_out()
        self.setFocusProxy(self.kind)
        self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.kind)
        column.addSpacing(6)
        for widget in (self.told, self.source, self.skip):
            column.addWidget(widget)
        column.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.export)
        column.addLayout(line)

    def _fit(self) -> None:
        """Ask only what matters to the format chosen."""
        asks = self._kinds[self.kind.currentIndex()].takes_untranslated
        for widget in (self.told, self.source, self.skip):
            widget.setVisible(asks and bool(self.told.text()))

    def _export(self) -> None:
        kind = self._kinds[self.kind.currentIndex()]
        untranslated = "skip" if self.skip.isChecked() else "source"
        self._window.choices.choose(untranslated=untranslated)
        desk = self._window.desk
        assert desk is not None  # noqa: S101 - the sheet is laid over a desk
        document = desk.session.document
        head = document.head
        if kind is ORIGINAL:
            original = _ask_original(self._window)
            if original is None:
                return
            document = with_original(document, original, cutter(self._window.choices.now))
            kind = replace(kind, suffix=original.suffix)
        proposed = desk.file.proposed(head, kind.suffix)
        if proposed == desk.file.path:
            proposed = proposed.with_name(f"{proposed.stem}.{kind.version or 'export'}{kind.suffix}")
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Export"), str(proposed), f"{_(kind.title)} (*{kind.suffix})"
        )
        if not name:
            return
        path = Path(name) if name.endswith(kind.suffix) else Path(name + kind.suffix)
        if self._window.overlay is not None:
            self._window.overlay.put_away()
        export(self._window, document, path, WriteOptions(untranslated, kind.version, kind.layout))


def ask(window: Window) -> None:
    """Lay the sheet over the window."""
    desk = window.desk
    assert desk is not None  # noqa: S101 - the command asked for a document
    desk.grid.commit()
    window.lay_over(ExportSheet(window, desk.session.document), QSize(520, 280), _("Export"))


def _ask_original(window: Window) -> Path | None:
    folder = window.choices.now.folder
    name, _kind = QFileDialog.getOpenFileName(window, _("The original document"), folder, _("All files (*)"))
    return Path(name) if name else None


def with_original(document: Document, path: Path, cut: Callable[[Text, str], list[Text]]) -> Document:
    """Return *document* laid into its original, the file at *path*. Raises StorageError and FormatError."""
    from editor.original import attach, restored

    head = document.head
    if head.skeleton is not None and head.skeleton.digest:
        return restored(document, storage.read(path))
    options = ReadOptions(path.name, head.source_language, head.target_language, segment=cut)
    return attach(document, storage.load(path, options).document)


def export(window: Window, document: Document, path: Path, options: WriteOptions) -> None:
    """Write *document* to *path* off the main thread, then say what became of it."""

    def work(progress: Callable[[float], None]) -> Written:
        progress(0.0)
        written = formats.write(document, path.name, options)
        progress(0.9)  # the last chance to cancel
        put(written.data, path)
        return written

    def done(written: Written) -> None:
        window.say(" ".join([_("Exported as {name}.").format(name=path.name), *outcome(written, options)]))
        delivering.after_export(window, path.name)

    window.tasks.run(_("Exporting {name}").format(name=path.name), work, done, subject="exporting")


def outcome(written: Written, options: WriteOptions) -> list[str]:
    """Return in sentences what stayed untranslated and what the format could not hold."""
    sentences = []
    if written.untranslated:
        if options.untranslated == "skip":
            words = ngettext(
                "{number} untranslated segment was left out.",
                "{number} untranslated segments were left out.",
                written.untranslated,
            )
        else:
            words = ngettext(
                "{number} segment is not translated and keeps its source.",
                "{number} segments are not translated and keep their source.",
                written.untranslated,
            )
        sentences.append(words.format(number=written.untranslated))
    return [*sentences, *written.losses]


def _untranslated(document: Document) -> str:
    left = columns.progress(document.rows, with_words=False).by_state[State.UNTRANSLATED]
    if not left:
        return ""
    words = ngettext(
        "{number} segment is not translated. Such segments", "{number} segments are not translated. They", left
    )
    return words.format(number=left)
