"""The window: menus and keys from the table of commands, and in it the start screen or the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from editor.errors import DiptychError
from editor.i18n import N_, _
from editor.qt import keys, menus
from editor.qt.commands import BY_ID, COMMANDS
from editor.qt.commands_align import MENU as ALIGNMENT
from editor.qt.commands_segment import MENU as SEGMENT
from editor.qt.desk import Desk
from editor.qt.overlay import Overlay, focused
from editor.qt.tasks import Tasks, share_words
from editor.qt.workfile import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.qt.choices import Choices
    from editor.qt.program import Program
    from editor.qt.start import StartScreen
    from editor.qt.theme import Theme

WIDE, HIGH = 1440, 900
NOT_NOW = {"edit.undo": N_("There is nothing to undo."), "edit.redo": N_("There is nothing to redo.")}
FRAME = 60  # what a window's own frame may take of the screen


class Window(QMainWindow):
    """One window with at most one document. Whatever it does, it does by the id of a command."""

    def __init__(self, program: Program) -> None:
        """Show the start screen."""
        super().__init__()
        self.program = program
        self.desk: Desk | None = None
        self.overlay: Overlay | None = None
        self.leaving = False  # the user said that unsaved changes may go
        self.tasks = Tasks(self)
        self.keys: Mapping[str, tuple[str, ...]] = {}
        self._pages = QStackedWidget()
        self._start: StartScreen | None = None
        self.setCentralWidget(self._pages)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 420)
        self._actions, self._menus = menus.fill(self)
        self.set_keys()
        self.tasks.began.connect(self._show_task)
        self.tasks.progressed.connect(lambda title, share: self._show_task(title and share_words(title, share)))
        self.tasks.ended.connect(lambda _title: self._show_task(""))
        self.tasks.failed.connect(self.say)
        self._place()
        self.rename()

    @property
    def start(self) -> StartScreen:
        """What is shown while nothing is open, made when it is first wanted."""
        if self._start is None:
            from editor.qt.start import StartScreen

            self._start = StartScreen(self)
            self._pages.addWidget(self._start)
        return self._start

    @property
    def choices(self) -> Choices:
        """The user's settings."""
        return self.program.choices

    @property
    def theme(self) -> Theme:
        """The theme worn now."""
        return self.program.theme

    # ── Commands ─────────────────────────────────────────────────────────────────────────────────────────────────

    def run(self, name: str) -> None:
        """Run the command with the id *name*; what it refuses is said as its own sentence."""
        command = BY_ID[name]
        if not command.enabled(self):
            said = NOT_NOW.get(name, N_("“{title}” cannot be done here now."))
            self.say(_(said).format(title=_(command.title)))
            return
        self.guard(lambda: command.run(self))

    def guard(self, act: Callable[[], object]) -> None:
        """Do *act* and say in the window why where it cannot be done."""
        try:
            act()
        except DiptychError as error:
            self.say(str(error))

    def set_keys(self) -> None:
        """Give every command the keys that the settings say."""
        now = self.choices.now
        self.keys = keys.resolved({each.id: each.keys for each in COMMANDS}, now.preset, now.keys)
        texts = menus.texts()
        for name, action in self._actions.items():
            mine = self.keys[name]
            action.setShortcuts([QKeySequence(key) for key in mine if not keys.is_bare(key)])
            told = "" if action.shortcuts() else keys.shown(*mine) or keys.of_the_system(name)
            action.setText(texts[name] + (f"\t{told}" if told else ""))
        if self.desk is not None:
            _give_keys(self.desk, self.keys)

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────

    def say(self, sentence: str) -> None:
        """Show *sentence* for a while."""
        if self.desk is not None:
            self.desk.status.say(sentence)
        else:
            self.start.say(sentence)

    def put(self, desk: Desk | None) -> None:
        """Show *desk*, or the start screen, in the place of what is shown now."""
        old, self.desk = self.desk, desk
        self.leaving = False
        if desk is not None:
            desk.renamed.connect(self.rename)
            desk.status.cancelled.connect(self.tasks.cancel)
            desk.bar.languages_pressed.connect(lambda: self.run("file.properties"))
            desk.bar.find_pressed.connect(lambda: self.run("edit.find"))
            desk.bar.panels_pressed.connect(lambda: self.run("view.panels"))
            desk.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            paper = desk.grid.viewport()  # the place is the mouse's, or the caret's where a key asks
            desk.grid.customContextMenuRequested.connect(
                lambda place: menus.at_the_text(self, self._menus[_menu(desk)]).popup(paper.mapToGlobal(place))
            )
            desk.grid.links.commanded.connect(self.run)
            desk.panels.author = self.choices.now.name
            desk.show_panels(on=self.choices.now.panels, room=min(self.width(), self.screen().availableSize().width()))
            _give_keys(desk, self.keys)
            desk.set_zoom(self.choices.now.text_size)
            self._pages.addWidget(desk)
            self._pages.setCurrentWidget(desk)
            desk.focus()
        else:
            self.start.refresh()
            self._pages.setCurrentWidget(self.start)
            self.start.setFocus()
        if old is not None:
            from editor.qt import opening

            opening.leave(self, old)
            old.close_down()
            self._pages.removeWidget(old)
            old.deleteLater()
        self.rename()

    def lay_over(self, content: QWidget, size: QSize, title: str = "") -> Overlay:
        """Lay a sheet with *content* over the window, in the place of one that lies there."""
        if self.overlay is not None:
            self.overlay.put_away()
        overlay = self.overlay = Overlay(self, content, size, title)
        overlay.gone.connect(lambda: self._forget(overlay))
        return overlay

    def _forget(self, overlay: Overlay) -> None:
        if self.overlay is overlay:
            self.overlay = None
            if self.desk is not None and focused(self) in {None, self.menuBar()}:
                self.desk.focus()

    def rename(self) -> None:
        """Say in the title what is open and whether it is saved."""
        if self.desk is None:
            self.setWindowTitle(_("Diptych"))
            self.setWindowModified(False)
            return
        session = self.desk.session
        words = languages(session.document.head)  # may have parentheses of their own: English (United States)
        self.setWindowTitle(f"{self.desk.name}[*] · {words} — Diptych")
        self.setWindowModified(session.modified)
        self.setWindowFilePath(str(self.desk.file.path or ""))

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in *theme*."""
        if self._start is not None:
            self._start.set_theme(theme)
        if self.desk is not None:
            self.desk.set_theme(theme)

    def _show_task(self, words: str) -> None:
        if self.desk is not None:
            self.desk.status.show_task(words)
        else:
            self.start.show_task(words)

    # ── Qt's own events ──────────────────────────────────────────────────────────────────────────────────────────

    def showEvent(self, event: QShowEvent) -> None:
        if self.desk is None:
            self._pages.setCurrentWidget(self.start)
        super().showEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from editor.qt import opening

        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if opening.are_two_texts(paths):
            from editor.qt import aligning

            aligning.ask(self, *paths)
            return
        for path in paths:
            opening.open_file(self, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        from editor.qt import saving

        if not saving.may_leave(self, self.close):
            event.ignore()
            return
        self.tasks.cancel()
        self.choices.choose(geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.put(None)
        self.program.closed(self)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.desk is not None:
            from editor.qt import saving

            saving.look_at_disk(self)
        super().changeEvent(event)

    def _place(self) -> None:
        """Stand where the last window stood; at first in the middle, or all over a small screen."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDE, HIGH)
        kept = self.choices.now.geometry
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace"))):
            return
        room = QGuiApplication.primaryScreen().availableSize()
        if room.width() < WIDE + FRAME or room.height() < HIGH + FRAME:
            self.resize(room)  # what is laid out before the screen answers
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _menu(desk: Desk) -> str:
    """Return the menu that opens under the mouse: that of what the rows are shown as."""
    return ALIGNMENT if desk.grid.links.on else SEGMENT


def _give_keys(desk: Desk, assigned: keys.Keys) -> None:
    """Tell the grid the keys that need no text box, and those one needs most."""
    desk.grid.hints = keys.hints(assigned)
    desk.grid.links.hints = keys.link_hints(assigned)
    desk.grid.links.keys = {key: name for name, its in assigned.items() for key in its if keys.is_bare(key)}
