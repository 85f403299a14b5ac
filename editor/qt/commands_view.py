"""Commands about what is seen: filters, reading view, panels, size, colours, settings, the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.i18n import N_, _
from editor.qt.command import Command, always, desk_of, with_document

if TYPE_CHECKING:
    from editor.qt.window import Window

MENU: Final = N_("&View")
STEP: Final = 10  # per cent


def _palette(window: Window) -> None:
    from editor.qt import palette

    palette.commands(window)


def _filter(name: str) -> Callable[[Window], None]:
    def choose(window: Window) -> None:
        desk_of(window).filters.choose(name)

    return choose


def _is_filter(name: str) -> Callable[[Window], bool]:
    def chosen(window: Window) -> bool:
        return window.desk is not None and window.desk.filters.chosen.id == name

    return chosen


def _read(window: Window) -> None:
    desk = desk_of(window)
    desk.read(on=not desk.is_reading)
    if desk.is_reading:
        window.say(_("What is grey is not translated yet. Enter or a click goes to a sentence, Esc goes back."))


def _is_reading(window: Window) -> bool:
    return window.desk is not None and window.desk.is_reading


def _panels(window: Window) -> None:
    desk = desk_of(window)
    on = not desk.panels.isVisible()
    window.choices.choose(panels=on)
    desk.show_panels(on=on)


def _shows_panels(window: Window) -> bool:
    return window.desk is not None and window.desk.panels.isVisible()


def _to_panel(window: Window) -> None:
    """Give the keyboard to what stands beside the text; Escape gives it back."""
    from editor.qt import findings

    desk_of(window).read(on=False)
    found = findings.shown(window)
    panel: QWidget = found if found is not None else desk_of(window).panels
    if panel.isHidden():
        _panels(window)
    inside = [each for each in panel.findChildren(QWidget) if each.isVisibleTo(panel)]
    places = found.places if found is not None else []
    for each in (*places, *inside):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            each.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _zoom(step: int) -> Callable[[Window], None]:
    def zoom(window: Window) -> None:
        now = window.choices.now
        window.choices.put(now.zoomed(step or 100 - now.text_size))

    return zoom


def _theme(name: str) -> Callable[[Window], None]:
    def choose(window: Window) -> None:
        window.choices.choose(theme=name)

    return choose


def _is_theme(name: str) -> Callable[[Window], bool]:
    def chosen(window: Window) -> bool:
        return window.choices.now.theme == name

    return chosen


def _full_screen(window: Window) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _is_full(window: Window) -> bool:
    return window.isFullScreen()


def _menus(window: Window) -> None:
    bar = window.menuBar()
    bar.setActiveAction(bar.actions()[0])


def _preferences(window: Window) -> None:
    from editor.qt import preferences

    preferences.ask(window)


_FILTERS: Final = (
    ("all", N_("Show all segments"), "Ctrl+Shift+A"),
    ("untranslated", N_("Show untranslated segments"), "Ctrl+Shift+U"),
    ("draft", N_("Show drafts"), ""),
    ("changed", N_("Show segments whose source changed"), ""),
    ("needs-work", N_("Show what needs work"), ""),
    ("review", N_("Show what is to be reviewed"), ""),
    ("notes", N_("Show segments with notes"), ""),
    ("idle", N_("Show what is not for translation"), ""),
    ("doubtful", N_("Show doubtful links"), ""),
    ("unconfirmed", N_("Show links not confirmed"), ""),
    ("uneven", N_("Show links that are not one to one"), ""),
    ("omissions", N_("Show omissions"), ""),
    ("additions", N_("Show additions"), ""),
)
_THEMES: Final = (
    ("system", N_("Colours as the system")),
    ("light", N_("Light colours")),
    ("dark", N_("Dark colours")),
    ("high-contrast", N_("High contrast")),
)

COMMANDS: Final = (
    Command("view.palette", N_("All commands…"), _palette, ("Ctrl+Shift+P",), MENU, 0, always),
    Command("view.reading", N_("Reading view"), _read, ("Ctrl+R",), MENU, 1, with_document, _is_reading),
    Command("view.panels", N_("Panels beside the text"), _panels, ("F12",), MENU, 1, with_document, _shows_panels),
    Command("view.to_panel", N_("To the panel beside the text"), _to_panel, ("Shift+F12",), MENU, 1, with_document),
    Command("view.menus", N_("To the menus"), _menus, ("F10",), "", 1, always),
    Command("view.full_screen", N_("Full screen"), _full_screen, ("F11",), MENU, 1, always, _is_full),
    *(
        Command(f"filter.{name}", title, _filter(name), (key,) if key else (), MENU, 2, with_document, _is_filter(name))
        for name, title, key in _FILTERS
    ),
    Command("view.zoom_in", N_("Larger text"), _zoom(STEP), ("Ctrl++", "Ctrl+="), MENU, 3, always),
    Command("view.zoom_out", N_("Smaller text"), _zoom(-STEP), ("Ctrl+-",), MENU, 3, always),
    Command("view.zoom_reset", N_("Usual text size"), _zoom(0), ("Ctrl+0",), MENU, 3, always),
    *(Command(f"theme.{name}", title, _theme(name), (), MENU, 4, always, _is_theme(name)) for name, title in _THEMES),
    Command("view.preferences", N_("Settings: keys, colours, your name…"), _preferences, (), MENU, 5, always),
)
