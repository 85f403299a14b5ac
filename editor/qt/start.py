"""The start screen: open a document, align two texts, continue one of the last, or drop files; no ritual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor import storage
from editor.i18n import _, ngettext
from editor.qt.recovering import moment
from editor.qt.style import icon
from editor.qt.theme import reading_font
from editor.storage import recovery
from editor.storage.recovery import Left

if TYPE_CHECKING:
    from editor.qt.theme import Theme
    from editor.qt.window import Window

WIDTH = 520
SHOWN = 8  # recent files


class StartScreen(QScrollArea):
    """What a window shows while nothing is open."""

    def __init__(self, window: Window) -> None:
        """Show the choices."""
        super().__init__()
        self._window = window
        self.setAccessibleName(_("Start"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open = Choice(
            "choice", _("Open a document"), _("a letter, a web page, or an XLIFF or PO file begun before")
        )
        self.open.clicked.connect(lambda: window.run("file.open"))
        self.align = Choice(
            "choice",
            _("Align two texts"),
            _("a text and its translation become one parallel text, sentence by sentence"),
        )
        self.align.clicked.connect(lambda: window.run("file.align"))
        self._heading = QLabel(_("Continue").upper())
        self._heading.setProperty("kind", "section")
        self._heading.setAccessibleName(_("Continue"))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self.sentence = QLabel()
        self.sentence.setProperty("kind", "warning")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(window.tasks.cancel)
        self._cancel.hide()
        self._lay_out()
        self.setFocusProxy(self.open)
        self.set_theme(window.theme)

    def _lay_out(self) -> None:
        drop = QLabel(_("or drop a file anywhere in this window, two to align them"))
        drop.setProperty("kind", "muted")
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addLayout(_sign())
        column.addSpacing(26)
        column.addWidget(self.open)
        column.addWidget(self.align)
        column.addWidget(drop)
        column.addWidget(self.sentence)  # above the recent files, so that it is seen however many there are
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        column.addWidget(self._heading)
        column.addLayout(self._recent)
        column.addStretch(3)
        page = QWidget()
        page.setProperty("kind", "page")
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        outer.addLayout(column)
        outer.addStretch(1)
        self.setWidget(page)

    def refresh(self) -> None:
        """Show the recent files as they are now."""
        while (row := self._recent.takeAt(0)) is not None:
            if (widget := row.widget()) is not None:
                widget.deleteLater()
        waiting = recovery.waiting()[:SHOWN] if self._window.program.keeps else []
        known = {left.subject.path or left.subject.original for left in waiting}
        recent = [Path(name) for name in self._window.choices.now.recent if name not in known]
        there = [path for path in recent if storage.there(path)][:SHOWN]
        self._heading.setVisible(bool(there or waiting))
        for left in waiting:
            self._recent.addWidget(self._waiting(left))
        for path in there:
            self._recent.addWidget(self._continuing(path))
        self.say("")

    def say(self, sentence: str) -> None:
        """Show *sentence* under the choices."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def show_task(self, words: str) -> None:
        """Show what is under way, "" for nothing."""
        if words:
            self.say(words)
        elif self._cancel.isVisible():
            self.say("")
        self._cancel.setVisible(bool(words))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in *theme*."""
        self.open.sign.setPixmap(icon("open", theme.colour("accent"), 28).pixmap(28, 28))
        self.align.sign.setPixmap(icon("align", theme.colour("accent"), 28).pixmap(28, 28))
        self.refresh()

    def _waiting(self, left: Left) -> QPushButton:
        """Return the way back to work that was not saved when the program died."""
        path = Path(left.subject.path or left.subject.original)
        when = moment(left.when)
        words = ngettext("not saved: {number} change, {when}", "not saved: {number} changes, {when}", left.changes)
        if not left.changes:
            words = _("not saved, {when}")
        button = Choice("recent", path.name or _("A document"), words.format(number=left.changes, when=when))
        button.sign.setPixmap(icon("work", self._window.theme.colour("accent"), 22).pixmap(22, 22))
        button.setAccessibleName(_("Continue {name}, which was not saved").format(name=path.name))
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self._go_on(left))
        return button

    def _go_on(self, left: Left) -> None:
        from editor.qt import opening

        self._window.guard(lambda: opening.go_on(self._window, left))

    def _continuing(self, path: Path) -> QPushButton:
        button = Choice("recent", path.name, _short(path.parent))
        button.sign.setPixmap(icon("work", self._window.theme.colour("muted"), 22).pixmap(22, 22))
        button.setAccessibleName(_("Continue {name}").format(name=path.name))
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self._continue(path))
        return button

    def _continue(self, path: Path) -> None:
        from editor.qt import opening

        opening.open_file(self._window, path)


def _sign() -> QHBoxLayout:
    picture, name = QLabel(), QLabel(_("Diptych"))
    picture.setPixmap(icon("diptych", QColor(), 52).pixmap(52, 52))
    name.setFont(reading_font(26))
    line = QHBoxLayout()
    line.setSpacing(16)
    line.addStretch(1)
    line.addWidget(picture)
    line.addWidget(name)
    line.addStretch(1)
    return line


class Choice(QPushButton):
    """A large button: a title, a line in muted words beneath, an icon in front."""

    def __init__(self, kind: str, title: str, detail: str) -> None:
        """Look as the style sheet says for *kind*."""
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 20, 12)
        line.setSpacing(16)
        self.sign = QLabel()
        self.sign.setFixedWidth(28)  # so that the words of every choice begin below each other
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self.sign)
        words = QVBoxLayout()
        words.setSpacing(2)
        line.addLayout(words, 1)
        for text, look in ((title, "choice"), (detail, "muted")):
            label = QLabel(text)
            label.setProperty("kind", look)
            label.setTextFormat(Qt.TextFormat.PlainText)
            words.addWidget(label)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.setMinimumHeight(self.sizeHint().height())  # more than the style sheet asks: the screen scrolls
        return done


def _short(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
