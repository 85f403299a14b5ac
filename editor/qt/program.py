"""The running program: its windows, the settings they share, and the theme they wear."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from editor.qt import style
from editor.qt.choices import Choices
from editor.qt.window import Window
from editor.settings import Settings


class Program(QObject):
    """What all windows have in common. It keeps them alive while they are open."""

    def __init__(self, application: QApplication, settings: Settings, *, keep: bool = True) -> None:
        """Begin with no window; without *keep* neither settings nor journals outlive the program."""
        super().__init__()
        self._application = application
        self.choices = Choices(settings, self, keep=keep)
        self.keeps = keep
        self.theme = style.followed(settings.theme)
        self.windows: list[Window] = []
        self._seen = settings
        style.wear(application, self.theme)
        self.choices.changed.connect(self._follow)
        application.styleHints().colorSchemeChanged.connect(self._wear)

    def new_window(self, *, shown: bool = True) -> Window:
        """Open a window with the start screen; whoever wants it not *shown* yet shows it later."""
        window = Window(self)
        self.choices.refused.connect(window.say)
        if self.windows:
            window.move(self.windows[-1].pos().x() + 28, self.windows[-1].pos().y() + 28)
        self.windows.append(window)
        if shown:
            window.show()
        return window

    def window_of(self, path: Path) -> Window | None:
        """Return the window in which the file at *path* is open."""
        try:
            real = path.resolve()
        except (OSError, ValueError):
            return None  # it names no file; whoever reads it says why
        for window in self.windows:
            if window.desk is not None:
                file = window.desk.file
                if any(place is not None and place.resolve() == real for place in (file.path, file.original)):
                    return window
        return None

    def closed(self, window: Window) -> None:
        """Forget a window that was closed."""
        if window in self.windows:
            self.windows.remove(window)

    def quit(self) -> None:
        """Close every window, as far as the user lets them go."""
        for window in tuple(self.windows):
            window.close()

    def _follow(self) -> None:
        old, new = self._seen, self.choices.now
        self._seen = new
        if old.theme != new.theme:
            self._wear()
        for window in self.windows:
            if (old.preset, old.keys) != (new.preset, new.keys):
                window.set_keys()
            if window.desk is None:
                continue
            window.desk.panels.author = new.name
            if old.text_size != new.text_size:
                window.desk.set_zoom(new.text_size)
            if old.panels != new.panels:
                window.desk.show_panels(on=new.panels)

    def _wear(self, _scheme: object = None) -> None:
        theme = style.followed(self.choices.now.theme)
        if theme is self.theme:
            return
        self.theme = theme
        style.wear(self._application, theme)
        for window in self.windows:
            window.set_theme(theme)
