"""Find and replace: a bar above the status line; hits are counted in slices so that typing stays light."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from editor import find
from editor.edits import set_target
from editor.errors import EditError
from editor.find import Hit, Query
from editor.i18n import N_, _, ngettext
from editor.model import Change
from editor.qt.grid import Grid
from editor.qt.languagebox import Box
from editor.qt.tasks import Tasks
from editor.qt.theme import Theme
from editor.session import Session

SLICE = 0.004  # seconds of counting between two looks at the keyboard
ROOM = 260  # pixels that the field and the margins want; with less the bar stands in three lines
MANY = 5_000  # rows beyond which replacing goes to a thread
SIDES = (
    (N_("Both sides"), frozenset({"source", "target"})),
    (N_("Source"), frozenset({"source"})),
    (N_("Translation"), frozenset({"target"})),
    (N_("Notes"), frozenset({"notes"})),
)


Key = tuple[int, int, int]  # row, side, start


def _key(hit: Hit) -> Key:
    return hit.row, ("source", "target", "notes").index(hit.side), hit.start


class Field(QLineEdit):
    """A field whose Enter means next, Shift+Enter previous."""

    entered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Fields:
    """What the user fills in: the two fields, the three switches, and where to search."""

    find: Field = dataclass_field(default_factory=Field)
    replacement: Field = dataclass_field(default_factory=Field)
    sides: Box = dataclass_field(default_factory=Box)
    case: QPushButton = dataclass_field(default_factory=lambda: QPushButton("Aa"))
    whole_words: QPushButton = dataclass_field(default_factory=lambda: QPushButton("\u201cab\u201d"))
    expression: QPushButton = dataclass_field(default_factory=lambda: QPushButton(".*"))

    def prepare(self, changed: Callable[[], object]) -> None:
        """Give each its name and call *changed* when another search is wanted."""
        for field, name in ((self.find, _("Find")), (self.replacement, _("Replace with"))):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.sides.setAccessibleName(_("Where to search"))
        for title, _sides in SIDES:
            self.sides.addItem(_(title))
        self.sides.currentIndexChanged.connect(lambda _index: changed())
        for button, name in (
            (self.case, _("Match case")),
            (self.whole_words, _("Whole words")),
            (self.expression, _("Regular expression")),
        ):
            button.setCheckable(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFixedWidth(40)
            button.setStyleSheet("padding: 5px 2px;")
            button.toggled.connect(lambda _on: changed())

    def query(self) -> Query:
        """Return what they ask for."""
        return Query(
            self.find.text(),
            self.expression.isChecked(),
            self.case.isChecked(),
            self.whole_words.isChecked(),
            SIDES[self.sides.currentIndex()][1],
        )


class FindBar(QFrame):
    """The two fields, how to search, and how many there are."""

    closed = Signal()
    said = Signal(str)  # a sentence for the status line

    def __init__(self, session: Session, grid: Grid, theme: Theme, tasks: Tasks | None = None) -> None:
        """Search in *session* and show hits in *grid*; long replacing goes to *tasks*."""
        super().__init__()
        self._session = session
        self._grid = grid
        self._theme = theme
        self._tasks = tasks or Tasks(self)
        self._hits: list[Hit] = []
        self._keys: list[Key] = []  # of each hit, in order
        self._at: Key = (-1, -1, -1)  # the hit that was shown last
        self._search: Iterator[Hit] | None = None
        self._whole = True  # whether every hit is known
        self.setProperty("kind", "bar")
        self.setAccessibleName(_("Find and replace"))
        self.fields = Fields()
        self.field, self.replacement = self.fields.find, self.fields.replacement
        self.count = QLabel()
        self._how, self._end, self._second = QWidget(), QWidget(), QWidget()  # how to search; the count; replacing
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._search_on)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self.restart)
        session.listen(lambda _change: self._later.start() if self.isVisible() else None)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        fields = self.fields
        fields.prepare(self.restart)
        self.field.textChanged.connect(lambda _text: self._later.start())
        self.field.entered.connect(lambda back: self.go(back=back))
        self.replacement.entered.connect(lambda _back: self.replace_one())
        self.count.setProperty("kind", "muted")
        self.count.setMinimumWidth(96)
        options: tuple[QWidget, ...] = (fields.case, fields.whole_words, fields.expression, fields.sides)
        steps = (_button(_("Previous"), lambda: self.go(back=True)), _button(_("Next"), lambda: self.go(back=False)))
        replace = (_button(_("Replace"), self.replace_one), _button(_("Replace all"), self.replace_all))
        close = _button(_("Close"), self.close_bar, kind="quiet")
        self._grid_layout = grid = QGridLayout(self)
        grid.setContentsMargins(22, 8, 14, 8)
        grid.setHorizontalSpacing(7)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for holder, widgets in (
            (self._how, (*options, *steps)),
            (self._end, (self.count, close)),
            (self._second, replace),
        ):
            line = _line(*widgets)
            if holder is not self._end:
                line.addStretch(1)
            holder.setLayout(line)
        self._arrange(narrow=True)  # a window too narrow for two lines would else grow
        for one, next_one in pairwise((self.field, self.replacement, *options, *steps, *replace, close)):
            self.setTabOrder(one, next_one)

    def _arrange(self, *, narrow: bool) -> None:
        """Stand in two lines, or in three where the window is *narrow*, so that there is room to type."""
        self._narrow = narrow
        grid, low = self._grid_layout, 1 + narrow
        grid.addWidget(self.field, 0, 0)
        grid.addWidget(self._end, 0, 2)
        grid.addWidget(self._how, *((1, 0, 1, 3) if narrow else (0, 1, 1, 1)))
        grid.addWidget(self.replacement, low, 0)
        grid.addWidget(self._second, low, 1, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() - self._how.sizeHint().width() - self._end.sizeHint().width() < ROOM
        if narrow != self._narrow:
            self._arrange(narrow=narrow)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme

    def open(self, *, replace: bool = False) -> None:
        """Show the bar, with the field for replacing if wanted; a selected word is what is looked for."""
        selected = self._grid.editor.selected_text()
        if selected and "\n" not in selected:
            self.field.setText(selected)
        for widget in (self.replacement, self._second):
            widget.setVisible(replace)
        self.show()
        self.restart()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Put the bar away and give the keyboard back to the text."""
        self.hide()
        self._timer.stop()
        self._grid.set_query(None)
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def restart(self) -> None:
        """Search anew from the first row."""
        self._hits, self._keys = [], []
        self._whole = False
        query = self.fields.query()
        try:
            query.pattern()
        except EditError as error:
            self._timer.stop()
            self.count.setText(_("Not a pattern"))
            self.count.setToolTip(str(error))
            self._grid.set_query(None)
            return
        self._search = find.hits(self._session.document, query)
        self._grid.set_query(query if query.text else None)
        self._timer.start()

    def _search_on(self) -> None:
        until = time.perf_counter() + SLICE
        try:
            while self._search is not None and time.perf_counter() < until:
                hit = next(self._search, None)
                if hit is None:
                    self._finish()
                else:
                    self._hits.append(hit)
                    self._keys.append(_key(hit))
        except EditError as error:
            self._finish()
            self.said.emit(str(error))
        self._tell()

    def _finish(self) -> None:
        self._search = None
        self._whole = True
        self._timer.stop()

    def _tell(self) -> None:
        number = len(self._hits)
        self.count.setToolTip("")
        if not self.field.text():
            self.count.setText("")
        elif not number:
            self.count.setText(_("Not found") if self._whole else _("Searching"))
        else:
            at = bisect_left(self._keys, self._here())
            here = at < number and self._keys[at] == self._here()
            said = (
                _("{at} of {number}").format(at=at + 1, number=number)
                if here
                else _("{number} found").format(number=number)
            )
            self.count.setText(said if self._whole else said + " …")

    def _here(self) -> Key:
        return self._at if self._at[0] == self._grid.row else (self._grid.row, -1, 0)

    def go(self, *, back: bool = False) -> None:
        """Go to the next hit, or the previous one, beginning again at the other end."""
        self._grid.commit()
        if self._later.isActive():
            self._later.stop()
            self.restart()
        while self._search is not None:  # whoever asks for a hit waits until all are known
            self._search_on()
        if not self._hits:
            self.said.emit(_("“{text}” was not found.").format(text=self.field.text()) if self.field.text() else "")
            return
        keys = self._keys
        index = bisect_left(keys, self._here()) - 1 if back else bisect_right(keys, self._here())
        if not back and index == len(keys):
            self.said.emit(_("The search began again at the top."))
        self.show_hit(self._hits[index % len(keys)])

    def show_hit(self, hit: Hit) -> None:
        """Go to a hit and select it, the keyboard staying in the bar."""
        self._at = _key(hit)
        side = hit.side if hit.side != "notes" else "target"
        caret, select = 0, 0
        if hit.side != "notes":
            segment = self._session.document.rows[hit.row]
            text = segment.source if side == "source" else segment.target
            caret = find.place(text, hit.start)
            select = find.place(text, hit.end - 1) + 1 - caret
        had = QApplication.focusWidget()
        if had is not None and not self.isAncestorOf(had):
            had = None
        self._grid.go_to(hit.row, caret=caret, side=side, select=select)
        if had is not None:
            had.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def replace_one(self) -> None:
        """Replace the hit that is shown, if it is in a translation, and go to the next."""
        self._grid.commit()
        here = next((hit for hit in self._hits if _key(hit) == self._here()), None)
        if here is None or here.side != "target":
            self.go()
            return
        try:
            target = self._session.document.rows[here.row].target
            new = find.replaced(target, self.fields.query(), self.replacement.text(), here.start)
            self._session.do(set_target(self._session.document, here.row, new))
        except EditError as error:
            self.said.emit(str(error))
            return
        grown = len(new.without_breaks()) - len(target.without_breaks())
        self._at = (here.row, 1, max(here.end + grown - 1, here.start - 1))
        self.restart()
        self.go()

    def replace_all(self) -> None:
        """Replace every hit in the translations, as one step that undo takes back."""
        self._grid.commit()
        query, words, document = self.fields.query(), self.replacement.text(), self._session.document
        if not query.text:
            return

        def work(progress: Callable[[float], None]) -> object:
            return find.replace_all(document, query, words, _told(len(document.rows), progress))

        def done(change: object) -> None:
            if not isinstance(change, Change) or self._session.document is not document:
                self.said.emit(_("The text changed meanwhile; nothing was replaced."))
                return
            self._session.do(change)
            number = len(change.splices)
            self.said.emit(
                ngettext("Replaced in {number} segment", "Replaced in {number} segments", number).format(number=number)
            )
            self.restart()

        if len(document.rows) > MANY:
            self._tasks.run(_("Replacing"), work, done, subject="replace")
            return
        try:
            done(work(lambda _share: None))
        except EditError as error:
            self.said.emit(str(error))


def _button(title: str, act: Callable[[], object], kind: str = "") -> QPushButton:
    button = QPushButton(title)
    button.setProperty("kind", kind)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(7)
    for widget in widgets:
        line.addWidget(widget)
    return line


def _told(number: int, progress: Callable[[float], None]) -> Iterator[int]:
    for row in range(number):
        if not row % 256:
            progress(row / number)
        yield row
