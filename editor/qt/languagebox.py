"""Boxes with a list, and the one for a language: choose by name, or type a name or a tag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from editor.errors import LanguageError
from editor.i18n import _
from editor.languages import Language, known, meant


def opens(event: QEvent) -> bool:
    """Tell whether *event* asks who wants a key, and the key is one that opens the list of a box: Alt+Down, Alt+Up."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}


class Box(QComboBox):
    """A box with a list, which its keys open whatever command of the window has them."""

    def event(self, event: QEvent) -> bool:
        if opens(event):
            event.accept()
            return True
        return super().event(event)


class LanguageBox(QComboBox):
    """Hold the BCP 47 tag of a language, "" for none."""

    picked = Signal()  # the user chose or typed a language

    def __init__(self, tag: str = "") -> None:
        """Begin with *tag*."""
        super().__init__()
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each, name in known():
            self.addItem(name, each)
        field = self._field = QLineEdit()
        field.setPlaceholderText(_("choose a language"))
        field.editingFinished.connect(self._tell)
        self.setLineEdit(field)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        self.show_tag(tag)
        self.activated.connect(lambda _row: self._tell())

    def event(self, event: QEvent) -> bool:
        if opens(event):
            event.accept()
            return True
        return super().event(event)

    def show_tag(self, tag: str) -> None:
        """Show the language *tag*."""
        self._told = self._heard = tag
        place = self.findData(tag)
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText(Language(tag).name if tag else "")
        self._field.setCursorPosition(0)

    def tag(self) -> str:
        """Return the tag of what is shown. Raises LanguageError where it is no language."""
        text = self.currentText().strip()
        if not text:
            return ""
        if self._told and text == Language(self._told).name:
            return self._told
        return meant(text)

    def _tell(self) -> None:
        try:
            tag = self.tag()
        except LanguageError:
            tag = "?"
        if tag != self._heard:
            self._heard = tag
            self.picked.emit()
