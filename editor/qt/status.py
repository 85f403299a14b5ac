"""The line at the foot of the window: how much is done, what just happened, whether it is saved."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.columns import Progress
from editor.i18n import _, ngettext
from editor.model import Mark, State
from editor.qt.theme import Theme

STAYS = 8_000  # milliseconds that a sentence is shown, and …
EACH_LETTER = 60  # … for each of its letters, where that is more
STRIP = (State.FINAL, State.REVIEWED, State.TRANSLATED, State.DRAFT)


class ProgressStrip(QWidget):
    """What is done of the whole, in the states' colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._shares: tuple[tuple[State, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Progress"))

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 8)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self._theme = theme
        self.update()

    def show_progress(self, progress: Progress) -> None:
        """Show *progress*."""
        total = max(progress.for_translation, 1)
        self._shares = tuple((state, progress.by_state[state] / total) for state in STRIP)
        self.setToolTip(counts(progress))
        self.setAccessibleDescription(counts(progress))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = 6.0
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        path = QPainterPath()
        path.addRoundedRect(box, 3, 3)
        loud = self._theme.line == self._theme.ink  # a strip in the ink's own colour would look done
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, self._theme.colour("band" if loud else "line"))
        x = box.left()
        for state, share in self._shares:
            width = share * box.width()
            painter.fillRect(QRectF(x, box.top(), width, height), self._theme.of_state(state))
            x += width
        painter.restore()
        if loud:
            painter.setPen(self._theme.colour("line"))
            painter.drawPath(path)


class Line(QLabel):
    """Words on one line that end in “…” where room is short."""

    def __init__(self, kind: str = "") -> None:
        """Say nothing yet; *kind* is how the style sheet calls the look."""
        super().__init__()
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class StatusBar(QFrame):
    """Progress at the left, one sentence in the middle, the task under way and the saved mark at the right."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setFixedHeight(32)
        line = QHBoxLayout(self)
        line.setContentsMargins(22, 0, 22, 0)
        line.setSpacing(18)
        self.strip = ProgressStrip(theme)
        self.counts = QLabel()
        self.sentence = Line()
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.task = Line("muted")
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.cancelled)
        self.saved = QLabel()
        self.saved.setToolTip(
            _("Whatever you do is written down at once: if the computer stops, your work is there again.")
        )
        for label in (self.counts, self.saved):
            label.setProperty("kind", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(self.strip)
        line.addWidget(self.counts)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.task)
        line.addWidget(self.cancel)
        line.addWidget(self.saved)
        self.cancel.hide()
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self.sentence.clear)

    def set_theme(self, theme: Theme) -> None:
        """Draw in *theme*."""
        self.strip.set_theme(theme)

    def show_progress(self, progress: Progress, *, with_words: bool) -> None:
        """Show how much is done; words only once they are counted."""
        self.strip.show_progress(progress)
        self.counts.setText(counts(progress, with_words=with_words))

    def show_links(self, confirmed: int, doubtful: int, number: int) -> None:
        """Show how far the review of links has come, in the place of the progress."""
        words = [
            _("{done} of {all} links confirmed").format(done=confirmed, all=number) if number else _("no links here")
        ]
        if doubtful:
            words.append(ngettext("{number} doubtful", "{number} doubtful", doubtful).format(number=doubtful))
        self.counts.setText(" · ".join(words))

    def say(self, sentence: str) -> None:
        """Show *sentence* for as long as it takes to read it, and let a screen reader say it."""
        self.sentence.setText(sentence)
        self.sentence.setToolTip(sentence)
        self._silence.start(max(STAYS, EACH_LETTER * len(sentence)))
        announce(self.sentence, sentence)

    def show_task(self, words: str) -> None:
        """Show the task under way, with a button that cancels it; "" for none."""
        self.task.setText(words)
        self.cancel.setVisible(bool(words))


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader, where one listens, say *sentence* about *widget*."""
    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def counts(progress: Progress, *, with_words: bool = False) -> str:
    """Return *progress* in words."""
    parts = [_("{done} of {all} translated").format(done=progress.done, all=progress.for_translation)]
    left = progress.words_left
    if with_words and left:
        parts.append(ngettext("{number} word left", "{number} words left", left).format(number=left))
    changed = progress.by_mark[Mark.SOURCE_CHANGED]
    if changed:
        parts.append(ngettext("{number} changed", "{number} changed", changed).format(number=changed))
    return " · ".join(parts)
