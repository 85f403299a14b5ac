"""The open segment: the box one types in, the box its source stands in, and when typed text joins the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from editor import edits
from editor.errors import EditError
from editor.i18n import _
from editor.model import Change, May, Segment
from editor.qt.chips import Chips
from editor.qt.layouts import Layouts
from editor.qt.segments import SegmentModel
from editor.qt.target import TargetEditor
from editor.qt.theme import Theme
from editor.text import EMPTY

PAUSE = 800  # ms after the last key
AWAY = -30_000  # where the boxes wait while their row is out of sight: hidden they would lose the focus


class Opened(QObject):
    """Two boxes over one row. What is typed waits here for a pause and then becomes one Change of the session."""

    typing = Signal()
    grew = Signal()  # a box needs another height than before
    refused = Signal(str)

    def __init__(self, model: SegmentModel, chips: Chips, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._model = model
        self.editor = TargetEditor(chips, viewport)
        self.source = TargetEditor(chips, viewport)
        self.row = -1  # the document row
        self.editing_source = False
        self.awake = True  # whether the boxes are shown; where links are reviewed they are only while one types
        self.typed_in: set[TargetEditor] = set()  # boxes whose text is not in the document yet
        self._source_caret = False  # whether somebody put the caret of the source where it is
        self._target_shown, self._source_shown = EMPTY, EMPTY  # what the boxes show when nothing is typed
        self._id, self._role = "", ""
        self._quiet = False  # while texts are put in by us
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.commit)
        self.editor.typed.connect(lambda: self._typed(self.editor))
        self.source.typed.connect(lambda: self._typed(self.source))
        self.source.cursorPositionChanged.connect(self._source_moved)
        for box in (self.editor, self.source):
            box.refused.connect(self.refused)
            box.document().documentLayout().documentSizeChanged.connect(self._resized)
        self.source.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the tab key comes in by the translation
        self.editor.tabbed.connect(self.source.setFocus)
        self.source.tabbed.connect(self.editor.setFocus)

    # ── Opening and leaving ──────────────────────────────────────────────────────────────────────────────────────

    def open(self, row: int, layouts: Layouts) -> None:
        """Open document row *row* (-1: none), joining what was typed into the one before."""
        self.editor.compose_nothing()
        self.source.compose_nothing()
        self.commit()
        self.lock_source()
        self._reopen(row, layouts)

    def _reopen(self, row: int, layouts: Layouts) -> None:
        self.typed_in.clear()
        self._source_caret, self.row = False, row
        if row < 0:
            self.put_away()
            return
        segment = self._model.rows[row]
        self._id, self._role = segment.id, segment.role
        self._quiet = True
        self.dress(layouts)
        self.source.open(segment.source, segment.source)
        self.source.select(0, 0)
        self.editor.open(segment.target, segment.source, protect=May.DELETE_CODES not in segment.may)
        self._shows(segment)
        self._source_caret = self._quiet = False
        if self.editor.hasFocus() and QAccessible.isActive():  # for a screen reader the box is another one now
            QAccessible.updateAccessibility(QAccessibleEvent(self.editor, QAccessible.Event.Focus))

    def _shows(self, segment: Segment) -> None:
        self._target_shown, self._source_shown = segment.target, segment.source
        self._role = segment.role
        self.editor.source = segment.source
        self.editor.may_add_codes = May.ADD_CODES in segment.may
        head = self._model.session.document.head
        locked = "" if May.TRANSLATE in segment.may else _("This segment is locked in the file; its target stays.")
        self.editor.lock(head.read_only or locked)
        number = self.row + 1
        self.editor.setAccessibleName(_("Translation of segment {number}").format(number=number))
        self.source.setAccessibleName(_("Source of segment {number}").format(number=number))

    def follow(self, row: int, layouts: Layouts) -> None:
        """Learn that a change put the open segment at document row *row*; show what it made of its texts."""
        segment = self._model.rows[row]
        if segment.id != self._id:
            self.lock_source()
            self._reopen(row, layouts)
            return
        self.row = row
        self._quiet = True
        if segment.role != self._role:
            self._role = segment.role
            self.dress(layouts)
        if segment.source != self._source_shown and self.source not in self.typed_in:
            self.source.amend(segment.source)
        if segment.target != self._target_shown and self.editor not in self.typed_in:
            self.editor.amend(segment.target)
        self._shows(segment)
        self._quiet = False

    def commit(self) -> None:
        """Make what was typed a Change of the session. Where that is not permitted, say so and show what was."""
        self._timer.stop()
        if self._model.applying:
            return
        document, row = self._model.session.document, self.row
        if self.source in self.typed_in:
            self._source_shown = self.source.text()
            self._join(self.source, lambda: edits.edit_source(document, row, self._source_shown))
        if self.editor in self.typed_in:
            document = self._model.session.document
            self._target_shown = self.editor.text()
            self._join(self.editor, lambda: edits.set_target(document, row, self._target_shown))

    def _join(self, box: TargetEditor, change: Callable[[], Change]) -> None:
        self.typed_in.discard(box)
        try:
            self._model.session.do(change())
        except EditError as error:
            self.refused.emit(str(error))
            self._quiet = True
            segment = self.segment
            self._target_shown, self._source_shown = segment.target, segment.source
            box.amend(segment.target if box is self.editor else segment.source)
            self._quiet = False

    def _typed(self, box: TargetEditor) -> None:
        self.typed_in.add(box)
        self._timer.start()
        self.typing.emit()

    # ── The source ───────────────────────────────────────────────────────────────────────────────────────────────

    def edit_source(self) -> None:
        """Make the source editable where it stands, or end that."""
        if self.editing_source:
            self.commit()
            self.lock_source()
            self.editor.setFocus()
            return
        self.commit()
        try:
            edits.edit_source(self._model.session.document, self.row, self._source_shown)
        except EditError as error:
            self.refused.emit(str(error))
            return
        self.editing_source = True
        self.source.lock("")
        self.source.open(self._source_shown, self._source_shown)
        self.source.setFocus()
        self.grew.emit()

    def lock_source(self) -> None:
        """Make the source something to read, select and put the caret in."""
        was, self.editing_source = self.editing_source, False
        self.source.lock(_("This is the source; F2 makes it editable where that is permitted."))
        if was:
            self.grew.emit()

    def source_caret(self) -> int | None:
        """Return where in the source somebody put the caret, None where nobody did."""
        return self.source.caret() if self._source_caret else None

    def _source_moved(self) -> None:
        self._source_caret = True

    # ── How it looks ─────────────────────────────────────────────────────────────────────────────────────────────

    def colour(self, theme: Theme) -> None:
        """Take the colours of *theme*."""
        self.editor.colour(theme, "band" if self.editing_source else "paper")
        self.source.colour(theme, "paper" if self.editing_source else "band")

    def dress(self, layouts: Layouts) -> None:
        """Set both texts as the page wants it; the segment shown may not be in the document any more."""
        role = self._role if self.row >= 0 else ""
        self.editor.dress(layouts.target, role, layouts.page.leaf)
        self.source.dress(layouts.source, role, layouts.page.leaf)

    def place(self, source: QRect, target: QRect) -> None:
        """Lay the boxes over the paper."""
        for box, place in ((self.source, source), (self.editor, target)):
            if box.geometry() != place:
                box.setGeometry(place)
            if box.isHidden():
                box.show()

    def put_away(self) -> None:
        """Move the boxes out of sight without taking the focus from them; where no row is open hide them."""
        for box in (self.source, self.editor):
            if self.row < 0:
                box.hide()
            else:
                box.move(box.x(), AWAY)

    @property
    def segment(self) -> Segment:
        """The open segment as it is in the document."""
        return self._model.rows[self.row]

    def drops(self, layouts: Layouts) -> tuple[int, int]:
        """Return how far source and target are lowered to stand level."""
        return layouts.drop(layouts.source, self._role), layouts.drop(layouts.target, self._role)

    def height(self, layouts: Layouts) -> int:
        """Return how high the texts stand with the hints beneath the one that is edited."""
        hints = layouts.hint_height
        source, target = self.drops(layouts)
        source += self.source.needed + (hints if self.editing_source else 0)
        return max(source, target + self.editor.needed + (0 if self.editing_source else hints))

    def _resized(self) -> None:
        if not self._quiet:
            self.grew.emit()
