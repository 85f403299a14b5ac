"""Choose the keys: a preset, and any command's own keys on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.qt import keys
from editor.qt.languagebox import Box
from editor.qt.palette import fits

if TYPE_CHECKING:
    from editor.qt.window import Window

ID = Qt.ItemDataRole.UserRole


class KeyChooser(QWidget):
    """All commands with their keys; the one selected may be given another key, its usual one, or none."""

    def __init__(self, window: Window) -> None:
        """Show the keys of *window*."""
        super().__init__()
        self._window = window
        self.preset = Box()
        for name, title in keys.PRESET_NAMES.items():
            self.preset.addItem(_(title), name)
        self.preset.setCurrentIndex(self.preset.findData(window.choices.now.preset))
        self.preset.setAccessibleName(_("Keys as in"))
        self.preset.activated.connect(lambda _row: self._use_preset())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find a command"))
        self.filter.setAccessibleName(_("Find a command"))
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self._lines: list[QTreeWidgetItem] = []
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("Commands and their keys"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setMinimumHeight(180)
        self.list.currentItemChanged.connect(lambda _new, _old: self._show_chosen())
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setAccessibleName(_("New key for the command"))
        self.key.editingFinished.connect(self._assign)
        self.usual = QPushButton(_("As usual"))
        self.usual.clicked.connect(self._as_usual)
        self.without = QPushButton(_("No key"))
        self.without.clicked.connect(lambda: self.assign(self.chosen, ()))
        self.said = QLabel()
        self.said.setProperty("kind", "muted")
        self.said.setWordWrap(True)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(QLabel(_("as in")))
        top.addWidget(self.preset)
        top.addWidget(self.filter, 1)
        foot.addWidget(QLabel(_("New key")))
        foot.addWidget(self.key, 1)
        foot.addWidget(self.usual)
        foot.addWidget(self.without)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addWidget(self.said)

    @property
    def chosen(self) -> str:
        """The id of the command selected, "" for none."""
        line = self.list.currentItem()
        return str(line.data(0, ID)) if line is not None else ""

    def assign(self, command: str, given: tuple[str, ...]) -> None:
        """Give *command* other keys; the commands that lose one are told."""
        if not command:
            return
        before = self._window.keys
        losers = [name for name, its in before.items() if name != command and set(its) & set(given)]
        own = {name: tuple(k for k in its if k not in given) for name, its in self._window.choices.now.keys.items()}
        self._window.choices.choose(keys={**own, command: given})
        self.said.setText(" ".join(_taken(name) for name in losers))
        self._refresh()

    def _assign(self) -> None:
        pressed = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if pressed and self.chosen:
            self.assign(self.chosen, (keys.normal(pressed),))
        self.key.clear()

    def _as_usual(self) -> None:
        own = dict(self._window.choices.now.keys)
        own.pop(self.chosen, None)
        self._window.choices.choose(keys=own)
        self.said.clear()
        self._refresh()

    def _use_preset(self) -> None:
        self._window.choices.choose(preset=self.preset.currentData())
        self._refresh()

    def _fill(self) -> None:
        from editor.qt.commands import COMMANDS

        for command in COMMANDS:
            line = QTreeWidgetItem([_(command.title), ""])
            line.setData(0, ID, command.id)
            self._lines.append(line)
        self.list.addTopLevelItems(self._lines)
        self._refresh()
        self.list.resizeColumnToContents(0)
        self.list.setCurrentItem(self._lines[0])

    def _refresh(self) -> None:
        for line in self._lines:
            its = self._window.keys.get(str(line.data(0, ID)), ())
            line.setText(1, keys.shown(*its))
        self._show_chosen()

    def _narrow(self) -> None:
        for line in self._lines:
            line.setHidden(not fits(self.filter.text(), line.text(0)))

    def _show_chosen(self) -> None:
        self.usual.setEnabled(self.chosen in self._window.choices.now.keys)


def _taken(name: str) -> str:
    from editor.qt.commands import BY_ID

    return _("“{title}” had this key and loses it.").format(title=_(BY_ID[name].title))
