"""Align two texts from the window: choose both files, see their languages, and the result lies on the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor import formats, learnt, storage
from editor.align import Options, meaning
from editor.errors import DiptychError, FormatError, LanguageError
from editor.formats import ReadOptions
from editor.i18n import _, ngettext
from editor.languages import Language, guess
from editor.linking import bitext, doubts
from editor.model import Document
from editor.qt.cards import Card
from editor.qt.desk import resume
from editor.qt.languagebox import LanguageBox
from editor.qt.sentences import cutter
from editor.qt.workfile import WorkFile

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window

SUBJECT = "aligning"
LOOKED_AT = 200_000  # bytes at most of a file whose language is guessed before anybody asked for more
SIZE = QSize(620, 400)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the two texts."""

    path: Path
    language: str = ""


def ask(window: Window, *paths: Path) -> AlignSheet:
    """Lay a sheet over the window that asks for both texts; those of *paths* are chosen already."""
    sheet = AlignSheet(window)
    overlay = window.lay_over(sheet, SIZE, _("Align two texts"))
    sheet.leave = overlay.put_away
    for side, path in zip(sheet.sides, paths, strict=False):
        side.choose(path)
    sheet.sides[0].button.setFocus()
    return sheet


class TextField(QWidget):
    """A file and its language."""

    def __init__(self, window: Window, title: str, changed: Callable[[], None]) -> None:
        """Ask for *title*."""
        super().__init__()
        self._window = window
        self._title = title
        self._changed = changed
        self.path: Path | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("choose a file, or drop one here"))
        self.name.setAccessibleName(title)
        self.name.editingFinished.connect(self._typed)
        self.button = QPushButton(_("Choose…"))
        self.button.setAccessibleName(_("Choose the file: {title}").format(title=title))
        self.button.clicked.connect(lambda _checked=False: self._ask())
        self.language = LanguageBox()
        self.language.setAccessibleName(_("Language: {title}").format(title=title))
        heading = QLabel(title)
        heading.setBuddy(self.name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addWidget(self.name, 1, 0)
        grid.addWidget(self.button, 1, 1)
        grid.addWidget(self.language, 2, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAcceptDrops(True)

    def choose(self, path: Path | None, language: str | None = None) -> None:
        """Take the file at *path*, guessing its language where none is given."""
        self.path = path
        self.name.setText(str(path) if path is not None else "")
        self.name.setCursorPosition(len(self.name.text()))
        self.language.show_tag(language if language is not None else guessed(path) if path is not None else "")
        self._changed()

    def _typed(self) -> None:
        text = self.name.text().strip()
        path = Path(text).expanduser() if text else None
        if path != self.path:
            self.choose(path)

    def _ask(self) -> None:
        folder = str(self.path.parent) if self.path is not None else self._window.choices.now.folder
        name, _kind = QFileDialog.getOpenFileName(self, self._title, folder, document_kinds())
        if name:
            self.choose(Path(name))
            self._window.choices.choose(folder=str(Path(name).parent))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if places:
            self.choose(places[0])


class AlignSheet(QWidget):
    """Both texts, what may be wrong with the choice, and the button that aligns them."""

    def __init__(self, window: Window) -> None:
        """Ask in *window*."""
        super().__init__()
        self._window = window
        self.leave: Callable[[], None] = lambda: None
        self.setAccessibleName(_("Align two texts"))
        self.sides = [
            TextField(window, _("The original"), self._look),
            TextField(window, _("Its translation"), self._look),
        ]
        self.swap = QPushButton(_("⇅ Swap"))
        self.swap.setAccessibleName(_("Swap original and translation"))
        self.swap.setProperty("kind", "quiet")
        self.swap.clicked.connect(lambda _checked=False: self._swap())
        self.sentence = QLabel(_("A text and its translation, in any format that Diptych opens."))
        self.sentence.setProperty("kind", "muted")
        self.sentence.setWordWrap(True)
        self.align = QPushButton(_("Align"))
        self.align.setProperty("kind", "main")
        self.align.setAutoDefault(True)
        self.align.clicked.connect(lambda _checked=False: self._start())
        self._lay_out()
        self._look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.sides[0])
        column.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sides[1])
        column.addWidget(self.sentence)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.align)
        column.addLayout(foot)

    def _look(self) -> None:
        self.align.setEnabled(all(side.path is not None for side in self.sides))

    def _swap(self) -> None:
        one, other = ((side.path, side.language.tag()) for side in self.sides)
        self.sides[0].choose(*other)
        self.sides[1].choose(*one)

    def _start(self) -> None:
        try:
            chosen = [_chosen(side) for side in self.sides]
            _check(chosen[0], chosen[1])
        except DiptychError as error:
            self.sentence.setText(str(error))
            return
        self.leave()
        start(self._window, chosen[0], chosen[1])


def _chosen(side: TextField) -> Chosen:
    assert side.path is not None  # noqa: S101 - the button is enabled
    return Chosen(side.path, side.language.tag())


def _check(one: Chosen, other: Chosen) -> None:
    """Raise where the two cannot be a text and its translation."""
    for each in (one, other):
        if not storage.there(each.path):
            raise FormatError(_("There is no file {path}; choose another.").format(path=each.path))
    if one.path.samefile(other.path):
        raise FormatError(_("This is one file chosen twice; choose a text and its translation."))
    if one.language and one.language == other.language:
        name = Language(one.language).name
        raise LanguageError(_("Both are said to be {language}; choose two languages.").format(language=name))


def document_kinds() -> str:
    """Return what a file dialog offers: every document that can be read."""
    suffixes = sorted({f"*{suffix}" for row in formats.FORMATS if row.reads for suffix in row.suffixes})
    return ";;".join([_("Documents ({suffixes})").format(suffixes=" ".join(suffixes)), _("All files (*)")])


def guessed(path: Path) -> str:
    """Return the language that the file at *path* seems to be in, "" where that cannot be told quickly."""
    try:
        if path.stat().st_size > LOOKED_AT:
            return ""
        document = formats.read(storage.read(path), ReadOptions(name=path.name))
    except (DiptychError, OSError):
        return ""  # aligning it will say what is wrong
    return document.head.source_language


# ── The work itself ──────────────────────────────────────────────────────────────────────────────────────────────


def start(window: Window, one: Chosen, other: Chosen) -> None:
    """Align both texts in a thread, then lay the result on the desk, or on another window's where one lies there."""
    cut = cutter(window.choices.now)
    learns, sharp = window.choices.now.learn, window.choices.now.sharp

    def read(chosen: Chosen) -> tuple[Document, bytes]:
        options = ReadOptions(name=chosen.path.name, source_language=chosen.language, segment=cut)
        opened = storage.load(chosen.path, options)
        return _told(opened.document, chosen), opened.data

    def work(progress: Callable[[float], None]) -> tuple[Document, bytes]:
        (left, data), (right, _data) = read(one), read(other)
        progress(0.1)
        known = learnt.words(left.head.source_language, right.head.source_language) if learns else None
        names = one.path.name, other.path.name
        embed = meaning.embedder() if sharp else None
        options = Options(lexicon=known, embed=embed, progress=lambda share: progress(0.1 + 0.9 * share))
        parallel = bitext.aligned(left, right, names, options)
        return parallel, data

    def done(result: tuple[Document, bytes]) -> None:
        show(window if window.desk is None else window.program.new_window(), one.path, *result)

    window.tasks.run(_("Aligning {name}").format(name=one.path.name), work, done, subject=SUBJECT)


def _told(document: Document, chosen: Chosen) -> Document:
    """Return *document* with the language that was chosen, or else guessed from all of it."""
    head = document.head
    language = chosen.language or head.source_language or guess(" ".join(row.source.plain for row in document.rows))
    return replace(document, head=replace(head, source_language=language, target_language=""))


def show(window: Window, path: Path, document: Document, data: bytes) -> None:
    """Lay a document just aligned on the desk, at its first doubtful link."""
    from editor.qt import opening, recovering

    desk = opening.lay(window, document, WorkFile(original=path, data=data), None)
    desk.session.made()
    if window.program.keeps:
        recovering.put_back(window, desk, document, None)
        recovering.hold(desk)
    desk.show_links(on=True)
    resume(desk)
    _welcome(desk)


def _welcome(desk: Desk) -> None:
    document = desk.session.document
    _confirmed, doubtful, number = doubts.tally(document.rows)
    words = [ngettext("{number} link.", "{number} links.", number).format(number=number)]
    if doubtful:
        more = ngettext(
            "{number} is doubtful; F6 goes to it.", "{number} are doubtful; F6 goes from one to the next.", doubtful
        )
        words.append(more.format(number=doubtful))
    else:
        words.append(_("None is doubtful."))
    card = Card(" ".join([*document.warnings[:1], *words]))
    card.button(_("OK"))
    desk.cards.put("aligned", card)
