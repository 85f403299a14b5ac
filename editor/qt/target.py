"""The text box laid over the open segment: a Text with chips goes in, is typed into, and comes out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from editor.i18n import _
from editor.qt.chips import OBJECT, Chips, Written, characters, label, spoken, units
from editor.qt.clippings import packed, unpacked
from editor.qt.page import Face
from editor.qt.theme import Theme
from editor.text import EMPTY, Can, Code, Kind, Text, missing

CARET = 2
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_KEY = Qt.Key
_RETURN = {_KEY.Key_Return, _KEY.Key_Enter}
_EDITING = {_KEY.Key_Backspace, _KEY.Key_Delete, _KEY.Key_Left, _KEY.Key_Right}
_OWN = _EDITING | {_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Home, _KEY.Key_End, _KEY.Key_Insert}
_SIDES = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_SEQUENCE = QKeySequence.StandardKey
_STANDARD = (  # what else a text understands, where no command of the window has it
    _SEQUENCE.Copy, _SEQUENCE.Cut, _SEQUENCE.Paste, _SEQUENCE.SelectAll,
    _SEQUENCE.MoveToNextWord, _SEQUENCE.MoveToPreviousWord, _SEQUENCE.SelectNextWord, _SEQUENCE.SelectPreviousWord,
    _SEQUENCE.MoveToStartOfLine, _SEQUENCE.MoveToEndOfLine, _SEQUENCE.SelectStartOfLine, _SEQUENCE.SelectEndOfLine,
    _SEQUENCE.MoveToStartOfDocument, _SEQUENCE.MoveToEndOfDocument,
    _SEQUENCE.SelectStartOfDocument, _SEQUENCE.SelectEndOfDocument,
    _SEQUENCE.DeleteStartOfWord, _SEQUENCE.DeleteEndOfWord,
)  # fmt: skip
_CLIPBOARD = {_KEY.Key_A, _KEY.Key_C, _KEY.Key_V, _KEY.Key_X}


class TargetEditor(QTextEdit):
    """One segment's text, edited in place. Positions are those of ``Text``; undo is the session's."""

    typed = Signal()  # the text became another by a key, an input method, the clipboard or a command
    tabbed = Signal()
    escaped = Signal()
    refused = Signal(str)
    focused = Signal()  # the keyboard came or went

    def __init__(self, chips: Chips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = EMPTY  # whose codes may come in
        self.may_add_codes = True
        self._chips = chips
        self._written = Written()
        self._protected: tuple[Code, ...] = ()
        self._newlines = False
        self._locked = ""
        self._preedit = ""
        self._last = ""
        self._at = 0
        self._block = QTextBlockFormat()
        self._plain()
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)

    def _plain(self) -> None:
        """Take away all that is not text."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCursorWidth(CARET)
        self.document().setDocumentMargin(0)
        self._chips.equip(self.document())

    # ── How it looks ─────────────────────────────────────────────────────────────────────────────────────────────

    def colour(self, theme: Theme, paper: str) -> None:
        """Take the colours of *theme*, on the one named *paper*."""
        palette = self.palette()
        for role, name in (
            (QPalette.ColorRole.Base, paper),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.Highlight, "selection"),
            (QPalette.ColorRole.HighlightedText, "ink"),
        ):
            palette.setColor(role, theme.colour(name))
        self.setPalette(palette)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.viewport().setPalette(palette)  # a style sheet put on later keeps the viewport's old colours

    def dress(self, face: Face, role: str, width: int) -> None:
        """Set the text in *face* as a text of *role*, in lines of *width*."""
        document = self.document()
        document.setDefaultFont(face.font(role))
        document.setDefaultTextOption(face.option)
        if face.line(role) != self._block.lineHeight():
            self._block.setLineHeight(face.line(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            with QSignalBlocker(self):  # the text that is shown takes it too
                QTextCursor(document).setBlockFormat(self._block)
        self.setLineWrapColumnOrWidth(width)

    @property
    def needed(self) -> int:
        """The height of the text."""
        return round(self.document().documentLayout().documentSize().height())

    def lock(self, why: str) -> None:
        """Let the text be read and selected only, because of *why*; "" lets it be edited."""
        was, self._locked = self._locked, why
        if bool(was) == bool(why):
            return
        self.setReadOnly(bool(why))
        self.setCursorWidth(CARET)
        if why:
            flag = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)

    def tint(self, ranges: Sequence[QTextLayout.FormatRange]) -> None:
        """Show parts of the text in other formats."""
        extras = []
        for each in ranges:
            extra = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(each.start)
            cursor.setPosition(each.start + each.length, QTextCursor.MoveMode.KeepAnchor)
            extra.cursor, extra.format = cursor, each.format
            extras.append(extra)
        if extras or self.extraSelections():
            self.setExtraSelections(extras)

    # ── The text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, text: Text, source: Text, *, protect: bool = False) -> None:
        """Show *text*, which translates *source*; *protect* all its codes, not only those that say so themselves."""
        self.source = source
        self._newlines = "\n" in source.plain or "\n" in text.plain
        self._protected = tuple(code for code in text.codes if protect or Can.DELETE not in code.can)
        self.set_text(text)

    def text(self) -> Text:
        """Return the text as typed so far; what an input method has not committed is no part of it."""
        return self._written.read(self.document())

    def set_text(self, text: Text) -> None:
        """Show *text* with the caret at its end; nobody typed it."""
        self.compose_nothing()
        self._written = Written()
        with QSignalBlocker(self):  # nobody typed it
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()  # a screen reader hears one change, the layout is made once
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(self._block)
            cursor.setCharFormat(QTextCharFormat())
            self._written.write(cursor, text, QTextCharFormat())
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        self._settle()

    def amend(self, text: Text) -> None:
        """Make the text *text* by changing no more than differs; the caret ends behind the change. Nobody typed it."""
        old, new = list(self.text()), list(text)
        same = min(len(old), len(new))
        start = next((i for i in range(same) if old[i] != new[i]), same)
        behind = next((i for i in range(same - start) if old[-1 - i] != new[-1 - i]), same - start)
        if old == new:
            return
        with QSignalBlocker(self):
            self.select(start, len(old) - behind)
            cursor = self.textCursor()
            cursor.removeSelectedText()
            self._written.write(cursor, text.part(start, len(new) - behind), QTextCharFormat())
            self.setTextCursor(cursor)
        self._settle()

    def caret(self) -> int:
        """Return the position of the caret."""
        return self.position_of(self.textCursor())

    def position_of(self, cursor: QTextCursor) -> int:
        """Return the position of one of Qt's cursors."""
        return characters(self._last, cursor.position())

    def selection(self) -> tuple[int, int]:
        """Return the first and the last position selected, twice the caret's where nothing is."""
        cursor = self.textCursor()
        return characters(self._last, cursor.selectionStart()), characters(self._last, cursor.selectionEnd())

    def selected_text(self) -> str:
        """Return the words selected, codes left out."""
        return self.text().part(*self.selection()).plain

    def select(self, start: int, end: int) -> None:
        """Select from *start* to *end*, where the caret goes."""
        size = len(self._last)
        cursor = self.textCursor()
        cursor.setPosition(units(self._last, min(max(start, 0), size)))
        cursor.setPosition(units(self._last, min(max(end, 0), size)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def insert_plain(self, text: str) -> None:
        """Type *text*."""
        self._insert(Text.of(text if self._newlines else text.replace("\n", " ")))

    def insert_code(self, code: Code) -> None:
        """Type one code."""
        self._insert(Text.of(code))

    def next_missing_code(self) -> bool:
        """Type the next code of the source that is missing here, or put a missing pair around what is selected."""
        lacking = missing(self.source, self.text())
        if not lacking or not self.may_add_codes:
            self.refused.emit(
                _("All codes of the source are here already.")
                if not lacking
                else _("This file does not permit more codes in its translation.")
            )
            return False
        first = lacking[0]
        closing = next((code for code in lacking if code.key == (Kind.CLOSE, first.pair)), None)
        start, end = self.selection()
        if first.kind is Kind.OPEN and closing is not None and end > start:
            self._insert(Text.of(first) + self.text().part(start, end) + Text.of(closing))
        else:
            self.select(end, end)
            self._insert(Text.of(first))
        return True

    def _insert(self, text: Text) -> None:
        if self._locked:
            self.refused.emit(self._locked)
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._written.write(cursor, text, QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    # ── What happens ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of something."""
        return bool(self._preedit)

    def compose_nothing(self) -> None:
        """Drop what an input method has not committed."""
        if self._preedit:
            QApplication.sendEvent(self, QInputMethodEvent())

    def _settle(self) -> None:
        self._last = self.document().firstBlock().text()
        self._at = self.textCursor().position()
        self.setAccessibleDescription(spoken(self.text()) if OBJECT in self._last else "")

    def _changed(self) -> None:
        if self._preedit or (now := self.document().firstBlock().text()) == self._last:
            return
        self._last = now
        lost = self._lost()
        if lost:
            with QSignalBlocker(self):
                self._insert(Text.of(*lost))
            self._last = self.document().firstBlock().text()
            self.refused.emit(_("The file protects this code; it stays."))
        self.typed.emit()

    def _lost(self) -> list[Code]:
        if not self._protected:
            return []
        left = {code.key for code in self.text().codes}
        return [code for code in self._protected if code.key not in left]

    def _moved(self) -> None:
        """Tell a screen reader the word on a chip that the caret passes."""
        before, self._at = self._at, self.textCursor().position()
        if not QAccessible.isActive() or abs(before - self._at) != 1:
            return
        start = min(characters(self._last, before), characters(self._last, self._at))
        passed = self.text().part(start, start + 1)
        for code in passed.codes:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, label(code)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._keeps(event))
            return True
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the text's own before any command of the window may have it."""
        return self.composing if event.key() in _RETURN else is_for_text(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _RETURN:
            if event.modifiers() & _SHIFT and self._newlines and not self.composing and not self.isReadOnly():
                self.insert_plain("\n")
            else:
                event.setAccepted(self.composing)
        elif key == _KEY.Key_Tab:
            self.tabbed.emit()
        elif key == _KEY.Key_Backtab:
            self.focusNextPrevChild(False)
        elif key == _KEY.Key_Escape:
            self.escaped.emit()
        elif self._locked and types(event):
            self.refused.emit(self._locked)
        elif is_for_text(event) or any(event.matches(each) for each in _STANDARD):
            super().keyPressEvent(event)
        else:
            event.ignore()  # paging, and what the window's commands may want

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        return packed(self.text().part(*self.selection()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        start, end = self.selection()
        text = self.text()
        rest = text.cut(start)[0] + text.cut(end)[1]
        known = missing(self.source, rest) if self.may_add_codes else ()
        self._insert(unpacked(source, known, newlines=self._newlines))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name for it
        return QWidget.focusNextPrevChild(self, next) if not next else False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()  # a file is for the window to open
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self.viewport():
            super().dropEvent(event)


def types(event: QKeyEvent) -> bool:
    """Tell whether a key types a character, with AltGr too."""
    modifiers = event.modifiers() & ~_SIDES
    plain = modifiers in {_NONE, _SHIFT} or bool(modifiers & _CONTROL and modifiers & _ALT)
    return plain and event.text() != "" and event.text().isprintable()


def is_for_text(event: QKeyEvent) -> bool:
    """Tell whether a key types, moves the caret by characters and words, deletes so, or is of the clipboard."""
    key, modifiers = event.key(), event.modifiers() & ~_SIDES
    if types(event) or (modifiers in {_NONE, _SHIFT} and key in _OWN):
        return True
    if modifiers == _CONTROL and key in _CLIPBOARD:
        return True
    return bool(modifiers & _CONTROL) and not modifiers & _ALT and key in _EDITING
