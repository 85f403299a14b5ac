"""The properties of the document: languages, title, encoding; what it was made from; what reading it noticed."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor import columns, edits
from editor.errors import DiptychError, EditError, LanguageError
from editor.i18n import _
from editor.languages import Language
from editor.model import Document, Head
from editor.qt.cards import WELCOME
from editor.qt.languagebox import LanguageBox
from editor.qt.opening import encoding_meant, encoding_shown

if TYPE_CHECKING:
    from editor.qt.window import Window


class PropertiesSheet(QWidget):
    """Show and change the head of the document; nothing changes before *Apply*, and then as one step."""

    def __init__(self, window: Window) -> None:
        """Show the document of *window*."""
        super().__init__()
        desk = window.desk
        assert desk is not None  # noqa: S101 - the command asked for a document
        desk.grid.commit()
        self._window = window
        document = desk.session.document
        head = document.head
        self.setAccessibleName(_("Properties"))
        self.title = QLineEdit(head.title)
        self.title.setCursorPosition(0)
        self.source = LanguageBox(head.source_language)
        self.target = LanguageBox(head.target_language)
        self.encoding = QLineEdit(encoding_shown(head.encoding))
        self.trouble = QLabel()
        self.trouble.setProperty("kind", "warning")
        self.trouble.setWordWrap(True)
        self.apply = QPushButton(_("Apply"))
        self.apply.setProperty("kind", "main")
        self.apply.clicked.connect(self._apply)
        self._lay_out(document)
        self.setFocusProxy(self.title)

    def _lay_out(self, document: Document) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        for name, field in (
            (_("Title"), self.title),
            (_("Source language"), self.source),
            (_("Target language"), self.target),
            (_("Encoding of the export"), self.encoding),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
        for name, words in facts(document):
            label = QLabel(words)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, label)
        page = QWidget()
        page.setProperty("kind", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(24, 8, 24, 8)
        inner.addLayout(form)
        for warning in document.warnings:
            label = QLabel(warning)
            label.setWordWrap(True)
            label.setProperty("kind", "muted")
            inner.addWidget(label)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 20)
        foot.addWidget(self.trouble, 1)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _apply(self) -> None:
        desk = self._window.desk
        assert desk is not None  # noqa: S101 - the sheet is laid over a desk
        document = desk.session.document
        try:
            desk.do(edits.set_head(document, self.head(document.head)))
        except DiptychError as error:
            self.trouble.setText(str(error))
            return
        desk.cards.take(WELCOME)
        if self._window.overlay is not None:
            self._window.overlay.put_away()

    def head(self, old: Head) -> Head:
        """Return *old* as it is filled in here. Raises LanguageError and EditError."""
        source, target = self.source.tag(), self.target.tag()
        if source and source == target:
            raise LanguageError(
                _("Source and target are both {language}; choose two languages.").format(language=Language(source).name)
            )
        encoding = encoding_meant(self.encoding.text(), old.encoding) or "utf-8"
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise EditError(
                _("“{name}” is no encoding that Diptych knows; “UTF-8” suits every text.").format(name=encoding)
            ) from None
        return replace(old, title=self.title.text(), source_language=source, target_language=target, encoding=encoding)


def facts(document: Document) -> list[tuple[str, str]]:
    """Return what there is to know about *document*, as names and words."""
    progress = columns.progress(document.rows)
    found = [
        (
            _("Segments"),
            _("{all}, of which {work} for translation and {done} translated").format(
                all=progress.rows, work=progress.for_translation, done=progress.done
            ),
        ),
        (_("Words of the source"), str(sum(progress.words_by_state.values()))),
    ]
    skeleton = document.head.skeleton
    if skeleton is not None:
        kept = _("{name}, not kept inside") if skeleton.digest else _("{name}, {size} kB, kept inside")
        size = kept.format(name=skeleton.name, size=max(1, len(skeleton.data) // 1000))
        found.append((_("Original"), size))
    if document.head.gone:
        found.append((_("Taken away by an update"), str(len(document.head.gone))))
    return found


def ask(window: Window) -> None:
    """Lay the sheet over the window."""
    window.lay_over(PropertiesSheet(window), QSize(600, 460), _("Properties"))
