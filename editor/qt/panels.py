"""The panels beside the text: what changed in the source, notes, history; each speaks only if it can."""

from __future__ import annotations

import html
import time
from dataclasses import replace

from PySide6.QtCore import QDateTime, QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor import edits
from editor.diff import diff
from editor.i18n import _, ngettext
from editor.model import STATE_NAMES, Change, Note, Segment, State
from editor.qt.grid import Grid
from editor.qt.links import spoken
from editor.qt.theme import Theme
from editor.session import Past, Session

WIDTH = 290
RING = 10  # pixels that a button stands out beside the words, so that its own stand below the others
KEPT = 12  # how many earlier targets are listed


def ago(seconds: float) -> str:
    """Return how long ago something was, in words."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:  # noqa: PLR2004 - an hour
        return ngettext("{number} minute ago", "{number} minutes ago", minutes).format(number=minutes)
    hours = minutes // 60
    return ngettext("{number} hour ago", "{number} hours ago", hours).format(number=hours)


def diff_html(old: str, new: str, theme: Theme) -> str:
    """Return the word diff from *old* to *new* as rich text in *theme*."""
    styles = {
        "=": "",
        "-": f"background:{theme.gone}; text-decoration:line-through;",
        "+": f"background:{theme.added}; text-decoration:underline;",
    }
    return "".join(f'<span style="{styles[kind]}">{html.escape(text)}</span>' for kind, text in diff(old, new))


class NoteField(QPlainTextEdit):
    """Where a note is written: Ctrl+Enter keeps it, Escape leaves."""

    kept = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _keeps(event):
            event.accept()  # it confirms the note, not the segment
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _keeps(event):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _keeps(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class SidePanels(QScrollArea):
    """Sections for the active segment, following the grid and the session."""

    author = ""  # who signs new notes; "" for nobody

    def __init__(self, session: Session, grid: Grid, theme: Theme) -> None:
        """Follow *session* and *grid*."""
        super().__init__()
        self._session = session
        self._grid = grid
        self._theme = theme
        self._editing: int | None = None  # the number of the note being written, -1 for a new one
        self._about = -1  # the row that note is about
        self._discarded = ("", 0, "")  # the segment, the number and the words of the note that was left last
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("About the active segment"))
        self._body = QWidget()
        self._body.setProperty("kind", "page")
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(20 - RING, 20, 18, 20)
        self._lines.setSpacing(5)
        self.setWidget(self._body)
        self.field = NoteField()
        self.field.setAccessibleName(_("Note"))
        self.field.setPlaceholderText(_("A note for your colleagues"))
        self.field.setProperty("kind", "note")
        self.field.setFixedHeight(78)
        self.field.setTabChangesFocus(True)
        self.field.kept.connect(self.keep)
        self.field.kept.connect(self._leave)
        self.field.left.connect(self._leave)
        self.field.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(80)
        self._later.timeout.connect(self.refresh)
        session.listen(self._on_change)
        grid.current_changed.connect(lambda _row: self._later.start())
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme
        self.refresh()

    def edit_note(self, number: int = -1) -> None:
        """Begin a new note on the active segment, or mend its note *number*."""
        self.keep()
        segment = self._segment()
        if segment is None:
            return
        self._editing, self._about = number, self._grid.row
        *left, words = self._discarded
        if left != [segment.id, number]:
            words = segment.notes[number].text if number >= 0 else ""
        self.field.setPlainText(words)
        self.refresh()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def refresh(self) -> None:
        """Build the sections anew for the active segment; a note left behind at another is kept."""
        if self._about != self._grid.row:
            writing = self.field.hasFocus()
            self.keep()
            if writing:
                self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._clear()
        segment = self._segment()
        if segment is not None:
            self._link_section(segment)
            self._changed_section(segment)
            self._notes_section(segment)
            self._history_section(segment)
            if self._grid.links.on and self._grid.links.hints:
                self._heading(_("Keys"))
                self._text(self._grid.links.hints, muted=True)
        self._lines.addStretch(1)

    def _segment(self) -> Segment | None:
        row = self._grid.row
        return self._session.document.rows[row] if 0 <= row < len(self._session.document.rows) else None

    def _on_change(self, change: Change) -> None:
        self._about = change.to(self._about) if self._about >= 0 else -1
        self._later.start()

    def _clear(self) -> None:
        self.field.setParent(self)
        self.field.hide()
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()  # at once: left to the layout it would wait for the next turn of the event loop

    def _heading(self, title: str) -> None:
        label = QLabel(title.upper())
        label.setProperty("kind", "section")
        label.setAccessibleName(title)
        label.setContentsMargins(RING, 12 if self._lines.count() else 0, 0, 2)
        self._put(label)

    def _text(self, said: str, *, rich: bool = False, muted: bool = False) -> QLabel:
        label = QLabel(said)
        label.setContentsMargins(RING, 0, 0, 0)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if muted:
            label.setProperty("kind", "muted")
        self._put(label)
        return label

    def _link_section(self, segment: Segment) -> None:
        """Say in words what the band says, where links are reviewed."""
        words = spoken(segment) if self._grid.links.on else ""
        if words:
            self._heading(_("Link"))
            self._text(words)

    def _changed_section(self, segment: Segment) -> None:
        if segment.previous is None:
            return
        self._heading(_("Source changed"))
        self._text(diff_html(segment.previous.source.plain, segment.source.plain, self._theme), rich=True)
        before = segment.previous.target
        if before and before != segment.target:
            self._text(_("The translation before:"), muted=True)
            self._text(before.plain)

    def _notes_section(self, segment: Segment) -> None:
        self._heading(_("Notes"))
        for number, note in enumerate(segment.notes):
            if number == self._editing:
                self._field_here()
            else:
                self._note(number, note)
        if self._editing == -1:
            self._field_here()
        elif self._editing is None:
            add = QPushButton(_("Add a note"))
            add.setProperty("kind", "quiet")
            add.setCursor(Qt.CursorShape.PointingHandCursor)
            add.clicked.connect(lambda _checked=False: self.edit_note())
            line = QHBoxLayout()
            holder = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(add)
            line.addStretch(1)
            holder.setLayout(line)
            self._put(holder)

    def _note(self, number: int, note: Note) -> None:
        self._text(note.text)
        signed = " · ".join(part for part in (note.author, _day(note.date), note.origin) if part)
        line = QHBoxLayout()
        line.setContentsMargins(RING, 0, 0, 4)
        line.setSpacing(0)
        label = QLabel(signed)
        label.setProperty("kind", "muted")
        line.addWidget(label, 1)
        if not note.origin:
            for title, name, act in (
                (_("Edit"), _("Edit note {number}"), lambda: self.edit_note(number)),
                (_("Delete"), _("Delete note {number}"), lambda: self._delete(number)),
            ):
                button = QPushButton(title)
                button.setProperty("kind", "quiet")
                button.setAccessibleName(name.format(number=number + 1))
                button.clicked.connect(act)
                line.addWidget(button)
        holder = QWidget()
        holder.setLayout(line)
        self._put(holder)

    def _field_here(self) -> None:
        self._put(self.field)
        self.field.show()
        self._text(_("Ctrl+Enter keeps it, Esc discards it"), muted=True)

    def keep(self) -> None:
        """Make the note being written, if there is one, part of the document."""
        written = self.pending()
        self._editing = None
        if written is not None:
            self._session.do(edits.set_notes(self._session.document, *written))

    def pending(self) -> tuple[int, list[Note]] | None:
        """Return the row that a note is being written about, and its notes with that one; None where none is."""
        number, rows = self._editing, self._session.document.rows
        if number is None or not 0 <= self._about < len(rows):
            return None
        notes, text = list(rows[self._about].notes), self.field.toPlainText().strip()
        if number >= len(notes):
            number = -1  # undone meanwhile
        if text == (notes[number].text if number >= 0 else ""):
            return None
        today = time.strftime("%Y-%m-%d")
        if number >= 0:
            notes[number : number + 1] = [replace(notes[number], text=text, date=today)] if text else []
        else:
            notes.append(Note(text, self.author, today))
        return self._about, notes

    def _delete(self, number: int) -> None:
        segment = self._segment()
        if segment is not None:
            notes = (*segment.notes[:number], *segment.notes[number + 1 :])
            self._session.do(edits.set_notes(self._session.document, self._grid.row, notes))

    def _leave(self) -> None:
        """Go back to the text; what is written and not kept comes back when one goes on with that note."""
        segment, number, written = self._segment(), self._editing, self.pending()
        words = self.field.toPlainText()
        self._discarded = (
            (segment.id, number or 0, words) if segment and number is not None and written else ("", 0, "")
        )
        self._editing = None
        self.refresh()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _history_section(self, segment: Segment) -> None:
        past = [entry for entry in self._session.past(segment.id) if entry.target and entry.target != segment.target]
        shown: list[Past] = []
        for entry in past:
            if all(entry.target != other.target for other in shown):
                shown.append(entry)
        if not shown:
            return
        self._heading(_("History"))
        now = time.time()
        for entry in shown[:KEPT]:
            self._text(entry.target.plain)
            state = _(STATE_NAMES[State(entry.state)]).lower()
            self._text(f"{ago(now - entry.when)} · {state}", muted=True)


def _day(date: str) -> str:
    moment = QDateTime.fromString(date[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(moment.date(), QLocale.FormatType.ShortFormat) if moment.isValid() else date
